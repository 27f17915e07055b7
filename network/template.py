"""The study's China+N as a network: roles and placements, no quantity.

The study says who does what where: Hong Kong is the headquarters, the Mainland and South-East Asia
make, and five markets are sold to. It does not say which place serves which market, how much, or
along which route. So every place that makes is linked with every market, once, without a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from data.errors import BadValue, PlusNError, Problems
from network.graph import Link, Node, SupplyNetwork

if TYPE_CHECKING:
    from collections.abc import Iterable

# Provinces whose number of enterprises is published, coast from north to south, and the others.
PROVINCES = (
    ("JS", "320000", "Jiangsu"),
    ("SH", "310000", "Shanghai"),
    ("ZJ", "330000", "Zhejiang"),
    ("FJ", "350000", "Fujian"),
    ("GD", "440000", "Guangdong"),
)
# Node → (place, group, how the study names it).
MARKETS = {
    "M-HK": ("810000", "hong_kong", "Hong Kong and Mainland"),
    "M-CN": ("100000", "mainland", "Hong Kong and Mainland"),
    "M-SEA": ("SEA", "south_east_asia", "Southeast Asia"),
    "M-EU": ("EUROPE", "europe", "US and Europe"),
    "M-US": ("USA", "united_states", "US and Europe"),
}
COUNTED = "number of HKMEs (research sample)"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Hold what the network needs of one row of facts: its id and what it is about."""

    id: str
    topic: str
    indicator: str
    place: str


class _Ids(Protocol):
    def __call__(self, topic: str, place: str, indicator: str = "") -> tuple[str, ...]: ...


def study_network(statements: Iterable[Statement]) -> SupplyNetwork:
    """Build the study's network from its statements.

    Nodes: one headquarters, six places that make in the Mainland (five provinces with a published
    count and the others together), South-East Asia, five markets. Links: 7 of control, 35 of goods.
    Each carries the ids of the statements that put it there; none carries a number.

    Raises
    ------
    Problems
        A statement that the network rests on is missing.
    """
    rows = list(statements)
    problems: list[PlusNError] = []

    def ids(topic: str, place: str, indicator: str = "") -> tuple[str, ...]:
        found = tuple(
            row.id
            for row in sorted(rows, key=lambda row: row.id)
            if (row.topic, row.place) == (topic, place) and indicator in {"", row.indicator}
        )
        if not found:
            problems.append(
                BadValue("the study's network lacks a statement", where=f"{topic}, {place}")
            )
        return found

    nodes = [
        _headquarters(ids),
        *_mainland(ids),
        Node(
            id="SEA",
            kind="plant",
            place="SEA",
            group="south_east_asia",
            facts=ids("China+N roles", "Southeast Asia"),
        ),
        *(
            Node(
                id=market,
                kind="market",
                place=place,
                group=group,
                facts=ids("sales markets", named),
            )
            for market, (place, group, named) in MARKETS.items()
        ),
    ]
    if problems:
        raise Problems(problems, what="the study's statements")
    return SupplyNetwork.of(nodes, _links(nodes))


def _headquarters(ids: _Ids) -> Node:
    facts = (
        *ids("China+N roles", "Hong Kong"),
        *ids("HKIE profile", "Hong Kong", "headquarters in Hong Kong"),
        *ids("value chain placement", "Hong Kong"),
    )
    return Node(id="HQ", kind="hq", place="810000", group="hong_kong", facts=facts)


def _mainland(ids: _Ids) -> list[Node]:
    role = ids("China+N roles", "Mainland China")
    published = [ids("HKME distribution", name, COUNTED) for _, _, name in PROVINCES]
    total = ids("HKME distribution", "Mainland China", COUNTED)
    rest = (*role, *total, *(fact for facts in published for fact in facts))
    named = [
        Node(id=node, kind="plant", place=code, group="mainland", facts=(*role, *facts))
        for (node, code, _), facts in zip(PROVINCES, published, strict=True)
    ]
    return [*named, Node(id="CN-26", kind="plant", place="CN-26", group="mainland", facts=rest)]


def _links(nodes: list[Node]) -> list[Link]:
    head = next(node for node in nodes if node.kind == "hq")
    makers = [node for node in nodes if node.kind == "plant"]
    markets = [node for node in nodes if node.kind == "market"]
    control = [
        Link(
            tail=head.id,
            head=maker.id,
            kind="control",
            mode="control",
            group=head.group,
            facts=(head.facts[0], maker.facts[0]),
        )
        for maker in makers
    ]
    goods = [
        Link(
            tail=maker.id,
            head=market.id,
            kind="goods",
            group=maker.group,
            facts=(maker.facts[0], market.facts[0]),
        )
        for maker in makers
        for market in markets
    ]
    return [*control, *goods]
