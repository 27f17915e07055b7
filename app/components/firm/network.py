"""A firm's network with its quantities: map, diagram, tables, and what is changed in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.firm.answers import shown
from app.components.firm.editing import editing_panel, site_form
from app.components.firm.editing_state import edit
from app.components.firm.flow import flow_figure
from app.components.firm.from_atlas import candidate_notices
from app.components.firm.network_spec import PICKED, VIEW, measure_choice, picture, selected
from app.components.firm.scenario_choice import scenario_choice
from app.desk import put
from app.solving import ask
from app.state import language, read, segmented, theme, words
from briefing.firm.names import Names
from briefing.flow.firm.spec import FACILITY, VIEWS
from plusn.desk.edits import MoveSite

if TYPE_CHECKING:
    from plusn.desk.desk import Desk

SPOT, MODE = "firm-flow.spot", "network-mode"
MODES = ("look", "add", "move")


def network(now: Desk, scenario: str) -> None:
    """Show the network of a scenario of the case, and the tables in which the case is changed."""
    names = Names.of(now.case, language())
    asked = ask("run", now.case, urgent=True, scenario=scenario)
    if answer := shown(asked, key="network", names=names):
        flow_figure(
            picture(now, answer, slot="network"),
            theme=theme(),
            selected=st.session_state.get(PICKED, ""),
            mode=_mode(),
            key="firm-flow",
            on_select=selected,
            on_place=_placed,
        )
    candidate_notices(now.case)
    spot: tuple[float, float] | None = st.session_state.get(SPOT)
    if spot is not None and site_form(*spot):
        del st.session_state[SPOT]
        st.rerun()
    editing_panel(now, put, focus=_facility())


def network_controls(now: Desk) -> str:
    """Show whose plan is drawn and how, in the row they are called in; give the scenario."""
    with st.container(key="network-scenario", width=360):
        scenario = scenario_choice(now.case, Names.of(now.case, language()))
    captions: dict[str, str] = {view: words(f"supply.view.{view}") for view in VIEWS}
    segmented(VIEW, label=words("supply.view.label"), captions=captions)
    with st.container(key="network-measure", width=190):
        measure_choice()
    if read(VIEW) == "map":
        st.segmented_control(
            words("firm.mode"),
            MODES,
            default=MODES[0],
            format_func=lambda one: words(f"firm.mode.{one}"),
            label_visibility="collapsed",
            required=True,
            key=MODE,
        )
    return scenario


def _mode() -> Any:  # noqa: ANN401 - one of MODES, as the figure spells it
    return st.session_state.get(MODE) or MODES[0] if read(VIEW) == "map" else MODES[0]


def _facility() -> str | None:
    picked: str = st.session_state.get(PICKED, "")
    return picked.removeprefix(FACILITY) if picked.startswith(FACILITY) else None


def _placed(place: dict[str, Any]) -> None:
    """Move the selected site to where the reader clicked, or ask what stands there."""
    chosen = str(place.get("id", ""))
    if _mode() == "move":
        if chosen.startswith(FACILITY):
            site = chosen.removeprefix(FACILITY)
            edit(MoveSite(site=site, lon=place["lon"], lat=place["lat"]))
        return
    st.session_state[SPOT] = (place["lon"], place["lat"])
