"""What becomes of points: one status each, and counts by region and sector."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]


class Status(IntEnum):
    """Say what became of one point; the first three have a region."""

    INSIDE = 0
    BORDER = 1  # exactly on a line: one region by the rule of `geo.points.grid`
    NEAREST = 2  # on the water side of the coast, within reach
    OUTSIDE = 3
    SWAPPED = 4  # outside, and inside once longitude and latitude change places
    OUT_OF_RANGE = 5  # not on the globe: beyond ±180 or ±90 degrees
    NO_POSITION = 6  # blank or infinite


@dataclass(frozen=True)
class Located:
    """Hold the answer for each point.

    Parameters
    ----------
    position
        Number of the region in the index's `codes`, -1 for none, shape (n,), int32.
    status
        `Status` of each, shape (n,), uint8.
    metres
        Distance to the region of a point that is `Status.NEAREST`, else NaN, shape (n,).
    """

    position: NDArray[np.int32]
    status: NDArray[np.uint8]
    metres: NDArray[np.float64]


#: Statuses of points without a region, in the order of `Tally.unplaced`.
UNPLACED = (Status.OUTSIDE, Status.SWAPPED, Status.OUT_OF_RANGE, Status.NO_POSITION)


@dataclass
class Tally:
    """Count points; tallies of parts add up to that of the whole.

    Parameters
    ----------
    inside
        Points in each region, those on borders included, shape (regions, sectors).
    nearest
        Points taken to the nearest region, shape (regions, sectors).
    border
        Those of `inside` that lie exactly on a line, shape (sectors,).
    unplaced
        Points without a region, by the statuses of `UNPLACED`, shape (4, sectors).
    farthest_m
        Largest distance of a point that was taken to its nearest region.
    """

    inside: Counts
    nearest: Counts
    border: Counts
    unplaced: Counts
    farthest_m: float = 0.0

    @classmethod
    def empty(cls, regions: int, sectors: int) -> Self:
        """Make one that has counted nothing.

        Examples
        --------
        >>> Tally.empty(2, 3).points
        0
        """
        return cls(
            inside=np.zeros((regions, sectors), np.int64),
            nearest=np.zeros((regions, sectors), np.int64),
            border=np.zeros(sectors, np.int64),
            unplaced=np.zeros((len(UNPLACED), sectors), np.int64),
        )

    @property
    def statuses(self) -> Counts:
        """Count every point by `Status`, shape (7, sectors)."""
        inside = self.inside.sum(axis=0) - self.border
        return np.vstack([inside, self.border, self.nearest.sum(axis=0), self.unplaced])

    @property
    def points(self) -> int:
        """Count all points, whatever became of them."""
        return int(self.statuses.sum())

    @property
    def counts(self) -> Counts:
        """Give what was counted to each region, shape (regions, sectors)."""
        return self.inside + self.nearest

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.inside + other.inside,
            self.nearest + other.nearest,
            self.border + other.border,
            self.unplaced + other.unplaced,
            max(self.farthest_m, other.farthest_m),
        )

    def __iadd__(self, other: Tally) -> Self:
        self.inside += other.inside
        self.nearest += other.nearest
        self.border += other.border
        self.unplaced += other.unplaced
        self.farthest_m = max(self.farthest_m, other.farthest_m)
        return self

    def add_strays(self, found: Located, sector: NDArray[np.int32]) -> None:
        """Add points in no region, of which some were taken to the nearest one."""
        near = found.status == Status.NEAREST
        np.add.at(self.nearest, (found.position[near], sector[near]), 1)
        np.add.at(self.unplaced, (found.status[~near] - UNPLACED[0], sector[~near]), 1)
        if near.any():
            self.farthest_m = max(self.farthest_m, float(found.metres[near].max()))
