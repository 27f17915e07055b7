"""Numbers and days as the parts of a workbook write them."""

from __future__ import annotations

import math
import re

WHOLE = re.compile(r"-?[0-9]{1,300}", re.ASCII)
NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?", re.ASCII)
MIDNIGHT = re.compile(r"T00:00(:00(\.0*)?)?Z?$", re.ASCII)
NO_SECONDS = re.compile(r"(:[0-9]{2})\.0+Z?$", re.ASCII)
NO_DAY = re.compile(r"(1899-12-3[01]|1904-01-01)T", re.ASCII)
MOST_EXACT = 2.0**53


def number_of(text: str) -> int | float | None:
    """Read a number: whole ones as `int`, others with their bits; `None` where it is none.

    Examples
    --------
    >>> number_of("30971"), number_of("0.1"), number_of("1E3"), number_of("1e999"), number_of("x")
    (30971, 0.1, 1000.0, None, None)
    >>> number_of("-0"), number_of("-7")
    (-0.0, -7)
    """
    if WHOLE.fullmatch(text):
        return int(text) if text.strip("-0") or not text.startswith("-") else -0.0
    if not NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def whole_or_float(value: float) -> int | float:
    """Give a whole number, of those that a double tells apart, as `int`; minus zero stays.

    Examples
    --------
    >>> whole_or_float(5.0), whole_or_float(0.5), whole_or_float(-0.0), whole_or_float(1e300)
    (5, 0.5, -0.0, 1e+300)
    """
    exact = value.is_integer() and abs(value) < MOST_EXACT
    return int(value) if exact and (value or math.copysign(1.0, value) > 0) else value


def read_iso(text: str) -> str:
    """Shorten ISO text: a day without its midnight, a time without a day.

    Examples
    --------
    >>> read_iso("2024-03-01T00:00:00.000"), read_iso("1899-12-31T08:30:00.000")
    ('2024-03-01', '08:30:00')
    """
    text = NO_SECONDS.sub(r"\1", text.strip())
    if NO_DAY.match(text):
        return NO_DAY.sub("", text)
    return MIDNIGHT.sub("", text)
