"""What the slides will hold, figure after figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.briefing.chosen import SHOWN
from app.components.briefing.slide import slide
from app.components.briefing.taken import taken
from app.components.told import told
from app.state import language, words
from briefing.phrases import problem_in_words
from plusn import PlusNError
from plusn.briefs.look import is_firm, kept_look, looked_at
from plusn.briefs.own_case import laid_out

if TYPE_CHECKING:
    from app.components.briefing.settings import Asked
    from plusn.briefs.look import Look
    from plusn.desk.desk import Desk

OWN = "brief.own-looks"


def shown_figure(figures: tuple[str, ...]) -> str:
    """Show which figure is looked at, and let the reader turn to the others."""
    if st.session_state.get(SHOWN) not in range(len(figures)):
        st.session_state[SHOWN] = 0
    place = st.segmented_control(
        words("page_briefing.preview"),
        range(len(figures)),
        format_func=lambda at: str(at + 1),
        key=SHOWN,
        required=True,
    )
    return figures[place or 0]


def preview(word: str, asked: Asked, heading: str, now: Desk | None) -> None:
    """Show one figure as it will stand on its slide, and what can be taken of it."""
    with st.container(key="brief-preview"):
        try:
            with st.spinner(words("page_briefing.drawing")):
                look = _look(word, asked, now)
        except PlusNError as problem:
            told(problem_in_words(problem, language()), key="brief-refused", manner="no")
            return
        slide(look, heading, key="brief-slide")
        taken(word, look, heading, asked)


def _look(word: str, asked: Asked, now: Desk | None) -> Look:
    """Draw it; what is made of a reader's own case is kept in the session alone."""
    given = (word, asked.lang, asked.size, asked.ink)
    if not is_firm(word) or now is None or now.origin:
        return kept_look(*given, now.origin if is_firm(word) and now is not None else "")
    kept: dict[object, Look] = st.session_state.setdefault(OWN, {})
    name = (*given, now.case.digest)
    if name not in kept:
        with laid_out(now) as case:
            kept[name] = looked_at(*given, case)
    return kept[name]
