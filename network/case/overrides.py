"""Scenarios as ordered changes of cells: set, add or multiply where rows match.

A changed row takes the provenance of the override (``user`` unless it says otherwise), except
that an illustrative row stays illustrative, for its other numbers are. Its source stays: it still
says where the rest of the row comes from.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from data.errors import BadValue, InputProblem, PlusNError, Problems
from data.phrase import Plan, Table, said
from network.case.cells import NUMBERS, Column, columns_of, plain, refused
from network.case.naming import unknown
from network.case.tables import TABLES
from network.case.where import conditions_of, matching, no_match

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from network.case.case import Case
    from network.case.choices import Override
    from network.case.rows import Row

# Tables that say what scenarios are; an override of them would change itself.
CLOSED = ("scenarios", "overrides")
OPS = {"add": said("add"), "mul": said("mul")}


def apply(case: Case, overrides: Iterable[Override]) -> Case:
    """Change a case by overrides, one after the other; the result is checked as a whole.

    Raises
    ------
    Problems
        An override names a table, column or row that is not there, or a value that is not
        allowed; or the changed rows do not fit together.
    """
    return _applied(
        case, [(said("override {number}", number=n), one) for n, one in enumerate(overrides, 1)]
    )


def scenario_case(case: Case, scenario: str) -> Case:
    """Give the case of a scenario: its run date set, then its overrides in order.

    Its regime is not applied here: put the regime's layers on the base case first
    (`network.duty.presets`), so that overrides can reach them. Events and policy are choices of
    the run, not changes of the case.

    Raises
    ------
    UnknownChoice
        The case has no such scenario.
    Problems
        As `apply`.
    """
    found = {one.id: one for one in case.scenarios}
    if scenario not in found:
        raise unknown(said("scenario"), scenario, found)
    run_date = found[scenario].run_date
    named = [
        (said("{table} row {row}", table=Table("overrides"), row=number + 1), one)
        for number, one in enumerate(case.overrides)
        if one.scenario == scenario
    ]
    try:
        return _applied(case, named, settings=_dated(case, run_date))
    except Problems as told:
        what = said("the scenario {scenario}", scenario=Plan(scenario))
        raise Problems(told.problems, what=what) from None


def change(rows: Sequence[Row], override: Override, *, where: str) -> tuple[Row, ...]:
    """Change the rows of a table that match an override.

    Raises
    ------
    BadValue
        No row matches, or the value is not allowed in the column.
    UnknownChoice
        The table has no such column.
    """
    model = TABLES[override.table]
    columns = columns_of(model)
    if override.column not in columns:
        what = said("column of {table}", table=Table(override.table))
        raise unknown(what, override.column, columns, where=where)
    column = columns[override.column]
    conditions = conditions_of(model, override.where, where=where)
    numbers = matching(rows, conditions)
    if not numbers:
        raise no_match(override.table, rows, conditions, where=where)
    changed = list(rows)
    for number in numbers:
        changed[number] = _changed(rows[number], column, override, where)
    return tuple(changed)


def table_of(override_table: str, *, where: str) -> str:
    """Give the name of a table that can be changed.

    Raises
    ------
    UnknownChoice
        There is no such table, or overrides may not touch it.
    """
    allowed = [table for table in TABLES if table not in CLOSED]
    if override_table not in allowed:
        raise unknown(said("table"), override_table, allowed, where=where)
    return override_table


def _applied(
    case: Case,
    named: Sequence[tuple[str, Override]],
    **begun: tuple[Row, ...],
) -> Case:
    tables = case.tables() | begun
    problems: list[PlusNError] = []
    for where, override in named:
        try:
            table = table_of(override.table, where=where)
            tables[table] = change(tables[table], override, where=where)
        except InputProblem as problem:
            problems.append(problem)
    if problems:
        raise Problems(problems, what=said("the overrides"))
    changed: dict[str, Any] = {
        table: rows for table, rows in tables.items() if rows != getattr(case, table)
    }
    return replace(case, **changed) if changed else case


def _dated(case: Case, run_date: object) -> tuple[Row, ...]:
    if run_date is None:
        return case.settings
    return (case.general.model_copy(update={"run_date": run_date}),)


def _changed(row: Row, column: Column, override: Override, where: str) -> Row:
    cells = row.model_dump()
    old = getattr(row, column.field)
    new = _value(column, old, override, where)
    if new is None:
        cells.pop(column.name)  # a blank cell takes the column's default
    else:
        cells[column.name] = new
    try:
        typed = type(row).model_validate(cells)
    except ValidationError:
        raise refused(column, new, where=where) from None
    if typed == row:
        return row
    if column.name in {"provenance", "source"} or row.provenance == "illustrative":
        return typed
    return typed.model_copy(update={"provenance": override.provenance})


def _value(column: Column, old: Any, override: Override, where: str) -> Any:  # noqa: ANN401
    given = override.value
    if override.op == "set":
        return None if given is None else plain(column, given, where=where)
    if column.kind not in NUMBERS:
        raise BadValue(
            said("{column} holds no number to {op}", column=column.heading, op=OPS[override.op]),
            where=where,
            remedy=said("Use the op set, with {allowed}.", allowed=column.allowed),
        )
    if isinstance(given, bool) or not isinstance(given, float):
        raise BadValue(
            said("{given} is no number to {op}", given=repr(given), op=OPS[override.op]),
            where=where,
            remedy=said("Give a number."),
        )
    if old is None:
        raise BadValue(
            said(
                "{column} is blank in a row of {table}: nothing to {op}",
                column=column.heading,
                table=Table(override.table),
                op=OPS[override.op],
            ),
            where=where,
            remedy=said("Set it first, or let where leave such rows out."),
        )
    return old + given if override.op == "add" else old * given
