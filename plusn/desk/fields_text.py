"""What people type, as values of cells, and values as people read them.

``1,234``, full-width digits, ``5.5 %`` in a column of percentages, spaces and the punctuation of
Chinese are understood. What can be read in two ways, as ``1.234,5``, is refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from network.case.cells import MOST

if TYPE_CHECKING:
    from data.errors import PlusNError
    from plusn.desk.fields import Field

GROUPED = re.compile(r"^[+-]?[1-9][0-9]{0,2}([,' ])[0-9]{3}(\1[0-9]{3})*(\.[0-9]+)?$")
PLAIN = re.compile(r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$")
DIGITS = re.compile(r"^[+-]?[0-9][0-9.,' ]*$")
DAY = re.compile(r"^([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?$")
BETWEEN = re.compile(r"[;；、,，\n]")
MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-", "。": ".", "、": ",", "’": "'"})
SHARE = "share"
TRUE = frozenset({"true", "yes", "y", "1", "是", "對", "对", "✓", "√"})
FALSE = frozenset({"false", "no", "n", "0", "否", "不", "✗", "×"})


@dataclass(frozen=True, kw_only=True)
class Why:
    """Say why a cell was refused.

    Parameters
    ----------
    code
        ``blank``, ``number``, ``ambiguous``, ``percent``, ``range``, ``whole``, ``choice``,
        ``unknown``, ``twice``, ``day``, ``yes``, ``letters``, ``long``, ``fixed`` or ``case``.
    column
        Beside which it stands; blank for the whole row.
    text
        What was typed.
    other
        Number of the row that has the same key already, from 0; of ``twice``.
    problem
        What the case says; of ``case``.
    """

    code: str
    column: str = ""
    text: str = ""
    other: int = -1
    problem: PlusNError | None = None


def understood(field: Field, text: str) -> tuple[Any, Why | None]:
    """Give the value that was meant, None for a blank cell; or why there is none.

    Examples
    --------
    >>> from plusn.desk.fields import fields_of
    >>> understood(fields_of("duties")["rate"], "５．５ %")
    (0.055, None)
    >>> understood(fields_of("lanes")["days"], "1.234,5")[1].code
    'ambiguous'
    """
    bare = text.strip()
    if not bare:
        return None, Why(code="blank", column=field.name) if field.column.required else None
    if field.kind in {"number", "percent", "whole"}:
        value, code = _number(field, bare)
    elif field.kind == "day":
        value, code = _day(bare)
    elif field.kind == "yes or no":
        value, code = _yes(bare)
    elif field.kind == "choice":
        value, code = _choice(field, bare)
    elif field.kind == "many":
        value, code = _names(field, bare)
    else:
        value, code = _words(field, bare)
    return value, Why(code=code, column=field.name, text=text) if code else None


def shown(field: Field, value: Any) -> str:  # noqa: ANN401 - a cell
    """Write a value as it is typed; `understood` gives it back.

    Examples
    --------
    >>> from plusn.desk.fields import fields_of
    >>> shown(fields_of("duties")["rate"], 0.055), shown(fields_of("lanes")["days"], 12000.5)
    ('5.5', '12,000.5')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return "; ".join(str(part) for part in value)
    if isinstance(value, date):
        return value.isoformat()
    if field.kind in {"number", "percent", "whole"}:
        return _digits(value, field)
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _digits(value: Any, field: Field) -> str:  # noqa: ANN401 - a number of any kind
    if isinstance(value, str):
        return value
    exact = Decimal(repr(value)) * (100 if field.kind == "percent" else 1)
    written = f"{exact:,f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    # A column of percentages says so in its head; elsewhere the cell has to.
    return (
        f"{written} %" if field.kind == "percent" and not field.unit.startswith(SHARE) else written
    )


def _number(field: Field, text: str) -> tuple[Any, str]:
    bare = unicodedata.normalize("NFKC", text).translate(MINUS).strip()
    percent = bare.endswith("%")
    bare = bare.removesuffix("%").strip()
    if percent and field.kind != "percent":
        return None, "percent"
    bare = re.sub(r"^([+-])\s+", r"\1", bare)
    if GROUPED.match(bare):
        bare = re.sub("[,' ]", "", bare)
    if not PLAIN.match(bare):
        return None, "ambiguous" if DIGITS.match(bare) else "number"
    try:
        exact = Decimal(bare) / (100 if field.kind == "percent" else 1)
    except InvalidOperation:
        return None, "number"
    if field.kind == "whole" and exact != exact.to_integral_value():
        return None, "whole"
    if not _within(field.column.limits, exact):
        return None, "range"
    return (int(exact) if field.kind == "whole" else float(exact)), ""


def _within(limits: dict[str, Any], value: Decimal) -> bool:
    return (
        abs(value) <= Decimal(MOST)
        and value >= Decimal(limits.get("minimum", -MOST))
        and value <= Decimal(limits.get("maximum", MOST))
        and not ("exclusiveMinimum" in limits and float(value) <= limits["exclusiveMinimum"])
        and not ("exclusiveMaximum" in limits and float(value) >= limits["exclusiveMaximum"])
    )


def _day(text: str) -> tuple[Any, str]:
    found = DAY.match(unicodedata.normalize("NFKC", text).translate(MINUS))
    if not found:
        return None, "day"
    try:
        return date(*(int(part) for part in found.groups())), ""
    except ValueError:
        return None, "day"


def _yes(text: str) -> tuple[Any, str]:
    folded = text.casefold()
    if folded in TRUE | FALSE:
        return folded in TRUE, ""
    return None, "yes"


def _choice(field: Field, text: str) -> tuple[Any, str]:
    folded = {str(word).casefold(): word for word in field.column.limits["enum"]}
    word = folded.get(text.casefold())
    return word, "" if word is not None else "choice"


def _names(field: Field, text: str) -> tuple[Any, str]:
    names = tuple(part.strip() for part in BETWEEN.split(text) if part.strip())
    rule = field.column.limits["items"]
    wrong = [name for name in names if _misspelt(rule, name)]
    return names, "letters" if wrong else ""


def _words(field: Field, text: str) -> tuple[Any, str]:
    limits = field.column.limits
    if len(text) > limits.get("maxLength", 400):
        return None, "long"
    return text, "letters" if _misspelt(limits, text) else ""


def _misspelt(limits: dict[str, Any], text: str) -> bool:
    pattern = limits.get("pattern")
    return bool(pattern and not re.search(pattern, text)) or any(
        unicodedata.category(letter) in {"Cc", "Cs"} for letter in text
    )
