"""One number for each region: from the rows of a series, with how it is known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from data.figure import Standing
from data.sheets.amounts import Mark
from data.sheets.scales import EXACT_CONTEXT
from plusn.own.located import Outcome
from plusn.own.quantity import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.codes import RegionKey
    from data.sheets.amounts import Amount
    from plusn.own.quantity import Quantity
    from plusn.own.series import Entry, Series


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Hold what a user's table says of one region.

    Parameters
    ----------
    key
        The region.
    low, high
        Ends in the unit shown; equal for a number, `None` where nothing is said.
    standing
        ``published`` for a given number, ``derived`` for the sum of several rows, ``estimated``
        for one given as about, ``bounded`` for a range, ``unknown`` for a mark of absence.
    rows
        Rows of the spreadsheet.
    cap
        What no unlisted part of the region exceeds.
    """

    key: RegionKey
    low: Decimal | None
    high: Decimal | None
    standing: Standing
    rows: tuple[int, ...]
    cap: Decimal | None = None

    @property
    def row(self) -> int | None:
        """Give the first row; `None` for what was counted from points."""
        return self.rows[0] if self.rows else None


def cells_of(series: Series, duplicates: str, *, dash_is_zero: bool) -> tuple[Cell, ...]:
    """Give one cell for each region of a series, sorted by (level, code).

    Parameters
    ----------
    series
        The numbers.
    duplicates
        ``sum``, ``first`` or ``last`` where a region has several rows; ``refuse`` where it has
        none such.
    dash_is_zero
        Whether the user has said that a dash means none.
    """
    rows: dict[RegionKey, list[Entry]] = {}
    for entry in series.entries:
        if entry.located.outcome is Outcome.PLACED and entry.located.key is not None:
            rows.setdefault(entry.located.key, []).append(entry)
    found = [
        _cell(key, kept_of(entries, duplicates), series.quantity, dash_is_zero=dash_is_zero)
        for key, entries in rows.items()
    ]
    return tuple(sorted(found, key=lambda cell: (cell.key.level.rank, cell.key.code)))


def kept_of(entries: Sequence[Entry], duplicates: str) -> list[Entry]:
    """Keep the rows that count for a region; a blank beside a number says nothing."""
    said = [entry for entry in entries if entry.amount.mark is not Mark.BLANK]
    if len(said) > 1 and duplicates in {"first", "last"}:
        return [said[0] if duplicates == "first" else said[-1]]
    if duplicates == "sum":
        return list(entries)  # a blank is a number that nobody knows: the sum is not known either
    return said or list(entries)[:1]


def _cell(
    key: RegionKey, entries: Sequence[Entry], quantity: Quantity, *, dash_is_zero: bool
) -> Cell:
    divisor = quantity.divisor
    ends = [_ends(entry.amount, quantity, dash_is_zero=dash_is_zero) for entry in entries]
    low = _total(low for low, _ in ends)
    high = _total(high for _, high in ends)
    if low is None and len(ends) > 1:
        # Counts from 0: what is known of some rows is the least of the sum.
        low = sum((low for low, _ in ends if low is not None), Decimal(0)) or None
    caps = [entry.cap.high for entry in entries if entry.cap and entry.cap.high is not None]
    return Cell(
        key=key,
        low=None if low is None else EXACT_CONTEXT.divide(low, divisor),
        high=None if high is None else EXACT_CONTEXT.divide(high, divisor),
        standing=_standing([entry.amount for entry in entries], low, high),
        rows=tuple(entry.row for entry in entries),
        cap=min(caps) / divisor if caps else None,
    )


def _ends(
    amount: Amount, quantity: Quantity, *, dash_is_zero: bool
) -> tuple[Decimal | None, Decimal | None]:
    if amount.mark is Mark.DASH and dash_is_zero:
        return Decimal(0), Decimal(0)
    low, high = amount.low, amount.high
    if amount.strict and quantity.kind is Kind.COUNT and quantity.factor == 1:
        # Whole things: fewer than 50 are at most 49, and more than 50 at least 51.
        low = low if low is None else low + 1
        high = high if high is None or not high else high - 1
    return low, high


def _total(ends: Iterable[Decimal | None]) -> Decimal | None:
    total = Decimal(0)
    for end in ends:
        if end is None:
            return None
        total = EXACT_CONTEXT.add(total, end)
    return total


def _standing(amounts: Sequence[Amount], low: Decimal | None, high: Decimal | None) -> Standing:
    if low is None and high is None:
        return Standing.UNKNOWN
    if low is None or high is None or low != high:
        return Standing.BOUNDED
    if any(amount.mark is Mark.ABOUT for amount in amounts):
        return Standing.ESTIMATED
    return Standing.PUBLISHED if len(amounts) == 1 else Standing.DERIVED
