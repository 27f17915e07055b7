"""Try what was typed on a case: all that makes sense goes in, the rest says why not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from data.errors import Problems, UnknownChoice
from network.case.cells import columns_of
from network.case.tables import TABLES
from plusn.desk.fields import field_in, field_of, fields_in, fields_of
from plusn.desk.fields_text import Why, understood

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from data.errors import Cell, PlusNError
    from network.case import Case
    from network.case.rows import Row
    from plusn.desk.edits_drafts import Draft
    from plusn.desk.fields import Field

TOLD = frozenset({"provenance", "source"})


@dataclass(frozen=True, kw_only=True)
class Settled:
    """Hold a case that took what it could.

    Parameters
    ----------
    landed
        New rows by table: the draft's number and the row of the case that it became.
    refused
        What stayed outside, with why.
    """

    case: Case
    landed: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    refused: tuple[Draft, ...] = ()


@dataclass
class _Trial:
    """Gather the rows of a trial, and which draft each of their cells comes from."""

    case: Case
    tables: dict[str, list[Row]] = field(default_factory=dict)
    cells: dict[tuple[str, int, str], int] = field(default_factory=dict)
    landed: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    faults: dict[int, list[Why]] = field(default_factory=lambda: defaultdict(list))
    loose: list[Why] = field(default_factory=list)

    def rows(self, table: str) -> list[Row]:
        return self.tables.setdefault(table, list(getattr(self.case, table)))

    def write(self, table: str, row: int, columns: Iterable[str], number: int) -> None:
        """Note which draft some cells come from; of a row, the last one counts."""
        for column in (*columns, ""):
            self.cells[table, row, column] = number

    def author(self, cell: Cell) -> int | None:
        """Name the draft that a cell or a row comes from."""
        return self.cells.get((cell.table, cell.row, cell.column))


def settle(case: Case, drafts: Sequence[Draft]) -> Settled:
    """Put drafts into a case, as many as make sense together; the case stays one that does.

    Those whose own cells are at fault are left out first. Where nothing says which is, halves are
    tried one after the other.
    """
    waiting = list(drafts)
    refused: list[Draft] = []
    while waiting:
        trial = _trial(case, waiting)
        tried = None if trial.faults else _whole(trial)
        if tried is not None:
            landed = {table: dict(rows) for table, rows in trial.landed.items()}
            return Settled(case=tried, landed=landed, refused=tuple(refused))
        if trial.faults:
            refused += [replace(waiting[n], why=tuple(why)) for n, why in trial.faults.items()]
            waiting = [draft for n, draft in enumerate(waiting) if n not in trial.faults]
        elif len(waiting) == 1:
            refused.append(replace(waiting[0], why=tuple(trial.loose)))
            waiting = []
        else:
            return _by_halves(case, waiting, refused)
    return Settled(case=case, refused=tuple(refused))


def _by_halves(case: Case, waiting: list[Draft], refused: list[Draft]) -> Settled:
    half = len(waiting) // 2
    one = settle(case, waiting[:half])
    two = settle(one.case, waiting[half:])
    landed = {
        table: {**one.landed.get(table, {}), **two.landed.get(table, {})}
        for table in {*one.landed, *two.landed}
    }
    return Settled(case=two.case, landed=landed, refused=(*refused, *one.refused, *two.refused))


def _trial(case: Case, drafts: Sequence[Draft]) -> _Trial:
    """Make the rows, and tell what is wrong with a cell whatever else the case holds."""
    trial = _Trial(case)
    together: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, draft in enumerate(drafts):
        together[draft.table, draft.row].append(number)
    for (table, row), numbers in together.items():
        if row < 0:
            _new_row(trial, drafts[numbers[-1]], numbers[-1])
        else:
            _changed_row(trial, table, row, [(number, drafts[number]) for number in numbers])
    return trial


def _new_row(trial: _Trial, draft: Draft, number: int) -> None:
    typed = dict(draft.cells)
    cells: dict[str, Any] = {}
    faults = []
    for name, one in fields_in(draft.table, typed).items():
        value, why = understood(one, typed.get(name, ""))
        if why:
            faults.append(why)
        elif value is not None:
            cells[name] = value
    row, wrong = _row_of(draft.table, cells)
    if faults or row is None:
        trial.faults[number] += faults or wrong
        return
    rows = trial.rows(draft.table)
    trial.landed[draft.table][draft.row] = len(rows)
    trial.write(draft.table, len(rows), fields_of(draft.table), number)
    rows.append(row)


def _changed_row(trial: _Trial, table: str, row: int, drafts: Sequence[tuple[int, Draft]]) -> None:
    rows = trial.rows(table)
    old = rows[row]
    cells: dict[str, Any] = old.model_dump()
    authors = {}
    context = cells | {name: text for _, draft in drafts for name, text in draft.cells}
    for number, draft in drafts:
        for name, text in draft.cells:
            authors[name] = number
            value, why = _read(field_in(table, name, context), name, text, old)
            if why:
                trial.faults[number].append(why)
            cells[name] = value
    if any(number in trial.faults for number, _ in drafts):
        return
    made, wrong = _row_of(table, {name: cell for name, cell in cells.items() if cell is not None})
    if made is None:
        trial.faults[drafts[-1][0]] += wrong
        return
    rows[row] = _owned(made, old, authors)
    for name, number in authors.items():
        trial.write(table, row, (name,), number)


def _read(one: Field | None, name: str, text: str, old: Row) -> tuple[Any, Why | None]:
    if one is None:
        return None, Why(code="letters", column=name, text=text)
    value, why = understood(one, text)
    if one.fixed and not why and value != getattr(old, one.column.field):
        return None, Why(code="fixed", column=name, text=text)
    return value, why


def _owned(made: Row, old: Row, authors: Mapping[str, int]) -> Row:
    """Mark a row whose numbers somebody changed as that somebody's own."""
    if made == old or not authors.keys() - TOLD or "provenance" in authors:
        return made
    return made.model_copy(update={"provenance": "user"})


def _row_of(table: str, cells: Mapping[str, Any]) -> tuple[Row | None, list[Why]]:
    try:
        return TABLES[table].model_validate(cells), []
    except ValidationError as error:
        names = [str(line["loc"][0]) for line in error.errors() if line["loc"]]
        return None, [Why(code="letters", column=name) for name in names or [""]]


def _whole(trial: _Trial) -> Case | None:
    """Check the rows with all others; what is wrong is laid to the draft that did it."""
    changed: dict[str, Any] = {
        table: tuple(rows)
        for table, rows in trial.tables.items()
        if rows != list(getattr(trial.case, table))
    }
    if not changed:
        return trial.case
    try:
        return replace(trial.case, **changed)
    except Problems as told:
        for problem in told.problems:
            _blame(trial, problem)
    return None


def _blame(trial: _Trial, problem: PlusNError) -> None:
    found = {}
    for cell in problem.at:
        number = trial.author(cell)
        if number is not None:
            found[number] = cell
    if not found:
        trial.loose.append(Why(code="case", problem=problem))
        return
    # Where several meet, as rows that stand twice, the last one is the one too many.
    number = max(found)
    trial.faults[number].append(_why(problem, found[number]))


def _why(problem: PlusNError, cell: Cell) -> Why:
    table, _, column = cell
    named = field_of(table, column)
    if isinstance(problem, UnknownChoice) and named and named.target:
        return Why(code="unknown", column=column, problem=problem)
    if not column and len(problem.at) > 1 and TABLES[table].key:
        key = next(name for name in columns_of(TABLES[table]) if name in TABLES[table].key)
        other = next((one.row for one in problem.at if one.row != cell.row), cell.row)
        return Why(code="twice", column=key, other=other, problem=problem)
    return Why(code="case", column=column, problem=problem)
