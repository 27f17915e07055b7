"""Checks of what is made: recipes, bills of materials, rules of origin, bonds, overtime."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from data.phrase import said
from network.evaluate.moves import truth
from network.evaluate.result import Check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.engine.plan import Made, Plan, Used
    from network.evaluate.look import Look


class Batch(NamedTuple):
    """Name production whose components are counted together."""

    facility: str
    product: str
    recipe: str
    bond: str

    def __str__(self) -> str:
        bond = f" in the bond of {self.bond}" if self.bond else ""
        return f"{self.facility}, {self.product} by {self.recipe}{bond}"


def batch_of(line: Made | Used) -> Batch:
    """Name the batch that a line of a plan belongs to."""
    return Batch(line.facility, line.product, line.recipe, line.bond)


def making_checks(look: Look, plan: Plan) -> Iterator[Check]:
    """Check that what is made can be made there, of what goes in, with the origin it is given."""
    made: dict[Batch, float] = defaultdict(float)
    used: dict[Batch, list[Used]] = defaultdict(list)
    for line in plan.made:
        made[batch_of(line)] += line.quantity
        yield from _recipe(look, line)
    for part in plan.used:
        used[batch_of(part)].append(part)
    for batch in sorted({*made, *used}):
        yield from _bill(look, batch, made[batch], used[batch])
        yield from _rule(look, batch, made[batch], used[batch])
        yield from _bonds(look, batch, used[batch])


def _recipe(look: Look, line: Made) -> Iterator[Check]:
    where = str(batch_of(line))
    way = look.ways.get((line.facility, line.product, line.recipe))
    yield truth(said("the plant has the recipe"), where, way is not None)
    if way is not None:
        yield truth(
            said("the recipe gives the origin"),
            f"{where}, {line.origin}",
            way.origin == line.origin,
        )
    home = look.facility[line.facility].territory
    yield truth(said("a bond is that of the plant's territory"), where, line.bond in {"", home})
    # Goods of another origin class may come home by a port, and are declared for it then.
    foreign = not line.bound_for or line.bound_for not in {line.origin, line.bond}
    yield truth(said("goods are declared where they are foreign"), where, foreign)


def _bill(look: Look, batch: Batch, units: float, used: list[Used]) -> Iterator[Check]:
    """Check the quantity of every component; what the bill does not name may not go in."""
    taken: dict[str, float] = dict.fromkeys(look.components.get(batch.product, {}), 0.0)
    for part in used:
        taken[part.component] = taken.get(part.component, 0.0) + part.quantity
    each = look.components.get(batch.product, {})
    for component, quantity in sorted(taken.items()):
        yield Check(
            name=said("the bill of materials is kept"),
            where=f"{batch}, {component}",
            amount=quantity,
            limit=each.get(component, 0.0) * units,
        )


def _rule(look: Look, batch: Batch, units: float, used: list[Used]) -> Iterator[Check]:
    """Check that components from elsewhere are not worth more than the rule of origin lets."""
    way = look.ways.get(batch[:3])
    if way is None or not way.rule:
        return
    rule = next(row for row in look.case.origin_rules if row.id == way.rule)
    foreign = sum(
        part.quantity * look.product[part.component].value_per_unit
        for part in used
        if part.component_origin not in look.originating[rule.id]
    )
    value = look.product[batch.product].value_per_unit * units
    yield Check(
        name=said("the rule of origin is met"),
        where=f"{batch}, rule {rule.id}",
        amount=foreign,
        limit=(1.0 - rule.regional_value_min) * value,
        sense="<=",
        scale=value,
    )


def _bonds(look: Look, batch: Batch, used: list[Used]) -> Iterator[Check]:
    home = look.facility[batch.facility].territory
    for part in used:
        fine = part.component_bond != home or batch.bond == home
        yield truth(said("components in bond are used in bond"), f"{batch}, {part.component}", fine)


def overtime_checks(plan: Plan) -> Iterator[Check]:
    """Check that no more units are made in overtime than are made."""
    made: dict[tuple[str, str], float] = defaultdict(float)
    extra: dict[tuple[str, str], float] = defaultdict(float)
    for line in plan.made:
        made[line.facility, line.product] += line.quantity
    for row in plan.overtime:
        extra[row.facility, row.product] += row.quantity
    for (plant, product), units in sorted(extra.items()):
        yield Check(
            name=said("overtime is part of what is made"),
            where=f"{plant}, {product}",
            amount=units,
            limit=made.get((plant, product), 0.0),
            sense="<=",
        )
