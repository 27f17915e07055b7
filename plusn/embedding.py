"""Figures of the study for frames of other pages: what may be asked, and what answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from briefing.backends.embed_html import policy, render
from briefing.backends.embed_lines import lines
from briefing.backends.whole_svg import whole
from briefing.exhibit import Room
from data.errors import UnknownChoice
from plusn.alone import ALONE
from plusn.briefs.offers import offer_of
from plusn.exhibits.registry import show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.exhibit import Exhibit, Picture
    from briefing.palette import Theme

OPEN: dict[str, tuple[str, ...]] = {
    "atlas": ("level", "measure", "within", "group", "style"),
    "supply": ("view",),
    "finding": ("part", "figure"),
}
"""Figure → arguments that an address may have: none that names a file."""

THEMES: tuple[Theme, ...] = ("light", "dark")
ROOM = Room(width=760, height=520, text=11)
NARROW = Room(width=360, height=480, text=11)
NARROWED = ("atlas", "finding")
"""Figures that have a drawing of their own for a phone; others shrink."""
KEPT = 64
WORDS = 150  # px that words above and below take in a frame of usual width


@dataclass(frozen=True, kw_only=True)
class Framed:
    """Hold a figure that an address asks for: its words, and its pictures for two widths."""

    exhibit: Exhibit
    pictures: tuple[Picture, ...]
    narrow: tuple[Picture, ...]
    theme: Theme


def embedded(figure: str, asked: Mapping[str, str], ancestors: str) -> tuple[str, str]:
    """Give the page of a figure and the policy that it is sent with.

    Parameters
    ----------
    figure
        One of `OPEN`.
    asked
        The query of the address: ``lang``, ``theme`` and the figure's arguments.
    ancestors
        Who may show it in a frame, as the policy writes it.

    Raises
    ------
    UnknownChoice
        There is no such figure, argument, language or theme.
    PlusNError
        The figure cannot be made; the message says why.

    Examples
    --------
    >>> embedded("atlas", {"measure": "count"}, "'self'")[0][:15]
    '<!doctype html>'
    """
    made = _asked(figure, asked)
    page = render(made.exhibit, made.pictures, narrow=made.narrow, theme=made.theme)
    return page, policy(made.theme, ancestors)


def pictured(figure: str, asked: Mapping[str, str]) -> str:
    """Give a figure with its words as one SVG, for a page where no script runs.

    Parameters
    ----------
    figure, asked
        As `embedded`.

    Raises
    ------
    UnknownChoice
        There is no such figure, argument, language or theme.
    PlusNError
        The figure cannot be made; the message says why.
    """
    made = _asked(figure, asked)
    return whole(made.exhibit, made.pictures, theme=made.theme)


def address_of(word: str, lang: str) -> tuple[str, dict[str, str]] | None:
    """Give the figure and the query by which an offer is asked for; nothing where none may.

    Examples
    --------
    >>> address_of("gba", "en")
    ('atlas', {'group': 'gba', 'lang': 'en'})
    >>> address_of("weeks", "en") is None
    True
    """
    offer = offer_of(word)
    if offer is None or offer[0] not in OPEN:
        return None
    return offer[0], {**offer[1], "lang": lang}


def lines_for(word: str, lang: str, base: str) -> str:
    """Write the lines that a host page takes for an offer; blank where no address has it.

    Parameters
    ----------
    base
        Address of the app, without a slash at its end.

    Raises
    ------
    PlusNError
        The figure cannot be made; the message says why.

    Examples
    --------
    >>> lines_for("cities", "en", "https://plusn.example")[:66]
    '<iframe class="plusn-frame" src="https://plusn.example/embed/atlas'
    """
    found = address_of(word, lang)
    if found is None:
        return ""
    figure, asked = found
    made = _asked(figure, asked)
    query = urlencode(asked)
    high = WORDS + sum(picture.height for picture in made.pictures)
    return lines(
        f"{base}/embed/{figure}?{query}",
        f"{base}/embed/{figure}.svg?{query}",
        title=made.exhibit.title,
        alt=made.exhibit.alt,
        size=(ROOM.width, high),
    )


def _asked(figure: str, asked: Mapping[str, str]) -> Framed:
    if figure not in OPEN:
        raise UnknownChoice.of("figure", figure, OPEN)
    allowed = (*OPEN[figure], "lang", "theme")
    for name in asked:
        if name not in allowed:
            raise UnknownChoice.of("argument", name, allowed)
    theme = next((known for known in THEMES if known == asked.get("theme", "light")), None)
    if theme is None:
        raise UnknownChoice.of("theme", asked["theme"], THEMES)
    arguments = tuple(sorted((k, v) for k, v in asked.items() if k not in {"lang", "theme"}))
    return _framed(figure, arguments, asked.get("lang", "en"), theme)


@lru_cache(maxsize=KEPT)
def _framed(figure: str, arguments: tuple[tuple[str, str], ...], lang: str, theme: Theme) -> Framed:
    with ALONE:
        shown = show(figure, dict(arguments), lang=lang)
        return Framed(
            exhibit=shown.exhibit,
            pictures=shown.pictures(ROOM, theme),
            narrow=shown.pictures(NARROW, theme) if figure in NARROWED else (),
            theme=theme,
        )
