"""JSON as it is defined: no NaN, no key twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from data.cases.book import Book, at_row
from data.cases.plain import fill, text_of
from data.errors import UnreadableFile
from data.phrase import said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.cases.book import Cell

LONGEST_WHOLE = 40  # digits


def read_json(raw: bytes, *, name: str) -> Book:
    """Read tables from JSON bytes.

    Raises
    ------
    UnreadableFile
        It is not strict JSON, or a mapping has a key twice.
    TooLarge
        It has more than `LARGEST_FILE` bytes.

    Examples
    --------
    >>> read_json(b'{"products": [{"id": "phone"}]}', name="a.json").tables
    {'products': [{'id': 'phone'}]}
    """
    text = text_of(raw, name)
    try:
        top = json.loads(
            text, parse_constant=_refuse, parse_int=_whole, object_pairs_hook=_without_twins
        )
    except (ValueError, RecursionError) as problem:
        line = getattr(problem, "lineno", None)
        raise UnreadableFile(
            said(
                "{name} is not well-formed JSON: {problem}",
                name=name,
                problem=str(problem).split(":")[0],
            ),
            where=said("line {line}", line=line) if line else "",
            remedy=said('Write tables as {{"products": [{{"id": "phone"}}]}}.'),
        ) from problem
    return fill(Book(name), top, lambda table, row, _: at_row(table, row))


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not a number")


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_WHOLE:
        raise ValueError("a number is too long")
    return int(digits)


def _without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twin = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twin[:60]!r} stands twice")
    return found


def write_json(tables: Mapping[str, Sequence[Mapping[str, Cell]]]) -> bytes:
    r"""Write tables as JSON bytes, a row to a line.

    Examples
    --------
    >>> write_json({"products": [{"id": "手機"}]}).decode()
    '{\n"products": [\n {"id": "手機"}\n]\n}\n'
    """
    parts = [
        f"{_line(table)}: [\n" + ",\n".join(f" {_line(row)}" for row in rows) + "\n]"
        for table, rows in tables.items()
    ]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8")


def _line(thing: object) -> str:
    return json.dumps(thing, ensure_ascii=False, allow_nan=False, default=str)
