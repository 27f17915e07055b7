"""Read a plain UTF-8 CSV, strictly: every row keeps the number that a spreadsheet shows for it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import BadValue, PlusNError, Problems, TooLarge, UnreadableFile, WrongColumns

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST_FILE = 10_000_000  # bytes
LONGEST_CELL = 2_000  # characters
ZIP_HEAD = b"PK\x03\x04"
SAVE_AS = "Save the table as 'CSV UTF-8 (comma delimited)'."


@dataclass(frozen=True)
class Row:
    """Hold one row: its number (the header is row 1) and its cells by column, stripped."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """Hold the rows of a table and what is wrong with its lines."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[PlusNError, ...]


def read_file(path: str | Path, *, required: Sequence[str], optional: Sequence[str] = ()) -> Sheet:
    """Read a CSV file from disk.

    Raises
    ------
    UnreadableFile, TooLarge, WrongColumns, Problems
        As `read_bytes`; `UnreadableFile` too when there is no such file.
    """
    place = Path(path)
    try:
        size = place.stat().st_size
        raw = place.read_bytes() if size <= LARGEST_FILE else b" " * (LARGEST_FILE + 1)
    except OSError as problem:
        raise UnreadableFile(
            "the table cannot be read",
            where=f"{place}: {problem.strerror or problem}",
            remedy="Name a CSV file that exists and that you may read.",
        ) from problem
    return read_bytes(raw, name=place.name, required=required, optional=optional)


def read_bytes(
    raw: bytes, *, name: str, required: Sequence[str], optional: Sequence[str] = ()
) -> Sheet:
    r"""Read a CSV from bytes: UTF-8 with or without a byte order mark, commas, one header row.

    Blank lines are skipped and still counted. Lines with too many or too few cells are kept out
    of `rows` and described in `problems`, so that the caller can report them beside its own.

    Parameters
    ----------
    raw
        The file.
    name
        What to call it in messages.
    required, optional
        Column names that must and that may stand in the header.

    Raises
    ------
    UnreadableFile
        It is not UTF-8 text, or a quote is never closed.
    TooLarge
        It has more than `LARGEST_FILE` bytes.
    WrongColumns, Problems
        The header lacks a column, repeats one, or has one that is not known.

    Examples
    --------
    >>> raw = b"code,value%b%b440000,7" % (bytes([10]), bytes([10]))  # a blank line between
    >>> sheet = read_bytes(raw, name="t", required=["code", "value"])
    >>> sheet.rows[0].number, sheet.rows[0].cells["code"]
    (3, '440000')
    """
    lines = _records(_text(raw, name), name)
    header = [cell.strip() for cell in next((line for line in lines if any(line)), [])]
    _check_header(header, name, required, optional)
    start = next(number for number, line in enumerate(lines) if any(line)) + 1
    rows: list[Row] = []
    problems: list[PlusNError] = []
    for number, line in enumerate(lines[start:], start + 1):
        cells = [cell.strip() for cell in line]
        if not any(cells):
            continue
        problem = _line_problem(cells, header, number)
        if problem is None:
            rows.append(Row(number, dict(zip(header, cells, strict=True))))
        else:
            problems.append(problem)
    return Sheet(name, tuple(header), tuple(rows), tuple(problems))


def _text(raw: bytes, name: str) -> str:
    if len(raw) > LARGEST_FILE:
        raise TooLarge(
            f"{name} has more than {LARGEST_FILE // 1_000_000} MB",
            remedy="One row for each region is enough.",
        )
    if raw.startswith(ZIP_HEAD):
        raise UnreadableFile(f"{name} is a workbook or an archive, not a CSV", remedy=SAVE_AS)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise UnreadableFile(
            f"{name} is not UTF-8 text", where=f"line {line}", remedy=SAVE_AS
        ) from problem
    if "\0" in text:
        raise UnreadableFile(f"{name} is not UTF-8 text (it may be UTF-16)", remedy=SAVE_AS)
    return text


def _records(text: str, name: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return list(reader)
    except csv.Error as problem:
        raise UnreadableFile(
            f"{name} is not a well-formed CSV",
            where=f"line {reader.line_num}: {problem}",
            remedy="Close every quotation mark, or leave them all out.",
        ) from problem


def _check_header(
    header: Sequence[str], name: str, required: Sequence[str], optional: Sequence[str]
) -> None:
    allowed = [*required, *optional]
    remedy = f"Use the columns {', '.join(allowed)} in one header row, separated by commas."
    problems = [
        *(f"the column {column!r} is missing" for column in required if column not in header),
        *(f"the column {column[:60]!r} is not known" for column in header if column not in allowed),
        *(f"the column {c!r} stands twice" for c in allowed if header.count(c) > 1),
    ]
    if problems:
        wrong = [WrongColumns(text, where=f"{name}, row 1", remedy=remedy) for text in problems]
        raise Problems(wrong, what=name) if len(wrong) > 1 else wrong[0]


def _line_problem(cells: Sequence[str], header: Sequence[str], number: int) -> BadValue | None:
    where = f"row {number}"
    if len(cells) != len(header):
        return BadValue(
            f"{len(cells)} cells under {len(header)} columns",
            where=where,
            remedy="Give every row one cell for each column; blank cells keep their commas.",
        )
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return BadValue("a cell is too long", where=where, remedy="Shorten it.")
    return None
