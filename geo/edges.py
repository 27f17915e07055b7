"""Cut points of a scheme, and edges that read well without moving a value.

All edges are whole multiples of one step (1, 0.1, 0.01 …), so the next class can begin at the
next step and no printed value stands in two classes. The arithmetic is decimal: 0.1 is not a
binary fraction, and a legend must not depend on that.
"""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from geo.jenks import natural_breaks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: Scheme → class of mapclassify, and whether it takes a number of classes. Fisher-Jenks is our
#: own: without its optional compiler mapclassify needs 14 s for the 2,900 counties.
CLASSIFIERS = {
    "fisher-jenks": ("", True),
    "quantiles": ("Quantiles", True),
    "equal-interval": ("EqualInterval", True),
    "maximum-breaks": ("MaximumBreaks", True),
    "std-mean": ("StdMean", False),
    "head-tail": ("HeadTailBreaks", False),
}


@dataclass(frozen=True, kw_only=True)
class Edges:
    """Hold the edges of classes: `lowest`, then the upper edge of each class, ascending.

    All are multiples of ``10 ** -decimals``.
    """

    lowest: float
    upper: tuple[float, ...]
    decimals: int


def cut_points(values: NDArray[np.float64], scheme: str, k: int) -> list[float]:
    """Find where a scheme of mapclassify cuts sorted `values`, ends left out.

    A value equal to a cut belongs below it.
    """
    if values[0] == values[-1] or k == 1:
        return []
    bins = natural_breaks(values, k) if scheme == "fisher-jenks" else _bins(values, scheme, k)
    bins = sorted({float(edge) for edge in bins})
    return [edge for edge in bins if values[0] <= edge < values[-1]]


def _bins(values: NDArray[np.float64], scheme: str, k: int) -> Sequence[float]:
    import mapclassify  # noqa: PLC0415 - slow to import, and not needed for a ramp

    name, takes_k = CLASSIFIERS[scheme]
    classifier = getattr(mapclassify, name)
    with warnings.catch_warnings():
        # quantiles of many ties coincide: fewer classes then, which the legend shows anyway
        warnings.filterwarnings("ignore", message="Not enough unique values", category=UserWarning)
        found: Sequence[float] = (classifier(values, k=k) if takes_k else classifier(values)).bins
    return found


def rounded_edges(values: NDArray[np.float64], cuts: Sequence[float]) -> Edges:
    """Round cuts to the fewest digits that leave every value in its class.

    Parameters
    ----------
    values
        Sorted, not empty.
    cuts
        Ascending, each at least the smallest value and below the largest.

    Returns
    -------
    Edges
        A cut between two empty classes that cannot be told apart is dropped.

    Examples
    --------
    >>> rounded_edges(np.array([2638.0, 5300.0, 30971.0]), [2638.0, 5300.0])
    Edges(lowest=2638.0, upper=(3000.0, 6000.0, 30971.0), decimals=0)
    """
    gaps = [_gap(values, cut) for cut in cuts]
    decimals = _decimals(values, gaps)
    largest_step = max(0, _magnitude(values) + decimals - 1)
    chosen: list[int] = []
    for cut, (below, above) in zip(cuts, gaps, strict=True):
        low, high = _room(below, above, decimals)
        low = max(low, chosen[-1] + 1) if chosen else low
        if low <= high:
            wish = _steps(cut, decimals, ROUND_HALF_EVEN)
            chosen.append(_roundest(wish, low, high, largest_step))
    top = _steps(values[-1], decimals, ROUND_CEILING)
    return Edges(
        lowest=_number(_steps(values[0], decimals, ROUND_FLOOR), decimals),
        upper=tuple(_number(steps, decimals) for steps in (*chosen, top)),
        decimals=decimals,
    )


def _gap(values: NDArray[np.float64], cut: float) -> tuple[float, float]:
    place = int(np.searchsorted(values, cut, side="right"))
    return float(values[place - 1]), float(values[place])


def _magnitude(values: NDArray[np.float64]) -> int:
    spread = values[-1] - values[0]
    return math.floor(math.log10(spread)) if spread > 0 else 0


def _decimals(values: NDArray[np.float64], gaps: Sequence[tuple[float, float]]) -> int:
    whole = bool((values == np.floor(values)).all())
    # two significant digits of the spread at least, so that a legend of rates is not "0–1"
    start = 0 if whole else max(0, 1 - _magnitude(values))
    return next(decimals for decimals in count(start) if _have_room(gaps, decimals))


def _have_room(gaps: Sequence[tuple[float, float]], decimals: int) -> bool:
    rooms = (_room(below, above, decimals) for below, above in gaps)
    return all(low <= high for low, high in rooms)


def _room(below: float, above: float, decimals: int) -> tuple[int, int]:
    """Give the steps at which an edge may stand: `above` must print beyond the edge."""
    low = _steps(below, decimals, ROUND_CEILING)
    return low, _steps(above, decimals, ROUND_HALF_EVEN) - 1


def _steps(value: float, decimals: int, rounding: str) -> int:
    return int(Decimal(repr(float(value))).scaleb(decimals).to_integral_value(rounding))


def _number(steps: int, decimals: int) -> float:
    return float(Decimal(steps).scaleb(-decimals))


def _roundest(wish: int, low: int, high: int, largest_step: int) -> int:
    for power in range(largest_step, 0, -1):
        unit = int(10**power)
        near = (wish + unit // 2) // unit
        fits = [n * unit for n in (near, near + 1, near - 1) if low <= n * unit <= high]
        if fits:
            return fits[0]
    return min(max(wish, low), high)
