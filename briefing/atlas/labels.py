"""Find a place for every label: in the sea, near its region, its leader crossing no other region.

A label is tried on a grid of places. A place is good when its box covers no land of the Mainland
and nothing already placed, and when a straight line from the region's edge reaches it without
entering another region. Among the good ones the nearest wins, with a preference for the column
that the frame asks for. What cannot be placed well is not placed: its number stands in the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import shapely

from briefing.atlas.frames import main_part
from briefing.spec import Label
from briefing.typesetting import width_of

if TYPE_CHECKING:
    from briefing.atlas.canvas import Canvas
    from briefing.land import Geometry, Key

STEP = 9.0  # px between places tried
NEAREST = 120  # places whose leaders are tried
LINES = 48  # leaders tried for a place
EDGE_POINTS = 60  # places on the region's edge where a leader may begin
LONGEST_LEADER = 250.0
OFF_LEVEL = 0.7  # px that a px above or below the region costs in a column
TAIL = 18.0  # px of level leader before a label
GAP = 6.0  # px between a leader's end and its label
APART = 3.0  # px between two leaders, at least
PLAIN_GAP = 12.0  # a label this near its region needs no leader
OVER_OTHER_LAND = 45.0  # px that a place over foreign or outside land costs
OFF_COLUMN = 130.0  # px that a place off the preferred column costs
Kind = Literal["callout", "place", "absent"]
Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, kw_only=True)
class Words:
    """Say what a label reads and how large."""

    name: str
    number: str = ""
    extra: str = ""
    shorter: str = ""  # the extra words where those leave no room
    size: float = 13
    number_size: float = 19

    @property
    def box(self) -> tuple[float, float, float]:
        """Give width, height above the first baseline, and height below it, px."""
        first = width_of(self.name, self.size, bold=True)
        if not (self.number or self.extra):
            return first, self.size * 0.95, self.size * 0.3
        second_size = self.number_size if self.number else self.size * 0.9
        second = width_of(self.number, self.number_size, bold=True) + width_of(
            self.extra, max(11.0, self.size * 0.9)
        )
        if self.number and self.extra:
            second += 8
        return max(first, second), self.size * 0.95, second_size * 1.1 + 3


def place(
    canvas: Canvas,
    key: Key,
    words: Words,
    *,
    kind: Kind = "callout",
    column: float | None = None,
    leaders: bool = True,
    over_land: bool = False,
) -> Label | None:
    """Place one label and keep later ones off it; `None` when no good place is left.

    Parameters
    ----------
    canvas
        The frame's obstacles; the label and its leader are added to them.
    key
        (level, code) of the region.
    words
        What to write.
    kind
        How the label is drawn.
    column
        Preferred x of the label's left edge, px.
    leaders
        Draw a leader where the label stands apart; without, it must stand beside its region.
    over_land
        Let the label cover land that has no value of its own, at a cost.
    """
    shape = canvas.shapes.get(key)
    if shape is None or shape.is_empty:
        return None
    edge = _edge(canvas.anchor(key))
    longest = LONGEST_LEADER if leaders else PLAIN_GAP
    places = _places(canvas, edge, words, column, longest=longest, over_land=over_land)
    if not leaders:
        return _commit_plain(canvas, key, words, kind, places)
    found = _best(canvas, key, edge, places, words)
    if found is None:
        return None
    index, line = found
    at = (float(places.x[index]), float(places.y[index]))
    return _commit(canvas, key, words, kind, at, line)


def quiet(
    canvas: Canvas, key: Key, name: str, *, size: float = 11, bold: bool = False
) -> Label | None:
    """Write a name inside its region, where it fits and touches nothing placed so far."""
    shape = canvas.shapes.get(key)
    if shape is None or shape.is_empty:
        return None
    circle = shapely.maximum_inscribed_circle(main_part(shape), tolerance=1.0)
    (cx, cy), (ex, ey) = shapely.get_coordinates(circle)[:2]
    radius = float(np.hypot(cx - ex, cy - ey))
    wide = width_of(name, size, bold=bold)
    box = shapely.box(cx - wide / 2, cy - size * 0.6, cx + wide / 2, cy + size * 0.6)
    overhang = shapely.difference(box, shape).area / box.area
    if radius < size * 0.75 or overhang > 0.16 or not canvas.is_free(np.array([box]))[0]:  # noqa: PLR2004
        return None
    canvas.taken.append(box)
    return Label(
        level=key[0],
        code=key[1],
        kind="quiet",
        x=round(float(cx), 1),
        y=round(float(cy) + size * 0.36, 1),
        anchor="middle",
        name=name,
        size=size,
    )


@dataclass(frozen=True)
class _Places:
    """Places tried: baseline starts, the boxes there, and their distance from the region."""

    x: np.ndarray
    y: np.ndarray
    boxes: np.ndarray
    cost: np.ndarray


def _places(
    canvas: Canvas,
    edge: np.ndarray,
    words: Words,
    column: float | None,
    *,
    longest: float,
    over_land: bool,
) -> _Places:
    wide, above, below = words.box
    frame = canvas.frame
    xs = np.arange(8.0, frame.width - wide - 5, STEP)
    if column is not None and column + wide + 5 < frame.width:
        xs = np.append(xs, column)
    ys = np.arange(above + 6, frame.height - below - 5, STEP)
    x, y = (grid.ravel() for grid in np.meshgrid(xs, ys))
    sides = np.column_stack([x - 3, y - above - 2, x + wide + 3, y + below + 2])
    around = _distance(sides, np.array([edge.min(axis=0), edge.max(axis=0)]), box=True) <= longest
    x, y, sides = x[around], y[around], sides[around]
    distance = _distance(sides, edge)
    near = distance <= longest
    x, y, sides, distance = x[near], y[near], sides[near], distance[near]
    boxes = shapely.box(*sides.T)
    free = canvas.is_free(boxes)
    on_land = shapely.intersects(canvas.land_marked, boxes)
    if not over_land:
        free &= ~on_land
    distance = distance + OVER_OTHER_LAND * on_land
    x, y, boxes, cost = x[free], y[free], boxes[free], distance[free]
    cost = cost + OVER_OTHER_LAND * shapely.intersects(canvas.land_other, boxes)
    if column is not None:
        # In a column, labels stand level with their regions, so that the order is the map's.
        level = np.abs(y - edge[:, 1].mean())
        cost = cost + OFF_COLUMN * (np.abs(x - column) > 1) + OFF_LEVEL * level
    order = np.argsort(cost, kind="stable")[:NEAREST]
    return _Places(x[order], y[order], boxes[order], cost[order])


def _distance(sides: np.ndarray, edge: np.ndarray, *, box: bool = False) -> np.ndarray:
    """Give the distance of boxes (n × left, top, right, bottom) from points (m × 2): n.

    With `box`, the two points are the corners of a box, and the distance is from that box.
    """
    left, top, right, bottom = (side[:, None] for side in sides.T)
    low, high = (edge[:1], edge[1:]) if box else (edge, edge)
    dx = np.maximum(np.maximum(left - high[:, 0], low[:, 0] - right), 0)
    dy = np.maximum(np.maximum(top - high[:, 1], low[:, 1] - bottom), 0)
    return np.asarray(np.sqrt((dx * dx + dy * dy).min(axis=1)))


def _best(
    canvas: Canvas, key: Key, edge: np.ndarray, places: _Places, words: Words
) -> tuple[int, Line] | None:
    """Give the cheapest place that a leader reaches, with the leader."""
    crossed = (canvas.others(key), *canvas.placed())
    best: tuple[float, int, Line] | None = None
    for index, cost in enumerate(places.cost):
        if best is not None and cost >= best[0]:
            break
        ends = _ends(float(places.x[index]), float(places.y[index]), words)
        line = _straight(edge, ends, crossed, own=places.boxes[index])
        if line is None:
            continue
        total = float(cost) + 0.5 * _length(line)
        if best is None or total < best[0]:
            best = (total, index, line)
    return None if best is None else (best[1], _elbowed(best[2], crossed))


def _edge(own: Geometry) -> np.ndarray:
    ring = shapely.get_exterior_ring(own)
    along = np.linspace(0, 1, EDGE_POINTS, endpoint=False)
    return np.asarray(
        shapely.get_coordinates(shapely.line_interpolate_point(ring, along, normalized=True))
    )


def _ends(x: float, y: float, words: Words) -> np.ndarray:
    """Give the points where a leader may reach a label: left, right, above, below."""
    wide, above, below = words.box
    middle = y - above * 0.35
    inner = x + min(wide / 2, 24)
    return np.array(
        [
            (x - GAP, middle),
            (x + wide + GAP, middle),
            (inner, y - above - GAP * 0.6),
            (inner, y + below + GAP * 0.6),
        ]
    )


def _straight(
    edge: np.ndarray, ends: np.ndarray, crossed: tuple[Geometry, ...], *, own: Geometry
) -> Line | None:
    """Find the shortest straight leader from any edge point to any side of the label."""
    edge = edge[~shapely.intersects(own, shapely.points(edge))]
    if not len(edge):
        return None
    starts = np.repeat(edge, len(ends), axis=0)
    stops = np.tile(ends, (len(edge), 1))
    lengths = np.hypot(*(stops - starts).T)
    near = np.argsort(lengths, kind="stable")[:LINES]
    near = near[lengths[near] <= LONGEST_LEADER]
    if not len(near):
        return None
    lines = shapely.linestrings(np.stack([starts[near], stops[near]], axis=1))
    good = _clear(lines, crossed) & ~shapely.intersects(own, lines)
    if not good.any():
        return None
    pick = near[int(np.argmax(good))]
    return _points(starts[pick], stops[pick])


def _elbowed(line: Line, crossed: tuple[Geometry, ...]) -> Line:
    """End a slanted leader with a short level stretch, where that crosses nothing."""
    (x0, y0), (x1, y1) = line[0], line[-1]
    tail = TAIL if x1 > x0 else -TAIL
    if abs(x1 - x0) < 2 * TAIL or abs(y1 - y0) < 1:
        return line
    bent = ((x0, y0), (x1 - tail, y1), (x1, y1))
    clear = _clear(np.array([shapely.LineString(bent)]), crossed)
    return bent if clear[0] else line


def _clear(lines: np.ndarray, crossed: tuple[Geometry, ...]) -> np.ndarray:
    met = np.any([shapely.intersects(blocked, lines) for blocked in crossed], axis=0)
    return np.asarray(~met)


def _points(*points: np.ndarray) -> Line:
    return tuple((float(x), float(y)) for x, y in points)


def _length(line: Line) -> float:
    return float(np.hypot(line[-1][0] - line[0][0], line[-1][1] - line[0][1]))


def _commit_plain(
    canvas: Canvas, key: Key, words: Words, kind: Kind, places: _Places
) -> Label | None:
    if not len(places.x):
        return None
    at = (float(places.x[0]), float(places.y[0]))
    return _commit(canvas, key, words, kind, at, (at, at))


def _commit(
    canvas: Canvas,
    key: Key,
    words: Words,
    kind: Kind,
    at: tuple[float, float],
    line: Line,
) -> Label:
    x, y = at
    wide, above, below = words.box
    canvas.taken.append(shapely.box(x - 5, y - above - 4, x + wide + 5, y + below + 4))
    leader = tuple((round(a, 1), round(b, 1)) for a, b in line)
    if _length(line) < PLAIN_GAP:
        leader = ()
    else:
        # Leaders that run this near each other would be taken for one.
        canvas.lines.append(shapely.buffer(shapely.LineString(line), APART))
    return Label(
        level=key[0],
        code=key[1],
        kind=kind,
        x=round(x, 1),
        y=round(y, 1),
        name=words.name,
        number=words.number,
        extra=words.extra,
        size=words.size,
        number_size=words.number_size,
        leader=leader,
        dot=leader[0] if leader and kind == "callout" else None,
    )
