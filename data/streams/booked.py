"""Points of a table that was read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.streams.batch import Batch, Columns
from data.streams.cells import keyed, numbers
from data.streams.named import check_names, need_both

if TYPE_CHECKING:
    from data.book import Book


def batch_of(book: Book, asked: Columns) -> Batch:
    """Give the rows of a book's first sheet, whose first row names the columns.

    Parameters
    ----------
    book
        As read.
    asked
        Columns to read; ``lon`` and ``lat`` where it names no place.

    Raises
    ------
    WrongColumns, BadValue
        A column is absent or doubled, or only one of longitude and latitude is named.

    Examples
    --------
    >>> from data.book import Book, Sheet
    >>> sheet = Sheet(name="t", rows=(("lon", "lat"), (114.1, 22.5), (None, "x")))
    >>> book = Book(name="t", kind="postgis", digest="", size=0, sheets=(sheet,))
    >>> batch_of(book, Columns()).lon.tolist()
    [114.1, nan]
    """
    import pyarrow as pa  # noqa: PLC0415 - slow

    columns = asked
    if not (asked.lon or asked.lat):
        columns = Columns(lon="lon", lat="lat", key=asked.key)
    need_both(columns)
    header, *rows = book.sheets[0].rows
    names = [str(name) for name in header]
    check_names(columns, names)

    def column(name: str) -> pa.Array:
        place = names.index(name)
        cells = [None if row[place] is None else str(row[place]) for row in rows]
        return pa.array(cells, pa.string())

    lon, lat = (numbers(column(name), name) for name in (columns.lon, columns.lat))
    if columns.key:
        codes, keys = keyed(column(columns.key))
    else:
        codes, keys = np.zeros(len(rows), np.int32), ("",)
    return Batch(lon=lon, lat=lat, codes=codes, keys=keys)
