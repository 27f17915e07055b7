"""What is looked at beside one table: two of them compared, several side by side, a pattern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefing.catalogue import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.codes import Level, RegionKey
    from geo.classes import Classification
    from geo.counts import CountTable

MOST_OF_A_NAME = 40


@dataclass(frozen=True, kw_only=True)
class Contrast:
    """Two tables compared, region by region.

    Parameters
    ----------
    kind
        ``difference`` (the first less the second) or ``ratio`` (the first divided by it).
    base
        The measure that is compared, a key of `geo.measures.MEASURES`.
    first, second
        What a reader calls the two; a user's words.
    sides
        The measure of the two, by level.
    total
        The comparison of the two national totals, where both are counts.
    """

    kind: Literal["difference", "ratio"]
    base: str
    first: str
    second: str
    sides: Mapping[Level, tuple[CountTable, CountTable]]
    total: CountTable | None = None

    @property
    def middle(self) -> Literal[0, 1]:
        """Give the value of two that are equal."""
        return 0 if self.kind == "difference" else 1

    @property
    def names(self) -> dict[str, str]:
        """Give both names, cut where they are very long."""
        return {"first": cut(self.first), "second": cut(self.second)}


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a local statistic finds of one region.

    Parameters
    ----------
    kind
        A key of `briefing.atlas.clusters.KINDS`.
    value
        The measure.
    statistic
        Local Moran's I, or the z-score of Gi*.
    p
        Two-sided, by permutation.
    """

    kind: str
    value: float
    statistic: float
    p: float


@dataclass(frozen=True, kw_only=True)
class Clusters:
    """A spatial statistic of a measure that every region has a value for.

    Parameters
    ----------
    statistic
        ``local-moran`` or ``gi-star``.
    base
        The measure it is of.
    found
        By region.
    moran, p
        Moran's I of the whole, and its two-sided p.
    rule, islands
        How neighbours were found, and how many regions that touch none were joined to the
        nearest.
    permutations, seed, alpha
        As used.
    """

    statistic: Literal["local-moran", "gi-star"]
    base: str
    found: Mapping[RegionKey, Found]
    moran: float
    p: float
    rule: str
    islands: int
    permutations: int
    seed: int
    alpha: float


@dataclass(frozen=True, kw_only=True)
class Pool:
    """What maps that are compared have in common.

    Parameters
    ----------
    classification
        Classes of the values of all of them.
    values
        All their values.
    keys
        Regions that have a value or stand out in any of them.
    """

    classification: Classification | None
    values: tuple[float, ...]
    keys: frozenset[RegionKey]


def cut(name: str, most: int = MOST_OF_A_NAME) -> str:
    """Cut a long name.

    Examples
    --------
    >>> cut("a" * 50, 5), cut("2024")
    ('aaaa…', '2024')
    """
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def series_name(name: str, language: str) -> str:
    """Give a series' name, or say that it has none."""
    return cut(name) if name.strip() else text("ownmap.what.unsaid", language)
