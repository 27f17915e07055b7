"""Cut shapes at the edges of a window, so that nothing hangs over it on a slide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from briefing.backends.deck.tracks import Track

if TYPE_CHECKING:
    from briefing.backends.deck.drawn import Box, Shape

RING = 3  # points that a ring has at least
TOUCH = 1e-6
SPECK = 0.5
"""Length of a line below which it would be seen as a dot, px."""


def bounds(found: tuple[Track, ...]) -> Box:
    """Give the box around some tracks: left, top, right, bottom."""
    points = np.concatenate([one.straight() for one in found])
    left, top = points.min(axis=0).tolist()
    right, bottom = points.max(axis=0).tolist()
    return left, top, right, bottom


def cut(shape: Shape, window: Box) -> Shape | None:
    """Cut a shape at a window; None where nothing of it is inside.

    What is cut becomes polygons, and its edge only the part of its outline that is inside: the
    cut itself is no edge.
    """
    left, top, right, bottom = bounds(shape.tracks)
    a, b, c, d = window
    if left >= a - TOUCH and right <= c + TOUCH and top >= b - TOUCH and bottom <= d + TOUCH:
        return shape
    if left > c or right < a or top > d or bottom < b:
        return None
    box = shapely.box(a, b, c, d)
    area = () if shape.fill is None else _areas(shape.tracks, box)
    edges = () if shape.line is None else _lines(shape.tracks, _inset(window, shape.line.width / 2))
    if not area and not edges:
        return None
    if not area:
        return replace(shape, form="path", tracks=edges, fill=None, radius=0.0)
    return replace(shape, form="path", tracks=area, edges=edges, radius=0.0)


def _inset(window: Box, rim: float) -> Any:  # noqa: ANN401 - shapely ships no types
    """Give a window less half a line on every side: a line drawn along it stays within."""
    left, top, right, bottom = window
    return shapely.box(left + rim, top + rim, right - rim, bottom - rim)


def outline(found: tuple[Track, ...]) -> Any:  # noqa: ANN401 - shapely ships no types
    """Give the polygon of closed tracks: a ring within another is a hole, as in what we draw."""
    whole = shapely.Polygon()
    for one in found:
        if len(points := one.straight()) >= RING:
            ring = shapely.make_valid(shapely.Polygon(points))
            whole = shapely.symmetric_difference(whole, ring)
    return whole


def _areas(found: tuple[Track, ...], box: Any) -> tuple[Track, ...]:  # noqa: ANN401
    return _tracks(shapely.intersection(outline(found), box))


def _lines(found: tuple[Track, ...], box: Any) -> tuple[Track, ...]:  # noqa: ANN401
    kept: list[Track] = []
    for one in found:
        points = one.straight()
        whole = np.concatenate([points, points[:1]]) if one.closed else points
        inside = shapely.intersection(shapely.LineString(whole), box)
        kept += [track for track in _tracks(inside) if _long(track)]
    return tuple(kept)


def _long(track: Track) -> bool:
    return float(np.hypot(*np.diff(track.points, axis=0).T).sum()) > SPECK


def _tracks(geometry: Any) -> tuple[Track, ...]:  # noqa: ANN401
    found: list[Track] = []
    for part in shapely.get_parts(geometry):
        if part.is_empty:
            continue
        if part.geom_type == "Polygon":
            rings = [part.exterior, *part.interiors]
            found += [Track(shapely.get_coordinates(one)[:-1], closed=True) for one in rings]
        elif part.geom_type == "LineString":
            found.append(Track(shapely.get_coordinates(part), closed=False))
        elif part.geom_type in {"MultiPolygon", "MultiLineString", "GeometryCollection"}:
            found += _tracks(part)
    return tuple(found)
