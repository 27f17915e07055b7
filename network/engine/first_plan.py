"""A first plan for a large model: what the relaxed model opens for a fair part is opened.

On a large model the solver may spend its limit before it holds any plan but that of selling
nothing. The relaxed model is then solved by an interior point method, which is quicker there; its
sites are rounded at several thresholds, the flows of each are solved with the sites held, and the
modules that these need are rounded up.

What the relaxed model costs is told as a bound by weak duality, not as the solver's objective: an
interior point is optimal only within a tolerance, whereas any prices of the rows prove a bound.
Neumaier and Shcherbina, "Safe bounds in linear and mixed-integer linear programming", Mathematical
Programming 99 (2004) 283-296.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from network.engine.solver import Answer, Solver

if TYPE_CHECKING:
    from network.engine.design import Design
    from network.engine.model import Model

LARGE = 50_000
"""Columns from which on a first plan is looked for; with fewer the solver finds a better one."""
RELAXED = 0.6
"""Share of the time limit in which the relaxed model may be solved."""
ROUNDED = 0.75
"""Share of the time limit after which no further threshold is tried."""
THRESHOLDS = (0.2, 0.3, 0.1, 0.5, 0.7, 1e-6)
"""A site is opened if the relaxed model opens this share of it; the likeliest first."""
ROOT = 5.0
"""The exact search needs this many times as long as the relaxed model before it finds anything."""
PATIENCE = 2
"""Thresholds in a row that give nothing better, after which no further one is tried."""
WHOLE = 1e-6
"""A module is needed if more than this share of it is."""
INTERIOR: dict[str, bool | float | str] = {
    "solver": "ipm",
    "run_crossover": "off",
    "primal_feasibility_tolerance": 1e-7,
    "dual_feasibility_tolerance": 1e-7,
}
"""Options of HiGHS for the relaxed model; what is rounded and what is proven need no vertex."""


@dataclass(frozen=True, kw_only=True)
class Start:
    """Hold a first plan and a bound.

    Parameters
    ----------
    point, cost
        A plan as values of the columns, and what it costs; None and infinite where none is known.
    bound
        A proven limit below which no plan costs.
    seconds
        Time that the flows of a plan took at most: what the final flows will take again.
    relaxing
        Time that the relaxed model took.
    """

    point: np.ndarray | None = None
    cost: float = inf
    bound: float = -inf
    seconds: float = 0.0
    relaxing: float = 0.0

    def answer(self, left: float) -> Answer | None:
        """Give this plan as the answer where the time left is too short for an exact search."""
        if self.point is None or left >= ROOT * self.relaxing:
            return None
        none = np.empty(0)
        gap = (self.cost - self.bound) / max(1e-12, abs(self.cost))
        return Answer(
            outcome="time limit", objective=self.cost, bound=min(self.bound, self.cost),
            gap=max(0.0, gap), seconds=0.0, x=self.point, price=none, reduced=none,
        )  # fmt: skip

    def improve(self, answer: Answer) -> Answer:
        """Give the better plan and the better bound of an answer and this start."""
        if answer.outcome != "time limit":
            return answer
        if self.point is not None and self.cost < answer.objective:
            answer = replace(answer, objective=self.cost, x=self.point)
        bound = min(max(answer.bound, self.bound), answer.objective)
        gap = (answer.objective - bound) / max(1e-12, abs(answer.objective))
        return replace(answer, bound=bound, gap=gap if answer.found else inf)


def first_plan(model: Model, design: Design, *, seconds: float) -> Start:
    """Look for a plan to begin with, where the model is large.

    Parameters
    ----------
    model, design
        What is to be solved.
    seconds
        Time limit of the whole solve, of which a share is used.
    """
    if len(model.cost) < LARGE:
        return Start()
    begin = perf_counter()
    flows = model.relaxed()
    relaxed = Solver(flows, INTERIOR).solve(seconds=RELAXED * seconds)
    known = relaxed.found and len(relaxed.price) > 0
    # Where the relaxed model took too long everything is opened: any plan beats none.
    x = relaxed.x if known else np.array(model.upper)
    left = ROUNDED * seconds - (perf_counter() - begin)
    start = rounded(Solver(flows), model, design, x, seconds=left, cold=True)
    if not known:
        return start
    bound = proven(model, design, relaxed.price)
    return replace(start, bound=bound, relaxing=relaxed.seconds)


def rounded(
    solver: Solver, model: Model, design: Design, x: np.ndarray, *, seconds: float, cold: bool
) -> Start:
    """Give the cheapest plan whose sites are rounded from a relaxed point.

    Parameters
    ----------
    solver
        It holds the relaxed model; what it fixes stays fixed.
    model, design
        What is to be solved.
    x
        The relaxed point.
    seconds
        Time after which no further threshold is tried.
    cold
        Whether every solve begins from nothing, which pays off where most sites get closed.
    """
    begin, best, stale = perf_counter(), Start(), 0
    opened = np.array(list(design.opened.values()), dtype=int)
    lower, upper = np.array(model.lower)[opened], np.array(model.upper)[opened]
    tried: set[bytes] = set()
    for least in () if design.sourced else THRESHOLDS:
        decided = np.clip((x[opened] >= least).astype(float), lower, upper)
        left = seconds - (perf_counter() - begin)
        if left <= 0 or stale == PATIENCE:
            break
        if decided.tobytes() in tried:
            continue
        tried.add(decided.tobytes())
        solver.fix(opened, decided, decided)
        if cold:
            solver.forget()
        found = _with_whole_modules(model, design, solver.solve(seconds=left))
        stale = 0 if found.cost < best.cost else stale + 1
        best = replace(min(best, found, key=_cost), seconds=max(best.seconds, found.seconds))
    return best


def _cost(start: Start) -> float:
    return start.cost


def _with_whole_modules(model: Model, design: Design, answer: Answer) -> Start:
    """Round up what capacity the flows need; more capacity forbids no flow."""
    if answer.outcome != "optimal":
        return Start(seconds=answer.seconds)
    point = answer.x.copy()
    columns = np.array([*design.modules.values(), *design.expanded.values()], dtype=int)
    point[columns] = np.ceil(point[columns] - WHOLE)
    cost = float(np.array(model.cost) @ point) + model.offset
    return Start(point=point, cost=cost, seconds=answer.seconds)


def proven(model: Model, design: Design, price: np.ndarray) -> float:
    """Give the bound that prices of rows prove, whatever prices these are.

    `Σ price · limit + Σ reduced cost · limit`, each at the end of its range where it is least. A
    flow without a limit is no more than all that can be needed, or it runs in a circle for nothing.

    Parameters
    ----------
    model, design
        What is minimised.
    price
        Prices of the first rows, in the model's units; rows behind them are left out.
    """
    instance = design.frame.instance
    most = max(instance.need.values(), default=0.0) * design.frame.case.general.weeks
    prices = np.zeros(len(model.row_lower))
    prices[: len(price)] = price
    limits = np.where(prices > 0, model.row_lower, model.row_upper)
    # A price on the side of a row that has no limit proves nothing.
    prices[~np.isfinite(limits)] = limits[~np.isfinite(limits)] = 0.0
    values = np.array(model.values) * np.repeat(prices, np.diff(model.starts))
    indices = np.array(model.indices, dtype=int)
    reduced = np.array(model.cost) - np.bincount(indices, values, len(model.cost))
    upper = np.where(model.scaled, np.minimum(model.upper, most), model.upper)
    ends = np.where(reduced < 0, upper, model.lower)
    return float(prices @ limits + reduced @ ends) + model.offset
