"""Several maps on one scale as one HTML file: no script, no network, three languages.

The page has nothing that runs: the language is switched by its style alone. Shapes that several
maps draw are written once.
"""

from __future__ import annotations

import re
from html import escape
from importlib import resources
from typing import TYPE_CHECKING

from briefing.atlas.panels import resized
from briefing.backends.policy import policy
from briefing.backends.svg_elements import px
from briefing.backends.svg_ink import FACES, Ink
from briefing.backends.svg_map import draw_locator, draw_map
from briefing.backends.svg_side import legend
from briefing.catalogue import HTML_LANG, name_of, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.land import Land
    from briefing.panels_spec import MultiplesSpec, Panel
    from briefing.spec import Tongue

LEGEND_WIDTH = 260.0
TRUE_WIDTH = 358.0  # of maps with circles, which must be as large as those of the legend
#: A path that is long enough to be worth writing once. Users' words never hold a ``<``.
LONG = re.compile(r'<path d="([^"]{60,})"([^>]*)/>')
_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{switches}
<header><b>PlusN</b><span>{labels}</span></header>
<svg class="shared" aria-hidden="true"><defs>{shapes}</defs>{patterns}</svg>
{sheets}
</main>
</body>
</html>
"""


def render(specs: Mapping[Tongue, MultiplesSpec], land: Land, *, language: Tongue = "en") -> str:
    """Write several maps as the text of one HTML file; the same input gives the same bytes.

    Parameters
    ----------
    specs
        The maps in each language that the reader can switch to.
    land
        Geometry in km on the equal-area plane.
    language
        Tongue shown first.
    """
    sheets = "\n".join(_sheet(spec, land) for spec in specs.values())
    shapes, drawn = _shared(sheets)
    style = (resources.files("briefing.backends") / "panels.css").read_text(encoding="utf-8")
    return _PAGE.format(
        lang=HTML_LANG[language],
        policy=policy(style=style),
        title=escape(specs[language].title),
        style=style,
        switches="".join(_switch(each, each == language) for each in specs),
        labels="".join(_label(each) for each in specs),
        shapes=shapes,
        patterns=Ink("light").patterns(),
        sheets=drawn,
    )


def _switch(language: Tongue, first: bool) -> str:  # noqa: FBT001 - the language shown first
    checked = " checked" if first else ""
    name = name_of(language)
    return f'<input type="radio" name="language" id="to-{language}" aria-label="{name}"{checked}>'


def _label(language: Tongue) -> str:
    name = name_of(language)
    return f'<label for="to-{language}" lang="{HTML_LANG[language]}">{name}</label>'


def _shared(markup: str) -> tuple[str, str]:
    """Write each long path once, and refer to it wherever it is drawn."""
    known: dict[str, int] = {}

    def refer(found: re.Match[str]) -> str:
        number = known.setdefault(found[1], len(known))
        return f'<use href="#p{number}"{found[2]}/>'

    drawn = LONG.sub(refer, markup)
    return "".join(f'<path id="p{n}" d="{d}"/>' for d, n in known.items()), drawn


def _sheet(spec: MultiplesSpec, land: Land) -> str:
    ink = Ink("light", prefix=f"{spec.lang}-")
    panels = "".join(_panel(panel, land, ink) for panel in spec.panels)
    said = "".join(f"<p>{escape(line)}</p>" for line in (*spec.credits, *spec.notes))
    fixed = "true " if spec.legend.symbols else ""
    stamp = " · ".join(part for part in (f"PlusN {spec.as_of}", spec.digest) if part)
    return (
        f'<article class="sheet sheet-{spec.lang}" lang="{HTML_LANG[spec.lang]}">'
        f'<div class="lead"><h1>{escape(spec.title)}</h1><p>{escape(spec.subtitle)}</p>'
        f"{_legend(spec, ink)}{_locator(spec, land, ink)}</div>"
        f'<div class="grid {fixed}columns-{spec.columns}">{panels}</div>'
        f"<footer>{said}<p>{escape(stamp)}</p></footer>{_numbers(spec)}</article>"
    )


def _legend(spec: MultiplesSpec, ink: Ink) -> str:
    times = TRUE_WIDTH / spec.panels[0].spec.wide.frame.width
    sized = spec.model_copy(update={"legend": resized(spec.legend, times)})
    drawn, height = legend(sized, ink, LEGEND_WIDTH)
    return _drawing(drawn, (LEGEND_WIDTH, height + 12), spec.lang, lift=12)


def _locator(spec: MultiplesSpec, land: Land, ink: Ink) -> str:
    if spec.locator is None:
        return ""
    frame = spec.locator.frame
    drawn = draw_locator(spec.panels[0].spec, spec.locator, land, ink)
    caption = f"<p><small>{escape(spec.locator.caption)}</small></p>"
    return _drawing(drawn, (frame.width, frame.height), spec.lang) + caption


def _drawing(drawn: str, size: tuple[float, float], language: Tongue, *, lift: float = 0) -> str:
    wide, high = px(size[0]), px(size[1])
    return (
        f'<svg width="{wide}" height="{high}" viewBox="0 {px(-lift)} {wide} {high}" '
        f'font-family="{FACES[language]}">{drawn}</svg>'
    )


def _panel(panel: Panel, land: Land, ink: Ink) -> str:
    spec = panel.spec
    frame = spec.wide.frame
    note = f"<small>{escape(panel.note)}</small>" if panel.note else ""
    return (
        f"<figure><figcaption><b>{escape(panel.name)}</b>{note}</figcaption>"
        f'<svg viewBox="0 0 {px(frame.width)} {px(frame.height)}" role="img" '
        f'aria-label="{escape(spec.alt)}" font-family="{FACES[spec.lang]}">'
        f"{draw_map(spec, spec.wide, land, ink)}</svg></figure>"
    )


def _numbers(spec: MultiplesSpec) -> str:
    """Give every number as a table: a row for each region, a column for each map."""
    place, words = text("panels.place", spec.lang), text("panels.numbers", spec.lang)
    heads = "".join(f"<th>{escape(panel.name)}</th>" for panel in spec.panels)
    cells = [
        {(mark.level, mark.code): mark.text or mark.known for mark in panel.spec.regions}
        for panel in spec.panels
    ]
    rows = "".join(
        f"<tr><th>{escape(mark.label)}</th>"
        + "".join(f"<td>{escape(each.get((mark.level, mark.code), ''))}</td>" for each in cells)
        + "</tr>"
        for mark in spec.panels[0].spec.regions
    )
    return (
        f"<details><summary>{words}</summary><div><table><thead><tr><th>{place}</th>{heads}</tr>"
        f"</thead><tbody>{rows}</tbody></table></div></details>"
    )
