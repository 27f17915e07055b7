"""Natural breaks: the classes with the least spread inside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def natural_breaks(values: NDArray[np.float64], k: int) -> list[float]:
    """Find the upper ends of `k` classes with the least sum of squared deviations.

    Exact dynamic programming (Fisher 1958, doi:10.1080/01621459.1958.10501479) over distinct
    values, so equal values are never parted; of equally good classes, those that end earliest.

    Parameters
    ----------
    values
        Sorted numbers, at least `k` of them distinct.
    k
        Number of classes, 1 or more.

    Returns
    -------
    list of float
        Ascending; each is a value, the last the largest.

    Examples
    --------
    >>> natural_breaks(np.array([1.0, 2, 3, 50, 51, 90]), 3)
    [3.0, 51.0, 90.0]
    """
    points, weights = np.unique(values, return_counts=True)
    spread = _Spread(points, weights)
    n = len(points)
    best = np.array([spread.of(np.zeros(1, dtype=int), end)[0] for end in range(n)])
    starts = np.zeros((k, n), dtype=int)
    for row in range(1, k):
        before, best = best, np.full(n, np.inf)
        for end in range(row, n):
            choices = np.arange(row, end + 1)
            costs = before[choices - 1] + spread.of(choices, end)
            at = int(np.argmin(costs))
            best[end], starts[row, end] = costs[at], choices[at]
    ends = [n - 1]
    for row in range(k - 1, 0, -1):
        ends.append(int(starts[row, ends[-1]]) - 1)
    return [float(points[end]) for end in reversed(ends)]


class _Spread:
    """Sum of squared deviations of any run of points, from running sums."""

    def __init__(self, points: NDArray[np.float64], weights: NDArray[np.int64]) -> None:
        # about the middle: the difference of large squares would lose the small spreads
        centred = points - points[len(points) // 2]
        self._weight = np.concatenate([[0.0], np.cumsum(weights)])
        self._sum = np.concatenate([[0.0], np.cumsum(weights * centred)])
        self._square = np.concatenate([[0.0], np.cumsum(weights * centred**2)])

    def of(self, starts: NDArray[np.int64], end: int) -> NDArray[np.float64]:
        """Give the spread of ``points[start : end + 1]`` for every start."""
        weight = self._weight[end + 1] - self._weight[starts]
        total = self._sum[end + 1] - self._sum[starts]
        square = self._square[end + 1] - self._square[starts]
        spread: NDArray[np.float64] = square - total**2 / weight
        return spread
