"""What it costs to replace goods drawn from stock, so that stock is never free.

The marginal landed cost of a unit is a slope of the least cost of normal weeks over the need there.
That cost is convex in the need, so at a corner, where a limit is used up to the last unit, it has a
slope below and a steeper one above, and a dual is any slope between them. Slopes of a convex
function never fall: a dual with a little more needed is at least every slope without it. That one
is taken, so no price of the plan is above it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from network.engine.solver import Solver

if TYPE_CHECKING:
    from network.case.goods import Stock
    from network.engine.frame import Frame
    from network.engine.model import Model
    from network.engine.operations import Operations
    from network.engine.result import Result

LITTLE = 1e-3
"""How much more is needed, as a share of the size of quantities: far above the solver's dust."""


def replacement_costs(
    frame: Frame, result: Result, model: Model, normal: Operations
) -> dict[int, float]:
    """Give the cost of replacing a unit of stock, by row of the table, in the case's currency.

    It is the largest of what the row says, the product's value, and what one more unit would cost
    there in normal weeks; a lost sale where that is all that gives way. With the last of these a
    stock never pays for itself: prices of the plan without an outage remain prices of the plan with
    the stock. Where no more could be had at any cost, the plan's own price is taken.

    Parameters
    ----------
    frame, result
        The case and its plan.
    model, normal
        The plan's sites and policy held in normal weeks, and the rows of that model.
    """
    solver = Solver(model)
    steepest: dict[int, float] = {}
    found: dict[int, float] = {}
    for number, row in enumerate(frame.case.stock):
        rows = _rows(frame, normal, row)
        for one in sorted(set(rows) - set(steepest)):
            steepest[one] = _with_more(solver, model, one, LITTLE * frame.instance.size)
        value = frame.instance.product[row.product].value_per_unit
        known = [*_prices(frame, result, row), *(steepest[one] for one in rows)]
        found[number] = max(row.replacement_cost_per_unit or 0.0, value, *known)
    return found


def _rows(frame: Frame, normal: Operations, row: Stock) -> list[int]:
    """Find the rows in which a unit there counts: dear declarations too, as it may be any."""
    goods = frame.declared(row.facility, row.product, row.origin)
    known = [normal.balance[row.facility, g] for g in goods if (row.facility, g) in normal.balance]
    if (row.facility, row.product) in normal.demand:
        known.append(normal.demand[row.facility, row.product])
    return known


def _prices(frame: Frame, result: Result, row: Stock) -> list[float]:
    """Give the plan's prices of a unit there, under every declaration."""
    prices = result.marginals
    goods = frame.declared(row.facility, row.product, row.origin)
    known = [prices.goods[row.facility, g] for g in goods if (row.facility, g) in prices.goods]
    return [*known, prices.demand.get((row.facility, row.product), 0.0)]


def _with_more(solver: Solver, model: Model, row: int, more: float) -> float:
    """Give the price of a row with a little more needed; 0 where it cannot be had."""
    numbers = np.array([row])
    lower, upper = np.array([model.row_lower[row]]), np.array([model.row_upper[row]])
    solver.limit(numbers, lower + more, upper + more)
    answer = solver.solve()
    solver.limit(numbers, lower, upper)
    return float(answer.price[row]) if answer.found else 0.0
