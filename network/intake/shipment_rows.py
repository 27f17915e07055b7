"""Flat shipments, row by row: what can be used, what cannot and why, and that nothing is lost."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from data.errors import PlusNError, Problems, WrongColumns
from data.phrase import joined, said
from network.case.naming import unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NEEDED = ("date", "sku", "from", "to", "qty", "value")
COLUMNS = (*NEEDED, "family", "currency", "freight", "hs", "incoterm")
ID = re.compile(r"[^\s;=*][^;=]{0,59}")
HS = re.compile(r"[0-9.]{1,14}")
PLAIN = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,12})?", re.ASCII)
NOT_READ = said("not readable")
"""Stands for the value or the currency of a row in which it cannot be read."""
EXAMPLES = 5
# A value has at most 15 digits before the point and 30 after it: no sum of a file is rounded.
EXACT = Context(prec=60)
FINEST = -30


@dataclass(frozen=True, kw_only=True)
class Shipment:
    """Hold a row that can be used; value and freight in its currency, freight None if blank."""

    number: int
    day: date
    family: str
    from_: str
    to: str
    quantity: Decimal
    value: Decimal
    currency: str
    freight: Decimal | None = None
    hs: str = ""
    incoterm: str = ""


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """Hold how many rows were left out for a reason, what they were worth, and a few of them."""

    reason: str
    rows: int
    value: Mapping[str, Decimal]
    examples: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Account for every row: what was read is what was kept and what was dropped.

    Parameters
    ----------
    value_read, value_kept
        Sums by currency, to the last digit.
    """

    rows_read: int
    rows_kept: int
    value_read: Mapping[str, Decimal]
    value_kept: Mapping[str, Decimal]
    dropped: tuple[Dropped, ...]


@dataclass
class _Pile:
    rows: list[int] = field(default_factory=list)
    value: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def add(self, number: int, currency: str, value: Decimal) -> None:
        self.rows.append(number)
        self.value[currency] = EXACT.add(self.value[currency], value)


class _Cannot(Exception):
    """Say why a row is left out."""


def read_shipments(
    rows: Iterable[Mapping[str, Any]], *, currency: str, rates: Mapping[str, float]
) -> tuple[tuple[Shipment, ...], Tally]:
    """Read rows of shipments, and account for every one of them.

    A row with a cell that cannot be used is left out with the first reason found; no cell is
    guessed. Rows are counted from 1.

    Parameters
    ----------
    currency
        Stands for a blank currency where no row names one.
    rates
        Price of one unit of every other currency in `currency`.

    Raises
    ------
    Problems
        Columns that are unknown or missing.
    """
    plain = [{str(k).strip().lower(): cell for k, cell in row.items()} for row in rows]
    _check_columns(plain)
    named = any(_text(row.get("currency")) for row in plain)
    usable = {currency, *rates}
    kept: list[Shipment] = []
    read, whole = _Pile(), _Pile()
    piles: dict[str, _Pile] = defaultdict(_Pile)
    for number, row in enumerate(plain, 1):
        money = _text(row.get("currency")) or ("" if named else currency)
        worth = _decimal(row.get("value"))
        purse = (money or NOT_READ) if worth is not None else NOT_READ
        read.add(number, purse, worth or Decimal(0))
        try:
            shipment = _shipment(number, row, money, usable)
        except _Cannot as reason:
            piles[reason.args[0]].add(number, purse, worth or Decimal(0))
        else:
            kept.append(shipment)
            whole.add(number, purse, shipment.value)
    return tuple(kept), _tally(read, whole, piles)


def _tally(read: _Pile, kept: _Pile, piles: Mapping[str, _Pile]) -> Tally:
    by_size = sorted(piles.items(), key=lambda item: (-len(item[1].rows), item[0]))
    return Tally(
        rows_read=len(read.rows),
        rows_kept=len(kept.rows),
        value_read=dict(sorted(read.value.items())),
        value_kept=dict(sorted(kept.value.items())),
        dropped=tuple(
            Dropped(
                reason=reason,
                rows=len(pile.rows),
                value=dict(sorted(pile.value.items())),
                examples=tuple(pile.rows[:EXAMPLES]),
            )
            for reason, pile in by_size
        ),
    )


def _check_columns(rows: Sequence[Mapping[str, Any]]) -> None:
    there = Counter(column for row in rows for column in row if column)
    problems: list[PlusNError] = [
        unknown(said("column"), name, COLUMNS) for name in there if name not in COLUMNS
    ]
    problems += [
        WrongColumns(
            said("the column {name!r} is missing", name=name),
            remedy=said("Needed: {columns}.", columns=joined(", ", NEEDED)),
        )
        for name in NEEDED
        if rows and name not in there
    ]
    if problems:
        raise Problems(problems, what=said("the shipments"))


def _shipment(number: int, row: Mapping[str, Any], money: str, usable: set[str]) -> Shipment:
    day = _day(row.get("date"))
    names = {column: _id(row, column) for column in ("sku", "from", "to")}
    if names["from"] == names["to"]:
        raise _Cannot(said("from and to are the same place"))
    quantity = _amount(row, "qty")
    if not quantity:
        raise _Cannot(said("qty is zero"))
    value = _amount(row, "value")
    if not money:
        raise _Cannot(said("currency is missing"))
    if money not in usable:
        raise _Cannot(said("no exchange rate for {money}", money=money[:20]))
    hs = _text(row.get("hs"))
    if hs and not HS.fullmatch(hs):
        raise _Cannot(said("hs is not digits and dots"))
    return Shipment(
        number=number,
        day=day,
        family=_id(row, "family") if _text(row.get("family")) else names["sku"],
        from_=names["from"],
        to=names["to"],
        quantity=quantity,
        value=value,
        currency=money,
        freight=_amount(row, "freight") if _text(row.get("freight")) else None,
        hs=hs,
        incoterm=_text(row.get("incoterm")).upper(),
    )


def _text(cell: object) -> str:
    """Write a cell as text; a whole number that a spreadsheet holds as 7.0 is 7."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _id(row: Mapping[str, Any], column: str) -> str:
    text = _text(row.get(column))
    if not text:
        raise _Cannot(said("{column} is missing", column=column))
    if not ID.fullmatch(text):
        raise _Cannot(
            said("{column} is longer than 60 characters, or has ; or = in it", column=column)
        )
    return text


def _decimal(cell: object) -> Decimal | None:
    """Read a number in plain digits, exactly; None where it is not one."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str, Decimal)):
        return None
    text = f"{cell}".strip()
    if isinstance(cell, str) and not PLAIN.fullmatch(text):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        return None
    exponent = number.as_tuple().exponent
    return number if isinstance(exponent, int) and exponent >= FINEST else None


def _amount(row: Mapping[str, Any], column: str) -> Decimal:
    if not _text(row.get(column)):
        raise _Cannot(said("{column} is missing", column=column))
    number = _decimal(row.get(column))
    if number is None:
        raise _Cannot(said("{column} is not a number in plain digits", column=column))
    if number < 0:
        raise _Cannot(said("{column} is negative", column=column))
    return number


def _day(cell: object) -> date:
    """Read a day as year, month, day; 3/4/2025 could be two days, so it is not read."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _text(cell)
    if not text:
        raise _Cannot(said("date is missing"))
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
            raise ValueError  # noqa: TRY301 - one way out for both
        return date.fromisoformat(text)
    except ValueError:
        raise _Cannot(said("date is not like 2025-06-30")) from None
