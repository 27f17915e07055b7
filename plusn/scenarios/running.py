"""A question answered: solved, checked by the second opinion, and told with what to mind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from data.phrase import Layer, Origin, Territory, joined, said
from network.case.checks_goods import unjudged_rules
from network.engine.frame import Frame
from network.engine.instance import Instance
from network.engine.solve import TIME_LIMIT, design
from network.evaluate import certificate, evaluate
from network.explain.baseline import calibration
from network.explain.ladder import ladders
from network.explain.limits import limits_in_words
from network.explain.measures import measures
from network.outage.recourse import PROVEN, Recourse
from plusn.scenarios.questions import question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from network.case import Case
    from network.case.choices import Event
    from network.engine.result import Result
    from network.evaluate import Actual, Certificate, Evaluation
    from network.explain.ladder import Ladder
    from network.explain.limits import LimitInWords
    from network.explain.measures import Measures
    from network.outage.recourse import Aftermath
    from network.outage.timeline import Outage
    from plusn.scenarios.questions import Question

ILLUSTRATIVE = said("Illustrative parameters: the numbers of this case are made up.")


@dataclass(frozen=True, kw_only=True)
class Run:
    """Hold an answer: the plan, what it is worth, and what to mind when reading it.

    Parameters
    ----------
    question
        What was asked.
    frame
        The case as it was modelled.
    result
        The plan with its cost and bound.
    evaluation, certificate
        The second opinion; an answer without it is not given.
    aftermath
        The period under the scenario's events; None without events.
    notes
        Sentences that belong beside every number.
    """

    question: Question
    frame: Frame
    result: Result
    evaluation: Evaluation
    certificate: Certificate
    aftermath: Aftermath | None
    notes: tuple[str, ...]

    @cached_property
    def measures(self) -> Measures:
        """Give shares, lead time and carbon of the plan."""
        anchor = self.question.policy.anchor if self.question.policy else ""
        return measures(self.result, anchor)

    @cached_property
    def ladders(self) -> tuple[Ladder, ...]:
        """Give what a unit delivered has cost, by last lane."""
        return ladders(self.frame, self.result.plan)

    @cached_property
    def limits(self) -> tuple[LimitInWords, ...]:
        """Give what holds the plan back."""
        return limits_in_words(self.result)


def run(
    case: Case,
    scenario: str = "",
    *,
    policy: str = "",
    regime: str = "",
    run_date: date | None = None,
    seconds: float = TIME_LIMIT,
) -> Run:
    """Find the plan of least landed cost and have it confirmed.

    Parameters
    ----------
    case
        The base case.
    scenario, policy, regime, run_date
        As `question`.
    seconds
        Time limit; the best plan until then is given with its gap.

    Raises
    ------
    InputProblem
        As `question`.
    Infeasible, ScenarioProblem
        There is no plan, or none was found in time.
    UncertifiedResult
        The second opinion does not confirm the plan; nothing is shown.

    Examples
    --------
    >>> from plusn.scenarios.shipped import shipped_case
    >>> answer = run(shipped_case("two_plants"))
    >>> answer.result.outcome, round(answer.result.objective), answer.result.open_plants
    ('optimal', 8704800, ('A',))
    """
    asked = question(case, scenario, policy=policy, regime=regime, run_date=run_date)
    return answer(asked, seconds=seconds)


def answer(asked: Question, *, seconds: float = TIME_LIMIT) -> Run:
    """Answer a question; as `run`.

    Raises
    ------
    Problems
        The recorded flows cannot be read.
    Infeasible, ScenarioProblem
        There is no plan, or none was found in time.
    UncertifiedResult
        The second opinion does not confirm the plan; nothing is shown.
    """
    frame = Frame.of(asked.case)
    result = design(frame, asked.policy, seconds=seconds)
    evaluation = evaluate(asked.case, result.plan, asked.policy)
    confirmed = certificate(evaluation, result.objective)
    after = aftermath(Recourse(frame, result), asked.events) if asked.events else None
    told = [*notes(asked, result), *(_events_told(asked.case, after) if after else ())]
    return Run(
        question=asked,
        frame=frame,
        result=result,
        evaluation=evaluation,
        certificate=confirmed,
        aftermath=after,
        notes=tuple(dict.fromkeys(told)),
    )


def aftermath(recourse: Recourse, events: Iterable[Event | Outage]) -> Aftermath:
    """Find what events come to, confirmed against the mean capacity and demand that they leave.

    Where they take no capacity the policy holds, and is confirmed too.

    Raises
    ------
    Infeasible
        The plan does not hold even in normal weeks.
    UncertifiedResult
        The second opinion does not confirm it; nothing is shown.
    """
    after = recourse.under(events)
    available, demand = after.timeline.mean()
    opinion = evaluate(
        recourse.frame.case, after.plan, None if available else recourse.policy,
        availability=available, demand=demand, stock_allowed=True, shortage_allowed=True,
    )  # fmt: skip
    certificate(opinion, after.cost)
    return after


def _events_told(case: Case, after: Aftermath) -> tuple[str, ...]:
    """Say what of the events was cut or does nothing, and what their cost leaves out."""
    told = (*incomplete(case, after), *after.timeline.notes)
    if after.objective - after.cost <= PROVEN * abs(after.objective):
        return told
    return (
        *told,
        said("Mandatory demand is short in an outage: the cost leaves out what that is worth."),
    )


def notes(asked: Question, result: Result) -> tuple[str, ...]:
    """List what belongs beside every number of a result.

    The ledger knows the base case alone, so it is the base case that is calibrated or not.

    Raises
    ------
    Problems
        The recorded flows cannot be read.
    """
    told = [calibration(asked.base)]
    if is_illustrative(asked.case):
        told.insert(0, ILLUSTRATIVE)
    if result.gap:
        ended = said("As allowed")
        if result.outcome == "time limit":
            ended = said("The time limit was reached")
        told.append(said("{what}: {gap}", what=ended, gap=unproven(result)))
    return (*told, *unjudged_rules(asked.case), *incomplete(asked.case, result))


def unproven(result: Result) -> str:
    """Say how far the proven bound lies below what a plan costs."""
    return said("the least possible cost lies at most {gap:.2%} below this plan's.", gap=result.gap)


def is_illustrative(case: Case) -> bool:
    """Tell whether any row of a case is made up; then every chart of it must say so."""
    return any(row.provenance == "illustrative" for rows in case.tables().values() for row in rows)


def incomplete(case: Case, result: Result | Aftermath | Actual) -> list[str]:
    """Name the stacks of duty that the plan uses and that lack a layer."""
    instance = Instance(case)
    lacking: dict[tuple[str, str], set[str]] = {}
    for flow in result.plan.flows:
        there = instance.enters(case.lanes[flow.lane])
        if there and there != flow.origin:
            stack = instance.tariff.stack(flow.origin, there, flow.product)
            if stack.missing:
                lacking.setdefault((flow.origin, there), set()).update(stack.missing)
    return lacking_layers(lacking)


def lacking_layers(lacking: Mapping[tuple[str, str], Iterable[str]]) -> list[str]:
    """Say which layers are not given, by origin and territory entered."""
    return [
        _lacking(origin, there, sorted(layers))
        for (origin, there), layers in sorted((k, set(v)) for k, v in lacking.items())
    ]


def _lacking(origin: str, there: str, layers: list[str]) -> str:
    told = joined(", ", map(Layer, layers))
    if len(layers) == 1:
        return said(
            "Duty on goods of {origin} into {there} is incomplete: {layer} is not given, so the "
            "duty shown is no total.",
            origin=Origin(origin),
            there=Territory(there),
            layer=told,
        )
    return said(
        "Duty on goods of {origin} into {there} is incomplete: {layers} are not given, so the "
        "duty shown is no total.",
        origin=Origin(origin),
        there=Territory(there),
        layers=told,
    )
