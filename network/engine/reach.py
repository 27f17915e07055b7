"""Which commodities can travel which lanes: found by search, so that nothing useless is modelled.

A commodity is searched forward from where it can come from and backward from where it can be used.
What survives both is an arc of the model: a lane with the commodity that sets out on it and the one
that arrives, which differ where the goods enter a territory.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from network.engine.commodity import Commodity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from network.engine.instance import Instance
    from network.engine.plan import Flow

    State = tuple[str, Commodity]


class Arc(NamedTuple):
    """Let a commodity set out on a lane and another arrive; `enters` is blank or a territory."""

    lane: int
    sets_out: Commodity
    arrives: Commodity
    enters: str


class Step(NamedTuple):
    """Tell where a lane leads and which territory goods enter there; blank where none."""

    lane: int
    head: str
    enters: str


def arcs(instance: Instance) -> tuple[Arc, ...]:
    """List every useful arc, by lane and commodity.

    Examples
    --------
    >>> from network.case import Case
    >>> from network.engine.instance import Instance
    >>> case = Case.of(
    ...     {
    ...         "settings": [{"name": "two sites"}],
    ...         "territories": [{"id": "A", "name": "Here"}],
    ...         "products": [{"id": "cup"}],
    ...         "facilities": [
    ...             {"id": "P", "kind": "plant", "name": "Plant", "territory": "A"},
    ...             {"id": "M", "kind": "market", "name": "Market", "territory": "A"},
    ...         ],
    ...         "lanes": [{"from": "P", "to": "M"}],
    ...         "demand": [{"market": "M", "product": "cup", "per_week": 1, "price_per_unit": 9}],
    ...     }
    ... )
    >>> [arc.sets_out.origin for arc in arcs(Instance(case))]
    ['A']
    """
    found: list[Arc] = []
    steps = _steps(instance)
    for (product, _), sources in sorted(_sources(instance).items()):
        found += _useful(instance, sources, steps.get(product, {}))
    return tuple(sorted(found))


def marks(instance: Instance, product: str, origin: str, bond: str) -> tuple[Commodity, ...]:
    """List the ways in which goods can be declared where they come into being.

    `bond` is the territory whose bond the goods already stand in, as products made of bonded
    components do; they are never declared for it.
    """
    tariff = instance.tariff
    declared = [Commodity(product, origin, "", bond)]
    for territory in instance.case.territories:
        there = territory.id
        if there in {origin, bond} or not tariff.needs_binding(origin, there, product):
            continue
        declared.append(Commodity(product, origin, there, bond))
        if not bond and tariff.has_drawback(origin, there, product):
            declared.append(Commodity(product, origin, there, there))
    return tuple(declared)


def step_of(instance: Instance, lane: int) -> Step:
    """Give the step that a lane, by its row number, is."""
    row = instance.case.lanes[lane]
    return Step(lane, row.to, instance.enters(row))


def arrival(instance: Instance, goods: Commodity, step: Step) -> Commodity | None:
    """Give what arrives at the end of a lane; None where the goods may not go there."""
    there = step.enters
    if not there:
        return goods
    if goods.enters_in_bond and goods.bound_for == there:
        usable = (step.head, goods.product) in instance.uses
        return Commodity(goods.product, goods.origin, "", there) if usable else None
    if goods.bound_for == there:
        return Commodity(goods.product, goods.origin, "", goods.bond)
    declared = goods.origin != there and instance.tariff.needs_binding(
        goods.origin, there, goods.product
    )
    if declared or goods.bond == there:
        return None
    return goods


def arc_of(instance: Instance, flow: Flow) -> Arc:
    """Give the arc that a flow of a plan runs on."""
    goods = Commodity(flow.product, flow.origin, flow.bound_for, flow.bond)
    step = step_of(instance, flow.lane)
    return Arc(flow.lane, goods, arrival(instance, goods, step) or goods, step.enters)


def is_sink(instance: Instance, place: str, goods: Commodity) -> bool:
    """Tell whether goods can be delivered or used where they are."""
    if goods.bound_for:
        return False
    if (place, goods.product) in instance.demand:
        return goods.bond != instance.facility[place].territory
    return (place, goods.product) in instance.uses


def _steps(instance: Instance) -> dict[str, dict[str, list[Step]]]:
    """Give the lanes that carry each product, by where they begin."""
    steps: dict[str, dict[str, list[Step]]] = {
        product: defaultdict(list) for product in instance.product
    }
    for number, lane in enumerate(instance.case.lanes):
        step = step_of(instance, number)
        for product in instance.product if lane.product == "*" else (lane.product,):
            steps[product][lane.from_].append(step)
    return steps


def _sources(instance: Instance) -> dict[tuple[str, str], set[State]]:
    """Name where each product of an origin can come from, with every declaration."""
    sources: dict[tuple[str, str], set[State]] = defaultdict(set)

    def add(place: str, product: str, origin: str, bond: str = "") -> None:
        goods = marks(instance, product, origin, bond)
        sources[product, origin].update((place, declared) for declared in goods)

    for place, product, origin in instance.held:
        add(place, product, origin)
    for plant, ways in instance.ways.items():
        territory = instance.facility[plant].territory
        for way in ways:
            add(plant, way.product, way.origin)
            if instance.works_in_bond(plant, way.product):
                add(plant, way.product, way.origin, territory)
    return sources


def _useful(instance: Instance, sources: set[State], steps: dict[str, list[Step]]) -> Iterator[Arc]:
    before: dict[State, list[tuple[State, Step]]] = defaultdict(list)
    states = _forward(instance, sources, steps, before)
    sinks = [state for state in states if is_sink(instance, *state)]
    seen = set(sinks)
    while sinks:
        reached = sinks.pop()
        for earlier, step in before.get(reached, ()):
            yield Arc(step.lane, earlier[1], reached[1], step.enters)
            if earlier not in seen:
                seen.add(earlier)
                sinks.append(earlier)


def _forward(
    instance: Instance,
    sources: Iterable[State],
    steps: dict[str, list[Step]],
    before: dict[State, list[tuple[State, Step]]],
) -> Iterator[State]:
    """Give every state that can be reached, and note from where and how in `before`."""
    seen = set(sources)
    waiting = sorted(seen)
    # The same goods enter the same territory over many lanes; only a bond asks where exactly.
    entered: dict[tuple[Commodity, str], Commodity | None] = {}
    while waiting:
        state = place, goods = waiting.pop()
        for step in steps.get(place, ()):
            arrived: Commodity | None = goods
            if step.enters:
                key = (goods, step.enters)
                if goods.bond or key not in entered:
                    entered[key] = arrival(instance, goods, step)
                arrived = entered[key]
            if arrived is None:
                continue
            reached = (step.head, arrived)
            before[reached].append((state, step))
            if reached not in seen:
                seen.add(reached)
                waiting.append(reached)
        yield state
