"""One map for each year, sector or column of a table, as an exhibit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plusn.exhibits import atlas as maps

if TYPE_CHECKING:
    from briefing.exhibit import Shown


class Asked(maps.Asked):
    """Arguments of small multiples: whose numbers; years, sectors or columns."""

    data: str
    multiples: str = "year"


def show(asked: Asked, tongue: str) -> Shown:
    """Make one map for each part of a table, on one scale.

    Raises
    ------
    PlusNError
        The data cannot give what is asked; the message says why.
    """
    return maps.shown("multiples", asked, tongue)
