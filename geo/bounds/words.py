"""Statements in English words, for messages (pages take their words from the catalogues)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.bounds.scaled import unscaled
from geo.bounds.statements import Kind

if TYPE_CHECKING:
    from data.codes import RegionKey
    from geo.bounds.scaled import Number
    from geo.bounds.statements import Statement
    from geo.region import Regions


def name_of(key: RegionKey, regions: Regions) -> str:
    """Give a region's English name, or its Simplified one where it has no other."""
    region = regions.get(*key)
    return region.name_en or region.name_zh_hans


def interval_words(low: Number, high: Number | None) -> str:
    """Write an interval.

    Examples
    --------
    >>> interval_words(0, 5300), interval_words(7, None), interval_words(7, 7)
    ('0–5,300', 'at least 7', '7')
    """
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def statement_words(row: Statement, regions: Regions, scale: int = 1) -> str:
    """Write one statement, with its row where it came from a table."""
    where = f"row {row.row}: " if row.row else ""
    high = None if row.high is None else unscaled(row.high, scale)
    interval = interval_words(unscaled(row.low, scale), high)
    if row.kind is Kind.CAP:
        source = f" ({name_of(row.cap_unit, regions)})" if row.cap_unit else ""
        what = f"none of {len(row.keys)} unlisted units exceeds {high:,}{source}"
        return where + what
    if row.kind is Kind.GROUP:
        names = ", ".join(name_of(key, regions) for key in row.keys)
        return f"{where}{names} together have {interval}"
    key = row.keys[0]
    return f"{where}{name_of(key, regions)} ({key.level} {key.code}) has {interval}"


def unit_words(number: int, noun: str) -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> unit_words(1, "place"), unit_words(26, "place")
    ('1 place', '26 places')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
