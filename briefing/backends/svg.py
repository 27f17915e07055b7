"""Draw a map with its headline, legend, bars and sources as one SVG: text as text.

The picture is that of the Atlas page at 1,366 px: words and legend left, map in the middle, bars
right, sources below.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from briefing.backends.svg_elements import moved, px
from briefing.backends.svg_ink import FACES, Ink
from briefing.backends.svg_map import draw_locator, draw_map
from briefing.backends.svg_side import asides, bars, legend
from briefing.catalogue import HTML_LANG
from briefing.typesetting import broken

if TYPE_CHECKING:
    from briefing.land import Land
    from briefing.palette import Theme
    from briefing.panels_spec import MultiplesSpec
    from briefing.spec import MapSpec

MARGIN, GAP, TOP = 24.0, 20.0, 24.0
RAIL, SIDE = 204.0, 406.0
SOURCE_SIZE, SOURCE_LINE = 11.0, 14.0


def render(spec: MapSpec, land: Land, *, theme: Theme = "light") -> str:
    """Draw the whole figure.

    Parameters
    ----------
    spec
        What to draw.
    land
        Geometry of its regions, km (`briefing.land`).
    theme
        ``light``, ``dark`` or ``mono`` (greys and hatch, for paper).
    """
    ink = Ink(theme)
    frame = spec.wide.frame
    map_x = MARGIN + RAIL + GAP
    side_x = map_x + frame.width + GAP
    width = side_x + SIDE + MARGIN
    rail, rail_height = rail_of(spec, land, ink, frame.height)
    side, side_height = _side(spec, ink)
    body = max(frame.height, side_height, rail_height)
    sources, source_height = sources_of(spec, ink, TOP + body + 22, width - 2 * MARGIN)
    height = TOP + body + 22 + source_height + 10
    parts = [
        ink.rect(0, 0, width, height, fill=ink.token("background")),
        moved(MARGIN, TOP, rail),
        moved(map_x, TOP, draw_map(spec, spec.wide, land, ink)),
        moved(side_x, TOP, side),
        moved(MARGIN, 0, sources),
    ]
    return framed(spec, "".join(parts), (width, height), ink)


def framed(spec: MapSpec | MultiplesSpec, content: str, size: tuple[float, float], ink: Ink) -> str:
    """Put a figure into a document with its title, its description and the paints it uses."""
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{px(width)}" height="{px(height)}" '
        f'viewBox="0 0 {px(width)} {px(height)}" role="img" lang="{HTML_LANG[spec.lang]}" '
        f'xml:lang="{HTML_LANG[spec.lang]}" font-family="{FACES[spec.lang]}" '
        f'aria-labelledby="title desc"><title id="title">{escape(spec.title)}</title>'
        f'<desc id="desc">{escape(spec.alt)}</desc>{ink.patterns()}{content}</svg>\n'
    )


def rail_of(
    spec: MapSpec | MultiplesSpec, land: Land, ink: Ink, height: float
) -> tuple[str, float]:
    """Draw headline, legend and locator in one column, and give its height."""
    parts: list[str] = []
    y = 0.0
    for line in broken(spec.title, RAIL, 20, bold=True):
        y += 25
        parts.append(ink.text(0, y - 5, line, size=20, bold=True))
    y += 6
    for line in broken(spec.subtitle, RAIL, 12.5):
        y += 18
        parts.append(ink.text(0, y - 4, line, size=12.5, fill="muted"))
    drawn, used = legend(spec, ink, RAIL)
    parts.append(moved(0, y + 18, drawn))
    y += 18 + used
    if spec.locator is not None:
        place = max(y + 2, height - spec.locator.frame.height - 18)
        parts.append(moved(0, place, draw_locator(_first(spec), spec.locator, land, ink)))
        caption = place + spec.locator.frame.height + 14
        parts.append(ink.text(0, caption, spec.locator.caption, size=11, fill="muted"))
        y = caption
    return "".join(parts), y


def _first(spec: MapSpec | MultiplesSpec) -> MapSpec:
    return spec if spec.kind == "map" else spec.panels[0].spec


def _side(spec: MapSpec, ink: Ink) -> tuple[str, float]:
    y = 0.0
    parts: list[str] = []
    for table in spec.tables:
        drawn, used = bars(table, ink, SIDE, mono=ink.theme == "mono")
        parts.append(moved(0, y, drawn))
        y += used + 18
    for aside in spec.asides:
        drawn, used = asides(aside, ink, SIDE)
        parts.append(moved(0, y, drawn))
        y += used + 12
    return "".join(parts), y


def sources_of(
    spec: MapSpec | MultiplesSpec, ink: Ink, top: float, width: float
) -> tuple[str, float]:
    """Write credits, notes and the digest under the picture."""
    stamp = f"PlusN {spec.as_of} · {spec.digest}" if spec.digest else f"PlusN {spec.as_of}"
    lines = [
        line
        for words in (*spec.credits, *spec.notes, stamp)
        for line in broken(words, width, SOURCE_SIZE)
    ]
    drawn = [
        ink.text(0, top + i * SOURCE_LINE, line, size=SOURCE_SIZE, fill="muted")
        for i, line in enumerate(lines)
    ]
    return "".join(drawn), len(lines) * SOURCE_LINE
