"""How a workbook shows a number: as a day, a time, a percentage, or as it is."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from enum import StrEnum

LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
BRACKETS = re.compile(r"\[[^\]]*\]")
GENERAL = re.compile(r"general|g/通用格式|standard", re.IGNORECASE)
LAST_DAY = 2_958_466  # serial after 9999-12-31
LEAP = 60  # the 29th of February 1900, which never was
SECONDS = 86_400


class Shown(StrEnum):
    """How a number is shown."""

    PLAIN = "plain"
    DAY = "day"
    TIME = "time"
    PERCENT = "percent"


# Formats that every spreadsheet knows by number; 27–36 and 50–58 are days in Chinese ones.
# Source: ECMA-376 part 1, §18.8.30.
_BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)), Shown.DAY),
    **dict.fromkeys((18, 19, 20, 21, *range(32, 36), 45, 47), Shown.TIME),
    **dict.fromkeys((9, 10), Shown.PERCENT),
}


def shown_as(number: int, code: str = "") -> Shown:
    """Tell how a format shows a number.

    Parameters
    ----------
    number
        Of the format.
    code
        The format where the workbook states it, else blank.

    Examples
    --------
    >>> [
    ...     shown_as(164, code).value
    ...     for code in ('yyyy"年"m"月"', "0.0%", "hh:mm", '0"天"', "[h]:mm")
    ... ]
    ['day', 'percent', 'time', 'plain', 'plain']
    """
    if not code:
        return _BUILT_IN.get(number, Shown.PLAIN)
    first = LITERAL.sub("", code).split(";")[0]
    if ELAPSED.search(first):
        return Shown.PLAIN
    letters = set(GENERAL.sub("", BRACKETS.sub("", first)).casefold())
    if "%" in letters:
        return Shown.PERCENT
    if letters & set("yd") or ("m" in letters and not letters & set("hs")):
        return Shown.DAY
    return Shown.TIME if letters & set("hs") else Shown.PLAIN


def iso_of(serial: float, *, shown: Shown, from_1904: bool = False) -> str | None:
    """Write the number of a day or time as ISO text, to the millisecond.

    Parameters
    ----------
    serial
        Days, in the workbook's calendar.
    shown
        How the number is shown.
    from_1904
        Whether the workbook counts from 1904.

    Returns
    -------
    str or None
        `None` where there is no such day.

    Examples
    --------
    >>> iso_of(45000, shown=Shown.DAY), iso_of(45000.5, shown=Shown.DAY)
    ('2023-03-15', '2023-03-15T12:00:00')
    >>> iso_of(0.75, shown=Shown.TIME), iso_of(59, shown=Shown.DAY), iso_of(60, shown=Shown.DAY)
    ('18:00:00', '1900-02-28', None)
    """
    if not 0 <= serial < LAST_DAY or (not from_1904 and LEAP <= serial < LEAP + 1):
        return None
    if serial < 1 and not from_1904 and shown is Shown.DAY:
        return None  # a spreadsheet shows "day 0"
    if serial < 1 and shown is Shown.TIME:
        return _moment(datetime(1900, 1, 1), serial).time().isoformat("auto")  # noqa: DTZ001
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - of no zone
    if not from_1904 and serial < LEAP:
        start += timedelta(days=1)
    try:
        moment = _moment(start, serial)
    except OverflowError:
        return None
    return iso_text(moment)


def iso_text(moment: datetime) -> str:
    """Write a moment as ISO text; one without a time of day as its day."""
    day = date(moment.year, moment.month, moment.day)
    return day.isoformat() if moment.time() == datetime.min.time() else moment.isoformat()


def _moment(start: datetime, serial: float) -> datetime:
    return start + timedelta(milliseconds=round(serial * SECONDS * 1000))
