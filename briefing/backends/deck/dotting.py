"""Paints that programs draw unlike: dots as shapes of their own, ramps in steps of two colours.

A pattern's dots become a hatch in some programs, and a gradient of more than two colours loses
those between.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from briefing.backends.deck.cutting import bounds, outline
from briefing.backends.deck.drawn import Flat, Gradient, Pattern, Shape, Sign, Words
from briefing.backends.deck.tracks import Track

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 1_500
"""Dots of one area; a larger one keeps the program's own pattern."""
DOWN, SEAM = 90.0, 0.4
CORNERS = np.array([[np.cos(a), np.sin(a)] for a in np.arange(6) * np.pi / 3])


def dotted(items: Sequence[Shape | Words]) -> tuple[Shape | Words, ...]:
    """Part areas with a dotted pattern into a plain area and its dots."""
    found: list[Shape | Words] = []
    for item in items:
        if not isinstance(item, Shape) or not isinstance(item.fill, Pattern) or not item.fill.dots:
            found.append(item)
            continue
        dots = _dots(item, item.fill)
        if len(dots) > MOST:
            found.append(item)
            continue
        found.append(replace(item, fill=Flat(item.fill.ground) if item.fill.ground else None))
        if dots:
            found.append(_sown(item.fill, dots))
    return tuple(found)


def ramped(items: Sequence[Shape | Words]) -> tuple[Shape | Words, ...]:
    """Part boxes with a gradient of several colours, up or down, into boxes of two colours each."""
    found: list[Shape | Words] = []
    for item in items:
        if isinstance(item, Shape) and _is_ramp(item) and isinstance(item.fill, Gradient):
            found += _steps(item, item.fill)
        else:
            found.append(item)
    return tuple(found)


def _is_ramp(item: Shape) -> bool:
    fill = item.fill
    upright = isinstance(fill, Gradient) and fill.angle == DOWN and len(fill.stops) > 2  # noqa: PLR2004
    return upright and item.form == "box"


def _steps(item: Shape, fill: Gradient) -> list[Shape]:
    left, top, right, bottom = bounds(item.tracks)
    found = []
    for (a, first), (b, second) in pairwise(fill.stops):
        upper, lower = (top + (bottom - top) * at for at in (a, b))
        # The next one is painted over the end of this one: no seam shows.
        end = min(bottom, lower + SEAM)
        corners = np.array([(left, upper), (right, upper), (right, end), (left, end)])
        step = Gradient(((0.0, first), (1.0, second)), fill.angle)
        if lower > upper:
            found.append(
                replace(item, tracks=(Track(corners, closed=True),), fill=step, line=None, radius=0)
            )
    rim = [replace(item, fill=None)] if item.line is not None else []
    return [*found, *rim]


def _sown(fill: Pattern, dots: tuple[Track, ...]) -> Shape:
    sign = Sign(name=fill.kind.capitalize())
    return Shape(form="path", tracks=dots, fill=Flat(fill.mark), line=None, sign=sign)


def _dots(item: Shape, fill: Pattern) -> tuple[Track, ...]:
    """Give the dots that lie wholly inside, each as a hexagon."""
    left, top, right, bottom = bounds(item.tracks)
    area = outline(item.tracks)
    found: list[Track] = []
    for x, y, radius in fill.dots:
        across = np.arange(np.floor(left / fill.step), np.ceil(right / fill.step)) * fill.step + x
        down = np.arange(np.floor(top / fill.step), np.ceil(bottom / fill.step)) * fill.step + y
        grid = np.array(np.meshgrid(across, down)).reshape(2, -1).T
        inside = shapely.contains_xy(shapely.buffer(area, -radius), grid)
        found += [Track(CORNERS * radius + place, closed=True) for place in grid[inside]]
    return tuple(found)
