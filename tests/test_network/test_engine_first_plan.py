"""A large model gets a plan and an honest bound in its time, and the same optimum if it has any."""

from __future__ import annotations

from dataclasses import replace
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.made_firm import made_firm
from network.engine import first_plan as module
from network.engine.first_plan import Start, first_plan, proven
from network.engine.frame import Frame
from network.engine.solve import design, program
from network.engine.solver import Solver
from network.evaluate import evaluate

from .random_cases import LAW, cost, firms, no_more, same


def relaxed(model):
    """Solve a model without whole numbers."""
    kept, model.integer = model.integer, [False] * len(model.integer)
    answer = Solver(model).solve()
    model.integer = kept
    return answer


@settings(**LAW)
@given(firms(needed=frozenset({"fixed", "optional"})))
def test_a_firm_costs_the_same_with_a_first_plan(firm):
    case = firm.case()
    with mock.patch.object(module, "LARGE", 0):
        found = design(case, stable=False)
    assert same(found.objective, cost(case))
    assert evaluate(case, found.plan).failures == ()


@settings(**LAW)
@given(firms(needed=frozenset({"fixed", "optional"})))
def test_a_first_plan_can_be_had_and_costs_no_less_than_the_best_and_its_bound_no_more(firm):
    case = firm.case()
    built = program(Frame.of(case))
    with mock.patch.object(module, "LARGE", 0):
        start = first_plan(built.model, built.design, seconds=60)
    best = cost(case)
    assert no_more(start.bound, best)
    if start.point is not None:
        assert no_more(best, start.cost)
        for column, whole in enumerate(built.model.integer):
            if whole:
                built.model.fix(column, float(round(start.point[column])))
        assert no_more(relaxed(built.model).objective, start.cost)


@settings(**LAW)
@given(firms(), st.integers(0, 2**32 - 1), st.sampled_from([0.0, 0.1, 1.0]))
def test_any_prices_prove_a_bound_and_the_best_ones_prove_the_relaxed_cost(firm, seed, noise):
    built = program(Frame.of(firm.case()))
    answer = relaxed(built.model)
    if answer.outcome != "optimal":
        return
    wrong = np.random.default_rng(seed).normal(size=len(answer.price)) * noise
    bound = proven(built.model, built.design, answer.price * (1 + wrong) + wrong)
    assert no_more(bound, answer.objective)
    if not noise:
        assert same(bound, answer.objective)


def test_prices_of_the_first_rows_alone_prove_a_bound():
    built = program(Frame.of(made_firm(20, 5, 60)))
    answer = relaxed(built.model)
    half = proven(built.model, built.design, answer.price[: len(answer.price) // 2])
    assert no_more(half, answer.objective)


def test_the_better_plan_and_the_better_bound_are_told_only_where_nothing_is_proven():
    built = program(Frame.of(made_firm(20, 5, 60)))
    best = Solver(built.model).solve()
    start = Start(point=best.x, cost=100.0, bound=90.0)
    assert start.improve(best) is best
    late = replace(best, outcome="time limit", objective=120.0, bound=80.0)
    told = start.improve(late)
    assert (told.objective, told.bound, told.gap) == (100.0, 90.0, pytest.approx(0.1))
    told = start.improve(replace(late, objective=99.0, bound=95.0))
    assert (told.objective, told.bound) == (99.0, 95.0)
    empty = replace(late, objective=np.inf, bound=-np.inf, x=np.empty(0))
    assert start.improve(empty).objective == 100.0
    assert len(start.improve(empty).x) == len(best.x)
    assert not Start(bound=90.0).improve(empty).found


def test_a_large_firm_serves_its_demand_in_its_time_and_tells_an_honest_gap():
    case = made_firm(100, 20, 1600)
    with mock.patch.object(module, "LARGE", 0):
        found = design(case, seconds=4)
    assert found.seconds < 8
    wanted = sum(sold.wanted for sold in found.plan.sold)
    assert sum(sold.delivered for sold in found.plan.sold) > 0.95 * wanted
    assert found.bound <= found.objective
    assert found.gap < 0.15
    assert no_more(relaxed(program(Frame.of(case)).model).objective, found.objective)
    assert evaluate(case, found.plan).failures == ()


def test_a_large_firm_whose_relaxed_model_is_not_solved_in_time_still_gets_a_plan():
    built = program(Frame.of(made_firm(50, 10, 800)))
    with (
        mock.patch.object(module, "LARGE", 0),
        mock.patch.object(module, "RELAXED", 0.0),
    ):
        start = first_plan(built.model, built.design, seconds=10)
    assert start.bound == -np.inf
    assert built.model.by_term(start.point)["lost_sales"] < 0.05 * start.cost


def test_a_small_firm_is_left_alone():
    built = program(Frame.of(made_firm(20, 5, 60)))
    assert first_plan(built.model, built.design, seconds=10) == Start()


def test_a_plan_that_was_handed_over_proves_nothing_by_itself():
    built = program(Frame.of(made_firm(50, 10, 800)))
    with mock.patch.object(module, "LARGE", 0):
        start = first_plan(built.model, built.design, seconds=10)
    solver = Solver(built.model)
    solver.start_from(start.point)
    answer = solver.solve(seconds=0.0)
    assert same(answer.objective, start.cost)
    assert answer.bound == -np.inf
    assert start.improve(answer).bound == start.bound


def test_a_bound_is_told_even_if_there_was_no_time_for_one():
    built = program(Frame.of(made_firm(20, 5, 60)))
    nothing = proven(built.model, built.design, np.empty(0))
    assert np.isfinite(nothing)
    assert no_more(nothing, relaxed(built.model).objective)
