"""A limit of a plan in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.phrase import Heading, Mode, Named, Product, Region, Site, Territory, said
from network.engine.operations import MADE, UNCOUNTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from network.case import Case
    from network.engine.result import Binding


MANY = 1_000_000
USUAL = {UNCOUNTED: said("goods that take no capacity"), MADE: said("output")}
PLACES: dict[str, type[Named]] = {"share_min": Territory, "region_share_max": Region}
"""What the place of a policy's rule is."""


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
        tail, head, mode = Site(lane.from_), Site(lane.to), Mode(lane.mode)
        return said("lane {tail} → {head} by {mode}", tail=tail, head=head, mode=mode)
    if limit.kind == "supply":
        row = case.supply[int(limit.place)]
        product, site = Product(row.product), Site(row.facility)
        return said("supply of {product} at {site}", product=product, site=site)
    if limit.kind == "policy":
        rule, *places = limit.place.replace("year; ", "").split("; ")
        return said("policy {rule}", rule=rule_of(rule, places))
    if limit.kind == "stock":
        stock = case.stock[int(limit.place)]
        product, site = Product(stock.product), Site(stock.facility)
        return said("stock of {product} at {site}", product=product, site=site)
    return _of_a_site(limit)


def rule_of(rule: str, places: Sequence[str], value: object = "") -> str:
    """Name a rule of a policy, with its value and the place that it holds for.

    Examples
    --------
    >>> rule_of("region_share_max", ["North"], 0.5)
    'region_share_max = 0.5 of North'
    """
    named: str = Heading.of("policies", rule)
    if str(value):
        named = said("{rule} = {value}", rule=named, value=str(value))
    mark = PLACES.get(rule, Named)
    for place in places:
        named = said("{rule} of {place}", rule=named, place=mark(place))
    return named


def _of_a_site(limit: Binding) -> str:
    place, _, of = limit.place.partition("; ")
    site = Site(place)
    if limit.kind == "usual" and of:
        what = USUAL.get(of, of)
        return said("usual throughput of {what} of {site}", what=what, site=site)
    if limit.kind == "usual":
        return said("usual throughput of {site}", site=site)
    if limit.kind == "overtime":
        return said("overtime of {site}", site=Site(limit.place))
    return said("capacity of {site}", site=Site(limit.place))
