"""What one unit costs on an arc, by term."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from network.engine.commodity import Commodity
    from network.engine.instance import Instance
    from network.engine.reach import Arc

DAYS_IN_YEAR = 365.0
KG_IN_T = 1000.0


class ArcPrice(NamedTuple):
    """Tell what a unit costs on an arc; money in the case's currency, carbon in kg too."""

    freight: float
    pipeline: float
    duty: float
    carbon: float
    carbon_kg: float


ARC_TERMS = ("freight", "pipeline", "duty", "carbon")
"""Terms of the objective in the order of an arc's price."""


class Prices:
    """Price arcs of an instance; what a lane costs per product is worked out once."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._lane: dict[tuple[int, str], ArcPrice] = {}
        self._charges: dict[tuple[Commodity, str], tuple[float, float, float]] = {}

    @cached_property
    def capital_rate(self) -> float:
        """Give the yearly cost of goods on the way, as a share of their value."""
        general = self._instance.case.general
        return general.holding_rate_per_year + general.finance_rate_per_year

    def of(self, arc: Arc) -> ArcPrice:
        """Give the price of one unit on an arc."""
        key = (arc.lane, arc.sets_out.product)
        if key not in self._lane:
            self._lane[key] = self._of_lane(*key)
        price = self._lane[key]
        duty = self._duty(arc, price.freight)
        return price._replace(duty=duty) if duty else price

    def _of_lane(self, number: int, product: str) -> ArcPrice:
        case = self._instance.case
        lane, goods = case.lanes[number], self._instance.product[product]
        own = lane.cost_per_kg * goods.kg_per_unit + lane.cost_per_unit
        pipeline = goods.value_per_unit * self.capital_rate * lane.days / DAYS_IN_YEAR
        kg = lane.carbon_kg_per_kg * goods.kg_per_unit
        carbon = case.general.carbon_price_per_t * kg / KG_IN_T
        return ArcPrice(self._instance.money(own, lane.currency), pipeline, 0.0, carbon, kg)

    def _duty(self, arc: Arc, freight: float) -> float:
        """Give duty due on an arc: all of it on entry, the share of freight before.

        A CIF basis is the value, its insurance and all freight to the border, so goods that are
        declared for a territory bear the rate on the freight of every lane until they are there.
        """
        goods = arc.sets_out
        on_freight = 0.0
        if goods.bound_for:
            on_freight = self._charge(goods, goods.bound_for)[1] * freight
        if not arc.enters or goods.origin == arc.enters:
            return on_freight
        fob_rate, cif_rate, specific = self._charge(goods, arc.enters)
        value = self._instance.product[goods.product].value_per_unit
        insured = value * (1.0 + self._instance.case.general.insurance_rate)
        return on_freight + fob_rate * value + cif_rate * insured + specific

    def _charge(self, goods: Commodity, territory: str) -> tuple[float, float, float]:
        key = (goods, territory)
        if key not in self._charges:
            stack = self._instance.tariff.stack(goods.origin, territory, goods.product)
            bonded = goods.enters_in_bond and goods.bond == territory
            charge = stack.bonded if bonded else stack.full
            self._charges[key] = (charge.fob_rate, charge.cif_rate, charge.specific_per_unit)
        return self._charges[key]
