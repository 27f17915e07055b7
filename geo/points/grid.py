"""A grid over the edges of a coverage: most cells lie in one region, the others list their edges.

The label of a point is a sum: going west from it along its parallel to the next cell that no edge
touches, add for every rising edge that is crossed the label on its east minus that on its west, and
then the label of that cell. In a valid coverage all but the point's own region cancel. An edge is
crossed when its lower end is not above the point, its upper end is, and the point is not to its
west; so a point on a border belongs to the region that is immediately east of it, and where the
border runs due east, to the north.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.errors import BadValue

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.points.edges import Edges

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int32]

ON_EDGES = -1
MARGIN = 1.5  # cells between the rim of the grid and the coverage: column 0 is always free
_PAD = 1e-9  # degrees by which an edge is taken to be longer and wider: far above rounding
_MOST_CELLS = 100_000_000


@dataclass(frozen=True)
class Frame:
    """Place a grid: its south-west corner and cell size in degrees, and its numbers of cells."""

    west: float
    south: float
    cell: float
    columns: int
    rows: int

    @property
    def per_degree(self) -> float:
        """Give the number of cells in a degree."""
        return 1 / self.cell


@dataclass(frozen=True)
class Grid:
    """Hold the cells of a grid.

    Parameters
    ----------
    frame
        Where it lies.
    table
        Label of each cell, row by row from the south-west corner, shape (rows · columns,), int16;
        `ON_EDGES` where edges touch it.
    cells
        Numbers of the cells that edges touch, ascending, shape (k,).
    base
        Label of the free cell next to the west of each, shape (k,).
    first, end
        Range in `slots` of the edges between that free cell and each cell's east side, shape (k,).
    slots
        Numbers of edges, by row and by the first cell that they touch in it.
    """

    frame: Frame
    table: NDArray[np.int16]
    cells: Ints
    base: NDArray[np.int16]
    first: Ints
    end: Ints
    slots: Ints


def grid_of(edges: Edges, cell: float) -> Grid:
    """Lay a grid over edges.

    Parameters
    ----------
    edges
        Of a valid coverage.
    cell
        Side of a cell in degrees.

    Raises
    ------
    BadValue
        The cells are too many.
    """
    frame = _frame(edges, cell)
    edge, row = _strips(edges, frame)
    west, east = _spans(edges.ends[edge], row, frame)
    touched = np.zeros(frame.rows * frame.columns, dtype=bool)
    touched[_ranges(row * frame.columns + west, east - west + 1)] = True
    table = _labels(edges, frame, edge, row, west)
    cells = np.flatnonzero(touched).astype(np.int32)
    starts = cells[np.flatnonzero(np.r_[True, np.diff(cells) > 1])]
    run = starts[np.searchsorted(starts, cells, side="right") - 1]
    head = row * frame.columns + west
    order = np.argsort(head, kind="stable")
    base = table[run - 1]
    table[cells] = ON_EDGES
    return Grid(
        frame=frame,
        table=table,
        cells=cells,
        base=base,
        first=np.searchsorted(head[order], run, side="left").astype(np.int32),
        end=np.searchsorted(head[order], cells, side="right").astype(np.int32),
        slots=edge[order].astype(np.int32),
    )


def _frame(edges: Edges, cell: float) -> Frame:
    low = edges.ends.reshape(-1, 2).min(axis=0)
    high = edges.ends.reshape(-1, 2).max(axis=0)
    columns, rows = ((high - low) / cell + 2 * MARGIN + 1).astype(int)
    if columns * rows > _MOST_CELLS:
        raise BadValue(
            f"a grid of {cell}° would have {columns * rows:,} cells", remedy="Take larger cells."
        )
    west, south = low - MARGIN * cell
    return Frame(float(west), float(south), cell, int(columns), int(rows))


def _strips(edges: Edges, frame: Frame) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pair every edge with every row of cells that it touches."""
    low = ((edges.ends[:, 1] - frame.south) * frame.per_degree).astype(np.intp)
    high = ((edges.ends[:, 3] - frame.south) * frame.per_degree).astype(np.intp)
    edge = np.repeat(np.arange(len(low)), high - low + 1)
    return edge, _ranges(low, high - low + 1)


def _spans(
    ends: Floats, row: NDArray[np.intp], frame: Frame
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Give the first and last column that each edge touches in its row, rather one too many."""
    ax, ay, bx, by = ends.T
    floor = frame.south + row * frame.cell - _PAD
    below, above = np.maximum(ay, floor), np.minimum(by, floor + frame.cell + 2 * _PAD)
    rise = np.where(by > ay, by - ay, 1.0)
    level = by == ay
    at_low = np.where(level, ax, ax + (bx - ax) * ((below - ay) / rise))
    at_high = np.where(level, bx, ax + (bx - ax) * ((above - ay) / rise))
    west = np.minimum(at_low, at_high) - _PAD - frame.west
    east = np.maximum(at_low, at_high) + _PAD - frame.west
    per = frame.per_degree
    return (west * per).astype(np.intp), (east * per).astype(np.intp)


def _labels(
    edges: Edges,
    frame: Frame,
    edge: NDArray[np.intp],
    row: NDArray[np.intp],
    west: NDArray[np.intp],
) -> NDArray[np.int16]:
    """Add up the edges that cross the middle of each row: right for every free cell."""
    middle = frame.south + (row + 0.5) * frame.cell
    crossing = (edges.ends[edge, 1] <= middle) & (middle < edges.ends[edge, 3])
    steps = np.zeros(frame.rows * frame.columns, dtype=np.int32)
    np.add.at(steps, (row * frame.columns + west)[crossing], edges.jump[edge[crossing]])
    return np.cumsum(steps.reshape(frame.rows, -1), axis=1).ravel().astype(np.int16)


def _ranges(starts: NDArray[np.intp], counts: NDArray[np.intp]) -> NDArray[np.intp]:
    """Write out ``start, start + 1, …`` for each start, `counts` numbers long."""
    before = np.cumsum(counts) - counts
    return np.repeat(starts - before, counts) + np.arange(counts.sum())
