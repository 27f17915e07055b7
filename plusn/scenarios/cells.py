"""Rows of a case as plain cells, for every kind of file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.cases.book import unfit
from data.errors import BadValue, PlusNError, Problems
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
        BadValue(f"a cell {reason}", where=f"{table_and_row(name, number)}, column {column}")
        for name, rows in tables.items()
        for number, row in enumerate(rows)
        for column, cell in row.items()
        if (reason := unfit(cell))
    ]
    if problems:
        raise Problems(problems, what="the case")
    return tables


def _plain(row: Row, *, whole: bool) -> dict[str, Cell]:
    cells: dict[str, Any] = row.model_dump(exclude_defaults=not whole)
    ordered = {name: cells[name] for name in columns_of(type(row)) if name in cells}
    return {column: _cell(cell) for column, cell in ordered.items() if cell not in (None, "", ())}


def _cell(cell: Any) -> Cell:  # noqa: ANN401 - what pydantic holds
    """Write 52.0 as 52, as people do; it is read back as the same number."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return int(cell)
    return list(cell) if isinstance(cell, tuple) else cell
