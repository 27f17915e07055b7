"""What goes between a reading process and us: JSON, believed only as far as it can be checked."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

from data import errors
from data.book import Area, Book, Sheet
from data.errors import InputProblem, Problems
from data.phrase import Told, from_plain, quoted, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from data.book import Scalar
    from data.uploads.limits import Limits

SCALARS = {str, int, float, bool, type(None)}
KINDS: dict[str, type[InputProblem]] = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, InputProblem)
}
MOST_REMARKS = 2_000
LONGEST_TEXT = 10_000
DEEPEST = 8
# A template may name its values and how their numbers are written; never what hangs on them.
TEMPLATE = re.compile(r"(?:[^{}]|\{\{|\}\}|\{[a-z_0-9]+(?:![rs])?(?::[,.%a-z0-9]{0,4})?\})*")


class Garbled(ValueError):
    """What a reading process said is not what one says."""


def write_line(message: Mapping[str, object]) -> bytes:
    r"""Write a message as one line of strict JSON.

    Examples
    --------
    >>> write_line({"rows": [[1, "一"]]})
    b'{"rows":[[1,"\xe4\xb8\x80"]]}\n'
    """
    text = json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace") + b"\n"


def read_line(line: bytes) -> dict[str, Any]:
    """Read a message.

    Raises
    ------
    Garbled
        It is not an object of strict JSON.
    """
    try:
        message = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError) as problem:
        raise Garbled("not JSON") from problem
    if not isinstance(message, dict):
        raise Garbled("no object")
    return message


def _refuse(word: str) -> None:
    raise ValueError(word)


def pack_book(book: Book) -> dict[str, object]:
    """Give what was read as plain JSON values."""
    return {
        "kind": book.kind,
        "sheets": [_pack_sheet(sheet) for sheet in book.sheets],
        "encoding": book.encoding,
        "encodings": list(book.encodings),
        "delimiter": book.delimiter,
        "geometry": book.geometry,
        "crs": book.crs,
        "remarks": [to_plain(remark) for remark in book.remarks],
    }


def _pack_sheet(sheet: Sheet) -> dict[str, object]:
    return {
        "name": sheet.name,
        "rows": sheet.rows,
        "hidden": sheet.hidden,
        "merged": [[one.top, one.left, one.bottom, one.right] for one in sheet.merged],
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "indents": [[*cell, steps] for cell, steps in sheet.indents.items()],
        "percents": sorted(sheet.percents),
        "formulas": sorted(sheet.formulas),
    }


def unpack_book(told: Mapping[str, Any], *, name: str, digest: str, size: int,
                limits: Limits) -> Book:  # fmt: skip
    """Build a book of what a reading process said, checking all of it again.

    Raises
    ------
    Garbled
        It is no book, or one above the limits.
    """
    try:
        sheets = tuple(_unpack_sheet(one, limits) for one in told["sheets"])
        _require(0 < len(sheets) <= limits.members)
        _require(sum(len(one.rows) * len(one.rows[0]) for one in sheets if one.rows)
                 <= limits.cells)  # fmt: skip
        remarks = told["remarks"]
        _require(len(remarks) <= MOST_REMARKS)
        return Book(
            name=name,
            kind=_text(told["kind"]),
            digest=digest,
            size=size,
            sheets=sheets,
            encoding=_text(told["encoding"]),
            encodings=tuple(_text(one) for one in told["encodings"]),
            delimiter=_text(told["delimiter"]),
            geometry=_text(told["geometry"]),
            crs=_text(told["crs"]),
            remarks=tuple(unpack_text(one) for one in remarks),
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as problem:
        raise Garbled("no book") from problem


def _unpack_sheet(told: Mapping[str, Any], limits: Limits) -> Sheet:
    rows = _rows(told["rows"], limits)
    return Sheet(
        name=_text(told["name"]),
        rows=rows,
        hidden=told["hidden"] is True,
        merged=tuple(Area(*_numbers(one, 4)) for one in told["merged"]),
        hidden_rows=frozenset(_numbers(told["hidden_rows"])),
        hidden_columns=frozenset(_numbers(told["hidden_columns"])),
        indents={(row, column): steps for row, column, steps in _tuples(told["indents"], 3)},
        percents=frozenset(_pairs(told["percents"])),
        formulas=tuple(_pairs(told["formulas"])),
    )


def _rows(told: list[list[Scalar]], limits: Limits) -> tuple[tuple[Scalar, ...], ...]:
    """Take rows over that are of one length and hold scalars, finite ones."""
    _require(len(told) <= limits.rows)
    width = len(told[0]) if told else 0
    _require(width <= limits.columns)
    for row in told:
        kinds = set(map(type, row))
        _require(type(row) is list and len(row) == width and kinds <= SCALARS)
        if float in kinds:
            _require(all(math.isfinite(cell) for cell in row if type(cell) is float))
    return tuple(map(tuple, told))


def _require(held: bool) -> None:  # noqa: FBT001 - what holds
    if not held:
        raise Garbled("out of bounds")


def _text(told: object) -> str:
    if not isinstance(told, str) or len(told) > LONGEST_TEXT:
        raise Garbled("no text")
    return told


def _numbers(told: Iterable[object], count: int | None = None) -> list[int]:
    numbers = [one for one in told if type(one) is int and one >= 0]
    _require(count is None or len(numbers) == count)
    return numbers


def _tuples(told: Iterable[Iterable[object]], count: int) -> list[tuple[int, ...]]:
    return [tuple(_numbers(one, count)) for one in told]


def _pairs(told: Iterable[Iterable[object]]) -> list[tuple[int, int]]:
    return [(row, column) for row, column in _tuples(told, 2)]


def unpack_text(told: object) -> Told:
    """Build a sentence of what a reading process said, whose template can do no harm.

    Raises
    ------
    Garbled
        It is no sentence, or its template reaches for more than its values.

    Examples
    --------
    >>> unpack_text({"$said": "{n:,} rows", "values": {"n": 1200}})
    '1,200 rows'
    >>> unpack_text({"$said": "{n.__class__}", "values": {"n": 1}})
    Traceback (most recent call last):
    data.uploads.wire.Garbled: a template that is none of ours
    """
    _check_text(told, 0)
    try:
        text = from_plain(told)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as problem:
        raise Garbled("no sentence") from problem
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise Garbled("no sentence")
    return text if isinstance(text, Told) else quoted(text)


def _check_text(told: object, depth: int) -> None:
    _require(depth < DEEPEST)
    if isinstance(told, str):
        _require(len(told) <= LONGEST_TEXT)
    elif isinstance(told, dict):
        template = told.get("$said", "")
        if not isinstance(template, str) or not TEMPLATE.fullmatch(template):
            raise Garbled("a template that is none of ours")
        for one in (*told.get("values", {}).values(), *told.get("parts", ())):
            _check_text(one, depth + 1)


def pack_problem(problem: InputProblem) -> dict[str, object]:
    """Tell a problem in plain JSON values."""
    return {
        "type": type(problem).__name__,
        "headline": to_plain(problem.headline),
        "where": to_plain(problem.where),
        "remedy": to_plain(problem.remedy),
        "problems": [
            pack_problem(one)
            for one in getattr(problem, "problems", ())[:MOST_REMARKS]
            if isinstance(one, InputProblem)
        ],
    }


def unpack_problem(told: Mapping[str, Any], *, name: str, depth: int = 0) -> InputProblem:
    """Build a problem anew, of its own class.

    Raises
    ------
    Garbled
        It is no problem of an input.

    Examples
    --------
    >>> told = pack_problem(errors.BadValue("a is negative", where="row 7"))
    >>> str(unpack_problem(told, name="a.csv"))
    'a is negative (row 7).'
    """
    try:
        kind = KINDS[told["type"]]
        if issubclass(kind, Problems):
            _require(depth < DEEPEST)
            inner = [unpack_problem(one, name=name, depth=depth + 1) for one in told["problems"]]
            return Problems(inner, what=name)
        headline, where, remedy = (
            unpack_text(told[part]) if told[part] else ""
            for part in ("headline", "where", "remedy")
        )
    except (KeyError, TypeError, AttributeError) as problem:
        raise Garbled("no problem") from problem
    return kind(headline, where=where, remedy=remedy)
