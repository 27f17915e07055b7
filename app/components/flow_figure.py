"""Show a flow figure with its tables, and tell which place or line the reader selected.

The picture and the tables are one component, because selecting in one selects in all at once,
without a round trip. SVG is parsed by the browser's XML parser and all text is set as text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from briefing.backends.flow_svg import draw
from briefing.catalogue import HTML_LANG, text
from briefing.palette import TOKENS

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.flow.spec import FlowSpec, Line, Place
    from briefing.palette import Theme

HERE = Path(__file__).parent
WORDS = (
    *("table.places", "table.lines", "table.place", "table.role", "table.known", "table.line"),
    *("table.footnote", "table.known_is"),
    *("table.goods", "table.control", "table.kind", "selected", "selected.none", "selected.clear"),
)


@st.cache_resource
def _component() -> Any:  # noqa: ANN401 - Streamlit's renderer has no public type
    return st.components.v2.component(
        "plusn.flow_figure",
        js=(HERE / "flow_figure.js").read_text(encoding="utf-8"),
        css=(HERE / "flow_figure.css").read_text(encoding="utf-8"),
    )


def flow_figure(
    spec: FlowSpec,
    *,
    theme: Theme,
    selected: str,
    key: str,
    on_select: Callable[[], None],
) -> str:
    """Mount the figure and give the id selected, or blank.

    Parameters
    ----------
    spec
        What is shown; its rows fill the tables.
    theme
        Ground that the picture is drawn for.
    selected
        Id of the row that is selected when the figure first appears.
    on_select
        Called when the reader selects or clears; the new id is in ``st.session_state[key]``.
    """
    result = _component()(
        key=key,
        data={
            "version": f"{spec.digest}.{theme}",
            "lang": HTML_LANG[spec.lang],
            "svg": _pictures(spec, spec.digest, theme),
            "head": {"title": spec.title, "subtitle": spec.subtitle, "notice": spec.notice},
            "places": [_place(place, spec.lang) for place in spec.places],
            "lines": [_line(line, spec.lang) for line in spec.lines],
            "words": {name: text(f"supply.{name}", spec.lang) for name in WORDS},
            "tokens": TOKENS[theme],
            "colours": {
                group: colour.dark if theme == "dark" else colour.light
                for group, colour in spec.colours.items()
            },
            "selected": selected,
        },
        default={"selected": selected},
        on_selected_change=on_select,
    )
    return result.selected or ""


@st.cache_resource(max_entries=16, show_spinner=False)
def _pictures(_spec: FlowSpec, digest: str, theme: Theme) -> dict[str, str]:  # noqa: ARG001 - the key
    """Draw both widths once for all sessions; the digest names the spec in the cache."""
    return {"wide": draw(_spec, theme=theme), "narrow": draw(_spec, theme=theme, narrow=True)}


def _place(place: Place, lang: str) -> dict[str, Any]:
    record = place.model_dump(mode="json")
    aria = text("supply.aria.place", lang, name=place.name, role=place.does, known=place.known)
    return record | {"aria": aria}


def _line(line: Line, lang: str) -> dict[str, Any]:
    record = line.model_dump(mode="json")
    known = text("supply.line.known", lang)
    return record | {
        "known": known,
        "aria": text("supply.aria.line", lang, name=line.name, says=line.says),
    }
