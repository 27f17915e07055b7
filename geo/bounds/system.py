"""From statements to a solver, and to the set that contradicts itself."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from data.codes import Level
from geo.bounds.hierarchy import Hierarchy
from geo.bounds.milp import Milp, Sum
from geo.bounds.statements import Kind
from geo.bounds.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.bounds.premises import Premises
    from geo.bounds.statements import Statement
    from geo.bounds.tree import End
    from geo.region import Regions

Solver: TypeAlias = Tree | Milp


def hierarchy_for(
    statements: Sequence[Statement], regions: Regions, deepest: Level = Level.CITY
) -> Hierarchy:
    """Lay out the units down to `deepest`, or to counties where a statement speaks of one."""
    levels = [key.level for row in statements for key in row.keys]
    return Hierarchy.of(regions, deepest=max([deepest, *levels]))


def holding(statements: Iterable[Statement], premises: Premises) -> tuple[Statement, ...]:
    """Keep the statements whose premises are all switched on."""
    return tuple(row for row in statements if row.premises <= premises.active)


def solver_for(statements: Iterable[Statement], hierarchy: Hierarchy) -> Solver:
    """Build the solver: the exact tree for sums and boxes, HiGHS once a group cuts across them."""
    low = [0] * len(hierarchy)
    high: list[End] = [math.inf] * len(hierarchy)
    sums: list[Sum] = []
    for row in statements:
        most = math.inf if row.high is None else row.high
        for nodes in _spoken_of(row, hierarchy):
            if len(nodes) > 1:
                sums.append(Sum(nodes, row.low, most))
                continue
            low[nodes[0]] = max(low[nodes[0]], row.low)
            high[nodes[0]] = min(high[nodes[0]], most)
    tree = Tree(hierarchy, tuple(low), tuple(high))
    return Milp(hierarchy, tree.low, tree.high, tuple(sums)) if sums else tree


def _spoken_of(row: Statement, hierarchy: Hierarchy) -> list[tuple[int, ...]]:
    """Give the sets of nodes that the statement's interval bounds."""
    if row.kind is Kind.GROUP:
        return [hierarchy.outermost(row.keys)]
    return [(hierarchy.find(key),) for key in row.keys]


def ends_of(solver: Solver, number: int) -> tuple[int, int | None]:
    """Give a node's interval, `None` for an end that nothing limits."""
    low, high = (ends[number] for ends in solver.intervals)
    return int(low), end_of(high)


def end_of(value: End) -> int | None:
    """Write an end as a whole number, `None` where nothing limits it."""
    return None if value == math.inf else int(value)


def feasible(statements: Iterable[Statement], hierarchy: Hierarchy) -> bool:
    """Tell whether some table of whole numbers agrees with every statement."""
    solver = solver_for(statements, hierarchy)
    empty_box = any(low > high for low, high in zip(solver.low, solver.high, strict=True))
    return not empty_box and solver.feasible
