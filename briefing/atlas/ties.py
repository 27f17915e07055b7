"""Lines from regions to the bars beside the map: through no other region, over no other line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from briefing.atlas.columns import LINE, MOST_TIED

if TYPE_CHECKING:
    from briefing.atlas.canvas import Canvas
    from briefing.atlas.columns import Lane
    from briefing.land import Key
    from briefing.spec import Box
    from data.codes import RegionKey

TAILS = (16.0, 34.0, 60.0, 96.0, 140.0, 190.0, 250.0, 320.0)  # level stretch before the bars, px
STARTS = 72  # places on the region's edge where a line may begin
APART = 3.0  # px between two lines, at least
BEFORE = 7.0  # px between a line and the bars
MOVE = 10.0  # px that a bar moves at a time, where its line does not find its way
Line = tuple[tuple[float, float], ...]


def tied(
    canvas: Canvas, lanes: tuple[Lane, ...], origin: float, side: Box
) -> tuple[tuple[Lane, ...], frozenset[RegionKey]]:
    """Tie bars to their regions where a line finds its way.

    Parameters
    ----------
    canvas
        The map; lines are added to what labels keep off.
    lanes
        Bars from the top.
    origin, side
        x of the map's left edge, and the place of the bars, px of the sheet.

    Returns
    -------
    The lanes with their lines, and the regions that are tied.
    """
    placed = [lane for lane in lanes if lane.bar.code]
    if len(placed) > MOST_TIED:
        return lanes, frozenset()
    found: dict[Key, Line] = {}
    seats = list(lanes)
    end = side.x - BEFORE - origin
    for at in sorted(range(len(placed)), key=lambda at: -placed[at].bar.low):
        lane = placed[at]
        for moved in _moves(seats, at, side):
            line = _line(
                canvas, (lane.bar.level, lane.bar.code), end, lane.box.y + moved + LINE / 2
            )
            if line is not None:
                break
        else:
            continue
        seats[at] = lane.lowered(moved)
        found[(lane.bar.level, lane.bar.code)] = line
        canvas.lines.append(shapely.buffer(shapely.LineString(line), APART))
    tied_lanes = tuple(
        replace(lane, line=_moved(found.get((lane.bar.level, lane.bar.code), ()), origin))
        for lane in seats
    )
    return tied_lanes, frozenset(key for key in canvas.shapes if key in found)  # type: ignore[misc]


def _moves(lanes: list[Lane], at: int, side: Box) -> list[float]:
    """List how far a bar may move without meeting the next, the least first."""
    own = lanes[at].box
    above = lanes[at - 1].box.y + lanes[at - 1].box.height if at else side.y
    below = lanes[at + 1].box.y if at + 1 < len(lanes) else side.y + side.height
    down = np.arange(0, max(below - own.y - own.height - 4, 0) + 1, MOVE)
    up = -np.arange(MOVE, max(own.y - above - 4, 0) + 1, MOVE)
    return sorted((float(step) for step in (*down, *up)), key=abs)


def _moved(line: Line, by: float) -> Line:
    return tuple((round(x + by, 1), round(y, 1)) for x, y in line)


def _line(canvas: Canvas, key: Key, end: float, y: float) -> Line | None:
    """Find the shortest line with one bend from a region's edge to a place at the right."""
    shape = canvas.shapes.get(key)
    if shape is None or shape.is_empty:
        return None
    starts = _edge(canvas, key)
    bends = np.array([(end - tail, y) for tail in TAILS if end - tail > 0])
    first = np.repeat(starts, len(bends), axis=0)
    second = np.tile(bends, (len(starts), 1))
    good = second[:, 0] > first[:, 0] + 1
    first, second = first[good], second[good]
    if not len(first):
        return None
    last = np.column_stack([np.full(len(first), end), np.full(len(first), y)])
    length = np.hypot(*(second - first).T) + (end - second[:, 0])
    order = np.argsort(length, kind="stable")
    ways = shapely.linestrings(np.stack([first[order], second[order], last[order]], axis=1))
    clear = np.ones(len(ways), dtype=bool)
    for blocked in (canvas.others(key), *canvas.placed()):
        clear[clear] = ~shapely.intersects(blocked, ways[clear])
    if not clear.any():
        return None
    return tuple((float(a), float(b)) for a, b in shapely.get_coordinates(ways[np.argmax(clear)]))


def _edge(canvas: Canvas, key: Key) -> np.ndarray:
    ring = shapely.get_exterior_ring(canvas.anchor(key))
    along = np.linspace(0, 1, STARTS, endpoint=False)
    points = shapely.line_interpolate_point(ring, along, normalized=True)
    inside = shapely.box(2, 2, canvas.frame.width - 2, canvas.frame.height - 2)
    return np.asarray(shapely.get_coordinates(points[shapely.intersects(inside, points)]))
