"""Checks of what is sold, and of what management insists on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.phrase import said
from network.evaluate.result import Check

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from network.engine.plan import Plan
    from network.evaluate.look import Look


def sales_checks(
    look: Look, plan: Plan, factor: Mapping[str, float], *, may_lack: bool = False
) -> Iterator[Check]:
    """Check that what is wanted is delivered or, where a sale has a price, lost."""
    demand = {(row.market, row.product): row for row in look.case.demand}
    for sold in plan.sold:
        row = demand.get((sold.market, sold.product))
        if row is None:
            continue  # told by another check
        where = f"{sold.market}, {sold.product}"
        wanted = row.per_week * plan.weeks * factor.get(sold.market, 1.0)
        yield Check(
            name=said("what is wanted is the demand"), where=where, amount=sold.wanted, limit=wanted
        )
        yield Check(
            name=said("what is wanted is delivered or lost"),
            where=where,
            amount=sold.delivered + sold.lost,
            limit=sold.wanted,
        )
        if row.price_per_unit is None and not may_lack:
            yield Check(
                name=said("mandatory demand is met"),
                where=where,
                amount=sold.lost,
                limit=0.0,
                scale=sold.wanted,
            )
