"""Moran's I: whether like values lie together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.errors import BadValue
from geo.spatial.sample import require
from geo.spatial.weights import aligned

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from scipy import sparse

    from geo.spatial.weights import Neighbours

PERMUTATIONS = 9_999
BATCH = 500


@dataclass(frozen=True, kw_only=True)
class GlobalMoran:
    """Hold Moran's I and how surprising it is.

    Parameters
    ----------
    statistic, expected
        I, and its mean ``-1 / (n - 1)`` where values are placed at random.
    p
        Two-sided share of permutations at least as far from `expected`, itself included.
    z_normal, p_normal
        The analytic z-score and two-sided p under normality (Cliff and Ord 1981), from esda.
    n, permutations
        Regions, and shuffles.
    rule, island_policy
        How neighbours were found; printed wherever the statistic is.
    """

    statistic: float
    expected: float
    p: float
    z_normal: float
    p_normal: float
    n: int
    permutations: int
    rule: str
    island_policy: str


def morans_i(
    values: pd.Series,
    neighbours: Neighbours,
    *,
    rng: np.random.Generator,
    permutations: int = PERMUTATIONS,
) -> GlobalMoran:
    """Compute Moran's I with row-standardised weights.

    ``I = n / S0 * z'Wz / z'z`` with ``z`` the deviations from the mean (Moran 1950). The
    permutations are our own: esda shuffles through numpy's global state, which no caller
    can hand in.

    Parameters
    ----------
    values
        One number for each region, indexed by (level, code), at least 30, no gaps.
    neighbours
        From `geo.spatial.weights.neighbours`; regions it dropped are left out.
    rng
        The only source of randomness.

    Raises
    ------
    UnavailableMeasure
        A value is missing, there are fewer than 30, or all are equal.
    BadValue
        `permutations` is below 99, or values and neighbours name other regions.
    """
    from esda import Moran  # noqa: PLC0415 - slow to import

    check_permutations(permutations)
    ordered = aligned(values, neighbours)
    require(ordered)
    z = ordered.to_numpy() - ordered.to_numpy().mean()
    weights = neighbours.matrix()
    scale = len(z) / weights.sum() / (z @ z)
    statistic = float(scale * (z @ (weights @ z)))
    expected = -1.0 / (len(z) - 1)
    simulated = _shuffled(z, weights, scale, rng, permutations)
    # a tie of a permutation with the statistic must count, whatever the rounding of the sums
    far = np.abs(simulated - expected) >= abs(statistic - expected) - 1e-12
    analytic = Moran(ordered.to_numpy(), neighbours.to_libpysal(), permutations=0)
    return GlobalMoran(
        statistic=statistic,
        expected=expected,
        p=(int(far.sum()) + 1) / (permutations + 1),
        z_normal=float(analytic.z_norm),
        p_normal=float(analytic.p_norm),
        n=len(z),
        permutations=permutations,
        rule=neighbours.rule,
        island_policy=neighbours.policy,
    )


def check_permutations(permutations: int) -> None:
    """Refuse too few permutations to speak of one in a hundred.

    Raises
    ------
    BadValue
        There are fewer than 99.
    """
    least = 99
    if permutations < least:
        raise BadValue(f"{permutations} permutations are too few", remedy=f"Use {least} or more.")


def _shuffled(
    z: NDArray[np.float64],
    weights: sparse.csr_array,
    scale: float,
    rng: np.random.Generator,
    permutations: int,
) -> NDArray[np.float64]:
    found = []
    for start in range(0, permutations, BATCH):
        rows = min(BATCH, permutations - start)
        shuffled = rng.permuted(np.tile(z, (rows, 1)), axis=1)
        lag = (weights @ shuffled.T).T
        found.append(scale * np.einsum("ij,ij->i", shuffled, lag))
    return np.concatenate(found)
