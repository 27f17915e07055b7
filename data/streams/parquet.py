"""Parquet in parts: its footer first, then some row groups at a time, then a batch at a time."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import numpy as np

from data.errors import BadValue, UnreadableFile
from data.phrase import said
from data.streams.batch import Batch, Columns, Partition
from data.streams.cells import keyed, numbers
from data.streams.named import check_names, need_both
from data.streams.wkb import places

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAGIC = b"PAR1"
# Enough rows that opening the file again is nothing beside reading them.
PART_ROWS = 500_000
BATCH_ROWS = 131_072
BUFFER = 1 << 20
DEFAULT = {"authority": "OGC", "code": "CRS84"}
PLAIN = (("WKB", "OGC:CRS84"), ("WKB", "EPSG:4326"))


def is_parquet(path: Path) -> bool:
    """Tell a Parquet file by its first bytes."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def plan(path: Path, asked: Columns) -> tuple[Partition, ...]:
    """Divide a file into parts of whole row groups.

    Parameters
    ----------
    path
        The file.
    asked
        Columns to read; where it names no place, the file's own geometry column is taken.

    Raises
    ------
    UnreadableFile
        The file is cut or damaged.
    WrongColumns
        A column is absent or stands twice.
    BadValue
        No column of places is named or found, or its points are not in degrees.
    """
    with _opened(path) as file:
        columns = _columns(file, asked, path)
        groups = [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)]
    size = path.stat().st_size
    parts = []
    start, rows = 0, 0
    for group, count in enumerate(groups, 1):
        rows += count
        if rows >= PART_ROWS or group == len(groups):
            parts.append(
                Partition(
                    path=os.fspath(path),
                    size=size,
                    start=start,
                    stop=group,
                    weight=rows,
                    columns=columns,
                )
            )
            start, rows = group, 0
    return tuple(parts)


def read(part: Partition) -> Iterator[Batch]:
    """Read one part, a batch of rows at a time.

    Raises
    ------
    UnreadableFile
        The file is damaged.
    BadValue
        A column has another type than was asked for.
    """
    import pyarrow as pa  # noqa: PLC0415 - slow

    columns = part.columns
    with _opened(part.path, _dictionary(part)) as file:
        groups = list(range(part.start, part.stop))
        try:
            for rows in file.iter_batches(
                BATCH_ROWS, groups, columns=list(columns.wanted), use_threads=False
            ):
                yield _batch(rows, columns)
        except (pa.ArrowException, OSError, UnicodeDecodeError) as problem:
            raise _damaged(part.path) from problem


def _dictionary(part: Partition) -> str:
    """Name the key column where it is text: its distinct texts are then decoded once a page."""
    key = part.columns.key
    with _opened(part.path) as file:
        return key if key and str(file.schema_arrow.field(key).type) == "string" else ""


def _batch(rows: Any, columns: Columns) -> Batch:  # noqa: ANN401 - an Arrow record batch
    if columns.geometry:
        lon, lat = places(rows.column(columns.geometry), columns.geometry)
    else:
        lon, lat = (numbers(rows.column(name), name) for name in (columns.lon, columns.lat))
    if columns.key:
        codes, keys = keyed(rows.column(columns.key))
    else:
        codes, keys = np.zeros(len(lon), np.int32), ("",)
    return Batch(lon=lon, lat=lat, codes=codes, keys=keys)


def _opened(path: Path | str, dictionary: str = "") -> Any:  # noqa: ANN401 - a ParquetFile
    """Open a file whose footer holds; small buffers keep memory flat whatever the row groups."""
    import pyarrow as pa  # noqa: PLC0415 - slow
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        return pq.ParquetFile(
            path,
            read_dictionary=[dictionary] if dictionary else None,
            pre_buffer=False,
            buffer_size=BUFFER,
        )
    except (pa.ArrowException, OSError, UnicodeDecodeError) as problem:
        raise _damaged(path) from problem


def _damaged(path: Path | str) -> UnreadableFile:
    return UnreadableFile(
        said("the Parquet file is cut or damaged"),
        where=str(path),
        remedy=said("Copy or write the file again."),
    )


def _columns(file: Any, asked: Columns, path: Path) -> Columns:  # noqa: ANN401 - a ParquetFile
    try:
        names = file.schema_arrow.names
    except UnicodeDecodeError as problem:
        raise _damaged(path) from problem
    if asked.lon or asked.lat:
        need_both(asked)
        check_names(asked, names)
        return asked
    geometry = _geometry(file.schema_arrow.metadata or {})
    found = Columns(geometry=geometry, key=asked.key)
    check_names(found, names)
    return found


def _geometry(metadata: dict[bytes, bytes]) -> str:
    """Name the column of places that a GeoParquet file declares."""
    try:
        declared = json.loads(metadata[b"geo"])
        name = declared["primary_column"]
        column = declared["columns"][name]
        # The format's own default where no system is named; null says that it is not known.
        identity = column["crs"]["id"] if "crs" in column else DEFAULT
        found = (column["encoding"], f"{identity['authority']}:{identity['code']}")
    except (KeyError, ValueError, TypeError, AttributeError):
        raise BadValue(
            said("no columns of longitude and latitude are named"),
            remedy=said("Name both: --lon COLUMN --lat COLUMN."),
        ) from None
    if found not in PLAIN:
        raise BadValue(
            said("the points of the column {name!r} are not plain degrees", name=str(name)),
            remedy=said("Save them with the reference system EPSG:4326, encoded as WKB."),
        )
    return str(name)
