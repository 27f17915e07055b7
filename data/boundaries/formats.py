"""Read a user's boundary file with the reader of its kind and no other.

The kind is told from the first bytes, never from the name, and GDAL is handed nothing but the
parts of a Shapefile under names of our own. A document that makes GDAL open other files or
addresses (VRT, GDALG, WFS) therefore stays what it is: not a boundary file.
"""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from data.errors import BadValue, PlusNError, TooLarge, UnreadableFile, WrongColumns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

KINDS = "GeoJSON, GeoPackage, Shapefile (plain or zipped) or GeoParquet"
_SHAPEFILE_MAGIC = b"\x00\x00\x27\x0a"
_SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_MOST_ZIP_MEMBERS = 200
_MOST_ZIP_BYTES = 200 << 20
_CRS_NAME = re.compile(r"(urn:ogc:def:crs:)?(EPSG|OGC):[0-9.]*:?(\d+|CRS84)", re.IGNORECASE)


def read_any(path: Path, code_column: str) -> gpd.GeoDataFrame:
    """Read codes and geometries of one file.

    Returns
    -------
    GeoDataFrame
        ``code, geometry`` in the file's order and reference system; `crs` is `None` where the file
        declares none.

    Raises
    ------
    UnreadableFile
        The file is absent, of another kind, or broken.
    WrongColumns
        `code_column` is not in it.
    TooLarge
        A zipped Shapefile is above the limits.
    """
    try:
        reader = _reader_of(path)
        return reader(path, code_column)
    except PlusNError:
        raise
    except FileNotFoundError as problem:
        raise UnreadableFile(
            "the boundary file does not exist", where=str(path), remedy="Check the path."
        ) from problem
    # Five libraries read a stranger's bytes here, each with errors of its own: whatever they say of
    # a broken file, the user hears one sentence, and the cause stays chained to it.
    except Exception as problem:
        raise UnreadableFile(
            f"the boundary file cannot be read: {_short(problem)}",
            where=str(path),
            remedy=f"Give a whole {KINDS} file.",
        ) from problem


def _reader_of(path: Path) -> Callable[[Path, str], gpd.GeoDataFrame]:
    with path.open("rb") as file:
        start = file.read(64)
    magics: list[tuple[bytes, Callable[[Path, str], gpd.GeoDataFrame]]] = [
        (b"SQLite format 3\0", _geopackage),
        (b"PAR1", _geoparquet),
        (_SHAPEFILE_MAGIC, _shapefile),
        (b"PK\x03\x04", _zipped_shapefile),
    ]
    for magic, reader in magics:
        if start.startswith(magic):
            return reader
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return _geojson
    raise _not_boundaries(path)


def _not_boundaries(path: Path) -> UnreadableFile:
    return UnreadableFile(
        "the file is not a boundary file", where=str(path), remedy=f"Give a {KINDS} file."
    )


def _geojson(path: Path, code_column: str) -> gpd.GeoDataFrame:
    document = json.loads(path.read_bytes().decode("utf-8-sig"))
    if document.get("type") != "FeatureCollection":
        raise _not_boundaries(path)
    features = document["features"]
    properties = [feature.get("properties") or {} for feature in features]
    _require(code_column, dict.fromkeys(name for row in properties for name in row))
    drawn = [feature.get("geometry") for feature in features]
    shapes = shapely.from_geojson([None if one is None else json.dumps(one) for one in drawn])
    codes = [row.get(code_column) for row in properties]
    return _frame(codes, shapes, _geojson_crs(document.get("crs")))


def _geojson_crs(member: Any) -> CRS:  # noqa: ANN401 - whatever stands in the file
    """Give WGS 84, which the format prescribes (RFC 7946), or the older format's named system."""
    if member is None:
        return CRS.from_epsg(4326)
    name = str(member["properties"]["name"])
    if not _CRS_NAME.fullmatch(name):
        raise BadValue(
            f"the reference system {name[:60]!r} is not known",
            where="crs",
            remedy="Save the file in EPSG:4326.",
        )
    return CRS.from_user_input(name)


def _geopackage(path: Path, code_column: str) -> gpd.GeoDataFrame:
    from data.boundaries.gpkg import read_table  # noqa: PLC0415 - only for this kind

    columns, codes, blobs, wkt = read_table(path, code_column)
    _require(code_column, columns)
    return _frame(codes, shapely.from_wkb(blobs), _crs(wkt))


def _geoparquet(path: Path, code_column: str) -> gpd.GeoDataFrame:
    import pyarrow.parquet as pq  # noqa: PLC0415 - only for this kind

    content = path.read_bytes()
    schema = pq.read_schema(BytesIO(content))
    described = json.loads((schema.metadata or {}).get(b"geo", b"null"))
    if described is None:
        raise UnreadableFile(
            "the Parquet file has no geometry", where=str(path), remedy="Save it as GeoParquet."
        )
    shape_column = described["primary_column"]
    if not isinstance(described["columns"][shape_column].get("crs", {}), dict | None):
        raise TypeError("the reference system is not PROJJSON")
    _require(code_column, [name for name in schema.names if name != shape_column])
    table = gpd.read_parquet(BytesIO(content), columns=[code_column, shape_column])
    return _frame(table[code_column], table.geometry.to_numpy(), table.crs)


def _shapefile(path: Path, code_column: str) -> gpd.GeoDataFrame:
    siblings = {part.suffix.lower(): part for part in path.parent.glob(f"{_literal(path.stem)}.*")}
    parts = {end: siblings[end].read_bytes() for end in _SHAPEFILE_PARTS if end in siblings}
    return _from_parts({**parts, ".shp": path.read_bytes()}, code_column)


def _literal(stem: str) -> str:
    """Write a name so that a glob pattern means just it."""
    return re.sub(r"([*?[])", r"[\1]", stem)


def _zipped_shapefile(path: Path, code_column: str) -> gpd.GeoDataFrame:
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        size = sum(member.file_size for member in members)
        if len(members) > _MOST_ZIP_MEMBERS or size > _MOST_ZIP_BYTES:
            raise TooLarge(
                f"the archive holds {len(members)} files of {size >> 20} MB",
                where=str(path),
                remedy=f"Keep to {_MOST_ZIP_MEMBERS} files and {_MOST_ZIP_BYTES >> 20} MB.",
            )
        names = [m.filename for m in members if m.filename.lower().endswith(".shp")]
        if len(names) != 1:
            raise UnreadableFile(
                f"the archive holds {len(names)} .shp files", where=str(path), remedy="Keep one."
            )
        stem = names[0][: -len(".shp")]
        parts = {
            member.filename[len(stem) :].lower(): archive.read(member)
            for member in members
            if member.filename.startswith(f"{stem}.")
        }
    if not parts[".shp"].startswith(_SHAPEFILE_MAGIC):
        raise _not_boundaries(path)
    return _from_parts(parts, code_column)


def _from_parts(parts: dict[str, bytes], code_column: str) -> gpd.GeoDataFrame:
    import pyogrio  # noqa: PLC0415 - only for this kind

    with tempfile.TemporaryDirectory(prefix="plusn-") as place:
        for end in _SHAPEFILE_PARTS:
            if end in parts:
                (Path(place) / f"layer{end}").write_bytes(parts[end])
        file = Path(place) / "layer.shp"
        _require(code_column, list(pyogrio.read_info(file)["fields"]))
        table = pyogrio.read_dataframe(file, columns=[code_column])
    return _frame(table[code_column], table.geometry.to_numpy(), table.crs)


def _require(code_column: str, columns: Iterable[str]) -> None:
    names = [str(name) for name in columns]
    if code_column not in names:
        raise WrongColumns(
            f"the boundary file has no column {code_column!r}",
            remedy=f"It has: {', '.join(names[:40]) or 'none'}.",
        )


def _crs(text: str | None) -> CRS | None:
    """Read ``EPSG:n`` or WKT, and no other text: PROJ would open files that it names."""
    try:
        number = (text or "").removeprefix("EPSG:")
        return CRS.from_epsg(int(number)) if number.isdecimal() else CRS.from_wkt(number)
    except CRSError:
        return None


def _frame(codes: Iterable[Any], shapes: Any, crs: CRS | None) -> gpd.GeoDataFrame:  # noqa: ANN401
    column = pd.Series([_code(value) for value in codes], dtype=object)
    return gpd.GeoDataFrame({"code": column}, geometry=list(shapes), crs=crs)


def _code(value: Any) -> str:  # noqa: ANN401 - a cell
    """Write a cell as a code: spreadsheets turn codes into numbers."""
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _short(problem: Exception) -> str:
    text = " ".join(str(problem).split()) or type(problem).__name__
    return text[:160].rstrip(".")
