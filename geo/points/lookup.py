"""What answers: a grid and its edges, laid out in the order in which points ask for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.points.edges import Edges
    from geo.points.grid import Grid

STRIDE = 16


@dataclass(frozen=True)
class Lookup:
    """Lay out edges by slot.

    Parameters
    ----------
    edges, grid
        Of one coverage.

    Attributes
    ----------
    slots
        Of each slot's edge: ``ax, ay, bx, by`` and what crossing it eastward adds to the label,
        shape (slots, 5); one line of memory for all that most points ask of an edge.
    left, right
        Labels on its sides, shape (slots,).
    cells
        Of each cell that edges touch: its number, `Grid.first`, `Grid.end` and `Grid.base`,
        shape (k, 4).
    starts
        Where to begin looking for a cell in `cells`, by its number divided by `STRIDE`.
    most_slots
        Most edges that one point is held against.
    """

    edges: Edges
    grid: Grid
    slots: NDArray[np.float64] = field(init=False)
    left: NDArray[np.int16] = field(init=False)
    right: NDArray[np.int16] = field(init=False)
    cells: NDArray[np.int32] = field(init=False)
    starts: NDArray[np.int32] = field(init=False)
    most_slots: int = field(init=False)

    def __post_init__(self) -> None:
        grid, slots = self.grid, self.grid.slots
        rims = np.arange(0, len(grid.table) + STRIDE, STRIDE)
        made = {
            "slots": np.column_stack([self.edges.ends, self.edges.jump])[slots],
            "left": self.edges.left[slots],
            "right": self.edges.right[slots],
            "cells": np.column_stack([grid.cells, grid.first, grid.end, grid.base]),
            "starts": np.searchsorted(grid.cells, rims).astype(np.int32),
            "most_slots": int((grid.end - grid.first).max()),
        }
        for name, value in made.items():
            object.__setattr__(self, name, value)
