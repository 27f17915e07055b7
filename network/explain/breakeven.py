"""Where the best plan changes as one number moves, exactly where that can be known.

The least cost as a function of a number that enters costs only is concave and piecewise linear.
Its bends are found by solving where two known plans cost the same: either that is the least cost
there, and the bend is proven, or a new plan is found (Eisner and Severance, Journal of the ACM 23
(1976) 619-635). Within a design the bends of its flows are found the same way by linear models.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from data.errors import BadValue
from data.phrase import said
from network.engine.solve import TIME_LIMIT
from network.explain.bracket import Bracket, Looked, brackets
from network.explain.linear import changed_sites, linear
from network.explain.search import Search

if TYPE_CHECKING:
    from collections.abc import Callable

    from network.case.case import Case
    from network.case.choices import Policy
    from network.engine.plan import Site
    from network.explain.lines import Piece
    from network.explain.parameter import Parameter


@dataclass(frozen=True, kw_only=True)
class BreakEven:
    """Say at which value two plans cost the same, and which is best on either side.

    Parameters
    ----------
    value, cost
        Where both plans cost the same, and what.
    before, after
        The sites below and above it.
    kind
        ``design`` where sites or modules change, ``flows`` where only flows do.
    earliest, latest
        Between these the best plan changes from `before` to `after`. Equal to `value` where every
        solve was finished; an interval where one ended at its time limit or gap.
    """

    value: float
    cost: float
    before: tuple[Site, ...]
    after: tuple[Site, ...]
    kind: Literal["design", "flows"]
    earliest: float
    latest: float

    @property
    def proven(self) -> bool:
        """Tell whether the value is known, and no interval."""
        return self.earliest == self.latest

    @property
    def changes(self) -> tuple[tuple[Site, Site], ...]:
        """List the sites that change, as (before, after)."""
        return changed_sites(self.before, self.after)


@dataclass(frozen=True, kw_only=True)
class Breakpoints:
    """Hold where the best plan changes between two values of a number.

    Parameters
    ----------
    exact
        The values in `points` are exact, and there are no others. Otherwise see `brackets`, or
        the intervals of the points where a solve was not finished.
    linear
        The number enters costs only, and linearly.
    points
        Values at which sites or modules change.
    flow_points
        Values at which only flows change.
    pieces
        The plan of least cost between neighbouring values.
    brackets
        Where the number is not linear: intervals in which the plan changes, certainly once and
        perhaps more often.
    looks
        Where the number is not linear: what was solved, from the lowest value to the highest.
    solves, flow_solves
        How many models in whole numbers, and how many linear ones, were solved.
    """

    parameter: Parameter
    low: float
    high: float
    exact: bool
    linear: bool
    points: tuple[BreakEven, ...] = ()
    flow_points: tuple[BreakEven, ...] = ()
    pieces: tuple[Piece, ...] = ()
    brackets: tuple[Bracket, ...] = ()
    looks: tuple[Looked, ...] = ()
    solves: int = 0
    flow_solves: int = 0

    @property
    def more_possible(self) -> bool:
        """Tell whether the plan may change at further values than those named."""
        return not self.exact


def breakpoints(
    case: Case,
    policy: Policy | None,
    parameter: Parameter,
    low: float,
    high: float,
    *,
    seconds: float = TIME_LIMIT,
    progress: Callable[[int, int], None] | None = None,
) -> Breakpoints:
    """Find where the best plan changes as a number goes from one value to another.

    Parameters
    ----------
    case, policy
        What is planned, and what management insists on.
    parameter
        The number, in absolute values or as what is added to it.
    low, high
        Ends of the range.
    seconds
        Time limit of each solve.
    progress
        Told how many solves are done, and of how many that are known to be needed.

    Raises
    ------
    BadValue
        The range is empty, or the column holds no numbers.
    UnknownChoice
        There is no such table or column.
    Problems
        The number cannot take a value at an end.
    Infeasible
        No plan meets the mandatory demands, whatever the costs.
    ScenarioProblem
        No plan was found within the time limit.
    """
    if not low < high:
        raise BadValue(
            said(
                "the range of {number} goes from {low:g} to {high:g}",
                number=parameter.words,
                low=low,
                high=high,
            ),
            remedy=said("Give a higher end above the lower one."),
        )
    family = linear(case, policy, parameter, low, high)
    if family is not None:
        search = Search(family, seconds=seconds, progress=progress)
        if search.run():
            return _told(parameter, search)
    found = brackets(case, policy, parameter, low, high, seconds=seconds, progress=progress)
    return Breakpoints(
        parameter=parameter, low=low, high=high, exact=False, linear=False,
        brackets=found.brackets, looks=found.looks, solves=found.solves,
    )  # fmt: skip


def _told(parameter: Parameter, search: Search) -> Breakpoints:
    pieces = search.pieces()
    told = [_point(search, before, after) for before, after in pairwise(pieces)]
    return Breakpoints(
        parameter=parameter,
        low=search.family.low,
        high=search.family.high,
        exact=search.proven(),
        linear=True,
        points=tuple(point for point in told if point.kind == "design"),
        flow_points=tuple(point for point in told if point.kind == "flows"),
        pieces=pieces,
        solves=search.solves,
        flow_solves=search.flow_solves,
    )


def _point(search: Search, before: Piece, after: Piece) -> BreakEven:
    value = before.high
    earliest, latest = search.certain(before, after)
    return BreakEven(
        value=value,
        cost=before.line.at(value),
        before=before.line.sites,
        after=after.line.sites,
        kind="design" if before.line.sites != after.line.sites else "flows",
        earliest=earliest,
        latest=latest,
    )
