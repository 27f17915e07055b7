"""The flows of the main pane of a firm's map: their corridors, order and lines."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.flow.firm.bends import bend_of
from briefing.flow.firm.corridors import Corridors, Way
from briefing.flow.firm.curves import Curves, cut, rounded, softened
from briefing.flow.firm.ends import CLUSTER
from briefing.flow.firm.placing import HEAD_GAP, Placing
from briefing.flow.firm.side_by_side import Flow, SideBySide

if TYPE_CHECKING:
    from briefing.flow.firm.side_by_side import Node
    from briefing.flow.firm.spec import LaneRow
    from briefing.flow.spec import Point

MOST_SIDE_BY_SIDE = 12
BY_WATER = frozenset({"sea", "ship", "ocean", "river"})
AIR_BOW = 0.14
DOOR = 40.0  # px before the badge of a far place from which on flows turn to it


@dataclass(frozen=True)
class Draft(Placing):
    """Lay out the flows of finished goods in one window."""

    # -- flows ------------------------------------------------------------------------------

    @cached_property
    def outer(self) -> tuple[LaneRow, ...]:
        """Give the lanes that the main pane could draw: not those inside the cluster."""
        return tuple(
            lane
            for lane in self.placed
            if len(self.raw[lane.id]) > 1
            and self.node(lane.tail) != self.node(lane.head)
            and self.shown(lane.tail)
            and self.shown(lane.head)
        )

    def shown(self, facility: str) -> bool:
        """Tell whether a site stands on the map."""
        return facility in self.ends.at or facility in self.ends.badges

    def node(self, facility: str) -> str:
        """Name the end of a flow in the main pane."""
        return self.ends.node(facility)

    @cached_property
    def corridors(self) -> Corridors:
        """Lead the ways over water together."""
        names = {self.node(end) for lane in self.outer for end in (lane.tail, lane.head)}
        ways = [
            Way(
                id=lane.id,
                tail=self.node(lane.tail),
                head=self.node(lane.head),
                points=self._before_doors(lane),
                width=self.width(lane),
                clear=(self._clear(lane.tail), self._clear(lane.head)),
            )
            for lane in self.outer
            if lane.mode in BY_WATER
        ]
        off = {name: (at, 20.0) for name, at in self.ends.at.items()}
        off |= {
            name: (badge.middle, max(badge.box.width, badge.box.height) / 2 + 14)
            for name, badge in self.ends.badges.items()
            if not badge.point
        }
        return Corridors.of(
            ways,
            {name: self.ends.where(name) for name in names},
            reach=self.style.reach,
            keep_off=off,
            ground=self.ground,
        )

    def _before_doors(self, lane: LaneRow) -> tuple[Point, ...]:
        """Give a way without what lies beside or beyond the badge of a far place."""
        line = self.raw[lane.id]
        for end in (lane.tail, lane.head):
            badge = self.ends.badges.get(end)
            if badge is None or badge.axis is None:
                continue
            limit, sign = badge.door[0] - badge.axis[0] * DOOR, badge.axis[0]
            line = [point for point in line if (limit - point[0]) * sign > 0]
        ends = self.raw[lane.id]
        return tuple(line) if len(line) > 1 else (ends[0], ends[-1])

    def _clear(self, facility: str) -> float:
        """Give the px around an end where flows need room to turn to it."""
        badge = self.ends.badges.get(facility)
        if badge is None:
            return 0.0
        return 60.0 if badge.point else max(badge.box.width, badge.box.height) / 2 + 48

    @cached_property
    def lanes(self) -> tuple[LaneRow, ...]:
        """Give the lanes that are drawn: at most twelve in a corridor, the largest."""
        counts: dict[Node, int] = defaultdict(int)
        kept = []
        for lane in self.outer:
            hubs = self.corridors.paths.get(lane.id, [])
            ends = [e for e in (self.node(lane.tail), self.node(lane.head)) if e in self._edge]
            nodes: list[Node] = [*hubs, *ends]
            if all(counts[node] < MOST_SIDE_BY_SIDE for node in nodes):
                kept.append(lane)
                for node in nodes:
                    counts[node] += 1
        return tuple(kept)

    @property
    def _edge(self) -> frozenset[str]:
        return frozenset(name for name, badge in self.ends.badges.items() if badge.point)

    @cached_property
    def scale(self) -> float:
        """Give px of width for one unit: no ribbon and no corridor too wide."""
        if self.px_per_unit:
            return self.px_per_unit
        wide: dict[Node, float] = defaultdict(float)
        for lane in self.lanes:
            for hub in self.corridors.paths.get(lane.id, []):
                wide[hub] += self.width(lane)
        most = max(wide.values(), default=0.0)
        return self.first_scale * min(1.0, self.style.corridor / most if most else 1.0)

    def ribbon_width(self, lane: LaneRow) -> float:
        """Give the width of a lane's ribbon."""
        return round(max(self.style.least, self.scale * self.rows.amount(lane)), 2)

    @cached_property
    def order(self) -> SideBySide:
        """Order the flows side by side."""
        flows = tuple(self._flow(lane) for lane in self.lanes)
        places: dict[Node, Point] = dict(enumerate(self.corridors.hubs))
        names = {end for flow in flows for end in (flow.nodes[0], flow.nodes[-1])}
        places |= {name: self.ends.where(str(name)) for name in names}
        axes: dict[Node, Point] = {
            name: badge.axis
            for name, badge in self.ends.badges.items()
            if badge.axis is not None and name in names
        }
        return SideBySide(flows, places, axes, self.style.gap, HEAD_GAP)

    def _flow(self, lane: LaneRow) -> Flow:
        hubs = self.corridors.paths.get(lane.id, [])
        tail, head = self.node(lane.tail), self.node(lane.head)
        bow = AIR_BOW if lane.mode == "air" else 0.0
        if not hubs and not bow:
            ends = self.ends
            others = [*ends.at.values(), *(b.middle for b in ends.badges.values())]
            own = {ends.where(tail), ends.where(head)}
            members = {ends.at[name] for name in ends.members if name in ends.at}
            free = [at for at in others if at not in own | members]
            bow = bend_of(ends.where(tail), ends.where(head), free, self.ribbon_width(lane) / 2 + 9)
        return Flow(lane.id, (tail, *hubs, head), self.ribbon_width(lane), bow)

    @cached_property
    def lines(self) -> dict[str, tuple[Point, ...]]:
        """Give the middle line of each lane's ribbon, from where it leaves to its tip."""
        curves = Curves(self.order)
        made = {}
        for lane, flow in zip(self.lanes, self.order.flows, strict=True):
            line = softened(curves.line(flow))
            head, tail = self.node(lane.head), self.node(lane.tail)
            if head not in self._edge:
                line = cut(line, self.ends.area(head))
            if tail in self.ends.badges and tail not in self._edge:
                line = cut(line, self.ends.area(tail), at_start=True)
            made[lane.id] = rounded(line)
        return made

    @cached_property
    def inner(self) -> tuple[LaneRow, ...]:
        """Give the lanes inside the cluster, which only the inset draws."""
        return tuple(
            lane for lane in self.placed if self.node(lane.tail) == CLUSTER == self.node(lane.head)
        )
