"""What really moved is told as a plan: priced like one, with a sentence for what does not fit."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings

from data.errors import Problems
from network.case import Case
from network.engine.plan import Overtime, Site
from network.engine.solve import design
from network.evaluate import evaluate, plan_of_actual_flows, read_actual

from .evaluate_cases import cases
from .worked_plan import FAR, NEAR, TABLES, TERMS, worked_case

BOLTS = ("S", "P", "road", "bolt", 1032.0)
TO_QUAY = ("P", "K", "road", "lamp", FAR)
BY_SEA = ("K", "F", "sea", "lamp", FAR)
TO_NEAR = ("P", "N", "road", "lamp", NEAR)
YEAR = (BOLTS, TO_QUAY, BY_SEA, TO_NEAR)
AT_OPTIONAL = "P is optional, yet goods moved through it."


def record(*flows):
    columns = ("from", "to", "mode", "product", "quantity", "origin")
    return [dict(zip(columns, flow, strict=False)) for flow in flows]


def recorded(*flows, **tables):
    return read_actual(worked_case(actual_flows=record(*flows), **tables))


def test_a_year_on_record_costs_what_its_sums_worked_by_hand_say():
    case = worked_case(actual_flows=record(*YEAR))
    actual = read_actual(case)
    evaluation = evaluate(case, actual.plan)
    assert actual.findings == (AT_OPTIONAL,)
    assert evaluation.failures == ()
    asked = ("purchase", "labour", "overhead", "freight", "pipeline", "carbon", "lost_sales")
    for term in asked:
        assert evaluation.terms[term] == pytest.approx(TERMS[term]), term
    # Records know no bond: the bolts bear all their duty, 1 each; the lamps bear it on freight too.
    assert evaluation.terms["duty"] == pytest.approx(1032 * 1.0 + 240 * 3.92)


def test_the_plan_of_a_record_is_the_plan_that_is_read():
    case = worked_case(actual_flows=record(*YEAR))
    assert plan_of_actual_flows(case) == read_actual(case).plan


def test_sites_are_as_they_are_today():
    plants = [dict(row) for row in TABLES["facilities"]]
    plants[1]["modules_now"] = 2
    plan = recorded(*YEAR, facilities=plants).plan
    assert Site(facility="P", open=True, modules=2) in plan.sites
    assert Site(facility="Q", open=True, modules=0) in plan.sites
    assert Site(facility="K", open=True, modules=1) in plan.sites
    # 688 capacity units against 520 in usual hours: 130 in overtime, the rest cannot be.
    assert sum(o.quantity for o in plan.overtime) == pytest.approx(65.0)


def test_what_is_above_usual_hours_and_overtime_is_told():
    plants = [dict(row) for row in TABLES["facilities"]]
    plants[1]["modules_now"] = 2
    findings = recorded(*YEAR, facilities=plants).findings
    assert any("P made 168 capacity units more than it can in usual hours" in f for f in findings)


def test_a_little_above_usual_hours_is_overtime():
    plants = [dict(row) for row in TABLES["facilities"]]
    plants[1] |= {"modules_now": 1, "module_per_week": 25.0}
    actual = recorded(*YEAR, facilities=plants)
    assert actual.findings == (AT_OPTIONAL,)
    assert actual.plan.overtime == (
        Overtime(facility="P", product="lamp", quantity=pytest.approx((688 - 650) / 2)),
    )


def test_one_origin_that_is_possible_is_taken_through_ports_too():
    plan = recorded(*YEAR).plan
    assert {(f.product, f.origin) for f in plan.flows} == {("bolt", "A"), ("lamp", "B")}


def test_an_origin_that_may_be_one_of_several_is_asked_for():
    recipes = [
        *TABLES["recipes"],
        {"facility": "P", "product": "lamp", "name": "light", "origin": "A"},
    ]
    with pytest.raises(Problems) as refusal:
        recorded(*YEAR, recipes=recipes)
    said = str(refusal.value)
    assert "the origin of lamp from P may be A, B (actual_flows row 2, column origin)" in said
    assert "actual_flows row 3" in said
    told = [(*flow, "B") if flow[3] == "lamp" else flow for flow in YEAR]
    assert recorded(*told, recipes=recipes).findings == (AT_OPTIONAL,)


def test_all_that_cannot_be_read_is_said_at_once():
    with pytest.raises(Problems) as refusal:
        recorded(("K", "F", "sea", "bolt", 5.0), ("K", "F", "sea", "lamp", 5.0), *YEAR[:1])
    said = str(refusal.value)
    assert "no lane carries bolt from K to F by sea (actual_flows row 1)" in said
    assert "nothing says where lamp at K comes from (actual_flows row 2, column origin)" in said


def test_of_two_recipes_of_one_origin_the_first_by_name_is_taken():
    recipes = [{**TABLES["recipes"][0], "name": name} for name in ("new", "old", "aged")]
    made = recorded(*YEAR, recipes=recipes).plan.made
    assert {line.recipe for line in made} == {"aged"}


def short(flow, quantity):
    return (*flow[:4], quantity)


@pytest.mark.parametrize(
    ("flows", "finding"),
    [
        ((short(BOLTS, 1000.0), *YEAR[1:]), "P needed 32 bolt more than it got for what it made."),
        ((short(BOLTS, 1100.0), *YEAR[1:]), "68 came in and did not go out at P, bolt of A"),
        ((BOLTS, TO_QUAY, short(BY_SEA, 200.0), TO_NEAR), "40 came in and did not go out at K"),
        ((BOLTS, short(TO_QUAY, 200.0), BY_SEA, TO_NEAR), "40 went out from nowhere at K, lamp"),
        ((*YEAR[:3], short(TO_NEAR, 100.0)), "N got 4 lamp less than it must have"),
        ((*YEAR[:3], short(TO_NEAR, 110.0)), "N got 6 lamp more than it wanted."),
    ],
)
def test_what_does_not_balance_is_a_finding_not_an_error(flows, finding):
    findings = recorded(*flows).findings
    assert any(finding in said for said in findings), findings


def test_sales_that_are_lost_are_those_wanted_and_not_delivered():
    sold = {row.market: row for row in recorded(*YEAR).plan.sold}
    assert (sold["F"].delivered, sold["F"].lost) == pytest.approx((240.0, 20.0))


def test_parts_are_taken_of_each_origin_its_share():
    facilities = [
        *TABLES["facilities"],
        {"id": "S2", "kind": "supplier", "name": "Other bolts", "territory": "U"},
    ]
    supply = [*TABLES["supply"], {"facility": "S2", "product": "bolt", "cost_per_unit": 1}]
    lanes = [*TABLES["lanes"], {"from": "S2", "to": "P"}]
    flows = (short(BOLTS, 516.0), ("S2", "P", "road", "bolt", 1032.0), *YEAR[1:])
    actual = recorded(*flows, facilities=facilities, supply=supply, lanes=lanes)
    used = {row.component_origin: row.quantity for row in actual.plan.used}
    assert used == pytest.approx({"A": 344.0, "U": 688.0})
    assert len([f for f in actual.findings if "did not go out" in f]) == 2


def test_what_a_plant_has_on_the_spot_need_not_move():
    """Shades are made and used at the plant, of wire that is supplied there."""
    products = [*TABLES["products"], {"id": "shade", "kind": "component"},
                {"id": "wire", "kind": "component"}]  # fmt: skip
    bill = [*TABLES["bill_of_materials"],
            {"product": "lamp", "component": "shade", "quantity": 1},
            {"product": "shade", "component": "wire", "quantity": 2}]  # fmt: skip
    recipes = [*TABLES["recipes"],
               {"facility": "P", "product": "shade", "name": "bend", "origin": "B"}]  # fmt: skip
    supply = [*TABLES["supply"], {"facility": "P", "product": "wire", "cost_per_unit": 0.1}]
    case = worked_case(actual_flows=record(*YEAR), products=products, bill_of_materials=bill,
                       recipes=recipes, supply=supply)  # fmt: skip
    actual = read_actual(case)
    assert actual.findings == (
        AT_OPTIONAL,
        # Two kinds of goods take capacity now: 688 for lamps and 344 for shades, of 780.
        "P made 252 capacity units more than it can in usual hours; overtime gives 195.",
    )
    made = {line.product: line.quantity for line in actual.plan.made if not line.bound_for}
    assert made["shade"] == pytest.approx(344.0)
    wire = next(line for line in actual.plan.supplied if line.product == "wire")
    assert wire.quantity == pytest.approx(688.0)
    kept = {check.name for check in evaluate(case, actual.plan).checks if not check.ok}
    assert kept == {"capacity for making is enough"}


def test_a_port_for_two_territories_is_passed_in_the_shares_that_leave_it():
    """Of 300 lamps by the quay 240 go to the union, whose duty is on freight, 60 to A."""
    facilities = [*TABLES["facilities"], {"id": "H", "kind": "market", "name": "Home of A",
                                          "territory": "A"}]  # fmt: skip
    lanes = [*TABLES["lanes"], {"from": "K", "to": "H"}]
    demand = [*TABLES["demand"], {"market": "H", "product": "lamp", "per_week": 1,
                                  "price_per_unit": 1}]  # fmt: skip
    flows = (short(BOLTS, 1212.0), short(TO_QUAY, 300.0), BY_SEA, TO_NEAR,
             ("K", "H", "road", "lamp", 60.0))  # fmt: skip
    plan = recorded(*flows, facilities=facilities, lanes=lanes, demand=demand).plan
    quay = {flow.bound_for: flow.quantity for flow in plan.flows if flow.to == "K"}
    assert quay == pytest.approx({"U": 240.0, "": 60.0})


OPERATING = ("purchase", "labour", "overhead", "freight", "pipeline", "carbon", "lost_sales")


@settings(
    max_examples=50, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(cases())
def test_the_flows_of_a_plan_on_record_cost_what_the_plan_costs(case):
    result = design(case)
    flows = defaultdict(float)
    for flow in result.plan.flows:
        flows[flow.from_, flow.to, flow.mode, flow.product, flow.origin] += flow.quantity
    tables = {f"{t}": [row.model_dump() for row in rows] for t, rows in case.tables().items()}
    tables["actual_flows"] = record(*((*key[:4], units, key[4]) for key, units in flows.items()))
    again = Case.of(tables)
    actual = read_actual(again)
    known = ("yet goods moved through it", "more than it can in usual hours")
    assert not [said for said in actual.findings if not any(word in said for word in known)]
    evaluation = evaluate(again, actual.plan)
    for term in OPERATING:
        assert evaluation.terms[term] == pytest.approx(result.terms[term], rel=1e-6, abs=1e-6)
    if not any(flow.bound_for for flow in result.plan.flows):
        assert evaluation.terms["duty"] == pytest.approx(result.terms["duty"], rel=1e-6, abs=1e-6)
