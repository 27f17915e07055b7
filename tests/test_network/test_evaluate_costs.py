"""The second opinion prices a plan term by term, as the sums worked by hand."""

from __future__ import annotations

import pytest

from network.engine.terms import TERMS as NAMES
from network.evaluate import evaluate

from .worked_plan import PLAN, TERMS, worked_case


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
