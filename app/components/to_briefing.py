"""The way from a figure on a page to the brief that is being put together."""

from __future__ import annotations

import streamlit as st

from app.components.briefing.chosen import add
from app.state import words

PAGE = "briefs.py"


def to_briefing(*codes: str) -> None:
    """Show the button that puts figures into the brief and opens it.

    Parameters
    ----------
    codes
        Of the figures, as `plusn.briefs.offers` has them.
    """
    if st.button(words("page_briefing.to"), key="to-briefing"):
        for code in codes:
            add(code)
        st.switch_page(PAGE)
