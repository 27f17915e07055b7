"""A point of the model told as a plan."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from network.engine.plan import Drawn, Flow, Made, Overtime, Plan, Sold, Supplied, Used

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np

    from network.engine.frame import Frame
    from network.engine.instance import Way
    from network.engine.operations import Operations
    from network.engine.plan import Site

DUST = 1e-9
"""Below this share of a typical quantity, and of the least that any market wants of a product, a
number is the solver's dust and not a flow."""
Key = TypeVar("Key")


def plan_of(
    frame: Frame,
    parts: Sequence[Operations],
    x: np.ndarray,
    sites: tuple[Site, ...],
    replacement: dict[int, float] | None = None,
) -> Plan:
    """Tell a point as a plan; the intervals of a period are added up."""
    dust = _Dust(frame)
    return Plan(
        weeks=sum(part.interval.weeks for part in parts),
        sites=sites,
        flows=_flows(frame, parts, x, dust),
        supplied=_supplied(frame, parts, x, dust),
        made=_made(parts, x, dust),
        overtime=_overtime(parts, x, dust),
        used=_used(parts, x, dust),
        sold=_sold(frame, parts, x),
        drawn=_drawn(frame, parts, x, replacement or {}),
    )


class _Dust:
    """Tell amounts of a product from the solver's dust: products may differ by any factor."""

    def __init__(self, frame: Frame) -> None:
        self._weeks = frame.case.general.weeks
        self._typical = frame.instance.size * 100
        self._least = frame.instance.least_need

    def below(self, amount: float, product: str) -> bool:
        """Tell whether an amount is dust."""
        least = self._least.get(product, math.inf) * self._weeks
        return amount <= DUST * min(self._typical, least)


def _sums(entries: Iterable[tuple[Key, int]], x: np.ndarray) -> list[tuple[Key, float]]:
    """Add up what columns hold by key, in order of the keys."""
    sums: dict[Key, float] = defaultdict(float)
    for key, column in entries:
        sums[key] += float(x[column])
    return sorted(sums.items())


def _flows(
    frame: Frame, parts: Sequence[Operations], x: np.ndarray, dust: _Dust
) -> tuple[Flow, ...]:
    columns = (((arc.lane, arc.sets_out), c) for part in parts for arc, c in part.arcs)
    found: list[Flow] = []
    for (number, goods), amount in _sums(columns, x):
        if dust.below(amount, goods.product):
            continue
        lane = frame.case.lanes[number]
        found.append(
            Flow(
                lane=number,
                from_=lane.from_,
                to=lane.to,
                mode=lane.mode,
                product=goods.product,
                origin=goods.origin,
                quantity=amount,
                bound_for=goods.bound_for,
                bond=goods.bond,
            )
        )
    return tuple(found)


def _supplied(
    frame: Frame, parts: Sequence[Operations], x: np.ndarray, dust: _Dust
) -> tuple[Supplied, ...]:
    columns = (((row, goods), c) for part in parts for row, goods, c in part.supplied)
    return tuple(
        Supplied(
            row=row,
            facility=frame.case.supply[row].facility,
            product=goods.product,
            origin=goods.origin,
            quantity=amount,
            bound_for=goods.bound_for,
            bond=goods.bond,
        )
        for (row, goods), amount in _sums(columns, x)
        if not dust.below(amount, goods.product)
    )


def _made(parts: Sequence[Operations], x: np.ndarray, dust: _Dust) -> tuple[Made, ...]:
    columns = (((way, goods), c) for part in parts for way, goods, c in part.made)
    return tuple(
        Made(
            facility=way.facility,
            product=way.product,
            recipe=way.recipe,
            origin=goods.origin,
            quantity=amount,
            bond=goods.bond,
            bound_for=goods.bound_for,
        )
        for (way, goods), amount in _sums(columns, x)
        if not dust.below(amount, way.product)
    )


def _overtime(parts: Sequence[Operations], x: np.ndarray, dust: _Dust) -> tuple[Overtime, ...]:
    columns = ((key, c) for part in parts for key, c in part.overtime.items())
    return tuple(
        Overtime(facility=plant, product=product, quantity=amount)
        for (plant, product), amount in _sums(columns, x)
        if not dust.below(amount, product)
    )


def _used(parts: Sequence[Operations], x: np.ndarray, dust: _Dust) -> tuple[Used, ...]:
    """Tell what went into what; where the origin does not matter it is told as ``*``."""
    columns = (
        ((way, bond, goods.product, goods.origin, goods.bond), column, 1.0)
        for part in parts
        for way, bond, goods, column in part.used
    )
    pooled = (
        ((way, bond, component, "*", ""), column, each)
        for part in parts
        for way, bond, component, each, made in part.pooled
        for column in made
    )
    sums: dict[tuple[Way, str, str, str, str], float] = defaultdict(float)
    for key, column, each in (*columns, *pooled):
        sums[key] += each * float(x[column])
    return tuple(
        Used(
            facility=way.facility,
            product=way.product,
            recipe=way.recipe,
            bond=bond,
            component=component,
            component_origin=origin,
            component_bond=component_bond,
            quantity=amount,
        )
        for (way, bond, component, origin, component_bond), amount in sorted(sums.items())
        if not dust.below(amount, component)
    )


def _sold(frame: Frame, parts: Sequence[Operations], x: np.ndarray) -> tuple[Sold, ...]:
    found: list[Sold] = []
    for (market, product), row in frame.instance.demand.items():
        wanted = sum(
            row.per_week * p.interval.demand.get(market, 1.0) * p.interval.weeks for p in parts
        )
        lost = sum(
            float(x[column])
            for part in parts
            for kind in (part.lost, part.shortage)
            for key, column in kind.items()
            if key == (market, product)
        )
        lost = min(max(lost, 0.0), wanted)
        found.append(
            Sold(market=market, product=product, wanted=wanted, delivered=wanted - lost, lost=lost)
        )
    return tuple(found)


def _drawn(
    frame: Frame, parts: Sequence[Operations], x: np.ndarray, replacement: dict[int, float]
) -> tuple[Drawn, ...]:
    columns = ((row, c) for part in parts for row, _, c in part.drawn)
    return tuple(
        Drawn(
            row=row,
            facility=frame.case.stock[row].facility,
            product=frame.case.stock[row].product,
            quantity=amount,
            cost_per_unit=replacement[row],
        )
        for row, amount in _sums(columns, x)
        if amount > 0.0
    )
