"""Describe a network as a `FlowSpec`: rows first, then the marks of both layouts."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.flow.diagram import phone_diagram, sized_diagram, wide_diagram
from briefing.flow.map_sized import phone_map, sized_map, wide_map
from briefing.flow.marks import Marks
from briefing.flow.palette import COLOURS
from briefing.flow.spec import FlowSpec, View
from briefing.flow.words import alt_text, legend_rows, line_rows, place_rows
from briefing.pairing import in_tongue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.flow.base import FlowBase
    from briefing.flow.spec import FlowLayout
    from briefing.flow.words import FlowFact
    from briefing.spec import Language, Tongue
    from network.graph import SupplyNetwork

# Headquarters, production and markets, each from north to south, then what stands for several
# places, then what is far.
ORDER = (
    *("HQ", "JS", "SH", "ZJ", "FJ", "GD", "CN-26", "SEA"),
    *("M-CN", "M-HK", "M-SEA", "M-EU", "M-US"),
)
GROUPS = ("mainland", "south_east_asia")
# Ids of all rows: what a page may be asked to select.
IDS = (
    *ORDER,
    *(f"control:hong_kong:{place}" for place in ORDER[1:8]),
    *(f"goods:{group}:{market}" for group in GROUPS for market in ORDER[8:]),
)
AS_OF = "2024"


def describe(
    network: SupplyNetwork,
    facts: Mapping[str, FlowFact],
    base: FlowBase,
    *,
    view: View,
    lang: Tongue,
    size: tuple[float, float] | None = None,
) -> FlowSpec:
    """Describe the study's network as a map or a diagram, in a language or in two together.

    Parameters
    ----------
    size
        Width and height in px of a slide's or a page's room; both layouts then fill it.
    """
    places = in_tongue(lambda one: place_rows(network, facts, ORDER, one), lang)
    lines = in_tongue(lambda one: line_rows(network, facts, ORDER, one), lang)
    marks = Marks(places, lines)
    layouts: tuple[FlowLayout, FlowLayout]
    if size:
        sized = sized_map if view == "map" else sized_diagram
        layouts = (sized(marks, base, lang, size),) * 2
    elif view == "map":
        layouts = wide_map(marks, base, lang), phone_map(marks, base, lang)
    else:
        layouts = wide_diagram(marks, lang), phone_diagram(marks, lang)
    return in_tongue(
        lambda one: _described(network, facts, base, layouts, view=view, lang=one), lang
    )


def _described(
    network: SupplyNetwork,
    facts: Mapping[str, FlowFact],
    base: FlowBase,
    layouts: tuple[FlowLayout, FlowLayout],
    *,
    view: View,
    lang: Language,
) -> FlowSpec:
    places = place_rows(network, facts, ORDER, lang)
    lines = line_rows(network, facts, ORDER, lang)
    return FlowSpec(
        view=view,
        lang=lang,
        as_of=AS_OF,
        title=text("supply.title", lang),
        subtitle=text("supply.subtitle", lang),
        notice=text("supply.notice", lang),
        places=places,
        lines=lines,
        colours=COLOURS,
        legend=legend_rows(lines, places, lang),
        wide=layouts[0],
        phone=layouts[1],
        notes=_notes(view, lang),
        credits=_credits(view, base.attribution, lang),
        alt=alt_text(view, places, lang),
        digest=_digest(network, facts, base.attribution, view, lang),
    )


def _notes(view: View, lang: str) -> tuple[str, ...]:
    keys = ["together", "area", "boundaries"] if view == "map" else ["together"]
    return tuple(text(f"supply.note.{key}", lang) for key in keys)


def _credits(view: View, china: str, lang: str) -> tuple[str, ...]:
    study = text("supply.credit.study", lang)
    return (study, text("supply.credit.map", lang, china=china)) if view == "map" else (study,)


def _digest(
    network: SupplyNetwork,
    facts: Mapping[str, FlowFact],
    attribution: str,
    view: str,
    lang: str,
) -> str:
    rows = [asdict(facts[key]) for key in sorted(facts)]
    whole = json.dumps([network.to_json(), rows, attribution, view, lang], ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()
