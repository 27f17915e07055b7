"""What it costs to replace goods drawn from stock, so that stock is never free."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from network.case.goods import Stock
    from network.engine.frame import Frame
    from network.engine.result import Result


def replacement_costs(frame: Frame, result: Result) -> dict[int, float]:
    """Give the cost of replacing a unit of stock, by row of the table, in the case's currency.

    It is the largest of what the row says, the product's value, and what one more unit would have
    cost there in normal weeks. With the last of these a stock never pays for itself: prices of the
    plan without an outage remain prices of the plan with the stock.
    """
    return {number: _cost(frame, result, row) for number, row in enumerate(frame.case.stock)}


def _cost(frame: Frame, result: Result, row: Stock) -> float:
    """Take the dearest declaration, since goods may be drawn under any of them."""
    marginals = result.marginals
    known = [
        marginals.goods[row.facility, goods]
        for goods in frame.declared(row.facility, row.product, row.origin)
        if (row.facility, goods) in marginals.goods
    ]
    if (row.facility, row.product) in marginals.demand:
        known.append(marginals.demand[row.facility, row.product])
    value = frame.instance.product[row.product].value_per_unit
    return max(row.replacement_cost_per_unit or 0.0, value, *known)
