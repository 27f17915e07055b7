"""A case by id, in plain arithmetic: the evaluator's own reading of the tables."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from network.duty.stack import Tariff

if TYPE_CHECKING:
    from network.case.case import Case
    from network.case.goods import Product, Recipe, Stock, Supply
    from network.case.places import Facility
    from network.case.trade import Lane
    from network.duty.stack import Applied
    from network.engine.plan import Flow

WEEKS_A_YEAR = 52.0
DAYS_A_YEAR = 365.0
KG_A_TONNE = 1000.0


class Goods(NamedTuple):
    """Name goods as they stand somewhere: product, origin and the marks they carry."""

    product: str
    origin: str
    bound_for: str = ""
    bond: str = ""


class Way(NamedTuple):
    """Name what a recipe confers: origin class and the rule it must meet, blank for none."""

    origin: str
    rule: str


@dataclass(frozen=True)
class Look:
    """Find the rows of a case by id and convert money.

    Parameters
    ----------
    case
        The case that is evaluated.
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
        """Find the stack of duty of goods that enter a territory."""
        return Tariff(self.case)

    @cached_property
    def exchange(self) -> dict[str, float]:
        """Give the case's money for one unit of each currency; a blank one is the case's."""
        own = {"": 1.0, self.case.general.currency: 1.0}
        return {row.currency: row.rate for row in self.case.exchange_rates} | own

    @cached_property
    def components(self) -> dict[str, dict[str, float]]:
        """Give what one unit of a product is made of."""
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for row in self.case.bill_of_materials:
            found[row.product][row.component] = row.quantity
        return dict(found)

    @cached_property
    def ways(self) -> dict[tuple[str, str, str], Way]:
        """Find a recipe by plant, product and name."""
        rows: dict[str, list[Recipe]] = defaultdict(list)
        for row in self.case.recipes:
            rows[row.facility].append(row)
        found: dict[tuple[str, str, str], Way] = {}
        for plant in self.case.facilities:
            if plant.kind != "plant":
                continue
            for row in rows[plant.id]:
                found[plant.id, row.product, row.name] = Way(row.origin, row.origin_rule)
            if not rows[plant.id]:
                for product in self.case.products:
                    if product.kind == "finished":
                        found[plant.id, product.id, "own"] = Way(plant.territory, "")
        return found

    @cached_property
    def makes(self) -> dict[str, frozenset[str]]:
        """Name the products that each plant can make."""
        found: dict[str, set[str]] = defaultdict(set)
        for plant, product, _ in self.ways:
            found[plant].add(product)
        return {plant: frozenset(products) for plant, products in found.items()}

    @cached_property
    def needs(self) -> dict[str, frozenset[str]]:
        """Name the components that each plant can use."""
        return {
            plant: frozenset(c for product in products for c in self.components.get(product, ()))
            for plant, products in self.makes.items()
        }

    @cached_property
    def originating(self) -> dict[str, frozenset[str]]:
        """Name the origins that count as originating by rule."""
        sets: dict[str, set[str]] = defaultdict(set)
        for row in self.case.cumulation:
            sets[row.set].add(row.origin)
        return {row.id: frozenset(sets[row.cumulation]) for row in self.case.origin_rules}

    def supply_origin(self, row: Supply) -> str:
        """Give the origin of a row of supply."""
        return row.origin or self.facility[row.facility].territory

    def stock_origin(self, row: Stock) -> str:
        """Give the origin of a row of stock."""
        return row.origin or self.facility[row.facility].territory

    def entered(self, lane: Lane) -> str:
        """Name the territory that goods on a lane enter; blank where they enter none.

        Goods enter where the lane ends in a territory, not in a port, and comes from a port or
        from another territory. Where a port lies never matters.
        """
        tail, head = self.facility[lane.from_], self.facility[lane.to]
        arrives = head.kind != "port" and (tail.kind == "port" or tail.territory != head.territory)
        return head.territory if arrives else ""

    def arrived(self, flow: Flow) -> Goods:
        """Give the goods at the end of a lane, with the marks that they still carry.

        A declaration ends in the territory it names. A bond is kept for good: what was made in it
        may be sold abroad and never comes home, whatever way it takes.
        """
        there = self.entered(self.case.lanes[flow.lane])
        goods = Goods(flow.product, flow.origin, flow.bound_for, flow.bond)
        if not there:
            return goods
        return goods._replace(bound_for="") if flow.bound_for == there else goods

    def stands_in_bond(self, place: str, goods: Goods) -> bool:
        """Tell whether goods stand in the bond of the territory where they are."""
        return bool(goods.bond) and goods.bond == self.facility[place].territory

    def layers(self, origin: str, dest: str, product: str) -> tuple[Applied, ...]:
        """List the layers of duty on goods that enter a territory; none where they are at home."""
        return () if origin == dest else self.tariff.stack(origin, dest, product).applied
