"""Rows of a case as plain cells, for every kind of file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.cases.book import unfit
from data.errors import BadValue, PlusNError, Problems, within
from data.phrase import Heading, said
from network.case.cells import columns_of
from network.case.reading import table_and_row

if TYPE_CHECKING:
    from data.cases.book import Cell, Tables
    from network.case import Case
    from network.case.rows import Row


EXACT = 1e15  # below it every whole number is a float of its own


def plain_tables(case: Case, *, whole: bool) -> Tables:
    """Give the rows of a case as plain cells by table.

    Parameters
    ----------
    whole
        Every table and every cell that is not blank; else only tables with rows, and no cell that
        says what is understood without it.

    Raises
    ------
    Problems
        A cell holds what no file can hold, such as an infinite number.
    """
    tables = {
        name: [_plain(row, whole=whole) for row in rows]
        for name, rows in case.tables().items()
        if rows or whole
    }
    problems: list[PlusNError] = [
        BadValue(said("a cell {reason}", reason=reason), where=_place(name, number, column))
        for name, rows in tables.items()
        for number, row in enumerate(rows)
        for column, cell in row.items()
        if (reason := unfit(cell))
    ]
    if problems:
        raise Problems(problems, what=said("the case"))
    return tables


def _place(table: str, number: int, column: str) -> str:
    row, heading = table_and_row(table, number), Heading.of(table, column)
    return within(row, column, said(", column {column}", column=heading))


def _plain(row: Row, *, whole: bool) -> dict[str, Cell]:
    cells: dict[str, Any] = row.model_dump(exclude_defaults=not whole)
    ordered = {name: cells[name] for name in columns_of(type(row)) if name in cells}
    return {column: _cell(cell) for column, cell in ordered.items() if cell not in (None, "", ())}


def _cell(cell: Any) -> Cell:  # noqa: ANN401 - what pydantic holds
    """Write 52.0 as 52, as people do; it is read back as the same number."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return int(cell)
    return list(cell) if isinstance(cell, tuple) else cell
