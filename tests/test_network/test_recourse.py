"""What outages cost a plan: laws on random firms, and a firm of cups checked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from data.errors import Infeasible
from network.case.choices import Event, Policy
from network.engine.sites import Usual
from network.engine.solve import design
from network.engine.solver import Solver
from network.evaluate import evaluate
from network.outage.recourse import Recourse, usual_throughput
from network.outage.replacement import LITTLE
from network.outage.survival import places
from network.outage.timeline import NORMAL, Outage, State, Timeline, down, timeline

from .outage_cases import cups, held, outages, plans, stuffed
from .random_cases import LAW, no_more

EXACT = 1e-9
HINDERED = State(available=(("nowhere", 0.0),))
"""An outage in name only: nothing is down, yet stock may be drawn."""


@settings(**LAW)
@given(plans(policies=True))
def test_without_an_event_the_cost_is_the_designs_objective(plan):
    told = Recourse(*plan).under([])
    assert told.cost == pytest.approx(plan.result.objective, rel=EXACT, abs=1e-6)
    assert told.extra == 0
    assert not told.plan.drawn
    assert evaluate(plan.case, told.plan, plan.result.policy).failures == ()


@settings(**LAW)
@given(plans(policies=True), st.floats(0.05, 0.95))
def test_splitting_normal_weeks_changes_nothing(plan, share):
    weeks = plan.case.general.weeks
    states = ((NORMAL, weeks * share), (NORMAL, weeks * (1 - share)))
    told = Recourse(*plan).over(Timeline(weeks=weeks, states=states))
    assert told.cost == pytest.approx(plan.result.objective, rel=EXACT, abs=1e-6)


@settings(**LAW)
@given(plans(needed=frozenset({"stock"})))
def test_stock_is_never_free(plan):
    weeks = plan.case.general.weeks
    told = Recourse(*plan).over(Timeline(weeks=weeks, states=((HINDERED, weeks),)))
    assert told.cost == pytest.approx(plan.result.objective, rel=EXACT, abs=1e-6)


@settings(**LAW)
@given(st.data())
def test_a_longer_or_deeper_outage_never_costs_less(data):
    plan = data.draw(plans())
    recourse, case = Recourse(*plan), plan.case
    place = data.draw(st.sampled_from(places(case)))
    shares = sorted(data.draw(st.lists(st.floats(0, 0.99), min_size=3, max_size=3)))
    weeks = sorted(data.draw(st.lists(st.floats(0.1, 20), min_size=3, max_size=3)))
    deeper = [[Outage(weeks=weeks[1], available=down(case, place, s))] for s in shares[::-1]]
    longer = [[Outage(weeks=w, available=down(case, place, shares[1]))] for w in weeks]
    for outages_ in (deeper, longer):
        costs = [told.objective for told in recourse.run(outages_)]
        assert no_more(plan.result.objective, costs[0])
        assert no_more(costs[0], costs[1])
        assert no_more(costs[1], costs[2])


@settings(**LAW)
@given(st.data())
def test_one_live_model_finds_what_cold_solves_find_in_any_order_and_chunks(data):
    plan = data.draw(plans(policies=True))
    scenarios = [data.draw(outages(plan.case)) for _ in range(4)]
    recourse = Recourse(*plan)
    cold = [recourse.under(events) for events in scenarios]
    hot = recourse.run(scenarios)
    chunked = recourse.run(scenarios[2:][::-1])[::-1]
    alone = [recourse.run([events])[0] for events in scenarios]
    for found in (hot, [*hot[:2], *chunked], alone):
        assert [o.objective for o in found] == pytest.approx(
            [told.objective for told in cold], rel=EXACT, abs=1e-6
        )
    assert [o.cost for o in hot] == pytest.approx([t.cost for t in cold], rel=1e-6, abs=1e-3)
    assert recourse.run(scenarios) == hot


@settings(**LAW)
@given(st.data())
def test_pooled_weeks_cost_what_single_weeks_cost(data):
    plan = data.draw(plans(allowed=frozenset({"stock", "limits", "mandatory"}), small=True))
    when = timeline(plan.case, data.draw(outages(plan.case, least=1, most=2)))
    single = [(s, w / 2) for s, w in when.states for _ in range(2)]
    recourse = Recourse(*plan)
    apart = recourse.over(Timeline(weeks=when.weeks, states=tuple(single)))
    assert apart.objective == pytest.approx(recourse.over(when).objective, rel=EXACT, abs=1e-6)


@settings(**LAW)
@given(st.data())
def test_the_independent_evaluator_confirms_what_is_told_of_an_outage(data):
    plan = data.draw(plans(policies=True, needed=frozenset({"stock"})))
    told = Recourse(*plan).under(data.draw(outages(plan.case, least=1)))
    available, demand = told.timeline.mean()
    opinion = evaluate(plan.case, told.plan, availability=available, demand=demand,
                       stock_allowed=True)  # fmt: skip
    missing = "mandatory demand is met"
    assert [check for check in opinion.checks if not check.ok and check.name != missing] == []
    assert opinion.total == pytest.approx(told.cost, rel=1e-6, abs=1e-3)
    assert 0 <= told.service <= 1


@settings(**LAW)
@given(st.data())
def test_nothing_leaves_what_is_down_whatever_it_is_and_has(data):
    plan = data.draw(stuffed())
    place = data.draw(st.sampled_from(places(plan.case)))
    dead = down(plan.case, place)
    recourse, weeks = Recourse(*plan), plan.case.general.weeks
    states = [(NORMAL, weeks / 2), (State(available=tuple(dead.items())), weeks / 2)]
    model, (_, outage) = recourse.build(states)
    answer = Solver(model).solve()
    lanes, dust = plan.case.lanes, 1e-7 * plan.frame.instance.size * 100
    assert answer.found
    assert all(answer.x[c] <= dust for arc, c in outage.arcs if lanes[arc.lane].from_ in dead)
    told = recourse.under([Outage(weeks=weeks, available=dead)])
    assert not [flow for flow in told.plan.flows if flow.from_ in dead and flow.quantity > dust]
    opinion = evaluate(plan.case, told.plan, availability=dead, stock_allowed=True,
                       shortage_allowed=True)  # fmt: skip
    assert opinion.failures == ()


@settings(**LAW)
@given(st.data())
def test_what_leaves_in_an_outage_is_a_share_of_what_is_usual_or_of_the_sites_own(data):
    plan, share = data.draw(stuffed()), data.draw(st.floats(0.05, 0.95))
    case, weeks = plan.case, plan.case.general.weeks
    place = data.draw(
        st.sampled_from([p for p in places(case) if p in plan.frame.instance.facility])
    )
    told = Recourse(*plan).under([Outage(weeks=weeks, available={place: share})]).plan
    use = {row.id: row.capacity_use_per_unit for row in case.products}
    row, site = plan.frame.instance.facility[place], plan.result.site(place)
    own = (row.module_per_week or 0) * site.modules + row.expansion_per_week * site.expanded
    own *= 1 + case.general.overtime_share * (row.kind == "plant")
    limited = [r for r in case.supply if r.facility == place and r.capacity_per_week
               and row.kind == "supplier"]  # fmt: skip
    supply = sum(r.capacity_per_week * use[r.product] for r in limited)
    most = share * weeks * max(_sent(plan.result.plan, place, use) / weeks, own, supply)
    assert no_more(_sent(told, place, use), most)
    none = {product: float(not each) for product, each in use.items()}
    supply = sum(r.capacity_per_week * none[r.product] for r in limited)
    most = share * weeks * max(_sent(plan.result.plan, place, none) / weeks, supply)
    assert no_more(_sent(told, place, none), most)


def _sent(plan, place, use) -> float:
    return sum(flow.quantity * use[flow.product] for flow in plan.flows if flow.from_ == place)


@settings(**LAW)
@given(st.data())
def test_a_change_of_demand_alone_keeps_the_policy(data):
    plan = data.draw(plans(policies=True))
    markets = [row.id for row in plan.case.facilities if row.kind == "market"]
    event = Outage(
        start=data.draw(st.integers(0, 3)),
        weeks=data.draw(st.integers(1, 60)),
        demand={
            data.draw(st.sampled_from(markets)): data.draw(st.sampled_from([1.000001, 0.7, 1.4]))
        },
    )
    recourse = Recourse(*plan)
    try:
        told = recourse.under([event])
    except Infeasible:
        assert plan.result.policy
        for ask in (recourse.under, lambda events: recourse.run([events])):
            with pytest.raises(Infeasible, match="policy cannot hold"):
                ask([event])
        return
    available, demand = told.timeline.mean()
    assert not available
    opinion = evaluate(plan.case, told.plan, plan.result.policy, demand=demand,
                       stock_allowed=True, shortage_allowed=True)  # fmt: skip
    assert opinion.failures == ()
    (outline,) = recourse.run([[event]])
    assert outline.objective == pytest.approx(told.objective, rel=EXACT, abs=1e-6)


@settings(**LAW)
@given(st.data())
def test_stock_never_costs_less_than_one_more_unit_does_there(data):
    plan = data.draw(plans(needed=frozenset({"stock"})))
    # Where nothing is asked for none is drawn: what it would cost there decides nothing.
    wanted = {(row.market, row.product): row for row in plan.case.demand if row.per_week > 0}
    rows = [(number, wanted[row.facility, row.product])
            for number, row in enumerate(plan.case.stock)
            if (row.facility, row.product) in wanted]  # fmt: skip
    assume(rows)
    number, row = data.draw(st.sampled_from(rows))
    little = LITTLE * plan.frame.instance.size / 2
    more = row.model_copy(update={"per_week": row.per_week + little / plan.case.general.weeks})
    demand = tuple(more if one is row else one for one in plan.case.demand)
    sites = {site.facility: site for site in plan.result.plan.sites}
    try:
        dearer = design(replace(plan.case, demand=demand, place=None), sites=sites, stable=False)
    except Infeasible:
        reject()
    slope = (dearer.objective - plan.result.objective) / little
    dust = 1e-8 * abs(plan.result.objective) / little
    assert slope <= Recourse(*plan).replacement[number] * (1 + 1e-6) + dust


def test_lost_sales_cost_their_price_less_what_is_saved():
    told = Recourse(*held(cups())).under([Event(scenario="s", facility="P", weeks=3)])
    assert told.extra == pytest.approx(3 * 10 * (20 - 2))
    assert [(sold.market, sold.lost) for sold in told.lost] == [("M", pytest.approx(30))]
    assert told.service == pytest.approx(1 - 3 / 20)


def test_stock_is_drawn_in_the_outage_at_its_value_and_no_more_than_there_is():
    plan = held(cups(in_stock=12.0, per_week=9.0))
    told = Recourse(*plan).under([Event(scenario="s", facility="P", weeks=3)])
    (drawn,) = told.plan.drawn
    assert (drawn.quantity, drawn.cost_per_unit) == (pytest.approx(12), 8.0)
    assert told.extra == pytest.approx(12 * (8 - 2) + 15 * (20 - 2))


@pytest.mark.parametrize(("said", "counted"), [(11.0, 11.0), (1.0, 8.0), (None, 8.0)])
def test_stock_costs_what_its_row_says_but_never_less_than_its_value(said, counted):
    row = {"facility": "M", "product": "cup", "units": 5, "replacement_cost_per_unit": said}
    assert Recourse(*held(cups(stock=[row], per_week=9.0))).replacement == {0: counted}


@pytest.mark.parametrize(("other", "counted"), [(0.0, 20.0), (4.0, 8.0)])
def test_where_a_limit_is_used_up_to_the_last_unit_stock_costs_what_gives_way_for_one_more(
    other, counted
):
    """P makes just what is wanted: one more costs a sale at 20, or 3 where Q is there."""
    assert Recourse(*held(cups(in_stock=5.0, other=other))).replacement == {0: counted}


def test_where_no_more_can_be_had_stock_costs_what_the_last_unit_did():
    slow = [{"id": "cup", "value_per_unit": 1.0, "labour_hours_per_unit": 4.0}]
    plan = held(cups(in_stock=5.0, mandatory=True, products=slow))
    assert Recourse(*plan).replacement == pytest.approx({0: 8.0})


@pytest.mark.parametrize(("per_week", "landed"), [(6.0, 4 * 2.0 + 0.5), (12.0, 4 * 3.0)])
def test_stock_costs_what_one_more_unit_would_have_cost_there(per_week, landed):
    slow = [{"id": "cup", "value_per_unit": 1.0, "labour_hours_per_unit": 4.0}]
    stock = [{"facility": place, "product": "cup", "units": 5} for place in ("M", "P", "Q")]
    lanes = [{"from": "P", "to": "M", "cost_per_unit": 0.5}, {"from": "Q", "to": "M"}]
    case = cups(other=5.0, per_week=per_week, products=slow, stock=stock, lanes=lanes)
    found = Recourse(*held(case)).replacement
    assert found[0] == pytest.approx(landed)
    assert found[1] == pytest.approx(landed - 0.5)


def test_the_replacement_of_a_part_is_its_landed_cost_at_the_plant():
    plan = held(_with_part())
    assert Recourse(*plan).replacement == pytest.approx({0: 5.0 + 1.5})


def _with_part():
    case = cups()
    rows = {name: [r.model_dump(by_alias=True) for r in table]
            for name, table in case.tables().items()}  # fmt: skip
    rows["products"].append({"id": "clay", "kind": "component", "value_per_unit": 2.0})
    rows["bill_of_materials"] = [{"product": "cup", "component": "clay", "quantity": 1.0}]
    rows["facilities"].append({"id": "S", "kind": "supplier", "name": "Pit", "territory": "A"})
    rows["supply"] = [{"facility": "S", "product": "clay", "cost_per_unit": 5.0}]
    rows["lanes"].append({"from": "S", "to": "P", "cost_per_unit": 1.5})
    rows["stock"] = [{"facility": "P", "product": "clay", "units": 9}]
    return type(case).of(rows)


def test_a_site_without_a_limit_keeps_a_share_of_its_usual_throughput():
    plan = held(_with_part())
    assert usual_throughput(plan.frame, plan.result.plan) == {
        "P": Usual(outflow=pytest.approx(10.0), made=pytest.approx(10.0)),
        "S": Usual(outflow=pytest.approx(10.0)),
    }
    told = Recourse(*plan).under([Outage(weeks=2, available={"S": 0.25})])
    (drawn,) = told.plan.drawn
    assert drawn.quantity == pytest.approx(9)
    assert told.lost[0].lost == pytest.approx(2 * 10 - 2 * 2.5 - 9)


def test_a_mandatory_demand_that_cannot_be_met_is_told_not_refused():
    recourse = Recourse(*held(cups(mandatory=True, other=4.0)))
    outage = [Outage(weeks=5, available={"P": 0.0})]
    told = recourse.under(outage)
    assert [(sold.product, sold.lost) for sold in told.lost] == [("cup", pytest.approx(30))]
    assert told.objective == pytest.approx(told.cost + 30 * told.shortage_cost)
    assert told.extra == pytest.approx(5 * (4 * 3 - 10 * 2))
    (outline,) = recourse.run([outage])
    assert (outline.missing, outline.extra) == pytest.approx((30, told.extra))


def test_a_policy_holds_in_normal_weeks_and_is_suspended_in_an_outage():
    policy = Policy(id="cap", region_share_max=0.6)
    plan = held(cups(other=10.0), policy)
    assert plan.result.objective == pytest.approx(20 * (6 * 2 + 4 * 3))
    told = Recourse(*plan).under([Outage(weeks=5, available={"P": 0.0})])
    assert told.extra == pytest.approx(5 * (10 * 3 - 24))


def test_a_surge_of_a_hair_lifts_no_rule_and_shares_are_of_what_is_wanted_then():
    policy = Policy(id="cap", region_share_max=0.6)
    plan = held(cups(other=10.0), policy)
    recourse = Recourse(*plan)
    told = recourse.under([Outage(weeks=20, demand={"M": 1.0000001})])
    assert told.cost == pytest.approx(plan.result.objective, rel=1e-6)
    surge = [Outage(weeks=5, demand={"M": 1.5})]
    expected = 15 * (6 * 2 + 4 * 3) + 5 * (9 * 2 + 6 * 3)
    told = recourse.under(surge)
    assert told.cost == pytest.approx(expected)
    for demand, holds in ((told.timeline.mean()[1], True), ({"M": 1.0}, False)):
        opinion = evaluate(plan.case, told.plan, policy, demand=demand, stock_allowed=True)
        failed = {check.name for check in opinion.checks if not check.ok}
        assert ("share of a region" not in failed) == holds
    assert recourse.run([surge])[0].cost == pytest.approx(expected)
    both = [*surge, Outage(start=10, weeks=2, available={"Q": 0.0})]
    (outline,) = recourse.run([both])
    assert outline.objective == pytest.approx(recourse.under(both).objective)


def test_a_rule_that_cannot_hold_when_demand_changes_is_named():
    plan = held(cups(other=4.0), Policy(id="cap", anchor="B", outside_share_min=0.9))
    surge = [Outage(weeks=5, demand={"M": 2.0})]
    for ask in (Recourse(*plan).under, lambda events: Recourse(*plan).run([events])):
        with pytest.raises(Infeasible, match="policy cannot hold in the weeks in which markets"):
            ask(surge)


def test_single_sourcing_keeps_its_lane_in_normal_weeks_only():
    lanes = [
        {"from": "P", "to": "M", "mode": "road", "capacity_per_week": 6.0},
        {"from": "P", "to": "M", "mode": "rail", "capacity_per_week": 7.0, "cost_per_unit": 1.0},
    ]
    plan = held(cups(lanes=lanes), Policy(id="one", single_sourcing=True))
    flows = {flow.mode: flow.quantity for flow in plan.result.plan.flows}
    assert flows == pytest.approx({"rail": 140.0})
    told = Recourse(*plan).under([Outage(weeks=2, available={"P": 0.9})])
    flows = {flow.mode: flow.quantity for flow in told.plan.flows}
    assert flows == pytest.approx({"rail": 7.0 * 18 + 3.0 * 2, "road": 6.0 * 2})
