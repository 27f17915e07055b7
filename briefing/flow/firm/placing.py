"""Where the sites of a plan stand in one window of its map, and the raw ways between them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import shapely

from briefing.flow.firm.ends import (
    Badge,
    Ends,
    badge_size,
    cluster_of,
    edges,
    far_badges,
    is_faint,
    near_badge,
    small_badge,
)
from briefing.flow.firm.frame import Place, is_near, pushed_apart
from briefing.flow.firm.map_marks import Marks
from briefing.typesetting import width_of

if TYPE_CHECKING:
    from briefing.flow.firm.frame import Style
    from briefing.flow.firm.ground import Ground
    from briefing.flow.firm.rows import Rows
    from briefing.flow.firm.spec import LaneRow, SiteRow
    from briefing.flow.plane import Plane
    from briefing.flow.spec import Point
    from briefing.spec import Tongue

Routes = Callable[[Place, Place, str], tuple[Place, ...]]
HEAD_GAP = 8.0  # px between flows where their points, wider than they are, lie side by side
MOST_LANES = 48


@dataclass(frozen=True)
class Placing:
    """Place what a map of finished goods shows in one window.

    Parameters
    ----------
    rows
        What is drawn.
    plane, style
        The window, and what differs between wide and narrow.
    routes
        Way of goods between two places (lon, lat) by a mode.
    lang
        Language of the words in badges.
    ground
        Land of the window.
    px_per_unit
        Scale of widths where it is given; 0 to choose it.
    """

    rows: Rows
    plane: Plane
    style: Style
    routes: Routes
    lang: Tongue
    ground: Ground
    px_per_unit: float = 0.0

    # -- what is drawn ----------------------------------------------------------------------

    @cached_property
    def placed(self) -> tuple[LaneRow, ...]:
        """Give the largest lanes of finished goods, of those whose ends have a place."""
        places = self.rows.places
        found = (
            lane
            for lane in self.rows.finished
            if lane.tail in places and lane.head in places and lane.tail != lane.head
        )
        ranked = sorted(found, key=lambda lane: (-self.rows.amount(lane), lane.id))
        return tuple(ranked[:MOST_LANES])

    @cached_property
    def used(self) -> frozenset[str]:
        """Name the sites that finished goods leave or reach."""
        return frozenset(end for lane in self.rows.finished for end in (lane.tail, lane.head))

    @cached_property
    def sites(self) -> tuple[SiteRow, ...]:
        """Give the sites of the map: all but suppliers of components, which the diagram shows."""
        return tuple(
            row
            for row in self.rows.sites
            if row.facility in self.rows.places
            and (row.shape != "supplier" or row.facility in self.used)
        )

    def faint(self, row: SiteRow) -> bool:
        """Tell whether the plan does not use a site."""
        return is_faint(row, self.used)

    # -- ends -------------------------------------------------------------------------------

    @cached_property
    def _true(self) -> dict[str, Point]:
        """Give the true place, px, of each site that is near."""
        near = [row.facility for row in self.sites if is_near(self.rows.places[row.facility])]
        if not near:
            return {}
        return dict(
            zip(near, self.plane.line([self.rows.places[name] for name in near]), strict=True)
        )

    @cached_property
    def raw(self) -> dict[str, list[Point]]:
        """Give the way of each lane in px, as far as it lies in the frame."""
        return {lane.id: self._raw(lane) for lane in self.placed}

    def _raw(self, lane: LaneRow) -> list[Point]:
        places = self.rows.places
        far_tail, far_head = (not is_near(places[end]) for end in (lane.tail, lane.head))
        if far_tail and far_head:
            return []
        line = self.plane.line(self.routes(places[lane.tail], places[lane.head], lane.mode))
        if far_tail:
            return self._inside(line[::-1])[::-1]
        return self._inside(line) if far_head else line

    def _inside(self, line: list[Point]) -> list[Point]:
        """Cut a way where it leaves the frame or comes to where the badges of far places stand."""
        start, style = line[0][0], self.style
        left = min(style.edge, start - 20)
        right = max(style.width - style.edge, start + 20)
        kept = line[:1]
        for x, y in line[1:]:
            if not math.isfinite(x):
                break
            kept.append((x, y))
            if not (left < x < right and 0 < y < style.height):
                break
        return kept

    @cached_property
    def ends(self) -> Ends:
        """Place symbols, badges and the cluster of the inset."""
        true = self._true
        members, heart = cluster_of(true, self.placed, self.rows, self.style)
        large = self._with_badge(true, members)
        own = {n: p for n, p in true.items() if n not in large and n not in members}
        if heart:
            own[heart] = true[heart]
        at = pushed_apart(own, self.style.apart, frozenset({heart} if heart else ()))
        at |= {n: (round(true[n][0], 1), round(true[n][1], 1)) for n in members if n != heart}
        ends = Ends(at=at, members=members, heart=heart)
        ends.badges.update(self._far())
        shapes = {row.facility: row.shape for row in self.sites}
        small = [name for name in own if shapes[name] == "market"]
        ends.badges.update({name: small_badge(at[name]) for name in small})
        for name in large:
            ends.badges[name] = self._near(self.rows.site(name), true[name], ends)
        return ends

    def _with_badge(self, true: dict[str, Point], members: tuple[str, ...]) -> list[str]:
        """Choose the near markets with a badge, the largest; others are small symbols."""
        markets = [
            row
            for row in self.sites
            if row.shape == "market" and row.facility in true and row.facility not in members
        ]
        markets.sort(key=lambda row: (-(row.received or 0.0), row.id))
        return [row.facility for row in markets[: self.style.badges]]

    def _far(self) -> dict[str, Badge]:
        asked: dict[str, tuple[Literal["left", "right"], float, tuple[str, ...], float]] = {}
        for row in self.far_sites:
            place = self.rows.places[row.facility]
            lanes = [lane for lane in self.placed if row.facility in (lane.tail, lane.head)]
            exits = [
                self.raw[lane.id][-1 if lane.head == row.facility else 0]
                for lane in lanes
                if self.raw[lane.id]
            ]
            side, height = self._exit(place, exits)
            room = sum(self.width(lane) + HEAD_GAP for lane in lanes)
            asked[row.facility] = (side, height, self.badge_lines(row), room)
        return far_badges(asked, self.style, list(self._true.values()), self.corner)

    @cached_property
    def far_sites(self) -> tuple[SiteRow, ...]:
        """Give the sites far away that have a badge: those that most reaches or leaves."""
        far = [row for row in self.sites if not is_near(self.rows.places[row.facility])]
        far.sort(key=lambda row: (-(row.received or row.sent or 0.0), row.id))
        return tuple(far[: self.style.badges])

    def _exit(self, place: Place, exits: list[Point]) -> tuple[Literal["left", "right"], float]:
        """Say at which edge, and how high, a far place stands."""
        high = self.style.height
        if not exits:
            east = (place[0] - self.plane.lon + 540) % 360 - 180 > 0
            return ("right", high * 0.3) if east else ("left", high * 0.75)
        x = sum(point[0] for point in exits) / len(exits)
        y = sum(min(max(point[1], 0), high) for point in exits) / len(exits)
        inner = min(max(y, high * 0.08), high * 0.92)
        return ("right" if x > self.style.width / 2 else "left"), inner

    def _near(self, row: SiteRow, centre: Point, ends: Ends) -> Badge:
        lines = self.badge_lines(row)
        size = badge_size(lines, self.style, 0, far=False)
        return near_badge(centre, size, lines, self._taken(row.facility, ends), self.style)

    def _taken(self, market: str, ends: Ends) -> list[Any]:
        """Give what a market's badge should not cover: symbols, badges, ways to other places."""
        ways = [
            piece
            for lane in self.placed
            if market not in (lane.tail, lane.head)
            for piece in self._broad[lane.id]
        ]
        dots = [shapely.Point(at).buffer(12) for at in ends.at.values()]
        badges = [badge.area for badge in ends.badges.values()]
        frame = [shapely.box(*edges(ends.frame))] if ends.frame else []
        return [*ways, *dots, *badges, *frame, shapely.box(*self.corner)]

    @cached_property
    def _broad(self) -> dict[str, list[Any]]:
        """Give the area that the flow of each lane will take, in pieces."""
        made = {}
        for lane in self.placed:
            line = self.raw[lane.id]
            pieces = [shapely.LineString(line[i : i + 4]) for i in range(0, len(line) - 1, 3)]
            made[lane.id] = list(
                shapely.buffer(pieces, max(10.0, self.width(lane) / 2 + 6), quad_segs=2)
            )
        return made

    @property
    def corner(self) -> tuple[float, float, float, float]:
        """Give the box of scale and key: at the left below, on a narrow map at the right."""
        high, wide = self.style.height, self.style.width
        long = width_of(self.rows.scale.unit, self.style.size - 1) + 172
        if self.style.compact:
            return (wide - long, high - 66, wide, high)
        return (6.0, high - 68, 6.0 + long, high)

    def badge_lines(self, row: SiteRow) -> tuple[str, ...]:
        """Give the words of a badge: its name, and what it gets or sends."""
        number = Marks(self.rows, self.lang).number(row.facility)
        return (row.name, number) if number else (row.name,)

    @cached_property
    def first_scale(self) -> float:
        """Give px of width for one unit of the measure, before corridors are known."""
        if self.px_per_unit:
            return self.px_per_unit
        most = max((self.rows.amount(lane) for lane in self.placed), default=0.0)
        return self.style.widest / most if most else 0.0

    def width(self, lane: LaneRow) -> float:
        """Give the width of a lane's ribbon, before corridors are known."""
        return max(self.style.least, self.first_scale * self.rows.amount(lane))
