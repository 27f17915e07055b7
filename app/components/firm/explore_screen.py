"""Try a change: controls at the side, what comes of them beside it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from app.components.firm.awaited import awaited, patiently
from app.components.firm.controls import controls, load, submitted
from app.components.firm.held_screen import HELD, held_of
from app.components.firm.rates import rates_form
from app.components.firm.results import results
from app.components.firm.scenario_choice import choice_of, scenario_choice
from app.components.firm.turns import turns_under
from app.components.told import told
from app.desk import put
from app.state import language, read, words, write
from briefing.firm.names import Names
from briefing.phrases import problem_in_words
from plusn import PlusNError
from plusn.desk.held import MOST_HELD, new_id
from plusn.desk.knobs_duty import REGIME, RUN_DATE
from plusn.desk.knobs_rows import scenario_of

if TYPE_CHECKING:
    from app.components.firm.controls import Asked
    from plusn.desk.desk import Desk

TURN, OWN, REFUSED, LOADED = "explore.turn", "explore.own", "explore.refused", "explore.loaded"


def explore_screen(now: Desk, names: Names) -> None:
    """Show the controls and the answer of the scenario that is looked at."""
    asked = submitted()
    if asked is not None and asked.turn != st.session_state.get(TURN, 0):
        now = _run(now, asked, names)
        names = Names.of(now.case, language())
    scenario = read(choice_of(now.case))
    _follow(now, scenario, names)
    awaited(now.case, scenario)
    left, right = st.columns([1, 2.6], gap="medium")
    with left:
        controls(
            now.case,
            names,
            region=st.session_state.get("region", ""),
            marks=turns_under(now.case, names),
            address=bool(now.origin),
        )
    with right:
        scenario_choice(now.case, names)
        if refused := st.session_state.get(REFUSED):
            lines = problem_in_words(refused, language(), names).splitlines()
            told(*lines, title=words("firm.refused"), key="explore-no", manner="no")
        _rates(now, names, asked)
        patiently(now.case, scenario)
        results(now, scenario, names)


def _follow(now: Desk, scenario: str, names: Names) -> None:
    """Set the controls to the scenario when another one is looked at."""
    looked = (now.origin, now.file, scenario)
    if st.session_state.get(LOADED) == looked:
        return
    first = LOADED not in st.session_state
    if not (first and "set" in st.query_params):  # what the address says comes before
        load(now.case, scenario, names.scenario(scenario))
    st.session_state[LOADED] = looked  # last: a run that is ended meanwhile is done again


def _rates(now: Desk, names: Names, asked: Asked | None) -> None:
    """Where no rates of duty are known for the day that was set, ask for them."""
    day = str(asked.values.get(RUN_DATE, "")) if asked else ""
    if asked is None or not day:
        return
    regime = str(asked.values.get(REGIME, ""))
    case = rates_form(now.case, names, date.fromisoformat(day), regime=regime)
    if case is not None:
        st.session_state.pop(REFUSED, None)
        put(now.change(case))
        st.rerun()


def _run(now: Desk, asked: Asked, names: Names) -> Desk:
    """Write the controls into the case as a scenario, and look at it; give the desk with it.

    The press counts as dealt with last: a run that is ended meanwhile is done again, to the same
    end.
    """
    state = st.session_state
    own: dict[str, str] = state.setdefault(OWN, {})
    label = _told_apart(asked.label, now, names, set(own.values()))
    known = {row.id for row in now.case.scenarios}
    name = own.get(label, "")
    if name not in known:
        name = new_id(now.case, label)
    try:
        case = scenario_of(now.case, asked.values, name=name, label=label, base=asked.base)
    except PlusNError as problem:
        state[REFUSED], state[TURN] = problem, asked.turn
        return now
    own[label] = name
    after = put(now.change(case))
    held = held_of(after)
    if name not in held.ids:
        state[HELD] = [*held.ids[: MOST_HELD - 1], name]
    write(choice_of(case), name)
    state[LOADED] = (after.origin, after.file, name)
    state.pop(REFUSED, None)
    state[TURN] = asked.turn
    return after


def _told_apart(label: str, now: Desk, names: Names, own: set[str]) -> str:
    """Say of a scenario that keeps the name it began with that it is a changed one."""
    theirs = {names.scenario(row.id) for row in now.case.scenarios if row.id not in own}
    return words("controls.name.changed", name=label) if label in theirs else label
