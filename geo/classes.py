"""Classes and ramps: from values to places in a legend.

Only published, derived, estimated and user values are classed; a range never is. A scheme needs
three values for each class; with fewer, a map is unclassed, or has at most three classes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from data.errors import BadValue, UnknownChoice
from data.figure import Standing
from geo.edges import CLASSIFIERS, cut_points, rounded_edges
from geo.ratios import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from geo.counts import CountTable

SCHEMES = tuple(CLASSIFIERS)
VALUES_PER_CLASS = 3
MOST_CLASSES_OF_FEW = 3
FEWEST_CLASSES, MOST_CLASSES = 2, 9


@dataclass(frozen=True, kw_only=True)
class Breaks:
    """Hold the classes of a map, right-closed.

    Parameters
    ----------
    method
        A key of `SCHEMES`.
    lowest
        The lower end of the first class, at most the smallest value.
    edges
        Upper end of each class, ascending, in it.
    counts
        Number of values in each class; a legend leaves out the empty ones.
    decimals
        Every edge is a multiple of ``10 ** -decimals``; print values with as many.

    Raises
    ------
    BadValue
        Edges do not ascend from `lowest`, or are not as many as counts.

    Examples
    --------
    >>> breaks = Breaks(method="quantiles", lowest=0, edges=(2638, 5300), counts=(4, 4), decimals=0)
    >>> breaks.labels()
    ('0–2,638', '2,639–5,300')
    >>> breaks.assign([2638, 2639]).tolist()
    [0, 1]
    """

    method: str
    lowest: float
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    decimals: int

    def __post_init__(self) -> None:
        ascends = all(a < b for a, b in zip(self.edges, self.edges[1:], strict=False))
        if not (self.edges and ascends and self.lowest <= self.edges[0]):
            raise BadValue("the edges of the classes do not ascend", remedy="Sort them.")
        if len(self.counts) != len(self.edges):
            raise BadValue(f"{len(self.edges)} classes have {len(self.counts)} counts")

    def assign(self, values: Iterable[float] | NDArray[np.float64]) -> NDArray[np.int64]:
        """Give the class of each value from 0, -1 for one outside all classes or NaN."""
        given = np.asarray(list(values), dtype=float)
        place = np.searchsorted(self.edges, given, side="left")
        inside = (given >= self.lowest) & (given <= self.edges[-1])
        return np.where(inside, place, -1)

    def intervals(self) -> tuple[tuple[float, float], ...]:
        """Give each class as the smallest and largest number that may be printed in it."""
        starts = [self.lowest, *(self._next(edge) for edge in self.edges[:-1])]
        return tuple(zip(starts, self.edges, strict=True))

    def labels(self) -> tuple[str, ...]:
        """Write each class, e.g. ``"2,639–5,300"``; no printed value stands in two."""
        return tuple(
            self._print(low) if low == high else f"{self._print(low)}–{self._print(high)}"
            for low, high in self.intervals()
        )

    def _next(self, edge: float) -> float:
        return round(edge + 10.0**-self.decimals, self.decimals)

    def _print(self, number: float) -> str:
        return f"{number:,.{self.decimals}f}".replace("-", "−")


@dataclass(frozen=True, kw_only=True)
class Unclassed:
    """Hold a continuous ramp, linear in value from `minimum` to `maximum`.

    Parameters
    ----------
    maximum
        The largest value drawn.
    minimum
        0, or the smallest value where some are negative.

    Examples
    --------
    >>> Unclassed(maximum=40).position([0, 10, 40]).tolist()
    [0.0, 0.25, 1.0]
    """

    maximum: float
    minimum: float = 0.0

    def __post_init__(self) -> None:
        if not (math.isfinite(self.maximum) and self.minimum <= self.maximum):
            raise BadValue(f"a ramp cannot run from {self.minimum} to {self.maximum}")

    def position(self, values: Iterable[float] | NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the place of each value on the ramp, 0 to 1; NaN stays NaN."""
        given = np.asarray(list(values), dtype=float)
        spread = self.maximum - self.minimum
        if spread == 0:
            return np.where(np.isnan(given), np.nan, 0.0)
        return np.clip((given - self.minimum) / spread, 0.0, 1.0)


Classification = Unclassed | Breaks


def drawable(table: CountTable) -> pd.Series:
    """Give the values that may be coloured: published, derived or estimated; no ranges.

    Returns
    -------
    Series of float
        Indexed by (level, code), in the table's order and unit.
    """
    has_value = table.frame["standing"].map(lambda s: Standing(s).has_value)
    return numbers(table.frame).loc[has_value.astype(bool), "low"]


def classify(
    values: Iterable[float],
    scheme: str = "fisher-jenks",
    k: int = 5,
    *,
    few: Literal["ramp", "classes"] = "ramp",
) -> Classification:
    """Class values through a scheme, or decline where they are too few for it.

    Parameters
    ----------
    values
        Finite numbers of one unit, in any order.
    scheme
        One of `SCHEMES`; ``std-mean`` and ``head-tail`` choose the number of classes.
    k
        Classes wanted, 2 to 9; never more than there are distinct values.
    few
        What to do with fewer than ``3 * k`` values: ``"ramp"`` (unclassed), or
        ``"classes"`` (at most three).

    Raises
    ------
    UnknownChoice
        `scheme` is not on the list.
    BadValue
        `k` is out of bounds, there are no values, or one is not finite.

    Examples
    --------
    >>> classify([2638, 5300, 6913, 9557, 30971])
    Unclassed(maximum=30971.0, minimum=0.0)
    >>> classify(range(1, 31), "quantiles", 3).labels()
    ('1–10', '11–20', '21–30')
    """
    if scheme not in SCHEMES:
        raise UnknownChoice.of("scheme", scheme, SCHEMES)
    if not FEWEST_CLASSES <= k <= MOST_CLASSES:
        raise BadValue(
            f"a map cannot have {k} classes", remedy=f"Use {FEWEST_CLASSES} to {MOST_CLASSES}."
        )
    ordered = _ordered(values)
    k = min(k, len(np.unique(ordered)))
    if len(ordered) < VALUES_PER_CLASS * k:
        if few == "ramp":
            return Unclassed(maximum=float(ordered[-1]), minimum=min(0.0, float(ordered[0])))
        k = min(k, MOST_CLASSES_OF_FEW)
    return _breaks(ordered, scheme, k)


def pooled(
    tables: Sequence[CountTable], scheme: str = "fisher-jenks", k: int = 5
) -> Classification:
    """Class the values of several tables together, for maps that are compared.

    Raises
    ------
    UnknownChoice, BadValue
        As `classify`; also where the tables differ in unit.
    """
    if len({table.unit for table in tables}) > 1:
        raise BadValue("maps of different units share no classes", remedy="Class them apart.")
    return classify([v for table in tables for v in drawable(table)], scheme, k)


def _ordered(values: Iterable[float]) -> NDArray[np.float64]:
    ordered = np.sort(np.asarray(list(values), dtype=float))
    if not len(ordered):
        raise BadValue("there is no value to class", remedy="Draw the map without classes.")
    if not np.isfinite(ordered).all():
        raise BadValue("a value to class is not a finite number", remedy="Leave it out.")
    return ordered


def _breaks(ordered: NDArray[np.float64], scheme: str, k: int) -> Breaks:
    edges = rounded_edges(ordered, cut_points(ordered, scheme, k))
    places = np.searchsorted(edges.upper, ordered, side="left")
    return Breaks(
        method=scheme,
        lowest=edges.lowest,
        edges=edges.upper,
        counts=tuple(np.bincount(places, minlength=len(edges.upper)).tolist()),
        decimals=edges.decimals,
    )
