"""Two opinions on one plan: the solver's and the evaluator's, term by term."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings

from data.errors import Infeasible
from network.case.choices import Policy
from network.engine.solve import design
from network.evaluate import certify, evaluate

from .evaluate_cases import cases, policies

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
FEW = settings(max_examples=60, deadline=None, suppress_health_check=SLOW, derandomize=True)


def agree(result, policy=None) -> None:
    evaluation = evaluate(result.case, result.plan, policy)
    assert evaluation.failures == ()
    for term, amount in result.terms.items():
        assert evaluation.terms[term] == pytest.approx(amount, rel=1e-6, abs=1e-5), term
    assert certify(result.case, result.plan, result.objective, policy).checks > 0


@FEW
@given(cases())
def test_the_least_cost_is_what_the_plan_costs(case):
    agree(design(case))


@FEW
@given(cases(), policies().map(Policy.model_validate))
def test_a_policy_that_can_be_met_is_met(case, policy):
    try:
        result = design(case, policy)
    except Infeasible:
        assume(False)  # noqa: FBT003 - an answer, but not one to check here
    agree(result, policy)
