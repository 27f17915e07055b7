"""The numbers of a sheet by column, sector and year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.sheets.amounts import Amount, Mark
from data.sheets.table import Role
from plusn.own.quantity import Kind, Quantity, quantity_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.sheets.table import Column, Line, Understood
    from plusn.own.located import Located

ABSENT = Amount(Mark.BLANK, None, None, "")


@dataclass(frozen=True, order=True)
class SeriesKey:
    """Name one series: the heading of its column, its sector and its year; blank where not said."""

    column: str = ""
    sector: str = ""
    year: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """Hold one number of a series.

    Parameters
    ----------
    located
        The row, and where it lies.
    amount
        What the row says, in plain units.
    cap
        What no unlisted part of the region exceeds, where the row says it.
    """

    located: Located
    amount: Amount
    cap: Amount | None = None

    @property
    def row(self) -> int:
        """Give the row of the spreadsheet."""
        return self.located.line.number


@dataclass(frozen=True, kw_only=True)
class Series:
    """Hold one series: its name, what it counts, and an entry for every row that belongs to it."""

    key: SeriesKey
    quantity: Quantity
    entries: tuple[Entry, ...]


def series_of(understood: Understood, located: Sequence[Located]) -> tuple[Series, ...]:
    """Split a sheet into its series, in the order in which they first stand."""
    found: dict[SeriesKey, list[Entry]] = {}
    quantities: dict[SeriesKey, Quantity] = {}
    columns = _value_columns(understood)
    alone = len(columns) == 1
    names: dict[tuple[int, str, str], SeriesKey] = {}
    for row in located:
        sector = _text(understood, Role.SECTOR, row.line)
        year = _text(understood, Role.YEAR, row.line)
        for column in columns:
            name = (column.index, sector, year)
            if name not in names:
                names[name] = _key(understood, column, sector, year, alone=alone)
                found.setdefault(names[name], [])
                quantities.setdefault(names[name], quantity_of(column, understood.unit))
            amount, cap = _numbers(understood, column, row.line)
            found[names[name]].append(Entry(located=row, amount=amount, cap=cap))
    return tuple(
        Series(key=key, quantity=_signed(quantities[key], entries), entries=tuple(entries))
        for key, entries in found.items()
    )


def _signed(quantity: Quantity, entries: Sequence[Entry]) -> Quantity:
    """Take numbers of both signs, such as balances, as such that no sum bounds."""
    ends = (end for entry in entries for end in (entry.amount.low, entry.amount.high))
    below = any(end is not None and end < 0 for end in ends)
    return replace(quantity, kind=Kind.RATE) if below else quantity


def _value_columns(understood: Understood) -> tuple[Column, ...]:
    """List the columns of values; a table of ranges only has its lower ends."""
    for role, most in ((Role.VALUE, None), (Role.LOW, 1), (Role.HIGH, 1)):
        columns = [column for column in understood.of_role(role) if column.beside < 0]
        if columns:
            return tuple(columns[:most])
    return ()


def _key(
    understood: Understood, column: Column, sector: str, year: str, *, alone: bool
) -> SeriesKey:
    """Name the series of a cell; a column that names a sector or a year needs no other name."""
    named = alone or column.sector or column.year
    return SeriesKey(
        column="" if named else column.name,
        sector=column.sector or sector,
        year=column.year or year or understood.year,
    )


def _text(understood: Understood, role: Role, line: Line) -> str:
    for column in understood.of_role(role):
        if text := line.cells.get(column.index, "").strip():
            return text
    return ""


def _numbers(understood: Understood, column: Column, line: Line) -> tuple[Amount, Amount | None]:
    """Give what a row says of its region, from the value or from the two ends."""
    amount = line.amounts.get(column.index, ABSENT)
    if column.role is Role.VALUE and amount.mark is not Mark.BLANK:
        return amount, _first(understood, Role.CAP, line)
    low, high = (_first(understood, role, line) for role in (Role.LOW, Role.HIGH))
    if low or high:
        ends = (low, high)
        text = "–".join(end.text for end in ends if end)
        least, most = low.low if low else None, high.high if high else None
        amount = Amount(Mark.RANGE, least, most, text)
    return amount, _first(understood, Role.CAP, line)


def _first(understood: Understood, role: Role, line: Line) -> Amount | None:
    for column in understood.of_role(role):
        amount = line.amounts.get(column.index)
        if amount is not None and (amount.low is not None or amount.high is not None):
            return amount
    return None
