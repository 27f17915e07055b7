"""Plain rows into typed rows, with every problem named by its place."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from data.errors import BadValue, Cell, PlusNError, Spot, TooLarge, WrongColumns, within
from data.phrase import Table, joined, said
from network.case.cells import Column, columns_of, is_blank, plain, refused
from network.case.naming import meant, nearest, unknown
from network.case.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from network.case.rows import Row

    Place = Callable[[str, int], str]

NEEDED = ("settings", "territories", "products", "facilities")
LIMITS = {"facilities": 2_000, "lanes": 20_000}


def table_and_row(table: str, number: int) -> str:
    """Name the place of a row, counted from 1.

    Examples
    --------
    >>> table_and_row("lanes", 0)
    'lanes row 1'
    """
    words = said("{table} row {row}", table=Table(table), row=number + 1)
    return Spot.of(words, Cell(table, number))


def too_many(table: str, count: int) -> TooLarge:
    """Say that a table is above its limit of `LIMITS`."""
    return TooLarge(
        said("{table} has {count:,} rows", table=Table(table), count=count),
        where=Table(table),
        remedy=said(
            "At most {most:,} are allowed: join rows, or split the case.", most=LIMITS[table]
        ),
    )


@dataclass
class Reading:
    """Hold what was read: rows that can be used, their places, and what is wrong.

    Parameters
    ----------
    numbers
        For each row that can be used, its number among the plain rows.
    broken
        Places and cells of rows that cannot be used. What they name still counts as known, so
        that one mistake is told once.
    """

    given_place: Place
    rows: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    numbers: dict[str, list[int]] = field(default_factory=dict)
    broken: dict[str, list[tuple[str, Mapping[str, Any]]]] = field(default_factory=dict)
    problems: list[PlusNError] = field(default_factory=list)

    def place(self, table: str, number: int) -> str:
        """Name the place of a row that can be used."""
        numbers = self.numbers.get(table, [])
        return self.given_place(table, numbers[number] if number < len(numbers) else number)


def read(tables: Mapping[str, Sequence[Mapping[str, Any]]], place: Place) -> Reading:
    """Read plain rows by table; blank rows are passed over, blank cells take defaults."""
    reading = Reading(place)
    for table, rows in tables.items():
        if table not in TABLES:
            reading.problems.append(unknown(said("table"), table, TABLES))
        elif len(rows) > LIMITS.get(table, len(rows)):
            reading.problems.append(too_many(table, len(rows)))
            reading.broken[table] = [(table, cells) for cells in rows]
        else:
            _read_table(reading, table, rows)
    for table in NEEDED:
        if not (reading.rows.get(table) or reading.broken.get(table)):
            reading.problems.append(
                WrongColumns(
                    said("the table {table} is missing", table=Table(table)),
                    remedy=said("Add it with a row or more."),
                )
            )
    return reading


def _read_table(reading: Reading, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    columns = columns_of(TABLES[table])
    filled = [
        (number, {name: cell for name, cell in cells.items() if not is_blank(cell)})
        for number, cells in enumerate(rows)
    ]
    filled = [(number, cells) for number, cells in filled if cells]
    strange = _strange_columns(reading, table, rows, columns)
    absent = [
        name
        for name, column in columns.items()
        if column.required and not any({name, column.field} & cells.keys() for _, cells in filled)
    ]
    if filled:
        reading.problems += [_lacking(table, columns[name]) for name in absent]
    typed: list[Row] = []
    reading.numbers[table] = []
    for number, cells in filled:
        known = {name: cell for name, cell in cells.items() if name not in strange}
        where = reading.given_place(table, number)
        row, problems = _read_row(TABLES[table], columns, known, where, absent)
        reading.problems += problems
        if row is None:
            reading.broken.setdefault(table, []).append((where, cells))
        else:
            typed.append(row)
            reading.numbers[table].append(number)
    reading.rows[table] = tuple(typed)


def _lacking(table: str, column: Column) -> WrongColumns:
    return WrongColumns(
        said("{table} lacks the column {column}", table=Table(table), column=column.heading),
        where=Table(table),
        remedy=said("Add it; a cell holds {allowed}.", allowed=column.allowed),
    )


def _strange_columns(
    reading: Reading,
    table: str,
    rows: Sequence[Mapping[str, Any]],
    columns: Mapping[str, Column],
) -> set[str]:
    """Tell of columns that the table does not have, each once, blank cells or not."""
    known = columns.keys() | {column.field for column in columns.values()}
    first: dict[str, int] = {}
    for number, cells in enumerate(rows):
        for name in cells.keys() - known:
            first.setdefault(name, number)
    for name, number in sorted(first.items(), key=lambda item: (item[1], str(item[0]))):
        listed = said("Columns: {columns}.", columns=joined(", ", columns))
        reading.problems.append(
            WrongColumns(
                said("{table} has no column {name!r}", table=Table(table), name=str(name)),
                where=reading.given_place(table, number),
                remedy=joined(" ", (*meant(nearest(str(name), columns)), listed)),
            )
        )
    return set(first)


def _read_row(
    model: type[Row],
    columns: Mapping[str, Column],
    cells: Mapping[str, Any],
    where: str,
    absent: Sequence[str],
) -> tuple[Row | None, list[PlusNError]]:
    """Type one row; columns in `absent` are told elsewhere."""
    by_field = {column.field: column for column in columns.values()}
    ready: dict[str, Any] = {}
    problems: dict[str, PlusNError] = {}
    for name, cell in cells.items():
        column = columns.get(name) or by_field[name]
        try:
            ready[column.name] = plain(column, cell, where=where)
        except BadValue as told:
            told.where = within(where, column.name)  # of every cell it would take its time
            problems[column.name] = told
    try:
        row = model.model_validate(ready)
    except ValidationError as error:
        for line in error.errors(include_url=False, include_context=False):
            column = columns.get(str(line["loc"][0])) or by_field[str(line["loc"][0])]
            at = within(where, column.name)
            problems.setdefault(column.name, refused(column, ready.get(column.name), where=at))
    else:
        if not problems:
            return row, []
    return None, [problem for name, problem in problems.items() if name not in absent]


def digest_of(tables: Mapping[str, Sequence[Row]]) -> str:
    """Give a SHA-256 over all cells, in the order of the rows, which names lanes by number."""
    plain_rows = {
        name: [_zeroed(row.model_dump(mode="json")) for row in rows]
        for name, rows in tables.items()
    }
    text = json.dumps(plain_rows, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _zeroed(cells: dict[str, Any]) -> dict[str, Any]:
    """Turn minus zero into zero, so that rows that are equal have one digest."""
    return {name: cell + 0.0 if cell.__class__ is float else cell for name, cell in cells.items()}
