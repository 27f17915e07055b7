"""The edges of a coverage, each once, with the region on either side.

An edge runs upward, or eastward where it is level, so that it is the same for both neighbours
whichever way their rings run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from data.errors import BadValue

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Labels = NDArray[np.int16]
    Shapes = NDArray[np.object_]

OUTSIDE = 0
MOST_REGIONS = 32_000  # labels are 16 bits wide: the table of cells stays in the cache


@dataclass(frozen=True)
class Edges:
    """Hold the edges of a coverage, sorted by their lower ends.

    Parameters
    ----------
    ends
        ``ax, ay, bx, by`` in degrees, shape (n, 4): from the lower end to the upper one, level
        edges from west to east.
    left, right
        Label of the region on either side of that way (for a rising edge: west and east), shape
        (n,); 1 for the first region, 0 for none.
    """

    ends: Floats
    left: Labels
    right: Labels

    @property
    def jump(self) -> NDArray[np.int32]:
        """Give what crossing each edge eastward adds to the label; nothing for level ones."""
        rising = self.ends[:, 1] < self.ends[:, 3]
        return np.where(rising, self.right.astype(np.int32) - self.left, 0)

    @property
    def outer(self) -> NDArray[np.intp]:
        """List the edges that have a region on one side only."""
        return np.flatnonzero((self.left == OUTSIDE) | (self.right == OUTSIDE))


def edges_of(shapes: Shapes) -> Edges:
    """Take the edges out of a valid coverage.

    Parameters
    ----------
    shapes
        Polygons and multipolygons in degrees, shape (regions,); neighbours share their vertices.

    Raises
    ------
    BadValue
        There is no region or too many, a shape is not a valid polygon, or two of them overlap or
        do not share the vertices of their common line.

    Examples
    --------
    >>> found = edges_of(np.array([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]))
    >>> len(found.ends), len(found.outer)
    (7, 6)
    """
    _check(shapes)
    starts, stops, labels = _segments(shapes)
    turned = _is_after(starts, stops)
    ends = np.where(turned[:, None], np.hstack([stops, starts]), np.hstack([starts, stops]))
    # The polygons are oriented: the inside of every ring lies to its left.
    left = np.where(turned, OUTSIDE, labels)
    right = np.where(turned, labels, OUTSIDE)
    order = np.lexsort((ends[:, 2], ends[:, 3], ends[:, 0], ends[:, 1]))
    ends, left, right = ends[order], left[order], right[order]
    first = np.flatnonzero(np.r_[True, (ends[1:] != ends[:-1]).any(axis=1)])
    return Edges(
        ends=np.ascontiguousarray(ends[first]),
        left=np.add.reduceat(left, first).astype(np.int16),
        right=np.add.reduceat(right, first).astype(np.int16),
    )


def _segments(shapes: Shapes) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Give every side of every ring: where it starts, where it stops, and its region's label."""
    parts, region = shapely.get_parts(shapes, return_index=True)
    rings, part = shapely.get_rings(shapely.orient_polygons(parts), return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    same = (ring[1:] == ring[:-1]) & (points[1:] != points[:-1]).any(axis=1)
    labels = region[part][ring] + 1
    return points[:-1][same], points[1:][same], labels[:-1][same]


def _is_after(starts: Floats, stops: Floats) -> NDArray[np.bool_]:
    level = starts[:, 1] == stops[:, 1]
    return np.where(level, starts[:, 0] > stops[:, 0], starts[:, 1] > stops[:, 1])


def _check(shapes: Shapes) -> None:
    if not 0 < len(shapes) <= MOST_REGIONS:
        raise BadValue(
            f"{len(shapes)} regions cannot be indexed", remedy=f"Give 1 to {MOST_REGIONS:,}."
        )
    areal = np.isin(shapely.get_type_id(shapes), (3, 6)) & ~shapely.is_empty(shapes)
    if not (areal & shapely.is_valid(shapes)).all():
        raise BadValue("a region is not a valid polygon", remedy="Repair it (make valid).")
    if not shapely.coverage_is_valid(shapes):
        raise BadValue(
            "two regions overlap, or do not share the vertices of their common line",
            remedy="Clean the coverage (shapely.coverage_clean).",
        )
