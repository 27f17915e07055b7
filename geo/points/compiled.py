"""The same answers as `geo.points.walk`, compiled: imported only where numba is installed.

Every kernel lets go of the interpreter's lock, so that threads count side by side, and none uses
fast-math: the answers are bit for bit those of numpy. Kernels carry no annotations: numba finds the
types itself.
"""

# mypy: disable-error-code="no-untyped-def, no-untyped-call, untyped-decorator, call-arg"
# ruff: noqa: ANN001, ANN202

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numba
import numpy as np

from geo.points.edges import OUTSIDE
from geo.points.grid import ON_EDGES
from geo.points.lookup import STRIDE
from geo.points.sides import DOUBT, SPLITTER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.points.lookup import Lookup

    Floats = NDArray[np.float64]

_compiled = numba.njit(cache=True, nogil=True)
_inlined = numba.njit(cache=True, nogil=True, inline="always")


def labels(lookup: Lookup, lon: Floats, lat: Floats) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
    """Label points: see `geo.points.walk.labels`."""
    label = np.empty(len(lon), dtype=np.int16)
    on_border = np.zeros(len(lon), dtype=np.bool_)
    _label_all(*_arrays(lookup), (lon, lat), (label, on_border))
    return label, on_border


def count(
    lookup: Lookup,
    lon: Floats,
    lat: Floats,
    sector: NDArray[np.int32],
    inside: NDArray[np.int64],
    border: NDArray[np.int64],
) -> NDArray[np.intp]:
    """Count points, and list those in no region: see `geo.points.walk.count`."""
    strays = np.empty(len(lon), dtype=np.intp)
    return strays[: _count_all(*_arrays(lookup), (lon, lat, sector), (inside, border, strays))]


def _arrays(lookup: Lookup) -> tuple[Any, ...]:
    """Give what the kernels take: plain arrays in tuples."""
    frame, table = lookup.grid.frame, lookup.grid.table
    place = frame.west, frame.south, frame.per_degree, frame.columns, frame.rows
    edges = lookup.slots, lookup.left, lookup.right
    return place, table, (lookup.starts, lookup.cells), edges


@_compiled
def _product(a, b):
    """Give the rounded product and what the rounding took (Dekker 1971)."""
    rounded = a * b
    scaled = SPLITTER * a
    a_high = scaled - (scaled - a)
    a_low = a - a_high
    scaled = SPLITTER * b
    b_high = scaled - (scaled - b)
    b_low = b - b_high
    rest = ((a_high * b_high - rounded) + a_high * b_low + a_low * b_high) + a_low * b_low
    return rounded, rest


@_compiled
def _exactly(ax, ay, bx, by, x, y):
    """Give the sign of the sum of six products: grown term by term, nothing is rounded away."""
    sums = np.zeros(12)
    size = 0
    for a, b in ((bx, y), (-bx, ay), (-ax, y), (-x, by), (x, ay), (ax, by)):
        for term in _product(a, b):
            rest = term
            for i in range(size):
                whole = rest + sums[i]
                part = whole - rest
                sums[i] = (rest - (whole - part)) + (sums[i] - part)
                rest = whole
            sums[size] = rest
            size += 1
    for i in range(11, -1, -1):
        if sums[i] != 0:
            return 1 if sums[i] > 0 else -1
    return 0


@_inlined
def _side(ax, ay, bx, by, x, y):
    one, other = (bx - ax) * (y - ay), (x - ax) * (by - ay)
    difference = one - other
    same = (one > 0) == (other > 0) and one != 0 and other != 0
    if same and abs(difference) < DOUBT * (abs(one) + abs(other)):
        return _exactly(ax, ay, bx, by, x, y)
    if difference > 0:
        return 1
    return -1 if difference < 0 else 0


@_compiled
def _beside(cell, cells, edges, x, y):
    """Label a point of a border cell; tell whether it is on an edge."""
    starts, numbered = cells
    slots, left, right = edges
    k = starts[cell // STRIDE]
    while numbered[k, 0] < cell:
        k += 1
    label, lowest, on = np.int64(numbered[k, 3]), np.int64(OUTSIDE), False
    for slot in range(numbered[k, 1], numbered[k, 2]):
        ax, ay, bx, by = slots[slot, 0], slots[slot, 1], slots[slot, 2], slots[slot, 3]
        if not ay <= y <= by or x < min(ax, bx):
            continue
        side = -1 if x > max(ax, bx) else _side(ax, ay, bx, by, x, y)
        if side <= 0 and y < by:
            label += np.int64(slots[slot, 4])
        if side == 0:
            on = True
            for there in (left[slot], right[slot]):
                if there != OUTSIDE and (lowest == OUTSIDE or there < lowest):
                    lowest = np.int64(there)
    return (lowest if on and label == OUTSIDE else label), on


@_compiled
def _label_all(frame, table, cells, edges, points, answers):
    west, south, per_degree, columns, rows = frame
    lon, lat = points
    labels_of, on_border = answers
    for i in range(len(lon)):
        across, up = (lon[i] - west) * per_degree, (lat[i] - south) * per_degree
        label, on = np.int64(OUTSIDE), False
        if across >= 0 and across < columns and up >= 0 and up < rows:
            cell = np.int64(up) * columns + np.int64(across)
            label = np.int64(table[cell])
            if label == ON_EDGES:
                label, on = _beside(cell, cells, edges, lon[i], lat[i])
        labels_of[i], on_border[i] = label, on


@_compiled
def _count_all(frame, table, cells, edges, points, answers):
    west, south, per_degree, columns, rows = frame
    lon, lat, sector = points
    inside, border, strays = answers
    found = 0
    for i in range(len(lon)):
        across, up = (lon[i] - west) * per_degree, (lat[i] - south) * per_degree
        label, on = np.int64(OUTSIDE), False
        if across >= 0 and across < columns and up >= 0 and up < rows:
            cell = np.int64(up) * columns + np.int64(across)
            label = np.int64(table[cell])
            if label == ON_EDGES:
                label, on = _beside(cell, cells, edges, lon[i], lat[i])
        if label == OUTSIDE:
            strays[found] = i
            found += 1
        else:
            inside[label - 1, sector[i]] += 1
            if on:
                border[sector[i]] += 1
    return found
