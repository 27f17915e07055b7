"""Colours on both sides of a middle: plum for more, teal for less; and those of clusters.

The two hues differ in lightness from step to step and from each other for every kind of colour
vision; on paper without colour, less is striped.
"""

from __future__ import annotations

from briefing.palette import token
from briefing.spec import Colour

# From the middle outwards. In the dark, light means farther from the middle.
MORE = (
    Colour(light="#f1b0ba", dark="#8a3a60"),
    Colour(light="#cb5974", dark="#d87088"),
    Colour(light="#73073b", dark="#ffc9c6"),
)
LESS = (
    Colour(light="#a8d8e0", dark="#2b5f63"),
    Colour(light="#4f9a9c", dark="#5fa9ab"),
    Colour(light="#0c4a52", dark="#b9ece8"),
)
#: As in the middle: no difference; neither side nor land without a value.
EVEN = Colour(light="#f7e9a8", dark="#55523f")
#: Of a statistic: nothing can be told from chance.
PLAIN = token("land")


def side_colour(place: int, most: int) -> Colour:
    """Give the colour of the class at `place` steps from the middle, of `most` on each side.

    Examples
    --------
    >>> side_colour(1, 1) == MORE[1], side_colour(-3, 3) == LESS[2], side_colour(0, 2) == EVEN
    (True, True, True)
    """
    if place == 0:
        return EVEN
    steps = MORE if place > 0 else LESS
    chosen = {1: (1,), 2: (0, 2), 3: (0, 1, 2)}[most]
    return steps[chosen[abs(place) - 1]]
