"""Axes: round ticks, and where an axis may begin without its zero."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from briefing.spec import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
FLAT = 0.45
"""An axis is cut where all that happens on it is less than this share of its height."""
STUB = 0.3
"""Share of the span that is left below the lowest level of a cut axis."""


class Tick(Part):
    """A value on an axis and its words."""

    value: float
    label: str


class Axis(Part):
    """An axis from `low` to `high`; `cut` where it does not begin at zero."""

    low: float
    high: float
    cut: bool = False
    ticks: tuple[Tick, ...] = ()
    title: str = ""

    def share(self, value: float) -> float:
        """Give how far along the axis a value lies, from 0 to 1.

        Examples
        --------
        >>> Axis(low=10, high=30).share(15)
        0.25
        """
        return (value - self.low) / (self.high - self.low)


def nice(low: float, high: float, *, about: int = 4) -> tuple[float, ...]:
    """Give round values from `low` to `high`, about so many.

    Examples
    --------
    >>> nice(0, 23), nice(268, 281)
    ((0.0, 5.0, 10.0, 15.0, 20.0), (270.0, 272.5, 275.0, 277.5, 280.0))
    """
    rough = (high - low) / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = min((s * power for s in STEPS), key=lambda s: abs(math.log(s / rough)))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return tuple(round(k * step, 12) for k in range(first, last + 1))


def axis(
    low: float, high: float, say: Callable[[float], str], *, about: int = 4, title: str = ""
) -> Axis:
    """Make an axis with round ticks between two ends.

    Parameters
    ----------
    say
        Writes a tick's value.
    """
    ticks = tuple(Tick(value=value, label=say(value)) for value in nice(low, high, about=about))
    return Axis(low=low, high=high, ticks=ticks, title=title)


def money_axis(levels: Iterable[float], say: Callable[[float], str], *, about: int = 4) -> Axis:
    """Make an axis for levels of cost: from zero, or cut where all levels lie far above it.

    Parameters
    ----------
    levels
        What is drawn; the axis holds them all.
    say
        Writes a tick's value.

    Examples
    --------
    >>> found = money_axis([279.9, 276.5], str)
    >>> found.cut, found.low, [tick.value for tick in found.ticks]
    (True, 275.0, [275.0, 276.0, 277.0, 278.0, 279.0, 280.0])
    """
    known = sorted(levels)
    least, most = min(known[0], 0.0), max(known[-1], 0.0)
    span = known[-1] - known[0]
    if known[0] > 0 and span < FLAT * most:
        span = span or 0.02 * most
        low = known[0] - STUB * span
        steps = nice(low, most, about=about)
        gap = steps[1] - steps[0] if len(steps) > 1 else span
        low = max(0.0, math.floor(low / (gap / 2)) * (gap / 2))
        cut = axis(low, most + 0.04 * span, say, about=about)
        return cut.model_copy(update={"cut": low > 0})
    room = 0.04 * (most - least) or 1.0
    return axis(least, most + room, say, about=about)
