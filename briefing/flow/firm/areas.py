"""The areas of marks on a firm's map, which words may not cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely
import shapely.ops

if TYPE_CHECKING:
    from briefing.flow.firm.spec import Ribbon, Site

PIECE = 5  # steps of a ribbon in one piece
HEAD = 3.5  # px by which the point of a ribbon is wider, on each side
SYMBOL = 9.0  # px that a symbol reaches


def pieces_of(ribbon: Ribbon) -> list[Any]:
    """Give the area of a ribbon and its point in small pieces, which are quick to look up."""
    points = ribbon.points
    lines = [points[at : at + PIECE + 1] for at in range(0, len(points) - 1, PIECE)]
    bodies = shapely.buffer(
        [shapely.LineString(line) for line in lines], ribbon.width / 2, quad_segs=2,
        cap_style="square",
    )  # fmt: skip
    if not ribbon.arrow:
        return list(bodies)
    half = max(4.0, ribbon.width / 2 + HEAD)
    line = shapely.LineString(points)
    tip = shapely.ops.substring(line, max(0.0, line.length - 1.3 * half), line.length)
    return [*bodies, tip.buffer(half, cap_style="flat")]


def area_of_ribbon(ribbon: Ribbon) -> Any:  # noqa: ANN401 - shapely ships no types
    """Give the area of a ribbon without its point."""
    return shapely.LineString(ribbon.points).buffer(ribbon.width / 2, cap_style="flat")


def area_of_site(site: Site) -> Any:  # noqa: ANN401 - shapely ships no types
    """Give the area of a symbol or a badge."""
    if site.form == "badge":
        x, y, wide, high = site.x, site.y, site.width / 2, site.height / 2
        return shapely.box(x - wide, y - high, x + wide, y + high)
    return shapely.Point(site.x, site.y).buffer(SYMBOL)
