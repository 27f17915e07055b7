"""The figures of a brief in their order: chosen, moved, taken out."""

from __future__ import annotations

import streamlit as st

from app.state import Choice, read, words, write
from plusn.briefs.offers import offers

KEY = "brief.figures"
STARTS: dict[str, tuple[str, ...]] = {
    "study": ("provinces_circles", "cities", "supply_map", "gdp", "strategy"),
    "planner": ("provinces", "bars", "guangdong", "jiangsu", "gba", "ranking"),
    "firm": ("decision", "bridge", "tradeoff", "weeks", "firm_map", "firm_diagram"),
}
START = Choice("start", tuple(STARTS), "study")


def chosen_figures() -> tuple[str, ...]:
    """Give the figures chosen, in their order."""
    if KEY not in st.session_state:
        begin(read(START))
    kept: tuple[str, ...] = st.session_state[KEY]
    return kept


def begin(start: str) -> None:
    """Start from a set of figures that we propose."""
    known = offers()
    st.session_state[KEY] = tuple(word for word in STARTS[start] if word in known)


def chosen() -> None:
    """Show what the brief begins with, its figures, and the way to one more."""
    st.selectbox(
        words("page_briefing.start"),
        tuple(STARTS),
        index=list(STARTS).index(read(START)),
        format_func=lambda one: words(f"page_briefing.start.{one}"),
        key="brief-start",
        on_change=_started,
    )
    figures = chosen_figures()
    for place, word in enumerate(figures):
        _row(place, word, len(figures))
    more = [word for word in offers() if word not in figures]
    st.selectbox(
        words("page_briefing.add"),
        more,
        index=None,
        format_func=lambda one: words(f"page_briefing.figure.{one}"),
        key="brief-add",
        on_change=_added,
        placeholder=words("page_briefing.add.which"),
    )


def _row(place: int, word: str, count: int) -> None:
    name = words(f"page_briefing.figure.{word}")
    with st.container(key=f"brief-row-{word}", horizontal=True, vertical_alignment="center"):
        st.text(f"{place + 1}. {name}")
        for sign, step, off in (("↑", -1, place == 0), ("↓", 1, place == count - 1)):
            label = words("page_briefing.up" if step < 0 else "page_briefing.down", name=name)
            st.button(
                sign, key=f"brief-{word}-{step}", help=label, disabled=off,
                on_click=_moved, args=(place, step),
            )  # fmt: skip
        st.button(
            "✕",
            key=f"brief-{word}-out",
            help=words("page_briefing.out", name=name),
            on_click=_taken_out,
            args=(place,),
        )


def _started() -> None:
    write(START, st.session_state["brief-start"])
    begin(st.session_state["brief-start"])


def _added() -> None:
    word = st.session_state["brief-add"]
    if word is not None:
        st.session_state[KEY] = (*chosen_figures(), word)
        st.session_state["brief-add"] = None


def _moved(place: int, step: int) -> None:
    order = list(chosen_figures())
    order[place], order[place + step] = order[place + step], order[place]
    st.session_state[KEY] = tuple(order)


def _taken_out(place: int) -> None:
    order = chosen_figures()
    st.session_state[KEY] = (*order[:place], *order[place + 1 :])
