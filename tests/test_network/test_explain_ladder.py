"""What a delivered unit has cost adds up to what the plan pays."""

from __future__ import annotations

from math import fsum

import pytest
from hypothesis import given, settings

from network.case import Case
from network.engine.frame import Frame
from network.engine.solve import design
from network.engine.terms import TERMS
from network.explain.ladder import ladders
from plusn.scenarios.shipped import shipped_case

from .random_cases import LAW, firms, same

BY_UNIT = ("purchase", "labour", "overtime", "overhead", "freight", "pipeline", "duty", "carbon")


def laddered(case, policy=None):
    frame = Frame.of(case)
    result = design(frame, policy, stable=False)
    return result, ladders(frame, result.plan)


def adds_up(result, found):
    for term in BY_UNIT:
        told = fsum(one.quantity * dict(one.steps).get(term, 0.0) for one in found)
        size = max(1.0, abs(result.objective))
        assert told == pytest.approx(result.terms[term], rel=1e-6, abs=1e-7 * size), term


@settings(**LAW)
@given(firms())
def test_what_is_delivered_costs_what_the_plan_pays_term_by_term(firm):
    adds_up(*laddered(firm.case()))


@settings(**LAW)
@given(firms(needed=frozenset({"cif", "drawback", "overtime", "currencies"})))
def test_ladders_add_up_under_cif_bonds_overtime_and_currencies(firm):
    adds_up(*laddered(firm.case()))


@settings(**LAW)
@given(firms(needed=frozenset({"transit", "subassembly", "rules"})))
def test_ladders_add_up_where_goods_are_sent_on_and_parts_are_made_of_parts(firm):
    adds_up(*laddered(firm.case()))


@settings(**LAW)
@given(firms())
def test_no_step_of_a_ladder_is_negative_and_each_term_stands_once(firm):
    result, found = laddered(firm.case())
    delivered = fsum(sold.delivered for sold in result.plan.sold)
    assert same(fsum(one.quantity for one in found), delivered)
    for one in found:
        assert one.quantity > 0
        assert all(amount > 0 for _, amount in one.steps)
        terms = [term for term, _ in one.steps]
        assert terms == [term for term in TERMS if term in terms]
        assert one.landed == pytest.approx(fsum(dict(one.steps).values()))


def test_the_ladder_of_a_lamp_is_the_pencils():
    _, found = laddered(shipped_case("two_plants"))
    home, abroad = sorted(found, key=lambda one: one.landed)
    assert (home.from_, home.market, home.quantity) == ("A", "H", pytest.approx(41_600))
    assert dict(home.steps) == pytest.approx({"purchase": 40, "labour": 20, "freight": 3})
    assert dict(abroad.steps) == pytest.approx(
        {"purchase": 40, "labour": 20, "freight": 7, "duty": 10}
    )
    assert abroad.landed == pytest.approx(77)


SITE = {"kind": "plant", "territory": "A"}
TABLES = {
    "settings": [{"name": "in bond", "weeks": 1, "insurance_rate": 0.1}],
    "territories": [{"id": t, "name": t} for t in "ABC"],
    "products": [
        {"id": "bolt", "kind": "component", "value_per_unit": 10},
        {"id": "cup", "value_per_unit": 50},
    ],
    "bill_of_materials": [{"product": "cup", "component": "bolt", "quantity": 2}],
    "facilities": [
        {"id": "S", "kind": "supplier", "name": "S", "territory": "B"},
        {"id": "P", "kind": "plant", "name": "P", "territory": "A"},
        {"id": "M", "kind": "market", "name": "M", "territory": "C"},
        {"id": "N", "kind": "market", "name": "N", "territory": "A"},
    ],
    "supply": [{"facility": "S", "product": "bolt", "cost_per_unit": 3}],
    "lanes": [
        {"from": "S", "to": "P", "cost_per_unit": 1},
        {"from": "P", "to": "M", "cost_per_unit": 4},
        {"from": "P", "to": "N", "cost_per_unit": 1},
    ],
    "duties": [
        {"layer": "mfn", "origin": "B", "dest": "A", "rate": 0.5, "basis": "cif", "drawback": 0.8},
        {"layer": "mfn", "origin": "A", "dest": "C", "rate": 0.2, "basis": "cif"},
    ],
    "demand": [
        {"market": "M", "product": "cup", "per_week": 3},
        {"market": "N", "product": "cup", "per_week": 5},
    ],
}


def test_a_cup_that_leaves_bears_the_bolts_duty_after_drawback_and_one_that_stays_all_of_it():
    _, found = laddered(Case.of(TABLES))
    steps = {one.market: dict(one.steps) for one in found}
    bolt = 0.5 * (10 * 1.1 + 1)
    assert steps["M"] == pytest.approx(
        {"purchase": 6, "freight": 2 + 4, "duty": 2 * 0.2 * bolt + 0.2 * (50 * 1.1 + 4)}
    )
    assert steps["N"] == pytest.approx({"purchase": 6, "freight": 3, "duty": 2 * bolt})


def test_goods_that_a_market_sends_on_are_told_where_they_stay():
    tables = TABLES | {
        "lanes": [
            {"from": "S", "to": "P", "cost_per_unit": 1},
            {"from": "P", "to": "N", "cost_per_unit": 1},
            {"from": "N", "to": "M", "cost_per_unit": 4},
        ],
        "duties": [],
    }
    result, found = laddered(Case.of(tables))
    adds_up(result, found)
    assert {(one.from_, one.market): one.quantity for one in found} == pytest.approx(
        {("P", "N"): 5, ("N", "M"): 3}
    )
