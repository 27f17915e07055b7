"""Parquet and GeoParquet as a table: the footer first, then batches, counted as they come.

Source: GeoParquet 1.1.0 (the ``geo`` entry of the footer; encodings ``WKB`` and ``point``).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from data.errors import TooLarge, UnreadableFile
from data.phrase import said
from data.uploads.crs import WGS84, System, described, named, unless_told
from data.uploads.features import Features, as_book, as_layer
from data.uploads.grid import some
from data.uploads.limits import MEGABYTE
from data.uploads.refusals import AS_TABLE
from data.uploads.shape import LINE, POINT, POLYGON, BadShape, Shape
from data.uploads.wkb import read_wkb

if TYPE_CHECKING:
    from data.book import Book
    from data.uploads.limits import Ask, Limits

BATCH = 10_000
DEEPEST = 4  # lists and structures in one another


UNDECLARED = System()
LISTED = {
    "multipoint": POINT,
    **dict.fromkeys(("linestring", "multilinestring"), LINE),
    **dict.fromkeys(("polygon", "multipolygon"), POLYGON),
}
"""Encodings as lists of coordinates → what they are."""


@dataclass(frozen=True)
class Geometry:
    """Hold what the file says of its geometry."""

    column: str = ""
    encoding: str = ""
    system: System = UNDECLARED
    certain: bool = False


def read_parquet(content: bytes, *, name: str, limits: Limits, ask: Ask) -> Book:
    """Read the columns as one sheet, and ``lon`` and ``lat`` of points.

    Raises
    ------
    UnreadableFile
        It is broken, or holds no column that a table can show.
    TooLarge
        It holds more than it may.
    BadValue
        Its reference system is not known, or its coordinates are none of it.
    """
    import pyarrow as pa  # noqa: PLC0415 - only for this kind
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        file = pq.ParquetFile(pa.BufferReader(content))
        _check(file.metadata, limits)
        geometry = _geometry(file.schema_arrow, ask)
        shown, left_out = _columns(file.schema_arrow, geometry)
        found = _read(file, shown, geometry, limits)
    except pa.ArrowMemoryError:  # one of Arrow's too, but the file need not be broken
        raise
    except (pa.ArrowException, OSError, ValueError, OverflowError) as problem:
        raise UnreadableFile(
            said("{name} is a broken or cut off Parquet file", name=name),
            remedy=said("Save it once more, or copy it again."),
        ) from problem
    spatial = bool(geometry.column)
    layer = as_layer(found, geometry.system, ask, certain=geometry.certain, spatial=spatial)
    told = said("Columns that no table can show are left out: {columns}.",
                columns=some(left_out))  # fmt: skip
    kind = "geoparquet" if geometry.column else "parquet"
    return as_book(content, [layer], name=name, kind=kind, remarks=[told] if left_out else [])


def _check(footer: Any, limits: Limits) -> None:  # noqa: ANN401 - pyarrow has no types
    """Believe the footer only so far as to refuse by it."""
    groups = [footer.row_group(number) for number in range(footer.num_row_groups)]
    size = sum(max(group.total_byte_size, 0) for group in groups)
    for stated, most, what in (
        (footer.num_rows, limits.rows, said("rows")),
        (footer.num_columns, limits.columns, said("columns")),
        (size // MEGABYTE, limits.unfolded // MEGABYTE, said("MB when unfolded")),
    ):
        if stated > most:
            raise TooLarge(
                said("the file holds {stated:,} {what}", stated=stated, what=what),
                remedy=said("At most {most:,} are read: keep what is needed, or split the file.",
                            most=most),
            )  # fmt: skip


def _geometry(schema: Any, ask: Ask) -> Geometry:  # noqa: ANN401 - pyarrow has no types
    try:
        told = json.loads((schema.metadata or {}).get(b"geo", b"null"))
        if told is None:
            return Geometry()
        column = str(told["primary_column"])
        about = told["columns"][column]
        encoding, crs = str(about["encoding"]), about.get("crs", WGS84)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise _odd() from problem
    if column not in schema.names:
        raise _odd()
    system = System() if crs is None else unless_told(ask, lambda: _system(crs))
    return Geometry(column, encoding, system, certain="crs" in about)


def _system(crs: object) -> System:
    if not isinstance(crs, dict):
        return named(str(crs))
    code = crs.get("id")
    if isinstance(code, dict) and code.get("authority") in {"EPSG", "OGC"}:
        return named(f"{code['authority']}:{code.get('code')}")
    return described(crs)


def _odd() -> UnreadableFile:
    return UnreadableFile(
        said("the file's description of its geometry is broken"),
        remedy=said("Save it as GeoParquet once more."),
    )


def _columns(schema: Any, geometry: Geometry) -> tuple[list[str], list[str]]:  # noqa: ANN401
    """Part the columns into those that are shown and those that are left out."""
    shown: list[str] = []
    left_out: list[str] = []
    for field in schema:
        if field.name == geometry.column:
            continue
        (shown if _showable(field.type, 0) else left_out).append(str(field.name))
    if len({*shown}) < len(shown):
        raise UnreadableFile(said("two columns have the same name"), remedy=AS_TABLE)
    return shown, left_out


def _showable(kind: Any, depth: int) -> bool:  # noqa: ANN401 - pyarrow has no types
    from pyarrow import types  # noqa: PLC0415 - only for this kind

    if depth > DEEPEST:
        return False
    if types.is_list(kind) or types.is_large_list(kind) or types.is_dictionary(kind):
        return _showable(kind.value_type, depth + 1)
    if types.is_struct(kind):
        return all(_showable(kind.field(n).type, depth + 1) for n in range(kind.num_fields))
    simple = (
        *(types.is_integer, types.is_floating, types.is_decimal, types.is_boolean),
        *(types.is_string, types.is_large_string, types.is_date, types.is_time),
        *(types.is_timestamp, types.is_null),
    )
    return any(test(kind) for test in simple)


def _read(file: Any, shown: list[str], geometry: Geometry, limits: Limits) -> Features:  # noqa: ANN401
    # A table without geometry may have as many rows as any other.
    found = Features(limits if geometry.column else replace(limits, features=limits.rows))
    found.columns = {name: at for at, name in enumerate(shown)}
    wanted = [*shown, *([geometry.column] if geometry.column else [])]
    for batch in file.iter_batches(batch_size=BATCH, columns=wanted, use_threads=False):
        if len(found.rows) + batch.num_rows > found.limits.features:
            found.add_unread({})  # says so where the footer did not
        columns = {name: _values(batch.column(name)) for name in wanted}
        shapes = columns.pop(geometry.column, [None] * batch.num_rows)
        for row, shape in enumerate(shapes):
            values = {name: column[row] for name, column in columns.items()}
            _take(found, values, shape, geometry, limits)
    return found


def _values(column: Any) -> list[Any]:  # noqa: ANN401 - pyarrow has no types
    """Give the values of a column; times to the microsecond."""
    import pyarrow as pa  # noqa: PLC0415 - only for this kind

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_timestamp(column.type):
        zone = "" if column.type.tz is None else "+00:00"
        moments = column.cast(pa.timestamp("us"), safe=False).to_pylist()
        return [None if one is None else one.isoformat() + zone for one in moments]
    if pa.types.is_time(column.type):
        column = column.cast(pa.time64("us"), safe=False)
    values: list[Any] = column.to_pylist()
    return values


def _take(
    found: Features,
    values: dict[str, Any],
    stored: object,
    geometry: Geometry,
    limits: Limits,
) -> None:
    try:
        shape = None if stored is None else _shape(stored, geometry.encoding.lower(), limits)
    except BadShape:
        found.add_unread(values)
    else:
        found.add(values, shape)


def _shape(stored: object, encoding: str, limits: Limits) -> Shape:
    if encoding == "wkb" and isinstance(stored, bytes):
        return read_wkb(stored, limits.vertices)
    shape = Shape()
    if encoding == "point":
        _vertices(stored, shape, POINT)
    elif encoding in LISTED:
        _vertices(stored, shape, LISTED[encoding])
    else:
        raise BadShape("an encoding that is not read")
    return shape


def _vertices(stored: object, shape: Shape, kind: str) -> None:
    if isinstance(stored, list):
        for one in stored:
            _vertices(one, shape, kind)
    elif isinstance(stored, dict):
        x, y = stored.get("x"), stored.get("y")
        if not isinstance(x, float) or not isinstance(y, float):
            raise BadShape("no coordinates")
        shape.vertex(kind, x, y)
    else:
        raise BadShape("no coordinates")
