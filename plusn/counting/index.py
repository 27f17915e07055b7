"""The index of each level, loaded once a process."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from data import boundaries
from data.boundaries import index_cache
from geo.points import CELL, RECIPE, GridIndex

if TYPE_CHECKING:
    from data.codes import Level


@cache
def load_index(level: Level) -> GridIndex:
    """Load the index over the units of a level, ``city`` or ``county``; it is built once.

    Raises
    ------
    UnwritableOutput, UnreadableFile
        The boundary layer cannot be made.
    """
    layer = f"assignment-{level}"
    units = boundaries.load(layer)
    key = index_cache.key_of(layer, f"{RECIPE}, cell {CELL}")
    kept = index_cache.recall(layer, key)
    if kept is not None:
        return GridIndex.from_arrays(kept)
    foreign = np.asarray(boundaries.world().geometry)
    built = GridIndex.build(np.asarray(units.geometry), units["code"].tolist(), foreign=foreign)
    index_cache.keep(layer, key, built.to_arrays())
    return built


@cache
def fingerprint(level: Level) -> str:
    """Give what two machines must share to count alike: the digest of codes and edges."""
    index = load_index(level)
    total = hashlib.sha256("\n".join(index.codes).encode())
    total.update(index.lookup.edges.ends.tobytes())
    return total.hexdigest()
