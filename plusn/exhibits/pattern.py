"""Where like values lie together, as an exhibit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plusn.exhibits import atlas as maps

if TYPE_CHECKING:
    from briefing.exhibit import Shown


class Asked(maps.Asked):
    """Arguments of a pattern: whose numbers, and which statistic."""

    data: str
    statistic: str = "local-moran"


def show(asked: Asked, tongue: str) -> Shown:
    """Make a map of a spatial statistic.

    Raises
    ------
    PlusNError
        The data cannot give what is asked; the message says why.
    """
    return maps.shown("pattern", asked, tongue)
