"""Texts such as ``origin=CN; dest=US`` that pick rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import BadValue
from data.phrase import Table, joined, said
from network.case.cells import NUMBERS, Column, columns_of
from network.case.naming import meant, nearest, shortened, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from network.case.rows import Row

    Conditions = tuple[tuple[Column, str], ...]


BLANK = said("blank")
"""A blank cell, in words."""


def conditions_of(model: type[Row], text: str, *, where: str = "") -> Conditions:
    """Read the conditions of a text; a blank one picks every row, ``column=`` a blank cell.

    Raises
    ------
    BadValue
        A part is not ``column=value``.
    UnknownChoice
        The table has no such column.

    Examples
    --------
    >>> from network.case.trade import Duty
    >>> [(column.name, word) for column, word in conditions_of(Duty, "origin=CN; dest=US")]
    [('origin', 'CN'), ('dest', 'US')]
    """
    columns = columns_of(model)
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, equals, word = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise BadValue(
                said("{part!r} is no condition", part=part),
                where=where,
                remedy=said("Write column=value, with ; between conditions."),
            )
        if name not in columns:
            raise unknown(said("column"), name, columns, where=where)
        found.append((columns[name], word))
    return tuple(found)


def matching(rows: Sequence[Row], conditions: Conditions) -> list[int]:
    """Give the numbers of the rows for which every condition holds."""
    return [
        number
        for number, row in enumerate(rows)
        if all(_holds(row, column, word) for column, word in conditions)
    ]


def no_match(table: str, rows: Sequence[Row], conditions: Conditions, *, where: str) -> BadValue:
    """Say that no row matches, and which rows come near."""
    text = joined(
        "; ",
        (said("{column}={cell}", column=column.heading, cell=word) for column, word in conditions),
    )
    if not rows:
        headline = said("{table} has no rows to change", table=Table(table))
        return BadValue(headline, where=where, remedy=said("Add rows first."))
    hints = [
        _held(table, rows, column, word)
        for column, word in conditions
        if not matching(rows, ((column, word),))
    ]
    if not hints:
        hits = [sum(_holds(row, *one) for one in conditions) for row in rows]
        near = [number for number, hit in enumerate(hits) if hit == max(hits)]
        hints = [
            said("Nearest: {row}.", row=_words(table, number, rows[number], conditions))
            for number in near[:3]
        ]
    headline = said("no row of {table} has {text}", table=Table(table), text=text)
    return BadValue(headline, where=where, remedy=joined(" ", hints))


def _words(table: str, number: int, row: Row, conditions: Conditions) -> str:
    cells = (
        said("{column}={cell}", column=column.heading, cell=text_of(getattr(row, column.field)))
        for column, _ in conditions
    )
    named = joined("; ", cells)
    return said("{table} row {row} ({cells})", table=Table(table), row=number + 1, cells=named)


def _held(table: str, rows: Sequence[Row], column: Column, word: str) -> str:
    held = sorted({text_of(getattr(row, column.field)) or BLANK for row in rows})
    near = "" if column.kind in NUMBERS else nearest(word, held)
    told = said(
        "In {table}, {column} is {names}.",
        table=Table(table),
        column=column.heading,
        names=shortened(held),
    )
    return joined(" ", (*meant(near), told))


def text_of(cell: object) -> str:
    """Write a cell as a `where` text has it.

    Examples
    --------
    >>> text_of(0.05), text_of(None), text_of(("A", "B")), text_of(True)
    ('0.05', '', 'A; B', 'true')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return f"{cell:.12g}"
    if isinstance(cell, tuple):
        return "; ".join(str(part) for part in cell)
    return str(cell)


def _holds(row: Row, column: Column, word: str) -> bool:
    cell = getattr(row, column.field)
    if column.kind in NUMBERS and cell is not None and word:
        try:
            return bool(float(word) == cell)
        except ValueError:
            return False
    if column.kind == "list":
        return word in cell if word else not cell
    if column.kind == "yes or no":
        return text_of(cell) == word.casefold()
    return text_of(cell) == word
