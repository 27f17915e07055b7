"""Rank ranges: how many units can be strictly larger than one.

Rank = 1 + the number of strictly larger units of the same level. A published unit has a range
too: Shanghai is 5th to 9th, since at most four unpublished provinces can exceed it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from data.codes import in_study
from data.errors import UnavailableMeasure
from geo.bounds.rank_milp import extreme_rank
from geo.bounds.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from data.codes import Level, RegionKey
    from geo.bounds.evidence import Evidence
    from geo.bounds.hierarchy import Hierarchy
    from geo.bounds.system import Solver

    Sums = NDArray[np.int64] | NDArray[np.object_]

IN_64_BITS = 2**61


class Far(NamedTuple):
    """Stand-ins larger than any sum that can occur: an open end, and what cannot be.

    Sums stay exact: in 64 bits where they fit, else in whole numbers of any size.
    """

    open_end: int
    impossible: int

    @classmethod
    def of(cls, tree: Tree) -> Far:
        """Look at a tree's own ends."""
        ends = [abs(int(end)) for end in (*tree.low, *tree.high) if end != math.inf]
        units = len(tree.low) + 1
        open_end = 2 * (sum(ends) + 1) * units  # every unit may be as large as all of them
        return cls(open_end, 4 * open_end * units)

    @property
    def dtype(self) -> type:
        """Give the type of numbers that holds every sum."""
        return np.int64 if self.impossible < IN_64_BITS else object


class Ranks(NamedTuple):
    """Best and worst possible rank of a unit, ends included; 1 is the largest."""

    best: int
    worst: int


class JointRanks(NamedTuple):
    """Rank ranges under the premises and from sums alone, among `among` units."""

    premised: Ranks
    certain: Ranks
    among: int


class Choice(NamedTuple):
    """The least that a unit adds when it is left alone, and when it counts as larger."""

    plain: int
    larger: int


def rank_bounds(
    evidence: Evidence, key: RegionKey, *, within: RegionKey | None = None
) -> JointRanks:
    """Bound a unit's rank among the units of its level, all or those inside `within`.

    Raises
    ------
    UnavailableMeasure
        The unit is outside the study, or not inside `within`.
    UnknownRegion
        A key stands for no unit.
    """
    number = evidence.hierarchy.find(key)
    rivals = _rivals(evidence, key, within)
    if number not in rivals:
        raise UnavailableMeasure(
            f"{key.level} {key.code} is not among the units that are ranked",
            remedy="Rank a Mainland unit among those of its own level.",
        )
    rivals.discard(number)
    premised, certain = (
        _ranks(solver, number, frozenset(rivals))
        for solver in (evidence.premised, evidence.certain)
    )
    return JointRanks(premised, certain, len(rivals) + 1)


def all_ranks(
    evidence: Evidence, level: Level, *, within: RegionKey | None = None
) -> dict[RegionKey, JointRanks]:
    """Bound the rank of every Mainland unit of a level; interchangeable units are solved once.

    Raises
    ------
    UnknownRegion
        `within` stands for no unit.
    """
    hierarchy = evidence.hierarchy
    root = None if within is None else hierarchy.find(within)
    found: dict[RegionKey, JointRanks] = {}
    seen: dict[object, JointRanks] = {}
    for key in evidence.keys([level]):
        number = hierarchy.find(key)
        inside = root is None or root in hierarchy.line(number)
        if not (inside and in_study(key.code)):
            continue
        likeness = evidence.likeness(number)
        if likeness not in seen:
            seen[likeness] = rank_bounds(evidence, key, within=within)
        found[key] = seen[likeness]
    return found


def _rivals(evidence: Evidence, key: RegionKey, within: RegionKey | None) -> set[int]:
    """Collect the units of the key's level that share its root, and lie inside `within`."""
    hierarchy = evidence.hierarchy
    root = hierarchy.line(hierarchy.find(key))[-1] if within is None else hierarchy.find(within)
    return {
        number
        for number, keys in enumerate(hierarchy.keys)
        if any(one.level is key.level for one in keys) and root in hierarchy.line(number)
    }


def _ranks(solver: Solver, number: int, rivals: frozenset[int]) -> Ranks:
    if not isinstance(solver, Tree):
        best = extreme_rank(solver, number, rivals, worst=False)
        return Ranks(best, extreme_rank(solver, number, rivals, worst=True))
    return Ranks(_best(solver, number, rivals), _worst(solver, number, rivals))


def _worst(tree: Tree, number: int, rivals: frozenset[int]) -> int:
    """Hold the unit at its least and lift as many rivals as possible above it.

    On a hierarchy the least value is where the unit's rank is worst (docs/bounds.md).
    """
    value = int(tree.intervals[0][number])
    held = tree.fixed(number, value)
    far = Far.of(held)
    lows, highs = _finite(held, far)
    choices = {
        j: Choice(lows[j], max(lows[j], value + 1) if value < highs[j] else far.impossible)
        for j in rivals
    }
    costs = _least_sums(tree.hierarchy, choices, (held.low, lows, highs), far)
    return 1 + int(np.flatnonzero(costs < far.impossible)[-1])


def _best(tree: Tree, number: int, rivals: frozenset[int]) -> int:
    """Hold the unit at its most and let as few rivals as possible exceed it.

    The same sums with every sign turned: the least of −x is the most of x.
    """
    most = tree.intervals[1][number]
    if most == math.inf:
        return 1
    value = int(most)
    held = tree.fixed(number, value)
    far = Far.of(held)
    lows, highs = _finite(held, far)
    choices = {
        j: Choice(-min(highs[j], value) if lows[j] <= value else far.impossible, -highs[j])
        for j in rivals
    }
    own = [-int(min(high, far.open_end * len(highs))) for high in held.high]
    turned = own, [-high for high in highs], [-low for low in lows]
    costs = _least_sums(tree.hierarchy, choices, turned, far)
    return 1 + int(np.flatnonzero(costs < far.impossible)[0])


def _finite(tree: Tree, far: Far) -> tuple[list[int], list[int]]:
    """Give what each node can be, from itself and the nodes inside, open ends made finite."""
    if tree.upward is None:
        raise ValueError("a unit was held at a value that it cannot have")
    lows, highs = tree.upward
    return list(lows), [int(min(high, far.open_end)) for high in highs]


def _least_sums(
    hierarchy: Hierarchy,
    choices: Mapping[int, Choice],
    ends: tuple[Sequence[int], Sequence[int], Sequence[int]],
    far: Far,
) -> Sums:
    """Give the least sum of the root for each number of rivals that count as larger.

    A dynamic program from the leaves up. A node's sum is at least its `own` bound, and impossible
    above its `limit`; a node without rivals inside adds its `plain` sum: the three `ends`.
    Children combine by (min, +) convolution, the rivals among them by sorting what each adds.
    """
    own, plain, limit = ends
    inside = {number for j in choices for number in hierarchy.line(j)[1:]}
    sums: dict[int, Sums] = {}
    for number in sorted(inside, reverse=True):
        children = hierarchy.children[number]
        total = _chosen([choices[child] for child in children if child in choices], far)
        total = total + sum(plain[c] for c in children if c not in choices and c not in inside)
        for child in children:
            if child in inside:
                total = _convolved(total, sums.pop(child), far)
        total = np.maximum(total, own[number])
        sums[number] = np.where(total > limit[number], far.impossible, total)
    if not sums:  # the unit has no rivals
        return np.zeros(1, dtype=far.dtype)
    return sums[min(sums)]


def _chosen(choices: Sequence[Choice], far: Far) -> Sums:
    """Give the least sum of sibling rivals for each number of them that count as larger."""
    forced = [choice.larger for choice in choices if choice.plain == far.impossible]
    free = [choice for choice in choices if far.impossible not in choice]
    never = [choice.plain for choice in choices if choice.larger == far.impossible]
    steps = sorted(choice.larger - choice.plain for choice in free)
    base = sum(forced) + sum(never) + sum(choice.plain for choice in free)
    sums: Sums = np.full(len(choices) + 1, far.impossible, dtype=far.dtype)
    rising: Sums = np.cumsum(np.array([0, *steps], dtype=far.dtype))
    sums[len(forced) : len(forced) + len(free) + 1] = base + rising
    return sums


def _convolved(one: Sums, other: Sums, far: Far) -> Sums:
    """Give the least of one[i] + other[j] for each i + j."""
    result: Sums = np.full(len(one) + len(other) - 1, far.impossible, dtype=far.dtype)
    for shift, added in enumerate(other):
        if added < far.impossible:
            window = result[shift : shift + len(one)]
            np.minimum(window, one + added, out=window)
    return np.where(result > far.impossible // 2, far.impossible, result)
