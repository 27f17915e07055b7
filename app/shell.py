"""The frame around every page: one 48 px bar with pages and language."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app.components.page_language import page_language
from app.state import LANGUAGE, language, segmented, words
from briefing.catalogue import HTML_LANG

PAGES = (
    ("atlas", "atlas.py"),
    ("findings", "findings.py"),
    ("supply", "supply.py"),
    ("scenarios", "scenarios.py"),
    ("own", "own.py"),
    ("briefing", "briefs.py"),
)
STYLE = Path(__file__).parent / "components" / "shell.css"
SHORT_LANGUAGES = {"en": "EN", "zh-Hant": "繁", "zh-Hans": "简"}


def run() -> None:
    """Draw the bar and run the page that the reader chose."""
    st.set_page_config(page_title=words("shell.title"), layout="wide")
    st.html(STYLE)
    pages = [
        st.Page(file, title=words(f"shell.page.{name}"), url_path=name, default=name == "atlas")
        for name, file in PAGES
    ]
    page = st.navigation(pages, position="top")
    with st.container(key="bar-language"):
        segmented(LANGUAGE, label=words("shell.language"), captions=SHORT_LANGUAGES)
        page_language()
    # The reader's own language decides the glyph faces of Chinese text in Streamlit's widgets.
    with st.container(key=f"page-{HTML_LANG[language()]}"):
        page.run()
