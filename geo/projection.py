"""Equal-area projections, and areas on the ellipsoid.

Geometry rests as longitude, latitude in EPSG:4326. Drawing, areas and distances use the
equal-area planes below; nothing is ever measured in degrees or in Web Mercator.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pyproj
import shapely

from data.errors import BadValue

if TYPE_CHECKING:
    from numpy.typing import NDArray

LON_LAT = "EPSG:4326"
#: Albers equal-area conic with the parallels 25° N and 47° N, the custom for maps of China.
CHINA_AEA = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +ellps=GRS80 +units=m"
CHINA_AEA_KM = CHINA_AEA.replace("+units=m", "+units=km")
#: Equal Earth (Šavrič, Patterson and Jenny 2019, doi:10.1080/13658816.2018.1504949).
WORLD_EQUAL_EARTH = "+proj=eqearth +lon_0=0 +datum=WGS84 +units=m"
WORLD_EQUAL_EARTH_KM = WORLD_EQUAL_EARTH.replace("+units=m", "+units=km")
M2_IN_KM2 = 1e6


@cache
def _to(target: str) -> pyproj.Transformer:
    # always_xy: every geometry of ours is in longitude-latitude order, whatever the authority says
    return pyproj.Transformer.from_crs(LON_LAT, target, always_xy=True)


def _check(frame: gpd.GeoDataFrame | gpd.GeoSeries) -> None:
    if frame.crs is None or not frame.crs.equals(LON_LAT, ignore_axis_order=True):
        raise BadValue(
            f"the geometry is in {frame.crs or 'no declared reference system'}",
            remedy="Give longitude and latitude, EPSG:4326.",
        )


def _projected(frame: gpd.GeoDataFrame, target: str) -> gpd.GeoDataFrame:
    _check(frame)
    transform = _to(target).transform

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transform(points[:, 0], points[:, 1]))

    plane = shapely.transform(frame.geometry.to_numpy(), move)
    return frame.set_geometry(gpd.GeoSeries(plane, index=frame.index, crs=target))


def to_china_km(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Project to the equal-area plane of China, coordinates in km.

    Parameters
    ----------
    frame
        Any geometry, EPSG:4326. Index, order and other columns are kept.

    Raises
    ------
    BadValue
        `frame` is not in EPSG:4326.

    Examples
    --------
    >>> from shapely import Point
    >>> shenzhen = gpd.GeoDataFrame(geometry=[Point(114.06, 22.54)], crs="EPSG:4326")
    >>> point = to_china_km(shenzhen).geometry.iloc[0]
    >>> round(point.x), round(point.y)
    (938, 2385)
    """
    return _projected(frame, CHINA_AEA_KM)


def to_world_km(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Project to Equal Earth, coordinates in km; `frame` is in EPSG:4326.

    Raises
    ------
    BadValue
        `frame` is not in EPSG:4326.
    """
    return _projected(frame, WORLD_EQUAL_EARTH_KM)


def geodesic_area_km2(geometry: gpd.GeoSeries) -> NDArray[np.float64]:
    """Measure areas on the WGS 84 ellipsoid, km².

    Edges are geodesics (Karney 2013, doi:10.1007/s00190-012-0578-z); holes are taken off,
    whichever way the rings run. This is the one area basis of every density.

    Raises
    ------
    BadValue
        `geometry` is not in EPSG:4326.

    Examples
    --------
    >>> from shapely import box
    >>> geodesic_area_km2(gpd.GeoSeries([box(0, 0, 1, 1)], crs="EPSG:4326")).round(0)
    array([12309.])
    """
    _check(geometry)
    ellipsoid = pyproj.Geod(ellps="WGS84")
    # orient: the geodesic area is signed, and a hole counts only when it runs the other way
    outlines = shapely.orient_polygons(geometry.to_numpy())
    areas = [abs(ellipsoid.geometry_area_perimeter(outline)[0]) for outline in outlines]
    return np.array(areas, dtype=float) / M2_IN_KM2
