"""A case with its useful arcs and their prices: what every model of it is built on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from network.engine.commodity import Commodity
from network.engine.instance import Instance
from network.engine.prices import ArcPrice, Prices
from network.engine.reach import Arc, arcs, is_sink, marks
from network.engine.uncollected import uncollected

if TYPE_CHECKING:
    from network.case import Case
    from network.engine.instance import Way


@dataclass(frozen=True)
class Frame:
    """Hold an instance with its arcs; made once for a case."""

    instance: Instance

    @classmethod
    def of(cls, case: Case) -> Frame:
        """Frame a case."""
        return cls(Instance(case))

    @property
    def case(self) -> Case:
        """Give the case."""
        return self.instance.case

    @cached_property
    def priced(self) -> tuple[tuple[Arc, ArcPrice], ...]:
        """List every useful arc with its price."""
        prices = Prices(self.instance)
        with uncollected():
            return tuple((arc, prices.of(arc)) for arc in arcs(self.instance))

    @cached_property
    def _at(self) -> dict[tuple[str, str], set[Commodity]]:
        """Find the commodities of a product that arc ends know at a place."""
        found: dict[tuple[str, str], set[Commodity]] = defaultdict(set)
        ends = [(lane.from_, lane.to) for lane in self.case.lanes]
        for (number, sets_out, arrives, _), _ in self.priced:
            tail, head = ends[number]
            found[tail, sets_out.product].add(sets_out)
            found[head, sets_out.product].add(arrives)
        return found

    def _useful(self, place: str, goods: Commodity) -> bool:
        return goods in self._at[place, goods.product] or is_sink(self.instance, place, goods)

    def declared(self, place: str, product: str, origin: str) -> tuple[Commodity, ...]:
        """List what goods that come into being at a place can be declared as, if it helps."""
        origin = origin or self.instance.facility[place].territory
        goods = marks(self.instance, product, origin, "")
        return tuple(one for one in goods if self._useful(place, one))

    def made(self, plant: str, way: Way, bond: str) -> tuple[Commodity, ...]:
        """List what a way's output can be declared as; nothing where no bond can be."""
        if bond and not self.instance.works_in_bond(plant, way.product):
            return ()
        goods = marks(self.instance, way.product, way.origin, bond)
        return tuple(one for one in goods if one.bond == bond and self._useful(plant, one))

    def deliverable(self, market: str, product: str) -> tuple[Commodity, ...]:
        """List what a market can take of a product."""
        here = self._at[market, product]
        known = {goods for goods in here if is_sink(self.instance, market, goods)}
        for row in self.instance.case.stock:
            if row.facility == market and row.product == product:
                territory = self.instance.facility[market].territory
                known.add(Commodity(product, row.origin or territory))
        return tuple(sorted(known))

    def usable(self, plant: str, component: str) -> tuple[Commodity, ...]:
        """List what a plant can use of a component, made or stocked there too."""
        known = set(self._at[plant, component])
        for place, product, origin in self.instance.held:
            if (place, product) == (plant, component):
                known |= set(self.declared(plant, component, origin))
        for way in self.instance.ways[plant]:
            if way.product == component:
                for bond in ("", self.instance.facility[plant].territory):
                    known |= set(self.made(plant, way, bond))
        return tuple(sorted(g for g in known if is_sink(self.instance, plant, g)))
