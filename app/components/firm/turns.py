"""Where the answer turns, under the slider of that number: exact values, or brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.firm.awaited import awaited
from app.components.firm.drawing import show_drawing
from app.components.firm.scenario_choice import choice_of
from app.solving import ask
from app.state import read, theme, words
from briefing.backends.firm_track_svg import draw_track
from briefing.firm.breakeven import describe_breakeven
from plusn.desk.knobs import knobs

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.firm.names import Names
    from plusn.desk.knobs_kind import Knob
    from plusn.solving.asking import Asked, Case


def duty_sliders(case: Case) -> dict[str, Knob]:
    """Give the sliders of duty whose turning points can be asked for, most at stake first."""
    found = [knob for knob in knobs(case) if knob.group == "duty" and knob.kind == "slider"]
    return {knob.id: knob for knob in found if len(knob.targets) == 1}


def ask_turns(case: Case, knob: Knob, scenario: str, *, urgent: bool = False) -> Asked:
    """Ask where the best plan changes as a slider goes from end to end."""
    target = knob.targets[0]
    return ask(
        "breakeven",
        case,
        urgent=urgent,
        scenario=scenario,
        table=target.table,
        where=target.where,
        column=target.column,
        op=knob.op,
        low=knob.cell(knob.low),
        high=knob.cell(knob.high),
    )


def turns_under(case: Case, names: Names) -> Callable[[Knob], None]:
    """Give what draws the marks under a slider; only the first slider is worked out unasked."""
    sliders = duty_sliders(case)
    first = next(iter(sliders), "")
    scenario = read(choice_of(case))

    def under(knob: Knob) -> None:
        if knob.id != first:
            return
        if not all(one.settled for one in awaited(case, scenario)):
            _strip(knob, None, names)  # it would take a core from what the reader waits for
            return
        asked = ask_turns(case, knob, scenario)
        if asked.state != "offered":  # offered beside the chart of the same question
            _strip(knob, asked.record, names)

    return under


def _strip(knob: Knob, record: dict[str, Any] | None, names: Names) -> None:
    if record is None:
        st.caption(words("firm.turns.waiting"))
        return
    spec = describe_breakeven(record, names)
    strip = {0: draw_track(spec, theme=theme())}
    show_drawing(spec, strip, theme=theme(), key=f"turns-{knob.id}", bare=True)
