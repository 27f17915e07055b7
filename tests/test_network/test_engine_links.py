"""Holding only the links that matter changes neither plan nor bound, only the time."""

from __future__ import annotations

import random
from unittest import mock

import numpy as np
from hypothesis import given, settings

from data.cases.orlib import parse_orlib
from network.engine import links
from network.engine.frame import Frame
from network.engine.solve import design, program
from network.engine.solver import Solver
from network.evaluate import evaluate
from plusn.scenarios.orlib import case_of

from .random_cases import LAW, cost, firms, no_more, same


def warehouses(sites: int, customers: int, seed: int = 1) -> str:
    """Write a problem with sites and customers in a square and cost by distance."""
    rng = random.Random(seed)  # noqa: S311 - a test, not a secret
    place = [(rng.random(), rng.random()) for _ in range(sites + customers)]
    words = [sites, customers]
    for _ in range(sites):
        words += ["capacity", rng.randint(2000, 6000)]
    for x, y in place[sites:]:
        units = rng.randint(1, 30)
        words.append(units)
        words += [round(units * 50 * np.hypot(x - u, y - v), 3) for u, v in place[:sites]]
    return " ".join(map(str, words))


@settings(**LAW)
@given(firms(needed=frozenset({"fixed", "optional"})))
def test_a_firm_costs_the_same_with_links_put_back_one_by_one(firm):
    case = firm.case()
    with mock.patch.object(links, "MANY", 0):
        lean = design(case, stable=False)
    assert same(lean.objective, cost(case))
    assert evaluate(case, lean.plan).failures == ()


def test_few_of_many_links_are_needed_for_the_same_bound():
    case = case_of(parse_orlib(warehouses(12, 60), capacity=200))
    built = program(Frame.of(case))
    model = built.model
    with mock.patch.object(links, "MANY", 0):
        lean, start = links.with_few_links(model, built.design, seconds=60)
    assert len(links.links_of(model)) == 12 * 60
    assert len(links.links_of(lean)) < 12 * 60 / 3
    whole = Solver(model).solve().objective
    assert same(Solver(lean).solve().objective, whole)
    assert no_more(whole, start.cost)
    assert same(start.cost, float(np.array(model.cost) @ start.point) + model.offset)
    for one in (model, lean):
        one.integer = [False] * len(one.integer)
    assert same(Solver(lean).solve().objective, Solver(model).solve().objective)
    assert same(start.bound, Solver(model).solve().objective)


def test_a_large_problem_gives_its_best_plan_with_an_honest_gap_in_its_time():
    case = case_of(parse_orlib(warehouses(40, 400), capacity=500))
    found = design(case, seconds=6)
    assert found.seconds < 12
    assert evaluate(case, found.plan).failures == ()
    assert found.bound <= found.objective
    assert found.gap < 0.05
