"""Convert between WGS 84 and the shifted datums of Chinese web maps, GCJ-02 and BD-09.

The law that shifts is not published; the formula of GCJ-02 below is the one known since 2010 from
public reverse engineering (WGSTOCHINA), and agrees with the providers' own converters to
centimetres. BD-09 is GCJ-02 moved once more by the formula that its provider gave out.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Degrees = NDArray[np.float64]


class Datum(StrEnum):
    """Datum that a file's coordinates are in."""

    WGS84 = "wgs-84"
    GCJ02 = "gcj-02"
    BD09 = "bd-09"


class _Waves(NamedTuple):
    """Hold sine waves of some longitudes or latitudes, named by half their lengths in degrees."""

    sixth: Degrees
    half: Degrees
    one: Degrees
    three: Degrees
    twelve: Degrees
    thirty: Degrees


# Krasovsky 1940: semi-major axis in metres, and first eccentricity squared.
_AXIS = 6_378_245.0
_ECCENTRICITY2 = 0.006_693_421_622_965_943
_ORIGIN = (105.0, 35.0)
# What is left after a step is under 2 % of it: 1e-10 degrees.
_ENOUGH_DEGREES = 4e-9
_MOST_ROUNDS = 50
# What BD-09 adds to GCJ-02: degrees east and north, and waves of radius (degrees) and angle (rad).
_BD09_MOVE = (0.0065, 0.006)
_BD09_RADIUS, _BD09_ANGLE = 2e-5, 3e-6
_BD09_WAVES = np.pi * 3000 / 180


def to_gcj02(points: Degrees) -> Degrees:
    """Shift WGS 84 positions to GCJ-02.

    Parameters
    ----------
    points
        Longitude and latitude in degrees, shape (n, 2), inside China.

    Returns
    -------
    ndarray
        Shape (n, 2), degrees; 100–700 m away from `points`.

    Examples
    --------
    >>> to_gcj02(np.array([[114.06, 22.54]])).round(4).tolist()
    [[114.0651, 22.5373]]
    """
    return points + shift(points)


def to_wgs84(points: Degrees) -> Degrees:
    """Find the WGS 84 positions that GCJ-02 ones were shifted from, to better than 1e-9°.

    Fixed-point iteration: the shift varies by under 1 % over its own length, so every round gains
    more than two digits.

    Examples
    --------
    >>> there = to_gcj02(np.array([[114.06, 22.54]]))
    >>> bool(np.abs(to_wgs84(there) - [[114.06, 22.54]]).max() < 1e-9)
    True
    """
    return _undone(to_gcj02, points)


def to_bd09(points: Degrees) -> Degrees:
    """Shift WGS 84 positions to BD-09.

    Parameters
    ----------
    points
        Longitude and latitude in degrees, shape (n, 2), inside China.

    Returns
    -------
    ndarray
        Shape (n, 2), degrees; about a kilometre away from `points`.

    Examples
    --------
    >>> to_bd09(np.array([[116.391_35, 39.907_35]])).round(4).tolist()
    [[116.404, 39.9151]]
    """
    return _bd09_of_gcj02(to_gcj02(points))


def from_bd09(points: Degrees) -> Degrees:
    """Find the WGS 84 positions that BD-09 ones were shifted from, to better than 1e-9°.

    Fixed-point iteration twice: the move from GCJ-02 varies by 2 % over its own length.

    Examples
    --------
    >>> there = to_bd09(np.array([[114.06, 22.54]]))
    >>> bool(np.abs(from_bd09(there) - [[114.06, 22.54]]).max() < 1e-9)
    True
    """
    return to_wgs84(_undone(_bd09_of_gcj02, points))


def unshifted(points: Degrees, datum: Datum) -> Degrees:
    """Give the WGS 84 positions of points in any datum, shape (n, 2).

    Examples
    --------
    >>> unshifted(np.array([[105.85, 21.03]]), Datum.WGS84).tolist()
    [[105.85, 21.03]]
    """
    if datum is Datum.GCJ02:
        return to_wgs84(points)
    return from_bd09(points) if datum is Datum.BD09 else points


def _undone(move: Callable[[Degrees], Degrees], points: Degrees) -> Degrees:
    """Find what `move` takes to `points`: it adds nearly the same everywhere."""
    found = points.copy()
    for _ in range(_MOST_ROUNDS):
        step = points - move(found)
        found = found + step
        if not step.size or np.abs(step).max() < _ENOUGH_DEGREES:
            break
    return found


def _bd09_of_gcj02(points: Degrees) -> Degrees:
    lon, lat = points[:, 0], points[:, 1]
    radius = np.hypot(lon, lat) + _BD09_RADIUS * np.sin(lat * _BD09_WAVES)
    angle = np.arctan2(lat, lon) + _BD09_ANGLE * np.cos(lon * _BD09_WAVES)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]) + _BD09_MOVE


def shift(points: Degrees) -> Degrees:
    """Give what `to_gcj02` adds, in degrees, shape (n, 2)."""
    lon, lat = points[:, 0], points[:, 1]
    x, y = lon - _ORIGIN[0], lat - _ORIGIN[1]
    across, up = _waves(x), _waves(y)
    root = 0.1 * np.sqrt(np.abs(x))
    # Metres east and north; both carry the two shortest waves of the longitude.
    short = 20 * (across.sixth + across.half)
    east = 300 + x + 2 * y + 0.1 * x**2 + 0.1 * x * y + root
    east += 2 / 3 * (short + _long(across, (20, 40, 150, 300)))
    north = -100 + 2 * x + 3 * y + 0.2 * y**2 + 0.1 * x * y + 2 * root
    north += 2 / 3 * (short + _long(up, (20, 40, 160, 320)))
    sine2 = np.sin(np.radians(lat)) ** 2
    bend = 1 - _ECCENTRICITY2 * sine2
    parallel = _AXIS / np.sqrt(bend) * np.sqrt(1 - sine2)
    meridian = _AXIS * (1 - _ECCENTRICITY2) / (bend * np.sqrt(bend))
    return np.column_stack([np.degrees(east / parallel), np.degrees(north / meridian)])


def _waves(x: Degrees) -> _Waves:
    """Give sin(π x / length); all but the longest from the sine and cosine of one angle."""
    sine, cosine = np.sin(x * (np.pi / 12)), np.cos(x * (np.pi / 12))
    twice, twice_cosine = 2 * sine * cosine, 1 - 2 * sine**2
    three, three_cosine = 2 * twice * twice_cosine, 1 - 2 * twice**2
    one, one_cosine = three * (3 - 4 * three**2), three_cosine * (4 * three_cosine**2 - 3)
    half = 2 * one * one_cosine
    sixth = half * (3 - 4 * half**2)
    return _Waves(sixth, half, one, three, sine, np.sin(x * (np.pi / 30)))


def _long(waves: _Waves, amplitudes: tuple[float, float, float, float]) -> Degrees:
    """Add the waves of 1, 3, 12 and 30 degrees, each by its amplitude in metres."""
    one, three, twelve, thirty = amplitudes
    return one * waves.one + three * waves.three + twelve * waves.twelve + thirty * waves.thirty
