"""How a flow without hubs bends round what lies on its straight line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from briefing.flow.firm.curves import bowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.flow.spec import Point

BENDS = (0.0, 0.07, -0.07, 0.13, -0.13, 0.2, -0.2, 0.28, -0.28)


def bend_of(start: Point, end: Point, others: Sequence[Point], room: float) -> float:
    """Give the least bend, as a share of the length, that keeps off other places.

    Parameters
    ----------
    start, end
        Ends of the flow, px.
    others
        What it should not run over.
    room
        Px that it keeps from their middles.

    Examples
    --------
    >>> (
    ...     bend_of((0.0, 0.0), (100.0, 0.0), [], 10),
    ...     bend_of((0.0, 0.0), (100.0, 0.0), [(50.0, 5.0)], 10),
    ... )
    (0.0, 0.07)
    """
    if not others:
        return 0.0
    points = shapely.points(list(others))
    best, widest = 0.0, -1.0
    for bend in BENDS:
        line = shapely.LineString([point for point, _ in bowed(start, end, bend)])
        free = float(shapely.distance(points, line).min())
        if free >= room:
            return bend
        if free > widest + 1:
            best, widest = bend, free
    return best
