"""Cells of a table: what each column may hold, in words, and how plain values become typed."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Any

from data.errors import BadValue
from data.phrase import Heading, joined, said
from network.case.tables import TABLES

if TYPE_CHECKING:
    from network.case.rows import Row

MOST = 1e15
NUMBERS = frozenset({"number", "whole"})
# What a pattern of network/case means to somebody who fills in a cell.
PATTERNS = {
    r"^[^\s;=*][^;=]*$": said("a name without ; and =, not beginning with *"),
    r"^(\*|[^\s;=*][^;=]*)$": said("a name without ; and =, or * for all"),
    r"^[A-Z]{3}$": said("three capital letters"),
    r"^([A-Z]{3})?$": said("three capital letters"),
    r"^[0-9.]*$": said("digits and dots"),
}
SEPARATED = re.compile(r"^-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$")
ISO_DAY = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]00:00(:00(\.0+)?)?)?$")


@dataclass(frozen=True, kw_only=True)
class Column:
    """Describe what a column may hold.

    Parameters
    ----------
    table
        That it belongs to.
    name, field
        Name in a sheet and in Python; they differ for ``from``.
    kind
        ``number``, ``whole``, ``text``, ``yes or no``, ``day``, ``choice``, ``list`` or ``any``.
    limits
        Of the JSON schema: minimum, maximum, exclusiveMinimum, pattern, enum, …
    """

    table: str
    name: str
    field: str
    kind: str
    required: bool
    limits: dict[str, Any]

    @property
    def heading(self) -> Heading:
        """Give the name in a sheet, as a page puts it into words."""
        return Heading.of(self.table, self.name)

    @property
    def allowed(self) -> str:
        """Say what a cell may hold, e.g. ``a number from 0 to 1``."""
        if self.kind in NUMBERS:
            noun = said("a number") if self.kind == "number" else said("a whole number")
            return _between(noun, self.limits)
        if self.kind == "choice":
            return said("one of: {choices}", choices=joined(", ", self.limits["enum"]))
        return {
            "text": _text_of(self.limits),
            "list": said("names with ; between them"),
            "day": said("a date such as 2025-04-01"),
            "yes or no": said("true or false"),
            "any": said("a number, a word, true or false"),
        }[self.kind]


def _between(noun: str, limits: dict[str, Any]) -> str:
    low, high = limits.get("minimum"), limits.get("maximum", MOST)
    above, below = limits.get("exclusiveMinimum"), limits.get("exclusiveMaximum")
    if above is not None and high < MOST:
        return said("{noun} above {low:g}, up to {high:g}", noun=noun, low=above, high=high)
    if above is not None:
        return said("{noun} above {low:g}", noun=noun, low=above)
    if low is None or low <= -MOST:
        return noun
    if below is not None:
        return said("{noun} from {low:g}, below {high:g}", noun=noun, low=low, high=below)
    if high < MOST:
        return said("{noun} from {low:g} to {high:g}", noun=noun, low=low, high=high)
    return said("{noun} of {low:g} or more", noun=noun, low=low)


def _text_of(limits: dict[str, Any]) -> str:
    longest = limits.get("maxLength")
    words = PATTERNS.get(limits.get("pattern", ""), said("text"))
    if not longest:
        return words
    return said("{words}, at most {longest} letters", words=words, longest=longest)


@cache
def columns_of(model: type[Row]) -> dict[str, Column]:
    """Give the columns of a table by the name in a sheet, in order.

    Examples
    --------
    >>> from network.case.trade import Lane
    >>> columns_of(Lane)["days"].allowed
    'a number of 0 or more'
    """
    schema = model.model_json_schema()
    fields = {field.alias or name: name for name, field in model.model_fields.items()}
    found = {}
    table = next((name for name, one in TABLES.items() if one is model), "")
    told_last = ("provenance", "source")
    for name in sorted(schema["properties"], key=lambda name: name in told_last):
        described = schema["properties"][name]
        limits = _limits(described)
        found[name] = Column(
            table=table,
            name=name,
            field=fields[name],
            kind=_kind(described, limits),
            required=name in schema.get("required", ()),
            limits=limits,
        )
    return found


def _limits(described: dict[str, Any]) -> dict[str, Any]:
    """Take the part that is not blank of ``x | None`` and ``x | ""``."""
    parts = [
        part
        for part in described.get("anyOf", [described])
        if part.get("type") != "null" and part.get("const") != ""
    ]
    return dict(parts[0]) if len(parts) == 1 else {}


def _kind(described: dict[str, Any], limits: dict[str, Any]) -> str:
    if not limits and "anyOf" in described:
        return "any"
    if "enum" in limits:
        return "choice"
    if limits.get("format") == "date":
        return "day"
    return {
        "number": "number",
        "integer": "whole",
        "boolean": "yes or no",
        "array": "list",
        "string": "text",
    }[limits["type"]]


def is_blank(cell: object) -> bool:
    """Tell whether a cell holds nothing: absent, or text of spaces only."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def refused(column: Column, given: object, *, where: str, hint: str = "") -> BadValue:
    """Say that a cell cannot hold a value, or lacks one, and what it may hold."""
    allowed = said("Give {allowed}.", allowed=column.allowed)
    if given is None:
        headline = said("{column} is blank", column=column.heading)
        return BadValue(headline, where=where, remedy=allowed)
    if isinstance(given, float) and MOST < abs(given) < math.inf:
        hint = said("No number may be above {most:g}.", most=MOST)
    shown = repr(given) if not isinstance(given, date) else given.isoformat()
    shown = f"{shown[:57]}…" if len(shown) > 60 else shown  # noqa: PLR2004 - a line of a message
    headline = said("{column} cannot be {shown}", column=column.heading, shown=shown)
    return BadValue(headline, where=where, remedy=joined(" ", filter(None, (allowed, hint))))


def plain(column: Column, given: Any, *, where: str) -> Any:  # noqa: ANN401 - a cell
    """Turn a cell into what its column holds; limits are the table's to check.

    Numbers may come as text, as CSV has them, but without separators; dates as ISO text or as a
    spreadsheet's midnight. Yes or no is no number, and a number is a name only if it is whole.

    Raises
    ------
    BadValue
        The cell holds something of another kind.

    Examples
    --------
    >>> from network.case.trade import Lane
    >>> plain(columns_of(Lane)["days"], " 4.5 ", where="")
    4.5
    """
    if isinstance(given, str):
        given = given.strip()
    if column.kind in NUMBERS:
        return _number(column, given, where)
    if column.kind in {"text", "choice"}:
        return _word(column, given, where)
    if column.kind == "day":
        return _day(column, given, where)
    if column.kind == "yes or no":
        return _yes(column, given, where)
    return given


def _number(column: Column, given: object, where: str) -> object:
    if isinstance(given, bool):
        raise refused(column, given, where=where, hint=said("Yes or no is not a number."))
    if isinstance(given, str):
        try:
            return float(given) if "_" not in given else float("_")
        except ValueError:
            raise refused(column, given, where=where, hint=_mend(given)) from None
    if not isinstance(given, int | float):
        raise refused(column, given, where=where)
    return given


def _mend(given: str) -> str:
    if SEPARATED.match(given):
        digits = given.replace(",", "")
        return said("Leave out the thousands separators: {digits}.", digits=digits)
    if given.endswith("%"):
        return said("Write a share, not per cent: 5 % is 0.05.")
    return said("Leave the cell blank where there is no number.")


def _word(column: Column, given: object, where: str) -> object:
    if isinstance(given, str):
        return given
    if isinstance(given, bool):
        hint = said("Put the word in quotes: bare it reads as yes or no.")
        raise refused(column, given, where=where, hint=hint)
    if isinstance(given, int) or (isinstance(given, float) and given.is_integer()):
        digits = str(int(given))
        # Tariff headings have an even number of digits: an odd one has lost its leading zero.
        if not (column.name.startswith("hts") and len(digits) % 2):
            return digits
    raise refused(column, given, where=where, hint=said("Format the cell as text."))


def _day(column: Column, given: object, where: str) -> object:
    if isinstance(given, datetime):
        if given.time() == time(0):
            return given.date()
    elif isinstance(given, date):
        return given
    elif isinstance(given, str) and ISO_DAY.match(given):
        try:
            return date.fromisoformat(given[:10])
        except ValueError:
            raise refused(column, given, where=where, hint=said("There is no such day.")) from None
    raise refused(column, given, where=where)


def _yes(column: Column, given: object, where: str) -> object:
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if isinstance(given, bool):
        return given
    answer = words.get(str(given).casefold().removesuffix(".0"))
    if answer is None:
        raise refused(column, given, where=where)
    return answer
