"""The cost of plans as straight lines over one number, and the lowest of them everywhere.

Where a number enters the objective linearly and nothing else, a plan costs a + b·θ, and the least
cost is the lower envelope of all plans' lines: concave, and bent only where the best plan changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from network.engine.plan import Site

SAME = 1e-9
"""Costs that differ by less than this share are the rounding of sums."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """Hold what a plan costs: `base` + `slope` · θ, in the case's currency."""

    base: float
    slope: float
    sites: tuple[Site, ...] = ()
    x: np.ndarray | None = field(default=None, repr=False, compare=False)

    def at(self, value: float) -> float:
        """Give the cost at a value.

        Examples
        --------
        >>> Line(base=10.0, slope=2.0).at(3.0)
        16.0
        """
        return self.base + self.slope * value


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Say between which values a line is the lowest."""

    low: float
    high: float
    line: Line


def crossing(left: Line, right: Line) -> float | None:
    """Give the value at which two plans cost the same; None where they never do.

    Examples
    --------
    >>> crossing(Line(base=0.0, slope=2.0), Line(base=6.0, slope=1.0))
    6.0
    """
    if left.slope == right.slope:
        return None
    return (right.base - left.base) / (left.slope - right.slope)


def envelope(lines: Sequence[Line], low: float, high: float) -> tuple[Piece, ...]:
    """Give the lowest line everywhere between two values, from left to right.

    Of lines that run together the first found is kept.

    Examples
    --------
    >>> cheap, dear = Line(base=0.0, slope=2.0), Line(base=6.0, slope=1.0)
    >>> [(piece.low, piece.high) for piece in envelope([cheap, dear], 0.0, 10.0)]
    [(0.0, 6.0), (6.0, 10.0)]
    """
    pieces: list[Piece] = []
    begin, line = low, _lowest(lines, low)
    while True:
        end, after = _next(lines, line, begin, high)
        if after is None:
            return (*pieces, Piece(low=begin, high=high, line=line))
        if end > begin:
            pieces.append(Piece(low=begin, high=end, line=line))
        begin, line = end, after


def _lowest(lines: Sequence[Line], value: float) -> Line:
    """Find the lowest line at a value; where several meet, the one that stays lowest after it."""
    least = min(line.at(value) for line in lines)
    near = [one for one in lines if one.at(value) <= least + SAME * max(1.0, abs(least))]
    return min(near, key=lambda one: one.slope)


def _next(
    lines: Sequence[Line], line: Line, begin: float, high: float
) -> tuple[float, Line | None]:
    """Find where another line gets below this one first, and by more than rounding."""
    after: Line | None = None
    end = high
    tolerance = SAME * max(1.0, abs(line.at(high)))
    for other in lines:
        if other.slope >= line.slope or other.at(high) >= line.at(high) - tolerance:
            continue
        value = crossing(line, other)
        if value is None:
            continue
        value = max(begin, value)
        if value < end or (value == end and after is not None and other.slope < after.slope):
            end, after = value, other
    return end, after
