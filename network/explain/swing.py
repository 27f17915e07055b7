"""What would change the answer, in order: one number at a time from the low end to the high end."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.errors import Infeasible
from network.engine.frame import Frame
from network.engine.solve import TIME_LIMIT, design
from network.explain.linear import changed_sites
from network.explain.parameter import Parameter, same_policy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from network.case.case import Case
    from network.case.choices import Policy, Range
    from network.case.rows import Provenance
    from network.engine.plan import Site
    from network.engine.result import Result

MADE_UP = frozenset({"assumed", "illustrative"})
"""Numbers that nobody stands behind yet."""


@dataclass(frozen=True, kw_only=True)
class End:
    """Hold what happens with the number at one end of its range.

    Parameters
    ----------
    value
        The number.
    result
        The plan of least cost there; None where none meets the mandatory demands.
    difference
        Its cost above today's least cost.
    changes
        Sites in another state than today's best plan has them, as (before, after).
    held_cost
        Cost there of today's best sites, flows free; None where they cannot serve what must be.
    why
        Why there is no plan; blank otherwise.
    """

    value: float
    result: Result | None = None
    difference: float | None = None
    changes: tuple[tuple[Site, Site], ...] = ()
    held_cost: float | None = None
    why: str = ""

    @property
    def regret(self) -> float | None:
        """Give what it costs to keep today's sites."""
        if self.result is None or self.held_cost is None:
            return None
        return max(0.0, self.held_cost - self.result.objective)


@dataclass(frozen=True, kw_only=True)
class Swing:
    """Hold what one number does to cost and plan.

    Parameters
    ----------
    range_
        The row of the table ``ranges``.
    now
        What stands in the cells today, each value once.
    provenance
        Where those numbers come from, each kind once.
    """

    range_: Range
    parameter: Parameter
    now: tuple[float | None, ...]
    provenance: tuple[Provenance, ...]
    low: End
    high: End

    @property
    def width(self) -> float:
        """Give the distance between the costs at the ends and today's; infinite without a plan."""
        differences = [self.low.difference, self.high.difference]
        known = [number for number in differences if number is not None]
        if len(known) < len(differences):
            return math.inf
        return max(0.0, *known) - min(0.0, *known)

    @property
    def changes_plan(self) -> bool:
        """Tell whether another plan is best at an end, or none."""
        return any(end.changes or end.result is None for end in (self.low, self.high))

    @property
    def assumed(self) -> bool:
        """Tell whether the number is a default or made up, and not the firm's own."""
        return bool(MADE_UP.intersection(self.provenance))


def swing(
    case: Case,
    policy: Policy | None = None,
    *,
    ranges: Sequence[Range] | None = None,
    today: Result | None = None,
    seconds: float = TIME_LIMIT,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Swing, ...]:
    """Move each number of the table ``ranges`` to its ends, the others as they are.

    Parameters
    ----------
    case, policy
        What is planned, and what management insists on.
    ranges
        Rows to use instead of the case's.
    today
        The plan of least cost as things are, where it is known already.
    seconds
        Time limit of each solve.
    progress
        Told how many ends are done.

    Returns
    -------
    tuple
        By what they do to the cost, most first.

    Raises
    ------
    Infeasible
        No plan meets the mandatory demands as things are.
    ScenarioProblem
        No plan was found within the time limit.
    Problems
        A range names cells or values that cannot be.
    """
    rows = case.ranges if ranges is None else tuple(ranges)
    today = today or design(case, policy, seconds=seconds)
    look = _Look(case, policy, today, seconds)
    found: list[Swing] = []
    for number, row in enumerate(rows):
        parameter = Parameter.of(row)
        ends = []
        for step, value in enumerate((row.low, row.high), 1):
            ends.append(look.end(parameter, value))
            if progress:
                progress(2 * number + step, 2 * len(rows))
        found.append(
            Swing(
                range_=row,
                parameter=parameter,
                now=parameter.now(case),
                provenance=parameter.provenance(case),
                low=ends[0],
                high=ends[1],
            )
        )
    return tuple(sorted(found, key=lambda one: -one.width))


@dataclass(frozen=True)
class _Look:
    """Compare what a number does with the plan of today."""

    case: Case
    policy: Policy | None
    today: Result
    seconds: float

    def end(self, parameter: Parameter, value: float) -> End:
        """Solve the case with a number at an end of its range."""
        changed = parameter.at(self.case, value)
        if changed == self.case:
            cost = self.today.objective
            return End(value=value, result=self.today, difference=0.0, held_cost=cost)
        frame, policy = Frame.of(changed), same_policy(changed, self.policy)
        try:
            best = design(frame, policy, seconds=self.seconds)
        except Infeasible as told:
            return End(value=value, why=told.words)
        return End(
            value=value,
            result=best,
            difference=best.objective - self.today.objective,
            changes=changed_sites(self.today.plan.sites, best.plan.sites),
            held_cost=self._held(frame, policy, best),
        )

    def _held(self, frame: Frame, policy: Policy | None, best: Result) -> float | None:
        """Give what today's sites cost; they keep to the policy as the best plan does."""
        if best.plan.sites == self.today.plan.sites:
            return best.objective
        sites = {site.facility: site for site in self.today.plan.sites}
        try:
            return design(frame, policy, sites=sites, seconds=self.seconds).objective
        except Infeasible:
            return None
