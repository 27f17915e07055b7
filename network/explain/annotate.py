"""A plan written on the graph of its case, for maps, diagrams and export."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from network.case.graph import build_graph

if TYPE_CHECKING:
    import networkx as nx

    from network.engine.result import Result


def annotate(result: Result) -> nx.MultiDiGraph:
    """Write a plan on a fresh graph of its case.

    Goods edges gain `flow` (units over the period), `share` (of what leaves the tail) and
    `flow_by_origin`, a mapping; sites gain `open`, `modules`, `made` and, at markets, `delivered`
    and `lost`. Edges and sites without any keep zeros, so that all can be drawn alike.

    Parameters
    ----------
    result
        A solved case.
    """
    graph = build_graph(result.case)
    by_lane: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    leaving: dict[str, float] = defaultdict(float)
    for flow in result.plan.flows:
        by_lane[flow.lane][flow.origin] += flow.quantity
        leaving[flow.from_] += flow.quantity
    for tail, _, attributes in graph.edges(data=True):
        if attributes["kind"] != "goods":
            continue
        origins = dict(by_lane.get(attributes["lane"], {}))
        total = sum(origins.values())
        attributes["flow"] = total
        attributes["share"] = total / leaving[tail] if leaving[tail] else 0.0
        attributes["flow_by_origin"] = origins
    _annotate_sites(graph, result)
    return graph


def _annotate_sites(graph: nx.MultiDiGraph, result: Result) -> None:
    for site in result.plan.sites:
        graph.nodes[site.facility].update(open=site.open, modules=site.modules, made=0.0)
    for made in result.plan.made:
        graph.nodes[made.facility]["made"] += made.quantity
    for sold in result.plan.sold:
        node = graph.nodes[sold.market]
        node["delivered"] = node.get("delivered", 0.0) + sold.delivered
        node["lost"] = node.get("lost", 0.0) + sold.lost
