"""Who is whose neighbour, and what happens to islands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import shapely
from scipy import sparse

from data.errors import BadValue, UnavailableMeasure, UnknownChoice

if TYPE_CHECKING:
    import geopandas as gpd
    import libpysal
    import pandas as pd
    from numpy.typing import NDArray

RULES = ("queen", "nearest")
ISLAND_POLICIES = ("join", "drop")
#: Two regions touch when their outlines come this close, km: drawn outlines are simplified.
TOUCHING_KM = 1e-6


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """Hold neighbourhood as pairs of rows.

    Parameters
    ----------
    keys
        (level, code) of each region, in the order of the rows.
    pairs
        Array of shape (m, 2): row numbers (of, neighbour), sorted; no region is its own.
    rule
        How they were found, e.g. ``"queen"`` or ``"6 nearest"``.
    islands
        Regions without a neighbour by the rule: joined to their nearest, or dropped.
    policy
        ``"join"`` or ``"drop"``; a map that uses the weights prints it.
    """

    keys: pd.MultiIndex
    pairs: NDArray[np.int64]
    rule: str
    islands: tuple[tuple[str, str], ...]
    policy: str

    def matrix(self) -> sparse.csr_array:
        """Give the row-standardised weights: every row sums to 1."""
        n = len(self.keys)
        of, near = self.pairs[:, 0], self.pairs[:, 1]
        shares = 1.0 / np.bincount(of, minlength=n)[of]
        return sparse.csr_array((shares, (of, near)), shape=(n, n))

    def to_libpysal(self) -> libpysal.weights.W:
        """Give the binary weights as libpysal's object, ids being row numbers."""
        from libpysal.weights import W  # noqa: PLC0415 - slow to import

        near: dict[int, list[int]] = {row: [] for row in range(len(self.keys))}
        for of, other in self.pairs.tolist():
            near[of].append(other)
        return W(near, id_order=list(near), silence_warnings=True)


def neighbours(
    frame: gpd.GeoDataFrame,
    *,
    rule: Literal["queen", "nearest"] = "queen",
    k: int = 6,
    islands: Literal["join", "drop"] = "join",
) -> Neighbours:
    """Find the neighbours of regions.

    Parameters
    ----------
    frame
        Regions on an equal-area plane in km (`geo.projection.to_china_km`), indexed by
        (level, code).
    rule
        ``"queen"``: outlines share at least a point; ``"nearest"``: the `k` nearest centroids.
    k
        Neighbours by ``"nearest"``.
    islands
        Under ``"queen"``, a region that touches none is joined to the region nearest to its
        outline, both ways (``"join"``), or left out of the statistic (``"drop"``).

    Raises
    ------
    UnknownChoice
        `rule` or `islands` is not on its list.
    BadValue
        The frame is not on a plane, or `k` is not between 1 and the number of the others.
    UnavailableMeasure
        No region has a neighbour.
    """
    if rule not in RULES:
        raise UnknownChoice.of("neighbour rule", rule, RULES)
    if islands not in ISLAND_POLICIES:
        raise UnknownChoice.of("island policy", islands, ISLAND_POLICIES)
    if frame.crs is None or frame.crs.is_geographic:
        raise BadValue("neighbours are found on a plane", remedy="Project the regions first.")
    shapes = frame.geometry.to_numpy()
    if rule == "nearest":
        return Neighbours(
            keys=frame.index, pairs=_nearest(shapes, k), rule=f"{k} nearest", islands=(), policy=""
        )
    pairs = _touching(shapes)
    lonely = np.setdiff1d(np.arange(len(shapes)), pairs[:, 0])
    names = tuple((str(level), str(code)) for level, code in frame.index[lonely])
    if islands == "join":
        pairs = _sorted_pairs(np.vstack([pairs, _bridges(shapes, lonely)]))
        return Neighbours(keys=frame.index, pairs=pairs, rule=rule, islands=names, policy=islands)
    kept = np.setdiff1d(np.arange(len(shapes)), lonely)
    if not len(kept):
        raise UnavailableMeasure("no region touches another", remedy="Use islands='join'.")
    place = np.full(len(shapes), -1)
    place[kept] = np.arange(len(kept))
    return Neighbours(
        keys=frame.index[kept], pairs=place[pairs], rule=rule, islands=names, policy=islands
    )


def _touching(shapes: NDArray[np.object_]) -> NDArray[np.int64]:
    tree = shapely.STRtree(shapes)
    found = tree.query(shapes, predicate="dwithin", distance=TOUCHING_KM).T
    return _sorted_pairs(found[found[:, 0] != found[:, 1]])


def _bridges(shapes: NDArray[np.object_], lonely: NDArray[np.int64]) -> NDArray[np.int64]:
    """Join each island to the nearest other region, both ways, so that weights stay symmetric."""
    if len(shapes) < 2:  # noqa: PLR2004 - a pair
        raise UnavailableMeasure("one region has no neighbour", remedy="Give more regions.")
    pairs = []
    for island in lonely.tolist():
        apart = shapely.distance(shapes[island], shapes)
        apart[island] = np.inf
        nearest = int(np.argmin(apart))
        pairs += [(island, nearest), (nearest, island)]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _nearest(shapes: NDArray[np.object_], k: int) -> NDArray[np.int64]:
    if not 1 <= k < len(shapes):
        raise BadValue(
            f"{len(shapes)} regions cannot have {k} nearest neighbours each",
            remedy=f"Use 1 to {len(shapes) - 1}.",
        )
    points = shapely.get_coordinates(shapely.centroid(shapes))
    apart = np.hypot(*(np.subtract.outer(points[:, axis], points[:, axis]) for axis in (0, 1)))
    np.fill_diagonal(apart, np.inf)
    # stable: two neighbours at one distance are taken in the order of their codes
    near = np.argsort(apart, axis=1, kind="stable")[:, :k]
    return _sorted_pairs(np.column_stack([np.repeat(np.arange(len(shapes)), k), near.ravel()]))


def _sorted_pairs(pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.unique(pairs.astype(np.int64).reshape(-1, 2), axis=0)


def aligned(values: pd.Series, neighbours: Neighbours) -> pd.Series:
    """Put values into the order of the weights; regions dropped as islands are left out.

    Raises
    ------
    BadValue
        A region has weights and no value, or a value and no weights.
    """
    lacking = neighbours.keys.difference(values.index)
    dropped = neighbours.islands if neighbours.policy == "drop" else ()
    strange = [key for key in values.index.difference(neighbours.keys) if key not in dropped]
    if len(lacking) or strange or values.index.has_duplicates:
        raise BadValue(
            f"{len(lacking)} regions have no value and {len(strange)} have no neighbours",
            remedy="Give values and boundaries of the same regions, one row each.",
        )
    return values.reindex(neighbours.keys).astype(float)
