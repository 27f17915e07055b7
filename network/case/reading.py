"""Plain rows into typed rows, with every problem named by its place."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from data.errors import BadValue, PlusNError, UnknownChoice
from network.case.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from network.case.rows import Row


def table_and_row(table: str, number: int) -> str:
    """Name the place of a row, counted from 1.

    Examples
    --------
    >>> table_and_row("lanes", 0)
    'lanes row 1'
    """
    return f"{table} row {number + 1}"


def rows_of(
    tables: Mapping[str, Sequence[Mapping[str, Any]]], place: Callable[[str, int], str]
) -> tuple[dict[str, tuple[Row, ...]], list[PlusNError]]:
    """Give typed rows by table, and what is wrong."""
    problems: list[PlusNError] = []
    rows: dict[str, tuple[Row, ...]] = {}
    for table, plain in tables.items():
        if table not in TABLES:
            problems.append(UnknownChoice.of("table", table, TABLES))
            continue
        typed: list[Row] = []
        for number, cells in enumerate(plain):
            filled = {k: v for k, v in cells.items() if v is not None and v != ""}
            try:
                typed.append(TABLES[table].model_validate(filled))
            except ValidationError as error:
                problems += [
                    BadValue(told["msg"], where=place(table, number)) for told in error.errors()
                ]
        rows[table] = tuple(typed)
    return rows, problems


def digest_of(tables: Mapping[str, Sequence[Row]]) -> str:
    """Give a SHA-256 over all rows."""
    plain = {name: [row.model_dump(mode="json") for row in rows] for name, rows in tables.items()}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
