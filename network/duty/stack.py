"""The duty on goods of an origin class that enter a territory, as a stack of dated layers.

What counts (docs/duty.md gives the reasons and examples):

- Goods of the territory's own origin bear nothing.
- A row counts if its dates hold on `settings.run_date`; proposed rows never count, ended ones only
  on a day of their dates. Without a run date all rows count, except ended ones.
- Within a layer the most specific row that matches speaks: an exact product before the longest
  tariff heading before ``*``, then an exact origin before ``*``. An exempt row that matches speaks
  before them all, and the layer bears nothing.
- Layers that `add` add up. A `max` layer is an all-in floor: if the largest is above the sum, the
  difference is due on that layer's basis. Specific amounts of both add up.
- If a `replace` layer speaks, it stands in place of all these; of several, the largest.
- A layer that `expected_layers` names and in which no row matches is missing; then no total is
  shown. A rate of 0 is a row like any other: nothing is due, and nothing is missing.

The order of the rows changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.phrase import Layer, said
from network.duty.index import ANY, Numbered, RowIndex, holds, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from network.case.case import Case

KINDS = ("add", "max", "replace", "exempt")


@dataclass(frozen=True)
class Charge:
    """Give the duty on one unit, in parts.

    Parameters
    ----------
    fob_rate
        Share of the product's value.
    cif_rate
        Share of value, insurance and freight to the border.
    specific_per_unit
        Amount per unit, in the case's currency.
    """

    fob_rate: float = 0.0
    cif_rate: float = 0.0
    specific_per_unit: float = 0.0

    def of(self, value: float, cif_value: float) -> float:
        """Give the duty on one unit, in the case's currency.

        Examples
        --------
        >>> Charge(fob_rate=0.1, cif_rate=0.05, specific_per_unit=1.0).of(100.0, 120.0)
        17.0
        """
        return self.fob_rate * value + self.cif_rate * cif_value + self.specific_per_unit


@dataclass(frozen=True)
class Applied:
    """Tell what the row that speaks for a layer does to the goods.

    Parameters
    ----------
    rate
        The row's own rate.
    specific_per_unit
        In the case's currency.
    row
        Number of the row in `case.duties`, from 0.
    counted
        Whether anything of it is in the charge.
    why
        What the row does, in words.
    charged_rate
        Share of the basis that is due: the rate itself, what an all-in floor adds, or 0. Over
        the stack these sum to the charge.
    """

    layer: str
    rate: float
    basis: str
    specific_per_unit: float
    combine: str
    drawback: float
    row: int
    status: str
    source: str
    counted: bool
    why: str
    charged_rate: float = 0.0


@dataclass(frozen=True)
class Stack:
    """Hold the layers that speak for goods and what is due.

    Parameters
    ----------
    applied
        One entry a layer, those that count first; a proposed layer stands last, uncounted.
    missing
        Layers that are expected here and have no row.
    full, bonded
        Duty before and after the drawback, of the layers that are known.
    """

    applied: tuple[Applied, ...] = ()
    missing: tuple[str, ...] = ()
    full: Charge = Charge()
    bonded: Charge = Charge()

    @property
    def complete(self) -> bool:
        """Tell whether every expected layer is there."""
        return not self.missing

    @property
    def total_rate(self) -> float | None:
        """Give the whole ad valorem rate; `None` where a layer is missing."""
        return self.full.fob_rate + self.full.cif_rate if self.complete else None


class Tariff:
    """Look up the stack of duty on goods; each is worked out once.

    Parameters
    ----------
    case
        Its duties, expected layers, exchange rates and run date are used.
    """

    def __init__(self, case: Case) -> None:
        day = case.general.run_date
        rows = [Numbered(number, duty) for number, duty in enumerate(case.duties)]
        self._index = RowIndex([row for row in rows if holds(row.duty, day)])
        self._proposed = RowIndex(
            [row for row in rows if row.duty.status == "proposed" and within(row.duty, day)]
        )
        self._hts = {product.id: product.hts for product in case.products}
        self._money = {rate.currency: rate.rate for rate in case.exchange_rates}
        self._money |= {"": 1.0, case.general.currency: 1.0}
        self._expected: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for expected in case.expected_layers:
            self._expected[expected.dest].add((expected.layer, expected.origin))
        self._stacks: dict[tuple[str, str, str], Stack] = {}
        self._due: dict[tuple[str, str, str], tuple[Numbered, ...]] = {}

    def stack(self, origin: str, dest: str, product: str) -> Stack:
        """Give the stack of duty on a product of an origin class that enters a territory."""
        goods = (origin, dest, product)
        if goods not in self._stacks:
            self._stacks[goods] = Stack() if origin == dest else self._stack(*goods)
        return self._stacks[goods]

    def needs_binding(self, origin: str, dest: str, product: str) -> bool:
        """Tell whether the duty may depend on the way travelled or on a bond.

        This looks at the rows that speak, never at their rates: a slider on a rate does not
        change the answer.
        """
        return any(
            row.duty.basis == "cif" or row.duty.drawback > 0
            for row in self._dutiable(origin, dest, product)
        )

    def has_drawback(self, origin: str, dest: str, product: str) -> bool:
        """Tell whether some layer is refunded, in part or whole, on goods that leave again."""
        return any(row.duty.drawback > 0 for row in self._dutiable(origin, dest, product))

    def _dutiable(self, origin: str, dest: str, product: str) -> tuple[Numbered, ...]:
        goods = (origin, dest, product)
        if goods not in self._due:
            self._due[goods] = () if origin == dest else _due(self._speaking(*goods))
        return self._due[goods]

    def _speaking(self, origin: str, dest: str, product: str) -> tuple[Numbered, ...]:
        return self._index.speaking(origin, dest, product, self._hts.get(product, ""))

    def _stack(self, origin: str, dest: str, product: str) -> Stack:
        speaking = self._speaking(origin, dest, product)
        proposed = self._proposed.speaking(origin, dest, product, self._hts.get(product, ""))
        charged = _charged_rates(speaking)
        applied = [self._applied(row, charged.get(row.number), speaking) for row in speaking]
        applied.sort(key=lambda one: (KINDS.index(one.combine), one.layer))
        present = {row.duty.layer for row in speaking}
        return Stack(
            applied=(*applied, *(self._applied(row, None, ()) for row in proposed)),
            missing=tuple(
                sorted(
                    {
                        layer
                        for layer, of in self._expected.get(dest, ())
                        if of in {origin, ANY} and layer not in present
                    }
                )
            ),
            full=_charge(applied, after_drawback=False),
            bonded=_charge(applied, after_drawback=True),
        )

    def _applied(self, row: Numbered, charged: float | None, beside: Sequence[Numbered]) -> Applied:
        duty = row.duty
        specific = duty.specific_per_unit * self._money[duty.currency]
        raises = duty.combine != "max" or bool(charged) or specific > 0
        return Applied(
            layer=duty.layer,
            rate=duty.rate,
            basis=duty.basis,
            specific_per_unit=specific,
            combine=duty.combine,
            drawback=duty.drawback,
            row=row.number,
            status=duty.status,
            source=duty.source,
            counted=charged is not None and raises,
            why=_why(row, charged, beside),
            charged_rate=charged or 0.0,
        )


def _due(speaking: Iterable[Numbered]) -> tuple[Numbered, ...]:
    """Keep the rows from which the charge is made, whatever their rates."""
    rows = [row for row in speaking if row.duty.combine != "exempt"]
    replacing = [row for row in rows if row.duty.combine == "replace"]
    return tuple(replacing or rows)


def _charged_rates(speaking: Sequence[Numbered]) -> dict[int, float]:
    """Give the ad valorem rate that is due by row number; other rows are not in the charge."""
    due = _due(speaking)
    replacing = [row for row in due if row.duty.combine == "replace"]
    if replacing:
        largest = max(replacing, key=_size)
        return {largest.number: largest.duty.rate}
    charged = {row.number: row.duty.rate for row in due if row.duty.combine == "add"}
    floors = [row for row in due if row.duty.combine == "max"]
    total = sum(charged.values())
    charged |= dict.fromkeys((row.number for row in floors), 0.0)
    if floors:
        largest = max(floors, key=_size)
        charged[largest.number] = max(0.0, largest.duty.rate - total)
    return charged


def _size(row: Numbered) -> tuple[float, float, str]:
    return row.duty.rate, row.duty.specific_per_unit, row.duty.layer


def _charge(applied: Iterable[Applied], *, after_drawback: bool) -> Charge:
    """Add up, in the order of layers, so that the order of rows does not reach the last digit."""
    rates = {"fob": 0.0, "cif": 0.0}
    specific = 0.0
    for one in applied:
        kept = 1.0 - one.drawback if after_drawback else 1.0
        rates[one.basis] += one.charged_rate * kept
        specific += one.specific_per_unit * kept if one.counted else 0.0
    return Charge(rates["fob"], rates["cif"], specific)


def _why(row: Numbered, charged: float | None, beside: Sequence[Numbered]) -> str:
    """Say what a row does to the charge."""
    duty = row.duty
    if duty.status == "proposed":
        return said("proposed, not in force")
    if duty.combine == "exempt":
        return said("exempt")
    if charged is None:
        replacing = max((r for r in beside if r.duty.combine == "replace"), key=_size)
        return said("replaced by {layer}", layer=Layer(replacing.duty.layer))
    if duty.combine == "max":
        return (
            said("raises the sum to its all-in rate")
            if charged > 0
            else said("below the sum of the layers")
        )
    return said("adds") if duty.combine == "add" else said("stands in place of the other layers")
