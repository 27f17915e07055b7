"""What less of something else costs: the least cost at tighter and tighter limits.

Each point is solved in whole numbers (ε-constraint method; Haimes, Lasdon and Wismer 1971). Between
two points nothing is known, so nothing is drawn there: plans of whole sites do not mix.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.errors import BadValue, UnknownChoice
from data.phrase import Heading, Plan, said
from network.case.choices import NO_POLICY, Policy
from network.engine.frame import Frame
from network.engine.solve import TIME_LIMIT, design
from network.explain.curve import EASE, MEASURED, Curve, Point, better

if TYPE_CHECKING:
    from collections.abc import Callable

    from network.case.case import Case
    from network.engine.result import Result
    from network.explain.curve import Against


@dataclass(frozen=True, kw_only=True)
class Tradeoff:
    """Hold the points of a trade-off, from the cheapest plan to the tightest limit.

    Parameters
    ----------
    against
        Column of a policy.
    solves
        How many models in whole numbers were solved beside that of the cheapest plan.
    """

    against: Against
    points: tuple[Point, ...]
    solves: int

    @property
    def frontier(self) -> tuple[Point, ...]:
        """List the points of which none is at least as good as another in both."""
        return tuple(point for point in self.points if point.result and not point.dominated)


def tradeoff(
    case: Case | Frame,
    policy: Policy | None,
    against: Against,
    *,
    points: int = 7,
    cheapest: Result | None = None,
    seconds: float = TIME_LIMIT,
    progress: Callable[[int, int], None] | None = None,
) -> Tradeoff:
    """Solve the case at limits from what the cheapest plan has to the best that can be had.

    The best that can be had is looked for among plans that serve what the cheapest plan serves.

    Parameters
    ----------
    case
        The case, or its frame.
    policy
        What else management insists on; its own limit on this measure does not count.
    against
        Column of a policy that limits a measure.
    points
        How many limits, both ends included.
    cheapest
        The plan of least cost, where it is known already.
    seconds
        Time limit of each solve.
    progress
        Told how many solves are done.

    Raises
    ------
    UnknownChoice
        No limit of a policy has this name.
    BadValue
        Fewer than two points are asked for, or a share outside the anchor without an anchor.
    Infeasible
        No plan meets the mandatory demands and the policy.
    ScenarioProblem
        No plan was found within the time limit.
    """
    policy = _checked(policy, against, points)
    frame = case if isinstance(case, Frame) else Frame.of(case)
    cheapest = cheapest or design(frame, policy, seconds=seconds)
    curve = Curve(frame, policy, against, seconds)
    begin = end = curve.attained(cheapest)
    if not math.isnan(begin):  # it is where nothing is delivered
        end = curve.value(curve.best(cheapest))
    found = [curve.point(begin, cheapest)]
    if math.isnan(begin) or not better(against, end, begin):
        return Tradeoff(against=against, points=tuple(found), solves=curve.solves)
    for step in range(1, points):
        if progress:
            progress(step, points)
        found.append(curve.next(found[-1], begin + (end - begin) * step / (points - 1)))
    if progress:
        progress(points, points)
    return Tradeoff(against=against, points=_marked(against, found), solves=curve.solves)


def _checked(policy: Policy | None, against: Against, points: int) -> Policy:
    """Give the policy without its own limit on the measure."""
    if against not in MEASURED:
        raise UnknownChoice.of(said("limit"), against, MEASURED)
    if points < 2:  # noqa: PLR2004 - two ends
        headline = said("{points} points are no curve", points=points)
        raise BadValue(headline, remedy=said("Ask for 2 or more."))
    policy = policy or Policy(id=NO_POLICY)
    if against == "outside_share_min" and not policy.anchor:
        raise BadValue(
            said("no territory is named outside of which output is to be"),
            where=_anchor(policy),
            remedy=said("Name the territory that stays."),
        )
    return policy.model_copy(update={against: None})


def _marked(against: Against, points: list[Point]) -> tuple[Point, ...]:
    """Mark the points that another is at least as good as; of equal ones the first stays."""
    sign = -1.0 if against == "outside_share_min" else 1.0
    seen: list[tuple[float, float]] = []
    told: list[Point] = []
    for number, point in enumerate(points):
        if point.result is None or point.measure is None:
            told.append(point)
            continue
        here = (point.result.objective, sign * point.measure)
        later = [
            (p.result.objective, sign * p.measure)
            for p in points[number + 1 :]
            if p.result and p.measure is not None
        ]
        dominated = any(_no_worse(there, here) for there in seen) or any(
            _no_worse(there, here) and not _no_worse(here, there) for there in later
        )
        told.append(replace(point, dominated=dominated))
        seen.append(here)
    return tuple(told)


def _no_worse(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Tell whether a point is no worse than another in both; rounding does not count."""
    return all(a <= b + EASE * max(1.0, abs(b)) for a, b in zip(one, other, strict=True))


def _anchor(policy: Policy) -> str:
    if policy.id == NO_POLICY:
        return said("no policy is named")
    heading = Heading.of("policies", "anchor")
    return said("policy {policy}, {column}", policy=Plan(policy.id), column=heading)
