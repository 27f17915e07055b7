"""The inset of a firm's map: sites too near one another, larger, and where their flows leave."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely

from briefing.flow.firm.bends import bend_of
from briefing.flow.firm.curves import Curves, cut, rounded
from briefing.flow.firm.ends import CLUSTER, Badge, Ends, badge_size, edges, near_badge
from briefing.flow.firm.frame import pushed_apart
from briefing.flow.firm.placing import HEAD_GAP
from briefing.flow.firm.side_by_side import Flow, SideBySide
from briefing.flow.plane import Plane

if TYPE_CHECKING:
    from briefing.flow.firm.draft import Draft
    from briefing.flow.firm.side_by_side import Node
    from briefing.flow.firm.spec import LaneRow
    from briefing.flow.spec import Point
    from briefing.spec import Box

EXIT = "exit:"
NEAREST_KM_PX = 0.3
APART = 36.0  # px between symbols
ALONG = 70.0  # px of the main map's line that say where a flow leaves to
WORSE = 12
TAB = 22.0  # px of the title


class _Exit(NamedTuple):
    """Hold where flows to one outside place leave: its name, angle, room in px, and from where."""

    name: str
    angle: float
    room: float
    start: Point


@dataclass(frozen=True)
class Inset:
    """Lay out the cluster of a draft in a box; `tab` is the width of its title, px."""

    draft: Draft
    box: Box
    tab: float = 0.0

    @cached_property
    def plane(self) -> Plane:
        """Fit the members into the box, with room for words and for flows that leave."""
        places = [self.draft.rows.places[name] for name in self.draft.ends.members]
        unit_plane = Plane(lon=112, lat=18, x=0, y=0, km_per_px=1)
        points = unit_plane.line(places)
        x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
        y0, y1 = min(y for _, y in points), max(y for _, y in points)
        wide, high = self.box.width - 150, self.box.height - TAB - 110
        scale = max((x1 - x0) / wide, (y1 - y0) / high, NEAREST_KM_PX)
        x = self.box.x + self.box.width / 2 - (x0 + x1) / 2 / scale
        y = self.box.y + TAB + (self.box.height - TAB) / 2 - (y0 + y1) / 2 / scale
        return Plane(lon=112, lat=18, x=round(x, 2), y=round(y, 2), km_per_px=round(scale, 4))

    @cached_property
    def _true(self) -> dict[str, Point]:
        names = self.draft.ends.members
        places = [self.draft.rows.places[name] for name in names]
        return dict(zip(names, self.plane.line(places), strict=True))

    @cached_property
    def _symbols(self) -> dict[str, Point]:
        """Move the symbols apart that would cover one another."""
        rows = self.draft.rows
        own = {n: at for n, at in self._true.items() if rows.site(n).shape != "market"}
        return pushed_apart(own, APART)

    @cached_property
    def ends(self) -> Ends:
        """Place symbols, and badges of markets where they cover no symbol and no flow."""
        ends = Ends(at=dict(self._symbols))
        for row in self.draft.sites:
            if row.facility in self._true and row.shape == "market":
                ends.badges[row.facility] = self._badge(row.facility, ends)
        return ends

    def _spot(self, member: str) -> Point:
        """Give where a member stands before badges are placed."""
        return self._symbols.get(member) or self._true[member]

    def _badge(self, market: str, ends: Ends) -> Badge:
        """Put a badge beside its market, inside the box."""
        row = self.draft.rows.site(market)
        lines = self.draft.badge_lines(row)
        size = badge_size(lines, self.draft.style, 0, far=False)
        # To cover a symbol is far worse than to stand close to one.
        dots = [shapely.Point(at).buffer(room) for at in ends.at.values() for room in (30, 12)]
        weights = [1.0, float(WORSE)] * len(ends.at)
        areas = [badge.area for badge in ends.badges.values()]
        links = [
            shapely.LineString([self._spot(lane.tail), self._spot(lane.head)]).buffer(14)
            for lane in self.draft.inner
            if market not in (lane.tail, lane.head)
        ]
        for lane in self.lanes:
            for member, out in ((lane.tail, lane.head), (lane.head, lane.tail)):
                if self.inside(member) and out in self.exits and member != market:
                    way = shapely.LineString([self._spot(member), self.exits[out][0]])
                    links.append(way.buffer(12))
        inner = shapely.box(*edges(self.box, -8))
        rim = shapely.box(*edges(self.box, 400)).difference(inner)
        taken = [*dots, *areas, *links, rim]
        weights += [1.0] * (len(taken) - len(dots))
        return near_badge(self._true[market], size, lines, taken, None, weights)

    # -- flows ------------------------------------------------------------------------------

    @cached_property
    def lanes(self) -> tuple[LaneRow, ...]:
        """Give the lanes of the inset: those inside, and those that leave or come."""
        members = set(self.draft.ends.members)
        outer = tuple(
            lane for lane in self.draft.lanes if (lane.tail in members) != (lane.head in members)
        )
        return (*self.draft.inner, *outer)

    def inside(self, facility: str) -> bool:
        """Tell whether a facility is a member."""
        return facility in self.draft.ends.members

    def node(self, facility: str) -> str:
        """Name the end of a flow: a member, or the exit towards a place outside."""
        return facility if self.inside(facility) else EXIT + facility

    @cached_property
    def exits(self) -> dict[str, tuple[Point, Point]]:
        """Give where flows to and from each outside place cross the border, and the way out."""
        turns: dict[str, list[tuple[float, float, Point]]] = defaultdict(list)
        for lane in self.lanes:
            out = lane.head if self.inside(lane.tail) else lane.tail
            if self.inside(out):
                continue
            line = self.draft.lines[lane.id]
            line = line if out == lane.head else line[::-1]
            x, y = _along(line, ALONG)
            start = self.draft.ends.where(CLUSTER)
            angle = math.atan2(y - start[1], x - start[0])
            member = lane.tail if self.inside(lane.tail) else lane.head
            turns[out].append((angle, self.draft.ribbon_width(lane), self._spot(member)))
        return self._on_border([self._ray(name, found) for name, found in sorted(turns.items())])

    def _ray(self, name: str, found: list[tuple[float, float, Point]]) -> _Exit:
        """Say from where and at which angle flows leave, and how much room they take."""
        wide = sum(width for _, width, _ in found)
        x = sum(at[0] * width for _, width, at in found) / wide
        y = sum(at[1] * width for _, width, at in found) / wide
        angle = math.atan2(
            sum(math.sin(turn) * width for turn, width, _ in found),
            sum(math.cos(turn) * width for turn, width, _ in found),
        )
        return _Exit(name, angle, sum(width + HEAD_GAP for _, width, _ in found), (x, y))

    def _on_border(self, asked: list[_Exit]) -> dict[str, tuple[Point, Point]]:
        """Put exits on the border in their order around the middle, none beside another."""
        ring = shapely.box(*edges(self.box)).exterior
        whole = ring.length
        spots: list[list[Any]] = []
        for name, angle, room, (x, y) in asked:
            far = (x + 2000 * math.cos(angle), y + 2000 * math.sin(angle))
            hit = shapely.intersection(ring, shapely.LineString([(x, y), far]))
            spots.append([ring.project(hit.centroid), room, name])
        spots.sort(key=lambda spot: (spot[0], spot[2]))
        for _ in range(30):
            for one, other in zip(spots, [*spots[1:], *spots[:1]], strict=True):
                gap = (other[0] - one[0]) % whole
                least = (one[1] + other[1]) / 2 + 12
                if len(spots) > 1 and gap < least:
                    one[0] = (one[0] - (least - gap) / 2) % whole
                    other[0] = (other[0] + (least - gap) / 2) % whole
        made = {}
        for at, room, name in spots:
            point = ring.interpolate(at)
            made[name] = self._off_corner((point.x, point.y), room / 2 + 4)
        return made

    def _off_corner(self, point: Point, room: float) -> tuple[Point, Point]:
        """Give a point on the border that is `room` px off a corner, and the way out there."""
        left, top, right, bottom = edges(self.box)
        x, y = point
        if min(abs(x - left), abs(x - right)) < min(abs(y - top), abs(y - bottom)):
            way = (-1.0, 0.0) if abs(x - left) < abs(x - right) else (1.0, 0.0)
            return (
                left if way[0] < 0 else right,
                min(max(y, top + TAB + room), bottom - room),
            ), way
        way = (0.0, -1.0) if abs(y - top) < abs(y - bottom) else (0.0, 1.0)
        first = left + room + (self.tab if way[1] < 0 else 0.0)
        return (min(max(x, first), right - room), top if way[1] < 0 else bottom), way

    @cached_property
    def order(self) -> SideBySide:
        """Order the flows side by side."""
        exits = self.exits
        places: dict[Node, Point] = {EXIT + name: at for name, (at, _) in exits.items()}
        places |= {name: self.ends.where(name) for name in self.draft.ends.members}
        axes: dict[Node, Point] = {EXIT + name: way for name, (_, way) in exits.items()}
        flows = tuple(self._flow(lane, places) for lane in self.lanes)
        return SideBySide(flows, places, axes, self.draft.style.gap, HEAD_GAP)

    def _flow(self, lane: LaneRow, places: dict[Node, Point]) -> Flow:
        nodes = (self.node(lane.tail), self.node(lane.head))
        width = self.draft.ribbon_width(lane)
        bow = 0.0
        if all(self.inside(end) for end in (lane.tail, lane.head)):
            others = [self.ends.where(n) for n in self.draft.ends.members if n not in nodes]
            bow = bend_of(places[nodes[0]], places[nodes[1]], others, width / 2 + 12)
        return Flow(lane.id, nodes, width, bow)

    @cached_property
    def lines(self) -> dict[str, tuple[Point, ...]]:
        """Give the middle line of each lane's ribbon."""
        curves = Curves(self.order)
        made = {}
        for lane, flow in zip(self.lanes, self.order.flows, strict=True):
            line = curves.line(flow)
            if self.inside(lane.head):
                line = cut(line, self.ends.area(lane.head))
            if lane.tail in self.ends.badges:
                line = cut(line, self.ends.area(lane.tail), at_start=True)
            made[lane.id] = rounded(line)
        return made


def _along(line: tuple[Point, ...], distance: float) -> Point:
    at = shapely.LineString(line).interpolate(distance)
    return (at.x, at.y)
