"""The interactive atlas as a Streamlit component.

Style, geometry and views travel in hidden components of their own, whose data stay the same from
run to run, so that Streamlit's message cache keeps them: a step of the reader costs four
kilobytes. What the reader did comes back as an event that is applied before the next run begins,
so that the script never draws a step behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.kept import keep
from briefing.backends.html import script, stylesheet
from briefing.payload import digest, packed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Went:
    """Say where the reader is.

    Parameters
    ----------
    view
        The view shown.
    selected
        Code of the region chosen in it, or `None`.
    """

    view: str
    selected: str | None


@dataclass(frozen=True, kw_only=True)
class Switch:
    """Describe one row of buttons on the map.

    Parameters
    ----------
    name
        Plain name by which the choice comes back.
    label
        What the row is for, read to those who do not see it.
    options
        Words by code, in order.
    value
        The code in force.
    """

    name: str
    label: str
    options: Mapping[str, str]
    value: str


def _asset(name: str) -> str:
    return (resources.files("app.components") / name).read_text(encoding="utf-8")


# The script and the style travel with the first of the hidden components.
_STYLE = {"digest": digest(stylesheet()), "value": stylesheet()}
_dress = st.components.v2.component(
    "plusn_dress",
    js=f"{script()}\nglobalThis.plusnAtlas ??= {{ mount, unpack }};\n{_asset('atlas_kept.js')}",
)
_map = st.components.v2.component(
    "plusn_atlas", html='<div class="atlas-root"></div>', js=_asset("atlas_map.js")
)


def atlas_map(
    geometry: Mapping[str, Any],
    views: Mapping[str, Any],
    *,
    theme: str,
    view: str,
    key: str,
    switches: Sequence[Switch] = (),
    switched: Mapping[str, Any] | None = None,
) -> Went:
    """Show the atlas and give where the reader is in it.

    Parameters
    ----------
    geometry
        `briefing.payload.geometry_payload`.
    views
        `briefing.payload.views_payload` of the reader's language.
    theme
        ``light`` or ``dark``.
    view
        View to show; when it stays the same from run to run, the reader's own way wins.
    key
        Name of the component in the session.
    switches
        Rows of buttons drawn on the map.
    switched
        For each switch, a function called with the code that the reader chose.
    """
    state = st.session_state
    place = _place(state.get(f"{key}.place"), state.pop(f"{key}.went", None), view, views["views"])
    state[f"{key}.place"] = place
    rows = [
        {"name": s.name, "label": s.label, "options": list(s.options.items()), "value": s.value}
        for s in switches
    ]

    def moved() -> None:
        state[f"{key}.went"] = state[key]["went"]

    def chose() -> None:
        event = state[key]["switched"]
        (switched or {}).get(event["name"], lambda _: None)(event["code"])

    said = digest(views)
    with st.container(gap=None):
        _dress(key=f"{key}.style", data=_STYLE)
        keep(f"{key}.geometry", geometry["digest"], dict(geometry))
        keep(f"{key}.views", said, packed(dict(views)))
        _map(
            key=key,
            data={
                "geometry": geometry["digest"],
                "views": said,
                "style": _STYLE["digest"],
                "theme": theme,
                "view": place["view"],
                "turn": place["turn"],
                "switches": rows,
                "switching": digest(rows),
            },
            on_went_change=moved,
            on_switched_change=chose,
        )
    return Went(view=place["view"], selected=place["selected"])


def _place(
    last: dict[str, Any] | None, went: dict[str, Any] | None, asked: str, views: Mapping[str, Any]
) -> dict[str, Any]:
    """Decide what to show: where the reader went, what the caller newly asks, or the same."""
    turn = went["turn"] if went else last["turn"] if last else 0
    if went and went["view"] in views:
        return {"asked": asked, "view": went["view"], "selected": went["selected"], "turn": turn}
    if last and last["asked"] == asked and last["view"] in views:
        return {**last, "turn": turn}
    return {"asked": asked, "view": asked, "selected": None, "turn": turn}
