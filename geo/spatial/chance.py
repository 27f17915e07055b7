"""How often chance puts neighbours together as they lie: conditional permutation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BATCH = 1_000
TIE = 1e-12  # of the sum of all values: sums in another order differ by less


def one_sided(
    values: NDArray[np.float64],
    pairs: NDArray[np.int64],
    rng: np.random.Generator,
    permutations: int,
) -> NDArray[np.float64]:
    """Give each region's share of permutations that are as extreme as what is seen.

    The value of the region stays, and its neighbours' values are drawn from all others without
    repetition (Anselin 1995, conditional permutation). Local Moran's I and Gi* of a region rise or
    fall with the sum of its neighbours' values alone, so that sum decides for both. The draws are
    our own: esda's depend on whether numba is there, and numba needs half a minute to get ready.

    Parameters
    ----------
    values
        One number for each region.
    pairs
        Array of shape (m, 2): row numbers (of, neighbour), sorted.
    rng
        The only source of randomness.
    permutations
        How often values are drawn.

    Returns
    -------
    numpy.ndarray
        The smaller of two tails, the sum that is seen included: from ``1 / (permutations + 1)``.
        A tie counts in both.
    """
    size = len(values)
    count = np.bincount(pairs[:, 0], minlength=size)
    seen = np.bincount(pairs[:, 0], values[pairs[:, 1]], minlength=size)
    close = TIE * float(np.abs(values).sum())
    tails = np.zeros((2, size), dtype=np.int64)
    for start in range(0, permutations, BATCH):
        rows = min(BATCH, permutations - start)
        drawn = rng.permuted(np.tile(np.arange(size - 1), (rows, 1)), axis=1)[:, : count.max()]
        for region in range(size):
            others = drawn[:, : count[region]]
            drawn_sum = values[others + (others >= region)].sum(axis=1)
            tails[0, region] += (drawn_sum >= seen[region] - close).sum()
            tails[1, region] += (drawn_sum <= seen[region] + close).sum()
    smaller: NDArray[np.float64] = (tails.min(axis=0) + 1) / (permutations + 1)
    return smaller
