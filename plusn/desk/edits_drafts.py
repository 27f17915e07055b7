"""What was typed and is not in the case: refused cells and rows that are not complete yet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.errors import PlusNError
    from network.case import Case
    from plusn.desk.fields_text import Why

Moves = dict[str, dict[int, int | None]]
"""By table: where a row stands now, None where it is gone; rows that stayed are left out."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Hold what was typed and refused.

    Parameters
    ----------
    row
        Number of the row, from 0. Negative: a new row, which is not in the case yet.
    cells
        Columns and what was typed: one for a row of the case, all of them for a new row.
    why
        What is wrong, each beside its column, or beside the row.
    """

    table: str
    row: int
    cells: tuple[tuple[str, str], ...]
    why: tuple[Why, ...] = ()

    @property
    def new(self) -> bool:
        """Tell whether it is a row that the case does not have."""
        return self.row < 0


@dataclass(frozen=True, kw_only=True)
class Removal:
    """Say why rows cannot go, and what would go with them.

    Parameters
    ----------
    named
        Tables whose rows name them, with how many rows; they would go too, if the reader says so.
    cleared
        Tables in which a cell that names them would be emptied.
    problem
        What would make no sense without them even so; None where they can go with the others.
    """

    table: str
    rows: tuple[int, ...]
    named: tuple[tuple[str, int], ...] = ()
    cleared: tuple[tuple[str, int], ...] = ()
    problem: PlusNError | None = None


@dataclass(frozen=True, kw_only=True)
class Drafts:
    """Hold everything beside a case that is not in it.

    Parameters
    ----------
    last
        Number of the newest new row; they count down from -1.
    moves
        Rows that the last edit moved or removed, for whoever keeps row numbers.
    removal
        Question that the last edit left open.
    """

    kept: tuple[Draft, ...] = ()
    last: int = 0
    moves: Moves = field(default_factory=dict)
    removal: Removal | None = None

    def of(self, table: str) -> tuple[Draft, ...]:
        """Give the drafts of a table."""
        return tuple(draft for draft in self.kept if draft.table == table)

    def moved(self, moves: Moves) -> Drafts:
        """Follow the rows that moved; what belongs to rows that are gone is dropped."""
        kept = []
        for draft in self.kept:
            row = moves.get(draft.table, {}).get(draft.row, draft.row)
            if row is not None:
                kept.append(replace(draft, row=row))
        return replace(self, kept=tuple(kept), moves=moves, removal=None)


def moves_between(before: Case, after: Case) -> Moves:
    """Tell which rows moved between two cases, by what stands before and after a change."""
    theirs = after.tables()
    found = {}
    for table, rows in before.tables().items():
        if len(rows) != len(theirs[table]):
            found[table] = _shifted(rows, theirs[table])
    return found


def _shifted(before: Sequence[object], after: Sequence[object]) -> dict[int, int | None]:
    first = _same(before, after)
    last = min(_same(before[::-1], after[::-1]), min(len(before), len(after)) - first)
    shift = len(after) - len(before)
    moves: dict[int, int | None] = {}
    for row in range(first, len(before)):
        moves[row] = row + shift if row >= len(before) - last else None
    return moves


def _same(before: Sequence[object], after: Sequence[object]) -> int:
    """Count the rows at the beginning that did not change."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((n for n, (one, two) in pairs if one != two), min(len(before), len(after)))


def without(moves_of: Sequence[int], count: int) -> dict[int, int | None]:
    """Tell where rows stand once some are removed.

    Examples
    --------
    >>> without([1], 4)
    {1: None, 2: 1, 3: 2}
    """
    gone = set(moves_of)
    moves: dict[int, int | None] = {}
    shift = 0
    for row in range(count):
        if row in gone:
            moves[row] = None
            shift += 1
        elif shift:
            moves[row] = row - shift
    return moves
