"""A map with its legend, its numbers and where it lies, set into any room of a document.

A wide room has legend and locator left, the map in the middle, a column of bars right whose names
are tied to their regions by lines. In a room that is nearly square the legend stands on the map's
inland corner. In a tall one the map is above, legend and bars are below it. All sizes are px of a
sheet whose smallest letters are `TEXT` high; a document scales the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.atlas.canvas import make_canvas
from briefing.atlas.columns import TEXT, Lane, column, legend_height, table
from briefing.atlas.grounds import essential, framed, inset_on, wider_locator
from briefing.atlas.layout import kept_clear, labels_on, scale_bar, symbols_on
from briefing.atlas.marked import always_named, inside
from briefing.atlas.sizes import Setting, Sizes
from briefing.atlas.ties import tied
from briefing.atlas.writers import writer_of
from briefing.spec import Box, Layout, Locator

if TYPE_CHECKING:
    from briefing.atlas.grounds import Bounds
    from briefing.atlas.material import Material, View
    from briefing.spec import Frame, MapSpec

WIDE, TALL = 1.75, 1.0  # width over height
LEAST_WIDE = 700.0
GAP = 14.0
RAIL, SIDE = 172.0, 196.0
RAILS = (172.0, 210.0, 250.0, 290.0)  # wider where the legend is too high
PANEL_SIDE, PANEL_GAP = 168.0, 8.0  # where the legend covers a corner
PANEL_RAIL = (150.0, 196.0)  # as wide as the map leaves it
PANEL_PAD = 9.0
RAMP, LOW_RAMP, ROOMY = 118.0, 72.0, 400.0  # of the legend; a room this high is roomy
LEGEND_DROP = 9.0  # from the top of its place to the first line's middle
LEAST_LOCATOR = 74.0
HIGHEST_LOCATOR = 190.0
FULL_PX = 660.0  # height of a map whose circles have their full size
TIES, BELOW, BELOW_INSET = 40.0, 28.0, 60.0  # of the map: for lines to bars, for the scale bar
TYPE = Sizes(name=13, number=17, largest=22, quiet=TEXT, ranges=13)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Say where everything stands on a sheet of `width` × `height` px.

    Parameters
    ----------
    map, layout
        The map's place, and what stands on it in px of its own.
    legend
        Its place; `panel` tells whether it covers a corner of the map.
    circles, ramp
        Share of the full size of the legend's circles; height of its ramp, 0 for its
        colours in rows.
    locator, locator_at
        The small map of the whole, and its place.
    lanes
        Bars, each at its place, with the line to its region.
    flat
        Bars stand beside their names, not below them.
    scale
        The number that fills a bar's room.
    left_out, left_out_at
        How many regions with a number have no bar here; where that is said, above the box's foot.
    """

    width: float
    height: float
    map: Box
    layout: Layout
    legend: Box
    left_out_at: Box
    panel: bool = False
    circles: float = 1.0
    ramp: float = RAMP
    locator: Locator | None = None
    locator_at: Box | None = None
    lanes: tuple[Lane, ...] = ()
    flat: bool = False
    scale: float = 1.0
    left_out: int = 0


def set_sheet(material: Material, view: View, spec: MapSpec, size: tuple[float, float]) -> Sheet:
    """Set a map into a room.

    Parameters
    ----------
    material, view
        What is shown.
    spec
        The same, described: its legend, bars and language are drawn.
    size
        Width and height of the room, px of a sheet whose least letters are 12 px.
    """
    width, height = size
    if width / height < TALL:
        return _tall(material, view, spec, size)
    wide = width / height >= WIDE and width >= LEAST_WIDE
    return _sided(material, view, spec, size, panel=not wide)


def _sided(
    material: Material, view: View, spec: MapSpec, size: tuple[float, float], *, panel: bool
) -> Sheet:
    width, height = size
    circles = _circles(height, width)
    pad = PANEL_PAD if panel else 0.0
    ramp = RAMP if height >= ROOMY else 0.0 if panel else LOW_RAMP
    rail, side, gap = RAIL, SIDE, GAP
    if panel:
        side, gap = PANEL_SIDE, PANEL_GAP
    if not (spec.tables and spec.tables[0].bars):  # kinds in place of numbers have no bars
        side = gap = 0.0
    if panel:
        rail = _panel_rail(essential(material, view), width - side - gap, height)
    else:
        rail = next(
            (
                wide
                for wide in RAILS
                if legend_height(spec.legend, wide, circles, ramp) + LEGEND_DROP <= height
            ),
            RAILS[-1],
        )
    inner = rail - 2 * pad
    legend = Box(
        x=pad,
        y=pad,
        width=inner,
        height=legend_height(spec.legend, inner, circles, ramp) + LEGEND_DROP,
    )
    left = 0.0 if panel else rail + gap
    ground = Box(x=left, y=0, width=width - left - side - gap, height=height)
    used = legend.height + (2 * pad if panel else gap)
    seat = _locator_seat(used, height)
    frame = framed(
        essential(material, view),
        ground,
        left=rail + 4 if panel else 8,
        right=TIES,
        top=10.0,
        bottom=BELOW if seat else BELOW_INSET,
    )
    locator = wider_locator(material, view, frame, (rail, seat), spec.lang) if seat else None
    at = None
    if locator is not None:
        at = Box(x=0, y=height - locator.frame.height, width=locator.frame.width,
                 height=locator.frame.height)  # fmt: skip
    covered = []
    if panel:
        covered.append(Box(x=0, y=0, width=rail, height=used))
        if at is not None:
            covered.append(at)
    layout, lanes, left_out = _mapped(
        material, view, spec, frame, covered, circles,
        side=Box(x=width - side, y=0, width=side, height=height), origin=left,
        inset=locator is None,
    )  # fmt: skip
    return Sheet(
        width=width,
        height=height,
        map=ground,
        layout=layout,
        legend=legend,
        panel=panel,
        circles=circles,
        ramp=ramp,
        locator=locator,
        locator_at=at,
        lanes=lanes,
        scale=spec.tables[0].scale if spec.tables else 1.0,
        left_out=left_out,
        left_out_at=Box(x=width - side, y=height, width=side, height=0),
    )


def _panel_rail(bounds: Bounds, width: float, height: float) -> float:
    """Give the width of a legend on the map: what the regions shown leave free."""
    x0, y0, x1, y1 = bounds
    shown = (x1 - x0) / (y1 - y0) * (height - BELOW - 10)
    least, most = PANEL_RAIL
    return min(max(width - TIES - 4 - shown, least), most)


def _locator_seat(used: float, height: float) -> float:
    free = height - used
    return min(free, HIGHEST_LOCATOR) if free >= LEAST_LOCATOR else 0.0


def _circles(height: float, width: float) -> float:
    return round(min(1.0, min(height, width * 0.7) / FULL_PX), 3)


def _mapped(
    material: Material,
    view: View,
    spec: MapSpec,
    frame: Frame,
    covered: list[Box],
    circles: float,
    *,
    side: Box | None,
    origin: float,
    inset: bool,
) -> tuple[Layout, tuple[Lane, ...], int]:
    """Place what stands on the map, and the bars beside it with their lines."""
    language = spec.lang
    setting = Setting(px=(frame.width, frame.height), type=TYPE, circles=circles, leaders=True)
    canvas = make_canvas(frame, material.land, kept_clear(view), national=view.national)
    small = inset_on(material, view, frame, language) if inset else None
    for box in (*covered, *((small.box,) if small else ())):
        canvas.take(box, margin=2)
    bar = scale_bar(material, canvas, frame, small.box if small else None, language)
    bar = bar.model_copy(update={"size": TEXT})
    circled = material.style == "symbols"
    symbols = symbols_on(material, view, canvas, setting) if circled else ()
    always = always_named(material, view, canvas, language, setting) if view.national else ()
    setting = replace(setting, named=view.national)
    lanes: tuple[Lane, ...] = ()
    left_out = 0
    if side is not None:
        lowest = small.box.y - 4 if small else frame.height
        lanes, left_out = column(spec, canvas, side, lowest)
        lanes, told = tied(canvas, lanes, origin, side)
        setting = replace(setting, told=told)
    scale = writer_of(material).scale(material, view)
    before = canvas.copy()
    labels = (*always, *labels_on(material, view, scale, canvas, language, setting))
    if side is not None:
        labels = (*labels, *inside(material, view, before, language, labels, setting))
    layout = Layout(frame=frame, labels=labels, symbols=symbols, scale_bar=bar, inset=small)
    return layout, lanes, left_out


def _tall(material: Material, view: View, spec: MapSpec, size: tuple[float, float]) -> Sheet:
    width, height = size
    circles = _circles(height, width)
    legend_high = legend_height(spec.legend, RAIL, circles, RAMP) + LEGEND_DROP
    least_map = min(height * 0.5, width * 0.8)
    room = Box(x=RAIL + 2 * GAP, y=0, width=width - RAIL - 2 * GAP, height=height - least_map)
    lanes, used, left_out = table(spec, room)
    lower = max(legend_high, used)
    high = max(height - lower - GAP, 60.0)
    top = high + GAP
    ground = Box(x=0, y=0, width=width, height=high)
    frame = framed(essential(material, view), ground, left=16.0, right=180.0, top=14.0, bottom=40.0)
    layout, _, _ = _mapped(
        material, view, spec, frame, [], circles, side=None, origin=0.0, inset=True
    )
    return Sheet(
        width=width,
        height=height,
        map=ground,
        layout=layout,
        legend=Box(x=0, y=top, width=RAIL, height=legend_high),
        circles=circles,
        lanes=tuple(lane.lowered(top) for lane in lanes),
        flat=True,
        scale=spec.tables[0].scale if spec.tables else 1.0,
        left_out=left_out,
        left_out_at=Box(x=room.x, y=top + used, width=room.width, height=0),
    )
