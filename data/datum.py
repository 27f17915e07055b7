"""Convert between WGS 84 and the shifted datums of Chinese web maps, GCJ-02 and BD-09.

The law that shifts is not published; the formula of GCJ-02 below is the one known since 2010 from
public reverse engineering (WGSTOCHINA), and agrees with the providers' own converters to
centimetres. BD-09 is GCJ-02 moved once more by the formula that its provider gave out.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

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
    sine2 = 1 - _ECCENTRICITY2 * np.sin(np.radians(lat)) ** 2
    north = _AXIS * (1 - _ECCENTRICITY2) / sine2**1.5
    east = _AXIS / np.sqrt(sine2) * np.cos(np.radians(lat))
    return np.column_stack([np.degrees(_east(x, y) / east), np.degrees(_north(x, y) / north)])


def _wave(x: Degrees, *terms: tuple[float, float]) -> Degrees:
    """Add sine waves: each term is an amplitude in metres and a half-wave length in degrees."""
    waves = [amplitude * np.sin(x * np.pi / half) for amplitude, half in terms]
    return np.asarray(np.sum(waves, axis=0) * 2 / 3)


def _east(x: Degrees, y: Degrees) -> Degrees:
    smooth = 300 + x + 2 * y + 0.1 * x**2 + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    waves = _wave(x, (20, 1 / 6), (20, 1 / 2), (20, 1), (40, 3), (150, 12), (300, 30))
    return np.asarray(smooth + waves)


def _north(x: Degrees, y: Degrees) -> Degrees:
    smooth = -100 + 2 * x + 3 * y + 0.2 * y**2 + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    waves = _wave(x, (20, 1 / 6), (20, 1 / 2)) + _wave(y, (20, 1), (40, 3), (160, 12), (320, 30))
    return np.asarray(smooth + waves)
