"""YAML, without its surprises: NO is a text, 0101 keeps its zero, and nothing refers elsewhere."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

from data.cases.book import Book, at_row
from data.cases.plain import fill
from data.cases.yaml_tree import Mapped, read_tree
from data.phrase import Table, said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.cases.book import Cell

# Texts that need no quotes here nor in a reader of the older YAML, which takes NO for false.
BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_./]*([ -][A-Za-z0-9_./]+)*", re.ASCII)
NOT_BARE = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"])
UNSEEN = re.compile(r"[\x00-\x1f\"\\\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def read_yaml(raw: bytes, *, name: str) -> Book:
    """Read tables from YAML bytes; a row's place is its line.

    Numbers are those of JSON, ``true`` and ``false`` are the only truth values, and every other
    unquoted word is a text, so that a country code or a tariff heading stays as written.

    Raises
    ------
    UnreadableFile
        It is not YAML, or has anchors, aliases, tags, merged or repeated keys.
    TooLarge
        It has more than `LARGEST_FILE` bytes.

    Examples
    --------
    >>> book = read_yaml(b"territories: [{id: NO, hts: 0101, rate: 1e-1}]", name="a.yaml")
    >>> book.tables["territories"]
    [{'id': 'NO', 'hts': '0101', 'rate': 0.1}]
    """
    return fill(Book(name), read_tree(raw, name=name), _place)


def _place(table: str, number: int, row: object) -> str:
    if not isinstance(row, Mapped):
        return at_row(table, number)
    return said("{table} row {row}, line {line}", table=Table(table), row=number + 1, line=row.line)


def write_yaml(tables: Mapping[str, Sequence[Mapping[str, Cell]]]) -> bytes:
    r"""Write tables as YAML bytes, a row to a line, texts quoted where any reader needs it.

    Examples
    --------
    >>> rows = [{"id": "NO", "name": "Norway", "rate": 0.1}]
    >>> write_yaml({"territories": rows}).decode()
    'territories:\n- {id: "NO", name: Norway, rate: 0.1}\n'
    """
    lines: list[str] = []
    for table, rows in tables.items():
        lines.append(f"{_word(table)}:" if rows else f"{_word(table)}: []")
        lines += [f"- {_row(row)}" for row in rows]
    return "".join(f"{line}\n" for line in lines or ["{}"]).encode("utf-8")


def _row(row: Mapping[str, Cell]) -> str:
    return "{" + ", ".join(f"{_word(key)}: {_word(cell)}" for key, cell in row.items()) + "}"


def _word(cell: Cell) -> str:
    if isinstance(cell, (list, tuple)):
        return "[" + ", ".join(_word(item) for item in cell) + "]"
    if isinstance(cell, str):
        plain = BARE.fullmatch(cell) and cell.lower() not in NOT_BARE
        return cell if plain else f'"{UNSEEN.sub(_escape, cell)}"'
    if isinstance(cell, date):
        return cell.isoformat()
    return json.dumps(cell, allow_nan=False)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in '"\\':
        return f"\\{character}"
    return f"\\u{ord(character):04x}"
