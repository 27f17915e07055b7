"""The way from a figure on a page to the brief that is being put together."""

from __future__ import annotations

import streamlit as st

from app.components.briefing.chosen import add
from app.state import words

PAGE = "briefs.py"


def to_briefing(word: str) -> None:
    """Show the button that puts a figure into the brief and opens it.

    Parameters
    ----------
    word
        Code of the figure, as `plusn.briefs.offers` has it.
    """
    if st.button(words("page_briefing.to"), key="to-briefing"):
        add(word)
        st.switch_page(PAGE)
