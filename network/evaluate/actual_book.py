"""What recorded flows imply: what was made of what, supplied and sold, and what is left over."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from data.phrase import Product, Site, said
from network.engine.plan import Made, Sold, Supplied, Used
from network.evaluate.look import Goods
from network.evaluate.moves import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.engine.plan import Flow
    from network.evaluate.look import Look

    State = tuple[str, Goods]

LEAST = 1e-9
"""Smallest share of a quantity that counts as something left over."""


class Book:
    """Keep account of goods at every place while their history is worked out backward.

    Parameters
    ----------
    look
        The case.
    flows
        What moved, with origins and declarations.
    """

    def __init__(self, look: Look, flows: tuple[Flow, ...]) -> None:
        self.look = look
        self.made: list[Made] = []
        self.used: list[Used] = []
        self.supplied: list[Supplied] = []
        self.findings: list[str] = []
        self._left: dict[State, float] = defaultdict(float)
        self._passed: dict[State, float] = defaultdict(float)
        for flow in flows:
            sent = Goods(flow.product, flow.origin, flow.bound_for, flow.bond)
            self._book((flow.from_, sent), -flow.quantity)
            self._book((flow.to, look.arrived(flow)), flow.quantity)

    def _book(self, state: State, units: float) -> None:
        self._left[state] += units
        self._passed[state] += abs(units)

    def _lacks(self, place: str, product: str) -> Iterator[tuple[Goods, float]]:
        """Give what went out of a place without having come in."""
        for (there, goods), units in sorted(self._left.items()):
            short = units < -LEAST * self._passed[there, goods]
            if there == place and goods.product == product and short:
                yield goods, -units

    def make(self, plant: str) -> None:
        """Say that what a plant sent out without having got it was made there, and of what."""
        for product in self._from_products_to_parts(plant):
            self._take(plant, product)
            ways = {
                way.origin: name
                for (place, what, name), way in sorted(self.look.ways.items(), reverse=True)
                if (place, what) == (plant, product)
            }
            for goods, units in list(self._lacks(plant, product)):
                if goods.origin in ways and not self._row(plant, goods):
                    self._make(plant, goods, ways[goods.origin], units)

    def _make(self, plant: str, goods: Goods, recipe: str, units: float) -> None:
        self._book((plant, goods), units)
        self.made.append(
            Made(
                facility=plant,
                product=goods.product,
                recipe=recipe,
                origin=goods.origin,
                quantity=units,
                bound_for=goods.bound_for,
            )
        )

    def _take(self, plant: str, component: str) -> None:
        """Let all that a plant made take a component, of each origin its share."""
        wanted: dict[tuple[str, str], float] = defaultdict(float)
        for made in self.made:
            each = self.look.components.get(made.product, {}).get(component, 0.0)
            if made.facility == plant and each:
                wanted[made.product, made.recipe] += each * made.quantity
        whole = sum(wanted.values())
        if not whole:
            return
        shares = self._origins(plant, component, whole)
        for origin, units in shares.items():
            self._book((plant, Goods(component, origin)), -units)
            for (product, recipe), needed in sorted(wanted.items()):
                used = Used(
                    facility=plant,
                    product=product,
                    recipe=recipe,
                    bond="",
                    component=component,
                    component_origin=origin,
                    component_bond="",
                    quantity=units * needed / whole,
                )
                self.used.append(used)

    def _origins(self, plant: str, component: str, units: float) -> dict[str, float]:
        """Divide what is needed over the origins that came in; the rest was had on the spot."""
        here = {
            goods.origin: left
            for (place, goods), left in sorted(self._left.items())
            if place == plant and goods == Goods(component, goods.origin) and left > 0
        }
        came = sum(here.values())
        shares = {origin: left * min(1.0, units / came) for origin, left in here.items()}
        rest = units - came
        if rest > LEAST * units:
            origin = self._on_the_spot(plant, component)
            if origin:
                shares[origin] = shares.get(origin, 0.0) + rest
            else:
                self.findings.append(
                    said(
                        "{plant} needed {rest:,.6g} {component} more than it got for what it made.",
                        plant=Site(plant),
                        rest=rest,
                        component=Product(component),
                    )
                )
        return shares

    def _on_the_spot(self, plant: str, component: str) -> str:
        """Name the origin of a component that a plant is supplied with or makes; blank for none."""
        supplied = [
            self.look.supply_origin(row)
            for row in self.look.case.supply
            if (row.facility, row.product) == (plant, component)
        ]
        made = [
            way.origin
            for (place, product, _), way in sorted(self.look.ways.items())
            if (place, product) == (plant, component)
        ]
        return next(iter((*supplied, *made)), "")

    def _from_products_to_parts(self, plant: str) -> list[str]:
        """List what a plant makes and uses, every product before its parts."""
        level: dict[str, int] = {}

        def sink(product: str, depth: int) -> None:
            if depth > level.get(product, -1):
                level[product] = depth
                for part in self.look.components.get(product, {}):
                    sink(part, depth + 1)

        for product in sorted(self.look.makes.get(plant, ())):
            sink(product, 0)
        return sorted(level, key=lambda product: (level[product], product))

    def _row(self, place: str, goods: Goods) -> int | None:
        """Find the row of supply that gives goods at a place, the cheapest first."""
        look = self.look
        found = [
            (row.cost_per_unit * look.exchange[row.currency], number)
            for number, row in enumerate(look.case.supply)
            if (row.facility, row.product) == (place, goods.product)
            and look.supply_origin(row) == goods.origin
        ]
        return min(found)[1] if found else None

    def supply(self) -> None:
        """Say that what went out of a place without having come in was supplied there."""
        for (place, goods), units in sorted(self._left.items()):
            row = self._row(place, goods)
            if row is None or units >= -LEAST * self._passed[place, goods]:
                continue
            self._book((place, goods), -units)
            self.supplied.append(
                Supplied(
                    row=row,
                    facility=place,
                    product=goods.product,
                    origin=goods.origin,
                    quantity=-units,
                    bound_for=goods.bound_for,
                )
            )

    def sell(self) -> tuple[Sold, ...]:
        """Say that what stayed at a market was delivered, and the rest of the demand lost."""
        found: list[Sold] = []
        for row in self.look.case.demand:
            here = [
                state
                for state, left in self._left.items()
                if state == (row.market, Goods(row.product, state[1].origin)) and left > 0
            ]
            got = sum(self._left.pop(state) for state in sorted(here))
            wanted = row.per_week * self.look.case.general.weeks
            lost = max(0.0, wanted - got)
            self._tell_sale(row.market, row.product, got - wanted, row.price_per_unit)
            sold = Sold(
                market=row.market, product=row.product, wanted=wanted, delivered=got, lost=lost
            )
            found.append(sold)
        return tuple(found)

    def _tell_sale(self, market: str, product: str, above: float, price: float | None) -> None:
        names = {"market": Site(market), "product": Product(product)}
        if above > LEAST:
            self.findings.append(
                said(
                    "{market} got {above:,.6g} {product} more than it wanted.", above=above, **names
                )
            )
        elif above < -LEAST and price is None:
            self.findings.append(
                said(
                    "{market} got {below:,.6g} {product} less than it must have; such a sale has "
                    "no price.",
                    below=-above,
                    **names,
                )
            )

    def leftovers(self) -> None:
        """Find what came to a place and is not accounted for, or left it from nowhere."""
        for state, units in sorted(self._left.items()):
            if abs(units) > LEAST * self._passed[state]:
                what = said("came in and did not go out")
                if units < 0:
                    what = said("went out from nowhere")
                self.findings.append(
                    said(
                        "{units:,.6g} {what} at {goods}.",
                        units=abs(units),
                        what=what,
                        goods=told(*state),
                    )
                )
