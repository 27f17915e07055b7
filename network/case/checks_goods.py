"""Goods: bills of materials that end, components that can be had, markets that can be reached."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from data.errors import BadValue, Disconnected, PlusNError, together
from data.phrase import Product, Site, Table, joined, said
from network.case.sources import Sources, circle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.case.case import Case
    from network.case.view import View


TOLD = 6
"""Places told before a list is cut short."""

SPREAD = 1e12
"""Demands for a product may differ by so much; doubles carry hardly more digits."""


def bill_problems(view: View) -> list[PlusNError]:
    """List bills of materials that run in a circle and components that nobody has."""
    bill = view.case.bill_of_materials
    ring = circle([(row.product, row.component) for row in bill])
    if ring:
        numbers = [
            number
            for number, row in enumerate(bill)
            if (row.product, row.component) in set(pairwise(ring))
        ]
        return [
            BadValue(
                said(
                    "a bill of materials runs in a circle: {ring}",
                    ring=joined(" → ", map(Product, ring)),
                ),
                where=together((view.at("bill_of_materials", number) for number in numbers), ", "),
                remedy=said("Take one of these rows out: no product can be a part of itself."),
            )
        ]
    return [*_unobtainable(view)]


def unjudged_rules(case: Case) -> tuple[str, ...]:
    """Say which recipes' rules hold of themselves, as nothing is known of what goes in."""
    made_of_parts = {row.product for row in case.bill_of_materials}
    return tuple(
        said(
            "The rule {rule} is not judged for {product} made at {site} ({recipe}): {table} does "
            "not say what it is made of, so it counts as met.",
            rule=row.origin_rule,
            product=Product(row.product),
            site=Site(row.facility),
            recipe=row.name,
            table=Table("bill_of_materials"),
        )
        for row in case.recipes
        if row.origin_rule and row.product not in made_of_parts
    )


def spread_problems(view: View) -> list[PlusNError]:
    """List demands so small beside another for the same product that no digits are left."""
    wanted = [(number, row) for number, row in enumerate(view.case.demand) if row.per_week > 0]
    most: dict[str, float] = {}
    for _, row in wanted:
        most[row.product] = max(row.per_week, most.get(row.product, 0.0))
    return [
        BadValue(
            said(
                "{least:g} of {product} a week is nothing beside {most:g} elsewhere",
                least=row.per_week,
                product=Product(row.product),
                most=most[row.product],
            ),
            where=view.at("demand", number, "per_week"),
            remedy=said("Correct the unit of one of them, or leave the small demand out."),
        )
        for number, row in wanted
        if row.per_week * SPREAD < most[row.product]
    ]


def _unobtainable(view: View) -> Iterator[PlusNError]:
    had = view.known("supply", "product") | view.known("recipes", "product")
    finished = {product.id for product in view.case.products if product.kind == "finished"}
    with_recipe = view.known("recipes", "facility")
    plants = {site.id for site in view.case.facilities if site.kind == "plant"}
    if plants - with_recipe:
        had |= finished  # a plant without recipes makes every finished product
    told = set()
    for number, row in enumerate(view.case.bill_of_materials):
        known = row.component in view.known("products")
        if known and row.component not in had and row.component not in told:
            told.add(row.component)
            yield BadValue(
                said(
                    "nobody supplies or makes the component {component}",
                    component=Product(row.component),
                ),
                where=view.at("bill_of_materials", number, "component"),
                remedy=said(
                    "Add a row to {supply}, or to {recipes}.",
                    supply=Table("supply"),
                    recipes=Table("recipes"),
                ),
            )


def reach_problems(view: View) -> list[PlusNError]:
    """List markets whose mandatory demand no goods can reach."""
    case = view.case
    wanted = [
        (number, row)
        for number, row in enumerate(case.demand)
        if row.price_per_unit is None and row.per_week > 0
    ]
    if not wanted:
        return []
    sources = Sources.of(case)
    problems: list[PlusNError] = []
    for number, row in wanted:
        if row.market in sources.reached[row.product]:
            continue
        at = sorted(sources.at[row.product])
        problems.append(
            Disconnected(
                said(
                    "no {product} can reach {market}, which must have it",
                    product=Product(row.product),
                    market=Site(row.market),
                ),
                where=view.at("demand", number),
                remedy=_way_out(row.product, at),
            )
        )
    return problems


def _way_out(product: str, at: list[str]) -> str:
    if not at:
        return said(
            "Nobody can supply or make {product}: add supply, or a plant and lanes for what it is "
            "made of; or give the demand a price.",
            product=Product(product),
        )
    sites: str = joined(", ", map(Site, at[:TOLD]))
    if len(at) > TOLD:
        sites = said("{sites} and others", sites=sites)
    return said(
        "It comes from {sites}: add a lane that carries it from there; or give the demand a price, "
        "so that it may be lost.",
        sites=sites,
    )
