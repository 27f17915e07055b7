"""The curves of flows: smooth through hubs, side by side at constant distance."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from briefing.flow.firm.corridors import resampled
from briefing.flow.firm.side_by_side import unit

if TYPE_CHECKING:
    from briefing.flow.firm.side_by_side import Flow, Node, SideBySide
    from briefing.flow.spec import Point

SAMPLE = 7.0  # px between the points of a curve
STIFF = 0.95  # how long tangents are, as a share of the chord
KERNEL = np.array([1, 4, 6, 4, 1]) / 16
PASSES = 4
LEAST = 1.0  # px of a flow that are left where its ends nearly meet
Geometry = object  # shapely.Geometry: the library ships no types


@dataclass(frozen=True)
class Curves:
    """Draw every flow of a pane.

    Parameters
    ----------
    lanes
        The flows and their order at every node.
    """

    lanes: SideBySide
    _middles: dict[tuple[Node, Node], list[tuple[Point, Point]]] = field(default_factory=dict)

    def line(self, flow: Flow) -> list[Point]:
        """Give the middle line of a flow from end to end."""
        made: list[Point] = []
        for a, b in pairwise(flow.nodes):
            piece = self.piece(flow, a, b)
            made += piece[1:] if made else piece
        return made

    def piece(self, flow: Flow, a: Node, b: Node) -> list[Point]:
        """Give a flow between two of its nodes: the middle of all there, shifted to its side."""
        swapped = (b, a) in self._middles
        start, end = (b, a) if swapped else (a, b)
        middle = self.middle(flow, start, end)
        first = self.shift(flow, start, end, middle[0][1])
        last = self.shift(flow, end, start, middle[-1][1])
        count = len(middle) - 1
        line = []
        for number, ((x, y), (dx, dy)) in enumerate(middle):
            t = number / count
            away = first + (last - first) * t * t * (3 - 2 * t)
            line.append((x - dy * away, y + dx * away))
        line = _without_loops(line, middle)
        return line[::-1] if swapped else line

    def shift(self, flow: Flow, node: Node, neighbour: Node, direction: Point) -> float:
        """Give px to the right of a piece's middle at one of its nodes."""
        if self.lanes.shares_axis(node):
            axis = self.lanes.axis(node)
        else:
            axis = unit(self.lanes.places[node], self.lanes.places[neighbour])
        same = axis[0] * direction[0] + axis[1] * direction[1] >= 0
        return self.lanes.offset(flow, node, neighbour) * (1 if same else -1)

    def middle(self, flow: Flow, a: Node, b: Node) -> list[tuple[Point, Point]]:
        """Give points and directions of the middle of all flows between two nodes."""
        if (a, b) not in self._middles:
            self._middles[a, b] = self._curve(flow, a, b)
        return self._middles[a, b]

    def _curve(self, flow: Flow, a: Node, b: Node) -> list[tuple[Point, Point]]:
        start, end = self.lanes.places[a], self.lanes.places[b]
        chord = math.dist(start, end) or 1.0
        if not self.lanes.shares_axis(a) and not self.lanes.shares_axis(b):
            return bowed(start, end, flow.bow)
        out, into = self._tangent(flow, a), self._tangent(flow, b)
        straight = unit(start, end)
        # An end without a direction of its own lets the curve leave as it likes.
        out = out or _mirrored(straight, into or straight)
        into = into or _mirrored(straight, out)
        long = chord * STIFF
        count = max(4, round(chord / SAMPLE))
        return [
            _hermite(
                start, end, (out[0] * long, out[1] * long), (into[0] * long, into[1] * long), t
            )
            for t in (number / count for number in range(count + 1))
        ]

    def _tangent(self, flow: Flow, node: Node) -> Point | None:
        if not self.lanes.shares_axis(node):
            return None
        x, y = self.lanes.axis(node)
        return (x, y) if self.lanes.along(flow, node) else (-x, -y)


def cut(line: list[Point], away: object, *, at_start: bool = False) -> list[Point]:
    """Cut off the part of a line that lies in an area around its end, or around its start."""
    whole = shapely.LineString(line[::-1] if at_start else line)
    rest = shapely.difference(whole, away)
    parts = [part for part in shapely.get_parts(rest) if part.length > LEAST]
    if not parts:
        return line
    kept = [tuple(map(float, point)) for point in shapely.get_coordinates(parts[0])]
    return kept[::-1] if at_start else kept  # type: ignore[return-value]


def softened(line: list[Point]) -> list[Point]:
    """Take the kinks out of a line; its ends stay.

    Each point moves to the middle of its neighbours, weighted as in a binomial filter. Of two lines
    side by side in a bend the inner one moves farther in, so that they never meet.
    """
    points = np.array(resampled(line, SAMPLE))
    if len(points) < len(KERNEL):
        return line
    half = len(KERNEL) // 2
    for _ in range(PASSES):
        # Points beyond the ends, mirrored at them, so that the direction there stays.
        before = 2 * points[0] - points[half:0:-1]
        after = 2 * points[-1] - points[-2 : -half - 2 : -1]
        padded = np.concatenate([before, points, after])
        for axis in (0, 1):
            points[:, axis] = np.convolve(padded[:, axis], KERNEL, mode="valid")
    return [(float(x), float(y)) for x, y in points]


def rounded(line: list[Point]) -> tuple[Point, ...]:
    """Give points to 0.1 px, each once.

    Examples
    --------
    >>> rounded([(0.04, 1.0), (0.01, 1.0), (3.0, 1.26)])
    ((0.0, 1.0), (3.0, 1.3))
    """
    points = [(round(x, 1), round(y, 1)) for x, y in line]
    kept = [points[0]]
    for point in points[1:]:
        if point != kept[-1]:
            kept.append(point)
    return tuple(kept) if len(kept) > 1 else (kept[0], (kept[0][0] + 0.1, kept[0][1]))


def bowed(start: Point, end: Point, bow: float) -> list[tuple[Point, Point]]:
    """Bend a line to the left by a share of its length; 0 is straight."""
    chord = math.dist(start, end) or 1.0
    dx, dy = unit(start, end)
    lift = 4 * bow * chord
    out = (dx * chord + dy * lift, dy * chord - dx * lift)
    into = (dx * chord - dy * lift, dy * chord + dx * lift)
    count = max(4, round(chord / SAMPLE)) if bow else 2
    return [_hermite(start, end, out, into, n / count) for n in range(count + 1)]


def _hermite(p: Point, q: Point, out: Point, into: Point, t: float) -> tuple[Point, Point]:
    """Give the point and the direction of a cubic Hermite curve at `t`."""
    a, b = 2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t
    c, d = -2 * t**3 + 3 * t**2, t**3 - t**2
    point = (
        a * p[0] + b * out[0] + c * q[0] + d * into[0],
        a * p[1] + b * out[1] + c * q[1] + d * into[1],
    )
    a, b = 6 * t**2 - 6 * t, 3 * t**2 - 4 * t + 1
    c, d = -6 * t**2 + 6 * t, 3 * t**2 - 2 * t
    dx = a * p[0] + b * out[0] + c * q[0] + d * into[0]
    dy = a * p[1] + b * out[1] + c * q[1] + d * into[1]
    return point, unit((0.0, 0.0), (dx, dy))


def _mirrored(straight: Point, other: Point) -> Point:
    """Give the direction that makes a piece symmetric about its middle."""
    along = 2 * (straight[0] * other[0] + straight[1] * other[1])
    return (along * straight[0] - other[0], along * straight[1] - other[1])


def _without_loops(line: list[Point], middle: list[tuple[Point, Point]]) -> list[Point]:
    """Leave out points where a shifted line would turn back on itself in a tight bend."""
    kept = [line[0]]
    for point, (_, (dx, dy)) in zip(line[1:-1], middle[1:-1], strict=True):
        if (point[0] - kept[-1][0]) * dx + (point[1] - kept[-1][1]) * dy > 0:
            kept.append(point)
    return [*kept, line[-1]]
