"""Delimited text in parts: whole rows, some megabytes at a time."""

from __future__ import annotations

import codecs
import os
from typing import TYPE_CHECKING, Any

import numpy as np

from data.errors import UnreadableFile
from data.phrase import said
from data.streams.batch import Batch, Columns, Layout, Partition
from data.streams.cells import keyed, numbers
from data.streams.header import read_layout
from data.streams.named import check_names, need_both
from data.streams.records import BLOCK, whole_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def plan(path: Path, asked: Columns, encoding: str = "") -> Iterator[Partition]:
    """Divide a file into parts of whole rows, as it is scanned.

    Parameters
    ----------
    path
        The file.
    asked
        Columns to read.
    encoding
        The one that the user names; found out where blank.

    Returns
    -------
    iterator of Partition
        One part where rows cannot be told apart without decoding them.

    Raises
    ------
    UnreadableFile
        The file is empty, in no encoding that is read, or a quoted cell is never closed.
    WrongColumns
        A column is absent or stands twice.
    UnknownChoice
        `encoding` is none that is read.
    BadValue
        Longitude and latitude are not both named.
    """
    need_both(asked)
    layout = read_layout(path, asked, encoding)
    check_names(asked, layout.names)
    return _parts(path, asked, layout)


def read(part: Partition, layout: Layout) -> Iterator[Batch]:
    """Read one part, a batch of rows at a time.

    Raises
    ------
    UnreadableFile
        Bytes are no text of the file's encoding, or a quoted cell is never closed.
    """
    if not layout.divisible:
        recoded = _recoded(_blocks(part.path, part.start, part.stop, BLOCK), layout, part.path)
        blocks = _whole(recoded, layout, part.path)
    else:
        size = part.stop - part.start
        blocks = _recoded(_blocks(part.path, part.start, part.stop, size), layout, part.path)
    for block in blocks:
        yield _batch(block, part, layout)


def _parts(path: Path, asked: Columns, layout: Layout) -> Iterator[Partition]:
    size = path.stat().st_size
    start = layout.start
    for stop in _ends(path, layout, size) if layout.divisible else [size]:
        yield Partition(
            path=os.fspath(path),
            size=size,
            start=start,
            stop=stop,
            weight=stop - start,
            columns=asked,
            layout=layout,
        )
        start = stop


def _ends(path: Path, layout: Layout, size: int) -> Iterator[int]:
    """Give the bytes at which the parts of a file end."""
    end = layout.start
    for rows in _whole(_blocks(os.fspath(path), end, size, BLOCK), layout, os.fspath(path)):
        end += len(rows)
        yield end


def _whole(blocks: Iterator[bytes], layout: Layout, path: str) -> Iterator[bytes]:
    return whole_rows(blocks, layout.newline.encode(), layout.delimiter.encode(), path)


def _blocks(path: str, start: int, stop: int, size: int) -> Iterator[bytes]:
    with open(path, "rb") as file:  # noqa: PTH123 - a part holds its path as text
        file.seek(start)
        while start < stop and (block := file.read(min(size, stop - start))):
            start += len(block)
            yield block


def _recoded(blocks: Iterator[bytes], layout: Layout, path: str) -> Iterator[bytes]:
    """Give blocks in UTF-8; together they hold whole characters."""
    decoder = codecs.getincrementaldecoder(layout.encoding)()
    try:
        for block in blocks:
            text = decoder.decode(block)
            yield block if layout.encoding == "utf-8" else text.encode()
        decoder.decode(b"", final=True)
    except UnicodeError as problem:
        raise UnreadableFile(
            said("the file is not all in {encoding}", encoding=layout.encoding.upper()),
            where=path,
            remedy=said("Save it as UTF-8."),
        ) from problem


def _batch(block: bytes, part: Partition, layout: Layout) -> Batch:
    columns = part.columns
    broken: list[int] = []
    rows = _table(block, columns, layout, broken)
    lon, lat = (numbers(_column(rows, layout, name), name) for name in (columns.lon, columns.lat))
    if columns.key:
        codes, keys = keyed(_column(rows, layout, columns.key))
    else:
        codes, keys = np.zeros(len(lon), np.int32), ("",)
    return Batch(lon=lon, lat=lat, codes=codes, keys=keys, broken=len(broken))


def _column(rows: Any, layout: Layout, name: str) -> Any:  # noqa: ANN401 - Arrow
    column = rows.column(str(layout.names.index(name)))
    return column.combine_chunks()


def _table(block: bytes, columns: Columns, layout: Layout, broken: list[int]) -> Any:  # noqa: ANN401
    """Parse whole rows: degrees as numbers where all are, else as texts; `broken` rows counted."""
    import pyarrow as pa  # noqa: PLC0415 - slow

    for degrees in (pa.float64(), pa.string()):
        broken.clear()
        try:
            return _parsed(block, columns, layout, broken, degrees)
        except pa.ArrowInvalid:
            continue
    raise AssertionError("text is never refused as text")


def _parsed(
    block: bytes,
    columns: Columns,
    layout: Layout,
    broken: list[int],
    degrees: Any,  # noqa: ANN401 - an Arrow type
) -> Any:  # noqa: ANN401 - an Arrow table
    import pyarrow as pa  # noqa: PLC0415 - slow
    from pyarrow import csv  # noqa: PLC0415

    def note(row: Any) -> str:  # noqa: ANN401 - a pyarrow.csv.InvalidRow
        broken.append(row.actual_columns)
        return "skip"

    # Columns are told by their places: names may be empty, odd or doubled.
    place = {name: str(layout.names.index(name)) for name in columns.wanted}
    types = {place[columns.key]: pa.dictionary(pa.int32(), pa.string())} if columns.key else {}
    types |= {place[name]: degrees for name in (columns.lon, columns.lat)}
    return csv.read_csv(
        pa.BufferReader(block),
        read_options=csv.ReadOptions(
            column_names=[str(i) for i in range(len(layout.names))],
            use_threads=False,
            block_size=max(len(block), 1),
        ),
        parse_options=csv.ParseOptions(
            delimiter=layout.delimiter,
            newlines_in_values=True,
            invalid_row_handler=note,
        ),
        convert_options=csv.ConvertOptions(
            column_types=types, include_columns=list(place.values()), strings_can_be_null=False
        ),
    )
