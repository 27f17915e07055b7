"""Checks of what management insists on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from data.phrase import said
from network.evaluate.look import KG_A_TONNE, WEEKS_A_YEAR
from network.evaluate.moves import truth
from network.evaluate.result import Check, Sense
from network.evaluate.site_items import open_plant_territories

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from network.case.choices import Policy
    from network.engine.plan import Plan
    from network.evaluate.look import Look


def policy_checks(
    look: Look, plan: Plan, policy: Policy, factor: Mapping[str, float]
) -> Iterator[Check]:
    """Check every cell of a policy that asks for something; `factor` is on a market's demand."""
    yield from _lists(plan, policy)
    yield from _plus(look, plan, policy)
    yield from _shares(look, plan, policy, factor)
    yield from _limits(look, plan, policy)
    if policy.single_sourcing:
        yield from _single(plan)


def _check(name: str, where: str, amount: float, sense: Sense, limit: float | None) -> list[Check]:
    if limit is None:
        return []
    return [Check(name=name, where=where, amount=amount, limit=limit, sense=sense)]


def _lists(plan: Plan, policy: Policy) -> Iterator[Check]:
    opened = {site.facility for site in plan.sites if site.open}
    closed = {site.facility for site in plan.sites if not site.open}
    for place in policy.keep_open:
        yield truth(said("the policy keeps it open"), place, place not in closed)
    for place in policy.keep_closed:
        yield truth(said("the policy keeps it closed"), place, place not in opened)


def _plus(look: Look, plan: Plan, policy: Policy) -> Iterator[Check]:
    plants = [
        site.facility
        for site in plan.sites
        if site.open and look.facility[site.facility].kind == "plant"
    ]
    used = open_plant_territories(look, plan)
    yield from _check(said("enough plants"), policy.id, len(plants), ">=", policy.plants_min)
    yield from _check(said("few enough plants"), policy.id, len(plants), "<=", policy.plants_max)
    others = len(used - {policy.anchor})
    yield from _check(
        said("producing territories beside the anchor"), policy.id, others, "=", policy.plus
    )
    if policy.plus is not None and policy.anchor:
        yield truth(said("the anchor produces"), policy.anchor, policy.anchor in used)


def _shares(look: Look, plan: Plan, policy: Policy, factor: Mapping[str, float]) -> Iterator[Check]:
    """Check shares of output, measured against the capacity that all demand takes."""
    use = {product.id: product.capacity_use_per_unit for product in look.case.products}
    whole = plan.weeks * sum(
        use[row.product] * row.per_week * factor.get(row.market, 1.0) for row in look.case.demand
    )
    wanted = {row.product for row in look.case.demand if row.per_week > 0}
    territories: dict[str, float] = defaultdict(float)
    regions: dict[str, float] = defaultdict(float)
    for made in plan.made:
        if made.product in wanted:
            plant = look.facility[made.facility]
            territories[plant.territory] += made.quantity * use[made.product]
            regions[plant.region] += made.quantity * use[made.product]
    for used in sorted(open_plant_territories(look, plan)) if policy.share_min else ():
        least = policy.share_min * whole
        yield from _check(
            said("share of a producing territory"), used, territories[used], ">=", least
        )
    if policy.outside_share_min is not None:
        outside = sum(output for place, output in territories.items() if place != policy.anchor)
        least = policy.outside_share_min * whole
        yield from _check(said("share made outside the anchor"), policy.id, outside, ">=", least)
    if policy.region_share_max is not None:
        for region, output in sorted(regions.items()):
            most = policy.region_share_max * whole
            if region:
                yield from _check(said("share of a region"), region, output, "<=", most)


def _limits(look: Look, plan: Plan, policy: Policy) -> Iterator[Check]:
    """Check the mean lead time and the carbon of the plan."""
    product, lanes = look.product, look.case.lanes
    if policy.lead_time_max_days is not None:
        wanted = {row.product for row in look.case.demand if row.per_week > 0}
        days = sum(
            flow.quantity * lanes[flow.lane].days
            for flow in plan.flows
            # What goes into a plant that uses it is on its way into production.
            if flow.product in wanted and flow.product not in look.needs.get(flow.to, ())
        )
        most = policy.lead_time_max_days * sum(sold.delivered for sold in plan.sold)
        yield from _check(said("lead time, unit days"), policy.id, days, "<=", most)
    if policy.carbon_max_t is not None:
        moved = sum(
            flow.quantity * product[flow.product].kg_per_unit * lanes[flow.lane].carbon_kg_per_kg
            for flow in plan.flows
        )
        made = sum(
            line.quantity
            * product[line.product].capacity_use_per_unit
            * look.facility[line.facility].carbon_kg_per_capacity_unit
            for line in plan.made
        )
        most = policy.carbon_max_t * KG_A_TONNE * plan.weeks / WEEKS_A_YEAR
        yield from _check("carbon, kg", policy.id, moved + made, "<=", most)


def _single(plan: Plan) -> Iterator[Check]:
    """Check that a market is served with a product over one lane."""
    sold = {(row.market, row.product): row.wanted for row in plan.sold}
    lanes: dict[tuple[str, str], dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for flow in plan.flows:
        if (flow.to, flow.product) in sold:
            lanes[flow.to, flow.product][flow.lane] += flow.quantity
    for (market, product), carried in sorted(lanes.items()):
        yield Check(
            name=said("a market is served over one lane"),
            where=f"{market}, {product}",
            amount=sum(carried.values()) - max(carried.values()),
            limit=0.0,
        )
