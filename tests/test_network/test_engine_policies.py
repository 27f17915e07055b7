"""What management insists on holds in every plan, and is never to be had for less than nothing."""

from __future__ import annotations

from collections import defaultdict
from math import isfinite

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.errors import Infeasible
from network.case import Case
from network.case.choices import Policy
from network.engine.solve import design
from network.evaluate import evaluate
from network.explain.measures import measures

from .random_cases import FEATURES, LAW, cost, firms, no_more

# Every demand may be lost, so that a cap can always be kept.
FREE = frozenset(FEATURES) - {"mandatory"}
OPTIONAL = frozenset({"fixed", "optional"})


def plan_under(case, **asked):
    """Solve under a policy; pass over firms for which no plan holds."""
    policy = Policy(id="policy", **asked)
    try:
        found = design(case, policy, stable=False)
    except Infeasible:
        assume(False)  # noqa: FBT003 - hypothesis takes it so
    opinion = evaluate(case, found.plan, policy)
    assert opinion.failures == ()
    assert no_more(cost(case), found.objective)
    return found


def output(case, plan, column) -> dict[str, float]:
    """Add up the output of what markets want, in capacity units, by a column of the plants."""
    wanted = {row.product for row in case.demand if row.per_week}
    use = {row.id: row.capacity_use_per_unit for row in case.products}
    place = {row.id: getattr(row, column) for row in case.facilities}
    found: dict[str, float] = defaultdict(float)
    for made in plan.made:
        if made.product in wanted:
            found[place[made.facility]] += made.quantity * use[made.product]
    return found


def whole(case) -> float:
    use = {row.id: row.capacity_use_per_unit for row in case.products}
    weekly = sum(row.per_week * use[row.product] for row in case.demand)
    return weekly * case.general.weeks


def goods_days(case, plan) -> tuple[float, float]:
    """Give Σ units × days of what markets want, and Σ units delivered."""
    wanted = {row.product for row in case.demand if row.per_week}
    days = sum(f.quantity * case.lanes[f.lane].days for f in plan.flows if f.product in wanted)
    return days, sum(sold.delivered for sold in plan.sold)


@settings(**LAW)
@given(firms(allowed=FREE, needed=frozenset({"air"})), st.sampled_from([0.9, 0.5, 0.1]))
def test_the_mean_lead_time_is_kept_and_not_by_counting_lost_sales(firm, factor):
    case = firm.case()
    days, units = goods_days(case, design(case, stable=False).plan)
    assume(units > 1 and days > 1)
    most = factor * days / units
    days, units = goods_days(case, plan_under(case, lead_time_max_days=most).plan)
    assert days <= most * units + 1e-5 * max(1.0, days)


def cups_and_bolts(*, sold: float) -> Case:
    """Make cups of ten bolts each, which come from far; sell some bolts too."""
    wanted = [{"market": "M", "product": "cup", "per_week": 10}]
    if sold:
        wanted.append({"market": "M", "product": "bolt", "per_week": sold})
    places = {"S": "supplier", "P": "plant", "M": "market"}
    return Case.of(
        {
            "settings": [{"name": "cups and bolts"}],
            "territories": [{"id": "A", "name": "Here"}],
            "products": [{"id": "cup"}, {"id": "bolt", "kind": "component"}],
            "bill_of_materials": [{"product": "cup", "component": "bolt", "quantity": 10}],
            "facilities": [
                {"id": place, "kind": kind, "name": place, "territory": "A"}
                for place, kind in places.items()
            ],
            "supply": [{"facility": "S", "product": "bolt", "cost_per_unit": 1}],
            "lanes": [
                {"from": "S", "to": "P", "days": 20},
                {"from": "P", "to": "M", "product": "cup", "days": 1},
                {"from": "S", "to": "M", "days": 3},
            ],
            "demand": wanted,
        }
    )


@pytest.mark.parametrize(("sold", "days"), [(0.0, 1.0), (0.001, 1.0002), (10.0, 2.0)])
def test_a_part_that_is_also_sold_is_no_delivery_on_its_way_into_a_plant(sold, days):
    case = cups_and_bolts(sold=sold)
    kept = Policy(id="kept", lead_time_max_days=days + 1e-6)
    plan = design(case, kept).plan
    assert evaluate(case, plan, kept).failures == ()
    assert measures(design(case)).lead_time_days == pytest.approx(days, abs=1e-6)
    tight = Policy(id="tight", lead_time_max_days=days - 1e-3)
    assert evaluate(case, plan, tight).failures
    with pytest.raises(Infeasible, match="lead_time_max_days"):
        design(case, tight)


@settings(**LAW)
@given(firms(needed=OPTIONAL), st.integers(0, 2), st.sampled_from([0.05, 0.2, 0.34]))
def test_every_producing_territory_has_its_least_share(firm, plus, least):
    case = firm.case()
    where = {row.id: row.territory for row in case.facilities}
    assume(plus < len({where[plant] for plant in firm.ids("plant")}))
    found = plan_under(case, anchor=where["P0"], plus=plus, share_min=least)
    used = {where[plant] for plant in found.open_plants}
    assert len(used) == plus + 1
    assert where["P0"] in used
    made = output(case, found.plan, "territory")
    assert all(made[one] >= (least - 1e-6) * whole(case) for one in used)


@settings(**LAW)
@given(firms(allowed=FREE), st.sampled_from([0.9, 0.4, 0.0]))
def test_no_region_makes_more_than_its_cap(firm, factor):
    case = firm.case()
    assume(whole(case) > 0)
    free = output(case, design(case, stable=False).plan, "region")
    cap = min(1.0, factor * max(free.values(), default=0.0) / whole(case))
    found = plan_under(case, region_share_max=cap)
    made = output(case, found.plan, "region")
    assert all(amount <= (cap + 1e-6) * whole(case) for amount in made.values())


@settings(**LAW)
@given(firms(), st.sampled_from([0.05, 0.3]))
def test_what_is_made_outside_the_anchor_has_its_least_share(firm, least):
    case = firm.case()
    where = {row.id: row.territory for row in case.facilities}
    assume(len({where[plant] for plant in firm.ids("plant")}) > 1)
    found = plan_under(case, anchor=where["P0"], outside_share_min=least)
    made = output(case, found.plan, "territory")
    outside = sum(amount for place, amount in made.items() if place != where["P0"])
    assert outside >= (least - 1e-6) * whole(case)


@settings(**LAW)
@given(firms(allowed=FREE, needed=frozenset({"carbon"})), st.sampled_from([0.8, 0.2]))
def test_carbon_stays_below_its_cap(firm, factor):
    case = firm.case()
    free = carbon_t(case, design(case, stable=False).plan)
    assume(free > 0.01)
    years = case.general.weeks / 52
    found = plan_under(case, carbon_max_t=factor * free / years)
    assert carbon_t(case, found.plan) <= factor * free * (1 + 1e-6)


def carbon_t(case, plan) -> float:
    goods = {row.id: row for row in case.products}
    sites = {row.id: row for row in case.facilities}
    lanes = sum(
        f.quantity * case.lanes[f.lane].carbon_kg_per_kg * goods[f.product].kg_per_unit
        for f in plan.flows
    )
    making = sum(
        m.quantity
        * goods[m.product].capacity_use_per_unit
        * sites[m.facility].carbon_kg_per_capacity_unit
        for m in plan.made
    )
    return (lanes + making) / 1000


@settings(**LAW)
@given(firms(needed=OPTIONAL), st.integers(0, 3), st.integers(0, 3))
def test_as_many_plants_are_open_as_are_asked_for(firm, least, most):
    found = plan_under(firm.case(), plants_min=min(least, most), plants_max=max(least, most))
    assert min(least, most) <= len(found.open_plants) <= max(least, most)


@settings(**LAW)
@given(firms(needed=OPTIONAL), st.integers(0, 9), st.booleans())
def test_sites_are_kept_open_or_closed_as_told(firm, pick, keep):
    case = firm.case()
    free = [
        row.id
        for row in case.facilities
        if row.status in {"existing", "optional"} and row.kind not in {"market", "hq"}
    ]
    place = free[pick % len(free)]
    found = plan_under(case, **{"keep_open" if keep else "keep_closed": (place,)})
    assert found.site(place).open is keep
    assert isfinite(found.objective)


@settings(**LAW)
@given(firms(needed=frozenset({"air"})))
def test_single_sourcing_serves_a_market_over_one_lane(firm):
    case = firm.case()
    found = plan_under(case, single_sourcing=True)
    lanes: dict[tuple[str, str], set[int]] = defaultdict(set)
    wanted = {(row.market, row.product) for row in case.demand if row.per_week}
    for flow in found.plan.flows:
        if (flow.to, flow.product) in wanted:
            lanes[flow.to, flow.product].add(flow.lane)
    assert all(len(used) == 1 for used in lanes.values())
