"""Marks of rows: each row keeps its mark for as long as it lives, wherever it moves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.case import Case
    from plusn.desk.edits_drafts import Moves


@dataclass(frozen=True, kw_only=True)
class Marks:
    """Hold the marks of all rows of a case, in the order of its rows.

    A page shows marks, not numbers: what is typed while a row above it goes still finds its row.
    A row that was a draft keeps the draft's negative number as its mark.

    Parameters
    ----------
    last
        Newest mark given.
    """

    by_table: Mapping[str, tuple[int, ...]]
    last: int

    @classmethod
    def of(cls, case: Case) -> Marks:
        """Mark the rows of a case by their numbers."""
        tables = case.tables()
        return cls(
            by_table={table: tuple(range(len(rows))) for table, rows in tables.items()},
            last=max(len(rows) for rows in tables.values()),
        )

    def row(self, table: str, mark: int) -> int | None:
        """Give the number of the row with a mark; None where it is gone."""
        marks = self.by_table.get(table, ())
        return marks.index(mark) if mark in marks else None

    def followed(self, case: Case, moves: Moves) -> Marks:
        """Follow the rows that moved, and mark those that are new to the case."""
        by_table, last = dict(self.by_table), self.last
        for table, rows in case.tables().items():
            moved = moves.get(table, {})
            if not moved and len(rows) == len(by_table[table]):
                continue
            placed = _placed(by_table[table], moved)
            marks = []
            for row in range(len(rows)):
                if row not in placed:
                    last += 1
                marks.append(placed.get(row, last))
            by_table[table] = tuple(marks)
        return replace(self, by_table=by_table, last=last)


def _placed(marks: tuple[int, ...], moved: Mapping[int, int | None]) -> dict[int, int]:
    """Give the marks by the numbers that their rows have now."""
    now = {row: moved.get(row, row) for row in range(len(marks))}
    placed = {to: marks[row] for row, to in now.items() if to is not None}
    return placed | {to: row for row, to in moved.items() if row < 0 and to is not None}
