"""Which scenario of the case is looked at, and on which screen, by plain codes in the URL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.desk import desk
from app.state import Choice, read, words, write

if TYPE_CHECKING:
    from briefing.firm.names import Names
    from plusn.solving.asking import Case

NAME = "scenario"
SCREENS = ("decide", "explore", "compare")
SCREEN = Choice("screen", SCREENS, "decide")


def choice_of(case: Case) -> Choice:
    """Give what may be chosen: the case as entered (blank) and its scenarios."""
    ids = tuple(row.id for row in case.scenarios)
    return Choice(NAME, ("", *ids), ids[0] if ids else "", shared=True)


def open_scenario(name: str) -> None:
    """Look at a scenario: its answer, and the controls as it sets them."""
    write(choice_of(desk().case), name)
    write(SCREEN, "explore")


def scenario_choice(case: Case, names: Names) -> str:
    """Show the scenarios of a case as a list, and give the id chosen."""
    choice = choice_of(case)
    options = [name for name in choice.allowed if name] or [""]
    widget = "widget.scenario"
    now = read(choice)
    st.session_state[widget] = now if now in options else options[0]

    def changed() -> None:
        write(choice, st.session_state[widget])

    st.selectbox(
        words("firm.scenario"),
        options,
        format_func=names.scenario,
        key=widget,
        on_change=changed,
        label_visibility="collapsed",
    )
    write(choice, st.session_state[widget])
    chosen: str = st.session_state[widget]
    return chosen
