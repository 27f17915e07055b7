"""Tell the browser which language the page is in; Streamlit itself always says English."""

from __future__ import annotations

from importlib import resources

import streamlit as st

from app.state import language
from briefing.catalogue import HTML_LANG

_tell = st.components.v2.component(
    "plusn_page_language",
    js=(resources.files("app.components") / "page_language.js").read_text(encoding="utf-8"),
)


def page_language() -> None:
    """Set the language of the whole page to the reader's."""
    _tell(key="page-language", data={"lang": HTML_LANG[language()]})
