"""The lines of flow figures as path data: round corners, curves, and arrow heads at their ends."""

from __future__ import annotations

import math
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


def _toward(start: Point, end: Point, distance: float) -> Point:
    length = math.dist(start, end) or 1
    return (
        start[0] + (end[0] - start[0]) * distance / length,
        start[1] + (end[1] - start[1]) * distance / length,
    )


def _place(point: Point) -> str:
    return f"{px(point[0])},{px(point[1])}"
