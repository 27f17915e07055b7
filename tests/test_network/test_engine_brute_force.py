"""The engine against trying every design of a small firm, with flows solved by other means."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings

from network.case import Case
from network.engine.solve import design

from .brute_force import MOST_DESIGNS, BruteForce
from .random_cases import LAW, SCARCE, cost, firms, same


def agrees(firm) -> None:
    case = firm.case()
    tried = BruteForce(case)
    assume(tried.designs() <= MOST_DESIGNS)
    assert same(cost(case), tried.least())


@settings(**LAW)
@given(firms(small=True))
def test_the_least_cost_is_that_of_the_best_of_all_designs(firm):
    agrees(firm)


@settings(**LAW | {"max_examples": 40})
@given(firms(small=True, needed=frozenset({"drawback", "cif", "transit"})))
def test_bonds_and_freight_in_the_basis_cost_what_whole_ways_say(firm):
    agrees(firm)


@settings(**LAW | {"max_examples": 40})
@given(firms(small=True, needed=frozenset({"rules", "subassembly"})))
def test_origin_rules_cost_what_whole_ways_say(firm):
    agrees(firm)


@settings(**LAW | {"max_examples": 30})
@given(firms(small=True, needed=SCARCE))
def test_what_cannot_be_had_is_infeasible_by_both(firm):
    agrees(firm)


BONDED = {
    "settings": [{"name": "bond", "weeks": 1}],
    "territories": [{"id": "A", "name": "A"}, {"id": "B", "name": "B"}],
    "products": [
        {"id": "part", "kind": "component", "value_per_unit": 10},
        {"id": "lamp", "value_per_unit": 50},
    ],
    "bill_of_materials": [{"product": "lamp", "component": "part", "quantity": 1}],
    "facilities": [
        {"id": "S", "kind": "supplier", "name": "S", "territory": "B"},
        {"id": "P", "kind": "plant", "name": "P", "territory": "A"},
        {"id": "W", "kind": "port", "name": "W", "territory": "B"},
        {"id": "MA", "kind": "market", "name": "MA", "territory": "A"},
        {"id": "MB", "kind": "market", "name": "MB", "territory": "B"},
    ],
    "supply": [{"facility": "S", "product": "part"}],
    "lanes": [
        {"from": "S", "to": "P"},
        {"from": "P", "to": "W"},
        {"from": "W", "to": "MA"},
        {"from": "W", "to": "MB"},
    ],
    "duties": [{"layer": "mfn", "origin": "B", "dest": "A", "rate": 0.3, "drawback": 1.0}],
}


def test_what_was_made_in_bond_does_not_come_home_through_a_port():
    """A lamp for abroad gets the duty on its part back, 3; a lamp for home does not."""
    for market, duty in (("MB", 0.0), ("MA", 3.0)):
        case = Case.of(BONDED | {"demand": [{"market": market, "product": "lamp", "per_week": 7}]})
        assert same(cost(case), 7 * duty)
        assert same(BruteForce(case).least(), 7 * duty)


def test_a_stop_abroad_does_not_bring_home_what_was_made_in_bond():
    """Parts bear 3.0 on the way in; no way through a third territory gets that back."""
    lanes = [("S", "P"), ("P", "D"), ("P", "M"), ("D", "M")]
    kinds = {"S": ("supplier", "B"), "P": ("plant", "A"), "D": ("depot", "F"), "M": ("market", "A")}
    tables = {
        "settings": [{"name": "a stop", "weeks": 1}],
        "territories": [{"id": t, "name": t} for t in "ABF"],
        "products": [
            {"id": "part", "kind": "component", "value_per_unit": 10},
            {"id": "lamp", "value_per_unit": 20},
        ],
        "bill_of_materials": [{"product": "lamp", "component": "part", "quantity": 1}],
        "facilities": [
            {"id": place, "kind": kind, "name": place, "territory": territory}
            for place, (kind, territory) in kinds.items()
        ],
        "supply": [{"facility": "S", "product": "part"}],
        "lanes": [{"from": tail, "to": head} for tail, head in lanes],
        "duties": [{"layer": "mfn", "origin": "B", "dest": "A", "rate": 0.3, "drawback": 1.0}],
        "demand": [{"market": "M", "product": "lamp", "per_week": 1}],
    }
    assert design(Case.of(tables)).objective == pytest.approx(3.0)
