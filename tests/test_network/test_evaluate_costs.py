"""The second opinion prices a plan term by term, as the sums worked by hand."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from network.engine.terms import TERMS as NAMES
from network.evaluate import evaluate

from .worked_plan import PLAN, TABLES, TERMS, worked_case


def test_the_worked_plan_passes_every_check():
    evaluation = evaluate(worked_case(), PLAN)
    assert evaluation.failures == ()
    assert evaluation.ok
    assert len(evaluation.checks) > 150


@pytest.mark.parametrize("term", NAMES)
def test_a_term_is_the_sum_worked_by_hand(term):
    assert evaluate(worked_case(), PLAN).terms[term] == pytest.approx(TERMS[term], abs=1e-9)


def test_the_terms_add_up_to_the_total():
    evaluation = evaluate(worked_case(), PLAN)
    assert tuple(evaluation.terms) == NAMES
    assert evaluation.total == pytest.approx(sum(TERMS.values()))


def test_costs_are_told_by_place_lane_and_layer():
    evaluation = evaluate(worked_case(), PLAN)
    assert evaluation.by("layer") == pytest.approx(
        {"levy": 240 * 1.0, "mfn": 312 + 144 + 240 * (0.05 * 42.4), "safeguard": 240 * 0.8}
    )
    assert evaluation.by("term", "facility")["freight/F"] == pytest.approx(240.0)
    assert evaluation.by("lane")["3"] == pytest.approx(104.0)
    whole = sum(evaluation.by("facility").values()) + TERMS["complexity"]
    assert whole == pytest.approx(evaluation.total)
    assert evaluation.by("term", "territory")["complexity/B"] == pytest.approx(30.0)


@pytest.mark.parametrize("territory", ["A", "B", "U"])
def test_where_a_port_lies_never_changes_the_bill(territory):
    facilities = [
        {**row, "territory": territory} if row["id"] == "K" else row for row in TABLES["facilities"]
    ]
    evaluation = evaluate(worked_case(facilities=facilities), PLAN)
    assert evaluation.ok
    assert evaluation.total == pytest.approx(sum(TERMS.values()))


def on_value_alone(duties):
    """Take away duty on freight; then nothing is declared on the way to U."""
    flows = [
        replace(flow, bound_for="") if flow.bond and flow.lane else flow for flow in PLAN.flows
    ]
    made = (PLAN.made[0], replace(PLAN.made[1], bound_for=""))
    return worked_case(duties=duties), replace(PLAN, flows=tuple(flows), made=made)


def test_goods_made_in_bond_are_free_abroad_and_keep_the_mark():
    case, plan = on_value_alone([TABLES["duties"][0]])
    again = {"from": "F", "to": "F2", "mode": "road"}
    market = {"id": "F2", "kind": "market", "name": "Farther", "territory": "U"}
    wanted = {"market": "F2", "product": "lamp", "per_week": 1.0, "price_per_unit": 1.0}
    case = worked_case(
        duties=[TABLES["duties"][0]],
        facilities=[*TABLES["facilities"], market],
        lanes=[*TABLES["lanes"], again],
        demand=[*TABLES["demand"], wanted],
    )
    on = replace(plan.flows[4], lane=4, from_="F", to="F2", quantity=26.0, bond="B")
    sold = (
        plan.sold[0],
        replace(plan.sold[1], delivered=214.0, lost=46.0),
        replace(plan.sold[0], market="F2", wanted=26.0, delivered=26.0),
    )
    assert evaluate(case, replace(plan, flows=(*plan.flows, on), sold=sold)).failures == ()


def test_a_layer_that_is_replaced_takes_nothing_not_even_by_the_piece():
    duties = [
        TABLES["duties"][0],
        TABLES["duties"][2],  # the levy by the piece
        {"layer": "all-in", "origin": "B", "dest": "U", "rate": 0.1, "combine": "replace"},
    ]
    case, plan = on_value_alone(duties)
    evaluation = evaluate(case, plan)
    assert evaluation.ok
    assert evaluation.by("layer") == pytest.approx({"all-in": 240 * 4.0, "mfn": 312 + 144})


def test_an_all_in_floor_takes_what_the_others_leave():
    duties = [
        {"layer": "mfn", "origin": "A", "dest": "B", "rate": 0.25, "drawback": 0.8},
        {"layer": "mfn", "origin": "B", "dest": "U", "rate": 0.02},
        {"layer": "floor", "origin": "*", "dest": "U", "rate": 0.15, "combine": "max"},
    ]
    case, plan = on_value_alone(duties)
    layers = evaluate(case, plan).by("layer")
    assert layers == pytest.approx({"floor": 240 * 40 * 0.13, "mfn": 456 + 240 * 0.8})


def test_goods_at_home_bear_nothing():
    duties = [*TABLES["duties"], {"layer": "odd", "origin": "*", "dest": "B", "rate": 1.0}]
    evaluation = evaluate(worked_case(duties=duties), PLAN)
    odd = evaluation.by("layer", "product")
    assert odd["odd/bolt"] == pytest.approx(1032 * 4.0)
    assert "odd/lamp" not in odd


def test_money_may_be_renamed_without_changing_what_a_plan_costs():
    """Tell the whole case in dollars: every amount is halved, and nothing else."""
    money = [{**TABLES["settings"][0], "currency": "USD"}]
    case = worked_case(settings=money, exchange_rates=[{"currency": "HKD", "rate": 0.5}])
    evaluation = evaluate(case, PLAN)
    assert evaluation.currency == "USD"
    assert evaluation.terms["purchase"] == pytest.approx(TERMS["purchase"] / 2)
    assert evaluation.terms["fixed"] == pytest.approx(TERMS["fixed"] / 2)
    # Rows without a currency are in the case's money, which is dollars now.
    assert evaluation.by("lane")["3"] == pytest.approx(104.0)


def test_an_unknown_row_is_not_priced_and_the_rest_is():
    stray = replace(PLAN.flows[0], lane=77)
    evaluation = evaluate(worked_case(), replace(PLAN, flows=(stray, *PLAN.flows)))
    assert evaluation.total == pytest.approx(sum(TERMS.values()))
    assert tuple(evaluation.groups) == ("records",)
    assert evaluation.failures == ("it does not hold that the lane exists: flows 1",)


def test_the_second_opinion_takes_nothing_from_the_engine_but_plans_and_names_of_terms():
    taken = set()
    for file in (Path(__file__).parents[2] / "network" / "evaluate").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                taken.add(node.module)
            elif isinstance(node, ast.Import):
                taken |= {name.name for name in node.names}
    of_the_engine = {name for name in taken if name.startswith("network.engine")}
    assert of_the_engine == {"network.engine.plan", "network.engine.terms"}
    assert not taken & {"highspy", "scipy", "scipy.optimize", "networkx", "numpy"}
