"""A plan that cannot be done is told so, whatever is wrong with it."""

from __future__ import annotations

import math
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import UncertifiedResult
from network.case import Case
from network.case.choices import Policy
from network.engine.plan import Drawn, Flow, Plan, Site, Sold, Supplied
from network.evaluate import certify, evaluate

from .worked_plan import PLAN, TABLES, TERMS, worked_case

CASE = worked_case()
LISTS = ("flows", "supplied", "made", "used", "sold", "overtime")


def places():
    """Name every quantity of the plan: (list, line, column)."""
    return [
        (name, number, field.name)
        for name in LISTS
        for number, line in enumerate(getattr(PLAN, name))
        for field in fields(line)
        if isinstance(getattr(line, field.name), float)
    ]


def changed(name, number, **cells) -> Plan:
    lines = list(getattr(PLAN, name))
    lines[number] = replace(lines[number], **cells)
    return replace(PLAN, **{name: tuple(lines)})


def failed(plan, case=CASE, policy=None, **circumstances) -> set[str]:
    evaluation = evaluate(case, plan, policy, **circumstances)
    assert len(evaluation.failures) == sum(not check.ok for check in evaluation.checks)
    return {check.name for check in evaluation.checks if not check.ok}


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(places()),
    st.just(0.0) | st.floats(0.01, 0.999) | st.floats(1.001, 3),
)
def test_no_quantity_can_be_changed_unseen(place, factor):
    name, number, column = place
    value = getattr(getattr(PLAN, name)[number], column)
    plan = changed(name, number, **{column: value * factor + (value == 0) * factor * 5})
    if plan != PLAN and name != "overtime":
        assert failed(plan)
    elif plan != PLAN:  # more overtime than needed can be done, and costs more
        amount = TERMS["overtime"] * factor
        assert evaluate(CASE, plan).terms["overtime"] == pytest.approx(amount)


@given(st.sampled_from(places()), st.sampled_from([-1.0, math.nan, math.inf]))
def test_no_quantity_is_negative_or_no_number(place, value):
    name, number, column = place
    plan = changed(name, number, **{column: value})
    assert failed(plan) & {"quantities are not negative", "quantities are numbers"}
    with pytest.raises(UncertifiedResult):
        certify(CASE, plan, math.nan)


WORDS = {
    "from_", "to", "mode", "product", "origin", "bound_for", "bond", "facility", "recipe",
    "component", "component_origin", "component_bond", "market",
}  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_word_of_the_plan_can_be_changed_unseen(data):
    name = data.draw(st.sampled_from(LISTS))
    number = data.draw(st.integers(0, len(getattr(PLAN, name)) - 1))
    line = getattr(PLAN, name)[number]
    column = data.draw(st.sampled_from([f.name for f in fields(line) if f.name in WORDS]))
    word = data.draw(
        st.sampled_from(["A", "B", "U", "S", "Q", "K", "bolt", "lamp", "full", "", "x"])
    )
    plan = changed(name, number, **{column: word})
    # Goods may go in bond or not, as long as they do so all the way: one line alone may not.
    assert plan == PLAN or failed(plan)


@pytest.mark.parametrize("name", LISTS[:-1])
def test_no_line_can_be_left_out_or_told_twice(name):
    lines = getattr(PLAN, name)
    for number in range(len(lines)):
        assert failed(replace(PLAN, **{name: lines[:number] + lines[number + 1 :]}))
        assert failed(replace(PLAN, **{name: (*lines, lines[number])}))


def site(facility, **cells):
    number = [site.facility for site in PLAN.sites].index(facility)
    return changed("sites", number, **cells)


@pytest.mark.parametrize(
    ("plan", "name"),
    [
        (site("K", open=False, modules=0), "a closed site stands still"),
        (site("S", open=False), "a closed site stands still"),
        (site("P", modules=4), "modules stand in an open site"),
        (site("Q", modules=1), "modules stand in an open site"),
        (site("P", modules=0), "an open site has a module"),
        (site("P", modules=1), "capacity for making is enough"),
        (site("P", expanded=False), "capacity for making is enough"),
        (site("Q", expanded=True), "only an open site is expanded"),
        (site("P", modules=2.0), "modules are whole"),
        (replace(PLAN, sites=PLAN.sites[1:]), "the site is decided once"),
        (replace(PLAN, sites=(*PLAN.sites, PLAN.sites[0])), "the site is decided once"),
        (replace(PLAN, overtime=()), "capacity for making is enough"),
        (changed("overtime", 0, quantity=80.0), "overtime is enough"),
        (changed("overtime", 0, quantity=350.0), "overtime is part of what is made"),
        (changed("flows", 0, lane=9), "the lane exists"),
        (changed("flows", 0, lane=-1), "the lane exists"),
        (changed("flows", 0, lane=1), "the flow stands on its lane"),
        (changed("flows", 3, product="bolt"), "the lane carries the product"),
        (changed("flows", 3, bound_for=""), "goods are declared where freight bears duty"),
        (changed("flows", 1, bound_for=""), "goods made in bond stay away from where it was given"),
        (changed("supplied", 0, row=3), "the row of supply says the same"),
        (changed("supplied", 0, origin="B"), "the row of supply says the same"),
        (changed("made", 0, recipe="light"), "the plant has the recipe"),
        (changed("made", 0, origin="U"), "the recipe gives the origin"),
        (changed("made", 0, bond="U"), "a bond is that of the plant's territory"),
        (changed("made", 0, bound_for="B"), "goods are declared where they are foreign"),
        (changed("used", 0, component_bond="B"), "components in bond are used in bond"),
        (changed("used", 0, component="lamp"), "the bill of materials is kept"),
        (changed("sold", 0, wanted=90.0), "what is wanted is the demand"),
        (changed("sold", 1, lost=10.0), "what is wanted is delivered or lost"),
        (changed("sold", 0, delivered=100.0, lost=4.0), "mandatory demand is met"),
        (replace(PLAN, sold=PLAN.sold[1:]), "the demand is answered once"),
        (changed("sold", 0, product="bolt"), "somebody asked for it"),
        (changed("sold", 0, market="nowhere"), "the place is in the case"),
        (changed("sold", 0, product="nothing"), "the product is in the case"),
        (replace(PLAN, weeks=0.0), "the plan has a length"),
        (replace(PLAN, weeks=25.0), "what is wanted is the demand"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(plan, name):
    assert name in failed(plan)


def with_lamp(**cells):
    lamp = TABLES["products"][1]
    return worked_case(products=[TABLES["products"][0], {**lamp, **cells}])


def shut():
    """Exclude the plant; the demand it must meet may then be lost."""
    plant = {**TABLES["facilities"][1], "status": "excluded"}
    facilities = [TABLES["facilities"][0], plant, *TABLES["facilities"][2:]]
    demand = [{**TABLES["demand"][0], "price_per_unit": 1.0}, TABLES["demand"][1]]
    return worked_case(facilities=facilities, demand=demand)


def with_row(table, number, **cells):
    rows = list(TABLES[table])
    rows[number] = {**rows[number], **cells}
    return worked_case(**{table: rows})


@pytest.mark.parametrize(
    ("case", "name"),
    [
        (with_lamp(value_per_unit=19.0), "the rule of origin is met"),
        (with_lamp(capacity_use_per_unit=2.2), "capacity for making is enough"),
        (with_row("facilities", 3, module_per_week=18.0), "capacity for sending is enough"),
        (shut(), "an excluded site is closed"),
        (with_row("facilities", 2, status="required"), "a required site is open"),
        (with_row("supply", 0, capacity_per_week=39.0), "supply is enough"),
        (with_row("lanes", 2, capacity_per_week=9.0), "room on the lane is enough"),
        (with_row("bill_of_materials", 0, quantity=3.1), "the bill of materials is kept"),
        (with_row("demand", 1, per_week=11.0), "what is wanted is the demand"),
        (
            worked_case(
                demand=[TABLES["demand"][0], {"market": "F", "product": "lamp", "per_week": 10}]
            ),
            "mandatory demand is met",
        ),
    ],
)
def test_a_case_that_allows_less_is_not_kept(case, name):
    assert failed(PLAN, case) == {name} or (
        name in failed(PLAN, case) and name == "what is wanted is the demand"
    )


def test_an_origin_in_the_set_of_the_rule_does_not_count_against_it():
    club = [*TABLES["cumulation"], {"set": "club", "origin": "A"}]
    poor = [TABLES["products"][0], {**TABLES["products"][1], "value_per_unit": 19.0}]
    assert not failed(PLAN, worked_case(products=poor, cumulation=club))


def test_an_outage_takes_capacity_away():
    assert failed(PLAN, availability={"P": 0.9}) == {"capacity for making is enough"}
    assert failed(PLAN, availability={"S": 0.9}) == {"supply is enough"}
    assert not failed(PLAN, availability={"P": 1.0, "N": 0.0})


def test_a_plant_without_a_limit_still_stops_when_nothing_of_it_works():
    plant = {**TABLES["facilities"][1], "module_per_week": None, "expansion_per_week": 0}
    facilities = [TABLES["facilities"][0], plant, *TABLES["facilities"][2:]]
    case, plan = worked_case(facilities=facilities), replace(PLAN, overtime=())
    assert not failed(plan, case, availability={"P": 0.01})
    assert failed(plan, case, availability={"P": 0.0}) == {
        "capacity for making is enough",
        "nothing leaves a site that is down",
    }


def test_stock_leaves_a_site_no_faster_than_an_outage_lets_it():
    """The pit sends ten a week, so at half of it five, whatever lies there."""
    pit = {"id": "pit", "kind": "supplier", "name": "pit", "territory": "A"}
    shop = {"id": "shop", "kind": "market", "name": "shop", "territory": "A"}
    case = Case.of({
        "settings": [{"name": "clay", "weeks": 4}],
        "territories": [{"id": "A", "name": "Here"}],
        "products": [{"id": "clay"}],
        "facilities": [pit, shop],
        "supply": [{"facility": "pit", "product": "clay", "capacity_per_week": 10}],
        "lanes": [{"from": "pit", "to": "shop"}],
        "demand": [{"market": "shop", "product": "clay", "per_week": 10, "price_per_unit": 9}],
        "stock": [{"facility": "pit", "product": "clay", "units": 99}],
    })  # fmt: skip
    line = {"product": "clay", "origin": "A"}
    for drawn, wrong in ((0.0, set()), (1.0, {"an outage leaves enough to send"})):
        sent = 20.0 + drawn
        plan = Plan(
            weeks=4.0,
            made=(),
            overtime=(),
            used=(),
            sites=tuple(Site(facility=f, open=True, modules=0) for f in ("pit", "shop")),
            flows=(Flow(lane=0, from_="pit", to="shop", mode="road", quantity=sent, **line),),
            supplied=(Supplied(row=0, facility="pit", quantity=20.0, **line),),
            sold=(Sold(market="shop", product="clay", wanted=40, delivered=sent, lost=40 - sent),),
            drawn=(Drawn(row=0, facility="pit", product="clay", quantity=drawn, cost_per_unit=9),),
        )
        assert failed(plan, case, availability={"pit": 0.5}, stock_allowed=True) == wrong


def test_overtime_needs_a_limit_to_go_beyond():
    plant = {**TABLES["facilities"][1], "module_per_week": None, "expansion_per_week": 0}
    facilities = [TABLES["facilities"][0], plant, *TABLES["facilities"][2:]]
    assert failed(PLAN, worked_case(facilities=facilities)) == {"overtime is enough"}


def test_mandatory_demand_may_be_short_only_where_that_is_allowed():
    short = changed("sold", 0, wanted=208.0, lost=104.0)
    assert failed(short, demand={"N": 2.0}) == {"mandatory demand is met"}
    assert not failed(short, demand={"N": 2.0}, shortage_allowed=True)


def test_demand_in_an_outage_is_what_is_wanted_then():
    more = changed("sold", 1, wanted=520.0, lost=280.0)
    assert not failed(more, demand={"F": 2.0})
    assert failed(more) == {"what is wanted is the demand"}


STOCKED = worked_case(
    stock=[{"facility": "P", "product": "lamp", "units": 30.0, "replacement_cost_per_unit": 35.0}]
)


def drawing(units, cost=36.0) -> Plan:
    """Take lamps from stock in place of making them for the near market."""
    parts = 3 * (104.0 - units)
    plan = replace(
        PLAN,
        drawn=(Drawn(row=0, facility="P", product="lamp", quantity=units, cost_per_unit=cost),),
    )
    for name, cells in (
        ("made", {"quantity": 104.0 - units}),
        ("used", {"quantity": parts}),
        ("supplied", {"quantity": parts}),
        ("flows", {"quantity": parts}),
    ):
        lines = list(getattr(plan, name))
        lines[0] = replace(lines[0], **cells)
        plan = replace(plan, **{name: tuple(lines)})
    return plan


def test_stock_is_drawn_in_an_outage_and_replaced_at_its_cost():
    evaluation = evaluate(STOCKED, drawing(20.0), stock_allowed=True)
    assert evaluation.ok
    assert evaluation.terms["stock_drawn"] == pytest.approx(20.0 * 36.0)


def test_stock_is_not_drawn_without_an_outage_nor_cheaply_nor_beyond_what_there_is():
    assert failed(drawing(20.0), STOCKED) == {"stock is enough"}
    assert failed(drawing(31.0), STOCKED, stock_allowed=True) == {"stock is enough"}
    cheap = drawing(20.0, cost=34.0)
    assert failed(cheap, STOCKED, stock_allowed=True) == {"stock is replaced at its cost"}


def test_stock_goes_out_under_any_declaration():
    """The far market's lamps leave bound for its territory; stock may be declared so too."""
    far = replace(
        PLAN,
        drawn=(Drawn(row=0, facility="P", product="lamp", quantity=10.0, cost_per_unit=40.0),),
        flows=(*PLAN.flows, *(replace(flow, quantity=10.0, bond="") for flow in PLAN.flows[2:4])),
        sold=(PLAN.sold[0], replace(PLAN.sold[1], delivered=250.0, lost=10.0)),
    )
    assert not failed(far, STOCKED, stock_allowed=True)
    assert failed(replace(far, drawn=()), STOCKED, stock_allowed=True) == {"what comes in goes out"}


def insisting(**cells) -> Policy:
    return Policy.model_validate({"id": "insist", **cells})


# Output is 688 capacity units of 728 that are wanted, all of it in B and in the East.
@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({"plants_min": 2}, "enough plants"),
        ({"plants_max": 0}, "few enough plants"),
        ({"anchor": "B", "plus": 1}, "producing territories beside the anchor"),
        ({"anchor": "U", "plus": 1}, "the anchor produces"),
        ({"anchor": "B", "plus": 0, "share_min": 0.95}, "share of a producing territory"),
        ({"anchor": "B", "outside_share_min": 0.01}, "share made outside the anchor"),
        ({"anchor": "A", "outside_share_min": 0.95}, "share made outside the anchor"),
        ({"region_share_max": 0.94}, "share of a region"),
        ({"lead_time_max_days": 14.6}, "lead time, unit days"),
        ({"carbon_max_t": 2.3}, "carbon, kg"),
        ({"keep_open": ["Q"]}, "the policy keeps it open"),
        ({"keep_closed": ["P"]}, "the policy keeps it closed"),
    ],
)
def test_a_policy_that_is_not_kept_is_named(cells, name):
    assert failed(PLAN, policy=insisting(**cells)) == {name}


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"plants_min": 1, "plants_max": 1, "keep_open": ["P"], "keep_closed": ["Q"]},
        {"anchor": "B", "plus": 0, "share_min": 0.945, "single_sourcing": True},
        {"anchor": "A", "outside_share_min": 0.945, "region_share_max": 0.9451},
        {"lead_time_max_days": 14.66, "carbon_max_t": 2.31},
    ],
)
def test_a_policy_that_is_kept_passes(cells):
    assert not failed(PLAN, policy=insisting(**cells))


def test_a_market_served_over_two_lanes_is_not_single_sourced():
    lanes = [*TABLES["lanes"], {"from": "P", "to": "N", "mode": "air", "cost_per_unit": 9.0}]
    near = replace(PLAN.flows[4], quantity=52.0)
    plan = replace(PLAN, flows=(*PLAN.flows[:4], near, replace(near, lane=4, mode="air")))
    assert not failed(plan, worked_case(lanes=lanes))
    name = "a market is served over one lane"
    assert failed(plan, worked_case(lanes=lanes), insisting(single_sourcing=True)) == {name}


def test_parts_used_whatever_their_origin_are_counted_together():
    plan = changed("used", 0, component_origin="*")
    plan = replace(plan, flows=tuple(plan.flows))
    case = with_row("recipes", 0, origin_rule="")
    assert not failed(plan, case)
    less = replace(plan, used=(replace(plan.used[0], quantity=300.0), plan.used[1]))
    assert failed(less, case) == {"what comes in goes out", "the bill of materials is kept"}


def test_a_part_of_no_told_origin_counts_against_a_rule_of_origin():
    club = [*TABLES["cumulation"], {"set": "club", "origin": "A"}]
    poor = [TABLES["products"][0], {**TABLES["products"][1], "value_per_unit": 19.0}]
    case = worked_case(products=poor, cumulation=club)
    assert failed(changed("used", 0, component_origin="*"), case) == {"the rule of origin is met"}


def test_only_a_plant_that_needs_them_takes_goods_in_bond():
    depot = {"id": "D", "kind": "depot", "name": "Store", "territory": "B"}
    case = worked_case(
        facilities=[*TABLES["facilities"], depot],
        lanes=[*TABLES["lanes"], {"from": "S", "to": "D"}],
    )
    stray = Flow(
        lane=4,
        from_="S",
        to="D",
        mode="road",
        product="bolt",
        origin="A",
        quantity=1.0,
        bound_for="B",
        bond="B",
    )
    plan = replace(
        PLAN, sites=(*PLAN.sites, Site(facility="D", open=True)), flows=(*PLAN.flows, stray)
    )
    assert "only a plant that needs them takes goods in bond" in failed(plan, case)


def test_a_result_is_certified_only_with_the_solvers_total():
    total = sum(TERMS.values())
    certificate = certify(CASE, PLAN, total)
    assert certificate.total == pytest.approx(total)
    assert certificate.worst_residual <= 1e-6
    assert certificate.difference == pytest.approx(0.0, abs=1e-6)
    assert certify(CASE, PLAN, total * (1 + 5e-7))
    with pytest.raises(UncertifiedResult, match="not shown"):
        certify(CASE, PLAN, total * (1 + 5e-6))


def test_a_refusal_names_what_fails_and_no_more_than_can_be_read():
    with pytest.raises(UncertifiedResult) as refusal:
        certify(CASE, replace(PLAN, flows=()), 0.0)
    assert "what comes in goes out at P, lamp of B" in str(refusal.value)
    assert "more" in refusal.value.where
    assert len(str(refusal.value)) < 700


def test_an_empty_plan_of_nothing_wanted_costs_nothing_and_passes():
    bare = worked_case(demand=[], stock=[])
    closed = tuple(Site(facility=f, open=False) for f in ("S", "P", "Q", "K"))
    plan = Plan(weeks=26.0, sites=closed, flows=(), supplied=(), made=(), overtime=(), used=(),
                sold=())  # fmt: skip
    evaluation = evaluate(bare, plan)
    assert evaluation.ok
    assert evaluation.total == pytest.approx(TERMS["closing"])
