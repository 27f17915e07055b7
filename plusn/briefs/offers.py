"""Figures that a page offers for a brief, each by one word: a figure with its arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plusn.exhibits.registry import HOMES

if TYPE_CHECKING:
    from collections.abc import Mapping

ALL: dict[str, tuple[str, Mapping[str, Any]]] = {
    "provinces": ("atlas", {"level": "province"}),
    "provinces_circles": ("atlas", {"level": "province", "style": "symbols"}),
    "cities": ("atlas", {"level": "city"}),
    "density": ("atlas", {"level": "province", "measure": "density"}),
    "guangdong": ("atlas", {"within": "440000"}),
    "jiangsu": ("atlas", {"within": "320000"}),
    "gba": ("atlas", {"group": "gba"}),
    "bars": ("bars", {}),
    "ranking": ("ranking", {}),
    "supply_map": ("supply", {"view": "map"}),
    "supply_diagram": ("supply", {"view": "diagram"}),
    "gdp": ("finding", {"part": "economy"}),
    "strategy": ("finding", {"part": "strategy"}),
    "enterprises": ("finding", {"part": "enterprises"}),
    "recommendations": ("finding", {"part": "recommendations"}),
    "decision": ("decision", {}),
    "bridge": ("bridge", {}),
    "tradeoff": ("tradeoff", {}),
    "weeks": ("weeks", {}),
    "firm_map": ("flow", {"view": "map"}),
    "firm_diagram": ("flow", {"view": "diagram"}),
}
"""Word → figure and arguments."""


def offers() -> dict[str, tuple[str, Mapping[str, Any]]]:
    """Give the offers whose figure can be made here.

    Examples
    --------
    >>> offers()["provinces"]
    ('atlas', {'level': 'province'})
    """
    return {word: offer for word, offer in ALL.items() if offer[0] in HOMES}


def brief_from(
    words: tuple[str, ...], *, title: str, titles: Mapping[str, str] | None = None, **settings: str
) -> dict[str, Any]:
    """Write a brief of some offers, as `plusn.brief` takes it.

    Parameters
    ----------
    words
        Offers in their order.
    titles
        Offer → title in place of the figure's own.
    settings
        ``lang``, ``size``, ``page`` and ``ink``.

    Raises
    ------
    KeyError
        There is no such offer: a caller's mistake.

    Examples
    --------
    >>> brief_from(("cities",), title="One", lang="en")["figures"]
    [{'figure': 'atlas', 'with': {'level': 'city'}, 'title': ''}]
    """
    own = titles or {}
    known = offers()
    figures = [
        {"figure": known[word][0], "with": dict(known[word][1]), "title": own.get(word, "")}
        for word in words
    ]
    return {"title": title, **settings, "figures": figures}
