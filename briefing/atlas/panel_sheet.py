"""Several maps on one scale set into a room: legend left, maps in a grid that can be read."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.atlas import frames
from briefing.atlas.canvas import make_canvas
from briefing.atlas.columns import TEXT, legend_height
from briefing.atlas.grounds import framed, inset_on
from briefing.atlas.layout import is_shown, kept_clear, labels_on, scale_bar, symbols_on
from briefing.atlas.marked import always_named
from briefing.atlas.material import views
from briefing.atlas.panels import pooled
from briefing.atlas.sizes import Setting, Sizes
from briefing.atlas.writers import writer_of
from briefing.spec import Box, Layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.atlas.grounds import Bounds
    from briefing.atlas.material import Material, View
    from briefing.atlas.panels import Side
    from briefing.panels_spec import MultiplesSpec
    from briefing.spec import MapSpec

RAIL, GAP = 168.0, 14.0
HEAD = 22.0  # px above a map, for its name
LEAST = (180.0, 140.0)  # a smaller map cannot be read
TYPE = Sizes(name=13, number=14, largest=16, quiet=TEXT, ranges=13)
FULL_PX = 660.0


@dataclass(frozen=True, kw_only=True)
class PanelPlace:
    """One map: which of the spec, its place, and what stands on it."""

    index: int
    box: Box
    layout: Layout


@dataclass(frozen=True, kw_only=True)
class PanelSheet:
    """One picture of several maps; `circles` is the share of full size of the legend's circles."""

    width: float
    height: float
    legend: Box
    circles: float
    panels: tuple[PanelPlace, ...]


def set_panels(
    sides: Sequence[Side], start: str, spec: MultiplesSpec, size: tuple[float, float]
) -> tuple[PanelSheet, ...]:
    """Set several maps into a room, on more than one sheet where they would be too small.

    Parameters
    ----------
    sides
        The tables, in the order of their maps.
    start
        Id of the view.
    spec
        The maps, described.
    size
        Width and height of the room, px of a sheet whose least letters are 12 px.
    """
    width, height = size
    left = RAIL + GAP
    columns, rows = _grid(len(sides), width - left, height)
    box = (
        (width - left - GAP * (columns - 1)) / columns,
        (height - GAP * (rows - 1)) / rows - HEAD,
    )
    found = [next(v for v in views(side.material) if v.id == start) for side in sides]
    pool = pooled(sides, found)
    circles = round(min(1.0, min(box) / FULL_PX), 3)
    layouts = [
        _layout(replace(side.material, pool=pool, title=""), view, panel.spec, box, circles)
        for side, view, panel in zip(sides, found, spec.panels, strict=True)
    ]
    legend = Box(x=0, y=0, width=RAIL, height=legend_height(spec.legend, RAIL, 1.0, 118.0))
    sheets = []
    per = columns * rows
    for first in range(0, len(layouts), per):
        places = []
        for at, layout in enumerate(layouts[first : first + per]):
            x = left + (at % columns) * (box[0] + GAP)
            y = (at // columns) * (box[1] + HEAD + GAP) + HEAD
            place = Box(x=x, y=y, width=box[0], height=box[1])
            places.append(PanelPlace(index=first + at, box=place, layout=layout))
        sheets.append(
            PanelSheet(
                width=width, height=height, legend=legend, circles=circles, panels=tuple(places)
            )
        )
    return tuple(sheets)


def _grid(count: int, width: float, height: float) -> tuple[int, int]:
    """Choose columns and rows that make maps largest, none smaller than can be read."""
    most_columns = max(1, int((width + GAP) / (LEAST[0] + GAP)))
    most_rows = max(1, int((height + GAP) / (LEAST[1] + HEAD + GAP)))
    best = (1.0, most_columns, most_rows)
    for columns in range(1, min(count, most_columns) + 1):
        rows = min(math.ceil(count / columns), most_rows)
        wide = (width - GAP * (columns - 1)) / columns
        high = (height - GAP * (rows - 1)) / rows - HEAD
        shown = min(count, columns * rows) / count
        best = max(best, (1 + shown * 1e6 + min(wide, high * 1.2), columns, rows))
    return best[1], best[2]


def _layout(
    material: Material, view: View, spec: MapSpec, box: tuple[float, float], circles: float
) -> Layout:
    ground = Box(x=0, y=0, width=box[0], height=box[1])
    frame = framed(_bounds(material, view), ground, left=8, right=30, top=8, bottom=26)
    setting = Setting(px=box, type=TYPE, circles=circles)
    canvas = make_canvas(frame, material.land, kept_clear(view), national=view.national)
    small = inset_on(material, view, frame, spec.lang)
    if small is not None:
        canvas.take(small.box, margin=2)
    bar = scale_bar(material, canvas, frame, small.box if small else None, spec.lang)
    symbols = symbols_on(material, view, canvas, setting) if material.style == "symbols" else ()
    always = always_named(material, view, canvas, spec.lang, setting) if view.national else ()
    setting = replace(setting, named=view.national)
    scale = writer_of(material).scale(material, view)
    labels = labels_on(material, view, scale, canvas, spec.lang, setting)
    return Layout(
        frame=frame,
        labels=(*always, *labels),
        symbols=symbols,
        scale_bar=bar.model_copy(update={"size": TEXT}),
        inset=small,
    )


def _bounds(material: Material, view: View) -> Bounds:
    """Give the bounds of what any of the maps must show, km."""
    shapes = material.land.shapes
    if not view.national:
        return frames.main_bounds([shapes[key] for key in view.keys])
    scale = writer_of(material).scale(material, view)
    shown = [shapes[key] for key in view.keys if is_shown(material, key, scale)]
    found = frames.main_bounds([*shown, *(shapes[("province", "710000")],)])
    return found if found[2] - found[0] < frames.NATION[2] * 0.7 else frames.NATION_BOX
