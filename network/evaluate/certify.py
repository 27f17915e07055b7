"""No result is shown that the second opinion does not confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import UncertifiedResult
from data.phrase import said
from network.evaluate.opinion import evaluate
from network.evaluate.result import TOLERANCE, Certificate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.case.case import Case
    from network.case.choices import Policy
    from network.engine.plan import Plan
    from network.evaluate.result import Evaluation

SHOWN = 5


def certify(
    case: Case,
    plan: Plan,
    objective: float,
    policy: Policy | None = None,
    *,
    availability: Mapping[str, float] | None = None,
    demand: Mapping[str, float] | None = None,
    stock_allowed: bool = False,
    shortage_allowed: bool = False,
) -> Certificate:
    """Confirm a plan and the solver's total for it, or refuse to let it pass.

    Raises
    ------
    UncertifiedResult
        A check fails, or the totals differ by more than 1e-6 of their size.
    """
    evaluation = evaluate(
        case,
        plan,
        policy,
        availability=availability,
        demand=demand,
        stock_allowed=stock_allowed,
        shortage_allowed=shortage_allowed,
    )
    return certificate(evaluation, objective)


def certificate(evaluation: Evaluation, objective: float) -> Certificate:
    """Confirm an evaluation against the solver's total.

    Raises
    ------
    UncertifiedResult
        A check fails, or the totals differ by more than 1e-6 of their size.
    """
    failures = list(evaluation.failures)
    difference = evaluation.total - objective
    if not abs(difference) <= TOLERANCE * max(1.0, abs(objective)):
        failures.append(
            f"the solver's total is {objective:.9g}, the plan costs {evaluation.total:.9g}"
        )
    if failures:
        more = f" and {len(failures) - SHOWN} more" if len(failures) > SHOWN else ""
        raise UncertifiedResult(
            said("the result did not pass the independent check and is not shown"),
            where="; ".join(failures[:SHOWN]) + more,
            remedy=said("Please report this with the case: it is a mistake of ours."),
        )
    worst = evaluation.worst
    return Certificate(
        objective=objective,
        total=evaluation.total,
        checks=len(evaluation.checks),
        worst_residual=worst.residual if worst else 0.0,
        terms=evaluation.terms,
    )
