"""What a table says: known cells, ranges, limits for the unlisted, sums of groups.

The geography itself (parts add up to their whole, nothing is negative, counts are whole numbers)
is not a statement: it always holds (`geo.bounds.hierarchy`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from data.errors import BadValue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.codes import RegionKey

LARGEST = 10**400
"""Whole numbers of any size are exact: this is above every double in units of its last digit."""


class Kind(StrEnum):
    """The sort of a statement."""

    KNOWN = "known"
    RANGE = "range"
    CAP = "cap"
    GROUP = "group"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Say that a count lies in `[low, high]`, whole numbers, ends included.

    Numbers with decimals are counted in units of their last digit (`geo.bounds.scaled`).

    Parameters
    ----------
    kind
        ``known`` and ``range`` speak of one unit; ``cap`` of each of `keys` alone; ``group`` of
        the sum of `keys`.
    keys
        The units spoken of.
    low, high
        Ends of the interval, counts; `high` is `None` where nothing limits it.
    premises
        Names of `geo.bounds.premises.Premises` fields that must all be on for it to hold; empty
        for what is certain.
    listed
        ``cap`` only: the listed units, of which `cap_unit` is the smallest.
    cap_unit
        ``cap`` only: the unit whose count is the limit; `None` where the limit is a bare number.
    row
        Row of the user's table, the header being row 1.
    sources
        Ids of `data.source.Source`.

    Raises
    ------
    BadValue
        The interval is empty, or an end is not a whole number from 0 to `LARGEST`.
    """

    kind: Kind
    keys: tuple[RegionKey, ...]
    low: int = 0
    high: int | None = None
    premises: frozenset[str] = frozenset()
    listed: tuple[RegionKey, ...] = ()
    cap_unit: RegionKey | None = None
    row: int | None = None
    sources: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        ends = [self.low] if self.high is None else [self.low, self.high]
        where = f"row {self.row}" if self.row else ""
        if any(type(end) is not int or not 0 <= end <= LARGEST for end in ends):
            raise BadValue(
                f"{' and '.join(map(str, ends))}: a count is out of range",
                where=where,
                remedy="Use whole numbers from 0 up.",
            )
        if ends != sorted(ends):
            raise BadValue(
                f"low {self.low:,} is above high {self.high:,}",
                where=where,
                remedy="Give low ≤ high.",
            )

    @property
    def order(self) -> tuple[object, ...]:
        """Give a sort key that does not depend on the order in which statements are given."""
        ends = (self.low, LARGEST + 1 if self.high is None else self.high)
        levels = tuple((key.level.rank, key.code) for key in self.keys)
        return (levels, str(self.kind), ends, sorted(self.premises), self.row or 0, self.sources)


def known(
    key: RegionKey, value: int, *, row: int | None = None, sources: tuple[str, ...] = ()
) -> Statement:
    """State that a unit has a published count.

    Examples
    --------
    >>> from data.codes import Level, RegionKey
    >>> known(RegionKey(Level.PROVINCE, "440000"), 30971).low
    30971
    """
    return Statement(kind=Kind.KNOWN, keys=(key,), low=value, high=value, row=row, sources=sources)


def between(
    key: RegionKey,
    low: int | None,
    high: int | None,
    *,
    row: int | None = None,
    sources: tuple[str, ...] = (),
) -> Statement:
    """State that a unit's count lies in a range; `None` leaves an end open."""
    return Statement(
        kind=Kind.RANGE, keys=(key,), low=low or 0, high=high, row=row, sources=sources
    )


def group(
    keys: Iterable[RegionKey],
    low: int | None,
    high: int | None,
    *,
    row: int | None = None,
    sources: tuple[str, ...] = (),
) -> Statement:
    """State that the counts of several units add up to something in a range."""
    return Statement(
        kind=Kind.GROUP,
        keys=tuple(sorted(set(keys), key=lambda key: (key.level.rank, key.code))),
        low=low or 0,
        high=high,
        row=row,
        sources=sources,
    )
