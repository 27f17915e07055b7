"""Exact solver for one hierarchy of sums and boxes.

Two passes over the tree give every unit's sharp interval, in whole numbers of any size; a greedy
pass gives the largest value of any weighted sum. Both are proved in docs/bounds.md, and checked
against HiGHS and against brute force in the tests.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from geo.bounds.hierarchy import NO_PARENT

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from geo.bounds.hierarchy import Hierarchy

End: TypeAlias = int | float  # a whole number, or infinity
Intervals: TypeAlias = "tuple[Sequence[int], Sequence[End]]"


class _Parts(NamedTuple):
    """Bound the marked part of a node, the rest of it, and their total."""

    low: End
    high: End
    rest_low: End
    rest_high: End
    total_low: End
    total_high: End

    def plus(self, other: _Parts) -> _Parts:
        """Add two nodes."""
        return _Parts(*(a + b for a, b in zip(self, other, strict=True)))

    def boxed(self, low: End, high: End) -> _Parts:
        """Hold the total in a box, and tighten the parts by it."""
        total_low, total_high = max(self.total_low, low), min(self.total_high, high)
        return _Parts(
            max(self.low, total_low - self.rest_high),
            min(self.high, total_high - self.rest_low),
            max(self.rest_low, total_low - self.high),
            min(self.rest_high, total_high - self.low),
            total_low,
            total_high,
        )


_NOTHING = _Parts(0, 0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Tree:
    """Solve one hierarchy with a box `[low, high]` on every node, children adding up to parents."""

    hierarchy: Hierarchy
    low: tuple[int, ...]
    high: tuple[End, ...]

    @cached_property
    def upward(self) -> Intervals | None:
        """Give what each node can be, looking at itself and the nodes inside; `None` if empty."""
        low, high = list(self.low), list(self.high)
        for number in range(len(low) - 1, -1, -1):
            if inside := self.hierarchy.children[number]:
                low[number] = max(low[number], sum(low[child] for child in inside))
                high[number] = min(high[number], sum(high[child] for child in inside))
            if low[number] > high[number]:
                return None
        return low, high

    @property
    def feasible(self) -> bool:
        """Tell whether any table agrees with the boxes and the sums."""
        return self.upward is not None

    @cached_property
    def intervals(self) -> Intervals:
        """Give the sharp interval of every node; call only when `feasible`.

        Raises
        ------
        ValueError
            The statements contradict each other.
        """
        if self.upward is None:
            raise ValueError("an infeasible tree has no intervals")
        up_low, up_high = self.upward
        low, high = list(up_low), list(up_high)
        for number, inside in enumerate(self.hierarchy.children):
            lows = sum(up_low[child] for child in inside)
            finite = sum(up_high[child] for child in inside if up_high[child] != math.inf)
            open_ends = sum(up_high[child] == math.inf for child in inside)
            for child in inside:
                others = _others_high(up_high[child], finite, open_ends)
                if others != math.inf:
                    low[child] = max(low[child], int(low[number] - others))
                high[child] = min(high[child], high[number] - (lows - up_low[child]))
        return low, high

    def likeness(self, number: int) -> object:
        """Give what two units must share to be interchangeable; a unit with parts is itself."""
        if self.hierarchy.children[number]:
            return number
        return self.hierarchy.parent[number], self.low[number], self.high[number]

    def maximise(self, weights: Mapping[int, int]) -> tuple[End, tuple[int, ...]]:
        """Give the largest weighted sum and the nodes' values there (empty when unbounded).

        Units are taken by falling weight, each as large as the earlier ones leave it, then the
        negative ones from the most negative up, each as small as possible: the greedy algorithm
        of generalised polymatroids (Frank 1984), which is exact on a hierarchy.
        """
        variables = _variables(self.hierarchy, weights)
        positive = sorted((v for v in variables if variables[v] > 0), key=lambda v: -variables[v])
        negative = sorted((v for v in variables if variables[v] < 0), key=lambda v: variables[v])
        tree = self
        for number in positive:
            most = tree.intervals[1][number]
            if most == math.inf:
                return math.inf, ()
            tree = tree.fixed(number, int(most))
        for number in (*negative, *(v for v in variables if not variables[v])):
            tree = tree.fixed(number, tree.intervals[0][number])
        point = tuple(tree.intervals[0])
        return sum(weight * point[number] for number, weight in variables.items()), point

    def sum_ends(self, nodes: Collection[int]) -> tuple[int, End]:
        """Give the smallest and largest joint sum of some nodes, none inside another.

        One upward pass: what the marked part and the unmarked part of a node can be, and their
        total, are intervals; such triples are two-dimensional generalised polymatroids, whose
        sums are again such (Frank 1984), so that the pass is exact in whole numbers.
        """
        marked = frozenset(nodes)
        found: list[_Parts] = [_NOTHING] * len(self.hierarchy)
        for number in range(len(self.hierarchy) - 1, -1, -1):
            inside = self.hierarchy.children[number]
            if number in marked or not inside:
                found[number] = self._whole(number, marked=number in marked)
                continue
            total = _NOTHING
            for child in inside:
                total = total.plus(found[child])
            found[number] = total.boxed(self.low[number], self.high[number])
        roots = [n for n, parent in enumerate(self.hierarchy.parent) if parent == NO_PARENT]
        low = sum(found[root].low for root in roots)
        return int(low), sum(found[root].high for root in roots)

    def _whole(self, number: int, *, marked: bool) -> _Parts:
        if self.upward is None:
            raise ValueError("an infeasible tree has no sums")
        low, high = self.upward[0][number], self.upward[1][number]
        if marked:
            return _Parts(low, high, 0, 0, low, high)
        return _Parts(0, 0, low, high, low, high)

    def fixed(self, number: int, value: int) -> Tree:
        """Give the same tree with one node held at a value."""
        low, high = list(self.low), list(self.high)
        low[number] = high[number] = value
        return replace(self, low=tuple(low), high=tuple(high))


def _others_high(own: End, finite: End, open_ends: int) -> End:
    """Add up the highs of a node's siblings."""
    if own == math.inf:
        return math.inf if open_ends > 1 else finite
    return math.inf if open_ends else finite - own


def _variables(hierarchy: Hierarchy, weights: Mapping[int, int]) -> dict[int, int]:
    """Hand weights down until each unit with a weight is counted through one set of nodes."""
    above = [False] * len(hierarchy)  # does anything inside carry a weight?
    for number in weights:
        parent = hierarchy.parent[number]
        while parent != NO_PARENT and not above[parent]:
            above[parent] = True
            parent = hierarchy.parent[parent]
    carried = [0] * len(hierarchy)
    found: dict[int, int] = {}
    for number, parent in enumerate(hierarchy.parent):
        inherited = 0 if parent == NO_PARENT else carried[parent]
        carried[number] = inherited + weights.get(number, 0)
        if not above[number] and (parent == NO_PARENT or above[parent]):
            found[number] = carried[number]
    return found
