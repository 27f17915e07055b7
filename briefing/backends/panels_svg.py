"""Draw several maps on one scale as one SVG: headline and legend left, the maps in a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.atlas.panels import resized
from briefing.backends.svg import GAP, MARGIN, RAIL, TOP, framed, rail_of, sources_of
from briefing.backends.svg_elements import element, moved, px
from briefing.backends.svg_ink import Ink
from briefing.backends.svg_map import draw_map
from briefing.typesetting import broken

if TYPE_CHECKING:
    from briefing.land import Land
    from briefing.palette import Theme
    from briefing.panels_spec import MultiplesSpec, Panel

BETWEEN = 16.0
NAME_LINE = 18.0
PAIR_SCALE = 1.5  # two maps have room to be larger


def render(spec: MultiplesSpec, land: Land, *, theme: Theme = "light") -> str:
    """Draw the whole figure.

    Parameters
    ----------
    spec
        What to draw.
    land
        Geometry of its regions, km (`briefing.land`).
    theme
        ``light``, ``dark`` or ``mono``.
    """
    ink = Ink(theme)
    scale = PAIR_SCALE if spec.columns <= 2 else 1.0  # noqa: PLR2004 - a pair, or two by two
    frame = spec.panels[0].spec.wide.frame
    wide = frame.width * scale
    grid, grid_height = _grid(spec, land, ink, scale)
    drawn = spec.model_copy(update={"legend": resized(spec.legend, scale)})
    rail, rail_height = rail_of(drawn, land, ink, grid_height)
    width = MARGIN + RAIL + GAP + spec.columns * (wide + BETWEEN) - BETWEEN + MARGIN
    body = max(grid_height, rail_height)
    sources, source_height = sources_of(spec, ink, TOP + body + 22, width - 2 * MARGIN)
    height = TOP + body + 22 + source_height + 10
    content = (
        ink.rect(0, 0, width, height, fill=ink.token("background")),
        moved(MARGIN, TOP, rail),
        moved(MARGIN + RAIL + GAP, TOP, grid),
        moved(MARGIN, 0, sources),
    )
    return framed(spec, "".join(content), (width, height), ink)


def _grid(spec: MultiplesSpec, land: Land, ink: Ink, scale: float) -> tuple[str, float]:
    parts: list[str] = []
    y = 0.0
    for start in range(0, len(spec.panels), spec.columns):
        row = spec.panels[start : start + spec.columns]
        wide = row[0].spec.wide.frame.width * scale
        names = [broken(panel.name, wide, 14, bold=True) for panel in row]
        head = NAME_LINE * max(map(len, names)) + 6
        for column, (panel, lines) in enumerate(zip(row, names, strict=True)):
            x = column * (wide + BETWEEN)
            parts.append(moved(x, y, _head(panel, lines, wide, ink)))
            parts.append(_map(panel, land, ink, (x, y + head, scale)))
        y += head + row[0].spec.wide.frame.height * scale + BETWEEN
    return "".join(parts), y - BETWEEN


def _head(panel: Panel, lines: tuple[str, ...], wide: float, ink: Ink) -> str:
    drawn = [
        ink.text(0, 14 + at * NAME_LINE, line, size=14, bold=True) for at, line in enumerate(lines)
    ]
    if panel.note:
        drawn.append(ink.text(wide, 14, panel.note, size=12, fill="muted", anchor="end"))
    return "".join(drawn)


def _map(panel: Panel, land: Land, ink: Ink, place: tuple[float, float, float]) -> str:
    x, y, scale = place
    drawn = draw_map(panel.spec, panel.spec.wide, land, ink)
    return element(
        "g", drawn, transform=f"translate({px(x)} {px(y)}) scale({scale:g})", class_="panel"
    )
