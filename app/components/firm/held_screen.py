"""Scenarios side by side: hold up to six, compare, copy, rename, put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.firm.answers import shown
from app.components.firm.compared import show_compared
from app.components.firm.scenario_choice import choice_of, open_scenario
from app.components.told import told
from app.desk import desk, put
from app.solving import ask
from app.state import language, theme, words, write
from briefing.firm.compared import describe_compared
from briefing.phrases import problem_in_words
from plusn import PlusNError
from plusn.desk.held import MOST_HELD, Held, duplicate, remove, rename

if TYPE_CHECKING:
    from briefing.firm.names import Names
    from plusn.desk.desk import Desk

HELD, TABLE, REFUSED = "held", "compared", "held.refused"
FEWEST = 2


def held_of(now: Desk) -> Held:
    """Give the scenarios that this session holds, as far as the case has them."""
    return Held.of(now.case, st.session_state.get(HELD))


def held_screen(now: Desk, names: Names) -> None:
    """Show which scenarios are held, and set them side by side."""
    held = held_of(now)
    known = [row.id for row in now.case.scenarios]
    st.session_state[f"{HELD}.widget"] = list(held.ids)
    st.multiselect(
        words("firm.held", count=len(held.ids), most=MOST_HELD),
        known,
        format_func=names.scenario,
        max_selections=MOST_HELD,
        key=f"{HELD}.widget",
        on_change=_chosen,
    )
    if refused := st.session_state.pop(REFUSED, None):
        told(problem_in_words(refused, language(), names), key="held-no", manner="no")
    if len(held.ids) < FEWEST:
        st.caption(words("firm.held.few"))
    elif record := shown(
        ask("compare", now.case, urgent=True, scenarios=list(held.ids)), key="compare", names=names
    ):
        spec = describe_compared(record, names)
        show_compared(spec, theme=theme(), key=TABLE, on_pick=_opened)
    _manage(held, names)


def _chosen() -> None:
    st.session_state[HELD] = list(st.session_state[f"{HELD}.widget"])


def _opened() -> None:
    """Look at the scenario that was picked."""
    open_scenario(st.session_state[TABLE].picked)


def _manage(held: Held, names: Names) -> None:
    """Offer to copy, rename and remove a scenario of the case."""
    if not held.ids:
        return
    with st.popover(words("firm.held.manage")):
        name = st.selectbox(
            words("firm.held.which"), held.ids, format_func=names.scenario, key="held-which"
        )
        label = st.text_input(words("firm.held.label"), max_chars=80, key="held-label")
        with st.container(horizontal=True):
            for verb, needs in (("rename", True), ("copy", True), ("remove", False)):
                st.button(
                    words(f"firm.held.{verb}"),
                    key=f"held-{verb}",
                    disabled=needs and not label.strip(),
                    on_click=_do,
                    args=(verb, name, label),
                )


def _do(verb: str, name: str, label: str) -> None:
    now = desk()
    held = held_of(now)
    try:
        if verb == "rename":
            case = rename(now.case, name, label)
        elif verb == "copy":
            case, held, _ = duplicate(now.case, held, name, label)
        else:
            case, held = remove(now.case, held, name)
    except PlusNError as problem:
        st.session_state[REFUSED] = problem
        return
    st.session_state[HELD] = list(held.ids)
    after = put(now.change(case))
    if verb == "remove":
        write(choice_of(after.case), None)
