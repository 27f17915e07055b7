"""Positions on the datum of the boundaries, where the datum of Chinese maps is in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.codes import in_study
from data.datum import Datum, to_wgs84

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.points import GridIndex

    Degrees = NDArray[np.float64]

MOST_LON, MOST_LAT = 180.0, 90.0


def shifted(
    index: GridIndex, lon: Degrees, lat: Degrees, datum: Datum
) -> tuple[Degrees, Degrees, int]:
    """Give positions in WGS 84.

    Only positions that come to lie in the Mainland are moved: elsewhere maps are not shifted.

    Parameters
    ----------
    index
        Tells what lies in the Mainland.
    lon, lat
        Degrees in `datum`, shape (n,).
    datum
        As the user declares it.

    Returns
    -------
    lon, lat : ndarray
        Degrees, WGS 84.
    left : int
        Positions that stay as they are although another datum is declared.
    """
    if datum is Datum.WGS84:
        return lon, lat, 0
    there = (
        np.isfinite(lon) & np.isfinite(lat) & (np.abs(lon) <= MOST_LON) & (np.abs(lat) <= MOST_LAT)
    )
    moved = np.full((len(lon), 2), np.nan)
    moved[there] = to_wgs84(np.column_stack([lon[there], lat[there]]))
    mainland = np.array([False, *(in_study(code) for code in index.codes)])
    moves = mainland[index.label(moved[:, 0], moved[:, 1])]
    left = int(np.count_nonzero(there & ~moves))
    return np.where(moves, moved[:, 0], lon), np.where(moves, moved[:, 1], lat), left
