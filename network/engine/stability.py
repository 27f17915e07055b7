"""Ties settled by the fewest changes against today, so that a small change flips no tie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from network.engine.solver import Solver

if TYPE_CHECKING:
    from network.engine.design import Design
    from network.engine.model import Entry, Model
    from network.engine.solver import Answer

TIE = 1e-9
"""Plans whose costs differ by less than this share are a tie."""
A_MODULE = 1e-3
"""Weight of a module beside a site: sites come first."""


def settle(model: Model, design: Design, answer: Answer, *, seconds: float) -> np.ndarray:
    """Give, among the plans of least cost, the one that changes the fewest sites.

    Parameters
    ----------
    model, design
        What was solved.
    answer
        Its optimum.
    seconds
        Time limit; if it ends before, the optimum is given as it is.
    """
    changes = _changes(design)
    if not changes or _unchanged(changes, answer.x):
        return answer.x
    costs = [(n, cost) for n, cost in enumerate(model.cost) if cost]
    most = answer.objective - model.offset
    kept = model.cost
    tie = TIE * max(1.0, abs(answer.objective))
    row = model.row("tie", costs, upper=most + tie)
    model.cost = [0.0] * len(kept)
    for column, weight in changes:
        model.cost[column] = weight
    settled = Solver(model).solve(seconds=seconds)
    model.cost = kept
    model.cut(row)
    # The row is told in the size of quantities: where these are huge it lets dearer plans through.
    tied = settled.outcome == "optimal" and float(np.array(kept) @ settled.x) <= most + 2 * tie
    return settled.x if tied else answer.x


def _changes(design: Design) -> list[Entry]:
    """Weigh the columns: closing what is open, opening what is not, adding modules."""
    facility = design.frame.instance.facility
    found: list[Entry] = []
    for place, column in design.opened.items():
        found.append((column, -1.0 if facility[place].status == "existing" else 1.0))
    found += [(column, 1.0) for column in design.expanded.values()]
    found += [(column, A_MODULE) for column in design.modules.values()]
    return found


def _unchanged(changes: list[Entry], x: np.ndarray) -> bool:
    """Tell whether no plan can change less: all at its best end."""
    return all(round(x[column]) == (1 if weight < 0 else 0) for column, weight in changes)
