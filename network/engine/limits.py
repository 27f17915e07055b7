"""A limit of a plan in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from network.case import Case
    from network.engine.result import Binding


MANY = 1_000_000


def in_digits(amount: float) -> str:
    """Write a quantity with six digits, large ones in full.

    Examples
    --------
    >>> in_digits(0.1234567), in_digits(2_500_000.4)
    ('0.123457', '2,500,000')
    """
    return f"{amount:,.0f}" if abs(amount) >= MANY else f"{amount:,.6g}"


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
    if limit.kind == "usual":
        place, _, of = limit.place.partition("; ")
        return f"usual throughput of {of} of {place}" if of else f"usual throughput of {place}"
    return f"{limit.kind} of {limit.place}"
