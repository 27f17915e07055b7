"""The lines of flow figures as path data: round corners, curves, and arrow heads at their ends."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.backends.svg_elements import element, px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.flow.spec import Point

ARROW = 9.0  # px, from the base of an arrow head, 1 px inside its line, to the tip
HALF_HEAD = 4.6  # px


def path_data(points: Sequence[Point], *, radius: float = 0, curved: bool = False) -> str:
    """Give path data: a Bézier curve of 3 or 4 points, else straight lines with round corners.

    Examples
    --------
    >>> path_data([(0, 0), (9, 0), (9, 9)], radius=2)
    'M0,0L7,0Q9,0 9,2L9,9'
    >>> path_data([(0, 0), (9, 0), (9, 9)], curved=True)
    'M0,0Q9,0 9,9'
    """
    at = [_place(point) for point in points]
    if curved and len(points) in {3, 4}:
        return f"M{at[0]}{'Q' if len(points) == 3 else 'C'}{' '.join(at[1:])}"  # noqa: PLR2004 - a curve's points
    made = [f"M{at[0]}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        cut = min(radius, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        a, b = _toward(corner, before, cut), _toward(corner, after, cut)
        made.append(f"L{_place(a)}Q{_place(corner)} {_place(b)}")
    return "".join([*made, f"L{at[-1]}"])


def s_curve(points: Sequence[Point], width: float) -> str:
    """Give the outline of a band `width` px high around points from left to right.

    Between two points it runs as an S, level at both; a vertical cut has the same height anywhere.

    Examples
    --------
    >>> s_curve([(0, 0), (10, 4)], 2)
    'M0,-1C5,-1 5,3 10,3V5C5,5 5,1 0,1z'
    """
    half = width / 2
    upper = [(x, y - half) for x, y in points]
    lower = [(x, y + half) for x, y in reversed(points)]
    there = "".join(_bow(a, b) for a, b in pairwise(upper))
    back = "".join(_bow(a, b) for a, b in pairwise(lower))
    return f"M{_place(upper[0])}{there}V{px(lower[0][1])}{back}z"


def _bow(a: Point, b: Point) -> str:
    if a[1] == b[1]:
        return f"H{px(b[0])}"
    middle = (a[0] + b[0]) / 2
    return f"C{px(middle)},{px(a[1])} {px(middle)},{px(b[1])} {_place(b)}"


def shortened(points: Sequence[Point]) -> list[Point]:
    """Cut a line's end to make room for its arrow head, by half its last piece at the most.

    Examples
    --------
    >>> shortened([(0, 0), (20, 0)])
    [(0, 0), (12.0, 0.0)]
    """
    by = min(ARROW - 1, math.dist(*points[-2:]) / 2)
    return [*points[:-1], _toward(points[-1], points[-2], by)]


def arrow_head(points: Sequence[Point], fill: str) -> str:
    """Draw the arrow head at the end of a line that `shortened` made room on.

    Examples
    --------
    >>> arrow_head([(0, 0), (12, 0)], "#000000")
    '<polygon points="20,0 11,4.6 11,-4.6" fill="#000000"/>'
    """
    (x0, y0), (x1, y1) = points[-2:]
    length = math.dist((x0, y0), (x1, y1)) or 1
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    corners = [
        (x1 + ux * (ARROW - 1), y1 + uy * (ARROW - 1)),
        (x1 - ux - uy * HALF_HEAD, y1 - uy + ux * HALF_HEAD),
        (x1 - ux + uy * HALF_HEAD, y1 - uy - ux * HALF_HEAD),
    ]
    return element("polygon", points=" ".join(map(_place, corners)), fill=fill)


def ribbon_head(width: float) -> tuple[float, float]:
    """Give length and half width, in px, of the point of a ribbon: wider than what it ends.

    Examples
    --------
    >>> ribbon_head(2), ribbon_head(21)
    ((6.0, 4.5), (18.2, 14.0))
    """
    half = max(4.0, width / 2 + 3.5)
    return (max(6.0, round(half * 1.3, 1)), half)


def pointed(
    points: Sequence[Point], width: float, fill: str, *, casing: str = ""
) -> tuple[list[Point], str]:
    """Cut a ribbon's end to make room for its point, and draw the point.

    The tip is where the ribbon ended; of a very short ribbon the point is all that is left.

    Examples
    --------
    >>> pointed([(0, 0), (20, 0)], 2, "#000000")[0]
    [(0, 0), (14.5, 0.0)]
    """
    long, half = ribbon_head(width)
    room = sum(math.dist(a, b) for a, b in pairwise(points))
    long = min(long, room * 0.8)
    kept, left = list(points), long
    while len(kept) > 2 and math.dist(*kept[-2:]) <= left:  # noqa: PLR2004 - a line has two ends
        left -= math.dist(*kept[-2:])
        kept.pop()
    base = _toward(kept[-1], kept[-2], left)
    x, y = points[-1]
    away = math.dist(base, (x, y)) or 1
    ux, uy = (x - base[0]) / away, (y - base[1]) / away
    corners = [
        (x, y),
        (base[0] - uy * half, base[1] + ux * half),
        (base[0] + uy * half, base[1] - ux * half),
    ]
    drawn = element(
        "polygon", points=" ".join(map(_place, corners)), fill=fill,
        stroke=casing or None, stroke_width="1.2" if casing else None,
        paint_order="stroke" if casing else None, stroke_linejoin="round" if casing else None,
    )  # fmt: skip
    # Half a pixel under the point, so that no seam shows.
    return [*kept[:-1], (base[0] + ux / 2, base[1] + uy / 2)], drawn


def _toward(start: Point, end: Point, distance: float) -> Point:
    length = math.dist(start, end) or 1
    return (
        start[0] + (end[0] - start[0]) * distance / length,
        start[1] + (end[1] - start[1]) * distance / length,
    )


def _place(point: Point) -> str:
    return f"{px(point[0])},{px(point[1])}"
