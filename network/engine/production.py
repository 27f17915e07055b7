"""What plants make of what: recipes, origin rules, bonds, overtime."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from network.engine.operations import MADE
from network.engine.prices import KG_IN_T

if TYPE_CHECKING:
    from network.engine.commodity import Commodity
    from network.engine.instance import Way
    from network.engine.model import Entry
    from network.engine.operations import Builder


class Batch(NamedTuple):
    """Name what is made in one way, in bond or not, with the columns that make it."""

    way: Way
    bond: str
    columns: tuple[int, ...]


def add_production(builder: Builder) -> None:
    """Add what every plant makes."""
    for plant in builder.instance.ways:
        if builder.sites.can_open(plant):
            batches = _batches(builder, plant)
            _add_capacity(builder, plant, batches)
            _add_components(builder, plant, batches)


def _batches(builder: Builder, plant: str) -> list[Batch]:
    instance, frame = builder.instance, builder.frame
    site = instance.facility[plant]
    batches: list[Batch] = []
    for way in instance.ways[plant]:
        use = instance.made_carbon(site, way.product) / KG_IN_T
        costs = (
            ("labour", instance.labour(site, way.product)),
            ("overhead", instance.overhead(site, way.product)),
            ("carbon", instance.case.general.carbon_price_per_t * use),
        )
        for bond in ("", site.territory):
            columns: list[int] = []
            for goods in frame.made(plant, way, bond):
                column = builder.column(("make", way, goods), costs)
                builder.found.made.append((way, goods, column))
                builder.flow[plant, goods].append((column, 1.0))
                columns.append(column)
            if columns:
                batches.append(Batch(way, bond, tuple(columns)))
    return batches


def _add_capacity(builder: Builder, plant: str, batches: list[Batch]) -> None:
    """Hold output within capacity, with overtime paid for where the case allows it."""
    instance = builder.instance
    by_product: dict[str, list[int]] = defaultdict(list)
    for batch in batches:
        by_product[batch.way.product] += batch.columns
    use = {p: instance.product[p].capacity_use_per_unit for p in by_product}
    work = [(c, use[p]) for p, columns in by_product.items() for c in columns if use[p]]
    if not work:
        return
    over = _overtime(builder, plant, by_product)
    builder.within_capacity(plant, [*work, *((c, -use[p]) for p, c in over.items())])
    usual = builder.sites.usual(plant)
    if usual is not None and builder.sites.capacity(plant) is None:
        builder.within_usual((plant, MADE), work, usual.made)
    if over:
        share = instance.case.general.overtime_share
        entries = [(c, use[p]) for p, c in over.items()]
        builder.within_capacity(plant, entries, share=share, kind="overtime")


def _overtime(builder: Builder, plant: str, by_product: dict[str, list[int]]) -> dict[str, int]:
    instance = builder.instance
    general, site = instance.case.general, instance.facility[plant]
    if not general.overtime_share or site.module_per_week is None:
        return {}
    found: dict[str, int] = {}
    for product, columns in by_product.items():
        if not instance.product[product].capacity_use_per_unit:
            continue
        premium = general.overtime_premium * instance.labour(site, product)
        over = builder.column(("overtime", plant, product), [("overtime", premium)])
        key = (builder.interval.name, "overtime of output", plant, product)
        builder.model.row(key, [(over, 1.0), *((c, -1.0) for c in columns)], upper=0.0)
        found[product] = builder.found.overtime[plant, product] = over
    return found


def _add_components(builder: Builder, plant: str, batches: list[Batch]) -> None:
    """Take components for what is made, by origin where a rule or a bond asks for it."""
    bill = builder.instance.bill
    users: dict[str, list[tuple[Batch, float]]] = defaultdict(list)
    for batch in batches:
        for component, each in bill.get(batch.way.product, ()):
            users[component].append((batch, each))
    foreign: dict[Batch, list[Entry]] = defaultdict(list)
    for component, batches_of in users.items():
        arriving = builder.frame.usable(plant, component)
        if _origin_matters(builder, arriving, batches_of):
            _by_origin(builder, component, arriving, batches_of, foreign)
        else:
            _as_one(builder, component, arriving, batches_of)
    _add_rules(builder, batches, foreign)


def _origin_matters(
    builder: Builder, arriving: tuple[Commodity, ...], users: list[tuple[Batch, float]]
) -> bool:
    """Tell whether it must be known which goods go into what."""
    plants = {batch.way.facility for batch, _ in users}
    sent_on = any(
        value < 0
        for plant in plants
        for goods in arriving
        for _, value in builder.flow.get((plant, goods), ())
    )
    bonded = any(_in_bond(builder, batch, goods) for batch, _ in users for goods in arriving)
    return sent_on or bonded or any(batch.way.rule for batch, _ in users)


def _in_bond(builder: Builder, batch: Batch, goods: Commodity) -> bool:
    """Tell whether goods stand in the bond of the plant's own territory."""
    return goods.bond == builder.instance.facility[batch.way.facility].territory


def _as_one(
    builder: Builder,
    component: str,
    arriving: tuple[Commodity, ...],
    users: list[tuple[Batch, float]],
) -> None:
    entries: list[Entry] = []
    plant = users[0][0].way.facility
    for goods in arriving:
        entries += builder.flow.pop((plant, goods), [])
    for batch, each in users:
        entries += [(column, -each) for column in batch.columns]
        builder.found.pooled.append((batch.way, batch.bond, component, each, batch.columns))
    key = (builder.interval.name, "component", plant, component)
    row = builder.model.row(key, entries, lower=0.0, upper=0.0)
    builder.found.balance.update({(plant, goods): row for goods in arriving})


def _by_origin(
    builder: Builder,
    component: str,
    arriving: tuple[Commodity, ...],
    users: list[tuple[Batch, float]],
    foreign: dict[Batch, list[Entry]],
) -> None:
    instance = builder.instance
    value = instance.product[component].value_per_unit
    for batch, each in users:
        way = batch.way
        entries: list[Entry] = [(column, -each) for column in batch.columns]
        for goods in arriving:
            if _in_bond(builder, batch, goods) and not batch.bond:
                continue
            column = builder.column(("use", way, batch.bond, goods))
            builder.found.used.append((way, batch.bond, goods, column))
            builder.flow[way.facility, goods].append((column, -1.0))
            entries.append((column, 1.0))
            if way.rule and goods.origin not in instance.originating[way.rule]:
                foreign[batch].append((column, value))
        key = (builder.interval.name, "component", way, batch.bond, component)
        builder.model.row(key, entries, lower=0.0, upper=0.0)


def _add_rules(builder: Builder, batches: list[Batch], foreign: dict[Batch, list[Entry]]) -> None:
    """Demand the originating share of value, which the recipe's origin class stands for."""
    instance = builder.instance
    for batch in batches:
        if not batch.way.rule or batch not in foreign:
            continue
        share = 1.0 - instance.value_share[batch.way.rule]
        value = instance.product[batch.way.product].value_per_unit
        allowed = [(column, -share * value) for column in batch.columns]
        key = (builder.interval.name, "origin", batch.way, batch.bond)
        builder.model.row(key, [*foreign[batch], *allowed], upper=0.0)
