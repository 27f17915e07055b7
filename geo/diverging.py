"""Classes on both sides of a middle: of differences about 0, of ratios about 1."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

from data.errors import BadValue, UnknownChoice
from geo.classes import FEWEST_CLASSES, MOST_CLASSES, SCHEMES, VALUES_PER_CLASS, classify

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

Middle = Literal[0, 1]
MOST_ON_A_SIDE = 3
#: Ratios that read well, whose inverses read well too.
FOLDS = (1.01, 1.02, 1.05, 1.1, 1.25, 1.5, 2.0, 2.5, 4.0, 5.0)


@dataclass(frozen=True, kw_only=True)
class Diverging:
    """Hold classes that mirror each other.

    Parameters
    ----------
    middle
        0 for differences, 1 for ratios; a class of its own.
    above
        The far end of each class above the middle, ascending; each class holds its far end. The
        last may be infinite: the class has no end.
    below
        The same below the middle, descending.
    counts
        Number of values by class: 1 is the first above the middle, -1 the first below, 0 the
        middle.

    Examples
    --------
    >>> made = Diverging(middle=0, above=(10, 50), below=(-10, -50), counts={})
    >>> made.assign([-50, -10, -0.5, 0, 0.5, 10, 11]).tolist()
    [-2, -1, -1, 0, 1, 1, 2]
    >>> made.ends(-2)
    (-10, -50)
    """

    middle: Middle
    above: tuple[float, ...]
    below: tuple[float, ...]
    counts: dict[int, int]

    def __post_init__(self) -> None:
        rising = (self.middle, *self.above)
        falling = (self.middle, *self.below)
        away = all(a < b for a, b in pairwise(rising)) and all(a > b for a, b in pairwise(falling))
        if not away:
            raise BadValue("the ends of the classes do not lead away from the middle")
        if len(self.above) != len(self.below):
            raise BadValue("the classes on the two sides are not as many")

    def assign(self, values: Iterable[float] | NDArray[np.float64]) -> NDArray[np.int64]:
        """Give the class of each value; one beyond the last end is in the last class."""
        given = np.asarray(list(values), dtype=float)
        most = len(self.above)
        up = np.searchsorted(np.asarray(self.above, dtype=float), given, side="left") + 1
        down = np.searchsorted(-np.asarray(self.below, dtype=float), -given, side="left") + 1
        side = np.sign(given - self.middle).astype(np.int64)
        steps = np.where(side > 0, np.minimum(up, most), np.minimum(down, most))
        return np.asarray(side * steps, dtype=np.int64)

    def ends(self, place: int) -> tuple[float, float]:
        """Give a class as the end near the middle, which is not in it, and the far one."""
        ends = (self.middle, *(self.above if place > 0 else self.below))
        return ends[abs(place) - 1], ends[abs(place)]

    @property
    def occurring(self) -> tuple[int, ...]:
        """List the classes that hold values, the highest first."""
        return tuple(sorted((place for place, n in self.counts.items() if n), reverse=True))


def diverge(
    values: Iterable[float], middle: Middle, scheme: str = "fisher-jenks", k: int = 5
) -> Diverging:
    """Class differences about 0 or ratios about 1, the same on both sides.

    Parameters
    ----------
    values
        Finite numbers, in any order; ratios are 0 or more.
    middle
        0 or 1.
    scheme
        How the sizes of differences are classed; ratios are always cut at round ones.
    k
        Classes wanted in all; both sides have the same number, at most three.

    Raises
    ------
    UnknownChoice
        `scheme` is not on the list.
    BadValue
        `k` is out of bounds, or a value is not finite.

    Examples
    --------
    >>> diverge([-40, -3, 0, 2, 8, 30, 31], 0).above
    (8.0, 40.0)
    >>> made = diverge([0.4, 0.9, 1, 1.2, 1.3, 2.6, 7], 1)
    >>> made.above, made.below
    ((2.5, inf), (0.4, -inf))
    """
    if scheme not in SCHEMES:
        raise UnknownChoice.of("scheme", scheme, SCHEMES)
    if not FEWEST_CLASSES <= k <= MOST_CLASSES:
        raise BadValue(
            f"a map cannot have {k} classes", remedy=f"Use {FEWEST_CLASSES} to {MOST_CLASSES}."
        )
    given = [float(value) for value in values]
    if not all(math.isfinite(value) for value in given):
        raise BadValue("a value to class is not a finite number", remedy="Leave it out.")
    away = [value for value in given if value != middle]
    above, below = _sides(away, scheme, k // 2) if middle == 0 else _folds(away, k // 2)
    made = Diverging(middle=middle, above=above, below=below, counts={})
    counts = Counter(made.assign(given).tolist())
    return Diverging(middle=middle, above=above, below=below, counts=dict(sorted(counts.items())))


def _most(count: int, wanted: int) -> int:
    """Give the number of classes on a side: each needs values enough."""
    return max(1, min(wanted, MOST_ON_A_SIDE, count // VALUES_PER_CLASS))


def _sides(
    values: Sequence[float], scheme: str, wanted: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    sizes = [abs(value) for value in values]
    if not sizes:
        return (), ()
    most = _most(len(sizes), wanted)
    made = classify(sizes, scheme, max(FEWEST_CLASSES, most), few="classes")
    edges: tuple[float, ...] = getattr(made, "edges", ())
    kept = edges[-1:] if most == 1 else (*edges[: MOST_ON_A_SIDE - 1], edges[-1])
    ends = tuple(dict.fromkeys(edge for edge in kept if edge > 0))
    return ends, tuple(-end for end in ends)


def _folds(values: Sequence[float], wanted: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Cut ratios at round ones; the outermost classes have no end."""
    sizes = sorted(max(v, 1 / v) if v > 0 else math.inf for v in values)
    if not sizes:
        return (), ()
    most = _most(len(sizes), wanted)
    cuts: list[float] = []
    for place in range(1, most):
        cut = fold(sizes[len(sizes) * place // most])
        if sizes[0] <= cut < sizes[-1] and (not cuts or cut > cuts[-1]):
            cuts.append(cut)
    return (*cuts, math.inf), (*(inverse(cut) for cut in cuts), -math.inf)


def fold(size: float) -> float:
    """Give the round ratio nearest to a ratio of 1 or more.

    Examples
    --------
    >>> fold(1.3), fold(3.4), fold(17)
    (1.25, 4.0, 20.0)
    """
    if not math.isfinite(size):
        return math.inf
    power = 10.0 ** max(0, math.floor(math.log10(size)))
    near = FOLDS if size < FOLDS[-1] else tuple(step * power for step in (1.0, 2.0, 5.0, 10.0))
    return min(near, key=lambda one: (abs(math.log(one / size)), one))


def inverse(ratio: float) -> float:
    """Give the inverse of a round ratio, with the digits that a legend prints.

    Examples
    --------
    >>> inverse(1.05), inverse(1.5), inverse(2.5), inverse(200)
    (0.95, 0.67, 0.4, 0.005)
    """
    return round(1 / ratio, 2 if ratio <= 100 else math.ceil(math.log10(ratio)))  # noqa: PLR2004
