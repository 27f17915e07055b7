"""Figures of the study for frames of other pages: what may be asked, and the page that answers."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.backends.embed_html import policy, render
from briefing.exhibit import Room
from data.errors import UnknownChoice
from plusn.exhibits.registry import show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.palette import Theme

OPEN: dict[str, tuple[str, ...]] = {
    "atlas": ("level", "measure", "within", "group", "style"),
    "supply": ("view",),
    "finding": ("part", "figure"),
}
"""Figure → arguments that an address may have: none that names a file."""

THEMES: tuple[Theme, ...] = ("light", "dark")
ROOM = Room(width=760, height=520, text=11)
KEPT = 64


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
    return _page(figure, arguments, asked.get("lang", "en"), theme), policy(theme, ancestors)


@lru_cache(maxsize=KEPT)
def _page(figure: str, arguments: tuple[tuple[str, str], ...], lang: str, theme: Theme) -> str:
    shown = show(figure, dict(arguments), lang=lang)
    return render(shown.exhibit, shown.pictures(ROOM, theme), theme=theme)
