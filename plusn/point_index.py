"""The index of the shipped boundaries: built once on this machine, then kept."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from data import boundaries
from data.codes import Level, province_of
from data.errors import UnknownChoice

if TYPE_CHECKING:
    from geo.points import GridIndex

LAYERS = {
    Level.PROVINCE: "assignment-city",
    Level.CITY: "assignment-city",
    Level.COUNTY: "assignment-county",
}


@cache
def point_index(level: Level | str = Level.CITY) -> GridIndex:
    """Load the index whose regions are cities, or counties where those are asked for.

    Parameters
    ----------
    level
        Finest level wanted; counts of provinces are those of their cities added up.

    Raises
    ------
    UnknownChoice
        No layer assigns points to this level.
    UnwritableOutput, UnreadableFile
        The layer cannot be made: see `data.boundaries.load`.
    """
    from geo.points import GridIndex  # noqa: PLC0415 - geopandas loads slowly

    if level not in LAYERS:
        raise UnknownChoice.of("level", level, [str(known) for known in LAYERS])
    layer = boundaries.load(LAYERS[Level(level)])
    return GridIndex.build(
        layer.geometry.to_numpy(),
        layer["code"].tolist(),
        foreign=boundaries.world().geometry.to_numpy(),
    )


def provinces_of(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Give the province of each city or county.

    Examples
    --------
    >>> provinces_of(("440300", "810101"))
    ('440000', '810000')
    """
    return tuple(map(province_of, codes))
