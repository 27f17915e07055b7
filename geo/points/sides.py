"""On which side of an edge a point lies: exact, whatever the rounding.

The sign of a determinant in doubles is certain unless it is within a few roundings of nothing
(Shewchuk 1997, doi:10.1007/PL00009321); those few are added up without any rounding. Exact for
coordinates that are 0 or larger than 1e-100 degrees.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

#: Largest error of the determinant as a share of its two products' sizes: (3 + 16 ε) ε, ε = 2⁻⁵³.
DOUBT = 3.3306690738754716e-16
#: 2²⁷ + 1: halves a double's digits (Dekker 1971).
SPLITTER = 134_217_729.0


def side_of(ends: Floats, x: Floats, y: Floats) -> NDArray[np.int8]:
    """Tell the side of each point.

    Parameters
    ----------
    ends
        ``ax, ay, bx, by`` of each edge, shape (n, 4).
    x, y
        The point to hold against each, shape (n,).

    Returns
    -------
    ndarray
        1 left of the way from a to b, -1 right of it, 0 on its line; shape (n,).

    Examples
    --------
    >>> edge = np.array([[0.0, 0.0, 1.0, 3.0]] * 3)
    >>> side_of(edge, np.array([0.1, 1 / 3, 0.5]), np.array([1.0, 1.0, 1.0])).tolist()
    [1, 1, -1]
    """
    ax, ay, bx, by = ends.T
    one, other = (bx - ax) * (y - ay), (x - ax) * (by - ay)
    found = np.sign(one - other).astype(np.int8)
    # A factor that is 0 makes a product that is exact, and differences keep their sign.
    same = (one > 0) == (other > 0)
    unsure = same & (one != 0) & (other != 0)
    unsure &= np.abs(one - other) < DOUBT * (np.abs(one) + np.abs(other))
    doubtful = np.flatnonzero(unsure)
    found[doubtful] = _exactly(ends[doubtful], x[doubtful], y[doubtful])
    return np.asarray(found)


def _exactly(ends: Floats, x: Floats, y: Floats) -> NDArray[np.int8]:
    """Add the determinant's six products, each as two doubles, with one rounding at the end."""
    ax, ay, bx, by = ends.T
    factors = ((bx, y), (-bx, ay), (-ax, y), (-x, by), (x, ay), (ax, by))
    terms = np.stack([part for pair in factors for part in _product(*pair)], axis=1)
    return np.array([np.sign(math.fsum(row)) for row in terms], dtype=np.int8)


def _product(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """Give the rounded product and what the rounding took (Dekker 1971)."""
    rounded = a * b
    a_high, a_low = _halves(a)
    b_high, b_low = _halves(b)
    rest = ((a_high * b_high - rounded) + a_high * b_low + a_low * b_high) + a_low * b_low
    return rounded, rest


def _halves(a: Floats) -> tuple[Floats, Floats]:
    scaled = SPLITTER * a
    high = scaled - (scaled - a)
    return high, a - high
