"""Ways over sea: an indicative line round the land between two places, not a route.

The network of sea lanes is that of `searoute` (Apache-2.0), which follows Eurostat's; it is part of
the package and needs no connection.
"""

from __future__ import annotations

import warnings
from functools import lru_cache
from math import asin, atan2, cos, degrees, hypot, isfinite, radians, sin, sqrt
from typing import Any, NamedTuple

Place = tuple[float, float]
KEPT = 4_000
"""Ways kept in memory, of some 10 kB each."""
STEP_DEG = 5.0


class SeaRoute(NamedTuple):
    """Hold a way over sea.

    Parameters
    ----------
    points
        (longitude, latitude) in degrees from start to end, both included. Longitudes go on past
        180 or below -180 where the way crosses the date line, so that the line never jumps.
    found
        False where no sea lane joins the places: then it is the great circle between them.
    """

    points: tuple[Place, ...]
    found: bool


def sea_route(start: Place, end: Place) -> tuple[Place, ...]:
    """Give the points of a way over sea; as `sea_way`.

    Examples
    --------
    >>> points = sea_route((121.6, 31.3), (114.1, 22.3))
    >>> points[0], points[-1], len(points) > 5
    ((121.6, 31.3), (114.1, 22.3), True)
    """
    return sea_way(start, end).points


@lru_cache(maxsize=KEPT)
def sea_way(start: Place, end: Place) -> SeaRoute:
    """Find a way over sea between two places.

    A place inland is joined to the sea lane nearest to it. Nothing is fetched.

    Parameters
    ----------
    start, end
        (longitude, latitude) in degrees.
    """
    lanes = _lanes(start, end) if all(map(isfinite, (*start, *end))) else ()
    if not lanes:
        return SeaRoute(great_circle(start, end), found=False)
    line = _unbroken((start, *lanes))
    return SeaRoute((*line, _near(end, line[-1])), found=True)


def great_circle(start: Place, end: Place) -> tuple[Place, ...]:
    """Give points of the shortest line on the sphere, at most 5° apart.

    Source: the spherical interpolation of Williams, Aviation Formulary, "intermediate points".

    Examples
    --------
    >>> great_circle((0.0, 0.0), (10.0, 0.0))
    ((0.0, 0.0), (5.0, 0.0), (10.0, 0.0))
    """
    if not all(map(isfinite, (*start, *end))):
        return (start, end)
    (lon1, lat1), (lon2, lat2) = ((radians(lon), radians(lat)) for lon, lat in (start, end))
    across = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    angle = 2 * asin(min(1.0, sqrt(across)))
    steps = max(1, round(degrees(angle) / STEP_DEG))
    if not sin(angle):
        return (start, end)
    between = []
    for step in range(1, steps):
        a, b = (
            sin((1 - step / steps) * angle) / sin(angle),
            sin(step / steps * angle) / sin(angle),
        )
        x = a * cos(lat1) * cos(lon1) + b * cos(lat2) * cos(lon2)
        y = a * cos(lat1) * sin(lon1) + b * cos(lat2) * sin(lon2)
        z = a * sin(lat1) + b * sin(lat2)
        between.append((round(degrees(atan2(y, x)), 6), round(degrees(atan2(z, hypot(x, y))), 6)))
    line = _unbroken((start, *between))
    return (*line, _near(end, line[-1]))


def _lanes(start: Place, end: Place) -> tuple[Place, ...]:
    """Ask the network of sea lanes; empty where it has no way."""
    with warnings.catch_warnings():
        # It warns where there is no way and where places coincide: an empty answer says so too.
        warnings.simplefilter("ignore")
        try:
            from searoute import searoute  # noqa: PLC0415 - it takes a quarter of a second

            found: Any = searoute(list(start), list(end))
        except Exception:  # noqa: BLE001 - whatever a third party raises, a line is drawn
            return ()
    points = tuple((float(lon), float(lat)) for lon, lat in found["geometry"]["coordinates"])
    return points if len(points) > 1 else ()


def _unbroken(points: tuple[Place, ...]) -> tuple[Place, ...]:
    """Let longitudes run on over the date line instead of jumping by 360°."""
    line = [points[0]]
    for point in points[1:]:
        line.append(_near(point, line[-1]))
    return tuple(line)


def _near(point: Place, other: Place) -> Place:
    """Give the same place with the longitude that is nearest to another's."""
    turns = round((other[0] - point[0]) / 360)
    return (point[0] + 360 * turns, point[1]) if turns else point
