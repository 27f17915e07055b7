"""Values of a ramp in lines, each beside its colour: for a legend without room for a ramp."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.palette import mixed
from briefing.typesetting import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.spec import Colour, Ramp

CHIP_LINE, CHIP_FOOT, CHIP_GAP = 18.0, 6.0, 10.0
SWATCH, TEXT = 18.0, 12.0


def chip_places(ramp: Ramp, width: float) -> list[tuple[float, float]]:
    """Give the upper left corner of every value's swatch, the largest value first, px."""
    found: list[tuple[float, float]] = []
    x = y = 0.0
    for tick in sorted(ramp.ticks, key=lambda tick: -tick.at):
        wide = SWATCH + width_of(tick.label, TEXT)
        if x and x + wide > width:
            x, y = 0.0, y + CHIP_LINE
        found.append((x, y))
        x += wide + CHIP_GAP
    return found


def colour_at(stops: Sequence[Colour], at: float) -> Colour:
    """Give a ramp's colour at a place in [0, 1], between its stops."""
    place = at * (len(stops) - 1)
    left = min(int(place), len(stops) - 2)
    return mixed(stops[left], stops[left + 1], place - left)
