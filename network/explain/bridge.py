"""The cost bridge: from one total to another, term by term, and from what was to what could be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from data.phrase import Said, Site, Term, clauses, joined, said
from network.engine.solve import design
from network.engine.terms import TERMS
from network.evaluate import evaluate, read_actual

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.phrase import Value
    from network.case import Case
    from network.case.choices import Policy
    from network.engine.result import Result

NIL = 1e-6
"""A change below this much money is the rounding of sums."""


class Bar(NamedTuple):
    """Tell how a term changes; case currency over the period."""

    term: str
    before: float
    after: float

    @property
    def change(self) -> float:
        """Give what the term adds to the total."""
        return self.after - self.before


def bridge(before: Mapping[str, float], after: Mapping[str, float]) -> tuple[Bar, ...]:
    """Lead from one total to another by the terms that change.

    Parameters
    ----------
    before, after
        Cost by term; a term not named is nil.

    Examples
    --------
    >>> [(bar.term, bar.change) for bar in bridge({"duty": 9.0}, {"duty": 2.0, "fixed": 4.0})]
    [('duty', -7.0), ('fixed', 4.0)]
    """
    bars = [Bar(term, before.get(term, 0.0), after.get(term, 0.0)) for term in TERMS]
    return tuple(bar for bar in bars if abs(bar.change) > NIL)


@dataclass(frozen=True, kw_only=True)
class ThreeSteps:
    """Lead from what was to what could be, in three totals by term.

    Parameters
    ----------
    actual
        What the recorded flows cost by the case's rates; not optimised.
    best_flows
        The same sites with the best flows.
    free
        Sites chosen freely, under the policy.
    findings
        What does not fit together in the records.
    """

    actual: Mapping[str, float]
    best_flows: Result
    free: Result
    findings: tuple[str, ...]

    @property
    def totals(self) -> tuple[float, float, float]:
        """Give the three totals, case currency."""
        return sum(self.actual.values()), self.best_flows.objective, self.free.objective

    @property
    def by_flows(self) -> tuple[Bar, ...]:
        """Give what better flows between the same sites change."""
        return bridge(self.actual, self.best_flows.terms)

    @property
    def by_sites(self) -> tuple[Bar, ...]:
        """Give what other sites change."""
        return bridge(self.best_flows.terms, self.free.terms)


def three_steps(case: Case, policy: Policy | None = None) -> ThreeSteps:
    """Lead from the recorded flows over the same plants with best flows to a free choice.

    Parameters
    ----------
    case
        With `actual_flows`.
    policy
        What management insists on in the last step.

    Raises
    ------
    Problems
        The recorded flows cannot be read.
    Infeasible
        The sites of today cannot meet the mandatory demands, or the policy has no plan.
    ScenarioProblem
        No plan was found in time.
    """
    actual = read_actual(case)
    today = {site.facility: site for site in actual.plan.sites}
    return ThreeSteps(
        actual=evaluate(case, actual.plan).terms,
        best_flows=design(case, sites=today),
        free=design(case, policy),
        findings=actual.findings,
    )


def reason(before: Result, after: Result) -> str:
    """Say in one sentence what changes between two plans and which terms pay for it.

    Parameters
    ----------
    before, after
        Two solved cases in the same currency.
    """
    money = before.case.general.currency
    opened = [plant for plant in after.open_plants if plant not in before.open_plants]
    closed = [plant for plant in before.open_plants if plant not in after.open_plants]
    bars = sorted(bridge(before.terms, after.terms), key=lambda bar: bar.change)
    parts = [_moves(bar) for bar in (*bars[:2], *bars[2:][-2:])]
    begin = _sites(opened, closed) or said("The same plants stay open")
    if not parts:
        return said("{sites}: no cost changes.", sites=begin)
    change = after.objective - before.objective
    told: dict[str, Value] = {
        "sites": begin,
        "terms": clauses(parts),
        "amount": abs(change),
        "money": money,
    }
    if change < 0:
        return said("{sites}: {terms}; in all {amount:,.0f} {money} less.", **told)
    return said("{sites}: {terms}; in all {amount:,.0f} {money} more.", **told)


def _sites(opened: Sequence[str], closed: Sequence[str]) -> str:
    """Say which plants open and close; blank where none does."""
    told: list[str] = []
    if opened:
        plants = joined(", ", map(Site, opened))
        one = len(opened) == 1
        told.append(said("{plants} opens", plants=plants) if one else _open(plants))
    if closed:
        plants = joined(", ", map(Site, closed))
        one = len(closed) == 1
        told.append(said("{plants} closes", plants=plants) if one else _close(plants))
    return joined(" and ", told)


def _open(plants: str) -> Said:
    return said("{plants} open", plants=plants)


def _close(plants: str) -> Said:
    return said("{plants} close", plants=plants)


def _moves(bar: Bar) -> Said:
    term, change = Term(bar.term.replace("_", " ")), abs(bar.change)
    if bar.change < 0:
        return said("{term} falls by {change:,.0f}", term=term, change=change)
    return said("{term} rises by {change:,.0f}", term=term, change=change)
