"""One sheet of a Cosmic Frog model while it is being taken over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.phrase import joined, said
from plusn.scenarios.anura_names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from data.cases.book import Book, Cell

EXCLUDED = "exclude"


@dataclass
class Line:
    """Hold one row by folded column; `take` remembers which columns were understood."""

    cells: dict[str, Cell]
    place: str
    sheet: Sheet

    def take(self, column: str) -> Cell:
        """Give a cell, None where it is blank."""
        self.sheet.used.add(column)
        cell = self.cells.get(column)
        return None if cell == "" else cell

    def named(self, column: str) -> str:
        """Give a cell as a text."""
        cell = self.take(column)
        return "" if cell is None else str(cell).strip()

    def scaled(self, column: str, units: Mapping[str, float], factor: float = 1.0) -> Cell:
        """Give a number in our unit; what is no number is left for the table to refuse.

        The unit stands in the column of the same name with ``uom`` at its end. A unit that is not
        known is noted, and the number is left out.
        """
        cell = self.take(column)
        unit = folded(self.named(f"{column}uom"))
        if cell is None:
            return None
        if unit not in units:
            self.sheet.strange.setdefault((column, unit), []).append(self.place)
            return None
        number = as_number(cell)
        return cell if number is None else number * units[unit] * factor

    @property
    def is_excluded(self) -> bool:
        """Tell whether the row takes no part in the model."""
        return self.named("status").casefold() == EXCLUDED


@dataclass
class Sheet:
    """Hold the rows of one sheet, and what of it was not understood."""

    title: str
    lines: list[Line] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    strange: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    excluded: int = 0

    @classmethod
    def of(cls, book: Book, title: str) -> Sheet:
        """Take a sheet out of a book."""
        sheet = cls(title)
        for row, place in zip(book.tables.pop(title), book.places[title], strict=True):
            cells = {folded(column): cell for column, cell in row.items()}
            sheet.lines.append(Line(cells, place, sheet))
        return sheet

    def included(self) -> Iterator[Line]:
        """Give the rows that take part in the model, and count the others."""
        for line in self.lines:
            if line.is_excluded:
                self.excluded += 1
            else:
                yield line

    def notes(self) -> list[str]:
        """Say what was left out."""
        name = said("Cosmic Frog sheet {sheet}", sheet=self.title)
        found: list[str] = []
        unread: dict[str, int] = {}
        for line in self.lines:
            for column, cell in line.cells.items():
                if column not in self.used and cell not in (None, ""):
                    unread[column] = unread.get(column, 0) + 1
        if unread:
            listed = joined(", ", (f"{column} ({n})" for column, n in sorted(unread.items())))
            found.append(
                said(
                    "{sheet}: columns not taken over (cells filled): {columns}.",
                    sheet=name,
                    columns=listed,
                )
            )
        for (column, unit), places in sorted(self.strange.items()):
            what = said("the unit {unit!r}", unit=unit) if unit else said("a blank unit")
            found.append(
                said(
                    "{sheet}: {column} in {unit} is not understood; {count} values were left out, "
                    "first in {place}.",
                    sheet=name,
                    column=column,
                    unit=what,
                    count=len(places),
                    place=places[0],
                )
            )
        if self.excluded:
            found.append(
                said(
                    "{sheet}: {rows} rows with status Exclude were left out.",
                    sheet=name,
                    rows=self.excluded,
                )
            )
        return found


def as_number(cell: Cell) -> float | None:
    """Give a cell as a number; None where it is none, such as the name of a step cost."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return None
    try:
        return float(cell)
    except ValueError:
        return None
