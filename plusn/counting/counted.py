"""Counts by region and key that grow with the keys met, and add up whatever the order."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

import numpy as np

from data.errors import TooLarge
from data.phrase import said
from geo.points import Status, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

MOST_KEYS = 5_000
# Arrays of a tally whose last axis is the key.
TABLES = tuple(field.name for field in fields(Tally) if field.name != "farthest_m")


@dataclass(frozen=True, kw_only=True)
class Sparse:
    """Hold the counts of one part in a form that is small to send.

    Parameters
    ----------
    keys
        Texts of the key column.
    cells
        For each of `TABLES`: places in the flat table (row · keys + key), and the counts there.
    farthest_m
        Largest distance of a point that was taken to its nearest region.
    broken, unshifted
        As in `Counted`.
    """

    keys: tuple[str, ...]
    cells: tuple[tuple[Ints, Ints], ...]
    farthest_m: float
    broken: int
    unshifted: int


@dataclass(kw_only=True)
class Counted:
    """Hold what was counted so far.

    Parameters
    ----------
    regions
        How many regions the index has.
    keys
        Texts of the key column → column of the tally, in the order in which they were met.
    tally
        Counts; may have more columns than `keys`.
    broken
        Rows with more or fewer cells than the header: nothing else is known of them.
    unshifted
        Points that lie outside the Mainland, where the datum of Chinese maps is not used.
    """

    regions: int
    keys: dict[str, int] = field(default_factory=dict)
    tally: Tally = field(init=False)
    broken: int = 0
    unshifted: int = 0

    def __post_init__(self) -> None:
        self.tally = Tally.empty(self.regions, 1)

    @property
    def rows(self) -> int:
        """Count all rows, broken ones included."""
        return self.tally.points + self.broken

    def places(self, keys: Iterable[str]) -> NDArray[np.int32]:
        """Give the tally's column of each key, making room for new ones.

        Raises
        ------
        TooLarge
            There are more than `MOST_KEYS`.
        """
        found = np.array([self.keys.setdefault(key, len(self.keys)) for key in keys], np.int32)
        if len(self.keys) > MOST_KEYS:
            raise TooLarge(
                said("the column to count by has more than {most:,} values", most=MOST_KEYS),
                remedy=said("Choose a column of sectors or other groups, or none."),
            )
        self._widen(len(self.keys))
        return found

    def add(self, part: Sparse) -> None:
        """Add the counts of a part."""
        place = self.places(part.keys)
        for name, (cells, counts) in zip(TABLES, part.cells, strict=True):
            if len(cells):
                row, key = np.divmod(cells, len(part.keys))
                np.add.at(_rows(self.tally, name), (row, place[key]), counts)
        self.tally.farthest_m = max(self.tally.farthest_m, part.farthest_m)
        self.broken += part.broken
        self.unshifted += part.unshifted

    def sparse(self) -> Sparse:
        """Give the counts in a form that is small to send."""
        tables = (_rows(self.tally, name)[:, : len(self.keys)].ravel() for name in TABLES)
        return Sparse(
            keys=tuple(self.keys),
            cells=tuple((there := np.flatnonzero(table), table[there]) for table in tables),
            farthest_m=self.tally.farthest_m,
            broken=self.broken,
            unshifted=self.unshifted,
        )

    def by_status(self) -> dict[Status, int]:
        """Count points by status."""
        statuses = self.tally.statuses
        return {status: int(statuses[status].sum()) for status in Status}

    def _widen(self, keys: int) -> None:
        had = self.tally.inside.shape[-1]
        if keys <= had:
            return
        wide = Tally.empty(self.regions, max(keys, min(2 * had, MOST_KEYS)))
        for name in TABLES:
            getattr(wide, name)[..., :had] = getattr(self.tally, name)
        wide.farthest_m = self.tally.farthest_m
        self.tally = wide


def _rows(tally: Tally, name: str) -> Ints:
    """View a table with the keys as columns, whatever its other axes."""
    table: Ints = getattr(tally, name)
    return table.reshape(-1, table.shape[-1])
