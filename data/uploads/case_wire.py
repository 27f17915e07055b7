"""Tables of a firm's case, from a reading process to us: checked again like everything it says."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Any

from data.cases.book import MOST_COLUMNS, MOST_ROWS, Book, Formula
from data.errors import InputProblem
from data.phrase import to_plain
from data.uploads.wire import Garbled, pack_problem, unpack_problem, unpack_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.cases.book import Cell

MOST_TABLES = 200
DEEPEST = 4  # lists in lists
DATE = "$date"


def pack_case(book: Book) -> dict[str, object]:
    """Give tables as plain JSON values; dates are marked."""
    return {
        "tables": {
            table: [{key: _pack(cell) for key, cell in row.items()} for row in rows]
            for table, rows in book.tables.items()
        },
        "columns": book.columns,
        "places": {table: [to_plain(one) for one in all_] for table, all_ in book.places.items()},
        "problems": [pack_problem(one) for one in book.problems if isinstance(one, InputProblem)],
        "formulas": [[one.sheet, one.cell, one.text, _pack(one.value)] for one in book.formulas],
        "notes": [to_plain(note) for note in book.notes],
    }


def _pack(cell: Cell) -> object:
    if isinstance(cell, list):
        return [_pack(one) for one in cell]
    return {DATE: cell.isoformat()} if isinstance(cell, date) else cell


def unpack_case(told: Mapping[str, Any], *, name: str) -> Book:
    """Build tables of what a reading process said.

    Raises
    ------
    Garbled
        They are none, or above the limits.
    """
    try:
        book = Book(
            name=name,
            tables={str(table): _rows(rows) for table, rows in told["tables"].items()},
            columns={str(t): [str(one) for one in names] for t, names in told["columns"].items()},
            places={str(t): list(map(_text, places)) for t, places in told["places"].items()},
            problems=[unpack_problem(one, name=name) for one in told["problems"]],
            formulas=[Formula(str(a), str(b), str(c), _cell(d, 0))
                      for a, b, c, d in told["formulas"]],
            notes=[_text(note) for note in told["notes"]],
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Garbled("no case") from problem
    placed = {table: len(places) for table, places in book.places.items()}
    counted = {table: len(rows) for table, rows in book.tables.items()}
    if len(counted) > MOST_TABLES or placed != counted:
        raise Garbled("rows without a place")
    return book


def _text(told: object) -> str:
    """Take a sentence over as it was: one that is only a text stays one."""
    text = unpack_text(told)
    return told if isinstance(told, str) else text


def _rows(told: list[Mapping[str, Any]]) -> list[dict[str, Cell]]:
    if len(told) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in told):
        raise Garbled("out of bounds")
    return [{str(key): _cell(cell, 0) for key, cell in row.items()} for row in told]


def _cell(told: object, depth: int) -> Cell:
    if isinstance(told, dict):
        return date.fromisoformat(told[DATE])
    if isinstance(told, list) and depth < DEEPEST:
        return [_cell(one, depth + 1) for one in told]
    if isinstance(told, float) and not math.isfinite(told):
        raise Garbled("no finite number")
    if told is None or isinstance(told, (str, int, float)):
        return told
    raise Garbled("no cell")
