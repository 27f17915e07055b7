"""Positions on the datum of the boundaries: shifted back where a datum is declared, only there.

A rectangle around China, the usual test, would move Hanoi by 440 m and Singapore by 167 m. Here a
position is moved only when it then lies in a region of the Mainland.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from data.codes import in_study
from data.datum import Datum, unshifted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.points.index import GridIndex

    Floats = NDArray[np.float64]

# West, south, east, north of what can be a Mainland position in any datum, degrees.
_CHINA = (73.0, 3.0, 136.0, 54.0)
_MOST_LON, _MOST_LAT = 180.0, 90.0
_BLOCK = 1 << 14
#: Points that a suggestion needs, and the share by which the best datum must lead.
_ENOUGH_POINTS = 30
_LEAD = 0.01


class Positions(NamedTuple):
    """Hold positions in WGS 84, and how many stayed as they were although a datum was declared."""

    lon: Floats
    lat: Floats
    left: int


class Suggestion(NamedTuple):
    """Say which datum fits best.

    Parameters
    ----------
    datum
        The one that puts most points into the region they claim; `None` where no datum leads
        clearly, or the points are too few.
    shares
        Share of the points that each datum puts into the region they claim.
    points
        Points that could be held against a claim.
    """

    datum: Datum | None
    shares: dict[Datum, float]
    points: int


def to_boundaries(index: GridIndex, lon: Floats, lat: Floats, datum: Datum) -> Positions:
    """Bring positions to WGS 84.

    Parameters
    ----------
    index
        Tells what lies in the Mainland.
    lon, lat
        Degrees in `datum`, shape (n,); NaN where there is none.
    datum
        As declared.
    """
    if datum is Datum.WGS84:
        return Positions(lon, lat, 0)
    mainland = np.array([False, *(in_study(code) for code in index.codes)])
    west, south, east, north = _CHINA
    made, left = Positions(lon.copy(), lat.copy(), 0), 0
    for start in range(0, len(lon), _BLOCK):
        some = slice(start, start + _BLOCK)
        x, y = lon[some], lat[some]
        near = np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
        moved = unshifted(np.column_stack([x[near], y[near]]), datum)
        inside = mainland[index.label(moved[:, 0], moved[:, 1])]
        made.lon[some][near[inside]] = moved[inside, 0]
        made.lat[some][near[inside]] = moved[inside, 1]
        left += int(np.count_nonzero((np.abs(x) <= _MOST_LON) & (np.abs(y) <= _MOST_LAT)))
        left -= int(inside.sum())
    return made._replace(left=left)


def suggest_datum(index: GridIndex, lon: Floats, lat: Floats, claimed: Sequence[str]) -> Suggestion:
    """Find the datum that puts most points into the region they claim; never more than a hint.

    Parameters
    ----------
    index
        Of the level that is claimed.
    lon, lat
        Degrees as they stand in the file, shape (n,).
    claimed
        Code of each point's region as its row says; blank or unknown where it says nothing.
    """
    number = {code: label for label, code in enumerate(index.codes, 1)}
    claim = np.array([number.get(code, 0) for code in claimed], dtype=np.int16)
    known = (claim > 0) & np.isfinite(lon) & np.isfinite(lat)
    lon, lat, claim = lon[known], lat[known], claim[known]
    shares = {}
    for datum in Datum:
        there = to_boundaries(index, lon, lat, datum)
        hits = index.label(there.lon, there.lat) == claim
        shares[datum] = float(hits.mean()) if hits.size else 0.0
    best, second = sorted(shares, key=lambda datum: -shares[datum])[:2]
    leads = len(claim) >= _ENOUGH_POINTS and shares[best] - shares[second] >= _LEAD
    return Suggestion(best if leads else None, shares, len(claim))
