"""What the author says of a figure: a title in place of its own, notes for the speaker."""

from __future__ import annotations

import streamlit as st

from app.state import words

TITLES, NOTES = "brief.titles", "brief.notes"
LONGEST = {TITLES: 200, NOTES: 4000}


def own_words(figures: tuple[str, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """Give titles and notes that were written, of the figures chosen."""
    kept = (st.session_state.get(name, {}) for name in (TITLES, NOTES))
    titles, notes = ({word: one[word] for word in figures if one.get(word)} for one in kept)
    return titles, notes


def write_words(word: str) -> None:
    """Show the fields for one figure, folded until wanted."""
    with st.expander(words("page_briefing.words")):
        _field(st.text_input, TITLES, word, words("page_briefing.words.title"))
        _field(st.text_area, NOTES, word, words("page_briefing.words.notes"))


def _field(show: object, name: str, word: str, label: str) -> None:
    widget = f"{name}.{word}"
    kept = st.session_state.setdefault(name, {})
    if widget not in st.session_state:
        st.session_state[widget] = kept.get(word, "")

    def changed() -> None:
        st.session_state[name] = {**kept, word: st.session_state[widget].strip()}

    more = {"height": 100} if show is st.text_area else {}
    show(label, max_chars=LONGEST[name], key=widget, on_change=changed, **more)  # type: ignore[operator]
