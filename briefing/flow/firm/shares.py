"""Where the goods of each site come from and where they go, with shares: what a reader asks first.

Next ends are read off the lanes. The markets that a plant's goods reach in the end, and the plants
that a market is served by, go through ports and depots: there goods of one origin leave in
proportion to what came in, because a lane does not say which plant a unit was made in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefing.flow.firm.rows import COMPONENT
from briefing.numerals import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.flow.firm.spec import FirmFlowSpec, LaneRow, SiteRow

Way = Literal["from", "to", "ends", "made"]
PASSING = frozenset({"depot", "port", "junction"})
MOST_LEGS = 8  # ports and depots that goods are followed through
LEAST = 1e-9  # share of what a site sends below which goods are not followed


@dataclass(frozen=True)
class Share:
    """One other end: its row, the colour of what moves, units a week in words, and the share."""

    way: Way
    id: str
    name: str
    group: str
    amount: str
    share: str


Amounts = dict[tuple[str, str], float]
"""Other end and customs origin → units a week."""
Sides = defaultdict[str, Amounts]


def shares_of(spec: FirmFlowSpec) -> dict[str, tuple[Share, ...]]:
    """Give, for each site that goods leave or reach, its other ends, the largest first."""
    sites = {row.facility: row for row in spec.sites}
    goods = [lane for lane in spec.lanes if lane.kind == "goods" and lane.quantity]
    into, out = _sides(), _sides()
    for lane in goods:
        into[lane.head][lane.tail, lane.group] += lane.quantity or 0.0
        out[lane.tail][lane.head, lane.group] += lane.quantity or 0.0
    ends, made = _reached(sites, goods)
    told = {
        name: (
            *_shares("from", into[name], sites),
            *_shares("made", made[name] if row.shape == "market" else {}, sites),
            *_shares("to", out[name], sites),
            *_shares("ends", ends[name] if _passes_on(out[name], sites) else {}, sites),
        )
        for name, row in sites.items()
    }
    return {sites[name].id: found for name, found in told.items() if found}


def sole_makers(sites: Iterable[SiteRow], lanes: Iterable[LaneRow]) -> dict[str, str]:
    """Give, for lanes that leave a port or depot, the row of the one site that made all of it.

    A lane whose goods were made by several sites is not in it.
    """
    shape = {row.facility: row for row in sites}
    finished = [k for k in lanes if k.kind == "goods" and k.product != COMPONENT and k.quantity]
    makers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for _ in range(MOST_LEGS):
        for lane in finished:
            passes = shape[lane.tail].shape in PASSING
            made = makers[lane.tail, lane.group] if passes else {lane.tail}
            makers[lane.head, lane.group] |= made
    return {
        lane.id: shape[next(iter(made))].id
        for lane in finished
        if shape[lane.tail].shape in PASSING and len(made := makers[lane.tail, lane.group]) == 1
    }


def _sides() -> Sides:
    return defaultdict(lambda: defaultdict(float))


def _passes_on(out: Iterable[tuple[str, str]], sites: Mapping[str, SiteRow]) -> bool:
    """Tell whether something that leaves a site goes further than to its next end."""
    return any(sites[head].shape in PASSING for head, _ in out)


def _shares(way: Way, amounts: Amounts, sites: Mapping[str, SiteRow]) -> list[Share]:
    total = sum(amounts.values())
    ranked = sorted(amounts.items(), key=lambda item: (-item[1], item[0]))
    return [
        Share(
            way,
            sites[site].id,
            sites[site].name,
            group,
            f"{amount:,.0f}" if amount >= 1 else "<1",
            percent(amount / total, digits=0),
        )
        for (site, group), amount in ranked
        if amount > total * LEAST
    ]


def _reached(sites: Mapping[str, SiteRow], goods: list[LaneRow]) -> tuple[Sides, Sides]:
    """Follow finished goods from plants to markets; give plant → market and market → plant."""
    leaving: dict[tuple[str, str], list[LaneRow]] = defaultdict(list)
    for lane in goods:
        if lane.product != COMPONENT:
            leaving[lane.tail, lane.group].append(lane)
    ends, made = _sides(), _sides()
    for (plant, group), lanes in sorted(leaving.items()):
        if sites[plant].shape in PASSING:
            continue
        for market, amount in _followed(lanes, leaving, sites).items():
            ends[plant][market, group] += amount
            made[market][plant, group] += amount
    return ends, made


def _followed(
    lanes: list[LaneRow],
    leaving: Mapping[tuple[str, str], list[LaneRow]],
    sites: Mapping[str, SiteRow],
) -> dict[str, float]:
    """Give what the goods of some lanes bring to each market, past ports and depots."""
    arrived: dict[str, float] = defaultdict(float)
    on_way: dict[str, float] = defaultdict(float)
    for lane in lanes:
        on_way[lane.head] += lane.quantity or 0.0
    for _ in range(MOST_LEGS):
        further: dict[str, float] = defaultdict(float)
        for site, amount in sorted(on_way.items()):
            passing = sites[site].shape in PASSING
            onward = leaving.get((site, lanes[0].group), ()) if passing else ()
            total = sum(lane.quantity or 0.0 for lane in onward)
            if not total:
                arrived[site] += amount
            for lane in onward:
                further[lane.head] += amount * (lane.quantity or 0.0) / total
        on_way = further
    return arrived


__all__ = ["Share", "Way", "shares_of", "sole_makers"]
