"""What the sums in a sheet say of its regions: 合计, 全国, Total."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from data.codes import COUNTRY_CODE, Level, RegionKey
from data.phrase import said
from data.sheets.table import Role
from plusn.own.located import Outcome, whole_of
from plusn.own.matched import region_text
from plusn.own.problems import rows_text
from plusn.own.rounding import HALF, parts_of
from plusn.own.unplaced import ABSENT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.phrase import Told
    from data.sheets.table import Understood
    from plusn.own.cells import Cell
    from plusn.own.series import Entry, Series

NATION = re.compile(
    r"^(?:全国|全國|中国|中國|内地|內地)(?:合计|合計|总计|總計)?$|^(?:national|nation|china|mainland)",
    re.IGNORECASE,
)
SUBTOTAL = re.compile(r"小计|小計|sub-?total", re.IGNORECASE)
COUNTRY = RegionKey(Level.COUNTRY, COUNTRY_CODE)


@dataclass(frozen=True, kw_only=True)
class Given:
    """Hold what a sum says of one region: its number where `exact`, else a range."""

    key: RegionKey
    low: Decimal
    high: Decimal | None
    row: int
    exact: bool


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Hold what the sums of a series say, and what a reader should know of them."""

    given: tuple[Given, ...] = ()
    remarks: tuple[Told, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Scope:
    """Hold the rows that a sum is of: regions, none inside another, and rows without one."""

    cells: tuple[Cell, ...]
    others: tuple[Entry, ...]


def sums_of(understood: Understood, series: Series, cells: Sequence[Cell], step: Decimal) -> Sums:
    """Read the sums of a series.

    A sum of all parts of a region is that region's number; any other sum bounds the rows that it
    is of. A sum of part of the rows (小计) is not used.

    Parameters
    ----------
    understood, series, cells
        The sheet, the numbers of one series, and what they say of each region.
    step
        Size of the last digit that the sheet prints; 0 where nothing was rounded.
    """
    given: list[Given] = []
    remarks: list[Told] = []
    by_row = {row: cell for cell in cells for row in cell.rows}
    for entry in series.entries:
        used = entry.located.outcome is Outcome.TOTAL and entry.amount.known
        if not used or entry.amount.low is None:
            continue
        text = region_text(understood, entry.located.line)
        if SUBTOTAL.search(text):
            continue
        total = entry.amount.low / series.quantity.divisor
        scope = _scope(understood, series, entry, by_row)
        key = COUNTRY if NATION.match(text.replace(" ", "")) else _whole(scope)
        if key is not None and (key == COUNTRY or not scope.others):
            given.append(Given(key=key, low=total, high=total, row=entry.row, exact=True))
            continue
        rest = total - sum((_low(other, series) for other in scope.others), Decimal(0))
        given += _ranges(scope, rest, entry.row, sure=_all_known(scope.others))
        remarks += _checked(scope, rest, total, entry.row, step)
    return Sums(given=tuple(given), remarks=tuple(remarks))


def _scope(
    understood: Understood, series: Series, total: Entry, by_row: Mapping[int, Cell]
) -> _Scope:
    """Find the rows of a sum: those with the same province beside them, else all."""
    hint = _hint(understood, total)
    rows = [e for e in series.entries if not hint or _hint(understood, e) == hint]
    found = {cell.key: cell for e in rows if (cell := by_row.get(e.row)) is not None}
    outer = [cell for key, cell in found.items() if found.keys().isdisjoint(_above(key))]
    others = [e for e in rows if e.located.outcome in ABSENT and e.amount.text.strip()]
    return _Scope(cells=tuple(outer), others=tuple(others))


def _hint(understood: Understood, entry: Entry) -> str:
    columns = understood.of_role(Role.PROVINCE)
    return next((entry.located.line.cells.get(column.index, "") for column in columns), "")


def _above(key: RegionKey) -> list[RegionKey]:
    found = []
    above = whole_of(key)
    while above is not None:
        found.append(above)
        above = whole_of(above)
    return found


def _whole(scope: _Scope) -> RegionKey | None:
    """Give the region whose parts the rows are, all of them."""
    wholes = {whole_of(cell.key) for cell in scope.cells}
    whole = wholes.pop() if len(wholes) == 1 else None
    if whole is None or {cell.key for cell in scope.cells} != set(parts_of(whole)):
        return None
    return whole


def _low(entry: Entry, series: Series) -> Decimal:
    return (entry.amount.low or Decimal(0)) / series.quantity.divisor


def _all_known(entries: Sequence[Entry]) -> bool:
    return all(entry.amount.known for entry in entries)


def _ranges(scope: _Scope, rest: Decimal, row: int, *, sure: bool) -> list[Given]:
    """Bound each region without a number by what the sum leaves for it."""
    lows = sum((cell.low or Decimal(0) for cell in scope.cells), Decimal(0))
    highs = [cell.high for cell in scope.cells]
    found = []
    for cell in scope.cells:
        if cell.low is not None and cell.low == cell.high:
            continue
        high = rest - (lows - (cell.low or Decimal(0)))
        others = [end for other, end in zip(scope.cells, highs, strict=True) if other is not cell]
        known = [end for end in others if end is not None]
        low = rest - sum(known, Decimal(0)) if sure and len(known) == len(others) else Decimal(0)
        if high >= max(low, cell.low or Decimal(0)):
            found.append(
                Given(key=cell.key, low=max(low, Decimal(0)), high=high, row=row, exact=False)
            )
    return found


def _checked(scope: _Scope, rest: Decimal, total: Decimal, row: int, step: Decimal) -> list[Told]:
    """Say where a sum is not that of its rows, beyond what rounding explains."""
    if not scope.cells or not _all_known(scope.others):
        return []
    if any(cell.low is None or cell.low != cell.high for cell in scope.cells):
        return []
    apart = rest - sum((cell.low or Decimal(0) for cell in scope.cells), Decimal(0))
    if abs(apart) <= step * HALF * (len(scope.cells) + len(scope.others) + 1):
        return []
    return [
        said(
            "The sum in {row} is {total}, its rows add up to {sum}.",
            row=rows_text([row]),
            total=f"{total:,f}",
            sum=f"{total - apart:,f}",
        )
    ]
