"""Draw an atlas as one HTML file: no network, no server, three languages.

The file carries its script, style and data. Its policy admits exactly that script and that style
by their hashes, so that nothing else can run, load or send.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib import resources
from typing import TYPE_CHECKING

from briefing.backends.html_first import first_picture
from briefing.backends.policy import policy
from briefing.catalogue import HTML_LANG, entries
from briefing.palette import RAMP, TOKENS
from briefing.payload import embedded, geometry_payload, packed, views_payload
from briefing.place_names import places_payload

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.land import Land
    from briefing.palette import Theme
    from briefing.place_names import PlaceNames
    from briefing.spec import Atlas, MapSpec, Tongue

__all__ = ["render", "script", "stylesheet"]

_SCRIPTS = ("atlas_land.js", "atlas_map.js", "atlas_panel.js", "atlas.js")
_PASTE = ("paste_read.js", "paste_scale.js", "paste_view.js", "paste.js")
_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header class="topbar"><b>PlusN</b><span id="tagline"></span>
<button type="button" id="paste-open" aria-expanded="false" aria-controls="paste" hidden></button>
<div id="languages" role="group"></div></header>
<section id="paste" hidden></section>
<main>
<div id="atlas" class="plusn first" data-theme="light">{first}</div>
<noscript>{fallback}</noscript>
</main>
<script type="application/json" id="data">{data}</script>
<script>{script}</script>
</body>
</html>
"""


def render(
    atlas: Atlas, land: Land, *, language: Tongue = "en", places: PlaceNames | None = None
) -> str:
    """Write an atlas as the text of one HTML file; the same input gives the same bytes.

    Parameters
    ----------
    atlas
        Views by language; the reader can switch between the languages it holds.
    land
        Geometry in km on the equal-area plane.
    language
        Tongue shown first; another one when the atlas does not hold it.
    places
        Names by which the reader's own table finds its places; nothing can be pasted without.

    Raises
    ------
    ValueError
        The land has none of the levels that the atlas draws: a caller's mistake.
    """
    first = language if language in atlas.views else min(atlas.views)
    start = atlas.views[first][atlas.start]
    code = "\n".join([script(), *map(_asset, (*_PASTE, "page.js"))])
    style = stylesheet() + _asset("page.css") + _asset("paste.css")
    return _PAGE.format(
        lang=HTML_LANG[first],
        policy=policy(style=style, script=code),
        title=escape(start.title),
        style=style,
        first=first_picture(start, land),
        fallback=_fallback(start),
        data=embedded(_data(atlas, land, first) | _paste(places, atlas, land)),
        script=code,
    )


@cache
def script() -> str:
    """Give the atlas's script, which defines the functions `mount` and `unpack`."""
    return "\n".join(map(_asset, _SCRIPTS))


@cache
def stylesheet() -> str:
    """Give the atlas's style, with the palette's tokens as variables."""
    return _variables("light") + _variables("dark") + _asset("atlas.css")


def _variables(theme: Theme) -> str:
    tokens = TOKENS[theme]
    values = "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in tokens.items())
    return f'[data-theme="{theme}"]{{color-scheme:{theme};{values}}}\n'


def _asset(name: str) -> str:
    return (resources.files("briefing.backends") / name).read_text(encoding="utf-8")


def _data(atlas: Atlas, land: Land, first: Tongue) -> dict[str, object]:
    languages = {language: views_payload(atlas, language) for language in atlas.views}
    titles = {language: views[atlas.start].title for language, views in atlas.views.items()}
    return {
        "language": first,
        "geometry": geometry_payload(land, levels=_levels(atlas)),
        "words": packed({"languages": languages, "title": titles}),
    }


def _paste(places: PlaceNames | None, atlas: Atlas, land: Land) -> dict[str, object]:
    if places is None:
        return {}
    words = {
        language: {
            key.removeprefix("reader."): words
            for key, words in sorted(entries(language).items())
            if key.startswith("reader.paste.")
        }
        for language in atlas.views
    }
    stops = [stop.model_dump() for stop in RAMP]
    known = places_payload(places, land, _levels(atlas))
    return {"paste": known | {"stops": stops, "words": words}}


def _levels(atlas: Atlas) -> set[str]:
    drawn = {
        mark.level
        for views in atlas.views.values()
        for view in views.values()
        for mark in view.regions
    }
    return drawn | {"province"}


def _fallback(view: MapSpec) -> str:
    """Say without a script what the first view says."""
    rows = (
        f"<tr><th>{escape(mark.label)}</th><td>{escape(mark.text)}</td>"
        f"<td>{escape(mark.known)}</td></tr>"
        for mark in view.regions
    )
    return (
        f"<h1>{escape(view.title)}</h1><p>{escape(view.subtitle)}</p>"
        f"<table>{''.join(rows)}</table>{_paragraphs((*view.credits, *view.notes))}"
    )


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
