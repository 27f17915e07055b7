"""Figures as one HTML file: a language switch, a presenting mode, a page each on paper.

Everything that is read stands in the markup; the script only switches, presents and copies. The
policy admits exactly that script and that style.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any

from briefing.backends.policy import policy
from briefing.backends.report.article import article, said
from briefing.backends.report.inlined import Shapes
from briefing.backends.report.offered import offered
from briefing.catalogue import HTML_LANG, entries, text
from briefing.exhibit import Room
from briefing.palette import TOKENS
from briefing.payload import embedded
from briefing.safe_text import whole
from briefing.tongue import spoken
from data.errors import RenderProblem, UnknownChoice
from data.phrase import said as told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.exhibit import Page
    from briefing.palette import Theme

ROOM = Room(width=860, height=500, text=13.5)
THEMES: tuple[Theme, ...] = ("light", "dark")
_SCRIPTS = ("report_copy.js", "report_present.js", "report.js")
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
<a class="skip" id="skip" href="#figures">{skip}</a>
<header class="topbar"><b>PlusN</b><span id="doing" role="status"></span>
<button type="button" id="present">{present}</button>
<div id="languages" role="group" aria-label="{language}">{languages}</div></header>
<svg class="shared" aria-hidden="true"><defs>{shapes}</defs></svg>
<main id="figures" tabindex="-1">
{sections}
</main>
<script type="application/json" id="data">{data}</script>
<script>{script}</script>
</body>
</html>
"""


def render(
    pages: Mapping[str, Sequence[Page]],
    *,
    titles: Mapping[str, str] | None = None,
    tongue: str = "",
) -> str:
    """Write figures as the text of one HTML file; the same input gives the same bytes.

    Parameters
    ----------
    pages
        By tongue (a language, or a pair such as ``en+zh-Hant``): the same figures in the same
        order in each. The reader switches between the tongues.
    titles
        Title of the whole by tongue; where it is blank, that of the only figure, or none in
        particular.
    tongue
        The one shown first; the first of `pages` where it is blank.

    Raises
    ------
    RenderProblem
        There is no figure, or one tongue has fewer figures than another.
    UnknownChoice
        A tongue is none of ours, or `tongue` is not one of `pages`.
    """
    _checked(pages)
    first = tongue or next(iter(pages))
    if first not in pages:
        raise UnknownChoice.of(told("language"), first, pages)
    named = {each: (titles or {}).get(each) or _title(some, each) for each, some in pages.items()}
    shapes = Shapes()
    sections = [
        _section(each, some, named[each], shapes, shown=each == first)
        for each, some in pages.items()
    ]
    code, style = script(), stylesheet()
    language = spoken(first)[0]
    return whole(
        _PAGE.format(
            lang=HTML_LANG[language],
            policy=policy(style=style, script=code),
            title=escape(" ".join(named[first].split())),
            style=style,
            skip=text("report.skip", language),
            present=text("report.present", language),
            language=text("reader.language", language),
            languages="".join(_switch(each, shown=each == first) for each in pages),
            shapes=shapes.defined(),
            sections="\n".join(sections),
            data=embedded(_data(pages, named)),
            script=code,
        )
    )


@cache
def script() -> str:
    """Give the report's script."""
    return "\n".join(map(_asset, _SCRIPTS))


@cache
def stylesheet() -> str:
    """Give the report's style, with the palette's tokens as variables."""
    light, dark = (_variables(theme) for theme in THEMES)
    in_the_dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    return f":root{{{light}}}\n{in_the_dark}{_asset('report.css')}"


def _checked(pages: Mapping[str, Sequence[Page]]) -> None:
    counts = {len(some) for some in pages.values()}
    if not counts or 0 in counts:
        raise RenderProblem("a report without a figure", remedy="Name at least one figure.")
    if len(counts) > 1:
        raise RenderProblem(
            "a report needs the same figures in each language",
            where=", ".join(f"{each}: {len(some)}" for each, some in pages.items()),
            remedy="Give as many figures in each.",
        )
    for each in pages:
        spoken(each)


def _title(pages: Sequence[Page], tongue: str) -> str:
    if len(pages) == 1:
        return pages[0].heading
    return "\n".join(text("report.title", language) for language in spoken(tongue))


def _variables(theme: Theme) -> str:
    values = (f"--{name.replace('_', '-')}:{colour}" for name, colour in TOKENS[theme].items())
    return ";".join(values)


def _asset(name: str) -> str:
    folder = resources.files("briefing.backends.report")
    return (folder / name).read_text(encoding="utf-8")


def _place(tongue: str) -> str:
    return tongue.replace("+", "_")


def _section(tongue: str, pages: Sequence[Page], title: str, shapes: Shapes, *, shown: bool) -> str:
    place = _place(tongue)
    language = spoken(tongue)[0]
    links = "".join(
        f'<li><a href="#{place}-{number}">{said(page.heading, tongue)}</a></li>'
        for number, page in enumerate(pages, 1)
    )
    contents = (
        f'<nav aria-label="{text("report.contents", language)}"><ol>{links}</ol></nav>'
        if len(pages) > 1
        else ""
    )
    articles = "".join(
        article(
            page,
            {theme: page.shown.pictures(ROOM, theme) for theme in THEMES},
            shapes,
            place=f"{place}-{number}",
        )
        for number, page in enumerate(pages, 1)
    )
    hidden = "" if shown else " hidden"
    unseen = ' class="unseen"' if title == pages[0].heading else ""  # it stands just below
    return (
        f'<section class="tongue" lang="{HTML_LANG[language]}" data-tongue="{tongue}"{hidden}>'
        f"<h1{unseen}>{said(title, tongue)}</h1>{contents}{articles}</section>"
    )


def _switch(tongue: str, *, shown: bool) -> str:
    languages = spoken(tongue)
    names = " + ".join(text("reader.short", language) for language in languages)
    pressed = "true" if shown else "false"
    return (
        f'<button type="button" value="{tongue}" lang="{HTML_LANG[languages[-1]]}" '
        f'aria-pressed="{pressed}">{names}</button>'
    )


def _data(pages: Mapping[str, Sequence[Page]], titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        tongue: {
            "lang": HTML_LANG[spoken(tongue)[0]],
            "place": _place(tongue),
            "title": " ".join(titles[tongue].split()),
            "words": _words(spoken(tongue)[0]),
            "figures": [
                offered(page.shown.exhibit, number, page.heading)
                for number, page in enumerate(some, 1)
            ],
        }
        for tongue, some in pages.items()
    }


def _words(language: str) -> dict[str, str]:
    return {
        key: words for key, words in sorted(entries(language).items()) if key.startswith("report.")
    } | {"reader.language": text("reader.language", language)}
