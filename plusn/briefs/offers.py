"""Figures that a page offers for a brief, each by one plain code: a figure with its arguments.

A code is a word of `ALL`, a view of the map such as ``map.city.440000``, or a figure of the
findings such as ``finding.economy.gdp``. It stands in addresses, so it names nobody's file.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from plusn.choices import MEASURES
from plusn.exhibits.registry import HOMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.spec import Language
    from geo.region import Region

Offer = tuple[str, "Mapping[str, Any]"]

ALL: dict[str, Offer] = {
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
    "decision": ("decision", {}),
    "bridge": ("bridge", {}),
    "tradeoff": ("tradeoff", {}),
    "weeks": ("weeks", {}),
    "swing": ("swing", {}),
    "breakeven": ("breakeven", {}),
    "firm_map": ("flow", {"view": "map"}),
    "firm_diagram": ("flow", {"view": "diagram"}),
}
"""Code → figure and arguments."""

FIRM = ("decision", "bridge", "tradeoff", "weeks", "swing", "breakeven", "flow")
"""Figures of a firm: they are solved, which takes seconds."""

MAP, FINDING = "map", "finding"
LEVELS = ("province", "city", "county")
GROUPS = ("gba", "prd", "yrd")
PLACE = re.compile(r"[1-9]\d{5}")
COUNTRY = "100000"


def offers() -> dict[str, Offer]:
    """Give the offers whose figure can be made here, the findings' figures among them.

    Examples
    --------
    >>> offers()["provinces"], offers()["finding.economy.gdp"]
    (('atlas', {'level': 'province'}), ('finding', {'part': 'economy', 'figure': 'gdp'}))
    """
    listed = {word: offer for word, offer in ALL.items() if offer[0] in HOMES}
    return listed | {
        f"{FINDING}.{part}.{figure}": ("finding", {"part": part, "figure": figure})
        for part, figure in finding_titles("en")
    }


@cache
def finding_titles(tongue: str) -> dict[tuple[str, str], str]:
    """Give the title of every figure of the findings by its part and id."""
    from briefing.findings import PARTS  # noqa: PLC0415 - read where they are asked for
    from briefing.tongue import tongue_of  # noqa: PLC0415
    from plusn.study import findings  # noqa: PLC0415

    return {
        (part, figure.figure_id): figure.title
        for part in PARTS
        for figure in findings(part, language=tongue_of(tongue)).figures
    }


def offer_of(word: str) -> Offer | None:
    """Give the figure that a code stands for; nothing where it stands for none.

    Examples
    --------
    >>> offer_of("map.city.density.440000")
    ('atlas', {'level': 'city', 'measure': 'density', 'within': '440000'})
    >>> offer_of("map.440000.gba"), offer_of("map.nowhere")
    (None, None)
    """
    if word.startswith(f"{MAP}."):
        return _map(word.split(".")[1:])
    return offers().get(word)


def known(asked: Iterable[str]) -> tuple[str, ...]:
    """Keep the codes that stand for a figure, each once, in their order.

    Examples
    --------
    >>> known(("cities", "<b>", "cities", "map.city.gba"))
    ('cities', 'map.city.gba')
    """
    return tuple(word for word in dict.fromkeys(asked) if offer_of(word) is not None)


def map_words(word: str) -> tuple[tuple[str, str], ...]:
    """Give kind and code of each word of a map's code.

    Examples
    --------
    >>> map_words("map.city.440000")
    (('level', 'city'), ('within', '440000'))
    """
    offer = offer_of(word)
    return tuple(offer[1].items()) if offer is not None else ()


def place_name(code: str, lang: Language) -> str:
    """Name a province.

    Examples
    --------
    >>> place_name("440000", "en")
    'Guangdong'
    """
    return _provinces()[code].name(lang)


def map_code(**given: str | None) -> str:
    """Write the code of a view of the map: level, measure, style, within and group.

    What is usual, the number as a colour and the whole country, is left out.

    Examples
    --------
    >>> map_code(level="city", measure="density", style="fill", within="440000")
    'map.city.density.440000'
    """
    order = ("level", "measure", "style", "within", "group")
    usual = ("count", "fill", COUNTRY)
    kept = [word for name in order if (word := given.get(name)) and word not in usual]
    return ".".join((MAP, *kept))


def _map(tokens: list[str]) -> Offer | None:
    """Read the words of a map's code; each is of one kind, and each kind stands once."""
    found: dict[str, str] = {}
    for token in tokens:
        kind = _kind(token)
        if kind is None or kind in found:
            return None
        found[kind] = token
    return None if not found or {"within", "group"} <= found.keys() else ("atlas", found)


def _kind(token: str) -> str | None:
    kinds: dict[str, Iterable[str]] = {
        "level": LEVELS, "measure": MEASURES, "style": ("fill", "symbols"), "group": GROUPS,
    }  # fmt: skip
    if PLACE.fullmatch(token):
        return "within" if token in _provinces() else None
    return next((kind for kind, allowed in kinds.items() if token in allowed), None)


@cache
def _provinces() -> dict[str, Region]:
    from data.codes import Level  # noqa: PLC0415
    from plusn.regions import load_regions  # noqa: PLC0415 - the table is read once

    return {region.code: region for region in load_regions().at(Level.PROVINCE)}


def brief_from(
    words: tuple[str, ...],
    *,
    title: str,
    titles: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
    **settings: str,
) -> dict[str, Any]:
    """Write a brief of some offers, as `plusn.brief` takes it.

    Parameters
    ----------
    words
        Codes in their order.
    titles
        Code → title in place of the figure's own.
    notes
        Code → what the speaker wants at hand.
    settings
        ``lang``, ``size``, ``page`` and ``ink``.

    Raises
    ------
    KeyError
        A code stands for no figure: a caller's mistake.

    Examples
    --------
    >>> brief_from(("cities",), title="One", lang="en")["figures"]
    [{'figure': 'atlas', 'with': {'level': 'city'}, 'title': '', 'notes': ''}]
    """
    figures = []
    for word in words:
        offer = offer_of(word)
        if offer is None:
            raise KeyError(word)
        own = {"title": (titles or {}).get(word, ""), "notes": (notes or {}).get(word, "")}
        figures.append({"figure": offer[0], "with": dict(offer[1]), **own})
    return {"title": title, **settings, "figures": figures}
