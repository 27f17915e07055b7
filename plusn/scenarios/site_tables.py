"""What sites of a plan can do and do, and how far what they make meets its rules of origin."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from network.case import Case
    from network.case.places import Facility
    from network.engine.plan import Plan, Site
    from plusn.scenarios.tables import Rows


def loads(case: Case, plan: Plan) -> dict[str, float]:
    """Give the capacity units a week that each site uses: making at plants, sending elsewhere.

    Overtime is part of it, so that a plant can use more than its capacity.
    """
    use = {row.id: row.capacity_use_per_unit for row in case.products}
    plants = {row.id for row in case.facilities if row.kind == "plant"}
    used: dict[str, float] = defaultdict(float)
    for made in plan.made:
        used[made.facility] += made.quantity * use[made.product] / plan.weeks
    for flow in plan.flows:
        if flow.from_ not in plants:
            used[flow.from_] += flow.quantity * use[flow.product] / plan.weeks
    return dict(used)


def capacity(row: Facility, site: Site) -> float | None:
    """Give the capacity units a week of a site as planned; None for no limit.

    Examples
    --------
    >>> from network.case.places import Facility
    >>> from network.engine.plan import Site
    >>> plant = Facility(id="A", kind="plant", name="A", territory="X", module_per_week=1000)
    >>> capacity(plant, Site(facility="A", open=True, modules=2))
    2000.0
    """
    if row.module_per_week is None:
        return None
    return row.module_per_week * site.modules + row.expansion_per_week * site.expanded


def origin_tests(case: Case, plan: Plan, label: str) -> Rows:
    """Compare what is made under a rule of origin with the share of value that the rule asks for.

    `share` is one less the value of components from outside the rule's origins, over the value of
    the product; production in bond is judged by itself, as the engine does.
    """
    recipes = {(row.facility, row.product, row.name): row.origin_rule for row in case.recipes}
    rules = {row.id: row for row in case.origin_rules}
    value = {row.id: row.value_per_unit for row in case.products}
    made: dict[tuple[str, str, str, str], float] = defaultdict(float)
    foreign: dict[tuple[str, str, str, str], float] = defaultdict(float)
    for line in plan.made:
        made[line.facility, line.product, line.recipe, line.bond] += line.quantity
    for part in plan.used:
        rule = rules.get(recipes.get((part.facility, part.product, part.recipe), ""))
        if rule is not None and part.component_origin not in _originating(case, rule.cumulation):
            worth = part.quantity * value[part.component]
            foreign[part.facility, part.product, part.recipe, part.bond] += worth
    rows: Rows = []
    for (facility, product, recipe, bond), units in sorted(made.items()):
        rule = rules.get(recipes.get((facility, product, recipe), ""))
        worth = units * value[product]
        if rule is None or not worth:
            continue
        outside = foreign[facility, product, recipe, bond]
        rows.append(
            {
                "scenario": label,
                "facility": facility,
                "product": product,
                "recipe": recipe,
                "in_bond": bool(bond),
                "rule": rule.id,
                "quantity": units,
                "share": 1.0 - outside / worth,
                "share_min": rule.regional_value_min,
            }
        )
    return rows


def _originating(case: Case, cumulation: str) -> frozenset[str]:
    return frozenset(row.origin for row in case.cumulation if row.set == cumulation)
