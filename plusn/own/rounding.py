"""Totals that differ from the sum of their parts because each number was rounded."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from data.codes import Level, in_study
from data.sheets.scales import EXACT_CONTEXT
from plusn.own.located import canonical, whole_of
from plusn.regions import load_regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from data.codes import RegionKey
    from plusn.own.quantity import Quantity

HALF = Decimal("0.5")


def step_of(quantity: Quantity, values: Iterable[Decimal]) -> Decimal:
    """Give the size of the last digit that the sheet prints, in the unit shown.

    0 where whole things are counted one by one: then nothing was rounded.

    Examples
    --------
    >>> from plusn.own.quantity import Quantity
    >>> step_of(Quantity(factor=Decimal(10_000)), [Decimal(30_970), Decimal(9_557)]) == 1
    True
    """
    ratio = quantity.factor / quantity.divisor
    digits = max((decimals(value / ratio) for value in values), default=0)
    step = ratio * Decimal(1).scaleb(-digits)
    whole = quantity.factor == 1 and digits == 0
    return Decimal(0) if whole else step


def decimals(value: Decimal) -> int:
    """Count the decimals of a number, 0 for a whole one.

    Examples
    --------
    >>> decimals(Decimal("1.50")), decimals(Decimal("1E+3"))
    (1, 0)
    """
    exponent = value.normalize(EXACT_CONTEXT).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@dataclass(frozen=True)
class Parts:
    """Hold what a unit comes to: its value, and how many rounded numbers are in it."""

    value: Decimal
    rounded: int


def rounded_apart(known: Mapping[RegionKey, Decimal], step: Decimal) -> frozenset[RegionKey]:
    """Find the wholes whose parts miss them by no more than rounding explains.

    Each of n rounded numbers is off by at most half of the last digit, so that a whole and its
    n parts differ by at most (n + 1) halves.

    Parameters
    ----------
    known
        Numbers given, by region.
    step
        Size of the last digit; 0 where nothing was rounded.
    """
    if not step:
        return frozenset()
    apart: set[RegionKey] = set()
    worth: dict[RegionKey, Parts] = {}
    inside = _inside(known)
    for key in sorted(known, key=lambda key: (-key.level.rank, key.code)):
        parts = [worth[part] for part in inside.get(key, ())]
        total = sum((part.value for part in parts), Decimal(0))
        count = sum(part.rounded for part in parts)
        worth[key] = Parts(known[key], 1)
        over = total - known[key]
        complete = bool(parts) and len(parts) == len(parts_of(key))
        if (over > 0 or (complete and over)) and abs(over) <= step * HALF * (count + 1):
            apart.add(key)
            worth[key] = Parts(total, count)
    return frozenset(apart)


def parts_of(key: RegionKey) -> Sequence[RegionKey]:
    """List the units directly inside one that a sum contains; counties are not listed."""
    children = load_regions().children(key)
    keys = (canonical(region.key) for region in children if in_study(region.code))
    return [part for part in keys if part != canonical(key) and part.level is not Level.COUNTY]


def _inside(known: Iterable[RegionKey]) -> dict[RegionKey, list[RegionKey]]:
    found: dict[RegionKey, list[RegionKey]] = {}
    for key in known:
        if (above := whole_of(key)) is not None:
            found.setdefault(above, []).append(key)
    return found
