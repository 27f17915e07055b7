"""Where the best plan changes as a number moves that is not linear: intervals, never a value.

A capacity, a demand or an origin share bends the cost of each plan by itself, so the best plan may
change, change back, and change again between two values with the same plan. What can be certified
is that it changes in an interval at whose ends different plans are best.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from data.errors import Infeasible
from network.engine.solve import TIME_LIMIT, design
from network.explain.linear import changed_sites
from network.explain.parameter import same_policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from network.case.case import Case
    from network.case.choices import Policy
    from network.engine.plan import Site
    from network.engine.result import Result
    from network.explain.parameter import Parameter

STEPS = 6
"""Steps of the first look over the range."""
WIDTH = 1e-3
"""Share of the range to which an interval is narrowed."""
WORSE = 1e-9
"""A plan is worse than another if it costs more by this share."""


@dataclass(frozen=True, kw_only=True)
class Bracket:
    """Hold an interval in which the best plan changes, at least once.

    Parameters
    ----------
    low, high
        Ends of the interval.
    cost_low, cost_high
        Least cost there; None where nothing meets the mandatory demands.
    before, after
        Sites of the best plan at the ends; empty where there is none.
    certain
        At each end the plan of that end costs less than the plan of the other, and both were
        proven best. Otherwise the two may tie, or a solve ended at its time limit.
    """

    low: float
    high: float
    cost_low: float | None
    cost_high: float | None
    before: tuple[Site, ...]
    after: tuple[Site, ...]
    certain: bool

    @property
    def width(self) -> float:
        """Give the width of the interval."""
        return self.high - self.low

    @property
    def changes(self) -> tuple[tuple[Site, Site], ...]:
        """List the sites that change, as (before, after); none where one end has no plan."""
        if not self.before or not self.after:
            return ()
        return changed_sites(self.before, self.after)


@dataclass(frozen=True, kw_only=True)
class Looked:
    """Hold what was found at one value: the least cost and its sites, none where nothing holds."""

    value: float
    cost: float | None
    sites: tuple[Site, ...]


@dataclass(frozen=True, kw_only=True)
class Brackets:
    """Hold the intervals found; between the values looked at there may be further changes.

    Parameters
    ----------
    looks
        What was solved, from the lowest value to the highest.
    solves
        How many models in whole numbers were solved.
    """

    brackets: tuple[Bracket, ...]
    looks: tuple[Looked, ...]
    solves: int

    @property
    def looked_at(self) -> tuple[float, ...]:
        """Give the values that were solved, from low to high."""
        return tuple(look.value for look in self.looks)


@dataclass
class Look:
    """Solve the case at values of the number, each once."""

    case: Case
    policy: Policy | None
    parameter: Parameter
    seconds: float
    found: dict[float, Result | None] = field(default_factory=dict)
    solves: int = 0

    def at(self, value: float) -> Result | None:
        """Give the plan of least cost at a value; None where nothing meets the demands."""
        if value not in self.found:
            self.found[value] = self._solve(value, None)
        return self.found[value]

    def told(self) -> tuple[Looked, ...]:
        """Give what was found, from the lowest value to the highest."""
        return tuple(
            Looked(value=value, cost=found.objective if found else None, sites=_sites(found))
            for value, found in sorted(self.found.items())
        )

    def cost_of(self, sites: tuple[Site, ...], value: float) -> float | None:
        """Give what a plan's sites cost at a value; None where they cannot serve it."""
        held = self._solve(value, sites)
        return held.objective if held else None

    def _solve(self, value: float, sites: tuple[Site, ...] | None) -> Result | None:
        changed = self.parameter.at(self.case, value)
        policy = same_policy(changed, self.policy)
        held = {site.facility: site for site in sites} if sites else None
        self.solves += 1
        try:
            return design(changed, policy, sites=held, seconds=self.seconds)
        except Infeasible:
            return None


def brackets(
    case: Case,
    policy: Policy | None,
    parameter: Parameter,
    low: float,
    high: float,
    *,
    steps: int = STEPS,
    width: float = WIDTH,
    seconds: float = TIME_LIMIT,
    progress: Callable[[int, int], None] | None = None,
) -> Brackets:
    """Find intervals in which the best plan changes as a number goes from one value to another.

    Parameters
    ----------
    case, policy, parameter, low, high
        As in `breakpoints`.
    steps
        The range is looked at in so many equal steps first, then between steps that differ.
    width
        Share of the range to which an interval is narrowed by halving.
    seconds
        Time limit of each solve.
    progress
        Told how many steps are done.

    Raises
    ------
    Problems
        The number cannot take a value of the range.
    ScenarioProblem
        No plan was found within the time limit.
    """
    look = Look(case, policy, parameter, seconds)
    whole = parameter.whole()
    grid = _grid(low, high, steps, whole=whole)
    narrow = max(1.0, (high - low) * width) if whole else (high - low) * width
    found: list[Bracket] = []
    for number, value in enumerate(grid):
        look.at(value)
        if progress:
            progress(number + 1, 2 * len(grid) - 1)
    for number, (left, right) in enumerate(pairwise(grid)):
        if _sites(look.at(left)) != _sites(look.at(right)):
            found.append(_bracket(look, *_narrowed(look, left, right, narrow, whole=whole)))
        if progress:
            progress(len(grid) + number + 1, 2 * len(grid) - 1)
    return Brackets(brackets=tuple(found), looks=look.told(), solves=look.solves)


def _grid(low: float, high: float, steps: int, *, whole: bool) -> list[float]:
    values = [low + (high - low) * step / steps for step in range(steps)] + [high]
    if whole:
        values = [float(round(value)) for value in values]
    return sorted(set(values))


def _sites(result: Result | None) -> tuple[Site, ...]:
    return result.plan.sites if result else ()


def _narrowed(
    look: Look, low: float, high: float, width: float, *, whole: bool
) -> tuple[float, float]:
    """Halve an interval as long as the plans at its ends differ; they always do."""
    while high - low > width:
        middle = low + (high - low) / 2
        if whole:
            middle = float(round(middle))
        if middle in {low, high}:
            break
        if _sites(look.at(middle)) == _sites(look.at(low)):
            low = middle
        else:
            high = middle
    return low, high


def _bracket(look: Look, low: float, high: float) -> Bracket:
    left, right = look.at(low), look.at(high)
    return Bracket(
        low=low,
        high=high,
        cost_low=left.objective if left else None,
        cost_high=right.objective if right else None,
        before=_sites(left),
        after=_sites(right),
        certain=better(look, low, left, right) and better(look, high, right, left),
    )


def better(look: Look, value: float, best: Result | None, other: Result | None) -> bool:
    """Tell whether the plan at a value is proven to cost less there than another."""
    if best is None or other is None:
        return best is not None or other is not None
    if best.gap > 0:
        return False
    cost = look.cost_of(other.plan.sites, value)
    return cost is None or cost > best.objective * (1.0 + WORSE)
