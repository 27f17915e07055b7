"""Labels of points by numpy: a look-up for most, crossings of edges for those in border cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.points.edges import OUTSIDE
from geo.points.grid import ON_EDGES
from geo.points.sides import side_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.points.lookup import Lookup

    Floats = NDArray[np.float64]

BLOCK = 1 << 16  # points at a time: what is worked out on the way stays in the cache
_PAIRS = 1 << 20  # edges beside points at a time
_UNSET = np.iinfo(np.int16).max


def labels(lookup: Lookup, lon: Floats, lat: Floats) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
    """Label points.

    Returns
    -------
    label
        1 for the first region, 0 outside all and for what is no position, shape (n,).
    on_border
        Whether the point lies exactly on an edge, shape (n,).
    """
    label = np.empty(len(lon), dtype=np.int16)
    on_border = np.zeros(len(lon), dtype=bool)
    for start in range(0, len(lon), BLOCK):
        block = slice(start, start + BLOCK)
        _block(lookup, lon[block], lat[block], label[block], on_border[block])
    return label, on_border


def count(
    lookup: Lookup,
    lon: Floats,
    lat: Floats,
    sector: NDArray[np.int32],
    inside: NDArray[np.int64],
    border: NDArray[np.int64],
) -> NDArray[np.intp]:
    """Count points, and list those in no region.

    Parameters
    ----------
    lon, lat, sector
        Of each point, shape (n,).
    inside
        Added to: points in each region, shape (regions, sectors).
    border
        Added to: those of them that lie exactly on an edge, shape (sectors,).

    Returns
    -------
    ndarray
        Positions of the points outside all regions, ascending.
    """
    label, on_border = labels(lookup, lon, lat)
    sectors = inside.shape[1]
    # Row 0 of this count holds what is outside.
    cell = label.astype(np.intp) * sectors + sector
    inside += np.bincount(cell, minlength=inside.size + sectors)[sectors:].reshape(inside.shape)
    border += np.bincount(sector[on_border], minlength=sectors)
    return np.flatnonzero(label == OUTSIDE)


def _block(
    lookup: Lookup,
    lon: Floats,
    lat: Floats,
    label: NDArray[np.int16],
    on_border: NDArray[np.bool_],
) -> None:
    frame = lookup.grid.frame
    across = (lon - frame.west) * frame.per_degree
    up = (lat - frame.south) * frame.per_degree
    within = (across >= 0) & (across < frame.columns) & (up >= 0) & (up < frame.rows)
    if not within.all():  # NaN included; cell 0 is outside all
        across, up = np.where(within, across, 0), np.where(within, up, 0)
    number = up.astype(np.int32) * np.int32(frame.columns) + across.astype(np.int32)
    lookup.grid.table.take(number, out=label)
    near = np.flatnonzero(label == ON_EDGES)
    cell = np.searchsorted(lookup.grid.cells, number[near])
    most = max(1, _PAIRS // max(1, lookup.most_slots))
    for start in range(0, len(near), most):
        some = near[start : start + most]
        label[some], on_border[some] = _beside_edges(
            lookup, cell[start : start + most], lon[some], lat[some]
        )


def _beside_edges(
    lookup: Lookup, cell: NDArray[np.intp], x: Floats, y: Floats
) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
    """Label points of border cells; `cell` counts only those."""
    grid = lookup.grid
    first = grid.first[cell].astype(np.intp)
    counts = grid.end[cell] - first
    point = np.repeat(np.arange(len(cell)), counts)
    slot = np.arange(len(point)) - np.repeat(np.cumsum(counts) - counts - first, counts)
    edge = lookup.slots[slot]
    beside = np.flatnonzero((edge[:, 1] <= y[point]) & (y[point] <= edge[:, 3]))
    point, slot, edge = point[beside], slot[beside], edge[beside]
    side = _sides(edge[:, :4], x[point], y[point])
    crossed = (side <= 0) & (y[point] < edge[:, 3])
    found = grid.base[cell].astype(np.int64)
    np.add.at(found, point[crossed], edge[crossed, 4].astype(np.int64))
    on = np.flatnonzero(side == 0)
    on_border = np.zeros(len(cell), dtype=bool)
    on_border[point[on]] = True
    _keep_inside(lookup, found, point[on], slot[on])
    return found.astype(np.int16), on_border


def _sides(ends: Floats, x: Floats, y: Floats) -> NDArray[np.int8]:
    """Tell the side of points that are level with their edges: most lie beside the edge's box.

    A level edge has points beside it on its own line: those to its east are not on it.
    """
    side = np.where(x > np.maximum(ends[:, 0], ends[:, 2]), np.int8(-1), np.int8(1))
    inside = np.flatnonzero((side > 0) & (x >= np.minimum(ends[:, 0], ends[:, 2])))
    side[inside] = side_of(ends[inside], x[inside], y[inside])
    return side


def _keep_inside(
    lookup: Lookup,
    found: NDArray[np.int64],
    point: NDArray[np.intp],
    slot: NDArray[np.intp],
) -> None:
    """Give what lies on the outer border to the first region there, where the rule says outside."""
    lowest = np.full(len(found), _UNSET, dtype=np.int64)
    for labels_there in (lookup.left[slot], lookup.right[slot]):
        there = labels_there != OUTSIDE
        np.minimum.at(lowest, point[there], labels_there[there])
    found[:] = np.where((found == OUTSIDE) & (lowest != _UNSET), lowest, found)
