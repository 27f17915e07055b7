"""Corridors of a map: ways that run near one another are led over the same points.

A way is a line in px from one end to another. Points where ways run together become hubs, at least
`reach` px apart; a way then is the sequence of hubs that it passes. Ways that merely cross share no
hub. All of it is deterministic: wide ways come first, equal ones by their id.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.flow.firm.ground import Ground
    from briefing.flow.spec import Point

STEP = 9.0  # px between the points at which a way looks for hubs
ROUNDS = 3  # of smoothing
KEEP = 5.0  # px that a hub may lie off the straight line before it is needed
SHARP = math.radians(62)
LEAST_APART = 16.0  # px between a hub at a cape and its neighbours
Node = int | str


@dataclass(frozen=True, kw_only=True)
class Way:
    """Hold one flow's way on the map.

    Parameters
    ----------
    id
        Of its row.
    tail, head
        Names of its ends.
    points
        From end to end, px.
    width
        Of its ribbon, px.
    clear
        Px around its tail and its head without hubs.
    """

    id: str
    tail: str
    head: str
    points: tuple[Point, ...]
    width: float
    clear: tuple[float, float] = (0.0, 0.0)


@dataclass
class Corridors:
    """Lead ways over hubs.

    Parameters
    ----------
    ends
        End → where it stands, px.
    reach
        Least distance between hubs, px.
    keep_off
        Places and the px that hubs stay away from them.
    ground
        Land, which hubs stay off where they can.
    """

    ends: Mapping[str, Point]
    reach: float
    keep_off: Mapping[str, tuple[Point, float]]
    ground: Ground
    hubs: list[Point] = field(default_factory=list)
    paths: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        ways: Iterable[Way],
        ends: Mapping[str, Point],
        *,
        reach: float,
        keep_off: Mapping[str, tuple[Point, float]],
        ground: Ground,
    ) -> Corridors:
        """Find the hubs of ways and lead each way over them."""
        made = cls(ends=ends, reach=reach, keep_off=keep_off, ground=ground)
        ranked = sorted(ways, key=lambda way: (-way.width, way.id))
        for way in ranked:
            made.paths[way.id] = made.lead(way)
        made.leave_crossings(ranked)
        made.take_shared()
        made.straighten(ranked)
        for _ in range(2):
            made.round_capes(ranked)
        made.smooth(ranked)
        made.thin_out(ranked)
        return made

    # -- hubs -------------------------------------------------------------------------------

    def lead(self, way: Way) -> list[int]:
        """Walk along a way, over known hubs where they are near and new ones where not.

        There and back are walked in the same direction, so that both find the same hubs.
        """
        path: list[int] = []
        start, end = self.ends[way.tail], self.ends[way.head]
        near, far = (max(clear, self.reach * 0.8) for clear in way.clear)
        backwards = way.tail > way.head
        for point in resampled(way.points[::-1] if backwards else way.points, STEP):
            if math.dist(point, start) < near or math.dist(point, end) < far:
                continue
            hub = self.nearest(point)
            if hub is None:
                if path and math.dist(point, self.hubs[path[-1]]) < self.reach:
                    continue
                self.hubs.append(point)
                hub = len(self.hubs) - 1
            place = self.hubs[hub]
            if math.dist(place, start) < near or math.dist(place, end) < far:
                continue
            if hub in path:
                del path[path.index(hub) + 1 :]
            else:
                path.append(hub)
        return path[::-1] if backwards else path

    def nearest(self, point: Point) -> int | None:
        """Give the nearest hub within reach."""
        best, least = None, self.reach
        for number, (x, y) in enumerate(self.hubs):
            away = math.hypot(x - point[0], y - point[1])
            if away < least:
                best, least = number, away
        return best

    # -- which ways share them --------------------------------------------------------------

    def leave_crossings(self, ranked: Sequence[Way]) -> None:
        """Take a hub from a way that shares it, but no piece on either side, with the others."""
        for way in reversed(ranked):
            steps = self.steps(skip=way.id)
            users = self.users()
            path = self.paths[way.id]
            kept = []
            for at, hub in enumerate(path):
                pieces = {
                    frozenset(path[i : i + 2]) for i in (at - 1, at) if 0 <= i < len(path) - 1
                }
                if len(users[hub]) == 1 or pieces & steps or self.is_fork(path, at, users):
                    kept.append(hub)
            self.paths[way.id] = kept

    def is_fork(self, path: Sequence[int], at: int, users: Mapping[int, set[str]]) -> bool:
        """Tell whether a way joins others for good here: it begins or ends beside them."""
        return at in {0, len(path) - 1} and len(users[path[at]]) > 1

    def take_shared(self) -> None:
        """Lead a way over a hub that others pass between two hubs of its own."""
        for _ in range(3):
            links = defaultdict(set)
            for a, b in (pair for path in self.paths.values() for pair in pairwise(path)):
                links[a].add(b)
                links[b].add(a)
            changed = False
            for name, path in self.paths.items():
                wider: list[int] = path[:1]
                for a, b in pairwise(path):
                    between = sorted(
                        (self.detour(a, hub, b), hub) for hub in links[a] & links[b] - set(path)
                    )
                    if between and between[0][0] < 1.15:  # noqa: PLR2004 - 15% longer at most
                        wider.append(between[0][1])
                        changed = True
                    wider.append(b)
                self.paths[name] = wider
            if not changed:
                return

    def straighten(self, ranked: Sequence[Way]) -> None:
        """Take a sharp turn out of a way where no land asks for it."""
        for way in ranked:
            whole = self.nodes(way)
            at = 1
            while at < len(whole) - 1:
                before, hub, after = (self.at(node) for node in whole[at - 1 : at + 2])
                if _turn(before, hub, after) > SHARP and self.ground.as_clear(before, hub, after):
                    del whole[at]
                    at = max(at - 1, 1)
                else:
                    at += 1
            self.paths[way.id] = [node for node in whole if isinstance(node, int)]

    def round_capes(self, ranked: Sequence[Way]) -> None:
        """Add a hub where the line between two nodes meets land that the way itself goes round."""
        done: set[frozenset[Node]] = set()
        for way in ranked:
            for a, b in pairwise(self.nodes(way)):
                piece = frozenset((a, b))
                if piece in done:
                    continue
                done.add(piece)
                cape = self._cape(way, self.at(a), self.at(b))
                if cape is not None:
                    self.hubs.append(cape)
                    self._insert(a, b, len(self.hubs) - 1, ranked)

    def _cape(self, way: Way, a: Point, b: Point) -> Point | None:
        """Give the point of a way that is farthest off a line that meets more land."""
        points = resampled(way.points, STEP)
        first = min(range(len(points)), key=lambda i: math.dist(points[i], a))
        last = min(range(len(points)), key=lambda i: math.dist(points[i], b))
        between = points[min(first, last) + 1 : max(first, last)]
        if not between:
            return None
        far = max(between, key=lambda point: off_line(point, a, b))
        apart = min(math.dist(far, a), math.dist(far, b))
        if apart < LEAST_APART or off_line(far, a, b) < KEEP:
            return None
        straight = self.ground.land_on(a, b)
        return far if straight > self.ground.land_on(a, far) + self.ground.land_on(far, b) else None

    def _insert(self, a: Node, b: Node, hub: int, ranked: Sequence[Way]) -> None:
        """Lead all ways between two nodes over a hub."""
        for way in ranked:
            whole = self.nodes(way)
            for at, pair in enumerate(pairwise(whole)):
                if set(pair) == {a, b}:
                    self.paths[way.id].insert(at, hub)
                    break

    def nodes(self, way: Way) -> list[Node]:
        """Give the nodes of a way, from end to end."""
        return [way.tail, *self.paths[way.id], way.head]

    def detour(self, a: int, over: int, b: int) -> float:
        """Give how much longer the way over a hub is, as a ratio."""
        x, y, z = self.hubs[a], self.hubs[over], self.hubs[b]
        return (math.dist(x, y) + math.dist(y, z)) / (math.dist(x, z) or 1)

    def steps(self, *, skip: str = "") -> set[frozenset[int]]:
        """Give the pieces between hubs that ways take, all but one way."""
        return {
            frozenset(pair)
            for name, path in self.paths.items()
            if name != skip
            for pair in pairwise(path)
        }

    def users(self) -> dict[int, set[str]]:
        """Name the ways of each hub."""
        found: dict[int, set[str]] = defaultdict(set)
        for name, path in self.paths.items():
            for hub in path:
                found[hub].add(name)
        return found

    # -- shape ------------------------------------------------------------------------------

    def smooth(self, ranked: Sequence[Way]) -> None:
        """Draw each hub towards the middle of its neighbours, and off places it must not cover."""
        links = self.neighbours(ranked)
        first = list(self.hubs)
        # Half of what runs through a hub should fit between it and the coast.
        room = {hub: sum(near.values()) / 4 + 7 for hub, near in links.items()}
        for _ in range(ROUNDS):
            before = list(self.hubs)
            for hub, near in sorted(links.items()):
                x, y = _weighted(near, before, self.ends)
                mx = before[hub][0] * 0.5 + x * 0.5
                my = before[hub][1] * 0.5 + y * 0.5
                moved = self.off(_no_farther((mx, my), first[hub], self.reach * 0.6))
                moved = self.ground.seaward(moved, room[hub], self.reach * 0.45)
                if self._land(moved, near) <= self._land(before[hub], near):
                    self.hubs[hub] = moved

    def _land(self, point: Point, near: Mapping[Node, float]) -> int:
        """Count the land between a point and its neighbours."""
        return sum(self.ground.land_on(point, self.at(name)) for name in near)

    def neighbours(self, ranked: Sequence[Way]) -> dict[int, dict[Node, float]]:
        """Give each hub's neighbours, hubs or ends, with the widths that go there."""
        found: dict[int, dict[Node, float]] = defaultdict(lambda: defaultdict(float))
        for way in ranked:
            whole = self.nodes(way)
            for before, hub, after in zip(whole, whole[1:], whole[2:], strict=False):
                if isinstance(hub, int):
                    found[hub][before] += way.width
                    found[hub][after] += way.width
        return found

    def off(self, point: Point) -> Point:
        """Move a point away from places that nothing should run over."""
        x, y = point
        for (px, py), room in self.keep_off.values():
            away = math.hypot(x - px, y - py)
            if away < room:
                scale = room / (away or 1)
                x, y = px + (x - px) * scale, py + (y - py) * scale
        return (x, y)

    def thin_out(self, ranked: Sequence[Way]) -> None:
        """Leave out hubs that lie on the line between their neighbours anyway."""
        for hub in range(len(self.hubs)):
            links = self.neighbours(ranked).get(hub, {})
            if len(links) != 2:  # noqa: PLR2004 - a hub on the way, not a fork
                continue
            (a, b) = (self.at(name) for name in links)
            straight = off_line(self.hubs[hub], a, b) < KEEP and math.dist(a, b) < 5 * self.reach
            if straight and self.ground.as_clear(a, self.hubs[hub], b):
                for path in self.paths.values():
                    if hub in path:
                        path.remove(hub)

    def at(self, name: Node) -> Point:
        """Give where a hub or an end stands."""
        return self.hubs[name] if isinstance(name, int) else self.ends[name]


def resampled(points: Sequence[Point], step: float) -> list[Point]:
    """Give points of a polyline at equal distances, its ends included.

    Examples
    --------
    >>> resampled([(0.0, 0.0), (10.0, 0.0)], 5)
    [(0.0, 0.0), (5.0, 0.0), (10.0, 0.0)]
    """
    made, left = [points[0]], step
    for a, b in pairwise(points):
        length = math.dist(a, b)
        at = left
        while at < length:
            t = at / length
            made.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
            at += step
        left = at - length
    if math.dist(made[-1], points[-1]) > step / 10:
        made.append(points[-1])
    return made


def _turn(a: Point, b: Point, c: Point) -> float:
    """Give the angle, in radians, by which a line turns at its middle point."""
    first, then = math.atan2(b[1] - a[1], b[0] - a[0]), math.atan2(c[1] - b[1], c[0] - b[0])
    return abs((then - first + math.pi) % (2 * math.pi) - math.pi)


def _weighted(
    near: Mapping[Node, float], hubs: Sequence[Point], ends: Mapping[str, Point]
) -> Point:
    total = sum(near.values())
    places = [
        (hubs[name] if isinstance(name, int) else ends[name], width) for name, width in near.items()
    ]
    return (
        sum(place[0] * width for place, width in places) / total,
        sum(place[1] * width for place, width in places) / total,
    )


def _no_farther(point: Point, origin: Point, most: float) -> Point:
    away = math.dist(point, origin)
    if away <= most:
        return point
    t = most / away
    return (origin[0] + (point[0] - origin[0]) * t, origin[1] + (point[1] - origin[1]) * t)


def off_line(point: Point, a: Point, b: Point) -> float:
    """Give the distance of a point from the line through two others.

    Examples
    --------
    >>> off_line((5.0, 3.0), (0.0, 0.0), (10.0, 0.0))
    3.0
    """
    length = math.dist(a, b)
    if not length:
        return math.dist(point, a)
    cross = (b[0] - a[0]) * (a[1] - point[1]) - (a[0] - point[0]) * (b[1] - a[1])
    return abs(cross) / length
