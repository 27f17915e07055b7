"""The study's China+N as a flow map and as a layered diagram: roles, no quantities."""

from __future__ import annotations

import streamlit as st

from app.components.embed_lines import embed_lines
from app.components.flow_figure import flow_figure
from app.components.to_briefing import to_briefing
from app.state import Choice, language, read, segmented, theme, words, write
from briefing.flow.build import IDS
from briefing.flow.spec import VIEWS
from plusn.supply_chain import SupplyFigure, supply

VIEW = Choice("view", VIEWS, "map")
SELECT = Choice("select", ("", *IDS), "")
KEY = "flow"
DOWNLOADS = (
    ("svg", "image/svg+xml", "china-plus-n.svg"),
    ("json", "application/json", "china-plus-n.json"),
    ("graphml", "application/xml", "china-plus-n.graphml"),
)


@st.cache_resource(max_entries=8, show_spinner=False)
def figure(view: str, lang: str) -> SupplyFigure:
    """Describe the figure once for all sessions: it depends on nothing of the reader's."""
    return supply(view, lang)


def selected() -> None:
    """Keep the selection in the URL."""
    write(SELECT, st.session_state[KEY].selected or "")


def study_controls() -> str:
    """Show the view switch and the download menu; give the view."""
    with st.container(horizontal=True, horizontal_alignment="distribute", key="supply-controls"):
        captions: dict[str, str] = {view: words(f"supply.view.{view}") for view in VIEWS}
        view = segmented(VIEW, label=words("supply.view.label"), captions=captions)
        with st.popover(words("supply.download")):
            shown = figure(view, language())
            for form, mime, name in DOWNLOADS:
                st.download_button(
                    words(f"supply.download.{form}"),
                    shown.text(form),
                    file_name=name,
                    mime=mime,
                    on_click="ignore",
                )
            word = f"supply_{view}"
            embed_lines(word, language())
            to_briefing(word)
    return view


def study_flow(view: str) -> None:
    """Show the study's network as a map or as a diagram."""
    with st.spinner(words("supply.drawing")):
        spec = figure(view, language()).spec
    flow_figure(spec, theme=theme(), selected=read(SELECT), key=KEY, on_select=selected)
