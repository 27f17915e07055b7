"""What sites cost: having them, running them, keeping stock in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.evaluate.look import KG_A_TONNE, WEEKS_A_YEAR
from network.evaluate.result import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.engine.plan import Made, Plan, Site
    from network.evaluate.look import Look


def open_plant_territories(look: Look, plan: Plan) -> frozenset[str]:
    """Name the territories in which a plant is open."""
    facility = look.facility
    return frozenset(
        facility[site.facility].territory
        for site in plan.sites
        if site.open
        and site.facility in facility
        and facility[site.facility].kind == "plant"
        and facility[site.facility].territory
    )


def site_items(look: Look, plan: Plan) -> Iterator[Item]:
    """Give the yearly costs of sites and of producing territories, for the weeks of the plan."""
    years = plan.weeks / WEEKS_A_YEAR
    for site in plan.sites:
        if site.facility in look.facility:
            yield from _site(look, site, years)
    used = open_plant_territories(look, plan)
    for row in look.case.territories:
        if row.id in used:
            yield Item(
                term="complexity",
                quantity=1.0,
                factors=(("cost_per_year", row.complexity_per_year), ("years", years)),
                territory=row.id,
            )


def _site(look: Look, site: Site, years: float) -> Iterator[Item]:
    row = look.facility[site.facility]
    costs = (
        ("fixed", float(site.open), row.fixed_cost_per_year),
        ("modules", float(site.modules), row.module_cost_per_year),
        ("opening", float(site.open and row.status == "optional"), row.opening_cost_per_year),
        ("closing", float(not site.open and row.status == "existing"), row.closing_cost_per_year),
        ("expansion", float(site.expanded), row.expansion_cost_per_year),
    )
    money = look.exchange[row.currency]
    for term, quantity, per_year in costs:
        yield Item(
            term=term,
            quantity=quantity,
            factors=(("cost_per_year", per_year), ("years", years), ("exchange_rate", money)),
            facility=row.id,
        )


def production_items(look: Look, plan: Plan) -> Iterator[Item]:
    """Give labour, overhead and carbon of what is made, and the premium of overtime."""
    for made in plan.made:
        if made.facility in look.facility and made.product in look.product:
            yield from _made(look, made)
    premium = look.case.general.overtime_premium
    for extra in plan.overtime:
        if extra.facility in look.facility and extra.product in look.product:
            yield Item(
                term="overtime",
                quantity=extra.quantity,
                factors=(*_hourly(look, extra.facility, extra.product), ("premium", premium)),
                facility=extra.facility,
                product=extra.product,
            )


def _hourly(look: Look, plant: str, product: str) -> tuple[tuple[str, float], ...]:
    row = look.facility[plant]
    return (
        ("hours_per_unit", look.product[product].labour_hours_per_unit),
        ("wage_per_hour", row.wage_per_hour),
        ("hours_paid_per_hour_of_work", 1.0 / row.productivity),
        ("exchange_rate", look.exchange[row.currency]),
    )


def _made(look: Look, made: Made) -> Iterator[Item]:
    row, product = look.facility[made.facility], look.product[made.product]
    use = ("capacity_use_per_unit", product.capacity_use_per_unit)
    factors = {
        "labour": _hourly(look, made.facility, made.product),
        "overhead": (
            use,
            ("overhead_per_capacity_unit", row.overhead_per_capacity_unit),
            ("exchange_rate", look.exchange[row.currency]),
        ),
        "carbon": (
            use,
            ("carbon_kg_per_capacity_unit", row.carbon_kg_per_capacity_unit),
            ("carbon_price_per_kg", look.case.general.carbon_price_per_t / KG_A_TONNE),
        ),
    }
    for term, parts in factors.items():
        yield Item(
            term=term,
            quantity=made.quantity,
            factors=parts,
            facility=made.facility,
            product=made.product,
            origin=made.origin,
        )


def stock_items(look: Look, plan: Plan) -> Iterator[Item]:
    """Give the cost of holding the stocks of the case and of replacing what is drawn."""
    rate = look.case.general.holding_rate_per_year
    for row in look.case.stock:
        yield Item(
            term="stock_holding",
            quantity=row.units,
            factors=(
                ("value_per_unit", look.product[row.product].value_per_unit),
                ("holding_rate_per_year", rate),
                ("years", plan.weeks / WEEKS_A_YEAR),
            ),
            facility=row.facility,
            product=row.product,
        )
    for drawn in plan.drawn:
        yield Item(
            term="stock_drawn",
            quantity=drawn.quantity,
            factors=(("replacement_cost_per_unit", drawn.cost_per_unit),),
            facility=drawn.facility,
            product=drawn.product,
        )
