"""Two opinions on one plan: the solver's and the evaluator's, term by term."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from data.errors import Infeasible
from network.case.choices import Policy
from network.engine.frame import Frame
from network.engine.solve import design
from network.evaluate import certify, evaluate
from network.outage.recourse import Recourse
from network.outage.timeline import Outage

from .evaluate_cases import cases, policies

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
FEW = settings(max_examples=50, deadline=None, suppress_health_check=SLOW, derandomize=True)


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


@FEW
@given(cases(), st.data())
def test_a_period_with_outages_costs_what_its_flows_cost(case, data):
    assume(any(row.per_week for row in case.demand))
    frame = Frame.of(case)
    sites = [row.id for row in case.facilities if row.kind in {"supplier", "plant", "port"}]
    weeks = case.general.weeks
    outage = Outage(
        weeks=data.draw(st.sampled_from([0.5, weeks / 2, weeks])),
        available={data.draw(st.sampled_from(sites)): data.draw(st.sampled_from([0.0, 0.4]))},
        demand={"MAR0": data.draw(st.sampled_from([1.0, 1.5]))},
    )
    after = Recourse(frame, design(frame)).under([outage])
    available, demand = after.timeline.mean()
    evaluation = evaluate(
        case,
        after.plan,
        availability=available,
        demand=demand,
        stock_allowed=True,
        shortage_allowed=True,
    )
    assert evaluation.failures == ()
    for term, amount in after.terms.items():
        assert evaluation.terms[term] == pytest.approx(amount, rel=1e-6, abs=1e-5), term
