"""The index of the shipped boundaries: built once on a machine, then kept."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from data import boundaries
from data.boundaries import cache as store
from data.boundaries import index_cache
from data.codes import Level
from data.errors import BadValue, UnknownChoice

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.points import GridIndex

    Progress = Callable[[str, float], None]

#: The layer that decides on each level: provinces are their cities added up.
LAYERS = {
    Level.PROVINCE: "assignment-city",
    Level.CITY: "assignment-city",
    Level.COUNTY: "assignment-county",
}


def point_index(level: Level | str = Level.CITY, *, progress: Progress | None = None) -> GridIndex:
    """Load the index by which points are counted.

    Parameters
    ----------
    level
        Finest level wanted; its regions are cities, or counties where those are asked for.
    progress
        Called with what is being made and the fraction done, 0 to 1.

    Raises
    ------
    UnknownChoice
        No layer assigns points to this level.
    UnwritableOutput, UnreadableFile
        The layer cannot be made: see `data.boundaries.load`.
    """
    if level not in LAYERS:
        raise UnknownChoice.of("level", level, [str(known) for known in LAYERS])
    layer = LAYERS[Level(level)]
    boundaries.build(progress=progress, steps=[s for s in boundaries.STEPS if layer in s.names])
    return _loaded(layer, str(store.folder()))


@cache
def _loaded(layer: str, _folder: str) -> GridIndex:
    """Read a kept index, or build and keep it; one object for a process and a cache."""
    from geo.points import CELL, RECIPE, GridIndex  # noqa: PLC0415 - geopandas loads slowly

    key = index_cache.key_of(layer, f"{RECIPE}, cell {CELL}")
    kept = index_cache.recall(layer, key)
    if kept is not None:
        try:
            return GridIndex.from_arrays(kept)
        except BadValue:  # kept by a process whose recipe had the same number
            kept = None
    units = boundaries.load(layer)
    made = GridIndex.build(
        units.geometry.to_numpy(),
        units["code"].tolist(),
        foreign=boundaries.world().geometry.to_numpy(),
    )
    index_cache.keep(layer, key, made.to_arrays())
    return made
