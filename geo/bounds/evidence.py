"""What a set of statements proves: for each unit, for groups, for shares, for ranks."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from data.codes import Level, RegionKey, in_study
from data.figure import Standing
from geo.bounds.irreducible import contradiction
from geo.bounds.premises import CERTAIN, RANKED, Premises
from geo.bounds.scaled import unscaled
from geo.bounds.statements import Kind
from geo.bounds.system import end_of, ends_of, hierarchy_for, holding, solver_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.bounds.hierarchy import Hierarchy
    from geo.bounds.scaled import Number
    from geo.bounds.statements import Statement
    from geo.bounds.system import Solver
    from geo.region import Regions


@dataclass(frozen=True, kw_only=True)
class Interval:
    """Hold a sharp interval under the premises and from sums alone.

    Counts are whole numbers; `high` and `high_certain` are `None` where nothing limits them.
    """

    low: Number
    high: Number | None
    low_certain: Number
    high_certain: Number | None

    @property
    def exact(self) -> bool:
        """Tell whether the sums alone leave one value."""
        return self.low_certain == self.high_certain

    @property
    def limited(self) -> bool:
        """Tell whether there is an upper end in both."""
        return self.high is not None and self.high_certain is not None

    def unscaled(self, scale: int) -> Interval:
        """Give the interval in its own unit, from the solver's."""
        low, high, low_certain, high_certain = (
            end if end is None else unscaled(int(end), scale)
            for end in (self.low, self.high, self.low_certain, self.high_certain)
        )
        return Interval(
            low=low or 0, high=high, low_certain=low_certain or 0, high_certain=high_certain
        )


@dataclass(frozen=True)
class Evidence:
    """Hold statements about the counts of regions, and answer what they prove.

    Parameters
    ----------
    statements
        What is said, in any order.
    regions
        The geography; parts add up to their whole.
    premises
        Which premises may be used; the certain intervals never use one.
    deepest
        The lowest level that is asked about; counties are added where a statement speaks of one.
    scale
        How many units of the statements make one of what is counted: 10 for one decimal.

    Raises
    ------
    PartsExceedWhole, Contradiction
        The statements cannot all be true; the message names a smallest such set.
    UnknownRegion
        A statement speaks of a region that does not exist.
    """

    statements: tuple[Statement, ...]
    regions: Regions
    premises: Premises = field(default=RANKED)
    deepest: Level = Level.CITY
    scale: int = 1

    def __post_init__(self) -> None:
        problem = contradiction(
            holding(self.statements, CERTAIN), self.hierarchy, self.regions, self.scale
        ) or contradiction(self.active, self.hierarchy, self.regions, self.scale)
        if problem is not None:
            raise problem

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """Number the units."""
        return hierarchy_for(self.statements, self.regions, self.deepest)

    @cached_property
    def active(self) -> tuple[Statement, ...]:
        """List the statements whose premises are on, in an order of their own."""
        return tuple(sorted(holding(self.statements, self.premises), key=lambda row: row.order))

    @cached_property
    def certain(self) -> Solver:
        """Give the solver of the sums alone."""
        return solver_for(holding(self.statements, CERTAIN), self.hierarchy)

    @cached_property
    def premised(self) -> Solver:
        """Give the solver of the sums and the premises."""
        return solver_for(self.active, self.hierarchy)

    @cached_property
    def _solvers(self) -> dict[tuple[Statement, ...], Solver]:
        return {}

    def solver_with(self, premised: tuple[Statement, ...]) -> Solver:
        """Give the solver of the sums and some of the premised statements."""
        if premised not in self._solvers:
            rows = (*holding(self.statements, CERTAIN), *premised)
            self._solvers[premised] = solver_for(rows, self.hierarchy)
        return self._solvers[premised]

    @cached_property
    def _nodes(self) -> dict[Statement, frozenset[int]]:
        return {row: frozenset(self.hierarchy.find(key) for key in row.keys) for row in self.active}

    def nodes_of(self, row: Statement) -> frozenset[int]:
        """Give the nodes that an active statement speaks of."""
        return self._nodes[row]

    @cached_property
    def known(self) -> dict[int, Statement]:
        """Map every node with a published count to its statement."""
        return {
            self.hierarchy.find(row.keys[0]): row for row in self.active if row.kind is Kind.KNOWN
        }

    def interval(self, key: RegionKey) -> Interval:
        """Give one unit's interval, in the unit of what is counted.

        Raises
        ------
        UnknownRegion
            There is no such unit.
        """
        return self.interval_of(self.hierarchy.find(key)).unscaled(self.scale)

    def interval_of(self, number: int) -> Interval:
        """Give the interval of a node of the hierarchy, in the unit of the statements."""
        low, high = ends_of(self.premised, number)
        low_certain, high_certain = ends_of(self.certain, number)
        return Interval(low=low, high=high, low_certain=low_certain, high_certain=high_certain)

    def group(self, keys: Iterable[RegionKey]) -> Interval:
        """Give the sharp interval of the sum of several units, each added once.

        Raises
        ------
        UnknownRegion
            A key stands for no unit.
        """
        nodes = self.hierarchy.outermost(keys)
        ends = [_sum_ends(solver, nodes) for solver in (self.premised, self.certain)]
        (low, high), (low_certain, high_certain) = ends
        found = Interval(low=low, high=high, low_certain=low_certain, high_certain=high_certain)
        return found.unscaled(self.scale)

    def unlisted(self, parent: RegionKey) -> tuple[RegionKey, ...]:
        """List the units directly inside one that have no published count."""
        inside = self.hierarchy.children[self.hierarchy.find(parent)]
        return tuple(
            key_below(self.hierarchy.keys[n], parent) for n in inside if n not in self.known
        )

    def rest(self, parent: RegionKey) -> Interval:
        """Give the joint total of the units inside one that have no published count."""
        return self.group(self.unlisted(parent))

    def standing(self, key: RegionKey) -> Standing:
        """Tell how a unit's count is known."""
        number = self.hierarchy.find(key)
        if number in self.known:
            return Standing.PUBLISHED
        interval = self.interval_of(number)
        if not in_study(key.code) and not self._is_spoken_of(number):
            return Standing.OUT_OF_SCOPE
        if interval.exact:
            return Standing.DERIVED
        return Standing.BOUNDED if interval.limited else Standing.UNKNOWN

    def _is_spoken_of(self, number: int) -> bool:
        return any(number in self.nodes_of(row) for row in self.active)

    def likeness(self, number: int) -> object:
        """Give what two units must share to be interchangeable in every question."""
        return self.premised.likeness(number), self.certain.likeness(number)

    def keys(self, levels: Sequence[Level]) -> tuple[RegionKey, ...]:
        """List the regions of some levels, sorted by (level, code)."""
        return tuple(region.key for region in self.regions if region.level in levels)


def key_below(keys: tuple[RegionKey, ...], parent: RegionKey) -> RegionKey:
    """Pick the key that a unit has directly below `parent`."""
    return min((key for key in keys if key.level > parent.level), key=lambda key: key.level.rank)


def _sum_ends(solver: Solver, nodes: Sequence[int]) -> tuple[int, int | None]:
    least, most = solver.sum_ends(nodes)
    return least, end_of(most)
