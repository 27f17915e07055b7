"""Checks that a plan speaks of what the case has: rows, ids, signs. The others rely on them."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING

from data.phrase import said
from network.evaluate.moves import truth
from network.evaluate.result import Check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import DataclassInstance

    from network.engine.plan import Plan
    from network.evaluate.look import Look

ALWAYS_OPEN = ("market", "hq")
LISTS = ("sites", "flows", "supplied", "made", "overtime", "used", "sold", "drawn")
PLACES = ("facility", "from_", "to", "market")
GOODS = ("product", "component")


def known_checks(look: Look, plan: Plan) -> Iterator[Check]:
    """Check ids, row numbers and quantities of every line of a plan."""
    yield truth(said("the plan has a length"), "the plan", plan.weeks > 0)
    for name in LISTS:
        for number, line in enumerate(getattr(plan, name)):
            yield from _line(look, f"{name} {number + 1}", line)
    yield from _rows(look, plan)
    yield from _once(look, plan)


def _line(look: Look, where: str, line: DataclassInstance) -> Iterator[Check]:
    """Check the ids of a line, and the least of its numbers, which stands for them all."""
    numbers: list[float] = []
    for name in _names(type(line)):
        cell = getattr(line, name)
        if name in PLACES:
            yield truth(said("the place is in the case"), f"{where}, {cell}", cell in look.facility)
        elif name in GOODS:
            yield truth(
                said("the product is in the case"), f"{where}, {cell}", cell in look.product
            )
        elif isinstance(cell, int | float):
            numbers.append(cell)
    finite = all(map(math.isfinite, numbers))
    yield truth(said("quantities are numbers"), where, finite)
    if finite:
        least = min(numbers, default=0.0)
        yield Check(
            name=said("quantities are not negative"),
            where=where,
            amount=least,
            limit=0.0,
            sense=">=",
        )


@cache
def _names(kind: type[DataclassInstance]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _rows(look: Look, plan: Plan) -> Iterator[Check]:
    """Check that lines which name a row of a table tell what stands in it."""
    for number, flow in enumerate(plan.flows):
        there = 0 <= flow.lane < len(look.case.lanes)
        yield truth(said("the lane exists"), f"flows {number + 1}", there)
    for number, supplied in enumerate(plan.supplied):
        same = 0 <= supplied.row < len(look.case.supply)
        if same:
            row = look.case.supply[supplied.row]
            told = (supplied.facility, supplied.product, supplied.origin)
            same = told == (row.facility, row.product, look.supply_origin(row))
        yield truth(said("the row of supply says the same"), f"supplied {number + 1}", same)
    for number, drawn in enumerate(plan.drawn):
        same = 0 <= drawn.row < len(look.case.stock)
        if same:
            stock = look.case.stock[drawn.row]
            same = (drawn.facility, drawn.product) == (stock.facility, stock.product)
        yield truth(said("the row of stock says the same"), f"drawn {number + 1}", same)


def _once(look: Look, plan: Plan) -> Iterator[Check]:
    """Check that every site and every demand is decided exactly once."""
    sites = Counter(site.facility for site in plan.sites)
    for row in look.case.facilities:
        times = sites[row.id]
        fine = times == 1 or (times == 0 and row.kind in ALWAYS_OPEN)
        yield truth(said("the site is decided once"), row.id, fine)
    sold = Counter((row.market, row.product) for row in plan.sold)
    for demand in look.case.demand:
        times = sold.pop((demand.market, demand.product), 0)
        fine = times == 1 or (times == 0 and demand.per_week == 0)
        yield truth(said("the demand is answered once"), f"{demand.market}, {demand.product}", fine)
    for market, product in sorted(sold):
        yield truth(said("somebody asked for it"), f"{market}, {product}", holds=False)
