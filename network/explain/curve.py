"""The points of a trade-off: one model, a limit put on it and taken off again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from data.errors import ScenarioProblem
from data.phrase import Heading, said
from network.case.choices import Policy
from network.engine.policy import add_policy, carbon, lead_time, outputs
from network.engine.prices import KG_IN_T
from network.engine.solve import program, told
from network.engine.solver import Solver
from network.explain.measures import measures

if TYPE_CHECKING:
    import numpy as np

    from network.engine.frame import Frame
    from network.engine.model import Entry
    from network.engine.result import Result
    from network.engine.solve import Program

Against = Literal["region_share_max", "lead_time_max_days", "carbon_max_t", "outside_share_min"]
MEASURED = {
    "region_share_max": "region_share_max",
    "lead_time_max_days": "lead_time_days",
    "carbon_max_t": "carbon_t",
    "outside_share_min": "outside_share",
}
"""The measure of a plan that each limit of a policy caps."""
EASE = 1e-7
"""A limit is eased by this share, so that the plan it was taken from meets it."""
NEAR_BEST = 1e-3
"""The best attainable measure is looked for to this share."""
ONLY_CAP = "limit"


@dataclass(frozen=True, kw_only=True)
class Point:
    """Hold the plan of least cost under a limit.

    Parameters
    ----------
    limit
        What the policy's column asks for.
    result
        The plan, which can be shown by itself; None where nothing holds.
    measure
        What the plan attains, which may be better than the limit.
    served_share
        Share of what is wanted that the plan delivers: where a tight limit makes it cheaper to
        lose sales, this says so.
    dominated
        Another point costs no more and attains as much.
    why
        ``infeasible`` or ``time limit`` where there is no plan; blank otherwise.
    """

    limit: float
    result: Result | None = None
    measure: float | None = None
    served_share: float | None = None
    dominated: bool = False
    why: Literal["", "infeasible", "time limit"] = ""

    @property
    def cost(self) -> float | None:
        """Give the least cost."""
        return self.result.objective if self.result else None


def better(against: Against, one: float, other: float) -> bool:
    """Tell whether a measure is better than another, by more than rounding."""
    margin = EASE * max(1.0, abs(other))
    return one > other + margin if against == "outside_share_min" else one < other - margin


class Curve:
    """Keep one model of the case, to which the limit is added and from which it is taken away."""

    def __init__(self, frame: Frame, policy: Policy, against: Against, seconds: float) -> None:
        self._built = program(frame, policy)
        self._policy, self._against, self._seconds = policy, against, seconds
        self.solves = 0
        self._start: np.ndarray | None = None
        self._whole = frame.instance.demanded_capacity * frame.case.general.weeks or 1.0

    def best(self, cheapest: Result) -> np.ndarray:
        """Find the best that can be had of the measure, serving what the cheapest plan serves.

        Raises
        ------
        ScenarioProblem
            Nothing was found within the time limit.
        """
        goal = program(self._built.frame, self._policy)
        model = goal.model
        size = len(model.cost)
        model.cost = [0.0] * size
        for column, amount in self._entries(goal):
            model.cost[column] += amount
        for row in cheapest.plan.sold:
            if (row.market, row.product) in goal.operations.lost:
                model.upper[goal.operations.lost[row.market, row.product]] = row.lost
        if self._against == "region_share_max":
            self._add_largest(goal)
        answer = Solver(model).solve(seconds=self._seconds, gap=NEAR_BEST)
        if not answer.found:
            raise ScenarioProblem(
                said(
                    "the best {limit} was not found within {seconds:g} seconds",
                    limit=Heading.of("policies", self._against),
                    seconds=self._seconds,
                ),
                remedy=said("Give it more time, or a smaller case."),
            )
        self.solves += 1
        self._start = answer.x[:size]
        return self._start

    def _entries(self, goal: Program) -> list[Entry]:
        """Give a measure as a sum over columns; none for the largest of several."""
        frame, operations = goal.frame, goal.operations
        if self._against == "carbon_max_t":
            return carbon(frame, operations)
        if self._against == "lead_time_max_days":
            return lead_time(frame, operations, 0.0)
        if self._against == "outside_share_min":
            output = outputs(frame, operations, "territory").items()
            return [
                (c, -use) for place, es in output if place != self._policy.anchor for c, use in es
            ]
        return []

    def _add_largest(self, goal: Program) -> None:
        largest = goal.model.column(("largest share",), costs=[("share", 1.0)], scaled=False)
        for region, entries in outputs(goal.frame, goal.operations, "region").items():
            row = [*entries, (largest, -self._whole)]
            goal.model.row(("largest share", region), row, upper=0.0)

    def value(self, x: np.ndarray) -> float:
        """Give what a point of the model attains."""
        operations = self._built.operations
        total = sum(amount * x[column] for column, amount in self._entries(self._built))
        if self._against == "region_share_max":
            regions = outputs(self._built.frame, operations, "region").values()
            shares = [sum(a * x[c] for c, a in es) / self._whole for es in regions]
            return float(max(shares, default=0.0))
        if self._against == "outside_share_min":
            return float(-total / self._whole)
        if self._against == "lead_time_max_days":
            sold = operations.delivered.values()
            return float(total / sum(a * x[c] for entries in sold for c, a in entries))
        return float(total / KG_IN_T / self._built.frame.instance.years)

    def next(self, before: Point, limit: float) -> Point:
        """Find the least cost under a tighter limit.

        A plan of least cost that meets the tighter limit too is of least cost there.
        """
        proven = before.result is not None and before.result.gap == 0
        if proven and before.measure is not None and self._meets(before.measure, limit):
            return replace(before, limit=limit)
        eased = limit * (1.0 - EASE if self._against == "outside_share_min" else 1.0 + EASE)
        asked: dict[str, float] = {self._against: eased}
        built = replace(self._built, policy=self._policy.model_copy(update=asked))
        model, rows = built.model, len(built.model.rows)
        cap = Policy(id=ONLY_CAP, anchor=self._policy.anchor).model_copy(update=asked)
        add_policy(model, built.frame, built.operations, cap)
        try:
            return self._solved(built, limit)
        finally:
            model.cut(rows)

    def _meets(self, measure: float, limit: float) -> bool:
        return not better(self._against, limit, measure)

    def _solved(self, built: Program, limit: float) -> Point:
        begin = perf_counter()
        solver = Solver(built.model)
        if self._start is not None:
            solver.start_from(self._start)
        answer = solver.solve(seconds=self._seconds, gap=built.frame.case.general.gap_tolerance)
        self.solves += 1
        if not answer.found:
            infeasible = answer.outcome == "infeasible"
            return Point(limit=limit, why="infeasible" if infeasible else "time limit")
        result = told(built, answer, answer.x, begin=begin, ready=begin)
        return self.point(limit, result)

    def attained(self, result: Result) -> float:
        """Give what a plan attains."""
        found = measures(result, self._policy.anchor)
        return float(getattr(found, MEASURED[self._against]))

    def point(self, limit: float, result: Result) -> Point:
        """Hold a plan with what it attains and serves."""
        served = measures(result).served_share
        measure = self.attained(result)
        return Point(limit=limit, result=result, measure=measure, served_share=served)
