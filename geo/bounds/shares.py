"""Shares, ratios and comparisons, optimised jointly over the statements.

Never form one from two independent intervals: under a known total, a unit cannot be at its most
while all the others are at their most too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from data.errors import UnavailableMeasure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from data.codes import RegionKey
    from geo.bounds.evidence import Evidence
    from geo.bounds.system import Solver


class Ends(NamedTuple):
    """Sharp ends of a ratio, exact; `high` is `None` where nothing limits it."""

    low: Fraction
    high: Fraction | None


@dataclass(frozen=True, kw_only=True)
class JointInterval:
    """Hold the sharp ends of a ratio under the premises, and from sums alone."""

    premised: Ends
    certain: Ends


class Comparison(StrEnum):
    """What the statements prove about two counts."""

    LARGER = "larger"
    SMALLER = "smaller"
    EQUAL = "equal"
    CANNOT_BE_SAID = "cannot be said"


def share_bounds(
    evidence: Evidence, part: Iterable[RegionKey], whole: Iterable[RegionKey]
) -> JointInterval:
    """Bound the share of some units in others that contain them, as a fraction of 1.

    Tables in which the whole is 0 are left aside: no share exists there.

    Parameters
    ----------
    evidence
        The statements.
    part, whole
        Units; each counts once, and every unit of `part` lies in one of `whole`.

    Raises
    ------
    UnavailableMeasure
        A unit of `part` lies outside `whole`, or the whole is 0 for certain.
    UnknownRegion
        A key stands for no unit.
    """
    hierarchy = evidence.hierarchy
    inside, over = hierarchy.outermost(part), hierarchy.outermost(whole)
    if hierarchy.outermost_nodes({*inside, *over}) != over:
        raise UnavailableMeasure(
            "a share needs a part that lies inside the whole",
            remedy="Ask for a ratio, or name a whole that contains every part.",
        )
    _refuse_zero(evidence, over, "the whole is 0")
    within = dict.fromkeys(inside, 1)
    # A node may be part and whole at once; its weight in the others is then 0.
    others = {number: (number in over) - (number in inside) for number in {*over, *inside}}

    def ends(solver: Solver) -> Ends:
        most, least = _most(solver, within, others), _most(solver, others, within)
        high = Fraction(1) if most is None else most / (1 + most)
        return Ends(Fraction(0) if least is None else 1 / (1 + least), high)

    return JointInterval(premised=ends(evidence.premised), certain=ends(evidence.certain))


def ratio_bounds(
    evidence: Evidence, part: Iterable[RegionKey], other: Iterable[RegionKey]
) -> JointInterval:
    """Bound the ratio of the sums of two sets of units; `high` is `None` where `other` can be 0.

    Tables in which `other` is 0 are left aside for `low`.

    Raises
    ------
    UnavailableMeasure
        The two overlap, or `other` is 0 for certain.
    UnknownRegion
        A key stands for no unit.
    """
    hierarchy = evidence.hierarchy
    over, under = hierarchy.outermost(part), hierarchy.outermost(other)
    together = {*over, *under}
    if len(hierarchy.outermost_nodes(together)) != len(over) + len(under):
        raise UnavailableMeasure(
            "a ratio needs two sets of regions that do not overlap",
            remedy="Ask for the share instead.",
        )
    _refuse_zero(evidence, under, "the count divided by is 0")
    above, below = dict.fromkeys(over, 1), dict.fromkeys(under, 1)

    def ends(solver: Solver) -> Ends:
        turned = _most(solver, below, above)
        return Ends(Fraction(0) if turned is None else 1 / turned, _most(solver, above, below))

    return JointInterval(premised=ends(evidence.premised), certain=ends(evidence.certain))


def compare(evidence: Evidence, one: RegionKey, other: RegionKey) -> Comparison:
    """Tell which of two units has more, or that it cannot be said, under the premises.

    Raises
    ------
    UnknownRegion
        A key stands for no unit.
    """
    first, second = evidence.hierarchy.find(one), evidence.hierarchy.find(other)
    if first == second:
        return Comparison.EQUAL
    most = evidence.premised.maximise({first: 1, second: -1})[0]
    least = -evidence.premised.maximise({first: -1, second: 1})[0]
    if least > 0:
        return Comparison.LARGER
    if most < 0:
        return Comparison.SMALLER
    return Comparison.EQUAL if most == least == 0 else Comparison.CANNOT_BE_SAID


def _refuse_zero(evidence: Evidence, nodes: tuple[int, ...], headline: str) -> None:
    if evidence.premised.maximise(dict.fromkeys(nodes, 1))[0] == 0:
        raise UnavailableMeasure(headline, remedy="Choose another whole.")


def _most(solver: Solver, over: Mapping[int, int], under: Mapping[int, int]) -> Fraction | None:
    """Maximise N / D by Dinkelbach's method (1967), in exact fractions; `None` without limit.

    N and D are sums over units that do not overlap. For a trial ratio p/q the largest q·N − p·D
    is found; while it is positive, its table gives a better ratio. Each step is a linear question,
    so that its best table has whole numbers.
    """
    ratio = Fraction(0)
    while True:
        value, point = solver.maximise(_weights(over, under, ratio))
        if value == math.inf:
            return None
        if value <= 0:
            return ratio
        below = _sum(under, point)
        if below == 0:
            return None
        ratio = Fraction(_sum(over, point), below)


def _weights(over: Mapping[int, int], under: Mapping[int, int], ratio: Fraction) -> dict[int, int]:
    up, down = ratio.denominator, ratio.numerator
    return {n: up * over.get(n, 0) - down * under.get(n, 0) for n in {**over, **under}}


def _sum(weights: Mapping[int, int], point: tuple[int, ...]) -> int:
    return sum(weight * point[number] for number, weight in weights.items())
