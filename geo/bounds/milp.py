"""HiGHS for systems that are not one hierarchy: a group that cuts across provinces, for example.

One model is built once; each question changes only the objective and starts from the last
solution. Every answer is rounded to whole numbers and checked exactly.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.bounds.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from geo.bounds.hierarchy import Hierarchy
    from geo.bounds.tree import End, Intervals

OPTIONS = {
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_feasibility_tolerance": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
    "threads": 1,
}


@dataclass(frozen=True)
class Sum:
    """Bound the sum of several nodes."""

    nodes: tuple[int, ...]
    low: int
    high: End


@dataclass(frozen=True)
class Milp:
    """Solve a hierarchy with boxes and further sums, in whole numbers, through HiGHS."""

    hierarchy: Hierarchy
    low: tuple[int, ...]
    high: tuple[End, ...]
    sums: tuple[Sum, ...] = ()

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - highspy has no types
        return self.model()

    def model(self) -> Any:  # noqa: ANN401
        """Build a model of the statements: one column for each node, in order."""
        import highspy  # noqa: PLC0415 - half a second that a plain hierarchy never needs

        model: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        model.setOptionValue("output_flag", False)  # noqa: FBT003 - highspy takes it by position
        for option, value in OPTIONS.items():
            model.setOptionValue(option, value)
        for low, high in zip(self.low, self.high, strict=True):
            model.addVar(float(low), float(high))
        for number, inside in enumerate(self.hierarchy.children):
            if inside:
                add_row(model, 0, {number: -1, **dict.fromkeys(inside, 1)}, 0)
        for row in self.sums:
            add_row(model, row.low, dict.fromkeys(row.nodes, 1), row.high)
        if self.sums:  # a hierarchy alone is integral: docs/bounds.md
            for number in range(len(self.low)):
                model.changeColIntegrality(number, highspy.HighsVarType.kInteger)
        return model

    @cached_property
    def feasible(self) -> bool:
        """Tell whether any table of whole numbers agrees with the statements.

        Raises
        ------
        ArithmeticError
            HiGHS gave no answer: a bug.
        """
        import highspy  # noqa: PLC0415

        status = self._solve({})
        if status == highspy.HighsModelStatus.kOptimal:
            self._point()
            return True
        if status == highspy.HighsModelStatus.kInfeasible:
            return False
        raise ArithmeticError(f"HiGHS ended with {status}")

    @cached_property
    def intervals(self) -> Intervals:
        """Give the sharp interval of every node; interchangeable units are solved once."""
        low: list[int] = []
        high: list[End] = []
        seen: dict[object, tuple[int, End]] = {}
        for number in range(len(self.low)):
            likeness = self.likeness(number)
            if likeness not in seen:
                least = -self.maximise({number: -1})[0]
                seen[likeness] = (int(least), self.maximise({number: 1})[0])
            low.append(seen[likeness][0])
            high.append(seen[likeness][1])
        return low, high

    def likeness(self, number: int) -> object:
        """Give what two units must share to be interchangeable; a unit with parts is itself."""
        tree = Tree(self.hierarchy, self.low, self.high)
        sums = tuple(i for i, row in enumerate(self.sums) if number in row.nodes)
        return tree.likeness(number), sums

    def maximise(self, weights: Mapping[int, int]) -> tuple[End, tuple[int, ...]]:
        """Give the largest weighted sum and the nodes' values there (empty when unbounded).

        Raises
        ------
        ArithmeticError
            HiGHS gave no answer: a bug.
        """
        import highspy  # noqa: PLC0415

        status = self._solve(weights)
        unbounded = {
            highspy.HighsModelStatus.kUnbounded,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        }
        if status in unbounded:
            return math.inf, ()
        if status != highspy.HighsModelStatus.kOptimal:
            raise ArithmeticError(f"HiGHS ended with {status}")
        point = self._point()
        return sum(weight * point[number] for number, weight in weights.items()), point

    def sum_ends(self, nodes: Collection[int]) -> tuple[int, End]:
        """Give the smallest and largest joint sum of some nodes."""
        least = -self.maximise(dict.fromkeys(nodes, -1))[0]
        return int(least), self.maximise(dict.fromkeys(nodes, 1))[0]

    def _solve(self, weights: Mapping[int, int]) -> Any:  # noqa: ANN401
        import highspy  # noqa: PLC0415

        # The smallest weight becomes 1, so that none is lost below HiGHS's tolerances.
        scale = min((abs(weight) for weight in weights.values() if weight), default=1)
        for number in range(len(self.low)):
            self._model.changeColCost(number, weights.get(number, 0) / scale)
        self._model.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self._model.run()
        return self._model.getModelStatus()

    def _point(self) -> tuple[int, ...]:
        return self.checked(self._model.getSolution().col_value)

    def checked(self, values: Iterable[float]) -> tuple[int, ...]:
        """Round a solution and check it exactly.

        Raises
        ------
        ArithmeticError
            It breaks a statement: a bug.
        """
        point = tuple(round(value) for value in values)
        for number, inside in enumerate(self.hierarchy.children):
            if inside and point[number] != sum(point[child] for child in inside):
                raise ArithmeticError("HiGHS gave sums that do not add up")
        boxes = zip(self.low, point, self.high, strict=True)
        sums = ((row.low, sum(point[n] for n in row.nodes), row.high) for row in self.sums)
        if not all(low <= value <= high for low, value, high in (*boxes, *sums)):
            raise ArithmeticError("HiGHS gave values outside their limits")
        return point


def add_row(model: Any, low: End, weights: Mapping[int, int], high: End) -> None:  # noqa: ANN401
    """Bound a weighted sum of columns."""
    columns = np.array(list(weights), dtype=np.int32)
    values = np.array(list(weights.values()), dtype=float)
    model.addRow(float(low), float(high), len(columns), columns, values)
