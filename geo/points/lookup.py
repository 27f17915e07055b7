"""What answers: a grid and its edges, laid out in the order in which points ask for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.points.edges import Edges
    from geo.points.grid import Grid


@dataclass(frozen=True)
class Lookup:
    """Lay out edges by slot.

    Parameters
    ----------
    edges, grid
        Of one coverage.

    Attributes
    ----------
    ends
        Ends of each slot's edge, shape (slots, 4).
    jump
        What crossing it eastward adds to the label, shape (slots,).
    left, right
        Labels on its sides, shape (slots,).
    rows
        Range in `grid.cells` of each row's cells, shape (rows + 1,).
    most_slots
        Most edges that one point is held against.
    """

    edges: Edges
    grid: Grid
    ends: NDArray[np.float64] = field(init=False)
    jump: NDArray[np.int32] = field(init=False)
    left: NDArray[np.int16] = field(init=False)
    right: NDArray[np.int16] = field(init=False)
    rows: NDArray[np.int32] = field(init=False)
    most_slots: int = field(init=False)

    def __post_init__(self) -> None:
        grid, slots = self.grid, self.grid.slots
        rims = np.arange(grid.frame.rows + 1) * grid.frame.columns
        made = {
            "ends": self.edges.ends[slots],
            "jump": self.edges.jump[slots].astype(np.int32),
            "left": self.edges.left[slots],
            "right": self.edges.right[slots],
            "rows": np.searchsorted(grid.cells, rims).astype(np.int32),
            "most_slots": int((grid.end - grid.first).max()),
        }
        for name, value in made.items():
            object.__setattr__(self, name, value)
