"""Match one column of a user's file, every row of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.errors import WrongColumns
from data.phrase import joined, said
from plusn.matching import matcher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.book import Book, Scalar, Sheet
    from geo.matching.report import MatchReport

SHOWN = 20  # headings that a message lists, and rows among which they are looked for
TEXTS = frozenset({"csv", "tsv", "pasted", "postgis"})


@dataclass(frozen=True, kw_only=True)
class MatchedFile:
    """Hold what became of each row.

    Parameters
    ----------
    sheet
        Name of the sheet, blank for a text file.
    numbers
        Row of the spreadsheet for each match.
    report
        One match for each row below the heading, in order.
    """

    sheet: str
    numbers: tuple[int, ...]
    report: MatchReport


@dataclass(frozen=True)
class Place:
    """Hold where a heading was found; rows and columns count from 0."""

    sheet: Sheet
    column: int
    province: int | None
    body: int


def match_file(path: str, column: str, province: str | None = None) -> MatchedFile:
    """Match one column of a file against the regions of 2023.

    Parameters
    ----------
    path
        Any file that PlusN reads, or the address of a server's table.
    column
        Heading of the column of names or codes.
    province
        Heading of the column that says in which province a row lies.

    Raises
    ------
    InputProblem
        The file is not there or is refused; the message says why and what to do.
    WrongColumns
        No sheet has such a column.
    """
    from plusn.own.opening import read_book  # noqa: PLC0415 - a reading process starts slowly

    book = read_book(path)
    place = _find(book, column, province)
    rows = place.sheet.rows
    end = len(rows) if book.kind in TEXTS else _end(rows, place.body)
    names = _column(place.sheet, place.column, place.body, end)
    hints = None
    if place.province is not None:
        hints = _column(place.sheet, place.province, place.body, end)
    return MatchedFile(
        sheet=place.sheet.name,
        numbers=tuple(range(place.body + 1, end + 1)),
        report=matcher().match(names, hints),
    )


def _find(book: Book, column: str, province: str | None) -> Place:
    """Find the first row of a sheet that has the headings asked for, hidden sheets last."""
    wanted = [name.strip() for name in (column, province) if name is not None]
    for sheet in sorted(book.sheets, key=lambda sheet: sheet.hidden):
        for number, row in enumerate(sheet.rows):
            texts = [_heading(cell) for cell in row]
            if all(name in texts for name in wanted):
                found = [texts.index(name) for name in wanted]
                below = max(_bottom(sheet, number, place) for place in found) + 1
                return Place(sheet, found[0], found[1] if province is not None else None, below)
    raise _missing(book, wanted)


def _heading(cell: Scalar) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _bottom(sheet: Sheet, row: int, column: int) -> int:
    """Give the last row of a heading, which may be merged with cells below."""
    merged = (
        area.bottom
        for area in sheet.merged
        if area.top <= row <= area.bottom and area.left <= column <= area.right
    )
    return max(merged, default=row)


def _missing(book: Book, wanted: Sequence[str]) -> WrongColumns:
    """Say which column is in no sheet, and which there are."""
    rows = [row for sheet in book.sheets for row in sheet.rows[:SHOWN]]
    widest = max(rows, key=lambda row: sum(map(bool, row)), default=())
    there = [text for text in map(_heading, widest) if text][:SHOWN]
    every = {_heading(cell) for sheet in book.sheets for row in sheet.rows for cell in row}
    lost = [name for name in wanted if name not in every] or list(wanted)
    return WrongColumns(
        said("{name} has no column {columns}", name=book.name, columns=joined(", ", lost)),
        remedy=said("Its headings may be: {headings}.", headings=joined(", ", there or ["—"])),
    )


def _end(rows: Sequence[Sequence[Scalar]], body: int) -> int:
    """Give the row behind the last one of a worksheet that holds anything."""
    filled = (n for n in range(len(rows) - 1, body - 1, -1) if any(c is not None for c in rows[n]))
    return next(filled, body - 1) + 1


def _column(sheet: Sheet, column: int, body: int, end: int) -> list[Scalar]:
    """Give the cells of a column; a merged cell counts for every row it covers."""
    cells = [row[column] for row in sheet.rows[body:end]]
    for area in sheet.merged:
        if area.left <= column <= area.right:
            value = sheet.rows[area.top][area.left]
            for row in range(max(area.top, body), min(area.bottom + 1, end)):
                cells[row - body] = value
    return cells
