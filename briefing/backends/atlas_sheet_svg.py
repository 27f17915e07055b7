"""Draw a map into a room of a document: no title, no sources, letters that can be read there."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from briefing.atlas.columns import (
    BAR,
    LINE,
    NAME,
    NAME_SHARE,
    NUMBER_ROOM,
    SHARE_ROOM,
    TEXT,
    left_out_words,
)
from briefing.atlas.panels import resized
from briefing.backends.svg_elements import cropped, element, moved, px
from briefing.backends.svg_ink import FACES, Ink
from briefing.backends.svg_map import draw_locator, draw_map
from briefing.backends.svg_side import legend
from briefing.catalogue import HTML_LANG
from briefing.land import path, window

if TYPE_CHECKING:
    from briefing.atlas.columns import Lane
    from briefing.atlas.sheet import Sheet
    from briefing.land import Land
    from briefing.palette import Theme
    from briefing.spec import Bar, MapSpec

BAR_X = 8.0


def render(spec: MapSpec, sheet: Sheet, land: Land, *, theme: Theme = "light") -> str:
    """Draw a sheet.

    Parameters
    ----------
    spec
        What to draw.
    sheet
        Where everything stands.
    land
        Geometry of its regions, km.
    theme
        ``light``, ``dark`` or ``mono``.
    """
    ink = Ink(theme)
    drawn = spec.model_copy(update={"legend": resized(spec.legend, sheet.circles)})
    parts = [
        moved(sheet.map.x, sheet.map.y, draw_map(spec, sheet.layout, land, ink)),
        _legend(drawn, sheet, ink),
        _locator(spec, sheet, land, ink),
        *(_lane(lane, sheet, ink) for lane in sheet.lanes),
        *(_tie(lane, ink) for lane in sheet.lanes if lane.line),
        _left_out(spec, sheet, ink),
    ]
    return _framed(spec, "".join(parts), sheet, ink)


def _framed(spec: MapSpec, content: str, sheet: Sheet, ink: Ink) -> str:
    wide, high = px(sheet.width), px(sheet.height)
    language = HTML_LANG[spec.lang]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" role="img" lang="{language}" xml:lang="{language}" '
        f'font-family="{FACES[spec.lang]}"><title>{escape(spec.title)}</title>'
        f"<desc>{escape(spec.alt)}</desc>{ink.patterns()}{content}</svg>\n"
    )


def _legend(spec: MapSpec, sheet: Sheet, ink: Ink) -> str:
    drawn, _ = legend(spec, ink, sheet.legend.width, ramp=sheet.ramp)
    ground = ""
    if sheet.panel:
        pad = sheet.legend.x
        wide, high = sheet.legend.width + 2 * pad, sheet.legend.height + 2 * pad
        ground = ink.rect(0, 0, wide, high, fill=ink.token("background"))
        ground += ink.path(f"M{px(wide)},0V{px(high)}H0", stroke=ink.token("rule"))
    return ground + moved(sheet.legend.x, sheet.legend.y + 9, drawn)


def _locator(spec: MapSpec, sheet: Sheet, land: Land, ink: Ink) -> str:
    if sheet.locator is None or sheet.locator_at is None:
        return ""
    frame = sheet.locator.frame
    sea = ink.rect(0, 0, frame.width, frame.height, fill=ink.token("sea"))
    seen = land.dash.intersects(window(frame))
    dash = ink.path(path(land.dash, frame), stroke=ink.token("ink"), width=1.2) if seen else ""
    edge = ink.rect(
        0.5, 0.5, frame.width - 1, frame.height - 1, fill="none", stroke=ink.token("rule")
    )
    inner = sea + draw_locator(spec, sheet.locator, land, ink) + dash + edge
    return moved(sheet.locator_at.x, sheet.locator_at.y, cropped(frame.width, frame.height, inner))


def _tie(lane: Lane, ink: Ink) -> str:
    (x, y), *rest = lane.line
    d = f"M{px(x)},{px(y)}" + "".join(f"L{px(a)},{px(b)}" for a, b in rest)
    dot = (
        f'<circle cx="{px(x)}" cy="{px(y)}" r="2.6" fill="{ink.token("background")}" '
        f'stroke="{ink.token("leader")}"/>'
    )
    return element("g", ink.path(d, stroke=ink.token("leader")) + dot, class_="tie")


def _lane(lane: Lane, sheet: Sheet, ink: Ink) -> str:
    drawn = _flat(lane, sheet, ink) if sheet.flat else _stacked(lane, sheet, ink)
    return moved(lane.box.x, lane.box.y, element("g", drawn, class_="lane"))


def _stacked(lane: Lane, sheet: Sheet, ink: Ink) -> str:
    bar, wide = lane.bar, lane.box.width
    y = LINE / 2 + NAME * 0.36
    parts = [
        ink.text(0, y + LINE * at, line, size=NAME, bold=True) for at, line in enumerate(lane.name)
    ]
    last = y + LINE * (len(lane.name) - 1)
    exact = bar.low == bar.high
    parts.append(ink.text(wide, last, bar.text, size=NAME, bold=exact, anchor="end"))
    top = LINE * len(lane.name) + 2
    parts.append(_bar(bar, sheet.scale, ink, (0, top, wide)))
    y = top + BAR + 14
    for line in lane.note:
        parts.append(ink.text(0, y, line, size=TEXT, fill="muted"))
        y += 15
    return "".join(parts)


def _flat(lane: Lane, sheet: Sheet, ink: Ink) -> str:
    bar, wide = lane.bar, lane.box.width
    shares = any(one.bar.share for one in sheet.lanes)
    number_x = wide - (SHARE_ROOM if shares else 0)
    y = LINE / 2 + NAME * 0.36 + 4
    parts = [
        ink.text(0, y + LINE * at, line, size=NAME, bold=lane.total)
        for at, line in enumerate(lane.name)
    ]
    below = y + LINE * (len(lane.name) - 1)
    parts += [
        ink.text(0, below + 15 * at, line, size=TEXT, fill="muted")
        for at, line in enumerate(lane.note, start=1)
    ]
    exact = bar.low == bar.high
    parts.append(ink.text(number_x, y, bar.text, size=NAME, bold=exact, anchor="end"))
    if bar.share:
        parts.append(ink.text(wide, y, bar.share, size=TEXT, fill="muted", anchor="end"))
    x = wide * NAME_SHARE
    if not lane.total:
        parts.append(_bar(bar, sheet.scale, ink, (x, 7, number_x - NUMBER_ROOM - x - BAR_X)))
    line = ink.token("ink" if lane.total else "rule")
    edge = 0 if lane.total else lane.box.height
    parts.append(ink.path(f"M0,{px(edge)}h{px(wide)}", stroke=line, width=0.8))
    return "".join(parts)


def _bar(bar: Bar, scale: float, ink: Ink, place: tuple[float, float, float]) -> str:
    x, y, room = place
    low, high = (max(0.0, min(end / scale, 1.0)) * room for end in (bar.low, bar.high))
    parts = []
    if high > low:
        wide = max(high, 1)
        parts.append(ink.rect(x, y, wide, BAR, fill=ink.land, stroke=ink.token("coast")))
    if low > 0:
        fill = ink.token("rest") if bar.fill is None else ink.colour(bar.fill)
        parts.append(ink.rect(x, y, max(low, 1), BAR, fill=fill))
    if bar.cut:
        at = x + high - 9
        d = f"M{px(at)},{px(y + BAR + 2)}l4,{px(-BAR - 4)}m4,0l-4,{px(BAR + 4)}"
        parts.append(ink.path(d, stroke=ink.token("background"), width=2))
    return "".join(parts)


def _left_out(spec: MapSpec, sheet: Sheet, ink: Ink) -> str:
    at = sheet.left_out_at
    lines = left_out_words(spec, sheet.left_out, at.width)
    top = at.y - LINE * len(lines)
    return "".join(
        ink.text(at.x, top + LINE * i + TEXT, line, size=TEXT, fill="muted")
        for i, line in enumerate(lines)
    )
