"""The outer edges of a coverage: the nearest one to a point, and whether water lies beyond it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.points.edges import OUTSIDE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.points.edges import Edges

    Floats = NDArray[np.float64]

#: An outer edge this near to foreign land counts as a land border. The world layer (1:50m) and the
#: assignment layer draw the same land borders up to 13 km apart; 7 km are left as a margin.
FOREIGN_KM = 20.0
_EARTH_KM = 6371.0
_DENSE_DEGREES = 0.02
_AXIS = 6_378_137.0
_ECCENTRICITY2 = 0.006_694_379_990_141_316
_MOST_LATITUDE = 85.0
_BLOCK = 1 << 14
_TIE_M = 1e-3
_SPARE = 1.02  # the scale of the Mercator plane changes by under 1 % over the reach
_LAST = np.iinfo(np.int16).max


@dataclass(frozen=True)
class Shore:
    """Hold the outer edges.

    Parameters
    ----------
    ends
        ``ax, ay, bx, by`` in degrees, shape (n, 4).
    label
        Label of the one region beside each, shape (n,).
    water
        Whether foreign land is far from it, shape (n,).
    """

    ends: Floats
    label: NDArray[np.int16]
    water: NDArray[np.bool_]

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Sort the edges by place, in the Mercator plane.

        Its scale is the same in every direction: what is nearest there is nearest on the ground.
        """
        corners = np.stack([_mercator(self.ends[:, :2]), _mercator(self.ends[:, 2:])], axis=1)
        return shapely.STRtree(shapely.linestrings(corners))

    def nearest(
        self, lon: Floats, lat: Floats, reach_m: float
    ) -> tuple[NDArray[np.int16], Floats, NDArray[np.bool_]]:
        """Find the nearest region within reach.

        Parameters
        ----------
        lon, lat
            Degrees, shape (n,).
        reach_m
            Metres.

        Returns
        -------
        label
            Of the nearest region, 0 where none is within reach, shape (n,); of several equally
            near ones the first.
        metres
            Distance, NaN where none is within reach. On the ellipsoid's tangent plane: to 0.2 %
            within 10 km.
        water
            Whether the nearest edge has water beyond it.
        """
        label = np.zeros(len(lon), np.int16)
        metres = np.full(len(lon), np.nan)
        water = np.zeros(len(lon), bool)
        for start in range(0, len(lon), _BLOCK):
            some = slice(start, start + _BLOCK)
            point, edge = self._within(lon[some], lat[some], reach_m)
            if not point.size:
                continue
            away = _metres(self.ends[edge], lon[some], lat[some], point)
            first = np.flatnonzero(np.diff(point, prepend=-1))
            least = np.minimum.reduceat(away, first)
            tied = away <= np.repeat(least, np.diff(first, append=len(point))) + _TIE_M
            chosen = start + point[first]
            label[chosen] = np.minimum.reduceat(np.where(tied, self.label[edge], _LAST), first)
            water[chosen] = np.logical_and.reduceat(~tied | self.water[edge], first)
            metres[chosen] = least
        beyond = ~(metres <= reach_m)
        label[beyond], metres[beyond], water[beyond] = 0, np.nan, False
        return label, metres, water

    def _within(
        self, lon: Floats, lat: Floats, reach_m: float
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Pair points with the edges that may be within reach, sorted by point."""
        low = np.abs(lat) < _MOST_LATITUDE
        places = _mercator(np.column_stack([lon, np.where(low, lat, 0)]))
        reach = np.where(low, _SPARE * reach_m / np.cos(np.radians(lat)), 0)[:, None]
        corners = np.hstack([places - reach, places + reach])
        boxes = shapely.box(*corners.T)
        point, edge = self.tree.query(np.where(low, boxes, None))
        return point, edge


def shore_of(edges: Edges, foreign: NDArray[np.object_] | None) -> Shore:
    """Take the outer edges, and tell which are far from foreign land.

    Parameters
    ----------
    edges
        Of the coverage.
    foreign
        Polygons of land outside it, degrees.
    """
    outer = edges.outer
    ends = edges.ends[outer]
    label = np.where(edges.left[outer] == OUTSIDE, edges.right[outer], edges.left[outer])
    water = np.ones(len(outer), dtype=bool)
    if foreign is not None and len(foreign):
        water = ~_beside(ends, foreign)
    return Shore(ends=ends, label=label, water=water)


def _beside(ends: Floats, foreign: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell which edges have their middle on foreign land or within `FOREIGN_KM` of it."""
    from scipy.spatial import cKDTree  # noqa: PLC0415 - slow

    west, south = ends.reshape(-1, 2).min(axis=0) - 1
    east, north = ends.reshape(-1, 2).max(axis=0) + 1
    near = shapely.clip_by_rect(foreign, west, south, east, north)
    dense = shapely.get_coordinates(shapely.segmentize(near, _DENSE_DEGREES))
    if not len(dense):
        return np.zeros(len(ends), dtype=bool)
    middles = (ends[:, :2] + ends[:, 2:]) / 2
    apart, _ = cKDTree(_on_sphere(dense)).query(_on_sphere(middles))
    beside = np.asarray(apart * _EARTH_KM <= FOREIGN_KM)
    # Where a border is disputed, ours may run deep inside what the world layer calls foreign.
    beside[shapely.STRtree(shapely.points(middles)).query(near, predicate="intersects")[1]] = True
    return beside


def _on_sphere(points: Floats) -> Floats:
    lon, lat = np.radians(points.T)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _mercator(points: Floats) -> Floats:
    lon, lat = np.radians(points.T)
    return np.column_stack([lon, np.arcsinh(np.tan(lat))]) * _AXIS


def _metres(ends: Floats, lon: Floats, lat: Floats, point: NDArray[np.intp]) -> Floats:
    """Measure from points to edges on the plane that touches the ellipsoid at each point."""
    sine2 = 1 - _ECCENTRICITY2 * np.sin(np.radians(lat)) ** 2
    east = np.radians(1) * _AXIS / np.sqrt(sine2) * np.cos(np.radians(lat))
    north = np.radians(1) * _AXIS * (1 - _ECCENTRICITY2) / sine2**1.5
    from_here = ends - np.column_stack([lon, lat, lon, lat])[point]
    ax, ay, bx, by = (from_here * np.column_stack([east, north, east, north])[point]).T
    dx, dy = bx - ax, by - ay
    along = np.clip(-(ax * dx + ay * dy) / (dx**2 + dy**2), 0, 1)
    return np.asarray(np.hypot(ax + along * dx, ay + along * dy))
