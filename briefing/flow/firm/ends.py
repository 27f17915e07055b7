"""Where flows begin and end on a map: symbols, badges of markets, and the cluster of the inset."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import shapely

from briefing.spec import Box
from briefing.typesetting import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.flow.firm.frame import Style
    from briefing.flow.firm.rows import Rows
    from briefing.flow.firm.spec import LaneRow, SiteRow
    from briefing.flow.spec import Point

CLUSTER = "cluster"
LEAST_MEMBERS = 3
NEAREST = 25  # spots of the main map that are compared where no spot is free
MOST_COVERED = 0.2  # share of a badge that may lie on other marks
STEP = 8  # px by which a badge at the edge is moved to cover nothing
SYMBOL = 8.5  # px from the middle of a symbol to where flows end
ROUND = tuple((math.cos(a * math.pi / 6), math.sin(a * math.pi / 6)) for a in range(12))


@dataclass(frozen=True, kw_only=True)
class Badge:
    """Hold the badge of a market, or of any site far away, with the words in it."""

    box: Box
    point: Literal["", "left", "right"] = ""
    lines: tuple[str, ...]

    @property
    def middle(self) -> Point:
        """Give its centre."""
        return (self.box.x + self.box.width / 2, self.box.y + self.box.height / 2)

    @property
    def area(self) -> object:
        """Give its outline."""
        return shapely.box(*edges(self.box))

    @property
    def axis(self) -> Point | None:
        """Give the direction in which flows arrive; None where they come from anywhere."""
        return {"": None, "left": (-1.0, 0.0), "right": (1.0, 0.0)}[self.point]

    @property
    def door(self) -> Point:
        """Give where flows arrive."""
        x, y = self.middle
        if self.point == "right":
            return (self.box.x - 2, y)
        return (self.box.x + self.box.width + 2, y) if self.point == "left" else (x, y)


@dataclass
class Ends:
    """Place the ends of flows in one pane.

    Parameters
    ----------
    at
        Facility → where its symbol stands, px.
    badges
        Facility → its badge.
    members
        Facilities that the inset shows; in the main pane they are one place.
    heart
        The member whose symbol stands for them.
    """

    at: dict[str, Point] = field(default_factory=dict)
    badges: dict[str, Badge] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    heart: str = ""

    def node(self, facility: str) -> str:
        """Name the end of a flow: a facility, or the cluster that it lies in."""
        return CLUSTER if facility in self.members else facility

    def where(self, node: str) -> Point:
        """Give where flows begin and end."""
        if node == CLUSTER:
            return self.at[self.heart]
        return self.badges[node].door if node in self.badges else self.at[node]

    def area(self, node: str) -> object:
        """Give the area that flows do not enter."""
        if node in self.badges:
            return self.badges[node].area
        return shapely.Point(self.where(node)).buffer(SYMBOL)

    @property
    def frame(self) -> Box | None:
        """Give the frame around the cluster."""
        if not self.members:
            return None
        points = [self.at[name] for name in self.members]
        x0, y0 = min(x for x, _ in points) - 15, min(y for _, y in points) - 15
        x1, y1 = max(x for x, _ in points) + 15, max(y for _, y in points) + 15
        return Box(
            x=round(x0, 1), y=round(y0, 1), width=round(x1 - x0, 1), height=round(y1 - y0, 1)
        )


def edges(box: Box, by: float = 0) -> tuple[float, float, float, float]:
    """Give left, top, right and bottom of a box, wider by some px on each side."""
    return (box.x - by, box.y - by, box.x + box.width + by, box.y + box.height + by)


def is_faint(row: SiteRow, used: frozenset[str]) -> bool:
    """Tell whether a plan does not use a site: closed, or nothing passes through it."""
    return not row.open or (row.shape in {"port", "depot", "market"} and row.facility not in used)


def cluster_of(
    at: Mapping[str, Point], lanes: Iterable[LaneRow], rows: Rows, style: Style
) -> tuple[tuple[str, ...], str]:
    """Find the sites too near one another to be told apart, and which of them stands for all.

    There is at most one cluster: that with most flows inside, of three sites or more.
    """
    inside: dict[frozenset[str], float] = {}
    for lane in lanes:
        if lane.tail in at and lane.head in at:
            key = frozenset((lane.tail, lane.head))
            inside[key] = inside.get(key, 0.0) + rows.amount(lane)
    best: tuple[int, float, tuple[str, ...]] = (0, 0.0, ())
    for centre in sorted(at):
        near = tuple(n for n in sorted(at) if math.dist(at[n], at[centre]) <= style.cluster)
        if sum(rows.site(name).open for name in near) < LEAST_MEMBERS:
            continue
        held = [amount for key, amount in inside.items() if key <= set(near)]
        best = max(best, (len(held), sum(held), near), key=lambda found: found[:2])
    members = best[2]
    if not members:
        return (), ""
    rank = {"hq": 0, "plant": 1, "port": 2, "depot": 3, "supplier": 4, "market": 5}
    heart = min(members, key=lambda name: (rank[rows.site(name).shape], name))
    return members, heart


def badge_size(
    lines: Sequence[str], style: Style, flows: float, *, far: bool
) -> tuple[float, float]:
    """Give width and height of a badge that holds its words, and `flows` px side by side."""
    widest = max(width_of(line, style.size - (i > 0), bold=i == 0) for i, line in enumerate(lines))
    wide = widest + (16 if style.compact else 20) + (11 if far else 0)
    return (round(wide, 1), round(max(12 + 15.0 * len(lines), flows + 6), 1))


def far_badges(
    asked: Mapping[str, tuple[Literal["left", "right"], float, tuple[str, ...], float]],
    style: Style,
    sites: Sequence[Point],
    corner: tuple[float, float, float, float],
) -> dict[str, Badge]:
    """Stack badges at the edges, each as near as can be to the height that is asked for.

    Parameters
    ----------
    asked
        Facility → side, height on the picture (px), words, px of flows side by side.
    sites
        Symbols that should not be covered.
    corner
        Box of scale and key.
    """
    made: dict[str, Badge] = {}
    for side in ("left", "right"):
        names = sorted((n for n in asked if asked[n][0] == side), key=lambda n: (asked[n][1], n))
        sizes = {n: badge_size(asked[n][2], style, asked[n][3], far=True) for n in names}
        heights = [sizes[n][1] for n in names]
        wanted = [_off_sites(asked[n][1], sizes[n], side, style, sites) for n in names]
        below = corner[0] < style.width / 4 if side == "left" else corner[2] > style.width * 3 / 4
        floor = corner[1] if below else style.height
        least = min(12.0, (floor - sum(heights)) / (len(heights) + 1))
        tops = spread(wanted, heights, least, floor)
        for name, top in zip(names, tops, strict=True):
            wide, high = sizes[name]
            x = 8.0 if side == "left" else style.width - 8 - wide
            box = Box(x=round(x, 1), y=round(top, 1), width=wide, height=high)
            made[name] = Badge(box=box, point=side, lines=asked[name][2])
    return made


def _off_sites(
    middle: float, size: tuple[float, float], side: str, style: Style, sites: Sequence[Point]
) -> float:
    """Give the top of a badge at an edge that covers no symbol, as near as can be."""
    wide, high = size
    left = 8.0 if side == "left" else style.width - 8 - wide
    for step in range(0, 400, STEP):
        for top in (middle - high / 2 + step, middle - high / 2 - step):
            box = (left - 16, top - 16, left + wide + 16, top + high + 16)
            free = not any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in sites)
            if free and STEP <= top <= style.height - high - STEP:
                return top
    return middle - high / 2


def spread(
    tops: Sequence[float], heights: Sequence[float], gap: float, whole: float
) -> list[float]:
    """Move boxes down, and then up, until none covers another.

    Examples
    --------
    >>> spread([10, 12], [20, 20], 5, 100)
    [10, 35]
    """
    placed, floor = [], gap
    for top, high in zip(tops, heights, strict=True):
        placed.append(max(top, floor))
        floor = placed[-1] + high + gap
    ceiling = whole - gap
    for i in range(len(placed) - 1, -1, -1):
        placed[i] = min(placed[i], ceiling - heights[i])
        ceiling = placed[i] - gap
    return placed


def small_badge(at: Point) -> Badge:
    """Give the symbol of a market whose words stand beside it, if there is room."""
    return Badge(box=Box(x=at[0] - 8, y=at[1] - 6.5, width=16, height=13), lines=())


def near_badge(
    centre: Point,
    size: tuple[float, float],
    lines: tuple[str, ...],
    taken: Sequence[Any],
    style: Style | None,
    weights: Sequence[float] | None = None,
) -> Badge:
    """Put a badge where its market is, or as near as nothing else is covered.

    Where there is no room for it, its market is a small symbol. `weights` say how bad it is to
    cover each of what is taken; alike without them.
    """
    wide, high = size

    def at(x: float, y: float) -> Box:
        left, top = x - wide / 2, y - high / 2
        if style:
            left = min(max(left, 6), style.width - wide - 6)
            top = min(max(top, 6), style.height - high - 6)
        return Box(x=round(left, 1), y=round(top, 1), width=wide, height=high)

    steps = (0, 18, 30, 44, 60, 80, 104, 132, 164)
    spots = [
        at(centre[0] + dx * step, centre[1] + dy * step * 0.8)
        for step in steps
        for dx, dy in (ROUND if step else ROUND[:1])
    ]
    shapes = shapely.box(*zip(*(edges(spot, 5) for spot in spots), strict=True))
    areas = np.array(taken, dtype=object)
    tree = shapely.STRtree(areas)
    hit = set(tree.query(shapes, predicate="intersects")[0].tolist())
    free = next((number for number in range(len(spots)) if number not in hit), None)
    if free is not None:
        return Badge(box=spots[free], lines=lines)
    compared = shapes[:NEAREST] if style else shapes
    spot, other = tree.query(compared, predicate="intersects")
    shared = shapely.area(shapely.intersection(shapes[spot], areas[other]))
    if weights is not None:
        shared = shared * np.array(weights)[other]
    covered = np.bincount(spot, weights=shared)
    best = int(np.argmin(covered))
    if style and covered[best] > MOST_COVERED * wide * high:
        return small_badge(centre)
    return Badge(box=spots[best], lines=lines)
