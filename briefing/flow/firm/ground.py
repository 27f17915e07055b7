"""Land and sea of one window in cells: what is free for words, and how far the coast is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from scipy import ndimage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from briefing.flow.base import FlowBase
    from briefing.flow.plane import Plane
    from briefing.flow.spec import Point
    from briefing.spec import Box

CELL = 6.0  # px
SEA = -1


@dataclass(frozen=True, eq=False)
class Ground:
    """Hold which land each cell of a window is part of.

    Parameters
    ----------
    x, y
        Upper left corner, px.
    owner
        Number of the land of each cell, by row and column; `SEA` for none.
    codes
        Land by number: country codes (ISO 3166-1 alpha-3), and codes of provinces.
    """

    x: float
    y: float
    owner: NDArray[np.int64]
    codes: tuple[str, ...]

    @classmethod
    def of(cls, base: FlowBase, plane: Plane, box: Box) -> Ground:
        """Look up the land of a window; kept with the base."""
        key = ("ground", plane, box.x, box.y, box.width, box.height)
        if key not in base.kept:
            base.kept[key] = cls._made(base, plane, box)
        found: Ground = base.kept[key]
        return found

    @classmethod
    def _made(cls, base: FlowBase, plane: Plane, box: Box) -> Ground:
        across = np.arange(box.x + CELL / 2, box.x + box.width, CELL)
        down = np.arange(box.y + CELL / 2, box.y + box.height, CELL)
        xs, ys = np.meshgrid(across, down)
        lon, lat = plane.places(xs.ravel(), ys.ravel())
        codes, parts, owners = _parts(base)
        owner = np.full(lon.size, SEA)
        for part, number, (west, south, east, north) in zip(
            parts, owners, shapely.bounds(parts), strict=True
        ):
            near = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
            if len(near):
                owner[near[shapely.contains_xy(part, lon[near], lat[near])]] = number
        return cls(x=box.x, y=box.y, owner=owner.reshape(xs.shape), codes=codes)

    @cached_property
    def clearance(self) -> NDArray[np.float64]:
        """Give the px from each cell to the nearest land; beyond the window nothing is known."""
        land = self.owner != SEA
        if not land.any():
            return np.full(land.shape, 1e3)
        away: NDArray[np.float64] = ndimage.distance_transform_edt(~land) * CELL
        return away

    @cached_property
    def _sums(self) -> list[list[int]]:
        sums = np.zeros((self.owner.shape[0] + 1, self.owner.shape[1] + 1), dtype=np.int64)
        sums[1:, 1:] = (self.owner != SEA).cumsum(axis=0).cumsum(axis=1)
        found: list[list[int]] = sums.tolist()  # plain numbers are read more quickly
        return found

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """Give row and column of a point, the nearest ones for a point outside."""
        rows, columns = self.owner.shape
        row, column = int((y - self.y) // CELL), int((x - self.x) // CELL)
        return min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)

    def clear(self, point: Point) -> float:
        """Give the px from a point to the nearest land."""
        return float(self.clearance[self.cell(*point)])

    def land_share(self, left: float, top: float, right: float, bottom: float) -> float:
        """Give the share of a box that is land."""
        r0, c0 = self.cell(left, top)
        r1, c1 = self.cell(right, bottom)
        s = self._sums
        land = s[r1 + 1][c1 + 1] - s[r0][c1 + 1] - s[r1 + 1][c0] + s[r0][c0]
        return land / ((r1 - r0 + 1) * (c1 - c0 + 1))

    def seaward(self, point: Point, room: float, most: float) -> Point:
        """Move a point to where land is at least `room` px away, by at most `most` px.

        Where there is no such place it goes to the middle of the strait.
        """
        if self.clear(point) >= room:
            return point
        row, column = self.cell(*point)
        span = int(most // CELL)
        r0, c0 = max(row - span, 0), max(column - span, 0)
        there = self.clearance[r0 : row + span + 1, c0 : column + span + 1]
        rows, columns = np.indices(there.shape)
        away = np.hypot(rows + r0 - row, columns + c0 - column) * CELL
        # What clearance is missing weighs more than the px to go.
        cost = np.where(away > most, np.inf, 2 * np.maximum(room - there, 0) + 0.7 * away)
        r, c = divmod(int(np.argmin(cost)), there.shape[1])
        if (r + r0, c + c0) == (row, column):
            return point
        return (self.x + (c + c0 + 0.5) * CELL, self.y + (r + r0 + 0.5) * CELL)

    def as_clear(self, a: Point, over: Point, b: Point) -> bool:
        """Tell whether the straight line meets no more land than the one over a third point."""
        return self.land_on(a, b) <= self.land_on(a, over) + self.land_on(over, b)

    def land_on(self, a: Point, b: Point) -> int:
        """Count the land on a straight line, in steps of a cell; its ends may stand on land."""
        steps = max(1, round(math.dist(a, b) / CELL))
        points = ((a[0] + (b[0] - a[0]) * t / steps, a[1] + (b[1] - a[1]) * t / steps)
                  for t in range(1, steps))  # fmt: skip
        return sum(self.clear(point) == 0 for point in points)


def _parts(base: FlowBase) -> tuple[tuple[str, ...], Any, Any]:
    """Give codes, polygons and the number of the code that each polygon belongs to."""
    if "parts" not in base.kept:
        lands = {**base.foreign, **base.provinces}
        parts, owners = shapely.get_parts(list(lands.values()), return_index=True)
        shapely.prepare(parts)
        base.kept["parts"] = (tuple(lands), parts, owners)
    found: tuple[tuple[str, ...], Any, Any] = base.kept["parts"]
    return found
