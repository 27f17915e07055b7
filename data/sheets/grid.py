"""A sheet as text: what stands in a cell, what a merged cell covers, which rows are seen."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from data.sheets.cells import folded, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from data.book import Area, Scalar, Sheet


class Grid:
    """Look at a sheet, with rows and columns counted from 0.

    Parameters
    ----------
    sheet
        As read.
    hidden
        Whether hidden rows and columns are looked at.
    """

    def __init__(self, sheet: Sheet, *, hidden: bool) -> None:
        self.sheet = sheet
        self.rows = sheet.rows
        self.unseen = frozenset() if hidden else sheet.hidden_rows
        self.unseen_columns = frozenset() if hidden else sheet.hidden_columns

    @cached_property
    def used(self) -> list[int]:
        """Count the columns of each row up to the last that holds anything."""
        return list(map(_used, self.rows))

    @cached_property
    def width(self) -> int:
        """Give the number of columns up to the last that holds anything."""
        return max(self.used, default=0)

    def cell(self, row: int, column: int) -> Scalar:
        """Give a cell as stored, `None` outside."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def text(self, row: int, column: int) -> str:
        """Give a cell as a reader sees it."""
        cells = self.rows[row]
        value = cells[column] if column < len(cells) else None
        if isinstance(value, str):
            return value
        if value is None:
            return ""
        return shown(value, percent=(row, column) in self.sheet.percents)

    def cells(self, column: int, rows: Iterable[int]) -> list[Scalar]:
        """List the cells of a column as stored."""
        stored = (self.rows[row] for row in rows)
        return [cells[column] if column < len(cells) else None for cells in stored]

    def column(self, column: int, rows: Sequence[int]) -> list[str]:
        """List the cells of a column as a reader sees them."""
        return [
            cell if isinstance(cell, str) else self.text(row, column)
            for row, cell in zip(rows, self.cells(column, rows), strict=True)
        ]

    def filled(self, row: int) -> list[int]:
        """List the first two columns of a row that hold anything."""
        found: list[int] = []
        for column, value in enumerate(self.rows[row]):
            if value is not None and (not isinstance(value, str) or folded(value)):
                found.append(column)
                if len(found) > 1:
                    break
        return found

    def texts(self, row: int) -> dict[int, str]:
        """Give the folded text of the cells of a row that hold any."""
        found = ((column, folded(self.text(row, column))) for column in range(self.width))
        return {column: text for column, text in found if text}

    def is_blank(self, row: int) -> bool:
        """Tell whether a row holds nothing but blanks."""
        return not self.used[row]

    def seen(self, start: int = 0) -> Iterator[int]:
        """Give the rows that are looked at, from `start` on."""
        return (row for row in range(start, len(self.rows)) if row not in self.unseen)

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """Give the merged cells, those that overlap an earlier one left out."""
        kept: list[Area] = []
        covered: dict[int, list[tuple[int, int]]] = {}
        for area in sorted(self.sheet.merged, key=lambda a: (a.top, a.left, a.bottom, a.right)):
            bottom = min(area.bottom, len(self.rows) - 1)
            spans = covered.setdefault(area.left, [])
            if bottom >= area.top and not (spans and spans[-1][1] >= area.top):
                spans.append((area.top, bottom))
                kept.append(area)
        return tuple(kept)

    def origins(self, first: int, last: int) -> dict[tuple[int, int], tuple[int, int]]:
        """Map every covered cell of some rows to the cell that holds its value."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for area in self.areas:
            for row in range(max(first, area.top), min(last, area.bottom) + 1):
                for column in range(area.left, min(area.right, self.width - 1) + 1):
                    found.setdefault((row, column), (area.top, area.left))
        return found

    def falls(self, column: int) -> dict[int, int]:
        """Map rows whose cell of a column is covered from above to the row with its value."""
        return {
            row: area.top
            for area in self.areas
            if area.left == column
            for row in range(area.top + 1, min(area.bottom, len(self.rows) - 1) + 1)
        }

    @cached_property
    def across(self) -> frozenset[int]:
        """Give the rows whose only text is merged over most of the table's width."""
        wide = max(2, (self.width * 3 + 3) // 4)
        return frozenset(
            area.top
            for area in self.areas
            if min(area.right, self.width - 1) - area.left + 1 >= wide
            and len(self.texts(area.top)) == 1
        )


def _used(cells: tuple[Scalar, ...]) -> int:
    """Count cells up to the last that holds anything."""
    for column in range(len(cells) - 1, -1, -1):
        value = cells[column]
        if value is not None and (not isinstance(value, str) or folded(value)):
            return column + 1
    return 0
