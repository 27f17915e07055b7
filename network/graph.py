"""The supply network: who makes, moves and sells, and who decides.

A `SupplyNetwork` wraps a frozen `networkx.MultiDiGraph`, the truth for topology and attributes.
Nodes have a kind (`NODE_KINDS`), links a kind (`LINK_KINDS`) and a mode, which is the link's key.
Goods run supplier → plant → depot or port → market; control runs from a headquarters and carries
no goods. Further attributes (costs, capacities) are the engine's business; a control link has none.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import networkx as nx

from data.errors import BadValue, Disconnected, PlusNError, Problems, UnknownChoice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NODE_KINDS = ("hq", "supplier", "plant", "depot", "port", "market")
LINK_KINDS = ("goods", "control")
MODES = ("any", "sea", "air", "road", "rail", "control")
# What a link may say about itself without saying how much runs on it.
WORDS = frozenset({"kind", "facts", "group"})

Key = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Node:
    """Describe one place of the network.

    Parameters
    ----------
    id
        Name of the node inside the network.
    kind
        One of `NODE_KINDS`.
    place
        Code of a region (GB/T 2260) or of a country or group of countries.
    group
        Territory the node belongs to, e.g. ``"mainland"``; decides its colour, nothing else.
    facts
        Ids of the published statements that put the node here.
    """

    id: str
    kind: str
    place: str
    group: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Link:
    """Describe one directed link; `mode` tells parallel links apart."""

    tail: str
    head: str
    kind: str
    mode: str = "any"
    group: str = ""
    facts: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """Give tail, head and mode, which name the link."""
        return (self.tail, self.head, self.mode)


@dataclass(frozen=True, eq=False)
class SupplyNetwork:
    """Hold a supply network that makes sense.

    Parameters
    ----------
    graph
        Nodes carry `kind`, `place`, `group`, `facts`; links carry `kind`, `group`, `facts` and
        their mode as key. It is copied and frozen.

    Raises
    ------
    Problems
        Unknown kinds or modes, values that are not finite, links that break the order of kinds,
        control links that carry goods, places that reach no market, markets that no plant
        reaches: all of them at once.

    Examples
    --------
    >>> network = SupplyNetwork.of(
    ...     [
    ...         Node(id="HQ", kind="hq", place="810000", group="hong_kong"),
    ...         Node(id="P", kind="plant", place="440000", group="mainland"),
    ...         Node(id="M", kind="market", place="USA", group="united_states"),
    ...     ],
    ...     [
    ...         Link(tail="HQ", head="P", kind="control", mode="control"),
    ...         Link(tail="P", head="M", kind="goods"),
    ...     ],
    ... )
    >>> sorted(network.reached("P")), len(network.links("control"))
    (['M'], 1)
    """

    graph: nx.MultiDiGraph

    def __post_init__(self) -> None:
        copy = nx.MultiDiGraph()
        copy.add_nodes_from((n, dict(a)) for n, a in sorted(self.graph.nodes(data=True)))
        links = self.graph.edges(keys=True, data=True)
        copy.add_edges_from((u, v, k, dict(a)) for u, v, k, a in sorted(links, key=_name))
        if problems := check(copy):
            raise Problems(problems, what="the supply network")
        object.__setattr__(self, "graph", nx.freeze(copy))

    @classmethod
    def of(cls, nodes: Iterable[Node], links: Iterable[Link]) -> Self:
        """Build a network of nodes and links.

        Raises
        ------
        Problems
            As the class, and for ids or keys that stand twice.
        """
        graph = nx.MultiDiGraph()
        twice: list[PlusNError] = []
        for node in nodes:
            if node.id in graph:
                twice.append(BadValue("a node stands twice", where=node.id))
            attributes = {"kind": node.kind, "place": node.place, "group": node.group}
            graph.add_node(node.id, **attributes, facts=node.facts)
        for link in links:
            if graph.has_edge(*link.key):
                twice.append(BadValue("a link stands twice", where=_words(link.key)))
            attributes = {"kind": link.kind, "group": link.group}
            graph.add_edge(link.tail, link.head, key=link.mode, **attributes, facts=link.facts)
        if twice:
            raise Problems(twice, what="the supply network")
        return cls(graph)

    def nodes(self, kind: str | None = None) -> tuple[Node, ...]:
        """List the nodes of a kind, or all, sorted by id."""
        return tuple(
            Node(id=n, kind=a["kind"], place=a["place"], group=a["group"], facts=tuple(a["facts"]))
            for n, a in sorted(self.graph.nodes(data=True))
            if kind in {None, a["kind"]}
        )

    def links(self, kind: str | None = None) -> tuple[Link, ...]:
        """List the links of a kind, or all, sorted by tail, head and mode."""
        return tuple(
            Link(tail=u, head=v, mode=k, kind=a["kind"], group=a["group"], facts=tuple(a["facts"]))
            for u, v, k, a in sorted(self.graph.edges(keys=True, data=True), key=_name)
            if kind in {None, a["kind"]}
        )

    def reached(self, node: str) -> frozenset[str]:
        """Name what goods reach from a node.

        Raises
        ------
        UnknownChoice
            The network has no such node.
        """
        if node not in self.graph:
            raise UnknownChoice.of("node", node, sorted(self.graph))
        return frozenset(nx.descendants(self.goods, node))

    @cached_property
    def goods(self) -> nx.MultiDiGraph:
        """Give the links that carry goods, with all nodes."""
        return _goods(self.graph)

    def to_graph(self) -> nx.MultiDiGraph:
        """Give a copy that may be changed, e.g. to write results on."""
        copy = nx.MultiDiGraph()
        copy.add_nodes_from((n, dict(a)) for n, a in self.graph.nodes(data=True))
        copy.add_edges_from(
            (u, v, k, dict(a)) for u, v, k, a in self.graph.edges(keys=True, data=True)
        )
        return copy

    def to_json(self) -> str:
        """Write node-link JSON: networkx's form, sorted, the same bytes for the same network."""
        record = nx.node_link_data(self.graph, edges="links")
        return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote.

        Raises
        ------
        BadValue
            The text is not node-link JSON of a directed multigraph.
        Problems
            As the class.
        """
        try:
            graph = nx.node_link_graph(json.loads(text), edges="links")
            ids_are_words = all(isinstance(n, str) for n in graph)
        except (ValueError, KeyError, TypeError, AttributeError, nx.NetworkXError) as problem:
            raise BadValue("this is not node-link JSON", remedy="Use to_json's form.") from problem
        if not (graph.is_directed() and graph.is_multigraph() and ids_are_words):
            raise BadValue("this is not a directed multigraph", remedy="Use to_json's form.")
        for _, attributes in [
            *graph.nodes(data=True),
            *((0, a) for *_, a in graph.edges(data=True)),
        ]:
            if isinstance(attributes.get("facts"), list):
                attributes["facts"] = tuple(attributes["facts"])
        return cls(graph)

    def to_graphml(self) -> str:
        """Write GraphML for Gephi, yEd and the like; lists of fact ids are joined by ``;``."""
        copy = self.to_graph()
        for attributes in [
            *(a for _, a in copy.nodes(data=True)),
            *(a for *_, a in copy.edges(data=True)),
        ]:
            attributes["facts"] = ";".join(attributes["facts"])
        return "\n".join(nx.generate_graphml(copy)) + "\n"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SupplyNetwork) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash(self.to_json())


def check(graph: nx.MultiDiGraph) -> list[PlusNError]:
    """List all that is wrong with a network; empty when it makes sense.

    Reachability is looked at only once kinds and ends are right, so that one mistake is told once.
    """
    problems = [*_wrong_nodes(graph), *_wrong_links(graph)]
    return problems or [*_broken_order(graph), *_unreached(graph)]


def _wrong_nodes(graph: nx.MultiDiGraph) -> list[PlusNError]:
    problems: list[PlusNError] = []
    for node, attributes in graph.nodes(data=True):
        if not isinstance(node, str) or not node:
            problems.append(BadValue("a node has no name", remedy="Name it in letters."))
        problems += _wrong_values(attributes, f"node {node}", ("kind", "place", "group", "facts"))
        if attributes.get("kind") not in NODE_KINDS:
            problems.append(UnknownChoice.of("kind of node", attributes.get("kind"), NODE_KINDS))
    return problems


def _wrong_links(graph: nx.MultiDiGraph) -> list[PlusNError]:
    problems: list[PlusNError] = []
    for tail, head, mode, attributes in graph.edges(keys=True, data=True):
        where = _words((tail, head, str(mode)))
        problems += _wrong_values(attributes, where, ("kind", "group", "facts"))
        if attributes.get("kind") not in LINK_KINDS:
            problems.append(UnknownChoice.of("kind of link", attributes.get("kind"), LINK_KINDS))
        if mode not in MODES:
            problems.append(UnknownChoice.of("mode", mode, MODES))
        if tail == head:
            problems.append(BadValue("a link ends where it begins", where=where))
    return problems


def _wrong_values(
    attributes: Mapping[str, Any], where: str, needed: tuple[str, ...]
) -> list[PlusNError]:
    lacking = [name for name in needed if name not in attributes]
    problems: list[PlusNError] = [BadValue(f"{name} is missing", where=where) for name in lacking]
    for name, value in attributes.items():
        if isinstance(value, float) and not math.isfinite(value):
            problems.append(BadValue(f"{name} is not finite", where=where))
        if name == "facts" and not _is_tuple_of_words(value):
            problems.append(BadValue("facts is not a tuple of ids", where=where))
    return problems


def _is_tuple_of_words(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


def _broken_order(graph: nx.MultiDiGraph) -> list[PlusNError]:
    problems: list[PlusNError] = []
    for tail, head, mode, attributes in graph.edges(keys=True, data=True):
        ends = (graph.nodes[tail]["kind"], graph.nodes[head]["kind"])
        told = _control if attributes["kind"] == "control" else _carrying
        reason = told(ends, mode, attributes)
        if reason:
            problems.append(BadValue(reason, where=_words((tail, head, mode))))
    return problems


def _control(ends: tuple[str, str], mode: str, attributes: Mapping[str, Any]) -> str:
    if ends[0] != "hq" or ends[1] in {"hq", "market"}:
        return "a control link runs from a headquarters to a place that works for it"
    if mode != "control":
        return "a control link has the mode control"
    carried = sorted(attributes.keys() - WORDS)
    return f"a control link carries goods ({', '.join(carried)})" if carried else ""


def _carrying(ends: tuple[str, str], mode: str, _: Mapping[str, Any]) -> str:
    if "hq" in ends:
        return "goods run from or to a headquarters, which only decides"
    if ends[0] == "market" or ends[1] == "supplier":
        return "goods run from a market or to a supplier"
    return "goods run on a control link" if mode == "control" else ""


def _unreached(graph: nx.MultiDiGraph) -> list[PlusNError]:
    goods = _goods(graph)
    kinds = {node: attributes["kind"] for node, attributes in graph.nodes(data=True)}
    markets = {node for node, kind in kinds.items() if kind == "market"}
    makers = {node for node, kind in kinds.items() if kind == "plant"}
    problems: list[PlusNError] = []
    for node, kind in sorted(kinds.items()):
        if kind == "market" and not nx.ancestors(goods, node) & makers:
            problems.append(Disconnected("no plant's goods reach a market", where=node))
        if kind == "hq" and not graph.out_degree(node):
            problems.append(Disconnected("a headquarters controls nothing", where=node))
        if kind not in {"market", "hq"} and not nx.descendants(goods, node) & markets:
            problems.append(Disconnected("goods reach no market from here", where=node))
    return problems


def _goods(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    kept = nx.MultiDiGraph()
    kept.add_nodes_from(graph.nodes(data=True))
    links = graph.edges(keys=True, data=True)
    kept.add_edges_from((u, v, k, a) for u, v, k, a in links if a["kind"] == "goods")
    return nx.freeze(kept)


def _name(link: tuple[str, str, str, dict[str, Any]]) -> Key:
    return link[:3]


def _words(key: Key) -> str:
    return f"{key[0]} → {key[1]} ({key[2]})"
