"""Draw several maps on one scale into a room of a document."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from briefing.atlas.panel_sheet import HEAD
from briefing.atlas.panels import resized
from briefing.backends.svg_elements import element, moved, px
from briefing.backends.svg_ink import FACES, Ink
from briefing.backends.svg_map import draw_map
from briefing.backends.svg_side import legend
from briefing.catalogue import HTML_LANG
from briefing.typesetting import shortened, width_of

if TYPE_CHECKING:
    from briefing.atlas.panel_sheet import PanelPlace, PanelSheet
    from briefing.land import Land
    from briefing.palette import Theme
    from briefing.panels_spec import MultiplesSpec

NAME, NOTE = 14.0, 12.0


def render(spec: MultiplesSpec, sheet: PanelSheet, land: Land, *, theme: Theme = "light") -> str:
    """Draw a sheet of maps.

    Parameters
    ----------
    spec
        What to draw.
    sheet
        Where everything stands.
    land
        Geometry of the regions, km.
    theme
        ``light``, ``dark`` or ``mono``.
    """
    ink = Ink(theme)
    first = spec.panels[0].spec
    keys = resized(first.legend, sheet.circles).symbols
    drawn = spec.model_copy(update={"legend": spec.legend.model_copy(update={"symbols": keys})})
    words, _ = legend(drawn, ink, sheet.legend.width)
    parts = [moved(0, 9, words), *(_panel(spec, place, land, ink) for place in sheet.panels)]
    wide, high = px(sheet.width), px(sheet.height)
    language = HTML_LANG[spec.lang]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" role="img" lang="{language}" xml:lang="{language}" '
        f'font-family="{FACES[spec.lang]}"><title>{escape(spec.title)}</title>'
        f"<desc>{escape(spec.alt)}</desc>{ink.patterns()}{''.join(parts)}</svg>\n"
    )


def _panel(spec: MultiplesSpec, place: PanelPlace, land: Land, ink: Ink) -> str:
    panel = spec.panels[place.index]
    wide = place.box.width
    noted = width_of(panel.note, NOTE) + 8 if panel.note else 0
    name = shortened(panel.name, wide - noted, NAME, bold=True)
    head = ink.text(0, -HEAD + 15, name, size=NAME, bold=True)
    if panel.note:
        head += ink.text(wide, -HEAD + 15, panel.note, size=NOTE, fill="muted", anchor="end")
    drawn = element("g", head + draw_map(panel.spec, place.layout, land, ink), class_="panel")
    return moved(place.box.x, place.box.y, drawn)
