"""What the slides will hold, figure after figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.state import words
from plusn import PlusNError
from plusn.briefs.look import looked_at

if TYPE_CHECKING:
    from app.components.briefing.settings import Asked


def preview(figures: tuple[str, ...], asked: Asked) -> None:
    """Show one figure as it will stand on its slide, and let the reader turn to the others."""
    place = st.segmented_control(
        words("page_briefing.preview"),
        range(len(figures)),
        default=0,
        format_func=lambda at: str(at + 1),
        key="brief-shown",
        required=True,
    )
    word = figures[min(place or 0, len(figures) - 1)]
    with st.container(key="brief-preview", border=True), st.spinner(words("page_briefing.drawing")):
        try:
            look = looked_at(word, asked.lang, asked.size, asked.ink)
        except PlusNError as problem:
            st.error(str(problem))
            return
        for line in look.title.split("\n"):
            st.text(line)
        for svg in look.pictures:
            st.image(svg, width="stretch")
        st.caption(look.source)
