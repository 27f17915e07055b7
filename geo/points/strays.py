"""Points in no region: near the coast, swapped, off the globe, or simply elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.points.tally import Located, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.points.shore import Shore

    Floats = NDArray[np.float64]
    Label = Callable[[Floats, Floats], NDArray[np.int16]]

#: How far off the coast a point is still taken to its nearest region: land won from the sea since
#: the lines were drawn, piers, anchorages.
REACH_M = 5_000.0
_MOST_LON, _MOST_LAT = 180.0, 90.0


def sort_out(shore: Shore, label: Label, lon: Floats, lat: Floats, reach_m: float) -> Located:
    """Say what becomes of points that lie in no region.

    Parameters
    ----------
    shore
        Outer edges of the coverage.
    label
        Labels points, 0 outside.
    lon, lat
        Degrees, shape (n,), NaN where there is none.
    reach_m
        As for `GridIndex.locate`.
    """
    finite = np.isfinite(lon) & np.isfinite(lat)
    on_globe = finite & (np.abs(lon) <= _MOST_LON) & (np.abs(lat) <= _MOST_LAT)
    position = np.full(len(lon), -1, np.int32)
    metres = np.full(len(lon), np.nan)
    status = np.select(
        [~finite, ~on_globe],
        [Status.NO_POSITION, Status.OUT_OF_RANGE],
        Status.OUTSIDE,
    ).astype(np.uint8)
    candidates = np.flatnonzero(on_globe)
    if candidates.size and reach_m > 0:
        nearest, away, water = shore.nearest(lon[candidates], lat[candidates], reach_m)
        taken = candidates[(nearest > 0) & water]
        position[taken] = nearest[(nearest > 0) & water] - 1
        metres[taken] = away[(nearest > 0) & water]
        status[taken] = Status.NEAREST
    left = np.flatnonzero((status == Status.OUTSIDE) | (status == Status.OUT_OF_RANGE))
    status[left[label(lat[left], lon[left]) > 0]] = Status.SWAPPED
    return Located(position, status, metres)
