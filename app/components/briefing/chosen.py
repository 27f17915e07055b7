"""The figures of a brief in their order: chosen, moved, taken out; kept in the address."""

from __future__ import annotations

import streamlit as st

from app.components.briefing.names import name_of
from app.state import words
from briefing.safe_text import encode
from plusn.briefs.offers import known, offers

KEY, URL, NONE, SHOWN = "brief.figures", "figures", "none", "brief-shown"
MOST = 60
STARTS: dict[str, tuple[str, ...]] = {
    "study": (
        "provinces_circles", "cities", "supply_map", "finding.economy.gdp",
        "finding.strategy.strategy",
    ),
    "planner": ("provinces", "bars", "guangdong", "jiangsu", "gba", "ranking"),
    "firm": ("decision", "bridge", "tradeoff", "weeks", "firm_map", "firm_diagram"),
}  # fmt: skip
FIRST = "study"


def chosen_figures() -> tuple[str, ...]:
    """Give the figures chosen, in their order: the address first, then the session."""
    asked = st.query_params.get(URL)
    if asked is not None:
        _keep(() if asked == NONE else known(asked.split(","))[:MOST])
    elif KEY not in st.session_state:
        _keep(start_of(FIRST))
    kept: tuple[str, ...] = st.session_state[KEY]
    _write(kept)
    return kept


def start_of(name: str) -> tuple[str, ...]:
    """Give a set of figures that we propose, as far as each can be made."""
    return known(STARTS[name])


def add(word: str) -> None:
    """Put one more figure at the end, from another page, and look at it there.

    A brief that nobody has begun begins with it.
    """
    figures = tuple(one for one in st.session_state.get(KEY, ()) if one != word)
    _keep((*figures, word)[-MOST:])
    st.session_state[SHOWN] = len(figures)


def chosen() -> None:
    """Show what the brief begins with, its figures, and the way to one more."""
    figures = chosen_figures()
    same = next((name for name in STARTS if start_of(name) == figures), None)
    st.session_state["brief-start"] = same
    st.selectbox(
        words("page_briefing.start"),
        tuple(STARTS),
        format_func=lambda one: words(f"page_briefing.start.{one}"),
        key="brief-start",
        on_change=_started,
        placeholder=words("page_briefing.start.own"),
    )
    with st.container(key="brief-rows"):
        for place, word in enumerate(figures):
            _row(place, word, len(figures))
    st.selectbox(
        words("page_briefing.add"),
        [word for word in offers() if word not in figures],
        index=None,
        format_func=name_of,
        key="brief-add",
        on_change=_added,
        placeholder=words("page_briefing.add.which"),
        disabled=len(figures) >= MOST,
    )


def _row(place: int, word: str, count: int) -> None:
    """Show one figure: press its name to look at it, the signs to move it or take it out."""
    name, spot = encode(name_of(word)), word.replace(".", "-")
    row = st.container(key=f"brief-row-{spot}", horizontal=True, vertical_alignment="center")
    with row:
        st.button(
            f"{place + 1}. {name}", key=f"brief-look-{spot}", type="tertiary", width="stretch",
            on_click=_looked, args=(place,),
        )  # fmt: skip
        for way, step, off in (("up", -1, place == 0), ("down", 1, place == count - 1)):
            st.button(
                words(f"page_briefing.{way}", name=name), key=f"brief-{way}-{spot}", disabled=off,
                on_click=_moved, args=(place, step),
            )  # fmt: skip
        st.button(
            words("page_briefing.out", name=name), key=f"brief-out-{spot}", on_click=_taken_out,
            args=(place,),
        )  # fmt: skip


def _keep(figures: tuple[str, ...]) -> None:
    st.session_state[KEY] = figures


def _write(figures: tuple[str, ...]) -> None:
    """Write the choice into the address; what a session begins with needs no words there."""
    code = ",".join(figures) or NONE
    if figures == start_of(FIRST):
        st.query_params.pop(URL, None)
    elif st.query_params.get(URL) != code:
        st.query_params[URL] = code


def _set(figures: tuple[str, ...]) -> None:
    _keep(figures)
    _write(figures)
    if st.session_state.get(SHOWN, 0) >= len(figures):
        st.session_state[SHOWN] = max(0, len(figures) - 1)


def _started() -> None:
    name = st.session_state["brief-start"]
    if name is not None:
        st.session_state[SHOWN] = 0
        _set(start_of(name))


def _added() -> None:
    word = st.session_state["brief-add"]
    if word is not None:
        figures = (*st.session_state[KEY], word)
        st.session_state["brief-add"] = None
        _set(figures)
        st.session_state[SHOWN] = len(figures) - 1


def _looked(place: int) -> None:
    st.session_state[SHOWN] = place


def _moved(place: int, step: int) -> None:
    order = list(st.session_state[KEY])
    order[place], order[place + step] = order[place + step], order[place]
    _set(tuple(order))
    st.session_state[SHOWN] = place + step


def _taken_out(place: int) -> None:
    order = st.session_state[KEY]
    _set((*order[:place], *order[place + 1 :]))
