"""What a file of tables holds, before anybody asks what it means."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from data.errors import BadValue
from data.phrase import Table, said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.errors import PlusNError

Cell = str | int | float | bool | date | None | list["Cell"]
Tables = dict[str, list[dict[str, Cell]]]

LARGEST_FILE = 5_000_000  # bytes
LONGEST_CELL = 32_767  # characters, as in a spreadsheet
MOST_ROWS = 100_000  # of a table
MOST_COLUMNS = 200
# Characters that XML, and with it a workbook, cannot hold; halves of a pair no file can.
UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ASIDE = frozenset({"guide", "readme"})


@dataclass(frozen=True)
class Formula:
    """Hold a cell that a spreadsheet computed; its value is used, the formula is only told."""

    sheet: str
    cell: str
    text: str
    value: Cell


@dataclass
class Book:
    """Hold the tables of a file, the place of every row, and what is wrong with the file.

    Parameters
    ----------
    name
        What to call the file in messages.
    tables
        Rows by table; a blank cell is left out of its row.
    columns
        The header of every table that has one, in order.
    places
        Where each row of a table stands: "sheet lanes, row 7".
    problems
        What cannot be read; a caller adds its own and raises them together.
    formulas
        Cells that were computed.
    notes
        What a reader should know: hidden sheets, things left out.
    """

    name: str
    tables: Tables = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)
    problems: list[PlusNError] = field(default_factory=list)
    formulas: list[Formula] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, table: str, row: Mapping[str, Cell], place: str) -> None:
        """Add a row at the end of a table, unless a cell of it holds what none may hold."""
        problems = [
            BadValue(
                said("a text {reason}", reason=reason),
                where=_in(place, column),
                remedy=said("Type it anew."),
            )
            for column, cell in row.items()
            if (reason := unfit(cell))
        ]
        self.problems.extend(problems)
        if problems:
            return
        self.tables.setdefault(table, []).append(dict(row))
        self.places.setdefault(table, []).append(place)

    def begin(self, table: str, columns: Sequence[str] = ()) -> None:
        """Make a table known even if it has no rows."""
        self.tables.setdefault(table, [])
        self.places.setdefault(table, [])
        self.columns.setdefault(table, list(columns))

    def place(self, table: str, number: int) -> str:
        """Name where a row stands, counted from 0."""
        return self.places[table][number]


def _in(place: str, column: str) -> str:
    return said("{place}, column {column}", place=place, column=column)


def at_row(table: str, number: int) -> str:
    """Name a row of a table, counted from 0, as its file counts it.

    Examples
    --------
    >>> at_row("lanes", 0)
    'lanes row 1'
    """
    return said("{table} row {row}", table=Table(table), row=number + 1)


def unfit(cell: object) -> str:
    r"""Say why no file of ours can hold a cell; blank when one can.

    Examples
    --------
    >>> unfit("a\x07b"), unfit("東莞\n2"), unfit(float("nan"))
    ('has a control character', '', 'is no finite number')
    """
    if isinstance(cell, (list, tuple)):
        if sum(len(str(item)) + 2 for item in cell) > LONGEST_CELL:
            return said("has more than {most:,} letters", most=LONGEST_CELL)
        return next(filter(None, map(unfit, cell)), "")
    if isinstance(cell, float) and not math.isfinite(cell):
        return said("is no finite number")
    if isinstance(cell, str):
        if len(cell) > LONGEST_CELL:
            return said("has more than {most:,} letters", most=LONGEST_CELL)
        if UNHELD.search(cell):
            return said("has a control character")
    return ""


def is_aside(name: str) -> bool:
    """Tell whether a sheet, file or key is the author's own: a guide, or its name starts with _.

    Examples
    --------
    >>> [is_aside(name) for name in ("README", "_scratch", "lanes")]
    [True, True, False]
    """
    return name.startswith("_") or name.casefold() in ASIDE
