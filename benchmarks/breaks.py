"""Natural breaks: ours beside mapclassify's Fisher-Jenks."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.compare import ROUNDS, Table, interleaved, seconds, timed
from geo.jenks import natural_breaks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

SIZES = (31, 372, 1_000, 2_869)
K = 5


def tables(rounds: int = ROUNDS, sizes: Iterable[int] = SIZES) -> list[Table]:
    """Compare by number of values; skewed ones, like counts of enterprises."""
    rows, same = [], 0
    sizes = tuple(sizes)
    for size in sizes:
        values = np.sort(np.random.default_rng(7).lognormal(5, 2, size))
        same += within(values, natural_breaks(values, K)) <= within(values, peer(values)) * (
            1 + 1e-9
        )
        runs = {
            "ours": timed(lambda values=values: natural_breaks(values, K)),
            "mapclassify": timed(lambda values=values: peer(values)),
        }
        medians = interleaved(runs, rounds)
        ratio = f"{medians['mapclassify'] / medians['ours']:.1f} ×"
        rows.append((f"{size:,}", *map(seconds, medians.values()), ratio))
    return [
        Table(
            title=f"5. Fisher-Jenks, {K} classes",
            head=("values", "ours", "mapclassify", "ratio"),
            rows=rows,
            notes=(f"Ours spreads no more inside its classes at {same} of {len(rows)} sizes.",),
            counts={"sizes": len(rows), "as tight": same},
        )
    ]


def peer(values: NDArray[np.float64]) -> list[float]:
    """Give mapclassify's breaks; its advice to install numba is not heeded."""
    import mapclassify  # noqa: PLC0415 - slow

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return list(mapclassify.FisherJenks(values, K).bins)


def within(values: NDArray[np.float64], ends: list[float]) -> float:
    """Give the sum of squared deviations inside classes that end at `ends`."""
    classes = np.searchsorted(ends, values)
    return float(
        sum(
            ((v := values[classes == c]) - v.mean()) @ (v - v.mean()) for c in set(classes.tolist())
        )
    )
