"""The search for the lower envelope of all plans' lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from data.errors import Infeasible, ScenarioProblem
from data.phrase import said
from network.engine.elastic import explain_infeasible
from network.engine.solver import Solver
from network.explain.lines import SAME, Line, Piece, crossing, envelope

if TYPE_CHECKING:
    from collections.abc import Callable

    from network.explain.linear import Linear

PROVEN = 1e-7
"""A plan is proven best where the bound is no further below it than this share."""
MOST = 60
"""Models in whole numbers that are solved at most."""

Key = tuple[int, ...]


class Search:
    """Find the plans of least cost at every value of a number that only costs depend on.

    Parameters
    ----------
    family
        The model and its costs.
    seconds
        Time limit of each solve in whole numbers.
    progress
        Told how many solves are done, and of how many that are known to be needed.
    """

    def __init__(
        self,
        family: Linear,
        *,
        seconds: float,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self.family = family
        self.solves = self.flow_solves = 0
        self._seconds, self._progress = seconds, progress
        model = family.built.model
        self._columns = np.array(family.built.design.columns(), dtype=int)
        self._whole = Solver(model)
        self._flows = Solver(model.relaxed())
        self._lines: list[Line] = []
        self._designs: set[Key] = set()
        self._bounds: dict[float, float] = {}

    def run(self) -> bool:
        """Search until every bend is settled; False where an end of the range is not on the line.

        Raises
        ------
        Infeasible
            No plan meets the mandatory demands, whatever the costs.
        ScenarioProblem
            No plan was found within the time limit.
        """
        waiting = [self.family.low, self.family.high]
        while waiting and self.solves < MOST:
            self._decide(waiting[0])
            waiting = self._unsettled()
            if self._progress:
                self._progress(self.solves, self.solves + len(waiting))
        return all(self._agrees(value, solver) for value, solver in self._loose())

    def pieces(self) -> tuple[Piece, ...]:
        """Give the plan of least cost everywhere, as far as it is known."""
        return envelope(self._lines, self.family.low, self.family.high)

    def proven(self) -> bool:
        """Tell whether no plan can be better anywhere in the range."""
        return not self._unsettled() and all(self._settled(value) for value in self._bounds)

    def certain(self, before: Piece, after: Piece) -> tuple[float, float]:
        """Give the last value where one piece's plan is proven best, the first of the other's."""
        value = before.high
        if self._settled(value):
            return value, value
        known = sorted(v for v in self._bounds if self._settled(v))
        earlier = [v for v in known if v <= value and self._is_best(before.line, v)]
        later = [v for v in known if v >= value and self._is_best(after.line, v)]
        return max(earlier, default=self.family.low), min(later, default=self.family.high)

    def _best(self, value: float) -> float:
        return min(line.at(value) for line in self._lines)

    def _is_best(self, line: Line, value: float) -> bool:
        same_sites = [one.at(value) for one in self._lines if one.sites == line.sites]
        best = self._best(value)
        return min(same_sites) <= best + SAME * max(1.0, abs(best))

    def _settled(self, value: float) -> bool:
        best = self._best(value)
        return self._bounds[value] >= best - PROVEN * max(1.0, abs(best))

    def _unsettled(self) -> list[float]:
        """List the values still to be solved at: the ends, changes of sites, then of flows."""
        ends = [v for v in (self.family.low, self.family.high) if v not in self._bounds]
        pieces = self.pieces()
        bends: dict[bool, list[float]] = {False: [], True: []}
        near = SAME * (self.family.high - self.family.low)
        for before, after in pairwise(pieces):
            if not any(abs(before.high - solved) <= near for solved in self._bounds):
                bends[before.line.sites == after.line.sites].append(before.high)
        return [*ends, *bends[False], *bends[True]]

    def _decide(self, value: float) -> None:
        """Solve in whole numbers at a value; follow the design that is found, if it is new."""
        costs = self.family.costs(value)
        self._whole.charge(costs.each, costs.offset)
        if self._lines:
            start = min(self._lines, key=lambda line: line.at(value)).x
            assert start is not None  # noqa: S101 - every line of a search has its point
            self._whole.start_from(start)
        gap = self.family.built.frame.case.general.gap_tolerance
        answer = self._whole.solve(seconds=self._seconds, gap=gap)
        self.solves += 1
        if answer.outcome in {"infeasible", "unbounded"}:
            raise explain_infeasible(self.family.built)
        if not answer.found and not self._lines:
            raise ScenarioProblem(
                said("no plan was found within {seconds:g} seconds", seconds=self._seconds),
                remedy=said("Give it more time, or a smaller case."),
            )
        self._bounds[value] = answer.bound
        if answer.found:
            self._meet(tuple(round(part) for part in answer.x[self._columns]), value)

    def _meet(self, key: Key, value: float) -> None:
        if key in self._designs:
            return
        self._hold(key)
        line = self._flow_line(value)
        if self._lines:
            best = self._best(value)
            if line.at(value) >= best - SAME * max(1.0, abs(best)):
                return
        self._designs.add(key)
        self._trace()

    def _hold(self, key: Key) -> None:
        decided = np.array(key, dtype=float)
        self._flows.fix(self._columns, decided, decided)

    def _trace(self) -> None:
        """Find every line of the flows of the design that is held."""
        left, right = self._flow_line(self.family.low), self._flow_line(self.family.high)
        self._lines += [left, right]
        waiting = [(left, right)]
        while waiting:
            before, after = waiting.pop()
            value = crossing(before, after)
            if value is None or not self.family.low < value < self.family.high:
                continue
            between, met = self._flow_line(value), before.at(value)
            if between.at(value) < met - SAME * max(1.0, abs(met)):
                self._lines.append(between)
                waiting += [(before, between), (between, after)]

    def _flow_line(self, value: float) -> Line:
        """Solve the flows of the held design at a value.

        Raises
        ------
        Infeasible
            The design holds only within the tolerance of whole numbers.
        """
        costs = self.family.costs(value)
        self._flows.charge(costs.each, costs.offset)
        answer = self._flows.solve()
        self.flow_solves += 1
        if not answer.found:
            raise Infeasible(
                said("the plan holds only within the tolerance of the solver"),
                remedy=said("Use larger units, so that numbers differ less in size."),
            )
        return self.family.line(answer.x)

    def _loose(self) -> list[tuple[float, Solver]]:
        return [(value, Solver(built.model)) for value, built in self.family.loose]

    def _agrees(self, value: float, solver: Solver) -> bool:
        """Tell whether a case that compiles otherwise at an end costs there what the line says."""
        answer = solver.solve(seconds=self._seconds)
        self.solves += 1
        best = self._best(value)
        return abs(answer.objective - best) <= PROVEN * max(1.0, abs(best))
