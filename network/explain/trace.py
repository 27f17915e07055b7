"""Costs traced through a plan: what a unit has cost by the time it is somewhere.

Goods of one commodity at one place are a pool: a unit drawn from it has cost the average of what
went in. The average is taken along the flows of the plan, from suppliers to markets, so the costs
of all that is delivered add up to the plan's costs of supply, making and moving.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx
import numpy as np

from network.engine.prices import KG_IN_T, Prices
from network.engine.reach import arc_of
from network.engine.terms import TERMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.engine.frame import Frame
    from network.engine.plan import Flow, Plan, Used

PASSES = 200
"""So often costs are sent round a circle of flows."""
Node = tuple[str, ...]


class Leg(NamedTuple):
    """Join a flow of the plan to what it is drawn from, what it goes into, and its own cost."""

    flow: Flow
    source: Node
    target: Node
    own: np.ndarray


def unit(**amounts: float) -> np.ndarray:
    """Give a cost of a unit by term.

    Examples
    --------
    >>> float(unit(freight=2.0, duty=1.0).sum())
    3.0
    """
    vector = np.zeros(len(TERMS))
    for term, amount in amounts.items():
        vector[TERMS.index(term)] = amount
    return vector


class Trace:
    """Trace a plan's costs.

    Parameters
    ----------
    frame
        The case.
    plan
        Flows, supply, production and use.
    """

    def __init__(self, frame: Frame, plan: Plan) -> None:
        self._frame, self._plan = frame, plan
        self._prices = Prices(frame.instance)
        self._made: dict[tuple[str, str], float] = defaultdict(float)
        for made in plan.made:
            self._made[made.facility, made.product] += made.quantity
        self._overtime: dict[tuple[str, str], float] = defaultdict(float)
        for over in plan.overtime:
            self._overtime[over.facility, over.product] += over.quantity
        self._graph = nx.DiGraph()
        self._bought: dict[Node, list[tuple[float, np.ndarray]]] = defaultdict(list)
        self.legs = tuple(self._leg(flow) for flow in plan.flows)
        for leg in self.legs:
            self._join(leg.source, leg.target, leg.flow.quantity, leg.own)
        self._add_supply()
        self._add_making()
        self._cost = self._solve()

    def at(self, node: Node) -> np.ndarray:
        """Give what a unit of a pool has cost, by term, case currency."""
        return self._cost.get(node, np.zeros(len(TERMS)))

    def stays(self, node: Node) -> float:
        """Give the share of a pool that is not sent on."""
        into = self._into[node]
        return max(0.0, 1.0 - self._sent[node] / into) if into else 0.0

    @cached_property
    def _into(self) -> dict[Node, float]:
        found: dict[Node, float] = defaultdict(float)
        for leg in self.legs:
            found[leg.target] += leg.flow.quantity
        for node, lots in self._bought.items():
            found[node] += sum(quantity for quantity, _ in lots)
        return found

    @cached_property
    def _sent(self) -> dict[Node, float]:
        found: dict[Node, float] = defaultdict(float)
        for leg in self.legs:
            found[leg.source] += leg.flow.quantity
        return found

    def _leg(self, flow: Flow) -> Leg:
        arc = arc_of(self._frame.instance, flow)
        price = self._prices.of(arc)
        own = unit(
            freight=price.freight, pipeline=price.pipeline, duty=price.duty, carbon=price.carbon
        )
        return Leg(flow, (flow.from_, *arc.sets_out), (flow.to, *arc.arrives), own)

    def _join(self, source: Node, target: Node, quantity: float, own: np.ndarray) -> None:
        """Let `quantity` go from one pool into another; two ways between them are averaged."""
        if quantity <= 0:
            return
        if self._graph.has_edge(source, target):
            edge = self._graph.edges[source, target]
            total = edge["quantity"] + quantity
            edge["own"] = (edge["own"] * edge["quantity"] + own * quantity) / total
            edge["quantity"] = total
        else:
            self._graph.add_edge(source, target, quantity=quantity, own=own)

    def _add_supply(self) -> None:
        instance = self._frame.instance
        for line in self._plan.supplied:
            row = instance.case.supply[line.row]
            node = (line.facility, line.product, line.origin, line.bound_for, line.bond)
            price = unit(purchase=instance.money(row.cost_per_unit, row.currency))
            self._graph.add_node(node)
            self._bought[node].append((line.quantity, price))
        for drawn in self._plan.drawn:
            stock = instance.case.stock[drawn.row]
            origin = stock.origin or instance.facility[drawn.facility].territory
            node = (drawn.facility, drawn.product, origin, "", "")
            price = unit(stock_drawn=drawn.cost_per_unit)
            self._graph.add_node(node)
            self._bought[node].append((drawn.quantity, price))

    def _add_making(self) -> None:
        made: dict[Node, float] = defaultdict(float)
        for line in self._plan.made:
            batch: Node = (line.facility, line.product, line.recipe, line.bond)
            made[batch] += line.quantity
            pool: Node = (line.facility, line.product, line.origin, line.bound_for, line.bond)
            self._join(batch, pool, line.quantity, self._making(line.facility, line.product))
        for use in self._plan.used:
            into: Node = (use.facility, use.product, use.recipe, use.bond)
            for source, share in self._drawn_from(use):
                self._join(source, into, use.quantity * share, unit())
        for node, quantity in made.items():
            if node in self._graph:
                self._graph.nodes[node]["quantity"] = quantity

    def _making(self, plant: str, product: str) -> np.ndarray:
        instance = self._frame.instance
        site = instance.facility[plant]
        labour = instance.labour(site, product)
        share = self._overtime[plant, product] / self._made[plant, product]
        premium = instance.case.general.overtime_premium * labour * share
        price = instance.case.general.carbon_price_per_t / KG_IN_T
        return unit(
            labour=labour,
            overtime=premium,
            overhead=instance.overhead(site, product),
            carbon=price * instance.made_carbon(site, product),
        )

    def _drawn_from(self, use: Used) -> Iterator[tuple[Node, float]]:
        """Name the pools that a component is taken from, and their shares."""
        plant, component = use.facility, use.component
        if use.component_origin != "*":
            yield (plant, component, use.component_origin, "", use.component_bond), 1.0
            return
        pools: dict[Node, float] = defaultdict(float)
        for leg in self.legs:
            if leg.target[:2] == (plant, component):
                pools[leg.target] += leg.flow.quantity
        for node, lots in self._bought.items():
            if node[:2] == (plant, component):
                pools[node] += sum(quantity for quantity, _ in lots)
        for made in self._plan.made:
            if (made.facility, made.product) == (plant, component):
                node = (plant, component, made.origin, made.bound_for, made.bond)
                pools[node] += made.quantity
        total = sum(pools.values())
        yield from ((pool, quantity / total) for pool, quantity in pools.items() if total)

    def _solve(self) -> dict[Node, np.ndarray]:
        """Average costs along the flows; goods that go round in a circle are repeated."""
        acyclic = nx.is_directed_acyclic_graph(self._graph)
        order = list(nx.topological_sort(self._graph)) if acyclic else sorted(self._graph)
        cost: dict[Node, np.ndarray] = {node: unit() for node in order}
        for _ in range(1 if acyclic else PASSES):
            for node in order:
                cost[node] = self._average(node, cost)
        return cost

    def _average(self, node: Node, cost: dict[Node, np.ndarray]) -> np.ndarray:
        total, weight = unit(), 0.0
        for source, _, edge in self._graph.in_edges(node, data=True):
            total = total + edge["quantity"] * (cost[source] + edge["own"])
            weight += edge["quantity"]
        for quantity, price in self._bought.get(node, ()):
            total = total + quantity * price
            weight += quantity
        weight = self._graph.nodes[node].get("quantity", weight)
        return total / weight if weight else total
