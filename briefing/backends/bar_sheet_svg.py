"""Draw interval bars into a room of a document: solid is known, outlined is only a range."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from briefing.atlas.columns import NAME, TEXT
from briefing.atlas.interval_bars import left_out_said
from briefing.backends.svg_elements import element, moved, px
from briefing.backends.svg_ink import FACES, Ink
from briefing.catalogue import HTML_LANG, text
from briefing.palette import ramp_colour
from briefing.typesetting import shortened, width_of

if TYPE_CHECKING:
    from briefing.atlas.interval_bars import BarPlace, BarSheet, IntervalBars
    from briefing.palette import Theme
    from briefing.spec import Bar, MapSpec

BAR = 11.0
SHADE = 0.62


def render(spec: MapSpec, chart: IntervalBars, sheet: BarSheet, *, theme: Theme = "light") -> str:
    """Draw a sheet of bars.

    Parameters
    ----------
    spec
        The map whose regions they are.
    chart, sheet
        The bars, and where they stand.
    theme
        ``light``, ``dark`` or ``mono``.
    """
    ink = Ink(theme)
    parts = [
        ink.text(0, 13, chart.unit, size=NAME, bold=True),
        *(_row(place, chart, sheet, ink) for place in sheet.places),
        _key(spec, sheet, ink),
    ]
    wide, high = px(sheet.width), px(sheet.height)
    language = HTML_LANG[spec.lang]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" role="img" lang="{language}" xml:lang="{language}" '
        f'font-family="{FACES[spec.lang]}"><title>{escape(spec.title)}</title>'
        f"<desc>{escape(spec.alt)}</desc>{ink.patterns()}{''.join(parts)}</svg>\n"
    )


def _row(place: BarPlace, chart: IntervalBars, sheet: BarSheet, ink: Ink) -> str:
    bar, box = place.bar, place.box
    middle = box.height / 2
    name = shortened(bar.name, sheet.name - 6, NAME)
    room = box.width - sheet.name - sheet.number
    exact = bar.low == bar.high and not bar.cut
    parts = [
        element("title", escape(bar.name)) + element("desc", escape(bar.text)),
        ink.text(0, middle + 4.5, name, size=NAME),
        moved(sheet.name, middle - BAR / 2, draw_bar(bar, chart, room, ink)),
        ink.text(box.width, middle + 4.5, bar.text, size=NAME, bold=exact, anchor="end"),
        ink.path(f"M0,{px(box.height)}h{px(box.width)}", stroke=ink.token("rule"), width=0.6),
    ]
    group = element("g", "".join(parts), class_="lane", data_code=bar.code)
    return moved(box.x, box.y, group)


def draw_bar(bar: Bar, chart: IntervalBars, room: float, ink: Ink) -> str:
    """Draw one bar: solid to what is certain, outlined to what is possible."""
    if chart.floating:
        return _floating(bar, chart.scale, room, ink)
    low, high = (max(0.0, min(end / chart.scale, 1.0)) * room for end in (bar.low, bar.high))
    parts = []
    if high > low:
        parts.append(ink.rect(0, 0, max(high, 1), BAR, fill=ink.land, stroke=ink.token("coast")))
    if low > 0 and bar.fill is not None:
        parts.append(ink.rect(0, 0, max(low, 1), BAR, fill=ink.colour(bar.fill)))
    if bar.cut:
        d = f"M{px(high - 9)},{px(BAR + 2)}l4,{px(-BAR - 4)}m4,0l-4,{px(BAR + 4)}"
        parts.append(ink.path(d, stroke=ink.token("background"), width=2))
    return "".join(parts)


def _floating(bar: Bar, scale: float, room: float, ink: Ink) -> str:
    """Draw a rank from its best to its worst, the first rank at the left."""
    left, right = (bar.low - 1) / scale * room, bar.high / scale * room
    if bar.low == bar.high and bar.fill is not None:
        return ink.rect(left, 0, right - left, BAR, fill=ink.colour(bar.fill))
    return ink.rect(left, 0, right - left, BAR, fill=ink.land, stroke=ink.token("coast"))


def _key(spec: MapSpec, sheet: BarSheet, ink: Ink) -> str:
    """Tell what solid and outlined mean, and how many rows are left out."""
    ranged = any(place.bar.standing == "bounded" for place in sheet.places)
    x = 0.0
    y = max((p.box.y + p.box.height for p in sheet.places), default=0.0) + 14
    parts = []
    for kind in ("known", "range") if ranged else ("known",):
        words = text(f"sheet.key.{kind}", spec.lang)
        fill = ink.colour(ramp_colour(SHADE)) if kind == "known" else ink.land
        line = ink.token("edge" if kind == "known" else "coast")
        parts.append(ink.rect(x + 0.5, y + 0.5, 25, BAR, fill=fill, stroke=line))
        parts.append(ink.text(x + 32, y + 10, words, size=TEXT))
        x += 32 + width_of(words, TEXT) + 20
    parts += [
        ink.text(x, y + 10, line, size=TEXT, fill="muted") for line in left_out_said(spec, sheet)
    ]
    return "".join(parts)
