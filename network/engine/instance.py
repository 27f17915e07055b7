"""A case as the model needs it: rows found by id, money in one currency, quantities by period."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, NamedTuple

from network.duty.stack import Tariff

if TYPE_CHECKING:
    from network.case import Case
    from network.case.goods import Demand, Product, Stock, Supply
    from network.case.places import Facility
    from network.case.trade import Lane

OWN_RECIPE = "own"
WEEKS_IN_YEAR = 52.0
SPAN = 1e7
"""A typical quantity is at most so many times the least demand."""


class Way(NamedTuple):
    """Describe a way to make a product at a plant."""

    facility: str
    product: str
    recipe: str
    origin: str
    rule: str


@dataclass(frozen=True)
class Instance:
    """View a case by id.

    Parameters
    ----------
    case
        What is looked at; a case's instance is made once and used by all that is solved on it.
    """

    case: Case

    @cached_property
    def facility(self) -> dict[str, Facility]:
        """Find a facility by id."""
        return {row.id: row for row in self.case.facilities}

    @cached_property
    def product(self) -> dict[str, Product]:
        """Find a product by id."""
        return {row.id: row for row in self.case.products}

    @cached_property
    def tariff(self) -> Tariff:
        """Give the duty of any origin, destination and product."""
        return Tariff(self.case)

    @cached_property
    def _rates(self) -> dict[str, float]:
        rates = {row.currency: row.rate for row in self.case.exchange_rates}
        return {**rates, self.case.general.currency: 1.0, "": 1.0}

    def money(self, amount: float, currency: str) -> float:
        """Tell an amount in the case's currency."""
        return amount * self._rates[currency]

    @property
    def years(self) -> float:
        """Give the length of the period in years; yearly costs count for it."""
        return self.case.general.weeks / WEEKS_IN_YEAR

    @cached_property
    def demand(self) -> dict[tuple[str, str], Demand]:
        """Find what a market wants of a product; demands of nothing are left out."""
        return {(row.market, row.product): row for row in self.case.demand if row.per_week > 0}

    @cached_property
    def wanted_products(self) -> frozenset[str]:
        """Name the products that some market wants."""
        return frozenset(product for _, product in self.demand)

    @cached_property
    def bill(self) -> dict[str, tuple[tuple[str, float], ...]]:
        """List the components of a product and how much of each a unit needs."""
        found: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for row in self.case.bill_of_materials:
            found[row.product].append((row.component, row.quantity))
        return {product: tuple(parts) for product, parts in found.items()}

    @cached_property
    def ways(self) -> dict[str, tuple[Way, ...]]:
        """List what each plant can make and how."""
        named: dict[str, list[Way]] = defaultdict(list)
        for row in self.case.recipes:
            way = Way(row.facility, row.product, row.name, row.origin, row.origin_rule)
            named[row.facility].append(way)
        finished = [row.id for row in self.case.products if row.kind == "finished"]
        return {
            plant.id: tuple(named[plant.id])
            if plant.id in named
            else tuple(Way(plant.id, p, OWN_RECIPE, plant.territory, "") for p in finished)
            for plant in self.case.facilities
            if plant.kind == "plant"
        }

    @cached_property
    def uses(self) -> frozenset[tuple[str, str]]:
        """Name the components that each plant can use."""
        return frozenset(
            (plant, component)
            for plant, ways in self.ways.items()
            for way in ways
            for component, _ in self.bill.get(way.product, ())
        )

    @cached_property
    def origins(self) -> frozenset[str]:
        """Name every origin class that goods of this case can have."""
        made = {way.origin for ways in self.ways.values() for way in ways}
        return frozenset(made | {origin for _, _, origin in self.held})

    @cached_property
    def held(self) -> tuple[tuple[str, str, str], ...]:
        """List facility, product and origin of what is supplied or in stock."""
        rows: list[Supply | Stock] = [*self.case.supply, *self.case.stock]
        return tuple(
            (row.facility, row.product, row.origin or self.facility[row.facility].territory)
            for row in rows
        )

    def works_in_bond(self, plant: str, product: str) -> bool:
        """Tell whether some part of a product may enter a plant's territory under drawback."""
        territory = self.facility[plant].territory
        return any(
            self.tariff.has_drawback(origin, territory, part)
            for part in self.parts(product)
            for origin in self.origins
        )

    def parts(self, product: str) -> frozenset[str]:
        """Name the components of a product and theirs."""
        if product not in self._parts:
            below = [part for part, _ in self.bill.get(product, ())]
            self._parts[product] = frozenset(below).union(*(self.parts(part) for part in below))
        return self._parts[product]

    @cached_property
    def _parts(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def originating(self) -> dict[str, frozenset[str]]:
        """Name the origins that count as originating under each rule."""
        sets: dict[str, set[str]] = defaultdict(set)
        for row in self.case.cumulation:
            sets[row.set].add(row.origin)
        return {rule.id: frozenset(sets[rule.cumulation]) for rule in self.case.origin_rules}

    @cached_property
    def value_share(self) -> dict[str, float]:
        """Give the least share of originating value under each rule."""
        return {rule.id: rule.regional_value_min for rule in self.case.origin_rules}

    def carries(self, lane: Lane, product: str) -> bool:
        """Tell whether a lane may carry a product."""
        return lane.product in {"*", product}

    def enters(self, lane: Lane) -> str:
        """Name the territory that goods on a lane enter; blank where they enter none.

        A port's own territory never matters: goods from a port come from abroad, goods into a
        port have not arrived.
        """
        tail, head = self.facility[lane.from_], self.facility[lane.to]
        if head.kind == "port":
            return ""
        if tail.kind == "port" or tail.territory != head.territory:
            return head.territory
        return ""

    def delivers(self, lane: Lane, product: str) -> bool:
        """Tell whether days on a lane are on a product's way to a market, not into production."""
        return product in self.wanted_products and (lane.to, product) not in self.uses

    def labour(self, plant: Facility, product: str) -> float:
        """Give the pay for making one unit, in the case's currency."""
        hours = self.product[product].labour_hours_per_unit / plant.productivity
        return self.money(hours * plant.wage_per_hour, plant.currency)

    def overhead(self, plant: Facility, product: str) -> float:
        """Give the overhead of making one unit, in the case's currency."""
        use = self.product[product].capacity_use_per_unit
        return self.money(use * plant.overhead_per_capacity_unit, plant.currency)

    def made_carbon(self, plant: Facility, product: str) -> float:
        """Give the carbon of making one unit, kg."""
        return self.product[product].capacity_use_per_unit * plant.carbon_kg_per_capacity_unit

    @cached_property
    def need(self) -> dict[str, float]:
        """Give how many units of each product a week can be needed at most, parts included."""
        total: dict[str, float] = defaultdict(float)
        for (_, product), row in self.demand.items():
            total[product] += row.per_week
        for product in self._from_the_market_back:
            for part, each in self.bill.get(product, ()) if product in total else ():
                total[part] += total[product] * each
        return dict(total)

    @cached_property
    def least_need(self) -> dict[str, float]:
        """Give the least that a single demand asks of each product a week, parts included."""
        least: dict[str, float] = {}
        for (_, product), row in self.demand.items():
            least[product] = min(row.per_week, least.get(product, math.inf))
        for product in self._from_the_market_back:
            for part, each in self.bill.get(product, ()) if product in least else ():
                least[part] = min(least[product] * each, least.get(part, math.inf))
        return least

    @cached_property
    def _from_the_market_back(self) -> tuple[str, ...]:
        """List what has components, and components, each after all that it goes into."""
        below = {product: [part for part, _ in parts] for product, parts in self.bill.items()}
        return tuple(reversed(tuple(TopologicalSorter(below).static_order())))

    @cached_property
    def demanded_capacity(self) -> float:
        """Give Σ capacity use × demand of a week, against which shares are measured."""
        return sum(
            self.product[product].capacity_use_per_unit * row.per_week
            for (_, product), row in self.demand.items()
        )

    @cached_property
    def size(self) -> float:
        """Give the size of a typical quantity of the period, for the solver's scaling."""
        sizes = sorted(row.per_week * self.case.general.weeks for row in self.demand.values())
        if not sizes:
            return 1.0
        # The solver's tolerance must not swallow the least demand.
        return max(1e-6, min(sizes[len(sizes) // 2], sizes[0] * SPAN) / 100)
