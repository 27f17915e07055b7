"""What goods cost: bought, moved, dutied, and sales that are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.evaluate.look import DAYS_A_YEAR, KG_A_TONNE
from network.evaluate.result import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.case.trade import Lane
    from network.duty.stack import Applied
    from network.engine.plan import Flow, Plan
    from network.evaluate.look import Look

    Factors = tuple[tuple[str, float], ...]


def purchase_items(look: Look, plan: Plan) -> Iterator[Item]:
    """Give what suppliers are paid."""
    for supplied in plan.supplied:
        if 0 <= supplied.row < len(look.case.supply):
            row = look.case.supply[supplied.row]
            money = look.exchange[row.currency]
            yield Item(
                term="purchase",
                quantity=supplied.quantity,
                factors=(("cost_per_unit", row.cost_per_unit), ("exchange_rate", money)),
                facility=row.facility,
                product=row.product,
                origin=supplied.origin,
            )


def lost_items(look: Look, plan: Plan) -> Iterator[Item]:
    """Give the price of sales that are lost; mandatory demand has none."""
    demand = {(row.market, row.product): row for row in look.case.demand}
    for sold in plan.sold:
        row = demand.get((sold.market, sold.product))
        if row is not None and row.price_per_unit is not None:
            money = look.exchange[row.currency]
            yield Item(
                term="lost_sales",
                quantity=sold.lost,
                factors=(("price_per_unit", row.price_per_unit), ("exchange_rate", money)),
                facility=sold.market,
                product=sold.product,
            )


def flow_items(look: Look, plan: Plan) -> Iterator[Item]:
    """Give freight, capital on the way, carbon and duty of every flow."""
    for flow in plan.flows:
        if 0 <= flow.lane < len(look.case.lanes) and flow.product in look.product:
            lane = look.case.lanes[flow.lane]
            for factors in _freight(look, flow, lane):
                yield _item("freight", flow, lane, factors)
            yield _item("pipeline", flow, lane, _pipeline(look, flow, lane))
            yield _item("carbon", flow, lane, _carbon(look, flow, lane))
            yield from _duty(look, flow, lane)


def _item(
    term: str, flow: Flow, lane: Lane, factors: Factors, *, territory: str = "", layer: str = ""
) -> Item:
    return Item(
        term=term,
        quantity=flow.quantity,
        factors=factors,
        facility=lane.to,
        product=flow.product,
        origin=flow.origin,
        lane=flow.lane,
        territory=territory,
        layer=layer,
    )


def _freight(look: Look, flow: Flow, lane: Lane) -> tuple[Factors, Factors]:
    """Give freight by weight and by piece, each as factors."""
    money = ("exchange_rate", look.exchange[lane.currency])
    weight = ("kg_per_unit", look.product[flow.product].kg_per_unit)
    by_weight = (weight, ("freight_per_kg", lane.cost_per_kg), money)
    return by_weight, (("freight_per_unit", lane.cost_per_unit), money)


def _pipeline(look: Look, flow: Flow, lane: Lane) -> Factors:
    settings = look.case.general
    return (
        ("value_per_unit", look.product[flow.product].value_per_unit),
        ("capital_rate_per_year", settings.holding_rate_per_year + settings.finance_rate_per_year),
        ("years_on_the_way", lane.days / DAYS_A_YEAR),
    )


def _carbon(look: Look, flow: Flow, lane: Lane) -> Factors:
    return (
        ("kg_per_unit", look.product[flow.product].kg_per_unit),
        ("carbon_kg_per_kg", lane.carbon_kg_per_kg),
        ("carbon_price_per_kg", look.case.general.carbon_price_per_t / KG_A_TONNE),
    )


def _duty(look: Look, flow: Flow, lane: Lane) -> Iterator[Item]:
    """Give duty by layer: all of it where the goods enter, CIF freight where they travel bound."""
    entered = look.entered(lane)
    freight = _freight(look, flow, lane)
    value = (("value_per_unit", look.product[flow.product].value_per_unit),)
    insured = (*value, ("one_plus_insurance", 1.0 + look.case.general.insurance_rate))
    bases: dict[str, dict[str, tuple[Factors, ...]]] = {}
    if flow.bound_for:
        bases[flow.bound_for] = {"cif": freight}
    if entered:
        bases[entered] = {"fob": (value,), "cif": (insured, *freight), "specific": ((),)}
    for there, parts in bases.items():
        for applied in look.layers(flow.origin, there, flow.product):
            kept = _after_drawback(applied, in_bond=flow.bond == there)
            for factors in _charged(applied, parts):
                yield _item(
                    "duty", flow, lane, (*factors, *kept), territory=there, layer=applied.layer
                )


def _charged(applied: Applied, parts: dict[str, tuple[Factors, ...]]) -> Iterator[Factors]:
    """Give what a layer takes of each part of the customs value, and per unit."""
    for base in parts.get(applied.basis, ()):
        yield (*base, ("duty_rate", applied.charged_rate))
    if applied.counted:
        for base in parts.get("specific", ()):
            yield (*base, ("specific_duty_per_unit", applied.specific_per_unit))


def _after_drawback(applied: Applied, *, in_bond: bool) -> Factors:
    return (("share_after_drawback", 1.0 - applied.drawback),) if in_bond else ()
