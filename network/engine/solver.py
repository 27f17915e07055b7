"""HiGHS behind the model: scaled on the way in, told in the model's own units on the way out.

Hall, Galabova, Huangfu and others, HiGHS (2018), highs.dev, MIT licence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from data.errors import ScenarioProblem
from data.phrase import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.engine.model import Model

Outcome = Literal["optimal", "time limit", "infeasible", "unbounded"]
# One thread: several cases are solved at a time, and the same case gives the same answer.
OPTIONS: dict[str, bool | float | str] = {
    "threads": 1,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-9,
    "mip_feasibility_tolerance": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Hold what the solver found, in the model's units.

    Parameters
    ----------
    objective, bound
        Value of the best point, and a proven limit below which no point lies.
    gap
        (objective − bound) / |objective|; 0 where proven, infinite where nothing was found.
    x
        Values of columns; empty where nothing was found.
    price, reduced
        Row and column duals of a linear model: what one more unit of a limit would cost.
    """

    outcome: Outcome
    objective: float
    bound: float
    gap: float
    seconds: float
    x: np.ndarray = field(repr=False)
    price: np.ndarray = field(repr=False)
    reduced: np.ndarray = field(repr=False)

    @property
    def found(self) -> bool:
        """Tell whether there is a point at all; a model without columns has one."""
        return math.isfinite(self.objective)


class Solver:
    """Keep a model inside HiGHS, so that limits can be moved and solved again from the last basis.

    Parameters
    ----------
    model
        What to minimise. Later changes to it are not seen; use `limit` and `fix`.
    options
        Options of HiGHS beside `OPTIONS`.
    """

    def __init__(
        self, model: Model, options: Mapping[str, bool | float | str] | None = None
    ) -> None:
        import highspy  # noqa: PLC0415 - a third of a second that `--help` never needs

        self._highspy = highspy
        self._offset = model.offset
        self._whole = any(model.integer)
        self._column_scale, self._row_scale, self._money = _scales(model)
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("output_flag", False)  # noqa: FBT003 - taken by position
        for name, value in {**OPTIONS, **(options or {})}.items():
            self._highs.setOptionValue(name, value)
        self._highs.passModel(self._problem(model))

    def _problem(self, model: Model) -> Any:  # noqa: ANN401 - highspy has no types
        problem = self._highspy.HighsLp()
        problem.num_col_, problem.num_row_ = len(model.cost), len(model.row_lower)
        column, row = self._column_scale, self._row_scale
        problem.col_cost_ = np.array(model.cost) * column / self._money
        problem.col_lower_ = np.array(model.lower) / column
        problem.col_upper_ = np.array(model.upper) / column
        problem.row_lower_ = np.array(model.row_lower) / row
        problem.row_upper_ = np.array(model.row_upper) / row
        starts = np.array(model.starts)
        indices = np.array(model.indices, dtype=np.int32)
        values = np.array(model.values) * column[indices] / np.repeat(row, np.diff(starts))
        problem.a_matrix_.format_ = self._highspy.MatrixFormat.kRowwise
        problem.a_matrix_.start_, problem.a_matrix_.index_ = starts, indices
        problem.a_matrix_.value_ = values
        if any(model.integer):
            kinds = self._highspy.HighsVarType
            problem.integrality_ = [
                kinds.kInteger if whole else kinds.kContinuous for whole in model.integer
            ]
        return problem

    def limit(self, rows: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> None:
        """Move the limits of rows."""
        scale = self._row_scale[rows]
        numbers = rows.astype(np.int32)
        self._highs.changeRowsBounds(len(rows), numbers, lower / scale, upper / scale)

    def extend(self, model: Model, first: int) -> None:
        """Take over the rows of quantities that a model got since, from number `first` on."""
        size = float(self._column_scale.max())
        for row in range(first, len(model.row_lower)):
            inside = slice(model.starts[row], model.starts[row + 1])
            numbers = np.array(model.indices[inside], dtype=np.int32)
            values = np.array(model.values[inside]) * self._column_scale[numbers] / size
            limits = model.row_lower[row] / size, model.row_upper[row] / size
            self._highs.addRow(*limits, len(numbers), numbers, values)
        more = len(model.row_lower) - first
        self._row_scale = np.append(self._row_scale, np.full(more, size))

    def fix(self, columns: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> None:
        """Move the limits of columns."""
        scale = self._column_scale[columns]
        numbers = columns.astype(np.int32)
        self._highs.changeColsBounds(len(columns), numbers, lower / scale, upper / scale)

    def charge(self, cost: np.ndarray, offset: float = 0.0) -> None:
        """Give every column a new cost."""
        numbers = np.arange(len(cost), dtype=np.int32)
        self._highs.changeColsCost(len(cost), numbers, cost * self._column_scale / self._money)
        self._offset = offset

    def start_from(self, x: np.ndarray) -> None:
        """Hand over a point to begin with."""
        point = self._highspy.HighsSolution()
        point.col_value = list(x / self._column_scale)
        self._highs.setSolution(point)

    def cost(self) -> float:
        """Solve again and give the least cost alone; infinite where there is no point.

        Many small models take as long to copy out as to solve.
        """
        self._highs.run()
        if _outcome(self._highspy.HighsModelStatus, self._highs.getModelStatus()) != "optimal":
            return math.inf
        return float(self._highs.getObjectiveValue() * self._money + self._offset)

    def forget(self) -> None:
        """Let the next solve begin from nothing."""
        self._highs.clearSolver()

    def solve(self, *, seconds: float | None = None, gap: float | None = None) -> Answer:
        """Solve, or solve again from the last basis.

        Parameters
        ----------
        seconds
            Time limit; the best point until then is given with its gap.
        gap
            Relative gap that is good enough.
        """
        if seconds is not None:
            # HiGHS counts its clock over all solves of one object.
            self._highs.setOptionValue("time_limit", self._highs.getRunTime() + seconds)
        if gap is not None:
            self._highs.setOptionValue("mip_rel_gap", gap)
        begin = perf_counter()
        self._highs.run()
        return self._answer(perf_counter() - begin)

    def _answer(self, seconds: float) -> Answer:
        status = self._highs.getModelStatus()
        info = self._highs.getInfo()
        outcome = _outcome(self._highspy.HighsModelStatus, status)
        feasible = (
            info.primal_solution_status == self._highspy.SolutionStatus.kSolutionStatusFeasible
        )
        if status == self._highspy.HighsModelStatus.kModelEmpty:
            return _pointless("optimal", self._offset, self._offset, seconds)
        unknown = status == self._highspy.HighsModelStatus.kUnknown
        if outcome in {"infeasible", "unbounded"} or unknown or not feasible:
            bound = math.inf if outcome == "infeasible" else -math.inf
            if outcome == "time limit" and not unknown:
                bound = info.mip_dual_bound * self._money + self._offset
            return _pointless(outcome, math.inf, bound, seconds)
        solution = self._highs.getSolution()
        objective = info.objective_function_value * self._money + self._offset
        # A linear model that is solved is its own bound; one that is not has none, and HiGHS none
        # for whole numbers before their first relaxed model is solved.
        bound = objective if outcome == "optimal" else -math.inf
        if self._whole and math.isfinite(info.mip_dual_bound):
            bound = info.mip_dual_bound * self._money + self._offset
        return Answer(
            outcome=outcome,
            objective=objective,
            bound=min(bound, objective),
            gap=max(0.0, objective - bound) / max(1e-12, abs(objective)),
            seconds=seconds,
            x=np.array(solution.col_value) * self._column_scale,
            price=np.array(solution.row_dual) * self._money / self._row_scale,
            reduced=np.array(solution.col_dual) * self._money / self._column_scale,
        )


def _pointless(outcome: Outcome, objective: float, bound: float, seconds: float) -> Answer:
    """Give an answer without values: nothing was found, or there is no column to have one."""
    none = np.empty(0)
    gap = 0.0 if math.isfinite(objective) else math.inf
    return Answer(
        outcome=outcome, objective=objective, bound=bound, gap=gap, seconds=seconds,
        x=none, price=none, reduced=none,
    )  # fmt: skip


def _outcome(statuses: Any, status: object) -> Outcome:  # noqa: ANN401 - highspy has no types
    if status in {statuses.kOptimal, statuses.kModelEmpty}:
        return "optimal"
    if status in {statuses.kTimeLimit, statuses.kIterationLimit, statuses.kSolutionLimit}:
        return "time limit"
    if status == statuses.kUnknown:  # no claim at all, as of an interior point that is imprecise
        return "time limit"
    if status in {statuses.kInfeasible, statuses.kUnboundedOrInfeasible}:
        return "infeasible"
    if status == statuses.kUnbounded:
        return "unbounded"
    raise ScenarioProblem(
        said("the solver gave up ({status})", status=str(status).rpartition(".")[2]),
        remedy=said("Sizes that differ too much do this: use units in which numbers are alike."),
    )


def _scales(model: Model) -> tuple[np.ndarray, np.ndarray, float]:
    """Give the divisors of columns and rows, and of money.

    Rows that touch a quantity are told in the size of quantities, the others stay whole numbers.
    Powers of two change no digit.
    """
    size = 2.0 ** round(math.log2(model.quantity)) if model.quantity > 0 else 1.0
    scaled = np.array(model.scaled, dtype=bool)
    columns = np.where(scaled, size, 1.0) if scaled.size else np.empty(0)
    rows = np.ones(len(model.row_lower))
    starts = np.array(model.starts)
    touched = (
        np.add.reduceat(np.append(scaled[np.array(model.indices, dtype=int)], False), starts[:-1])
        if len(rows)
        else np.empty(0)
    )
    rows[(touched > 0) & (np.diff(starts) > 0)] = size
    costs = np.abs(np.array(model.cost) * columns)
    costs = costs[costs > 0]
    money = 2.0 ** round(math.log2(float(np.median(costs)))) if costs.size else 1.0
    return columns, rows, money
