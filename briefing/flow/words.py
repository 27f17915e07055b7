"""The words of a flow figure: its rows, legend, notes and alt text, in one language.

Numbers of the study appear here and only here, as text under "How we know it".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.flow.spec import Evidence, FlowLegendEntry, Line, Place, Shape
from briefing.numerals import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.spec import Standing
    from network.graph import Node, SupplyNetwork

# Nodes that stand for several places.
MANY = frozenset({"CN-26", "SEA"})
REST = "CN-26"


@dataclass(frozen=True, kw_only=True)
class FlowFact:
    """Hold one row of facts as a figure needs it; `value` is None where the study gives words."""

    id: str
    quotation: str
    section: str
    citation: str
    value: float | None = None


def place_name(node: Node, lang: str) -> str:
    """Name a node."""
    return text(f"supply.place.{node.id}", lang)


def shape_of(node: Node) -> Shape:
    """Choose the symbol of a node: a double square stands for several places."""
    return "plants" if node.id in MANY else node.kind  # type: ignore[return-value]


def place_rows(
    network: SupplyNetwork, facts: Mapping[str, FlowFact], order: Sequence[str], lang: str
) -> tuple[Place, ...]:
    """Write one row for each node, in the order given."""
    nodes = {node.id: node for node in network.nodes()}
    return tuple(_place(nodes[name], facts, lang) for name in order)


def _place(node: Node, facts: Mapping[str, FlowFact], lang: str) -> Place:
    standing: Standing = "derived" if node.id == REST else "published"
    known, short = _known(node, facts, lang)
    return Place(
        id=node.id,
        kind=node.kind,
        shape=shape_of(node),
        group=node.group,
        name=place_name(node, lang),
        role=text(f"supply.role.{node.kind}", lang),
        does=_does(node, lang),
        known=known,
        short=short,
        standing=standing,
        statements=evidence(node.facts, facts, lang),
    )


def _does(node: Node, lang: str) -> str:
    if node.kind == "market":
        return text("supply.does.M-SEA" if node.id == "M-SEA" else "supply.does.market", lang)
    return text("supply.does.HQ" if node.kind == "hq" else f"supply.does.{node.group}", lang)


def _known(node: Node, facts: Mapping[str, FlowFact], lang: str) -> tuple[str, str]:
    """Say how a node is known, in a sentence and in a few words for a narrow column."""
    values = [value for fact in node.facts if (value := facts[fact].value) is not None]
    filled: dict[str, str] = {}
    if node.id == REST:
        # The sample less the published provinces: exact arithmetic on published figures.
        kind, filled = "rest", {"count": number(values[0] - sum(values[1:]))}
    elif node.kind == "plant":
        kind = "counted" if values else "named"
        filled = {"count": number(values[0])} if values else {}
    else:
        kind, filled = node.id, {"percent": number(values[0])}
    return (
        text(f"supply.known.{kind}", lang, **filled),
        text(f"supply.short.{kind}", lang, **filled),
    )


def evidence(ids: Iterable[str], facts: Mapping[str, FlowFact], lang: str) -> tuple[Evidence, ...]:
    """Quote the statements, each quotation once with all the facts it stands for."""
    by_quotation: dict[str, list[FlowFact]] = {}
    for fact in ids:
        by_quotation.setdefault(facts[fact].quotation, []).append(facts[fact])
    return tuple(
        Evidence(
            facts=tuple(fact.id for fact in same),
            quotation=quotation,
            known=text("supply.known.statement", lang, section=same[0].section),
            source=same[0].citation,
        )
        for quotation, same in by_quotation.items()
    )


def line_rows(
    network: SupplyNetwork, facts: Mapping[str, FlowFact], order: Sequence[str], lang: str
) -> tuple[Line, ...]:
    """Write one row for each control link, and one for each territory's goods to each market.

    Goods of one territory are one line: the study does not say which of its places supplies which
    market.
    """
    nodes = {node.id: node for node in network.nodes()}
    rank = {name: place for place, name in enumerate(order)}
    grouped: dict[tuple[str, str, str], list[str]] = {}
    says: dict[tuple[str, str, str], tuple[str, ...]] = {}
    links = sorted(network.links(), key=lambda k: (k.kind, rank[k.head], rank[k.tail], k.mode))
    for link in links:
        key = (link.kind, link.group, link.head)
        grouped.setdefault(key, []).append(link.tail)
        says.setdefault(key, link.facts)
    return tuple(
        Line(
            id=f"{kind}:{group}:{head}",
            kind="control" if kind == "control" else "goods",
            group=group,
            tails=tuple(tails),
            heads=(head,),
            name=text(
                "supply.line.name",
                lang,
                tail=text(f"supply.group.{group}", lang),
                head=place_name(nodes[head], lang),
            ),
            says=text(f"supply.line.{kind}", lang),
            standing="derived",
            statements=evidence(says[kind, group, head], facts, lang),
        )
        for (kind, group, head), tails in sorted(grouped.items(), key=lambda item: item[0][0])
    )


def legend_rows(
    lines: Sequence[Line], places: Sequence[Place], lang: str
) -> tuple[FlowLegendEntry, ...]:
    """List the signs that occur: goods by territory, control, and the symbols."""
    groups = dict.fromkeys(line.group for line in lines if line.kind == "goods")
    entries = [
        FlowLegendEntry(sign="goods", group=group, label=text(f"supply.legend.goods.{group}", lang))
        for group in groups
    ]
    if any(line.kind == "control" for line in lines):
        entries.append(FlowLegendEntry(sign="control", label=text("supply.legend.control", lang)))
    return (
        *entries,
        *(
            FlowLegendEntry(sign="symbol", shape=shape, label=text(f"supply.legend.{shape}", lang))
            for shape in dict.fromkeys(place.shape for place in places)
        ),
    )


def alt_text(view: str, places: Sequence[Place], lang: str) -> str:
    """Say in a sentence or two what the picture shows, from its rows."""

    def named(kind: str) -> list[str]:
        return [place.name for place in places if place.kind == kind]

    makers, buyers = named("plant"), named("market")
    body = text(
        "supply.alt.body",
        lang,
        hq=text("supply.list", lang).join(named("hq")),
        makers=text("supply.list", lang).join(makers),
        buyers=text("supply.list", lang).join(buyers),
    )
    return text(f"supply.alt.{view}", lang, body=body)
