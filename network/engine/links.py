"""Links between flows and open sites, where there are too many to hold all of them at once.

A link lets nothing flow from a closed site to one market; all of them together make the relaxed
model tight, but hardly any of them matters. Few sites and many customers have links by the hundred
thousand: then a site's links are added up to one row, which says the same of whole decisions, and
those that the relaxed model breaks are put back, round after round.

The bound is the one that all links give. Padberg, Van Roy and Wolsey, "Valid linear inequalities
for fixed charge problems", Operations Research 33 (1985) 842-861, on separating such rows.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from network.engine.first_plan import Start, proven, rounded
from network.engine.solver import Solver

if TYPE_CHECKING:
    from network.engine.design import Design
    from network.engine.model import Entry, Model

MANY = 5_000
"""More links than these are not held at once."""
ALL_MARKETS = "*"
SHARE_OF_TIME = 0.4
"""Part of the time limit in which links may be put back, and again in which sites are rounded."""
BROKEN = 1e-6
"""A link is broken if more flows than this share of what may."""


def links_of(model: Model) -> list[int]:
    """List the rows that link the flow to one market to an open site."""
    return [
        row
        for key, row in model.rows.items()
        if isinstance(key, tuple) and key[0] == "closed" and key[2] not in {"", ALL_MARKETS}
    ]


def with_few_links(model: Model, design: Design, *, seconds: float) -> tuple[Model, Start | None]:
    """Give a model of the same plans and costs that holds only the links that matter.

    Rows before the first link keep their numbers. Beside it stands what is known to begin with.

    Parameters
    ----------
    model
        A model; left as it is, and given back without a start where its links are few.
    design
        What is decided in it.
    seconds
        Time limit of the whole solve.
    """
    links = links_of(model)
    if len(links) <= MANY:
        return model, None
    from scipy.sparse import csr_array  # noqa: PLC0415 - only for large models

    begin = perf_counter()
    names = {row: key for key, row in model.rows.items()}
    lean = _without(model, set(links))
    relaxed = lean.relaxed()
    solver, found = Solver(relaxed), None
    waiting = np.array(links)
    shape = (len(model.row_lower), len(model.cost))
    flows = csr_array((model.values, model.indices, model.starts), shape=shape)[waiting]
    # What may flow where the site is open is the one negative value of a row.
    room = BROKEN * -flows.min(axis=1).toarray().ravel()
    while (left := SHARE_OF_TIME * seconds - (perf_counter() - begin)) > 0:
        answer = solver.solve(seconds=left)
        if answer.outcome != "optimal":
            break
        found = answer
        broken = np.asarray(flows @ found.x > room)
        if not broken.any():
            break
        first = len(lean.row_lower)
        for row in waiting[broken]:
            lean.row(names[row], model.entries(row), upper=model.row_upper[row])
        solver.extend(relaxed, first)
        kept = np.flatnonzero(~broken)
        waiting, flows, room = waiting[kept], flows[kept], room[kept]
    if found is None:
        return lean, Start()
    left = SHARE_OF_TIME * seconds
    start = rounded(solver, lean, design, found.x, seconds=left, cold=False)
    return lean, replace(start, bound=proven(lean, design, found.price))


def _without(model: Model, dropped: set[int]) -> Model:
    """Copy a model, the dropped rows added up by site and product."""
    lean = replace(model, rows={}, row_lower=[], row_upper=[], starts=[0], indices=[], values=[])
    sums: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for key, row in model.rows.items():
        if row in dropped and isinstance(key, tuple):
            sums["closed", key[1], ALL_MARKETS, key[3]] += model.entries(row)
        else:
            limits = model.row_lower[row], model.row_upper[row]
            lean.row(key, model.entries(row), lower=limits[0], upper=limits[1])
    for name, entries in sums.items():
        lean.row(name, entries, upper=0.0)
    return lean
