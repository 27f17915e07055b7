"""A firm's network with its quantities: map, diagram, tables, and what is changed in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.firm.answers import shown
from app.components.firm.editing import editing_panel
from app.components.firm.flow import flow_figure
from app.components.firm.scenario_choice import scenario_choice
from app.desk import put
from app.solving import ask
from app.state import Choice, language, read, segmented, theme, words, write
from briefing.firm.names import Names
from briefing.flow.firm.spec import FACILITY, MEASURES, VIEWS
from plusn.firm_flow import firm_flow

if TYPE_CHECKING:
    from briefing.flow.firm.spec import FirmFlowSpec
    from plusn.desk.desk import Desk

VIEW = Choice("view", VIEWS, "map")
BY = Choice("by", MEASURES, "quantity")
KEY, SPEC = "firm-flow", "firm-flow.spec"
PICKED, SPOT = "firm-flow.picked", "firm-flow.spot"


def network(now: Desk) -> None:
    """Show the network of the case on the desk, and the tables in which it is changed."""
    names = Names.of(now.case, language())
    scenario, mode = _controls(now, names)
    asked = ask("run", now.case, urgent=True, scenario=scenario)
    if answer := shown(asked, key="network", names=names):
        spec = _spec(now, answer)
        flow_figure(
            spec,
            theme="dark" if theme() == "dark" else "light",
            selected=st.session_state.get(PICKED, ""),
            mode=mode,
            key=KEY,
            on_select=_selected,
            on_place=_placed,
        )
    picked: str = st.session_state.get(PICKED, "")
    facility = picked.removeprefix(FACILITY) if picked.startswith(FACILITY) else None
    editing_panel(now, put, focus=facility)


def _controls(now: Desk, names: Names) -> tuple[str, str]:
    """Show whose plan is drawn and how; give the scenario and what a click does."""
    with st.container(horizontal=True, vertical_alignment="center", key="network-controls"):
        scenario = scenario_choice(now.case, names)
        segmented(
            VIEW,
            label=words("supply.view.label"),
            captions={view: words(f"supply.view.{view}") for view in VIEWS},
        )
        by = st.selectbox(
            words("firm.by"),
            MEASURES,
            index=MEASURES.index(read(BY)),
            format_func=lambda one: words(f"firm.by.{one}"),
            label_visibility="collapsed",
            key="network-by",
        )
        write(BY, by)
        mode = "look"
        if read(VIEW) == "map":
            mode = st.segmented_control(
                words("firm.mode"),
                ["look", "add", "move"],
                default="look",
                format_func=lambda one: words(f"firm.mode.{one}"),
                label_visibility="collapsed",
                required=True,
                key="network-mode",
            )
    return scenario, mode


def _spec(now: Desk, answer: dict[str, Any]) -> FirmFlowSpec:
    """Describe the figure; the last of this session is kept, so that a click costs nothing."""
    digest = answer["tables"]["run"][0]["digest"]
    wanted = (digest, now.case.digest, read(VIEW), read(BY), language())
    kept: tuple[object, FirmFlowSpec] | None = st.session_state.get(SPEC)
    if kept is not None and kept[0] == wanted:
        return kept[1]
    spec = firm_flow(answer, now.case, view=read(VIEW), measure=read(BY), lang=language())
    st.session_state[SPEC] = (wanted, spec)
    return spec


def _selected() -> None:
    st.session_state[PICKED] = st.session_state[KEY].selected or ""


def _placed() -> None:
    st.session_state[SPOT] = st.session_state[KEY].place
