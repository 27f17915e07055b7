"""Local statistics: where like values lie together, with false discoveries held down."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from data.errors import BadValue
from geo.spatial.chance import one_sided
from geo.spatial.moran import PERMUTATIONS, check_permutations
from geo.spatial.sample import require
from geo.spatial.weights import aligned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from geo.spatial.weights import Neighbours

#: esda's quadrants 1 to 4: the region first, its neighbours second.
QUADRANTS = ("high-high", "low-high", "low-low", "high-low")
SEEDS = 2**31 - 1


@dataclass(frozen=True, kw_only=True)
class LocalResult:
    """Hold a local statistic.

    Parameters
    ----------
    frame
        Indexed by (level, code) in the order of the weights. ``statistic``; ``p``, two-sided,
        by conditional permutation; ``kind``, a quadrant of Moran's scatter plot or ``high`` /
        ``low`` for Gi*; ``significant``, whether `p` passes `threshold`.
    threshold
        The largest p that keeps the expected share of false discoveries at `alpha`
        (Benjamini and Hochberg 1995).
    alpha, permutations, seed
        As used; `seed` was drawn from the caller's generator.
    rule, island_policy
        How neighbours were found.
    """

    frame: pd.DataFrame
    threshold: float
    alpha: float
    permutations: int
    seed: int
    rule: str
    island_policy: str


def local_moran(
    values: pd.Series,
    neighbours: Neighbours,
    *,
    rng: np.random.Generator,
    permutations: int = PERMUTATIONS,
    alpha: float = 0.05,
) -> LocalResult:
    """Compute local Moran's I (Anselin 1995) through esda.

    Parameters
    ----------
    values
        One number for each region, indexed by (level, code), at least 30, no gaps.
    neighbours
        From `geo.spatial.weights.neighbours`.
    rng
        The seed of the permutations is drawn from it.
    alpha
        The share of false discoveries to allow.

    Raises
    ------
    UnavailableMeasure
        A value is missing, there are fewer than 30, or all are equal.
    BadValue
        `permutations` or `alpha` is out of bounds, or the regions differ.
    """
    from esda import Moran_Local  # noqa: PLC0415 - slow to import

    _check(permutations, alpha)
    ordered = aligned(values, neighbours)
    require(ordered)
    settings = (alpha, permutations, int(rng.integers(SEEDS)))
    return _quadrants(Moran_Local, (ordered.to_numpy(),), neighbours, settings)


def local_moran_of_rates(
    events: pd.Series,
    population: pd.Series,
    neighbours: Neighbours,
    *,
    rng: np.random.Generator,
    permutations: int = PERMUTATIONS,
    alpha: float = 0.05,
) -> LocalResult:
    """Compute local Moran's I of empirical-Bayes rates, for places of unequal population.

    A rate of few residents swings by chance; it is standardised by the variance that its
    population explains (Assunção and Reis 1999), through esda's `Moran_Local_Rate`.

    Parameters
    ----------
    events, population
        Counts and residents, indexed by (level, code), no gaps; residents above 0.

    Raises
    ------
    UnavailableMeasure
        A value is missing, there are fewer than 30, or all are equal.
    BadValue
        A population is not above 0, `permutations` or `alpha` is out of bounds, or the
        regions differ.
    """
    from esda import Moran_Local_Rate  # noqa: PLC0415 - slow to import

    _check(permutations, alpha)
    counts, residents = aligned(events, neighbours), aligned(population, neighbours)
    require(counts)
    require(counts / residents.where(residents > 0))
    settings = (alpha, permutations, int(rng.integers(SEEDS)))
    return _quadrants(
        Moran_Local_Rate, (counts.to_numpy(), residents.to_numpy()), neighbours, settings
    )


def _quadrants(
    statistic: Callable[..., Any],
    columns: Sequence[NDArray[np.float64]],
    neighbours: Neighbours,
    settings: tuple[float, int, int],
) -> LocalResult:
    """Run one of esda's local Moran statistics; `settings` are alpha, permutations and seed."""
    found = statistic(*columns, neighbours.to_libpysal(), permutations=0)
    kinds = [QUADRANTS[quadrant - 1] for quadrant in found.q]
    return _result((found.Is, np.asarray(found.z)), kinds, neighbours, settings)


def getis_ord(
    values: pd.Series,
    neighbours: Neighbours,
    *,
    rng: np.random.Generator,
    permutations: int = PERMUTATIONS,
    alpha: float = 0.05,
) -> LocalResult:
    """Compute Getis-Ord Gi* as z-scores (Ord and Getis 1995) through esda.

    Binary weights, the region itself included: with row-standardised ones esda's analytic
    variance would be that of one neighbour.

    Raises
    ------
    UnavailableMeasure
        A value is missing, there are fewer than 30, or all are equal.
    BadValue
        A value is negative, `permutations` or `alpha` is out of bounds, or the regions differ.
    """
    from esda import G_Local  # noqa: PLC0415 - slow to import

    _check(permutations, alpha)
    ordered = aligned(values, neighbours)
    require(ordered)
    if (ordered < 0).any():
        raise BadValue("Gi* compares sums of numbers from 0 up", remedy="Use local Moran.")
    seed = int(rng.integers(SEEDS))
    values = ordered.to_numpy()
    with warnings.catch_warnings():
        # esda makes weights anew, and warns of islands that are joined to each other only
        warnings.filterwarnings("ignore", message="The weights matrix is not", category=UserWarning)
        found = G_Local(values, neighbours.to_libpysal(), transform="B", star=1, permutations=0)
    kinds = ["high" if z > 0 else "low" for z in found.Zs]
    return _result((found.Zs, values), kinds, neighbours, (alpha, permutations, seed))


def _check(permutations: int, alpha: float) -> None:
    check_permutations(permutations)
    if not 0 < alpha < 1:
        raise BadValue(f"{alpha} is no share of false discoveries", remedy="Use e.g. 0.05.")


def _result(
    numbers: tuple[NDArray[np.float64], NDArray[np.float64]],
    kinds: list[str],
    neighbours: Neighbours,
    used: tuple[float, int, int],
) -> LocalResult:
    """Put statistics and values together; `used` are alpha, permutations and seed."""
    from esda import fdr  # noqa: PLC0415 - slow to import

    (statistic, values), (alpha, permutations, seed) = numbers, used
    chance = one_sided(values, neighbours.pairs, np.random.default_rng(seed), permutations)
    p = np.minimum(2 * chance, 1.0)
    threshold = float(fdr(p, alpha))
    frame = pd.DataFrame(
        {"statistic": statistic, "p": p, "kind": kinds, "significant": p <= threshold},
        index=neighbours.keys,
    )
    return LocalResult(
        frame=frame,
        threshold=threshold,
        alpha=alpha,
        permutations=permutations,
        seed=seed,
        rule=neighbours.rule,
        island_policy=neighbours.policy,
    )
