"""The case as a graph: the truth for topology and attributes. It prices nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from network.case.naming import unknown
from network.case.sources import Sources, ways

if TYPE_CHECKING:
    from network.case.case import Case
    from network.case.rows import Row


def build_graph(case: Case) -> nx.MultiDiGraph:
    """Build the network of a case.

    Nodes are facilities. Edges of kind ``goods`` are lanes, keyed by mode, and by mode and product
    (``sea; phone``) where a lane is for one product; `lane` is the row number. Edges of kind
    ``control`` run from every headquarters to every plant, keyed ``control``, without quantities.
    Attributes are the cells of the row; blank ones are left out. The row's source is called
    `citation`, because node-link JSON calls the tail of an edge its source.
    """
    graph = nx.MultiDiGraph()
    for site in case.facilities:
        graph.add_node(site.id, **_cells(site, leave=("id",)))
    for number, lane in enumerate(case.lanes):
        key = lane.mode if lane.product == "*" else f"{lane.mode}; {lane.product}"
        cells = _cells(lane, leave=("from", "to"))
        graph.add_edge(lane.from_, lane.to, key=key, kind="goods", lane=number, **cells)
    kinds = {site.id: site.kind for site in case.facilities}
    for head in (site for site, kind in kinds.items() if kind == "hq"):
        for plant in (site for site, kind in kinds.items() if kind == "plant"):
            graph.add_edge(head, plant, key="control", kind="control")
    return graph


def weakest_sites(case: Case, *, market: str, product: str) -> frozenset[str]:
    """Find a smallest set of sites without which no goods reach a market.

    Structure alone: capacities and the ways of components are not looked at, and the market itself
    does not count. Empty where nothing reaches the market anyway. The number of sites is the
    structural redundancy.

    Raises
    ------
    UnknownChoice
        The case has no such market or product.

    Notes
    -----
    Menger's theorem: the size equals the number of ways that share no site.
    """
    markets = [site.id for site in case.facilities if site.kind == "market"]
    for what, given, known in (
        ("market", market, markets),
        ("product", product, [one.id for one in case.products]),
    ):
        if given not in known:
            raise unknown(what, given, known)
    sources = Sources.of(case)
    if market not in sources.reached[product]:
        return frozenset()
    graph = ways(case, product)
    everywhere = ("", "the world")  # no id: ids are words
    graph.add_edges_from((everywhere, site) for site in sorted(sources.at[product]))
    return frozenset(nx.minimum_node_cut(graph, everywhere, market))


def _cells(row: Row, *, leave: tuple[str, ...]) -> dict[str, Any]:
    cells = row.model_dump(exclude_none=True)
    cells["citation"] = cells.pop("source")
    return {name: cell for name, cell in cells.items() if name not in leave}
