"""Take rows out of a case, with what names them where the reader says so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from data.errors import PlusNError, Problems
from network.case.cells import columns_of
from network.case.checks_names import REFERENCES
from network.case.reading import NEEDED, read, table_and_row
from network.case.tables import TABLES
from plusn.desk.edits_drafts import Removal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from network.case import Case

    Gone = dict[str, set[int]]
    Emptied = dict[tuple[str, int], dict[str, Any]]

# Rows that change or move others by what these hold; without a match they mean nothing.
BY_WORDS = frozenset({"overrides", "ranges"})
# A blank means somewhere else there, not nowhere.
WITH_SITE = frozenset({("events", "facility"), ("actual_costs", "facility")})


def removal_of(case: Case, table: str, rows: Sequence[int]) -> Removal:
    """Say what stands in the way of removing rows: what names them, and what would be wrong."""
    gone, emptied = _reach(case, table, rows)
    problem = None
    try:
        _without(case, gone, emptied)
    except PlusNError as told:
        problem = told
    own = {table: set(rows)}
    named = ((name, len(numbers - own.get(name, set()))) for name, numbers in gone.items())
    cleared: dict[str, int] = defaultdict(int)
    for name, _ in emptied:
        cleared[name] += 1
    return Removal(
        table=table,
        rows=tuple(rows),
        named=tuple((name, count) for name, count in named if count),
        cleared=tuple(cleared.items()),
        problem=problem,
    )


def removed(case: Case, table: str, rows: Sequence[int]) -> tuple[Case, Gone]:
    """Take rows out with all that names them; give the rows that went, by table.

    Raises
    ------
    Problems
        What is left makes no sense.
    """
    gone, emptied = _reach(case, table, rows)
    return _without(case, gone, emptied), gone


def _reach(case: Case, table: str, rows: Sequence[int]) -> tuple[Gone, Emptied]:
    """Follow the names: rows that need what goes must go too, other cells are emptied."""
    gone: Gone = defaultdict(set)
    emptied: Emptied = {}
    gone[table] |= set(rows)
    waiting = [(table, row) for row in rows]
    while waiting:
        name, number = waiting.pop()
        id_ = getattr(getattr(case, name)[number], "id", None)
        for (other, column), target in REFERENCES.items():
            if id_ is None or target != name:
                continue
            for row in _naming(case, other, column, id_):
                if row in gone[other]:
                    continue
                if _needs(other, column):
                    gone[other].add(row)
                    waiting.append((other, row))
                else:
                    _empty(case, emptied, (other, row), column, id_)
    _by_words(case, gone, emptied)
    emptied = {place: cells for place, cells in emptied.items() if place[1] not in gone[place[0]]}
    return {name: numbers for name, numbers in gone.items() if numbers}, emptied


def _naming(case: Case, table: str, column: str, id_: str) -> list[int]:
    field = columns_of(TABLES[table])[column].field
    found = []
    for number, row in enumerate(getattr(case, table)):
        cell = getattr(row, field)
        if cell == id_ or (isinstance(cell, tuple) and id_ in cell):
            found.append(number)
    return found


def _needs(table: str, column: str) -> bool:
    """Tell whether a row means nothing, or something else, once the cell is empty."""
    described = columns_of(TABLES[table])[column]
    default = TABLES[table].model_fields[described.field].default
    return described.required or default == "*" or (table, column) in WITH_SITE


def _empty(case: Case, emptied: Emptied, place: tuple[str, int], column: str, id_: str) -> None:
    field = columns_of(TABLES[place[0]])[column].field
    cells = emptied.setdefault(place, {})
    cell = cells.get(field, getattr(getattr(case, place[0])[place[1]], field))
    cells[field] = tuple(one for one in cell if one != id_) if isinstance(cell, tuple) else ""


def _by_words(case: Case, gone: Gone, emptied: Emptied) -> None:
    """Let overrides and ranges go that no longer match a row."""
    while True:
        try:
            _without(case, gone, emptied)
        except Problems as told:
            lost = _lost(case, gone, told)
            if not lost:
                return
            for name, number in lost:
                gone[name].add(number)
        else:
            return


def _lost(case: Case, gone: Gone, told: Problems) -> set[tuple[str, int]]:
    """Find the rows that lost their match, by the numbers they had before."""
    found = set()
    for problem in told.problems:
        for cell in problem.at:
            if cell.table in BY_WORDS:
                left = [
                    number
                    for number in range(len(getattr(case, cell.table)))
                    if number not in gone[cell.table]
                ]
                found.add((cell.table, left[cell.row]))
    return found


def _without(case: Case, gone: Gone, emptied: Emptied) -> Case:
    """Leave rows out and empty cells; the rest is checked as ever."""
    changed: dict[str, Any] = {}
    for table in {*gone, *(name for name, _ in emptied)}:
        rows = []
        for number, row in enumerate(getattr(case, table)):
            if number not in gone.get(table, ()):
                cells = emptied.get((table, number))
                rows.append(row.model_copy(update=cells) if cells else row)
        changed[table] = tuple(rows)
    if lacking := [name for name in NEEDED if changed.get(name) == ()]:
        missing = read({}, table_and_row).problems
        raise Problems([missing[NEEDED.index(name)] for name in lacking], what="the case")
    return replace(case, **changed)
