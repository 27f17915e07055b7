"""The drawn shapes in longitude and latitude, for outputs that project by themselves."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyproj
import shapely

from data.errors import RenderProblem
from geo.projection import CHINA_AEA_KM, LON_LAT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from briefing.land import Geometry, Land
    from briefing.spec import MapSpec

METRE = 5  # decimals of a degree that keep about 1 m, far below the simplification of 300 m


def shapes_of(
    spec: MapSpec, land: Land, *, digits: int = METRE, tidy: bool = False
) -> dict[str, Geometry]:
    """Give the shape of every region of a map by code, degrees, EPSG:4326.

    `digits` and `tidy` are those of `to_degrees`.

    Raises
    ------
    RenderProblem
        A region has no shape.
    """
    wanted = [(mark.level, mark.code) for mark in spec.regions]
    missing = sorted(key for key in wanted if key not in land.shapes)
    if missing:
        raise RenderProblem(
            f"{len(missing)} regions have no boundary",
            where=", ".join(f"{level} {code}" for level, code in missing[:3]),
            remedy="Use a boundary file with one shape per code.",
        )
    return {
        code: to_degrees(land.shapes[level, code], digits=digits, tidy=tidy)
        for level, code in sorted(wanted)
    }


def to_degrees(geometry: Geometry, *, digits: int = METRE, tidy: bool = False) -> Geometry:
    """Take a geometry from the plane, km, back to longitude and latitude, EPSG:4326.

    Coordinates are rounded to `digits` decimals; `tidy` drops the points and islands that fall
    together by that, where few digits are asked for.

    Examples
    --------
    >>> to_degrees(shapely.Point(938.0, 2385.0)).wkt
    'POINT (114.05896 22.53648)'
    """
    move = _from_plane().transform

    def back(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.round(np.column_stack(move(points[:, 0], points[:, 1])), digits)

    degrees = shapely.transform(geometry, back)
    if not tidy:
        return degrees
    snapped = shapely.set_precision(degrees, 10.0**-digits)
    # Snapping leaves 113.12300000000001 where 113.123 is meant.
    return shapely.transform(snapped, lambda points: np.round(points, digits))


@cache
def _from_plane() -> pyproj.Transformer:
    """Make the way back once: it takes longer than all the points."""
    return pyproj.Transformer.from_crs(CHINA_AEA_KM, LON_LAT, always_xy=True)
