"""Several maps on one scale, as one drawing."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import streamlit as st

from app.state import language, theme
from briefing.catalogue import HTML_LANG

if TYPE_CHECKING:
    from plusn.panels import PanelsFigure

HERE = resources.files("app.components.own")
_panels = st.components.v2.component(
    "plusn_panels",
    html='<figure class="panels"></figure>',
    css=(HERE / "panels.css").read_text(encoding="utf-8"),
    js=(HERE / "panels.js").read_text(encoding="utf-8"),
)


def show_panels(figure: PanelsFigure, svg: str) -> None:
    """Show the maps; their title is the page's heading."""
    _panels(
        key="own-panels",
        data={"title": figure.spec.title, "svg": svg, "lang": HTML_LANG[language()],
              "theme": theme()},
    )  # fmt: skip
