"""Plain words of YAML and JSON: what they hold, and what they may not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from data.cases.book import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS, Book, is_aside
from data.errors import BadValue, TooLarge, UnreadableFile
from data.phrase import Table, said

if TYPE_CHECKING:
    from pathlib import Path

Place = Callable[[str, int, object], str]
# The numbers of JSON. A code such as 0101 is not one, so that its zero stays.
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?", re.ASCII)
LONGEST_NUMBER = 40  # characters; longer ones are nobody's amounts


def text_of(raw: bytes, name: str) -> str:
    """Decode a text file.

    Raises
    ------
    TooLarge
        It has more than `LARGEST_FILE` bytes.
    UnreadableFile
        It is not UTF-8.
    """
    check_size(len(raw), name)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise UnreadableFile(
            said("{name} is not UTF-8 text", name=name),
            where=said("line {line}", line=line),
            remedy=said("Save it as UTF-8."),
        ) from problem
    if "\0" in text:
        raise UnreadableFile(
            said("{name} is not UTF-8 text", name=name), remedy=said("Save it as UTF-8.")
        )
    return text


def check_size(size: int, name: str) -> None:
    """Refuse a file above the limit.

    Raises
    ------
    TooLarge
        It has more than `LARGEST_FILE` bytes.
    """
    if size > LARGEST_FILE:
        raise TooLarge(
            said("{name} has more than {most} MB", name=name, most=LARGEST_FILE // 1000000),
            remedy=said("Split the case, or leave out pictures and sheets that are not tables."),
        )


def bytes_of(place: Path) -> bytes:
    """Give a file's bytes, or one more than the limit if there are more.

    Raises
    ------
    UnreadableFile
        There is no such file, or it may not be read.
    """
    try:
        with place.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as problem:
        raise UnreadableFile(
            said("the case cannot be read"),
            where=said(
                "{place}: {problem}", place=str(place), problem=problem.strerror or str(problem)
            ),
            remedy=said("Name a file or folder that exists and that you may read."),
        ) from problem


def number_of(text: str) -> int | float | None:
    """Read a number as JSON writes it; None where the text is no number.

    Examples
    --------
    >>> number_of("1e5"), number_of("7"), number_of("0101"), number_of("1_000")
    (100000.0, 7, None, None)
    """
    match = NUMBER.fullmatch(text)
    if match is None or len(text) > LONGEST_NUMBER:
        return None
    return float(text) if match[2] or match[3] else int(text)


def fill(book: Book, top: Any, place: Place) -> Book:  # noqa: ANN401 - parsed
    """Take tables of flat rows out of what a parser gave.

    A table is a list of rows; a single mapping counts as a table of one row.

    Raises
    ------
    UnreadableFile
        The file is not a mapping from table names to rows.
    """
    if not isinstance(top, dict):
        raise UnreadableFile(
            said("{name} has no tables", name=book.name),
            remedy=said(
                "Write a mapping from table names to lists of rows, for example 'products: "
                "[{{id: phone}}]'."
            ),
        )
    for table, rows in top.items():
        if is_aside(str(table)):
            continue
        book.begin(str(table))
        listed = [rows] if isinstance(rows, dict) else rows
        if not isinstance(listed, list):
            if listed is not None:
                book.problems.append(_not_rows(str(table)))
            continue
        if len(listed) > MOST_ROWS:
            book.problems.append(too_many_rows(str(table), len(listed)))
            continue
        for number, row in enumerate(listed):
            _add(book, str(table), row, place(str(table), number, row))
    return book


def too_many_rows(table: str, count: int) -> TooLarge:
    """Say that a table is too long."""
    return TooLarge(
        said("the table {table} has {count:,} rows", table=Table(table), count=count),
        remedy=said("At most {most:,} rows are read.", most=MOST_ROWS),
    )


def _not_rows(table: str) -> BadValue:
    return BadValue(
        said("the table {table!r} is not a list of rows", table=Table(table)),
        remedy=said("Write one mapping for each row, for example '- {{id: phone, name: Phone}}'."),
    )


def _add(book: Book, table: str, row: object, place: str) -> None:
    if not isinstance(row, dict):
        book.problems.append(
            BadValue(
                said("a row is not a mapping from columns to values"),
                where=place,
                remedy=said("Write it as {{column: value, …}}."),
            )
        )
        return
    if len(row) > MOST_COLUMNS:
        book.problems.append(
            TooLarge(said("a row has {count} columns", count=len(row)), where=place)
        )
        return
    problems = [bad for key, cell in row.items() if (bad := _bad_cell(str(key), cell, place))]
    book.problems.extend(problems)
    if not problems:
        book.add(table, {str(key): cell for key, cell in row.items() if cell is not None}, place)


def _bad_cell(column: str, cell: object, place: str) -> BadValue | None:
    items = cell if isinstance(cell, list) else [cell]
    if any(isinstance(item, (dict, list)) for item in items):
        return BadValue(
            said("a cell holds a table of its own"),
            where=said("{place}, column {column}", place=place, column=column),
            remedy=said(
                "A cell holds a number, a text, true or false, a date, or a list of texts."
            ),
        )
    return None
