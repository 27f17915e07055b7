"""Whether a number enters the objective linearly and nothing else: compile, and compare.

No list of such numbers is kept: the case is compiled with several values of the number, and the
models are compared. If columns, rows, coefficients and limits are equal and every cost lies on a
straight line, then the least cost is exactly the lower envelope of the plans' lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from network.engine.frame import Frame
from network.engine.solve import program
from network.explain.lines import Line
from network.explain.parameter import same_policy

if TYPE_CHECKING:
    from network.case.case import Case
    from network.case.choices import Policy
    from network.engine.model import Model
    from network.engine.plan import Site
    from network.engine.solve import Program
    from network.explain.parameter import Parameter

# Interior points at irrational-like shares: a kink lies on none of them but by intention.
INSIDE = (0.3819660112501051, 0.7639320225002103)
STRAIGHT = 1e-9
"""A cost that is off the line by less than this share is rounding."""


@dataclass(frozen=True)
class Costs:
    """Hold what columns cost, and what is paid whatever is decided."""

    each: np.ndarray
    offset: float

    @classmethod
    def of(cls, model: Model) -> Costs:
        """Read the costs of a model."""
        return cls(np.array(model.cost), model.offset)

    def mixed(self, other: Costs, share: float) -> Costs:
        """Give the costs at a share of the way to others."""
        return Costs(
            self.each + (other.each - self.each) * share,
            self.offset + (other.offset - self.offset) * share,
        )

    def near(self, other: Costs, size: Costs) -> bool:
        """Tell whether two costs differ by rounding only, beside a typical size."""
        each = np.abs(self.each - other.each) <= STRAIGHT * np.maximum(1e-9, np.abs(size.each))
        offset = abs(self.offset - other.offset) <= STRAIGHT * max(1.0, abs(size.offset))
        return bool(each.all()) and offset

    def total(self, x: np.ndarray) -> float:
        """Give the cost of a point."""
        return float(self.each @ x) + self.offset


@dataclass(frozen=True, kw_only=True)
class Linear:
    """Hold one model whose costs are a straight line in a number.

    Parameters
    ----------
    built
        The model; its own costs are those of an interior value.
    begin, end
        Costs at `low` and at `high`.
    loose
        Values at an end where the case compiles to other columns (a cost of 0 may need none),
        with that model: there the least cost must be checked by a solve.
    """

    built: Program
    low: float
    high: float
    begin: Costs
    end: Costs
    loose: tuple[tuple[float, Program], ...] = ()

    def costs(self, value: float) -> Costs:
        """Give the costs at a value."""
        return self.begin.mixed(self.end, (value - self.low) / (self.high - self.low))

    def line(self, x: np.ndarray) -> Line:
        """Give what a point costs at every value."""
        at_low = self.begin.total(x)
        slope = (self.end.total(x) - at_low) / (self.high - self.low)
        sites = self.built.design.sites(x)
        return Line(base=at_low - slope * self.low, slope=slope, sites=sites, x=x)


def compiled(case: Case, policy: Policy | None, parameter: Parameter, value: float) -> Program:
    """Compile a case with a value of a number.

    Raises
    ------
    Problems
        The number cannot take the value.
    """
    changed = parameter.at(case, value)
    return program(Frame.of(changed), same_policy(changed, policy))


def linear(
    case: Case, policy: Policy | None, parameter: Parameter, low: float, high: float
) -> Linear | None:
    """Compile a case between two values of a number; None unless only costs move, and linearly.

    Raises
    ------
    UnknownChoice
        There is no such table or column.
    BadValue
        The column holds no numbers.
    Problems
        The number cannot take a value of the range.
    """
    if parameter.whole():
        return None
    shares = (0.0, *INSIDE, 1.0)
    values = [low, *(low + (high - low) * share for share in INSIDE), high]
    programs = [compiled(case, policy, parameter, value) for value in values]
    inner, second = programs[1], programs[2]
    if not same_structure(inner.model, second.model):
        return None
    one, two = Costs.of(inner.model), Costs.of(second.model)
    per_share = INSIDE[1] - INSIDE[0]
    begin = one.mixed(two, -INSIDE[0] / per_share)
    end = one.mixed(two, (1.0 - INSIDE[0]) / per_share)
    loose: list[tuple[float, Program]] = []
    for share, value, built in zip(shares, values, programs, strict=True):
        if not same_structure(inner.model, built.model):
            loose.append((value, built))
        elif not Costs.of(built.model).near(begin.mixed(end, share), _size(one, two)):
            return None
    if not loose:  # as compiled, which no rounding has touched
        begin, end = Costs.of(programs[0].model), Costs.of(programs[-1].model)
    return Linear(built=inner, low=low, high=high, begin=begin, end=end, loose=tuple(loose))


def _size(one: Costs, two: Costs) -> Costs:
    return Costs(
        np.maximum(np.abs(one.each), np.abs(two.each)), max(abs(one.offset), abs(two.offset))
    )


def same_structure(one: Model, two: Model) -> bool:
    """Tell whether two models differ in nothing but costs."""
    return (
        list(one.columns) == list(two.columns)
        and list(one.rows) == list(two.rows)
        and one.starts == two.starts
        and one.indices == two.indices
        and one.values == two.values
        and (one.lower, one.upper) == (two.lower, two.upper)
        and (one.row_lower, one.row_upper) == (two.row_lower, two.row_upper)
        and one.integer == two.integer
    )


def changed_sites(
    before: tuple[Site, ...], after: tuple[Site, ...]
) -> tuple[tuple[Site, Site], ...]:
    """List the sites that two plans of one case have in different states, as (before, after)."""
    return tuple((b, a) for b, a in zip(before, after, strict=True) if b != a)
