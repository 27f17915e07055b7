"""Start a case from a sheet of at most 30 numbers, and write the blank sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from data.cases.csv_folder import write_csv
from data.cases.xlsx_write import Column, Sheet, write_xlsx
from data.cases.yaml_text import write_yaml
from data.errors import BadValue, PlusNError, Problems, UnknownChoice, WrongColumns
from data.files import write_atomic
from data.phrase import joined, said
from network.case.naming import unknown
from network.intake.starter import start, starter_template
from plusn.scenarios.flat import flat_book, flat_bytes, rows_of

if TYPE_CHECKING:
    from data.cases.book import Book, Cell
    from network.intake.starter import Started

TABLE = "starter"
COLUMNS = ("key", "value", "unit", "note")
SUFFIXES = (".xlsx", ".csv", ".yaml", ".yml")


def start_file(path: str | Path) -> Started:
    """Make a whole case from a starter sheet.

    Raises
    ------
    Problems
        Keys that are unknown, missing or given twice, cells that are not allowed: all of them.
    UnreadableFile, TooLarge, UnknownChoice, WrongColumns
        It is no such file.
    """
    return start(read_starter(path))


def start_bytes(raw: bytes, *, name: str) -> Started:
    """Make a whole case from the bytes of a starter sheet; `name` says what file it is.

    Raises
    ------
    Problems, UnreadableFile, TooLarge, UnknownChoice, WrongColumns
        As `start_file`.
    """
    return start(_cells(flat_bytes(raw, TABLE, name=name)))


def read_starter(path: str | Path) -> dict[str, Cell]:
    """Read a starter sheet: a table with the columns key and value, or one row of all keys.

    Raises
    ------
    Problems
        Columns or rows that cannot be used.
    UnreadableFile, TooLarge, UnknownChoice, WrongColumns
        It is no such file.
    """
    return _cells(flat_book(path, TABLE))


def _cells(book: Book) -> dict[str, Cell]:
    rows = rows_of(book, TABLE)
    if not rows:
        raise WrongColumns(
            said("{file} has no lines", file=book.name),
            remedy=said("It has the columns {columns}.", columns=joined(", ", COLUMNS)),
        )
    if len(rows) == 1 and not {"key", "value"} & rows[0].keys():
        return rows[0]
    return _lines(book, rows)


def _lines(book: Book, rows: list[dict[str, Cell]]) -> dict[str, Cell]:
    problems: list[PlusNError] = [
        unknown("column", column, COLUMNS, where=book.name)
        for column in rows[0]
        if column not in COLUMNS
    ]
    problems += [
        WrongColumns(
            said("the column {column} is missing", column=column),
            where=book.name,
            remedy=said("Add it."),
        )
        for column in COLUMNS[:2]
        if column not in rows[0]
    ]
    cells: dict[str, Cell] = {}
    for number, row in enumerate(rows):
        key = str(row.get("key") or "").strip()
        if key in cells:
            where = book.place(TABLE, number)
            problems.append(
                BadValue(
                    said("{key} stands twice", key=key), where=where, remedy=said("Keep one line.")
                )
            )
        elif key:
            cells[key] = row.get("value")
        elif row.get("value") is not None:
            where = book.place(TABLE, number)
            problems.append(
                BadValue(said("a value has no key"), where=where, remedy=said("Name its key."))
            )
    if problems:
        raise Problems(problems, what=book.name)
    return cells


def write_starter(path: str | Path) -> Path:
    """Write a blank starter sheet as XLSX, CSV or YAML, by the path's suffix.

    Raises
    ------
    UnknownChoice
        The suffix is none of these.
    UnwritableOutput
        The file cannot be written.
    """
    place = Path(path)
    suffix = place.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnknownChoice.of(said("kind of starter sheet"), place.name, SUFFIXES)
    return write_atomic(place, starter_bytes(suffix))


def starter_bytes(suffix: str) -> bytes:
    """Write a blank starter sheet as the bytes of a file of that suffix, one of `SUFFIXES`."""
    rows = starter_template()
    if suffix == ".csv":
        return write_csv(COLUMNS, rows)
    if suffix != ".xlsx":
        return write_yaml({TABLE: rows})
    columns = [
        Column(name=name, width=width)
        for name, width in zip(COLUMNS, (26, 30, 14, 64), strict=True)
    ]
    return write_xlsx([Sheet(title=TABLE, columns=columns, rows=rows)])
