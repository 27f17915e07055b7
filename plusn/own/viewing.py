"""A data set as a page shows it: a few rows at a time, regions by their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.codes import Level
from data.sheets.table import Role
from plusn.own.region_names import region_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.book import Sheet
    from data.sheets.table import Line, Understood
    from plusn.own.draft import Draft
    from plusn.own.table import OwnTable

__all__ = ["ROLES", "Seen", "SeenColumn", "SeenRow", "letter", "look", "opening_level",
    "region_name", "report_rows", "rows_words", "sheet_of"]  # fmt: skip
ROLES = tuple(str(role) for role in Role)
LETTERS = 26
MOST_NAMED = 8


@dataclass(frozen=True, kw_only=True)
class SeenColumn:
    """Describe a column: `letter` as a spreadsheet has it, `role` a word of `ROLES`."""

    index: int
    letter: str
    name: str
    role: str
    unit: str
    sector: str
    year: str


@dataclass(frozen=True, kw_only=True)
class SeenRow:
    """Describe a row of the sheet.

    Parameters
    ----------
    number
        As a spreadsheet counts.
    kind
        ``data``, ``total``, ``of_which``, ``regional``, or why it is no part of the table.
    cells
        One text for each column.
    filled
        Columns whose text was taken from a row above.
    depth
        Steps of indentation.
    hidden
        The workbook hides the row.
    """

    number: int
    kind: str
    cells: tuple[str, ...]
    filled: tuple[int, ...] = ()
    depth: int = 0
    hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Hold some rows of a sheet; `first` is the place of the first, of `total` rows."""

    columns: tuple[SeenColumn, ...]
    rows: tuple[SeenRow, ...]
    first: int
    total: int


def look(draft: Draft, *, first: int = 0, most: int = 40) -> Seen:
    """Show some rows of the sheet that a data set is read from.

    Parameters
    ----------
    first
        Place of the first row shown, from 0.
    most
        How many rows.
    """
    understood = draft.understood
    sheet = sheet_of(draft)
    lines = {line.number: line for line in understood.lines}
    why = {row.number: row.why for row in understood.left_out}
    rows = [
        _row(sheet, number, lines.get(number), why.get(number, "blank"), understood)
        for number in range(first + 1, min(first + most, len(sheet.rows)) + 1)
    ]
    return Seen(columns=_columns(understood), rows=tuple(rows), first=first, total=len(sheet.rows))


def sheet_of(draft: Draft) -> Sheet:
    """Give the sheet that a data set is read from."""
    wanted = draft.understood.reading.sheet
    return next(s for s in draft.book.sheets if wanted is None or s.name == wanted)


def letter(index: int) -> str:
    """Name a column as a spreadsheet does.

    Examples
    --------
    >>> letter(0), letter(25), letter(26), letter(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    index, last = divmod(index, LETTERS)
    return (letter(index - 1) if index else "") + chr(ord("A") + last)


def _columns(understood: Understood) -> tuple[SeenColumn, ...]:
    return tuple(
        SeenColumn(
            index=column.index,
            letter=letter(column.index),
            name=column.name,
            role=str(column.role),
            unit=column.unit,
            sector=column.sector,
            year=column.year,
        )
        for column in understood.columns
    )


def _row(sheet: Sheet, number: int, line: Line | None, why: str, understood: Understood) -> SeenRow:
    stored = [_text(cell) for cell in sheet.rows[number - 1]]
    if line is None:
        return SeenRow(number=number, kind=why, cells=tuple(stored))
    cells = [line.cells.get(column.index, "") for column in understood.columns]
    shown = tuple(cell or kept for cell, kept in zip(cells, stored, strict=True))
    filled = tuple(
        place
        for place, (cell, kept) in enumerate(zip(cells, stored, strict=True))
        if cell and not kept
    )
    return SeenRow(
        number=number,
        kind=str(line.kind),
        cells=shown,
        filled=filled,
        depth=line.depth,
        hidden=line.hidden,
    )


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def report_rows(
    draft: Draft, language: str, *, first: int = 0, most: int | None = None
) -> list[dict[str, object]]:
    """Give what became of every row, or of some, as the words that a table shows."""
    end = None if most is None else first + most
    return [
        {
            "row": one.line.number,
            "text": one.match.raw,
            "region": region_name(one.key, language) if one.key else "",
            "code": one.key.code if one.key else "",
            "outcome": str(one.outcome),
        }
        for one in draft.located[first:end]
    ]


def rows_words(rows: Sequence[int]) -> str:
    """Name rows, the first few of many.

    Examples
    --------
    >>> rows_words((3, 5)), rows_words(tuple(range(1, 20)))
    ('3, 5', '1, 2, 3, 4, 5, 6, 7, 8 + 11')
    """
    shown = ", ".join(f"{row}" for row in rows[:MOST_NAMED])
    return shown if len(rows) <= MOST_NAMED else f"{shown} + {len(rows) - MOST_NAMED}"


def opening_level(table: OwnTable) -> str:
    """Give the level that most numbers of a table stand at: ``province``, ``city``, ``county``."""
    levels = [cell.key.level for one in table.counted for cell in one.cells]
    shown = (Level.PROVINCE, Level.CITY, Level.COUNTY)
    return str(max(shown, key=lambda level: (levels.count(level), -level.rank)))
