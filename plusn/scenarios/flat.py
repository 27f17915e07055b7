"""Files that hold one plain table, whatever their kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from data.cases.book import Book
from data.cases.csv_folder import read_csv
from data.cases.plain import bytes_of
from data.cases.reading import read_file
from data.errors import Problems, WrongColumns
from data.phrase import Table, joined, said
from data.uploads.cases import read_case_bytes

if TYPE_CHECKING:
    from data.cases.book import Cell


def flat_book(path: str | Path, table: str) -> Book:
    """Read a file whose table is named `table`, or is the only one and may have any name.

    A CSV file is one table; a workbook, YAML or JSON file may hold more beside it.

    Raises
    ------
    Problems
        Everything that is wrong with the file.
    UnreadableFile, TooLarge, UnknownChoice
        It is no such file.
    WrongColumns
        It holds several tables, and none is named so.
    """
    place = Path(path)
    if place.is_dir():
        return _flat(read_file(place), table)
    if place.suffix.lower() != ".csv":
        return _flat(read_file(place), table)
    book = Book(place.name)
    read_csv(bytes_of(place), table=place.stem, book=book)
    return _flat(book, table)


def flat_bytes(raw: bytes, table: str, *, name: str) -> Book:
    """Read the bytes of such a file, in a process of its own; `name` says what it is.

    Raises
    ------
    Problems, UnreadableFile, TooLarge, UnknownChoice, WrongColumns
        As `flat_book`.
    """
    return _flat(read_case_bytes(raw, name=name), table)


def _flat(book: Book, table: str) -> Book:
    if book.problems:
        raise Problems(book.problems, what=book.name)
    if table not in book.tables:
        if len(book.tables) != 1:
            raise WrongColumns(
                said("{name} has no table {table}", name=book.name, table=Table(table)),
                where=said(
                    "its tables: {tables}", tables=joined(", ", book.tables) or said("none")
                ),
                remedy=said("Name the sheet {table}, or keep one sheet only.", table=Table(table)),
            )
        only = next(iter(book.tables))
        book.tables[table] = book.tables.pop(only)
        book.places[table] = book.places.pop(only)
    return book


def rows_of(book: Book, table: str) -> list[dict[str, Cell]]:
    """Give the rows of a table, each with a cell for every column that any row has."""
    columns = dict.fromkeys(
        [*book.columns.get(table, ()), *(column for row in book.tables[table] for column in row)]
    )
    return [{column: row.get(column) for column in columns} for row in book.tables[table]]
