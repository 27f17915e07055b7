"""The engine against trying every design of a small firm, with flows solved by other means."""

from __future__ import annotations

from hypothesis import assume, given, settings

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


@settings(**LAW | {"max_examples": 30})
@given(firms(small=True, needed=frozenset({"drawback", "cif", "rules", "transit"})))
def test_bonds_freight_in_the_basis_and_origin_rules_cost_what_whole_ways_say(firm):
    agrees(firm)


@settings(**LAW | {"max_examples": 30})
@given(firms(small=True, needed=SCARCE))
def test_what_cannot_be_had_is_infeasible_by_both(firm):
    agrees(firm)
