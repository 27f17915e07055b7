"""The lines that a host page takes to show a figure in a frame."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from app.state import words
from plusn.embedding import address_of, lines_for

PAGES = ("atlas", "findings", "supply", "scenarios", "own", "briefing")


def embed_lines(word: str, lang: str) -> None:
    """Show the lines to copy, or why there are none.

    Parameters
    ----------
    word
        Code of a figure, as a brief has it.
    lang
        A language, or a pair.
    """
    with st.expander(words("embed.title")):
        if address_of(word, lang) is None:
            st.caption(words("embed.none"))
            return
        st.caption(words("embed.told"))
        st.code(lines_for(word, lang, base_of(st.context.url or "")), language="html")


def base_of(url: str) -> str:
    """Give the address of the app from that of one of its pages, without a slash at its end.

    Examples
    --------
    >>> base_of("https://office.example/plusn/briefing?lang=en")
    'https://office.example/plusn'
    """
    parts = urlsplit(url)
    steps = parts.path.rstrip("/").split("/")
    if steps[-1] in PAGES:
        steps.pop()
    return f"{parts.scheme}://{parts.netloc}{'/'.join(steps)}" if parts.netloc else ""
