"""Where goods can come from and get to, by structure alone: no quantity is looked at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from network.case.case import Case


def circle(parts: Iterable[tuple[str, str]]) -> list[str]:
    """Find a circle among (product, component) pairs, first named last again; empty if none.

    Examples
    --------
    >>> circle([("a", "b"), ("b", "c"), ("c", "b")])
    ['b', 'c', 'b']
    """
    graph = nx.DiGraph(sorted(parts))
    for ring in sorted(nx.strongly_connected_components(graph), key=sorted):
        first = min(ring)
        if len(ring) > 1 or graph.has_edge(first, first):
            found = nx.find_cycle(graph.subgraph(ring), first)
            return [*(tail for tail, _ in found), found[-1][1]]
    return []


@dataclass(frozen=True, kw_only=True)
class Sources:
    """Say where each product can begin its way and what it can reach.

    Parameters
    ----------
    at
        Facilities that supply the product, or make it with every component within reach.
    reached
        Facilities it can get to from there, these included. Excluded sites are passed by.
    """

    at: Mapping[str, frozenset[str]]
    reached: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, case: Case) -> Sources:
        """Look for the sources of every product, components first; the bill has no circle."""
        open_sites = {site.id for site in case.facilities if site.status != "excluded"}
        parts = defaultdict(set)
        for row in case.bill_of_materials:
            parts[row.product].add(row.component)
        makers = makers_of(case)
        at: dict[str, frozenset[str]] = {}
        reached: dict[str, frozenset[str]] = {}
        for product in in_order(case):
            supplied = {row.facility for row in case.supply if row.product == product}
            made = {
                site
                for site in makers[product]
                if all(site in reached[part] for part in parts[product])
            }
            at[product] = frozenset((supplied | made) & open_sites)
            reached[product] = _reached(case, product, at[product], open_sites)
        return cls(at=at, reached=reached)


def in_order(case: Case) -> list[str]:
    """Give the products, every component before what is made of it."""
    graph = nx.DiGraph()
    graph.add_nodes_from(sorted(product.id for product in case.products))
    graph.add_edges_from((row.component, row.product) for row in case.bill_of_materials)
    return list(nx.lexicographical_topological_sort(graph))


def makers_of(case: Case) -> dict[str, set[str]]:
    """Give the plants that know how to make each product."""
    makers: dict[str, set[str]] = {product.id: set() for product in case.products}
    for recipe in case.recipes:
        makers[recipe.product].add(recipe.facility)
    taught = {recipe.facility for recipe in case.recipes}
    free = {site.id for site in case.facilities if site.kind == "plant"} - taught
    for product in case.products:
        if product.kind == "finished":
            makers[product.id] |= free
    return makers


def ways(case: Case, product: str) -> nx.DiGraph:
    """Give the lanes that carry a product between sites that are not excluded."""
    graph = nx.DiGraph()
    graph.add_nodes_from(site.id for site in case.facilities if site.status != "excluded")
    graph.add_edges_from(
        (lane.from_, lane.to)
        for lane in case.lanes
        if lane.product in {"*", product} and lane.from_ in graph and lane.to in graph
    )
    return graph


def _reached(case: Case, product: str, at: frozenset[str], open_sites: set[str]) -> frozenset[str]:
    """Walk the lanes from several sources at once."""
    heads = defaultdict(list)
    for lane in case.lanes:
        if lane.product in {"*", product}:
            heads[lane.from_].append(lane.to)
    found, waiting = set(at), list(at)
    while waiting:
        for head in heads[waiting.pop()]:
            if head in open_sites and head not in found:
                found.add(head)
                waiting.append(head)
    return frozenset(found)
