"""The same map to pan and zoom, drawn by Leaflet.

Leaflet's own files come from the address that the setting ``PLUSN_ASSET_BASE`` names, by default
the library's. That is a request to another host, made only when the reader chooses this map.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.atlas_choices import MAP
from app.state import segmented, words
from plusn.settings import settings

if TYPE_CHECKING:
    from plusn.atlases import AtlasFigure

HEIGHT_PX = 620


def pan_zoom(figure: AtlasFigure) -> None:
    """Show the map in a frame of its own, with a word on what it needs."""
    segmented(
        MAP,
        label=words("page.atlas.map"),
        captions={name: words(f"page.atlas.map.{name}") for name in MAP.allowed},
    )
    st.caption(words("page.atlas.map.note"))
    page = figure.to_bytes("leaflet", asset_base=settings().asset_base).decode()
    st.iframe(page, height=HEIGHT_PX)
