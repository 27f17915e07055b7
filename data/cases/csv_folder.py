"""A folder of CSV files, one for each table, and no cell a program."""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import TYPE_CHECKING

from data.cases.book import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS, Book, is_aside
from data.cases.plain import bytes_of, text_of, too_many_rows
from data.errors import PlusNError, TooLarge, UnreadableFile, WrongColumns
from data.phrase import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from data.cases.book import Cell

MOST_FILES = 200
QUOTE = "'"
# What a spreadsheet takes for the start of a formula, and the full-width twins of it.
FORMULA = tuple("=+-@＝＋－＠")


def read_csv_folder(folder: Path) -> Book:
    """Read tables from the CSV files of a folder; a file's stem names its table.

    Raises
    ------
    UnreadableFile
        The folder holds no CSV files, or one that may not be read.
    TooLarge
        The files together are above the limit.
    """
    files = sorted(
        place for place in folder.glob("*.csv") if not is_aside(place.stem) and place.is_file()
    )
    if not files:
        raise UnreadableFile(
            said("the folder holds no tables"),
            where=str(folder),
            remedy=said("Put one .csv file for each table in it, named as the table."),
        )
    book = Book(folder.name)
    for table, raw in _contents(folder, files):
        try:
            read_csv(raw, table=table, book=book)
        except (UnreadableFile, TooLarge) as problem:
            book.problems.append(problem)
    return book


def _contents(folder: Path, files: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Give each file's stem and bytes while all together are within the limit."""
    size = 0
    for number, place in enumerate(files, 1):
        raw = bytes_of(place)
        size += len(raw)
        if number > MOST_FILES or size > LARGEST_FILE:
            megabytes = LARGEST_FILE // 1_000_000
            raise TooLarge(
                said(
                    "{name} has more than {most} files, or more than {megabytes} MB",
                    name=folder.name,
                    most=MOST_FILES,
                    megabytes=megabytes,
                ),
                remedy=said("Split the case, or keep other files elsewhere."),
            )
        yield place.stem, raw


def read_csv(raw: bytes, *, table: str, book: Book) -> None:
    """Read one CSV file into a book: UTF-8, commas, the first row that is not empty is the header.

    Raises
    ------
    UnreadableFile
        It is not UTF-8, or a quotation mark is never closed.
    TooLarge
        It has more than `LARGEST_FILE` bytes.
    """
    name = f"{table}.csv"
    header: list[str] = []
    count = 0
    for row, cells in _records(text_of(raw, name), name):
        if not any(cells):
            continue
        where = said("file {file}, row {row}", file=name, row=row)
        if not header:
            header = [csv_text(cell).strip() for cell in cells]
            book.problems.extend(_header_problems(header, where))
            book.begin(table, [column for column in header if column])
            continue
        count += 1
        problems = _row_problems(cells, header, where)
        book.problems.extend(problems)
        if not problems and count <= MOST_ROWS:
            pairs = zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=False)
            book.add(table, {key: csv_text(cell) or None for key, cell in pairs if key}, where)
    if count > MOST_ROWS:
        book.problems.append(too_many_rows(table, count))


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Give rows and their number in a spreadsheet, where a cell with line breaks is in one row."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as problem:
        raise UnreadableFile(
            said("{name} is not a well-formed CSV", name=name),
            where=said("line {line}: {problem}", line=reader.line_num, problem=str(problem)),
            remedy=said("Close every quotation mark, or leave them all out."),
        ) from problem


def _header_problems(header: Sequence[str], where: str) -> list[PlusNError]:
    twins = sorted({column for column in header if column and header.count(column) > 1})
    problems: list[PlusNError] = [
        WrongColumns(
            said("the column {twin!r} stands twice", twin=twin[:60]),
            where=where,
            remedy=said("Keep one."),
        )
        for twin in twins
    ]
    if len(header) > MOST_COLUMNS:
        problems.append(TooLarge(said("{count} columns", count=len(header)), where=where))
    return problems


def _row_problems(cells: Sequence[str], header: Sequence[str], where: str) -> list[PlusNError]:
    named = len([column for column in header if column])
    strays = [cell for at, cell in enumerate(cells) if cell and (header[at:] or [""])[0] == ""]
    if not strays:
        return []
    return [
        WrongColumns(
            said("a cell stands under none of the {named} columns", named=named),
            where=where,
            remedy=said("Put quotation marks around texts that hold a comma, or name the column."),
        )
    ]


def write_csv(columns: Sequence[str], rows: Sequence[Mapping[str, Cell]]) -> bytes:
    """Write a table as CSV bytes that spreadsheet programs read as UTF-8.

    Numbers are written so that they read back equal; a text that would start a formula gets a
    leading ``'``, which `read_csv` takes away again.
    """
    content = io.StringIO(newline="")
    writer = csv.writer(content, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([csv_cell(row.get(column)) for column in columns] for row in rows)
    return b"\xef\xbb\xbf" + content.getvalue().encode("utf-8")


def csv_cell(cell: Cell) -> str:
    """Write a cell as text that is no formula.

    Examples
    --------
    >>> [csv_cell(cell) for cell in (0.1, True, None, "=cmd", "'t Zand", ["a", "b"])]
    ['0.1', 'true', '', "'=cmd", "''t Zand", 'a; b']
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (list, tuple)):
        return csv_cell("; ".join(str(item) for item in cell))
    if isinstance(cell, str):
        return QUOTE + cell if cell.startswith(QUOTE) or _starts_formula(cell) else cell
    return repr(cell) if isinstance(cell, float) else str(cell)


def csv_text(cell: str) -> str:
    """Read back a text that `csv_cell` wrote.

    Examples
    --------
    >>> csv_text("'=cmd"), csv_text("''t Zand"), csv_text("'t Zand"), csv_text("-0.5")
    ('=cmd', "'t Zand", "'t Zand", '-0.5')
    """
    rest = cell.removeprefix(QUOTE)
    ours = rest != cell and (rest.startswith(QUOTE) or _starts_formula(rest))
    return rest if ours else cell


def _starts_formula(text: str) -> bool:
    """Tell whether a formula sign comes first, or behind what a program may skip."""
    if text[:1] in "\t\n\v\f\r\x85\u2028\u2029" and text:
        return True
    seen = (
        letter
        for letter in text
        if not letter.isspace() and unicodedata.category(letter) not in {"Cc", "Cf", "Cs"}
    )
    return next(seen, "") in FORMULA
