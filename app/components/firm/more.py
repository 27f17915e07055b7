"""Under "More": trade-offs whose points are plans, how sure the answer is, its inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.firm.answers import shown
from app.components.firm.panels import panel
from app.components.firm.scenario_choice import choice_of
from app.desk import desk, put
from app.solving import ask
from app.state import words, write
from briefing.backends import firm_listing_svg, firm_tradeoff_svg
from briefing.firm.certificate import describe_certificate, describe_inputs
from briefing.firm.tradeoff import describe_tradeoff
from plusn.desk.held import new_id
from plusn.desk.knobs import now_of
from plusn.desk.knobs_choices import ANCHOR
from plusn.desk.lens import begins_at
from plusn.desk.point import with_limit
from plusn.desk.twin import twin

if TYPE_CHECKING:
    from briefing.firm.names import Names
    from plusn.desk.desk import Desk

AGAINST = ("lead_time_max_days", "region_share_max", "outside_share_min", "carbon_max_t")
CURVE, LENS = "tradeoff", "lens"


def more(now: Desk, scenario: str, answer: dict[str, Any], names: Names) -> None:
    """Show trade-offs, the certificate and the inputs, once the reader opens them.

    Parameters
    ----------
    answer
        Record of `run` of the scenario.
    """
    folded = st.expander(words("firm.more"), key="more", on_change="rerun")
    if not folded.open:
        return
    with folded:
        left, right = st.columns(2, gap="medium")
        with left:
            _tradeoff(now, scenario, answer, names)
        with right:
            panel(describe_certificate(answer, names), firm_listing_svg.draw, key="certificate")
            inputs = shown(ask("check", now.case), key="check", names=names)
            if inputs:
                panel(describe_inputs(inputs, names), firm_listing_svg.draw, key="inputs")


def _tradeoff(now: Desk, scenario: str, answer: dict[str, Any], names: Names) -> None:
    against = st.selectbox(
        words("firm.tradeoff.against"),
        AGAINST,
        format_func=lambda one: words(f"firm.tradeoff.{one}"),
        key="tradeoff-against",
    )
    anchor = str(now_of(now.case).get(ANCHOR, "")) if against == "outside_share_min" else ""
    asked = ask("tradeoff", now.case, scenario=scenario, against=against, anchor=anchor)
    record = shown(asked, key="tradeoff", names=names)
    if record:
        digest = answer["certificate"]["digest"]
        spec = describe_tradeoff(record, names, current=digest)
        rows = record["tables"]["tradeoff"]
        begin = _lens(rows, against)
        panel(spec, firm_tradeoff_svg.draw, key=CURVE, selected=begin, on_pick=_load)
        limits = {str(row["point"]): row["limit"] for row in rows}
        st.session_state["tradeoff.points"] = (scenario, against, anchor, limits)
        st.caption(words("firm.tradeoff.load"))


def _lens(rows: list[dict[str, Any]], against: str) -> str:
    """Mark the point at which the survey's lens begins, where the reader asks for it."""
    begin = begins_at(rows, against)
    if begin is None:
        return ""
    asked = st.toggle(
        words("firm.lens"), value=st.session_state.get("controls.preset") == LENS, key="lens"
    )
    if not asked:
        return ""
    row = next(one for one in rows if one["point"] == begin)
    st.caption(words("firm.lens.at", limit=_limit(against, row["attained"])))
    return str(begin)


def _load() -> None:
    """Make the plan of the point that was picked a scenario of the case, and look at it."""
    scenario, against, anchor, limits = st.session_state["tradeoff.points"]
    limit = limits.get(str(st.session_state[CURVE].picked))
    now = desk()
    if limit is None:
        return
    label = words(f"firm.tradeoff.{against}.at", limit=_limit(against, limit))
    name = new_id(now.case, label)
    case = with_limit(
        twin(now.case, scenario, name=name, label=label), name, against, limit, anchor=anchor
    )
    put(now.change(case))
    write(choice_of(case), name)


def _limit(against: str, limit: float) -> str:
    return f"{limit:.1%}" if "share" in against else f"{limit:,.1f}"
