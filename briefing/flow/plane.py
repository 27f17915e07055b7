"""The plane of flow maps: where places fall in px, and how lines run side by side.

Lambert azimuthal equal-area, centred on the South China Sea: equal-area as every map of ours, and
with less shear from Shanghai to Singapore than a projection of the whole world.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pyproj
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.flow.spec import Point

LAEA_KM = "+proj=laea +lat_0=18 +lon_0=112 +datum=WGS84 +units=km"
Geometry = Any  # shapely.Geometry: the library ships no types


@cache
def _to_plane() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs("EPSG:4326", LAEA_KM, always_xy=True)


@dataclass(frozen=True, kw_only=True)
class Plane:
    """Fix a window: (lon, lat) stands at (x, y) px, and a px is `km_per_px` km."""

    lon: float
    lat: float
    x: float
    y: float
    km_per_px: float

    def at(self, lon: float, lat: float) -> Point:
        """Give a place in px, rounded to 0.1.

        Examples
        --------
        >>> Plane(lon=112, lat=18, x=100, y=50, km_per_px=5).at(112, 18)
        (100.0, 50.0)
        """
        x, y = _to_plane().transform(lon, lat)
        x0, y0 = _to_plane().transform(self.lon, self.lat)
        scale = self.km_per_px
        return (round(self.x + (x - x0) / scale, 1), round(self.y - (y - y0) / scale, 1))

    def places(
        self, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give longitudes and latitudes of points in px."""
        x0, y0 = _to_plane().transform(self.lon, self.lat)
        east, north = x0 + (x - self.x) * self.km_per_px, y0 - (y - self.y) * self.km_per_px
        lon, lat = _to_plane().transform(east, north, direction="INVERSE")
        return lon, lat

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Give (longitude, latitude) of a point in px, rounded to 0.0001°.

        Examples
        --------
        >>> Plane(lon=112, lat=18, x=100, y=50, km_per_px=5).place(100, 50)
        (112.0, 18.0)
        """
        lon, lat = self.places(np.array([x]), np.array([y]))
        return (round(float(lon[0]), 4), round(float(lat[0]), 4))

    def line(self, places: Sequence[tuple[float, float]]) -> list[Point]:
        """Give places (lon, lat) in px, not rounded; one without a place in the plane is infinite.

        Examples
        --------
        >>> Plane(lon=112, lat=18, x=100, y=50, km_per_px=5).line([(112, 18)])
        [(100.0, 50.0)]
        """
        x0, y0 = _to_plane().transform(self.lon, self.lat)
        lon, lat = zip(*places, strict=True)
        east, north = _to_plane().transform(lon, lat)
        scale = self.km_per_px
        return [
            (self.x + (x - x0) / scale, self.y - (y - y0) / scale)
            for x, y in zip(east, north, strict=True)
        ]

    def path(self, geometry: Geometry, frame: Geometry, *, least_px2: float = 0.6) -> str:
        """Give SVG path data of a geometry (EPSG:4326) inside `frame` (px), rounded to 0.1 px.

        Polygons smaller than `least_px2` px² are left out.
        """
        drawn = shapely.intersection(shapely.make_valid(self.moved(geometry)), frame)
        return "".join(
            _rings(part) if part.geom_type == "Polygon" else _data(part, closed=False)
            for part in shapely.get_parts(drawn)
            if part.geom_type == "LineString" or part.area >= least_px2
        )

    def moved(self, geometry: Geometry) -> Geometry:
        """Give a geometry (EPSG:4326) in px."""
        x0, y0 = _to_plane().transform(self.lon, self.lat)

        def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
            x, y = _to_plane().transform(points[:, 0], points[:, 1])
            px = (self.x + (x - x0) / self.km_per_px, self.y - (y - y0) / self.km_per_px)
            return np.column_stack(px)

        return shapely.transform(geometry, move)


def beside(points: Sequence[Point], distance: float) -> tuple[Point, ...]:
    """Shift a polyline sideways by `distance` px, to the right of its direction on screen.

    Lines of one corridor that keep their order of distances never cross inside it.

    Examples
    --------
    >>> beside([(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)], 2)
    ((0.0, 2.0), (8.0, 2.0), (8.0, 10.0))
    """
    normals = [_normal(a, b) for a, b in pairwise(points)]
    moved = [_add(points[0], normals[0], distance)]
    for point, (before, after) in zip(points[1:-1], pairwise(normals), strict=True):
        mitre = (before[0] + after[0], before[1] + after[1])
        length2 = max(mitre[0] ** 2 + mitre[1] ** 2, 0.5)
        moved.append(_add(point, mitre, 2 * distance / length2))
    return (*moved, _add(points[-1], normals[-1], distance))


def _normal(a: Point, b: Point) -> Point:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy) or 1
    return (-dy / length, dx / length)


def _add(point: Point, direction: Point, distance: float) -> Point:
    x, y = point[0] + direction[0] * distance, point[1] + direction[1] * distance
    return (round(x, 1), round(y, 1))


def _rings(polygon: Geometry) -> str:
    return "".join(_data(ring, closed=True) for ring in (polygon.exterior, *polygon.interiors))


def _data(line: Geometry, *, closed: bool) -> str:
    tenths = np.rint(shapely.get_coordinates(line) * 10).astype(int)
    tenths = tenths[np.r_[True, np.any(np.diff(tenths, axis=0) != 0, axis=1)]]
    if len(tenths) < (4 if closed else 2):
        return ""
    steps = np.diff(tenths[:-1] if closed else tenths, axis=0)
    moves = " ".join(f"{x / 10:g},{y / 10:g}" for x, y in steps.tolist())
    start = tenths[0].tolist()
    return f"M{start[0] / 10:g},{start[1] / 10:g}l{moves}{'z' if closed else ''}"
