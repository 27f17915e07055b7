"""Bring the county files of both providers to one list of codes: GB/T 2260, vintage 2023.

Units that the code list does not divide (Dongguan, Zhongshan, Danzhou, Jiayuguan, the counties
under a province's own administration, Macao, Taiwan) are one county-level unit with their
city-level code.
Hong Kong's districts, which the list does not have, carry the codes of the Tianditu file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import shapely

from data.boundaries import recipe
from data.codes import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

# Tianditu's code → the code of 2023: Mainling and Cona became cities, Xisha and Nansha districts.
DISPLAY_CODES = {"540422": "540481", "540530": "540581", "460321": "460302", "460322": "460303"}
TAIWAN = "710000"

# Amap's code → ours; the names in both files are the same.
ASSIGNMENT_CODES = {
    "632825": "632857",
    "810001": "810101",
    "810002": "810107",
    "810003": "810102",
    "810004": "810105",
    "810005": "810109",
    "810006": "810106",
    "810007": "810103",
    "810008": "810108",
    "810009": "810104",
    "810010": "810117",
    "810011": "810115",
    "810012": "810118",
    "810013": "810112",
    "810014": "810116",
    "810015": "810113",
    "810016": "810114",
    "810017": "810111",
    "810018": "810110",
    "820001": "820000",
}
# The university campus on Hengqin, and Macao's parishes.
ASSIGNMENT_MERGED = {"440499": "440402"} | {f"82000{n}": "820001" for n in range(2, 9)}
# Amap has the districts of northern Chongqing as they are since 2025: Liangjiang under the code of
# Jiangbei, a larger Beibei, no Yubei. They are divided again by the lines of 2023.
REDRAWN = ("500105", "500109")
REDIVIDED = ("500105", "500109", "500112")


def display(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Make the full-resolution county layer from Tianditu's districts, a valid coverage."""
    units = recipe.merge_pseudo_units(units, recipe.COUNTY_OF_PSEUDO_UNIT)
    units = recipe.remove_overlaps(units, recipe.OVERLAPPING_COUNTIES)
    units = _one_unit(recipe.clean(units), TAIWAN, "台湾省")
    units = units.assign(code=units["code"].replace(DISPLAY_CODES))
    return recipe.checked(recipe.levelled(units, Level.COUNTY))


def assignment(units: gpd.GeoDataFrame, lines_of_2023: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Make the county assignment layer from Amap's districts, a valid coverage.

    Parameters
    ----------
    units
        Amap's districts.
    lines_of_2023
        The result of `display`, by which redrawn districts are divided again; it also gives names.
    """
    units = recipe.merge_pseudo_units(units, ASSIGNMENT_MERGED)
    units = units.assign(code=units["code"].replace(ASSIGNMENT_CODES))
    known = lines_of_2023.set_index("code")
    names = units["code"].map(known["name_zh_hans"]).fillna(units["name_zh_hans"])
    units = _redivide(units.assign(name_zh_hans=names), known)
    return recipe.checked(recipe.levelled(units, Level.COUNTY))


def divide(whole: BaseGeometry, parts: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Divide a shape by the lines of another source.

    Every point of `whole` goes to the part that it lies in; what lies in none (slivers along the
    rim, where the sources differ) goes, piece by piece, to the part with the longest common line.

    Examples
    --------
    >>> from shapely import box
    >>> made = divide(box(0, 0, 4, 1), {"a": box(0, 0, 2, 0.9), "b": box(2, 0, 4, 1)})
    >>> made["a"].area, made["b"].area
    (2.0, 2.0)
    """
    made: dict[str, BaseGeometry] = {}
    rest = whole
    for code, part in parts.items():
        made[code] = rest.intersection(part)
        rest = rest.difference(part)
    for piece in shapely.get_parts(rest):
        code = max(made, key=lambda c: made[c].intersection(piece).length)
        made[code] = shapely.union(made[code], piece)
    return made


def _redivide(units: gpd.GeoDataFrame, known: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    old = units[units["code"].isin(REDRAWN)]
    shapes = divide(
        shapely.union_all(old.geometry.to_numpy()),
        {code: known.geometry[code] for code in REDIVIDED},
    )
    new = gpd.GeoDataFrame(
        {
            "code": list(shapes),
            "parent": old["parent"].iloc[0],
            "name_zh_hans": known.loc[list(shapes), "name_zh_hans"].tolist(),
        },
        geometry=list(shapes.values()),
        crs=units.crs,
    )
    return _with_common_nodes(
        pd.concat([units[~units["code"].isin(REDRAWN)], new], ignore_index=True),
        shapely.union_all(old.geometry.to_numpy()),
    )


def _with_common_nodes(units: gpd.GeoDataFrame, place: BaseGeometry) -> gpd.GeoDataFrame:
    """Give the neighbours of new lines the points at which those lines end."""
    near = units[units.intersects(place)]
    shapes = units.geometry.copy()
    shapes.loc[near.index] = recipe.clean(near).geometry
    return units.set_geometry(shapes)


def _one_unit(units: gpd.GeoDataFrame, code: str, name: str) -> gpd.GeoDataFrame:
    inside = units["parent"] == code
    whole = shapely.coverage_union_all(units.geometry[inside].to_numpy())
    row = gpd.GeoDataFrame(
        {"code": [code], "parent": [code], "name_zh_hans": [name]},
        geometry=[whole],
        crs=units.crs,
    )
    return pd.concat([units[~inside], row], ignore_index=True)
