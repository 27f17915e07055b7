"""Whether like values lie together: Moran's I, local Moran and Gi*, or why they are refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from data.codes import Level
from data.errors import UnavailableMeasure
from geo.spatial.local import getis_ord, local_moran
from geo.spatial.moran import PERMUTATIONS, morans_i
from geo.spatial.sample import complete_values
from geo.spatial.weights import neighbours

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    import pandas as pd

    from briefing.land import Land
    from geo.counts import CountTable
    from geo.spatial.local import LocalResult
    from geo.spatial.moran import GlobalMoran

Rule = Literal["queen", "nearest"]
ALPHA = 0.05


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """Hold the statistics of one measure at one level.

    Parameters
    ----------
    moran
        Moran's I of the whole.
    clusters
        Local Moran: ``high-high``, ``low-low``, ``high-low``, ``low-high``.
    hot_spots
        Gi*: ``high``, ``low``; `None` where a value is below 0.
    """

    moran: GlobalMoran
    clusters: LocalResult
    hot_spots: LocalResult | None


def statistics(
    table: CountTable,
    land: Land,
    level: Level | str,
    *,
    rng: np.random.Generator,
    rule: Rule = "queen",
    permutations: int = PERMUTATIONS,
    alpha: float = ALPHA,
) -> Statistics:
    """Compute the spatial statistics of a measure that every region has a value for.

    Parameters
    ----------
    table
        The measure; a density or a rate: of counts, large regions alone would make a pattern.
    land
        The regions' geometry, on the plane.
    level
        ``province`` or ``city``.
    rng
        The only source of randomness.
    rule, permutations, alpha
        As `geo.spatial`.

    Raises
    ------
    UnavailableMeasure
        A region has no value, there are fewer than 30, or all are equal; the message says which.
    """
    wanted = Level(level)
    values = complete_values(table, wanted)
    near = neighbours(shapes_of(values, land), rule=rule)
    moran = morans_i(values, near, rng=rng, permutations=permutations)
    clusters = local_moran(values, near, rng=rng, permutations=permutations, alpha=alpha)
    hot = None
    if (values >= 0).all():
        hot = getis_ord(values, near, rng=rng, permutations=permutations, alpha=alpha)
    return Statistics(moran=moran, clusters=clusters, hot_spots=hot)


def why_none(table: CountTable, level: Level | str) -> UnavailableMeasure | None:
    """Give the reason why there are no statistics of a table; `None` where there are."""
    try:
        complete_values(table, level)
    except UnavailableMeasure as problem:
        return problem
    return None


def shapes_of(values: pd.Series, land: Land) -> gpd.GeoDataFrame:
    """Give the geometry of regions on the plane, in the order of their values.

    Raises
    ------
    UnavailableMeasure
        A region has no boundaries.
    """
    import geopandas  # noqa: PLC0415 - loads slowly

    from geo.projection import CHINA_AEA_KM  # noqa: PLC0415

    missing = [key for key in values.index if key not in land.shapes]
    if missing:
        raise UnavailableMeasure(
            f"{len(missing)} regions have no boundaries", remedy="Use the built-in boundaries."
        )
    geometry = [land.shapes[key] for key in values.index]
    return geopandas.GeoDataFrame(geometry=geometry, index=values.index, crs=CHINA_AEA_KM)
