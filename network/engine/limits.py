"""A limit of a plan in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from network.case import Case
    from network.engine.result import Binding


def describe_limit(case: Case, limit: Binding) -> str:
    """Name a limit by its site, lane, supply or rule.

    Parameters
    ----------
    case
        The case that the plan is of.
    limit
        As `Marginals.bindings` has it.
    """
    if limit.kind == "lane":
        lane = case.lanes[int(limit.place)]
        return f"lane {lane.from_} → {lane.to} by {lane.mode}"
    if limit.kind == "supply":
        row = case.supply[int(limit.place)]
        return f"supply of {row.product} at {row.facility}"
    if limit.kind == "policy":
        return "policy " + limit.place.replace("year; ", "").replace("; ", " of ")
    if limit.kind == "stock":
        stock = case.stock[int(limit.place)]
        return f"stock of {stock.product} at {stock.facility}"
    kind = "usual throughput" if limit.kind == "usual" else limit.kind
    return f"{kind} of {limit.place}"
