"""Checks of what moves: lanes that exist, goods that are conserved with their marks, borders."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from data.phrase import Origin, Product, Site, Territory, said
from network.evaluate.look import Goods
from network.evaluate.result import Check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.engine.plan import Drawn, Flow, Plan
    from network.evaluate.look import Look
    from network.evaluate.result import Sense

    State = tuple[str, Goods]


ANY = "*"


class Ledger:
    """Add up what comes into and goes out of every place, by goods and marks.

    Where a component is used whatever its origin (``*``), origins are counted together there.

    Parameters
    ----------
    look, plan
        The case and what is planned in it; flows must stand on lanes of the case.
    """

    def __init__(self, look: Look, plan: Plan) -> None:
        self.into: dict[State, float] = defaultdict(float)
        self.out_of: dict[State, float] = defaultdict(float)
        self._look = look
        self.pooled = {(u.facility, u.component) for u in plan.used if u.component_origin == ANY}
        for flow in plan.flows:
            self.out_of[self._state(flow.from_, _sent(flow))] += flow.quantity
            self.into[self._state(flow.to, look.arrived(flow))] += flow.quantity
        for row in plan.supplied:
            goods = Goods(row.product, row.origin, row.bound_for, row.bond)
            self.into[self._state(row.facility, goods)] += row.quantity
        for made in plan.made:
            goods = Goods(made.product, made.origin, made.bound_for, made.bond)
            self.into[self._state(made.facility, goods)] += made.quantity
        for used in plan.used:
            goods = Goods(used.component, used.component_origin, "", used.component_bond)
            self.out_of[self._state(used.facility, goods)] += used.quantity
        for drawn in plan.drawn:
            self._draw(look.stock_origin(look.case.stock[drawn.row]), drawn)
        self.scale: dict[str, float] = defaultdict(float)
        self.passing: dict[tuple[str, str], float] = defaultdict(float)
        for (place, goods), units in (*self.into.items(), *self.out_of.items()):
            here = (place, goods.product)
            self.passing[here] = max(self.passing[here], abs(units))
            self.scale[goods.product] = max(self.scale[goods.product], abs(units))

    def _state(self, place: str, goods: Goods) -> State:
        free = not goods.bound_for and not self._look.stands_in_bond(place, goods)
        together = free and (place, goods.product) in self.pooled
        return (place, goods._replace(origin=ANY, bond="")) if together else (place, goods)

    def _draw(self, origin: str, drawn: Drawn) -> None:
        """Let stock fill what lacks under any mark; the rest is in free circulation."""
        rest = drawn.quantity
        free = self._state(drawn.facility, Goods(drawn.product, origin))
        for place, goods in self.states:
            same = (place, goods.product) == (drawn.facility, drawn.product)
            if same and goods.origin in {origin, free[1].origin}:
                lacking = min(rest, max(0.0, -self.left((place, goods))))
                self.into[place, goods] += lacking
                rest -= lacking
        self.into[free] += rest

    @property
    def states(self) -> tuple[State, ...]:
        """List every place and goods that occur, in order."""
        return tuple(sorted({*self.into, *self.out_of}))

    def left(self, state: State) -> float:
        """Give what comes in and does not go out."""
        return self.into.get(state, 0.0) - self.out_of.get(state, 0.0)


def _sent(flow: Flow) -> Goods:
    return Goods(flow.product, flow.origin, flow.bound_for, flow.bond)


def told(place: str, goods: Goods) -> str:
    """Name goods at a place.

    Examples
    --------
    >>> told("Plant", Goods("cup", "X", "T"))
    'Plant, cup of X bound for T'
    """
    named = said(
        "{site}, {product} of {origin}",
        site=Site(place),
        product=Product(goods.product),
        origin=Origin(goods.origin),
    )
    if goods.bound_for:
        there = Territory(goods.bound_for)
        named = said("{goods} bound for {there}", goods=named, there=there)
    if goods.bond:
        named = said("{goods} in the bond of {there}", goods=named, there=Territory(goods.bond))
    return named


def flow_checks(look: Look, plan: Plan) -> Iterator[Check]:
    """Check that every flow stands on a lane that carries it and may cross the border it meets."""
    pooled = {(u.facility, u.component) for u in plan.used if u.component_origin == ANY}
    for number, flow in enumerate(plan.flows):
        lane = look.case.lanes[flow.lane]
        where = f"flow {number + 1}, {flow.from_} to {flow.to} by {flow.mode}"
        same = (lane.from_, lane.to, lane.mode) == (flow.from_, flow.to, flow.mode)
        yield truth(said("the flow stands on its lane"), where, same)
        yield truth(
            said("the lane carries the product"), where, lane.product in {ANY, flow.product}
        )
        sent_on = (flow.from_, flow.product) in pooled
        yield truth(said("what is sent on is not used whatever its origin"), where, not sent_on)
        yield from _border(look, flow, where)


def _border(look: Look, flow: Flow, where: str) -> Iterator[Check]:
    """Check what may enter a territory, declared, undeclared and in bond."""
    entered = look.entered(look.case.lanes[flow.lane])
    if not entered:
        return
    cif = any(
        layer.basis == "cif" and layer.charged_rate > 0
        for layer in look.layers(flow.origin, entered, flow.product)
    )
    declared = flow.bound_for == entered
    yield truth(said("goods are declared where freight bears duty"), where, declared or not cif)
    if flow.bond != entered:
        return
    yield truth(said("goods made in bond stay away from where it was given"), where, declared)
    usable = flow.product in look.needs.get(flow.to, frozenset())
    yield truth(said("only a plant that needs them takes goods in bond"), where, usable)


def truth(name: str, where: str, holds: bool) -> Check:  # noqa: FBT001 - the thing that is checked
    """Make a check of something that holds or does not."""
    return Check(name=name, where=where, amount=0.0 if holds else 1.0, limit=0.0, said=True)


def conservation_checks(look: Look, plan: Plan) -> Iterator[Check]:
    """Check that what comes into a place goes out, is used, or is delivered there."""
    ledger = Ledger(look, plan)
    delivered = {(sold.market, sold.product): sold.delivered for sold in plan.sold}
    left: dict[tuple[str, str], list[float]] = {key: [] for key in delivered}
    for place, goods in ledger.states:
        state = (place, goods)
        sense: Sense = "="
        free = not goods.bound_for and not look.stands_in_bond(place, goods)
        if free and (place, goods.product) in delivered:
            left[place, goods.product].append(ledger.left(state))
            sense = ">="
        yield Check(
            name=said("what comes in goes out"),
            where=told(place, goods),
            amount=ledger.left(state),
            limit=0.0,
            sense=sense,
            scale=ledger.scale[goods.product],
        )
    for (market, product), units in delivered.items():
        yield Check(
            name=said("what stays at a market is delivered"),
            where=f"{market}, {product}",
            amount=math.fsum(left[market, product]),
            limit=units,
            scale=ledger.passing[market, product],
        )
