"""Lay out the flow map of the study's network: for screens, and for the room of a slide or page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.flow.inset import delta
from briefing.flow.map import sketch
from briefing.flow.plane import Plane
from briefing.flow.spec import FlowLayout
from briefing.spec import Box

if TYPE_CHECKING:
    from briefing.flow.base import FlowBase
    from briefing.flow.marks import Marks

LOW = 400.0
"""Px below which a map cannot name places along the coast."""


def wide_map(marks: Marks, base: FlowBase, lang: str) -> FlowLayout:
    """Lay out the map 936 px wide."""
    box = Box(x=0, y=54, width=936, height=504)
    plane = Plane(lon=112, lat=18, x=402, y=308, km_per_px=7.75)
    main = sketch(marks, base, (plane, box), lang, compact=False)
    inset = Box(x=654, y=box.y + box.height - 252, width=272, height=242)
    return FlowLayout(
        width=936, height=box.y + box.height + 64, panes=(main, delta(marks, base, inset, lang))
    )


def phone_map(marks: Marks, base: FlowBase, lang: str) -> FlowLayout:
    """Lay out the map 358 px wide: territories and markets are named, provinces in the table."""
    box = Box(x=0, y=0, width=358, height=330)
    plane = Plane(lon=112, lat=18, x=144, y=176, km_per_px=13.2)
    pane = sketch(marks, base, (plane, box), lang, compact=True)
    return FlowLayout(width=358, height=box.height, panes=(pane,))


def sized_map(marks: Marks, base: FlowBase, lang: str, size: tuple[float, float]) -> FlowLayout:
    """Lay out the map for a room, width and height in px.

    A low room holds it twice, each a picture of its own: all of it without names of provinces, and
    below it the coast alone, larger.
    """
    width, height = size
    if height < LOW:
        whole, coast = (Box(x=0, y=y, width=width, height=height) for y in (0, height + 10))
        far = Plane(lon=112, lat=17, x=0.4 * width, y=0.5 * height, km_per_px=4250 / height)
        near = Plane(lon=112, lat=36, x=0.4 * width, y=coast.y, km_per_px=1860 / height)
        panes = (
            sketch(marks, base, (far, whole), lang, compact=True),
            sketch(marks, base, (near, coast), lang, compact=False, alone=True),
        )
        return FlowLayout(width=width, height=coast.y + height, panes=panes)
    box = Box(x=0, y=0, width=width, height=height)
    km = round(max(3906 / height, 7254 / width), 3)
    plane = Plane(lon=112, lat=18, x=0.43 * width, y=0.504 * height, km_per_px=km)
    main = sketch(marks, base, (plane, box), lang, compact=False)
    inset = Box(x=width - 262, y=height - 252, width=252, height=242)
    return FlowLayout(width=width, height=height, panes=(main, delta(marks, base, inset, lang)))
