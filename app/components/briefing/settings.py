"""What holds for the whole brief: language or two, paper, ink."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from app.state import language, words
from briefing.tongue import tongues

SIZES = ("16:9", "4:3", "A4")
PAGES = ("a4", "a4-landscape")
INKS = ("colour", "mono")


@dataclass(frozen=True)
class Asked:
    """Hold what a reader asks of the whole brief."""

    title: str
    lang: str
    size: str
    page: str
    ink: str


def settings() -> Asked:
    """Show the choices and give what holds."""
    title = st.text_input(
        words("page_briefing.heading"),
        value=words("page_briefing.heading.usual"),
        max_chars=200,
        key="brief-heading",
    )
    all_tongues = list(tongues())
    lang = st.selectbox(
        words("page_briefing.lang"),
        all_tongues,
        index=all_tongues.index(language()),
        format_func=_named,
        key="brief-lang",
    )
    with st.container(horizontal=True):
        size = _one_of("size", SIZES)
        ink = _one_of("ink", INKS)
    page = _one_of("page", PAGES)
    return Asked(title or words("page_briefing.heading.usual"), lang, size, page, ink)


def _one_of(name: str, choices: tuple[str, ...]) -> str:
    found: str = st.segmented_control(
        words(f"page_briefing.{name}"),
        choices,
        default=choices[0],
        format_func=lambda one: words(f"page_briefing.{name}.{one}"),
        key=f"brief-{name}",
        required=True,
    )
    return found


def _named(tongue: str) -> str:
    return " + ".join(words(f"common.languages.{one}") for one in tongue.split("+"))
