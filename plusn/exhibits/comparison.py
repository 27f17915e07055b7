"""A pair of maps on one scale as an exhibit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plusn.exhibits import atlas as maps

if TYPE_CHECKING:
    from briefing.exhibit import Shown


class Asked(maps.Asked):
    """Arguments of a pair: whose numbers, and what they are compared with."""

    data: str
    compare: str
    compare_as: Literal["pair", "difference", "ratio"] = "pair"


def show(asked: Asked, tongue: str) -> Shown:
    """Make two maps side by side, or one of their difference or ratio.

    Raises
    ------
    PlusNError
        The data cannot give what is asked; the message says why.
    """
    return maps.shown("comparison", asked, tongue)
