"""Flow figures of a session: described once, and again only when something in them changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.state import Choice, language, read, words, write
from briefing.flow.firm.spec import FACILITY, MEASURES, VIEWS
from plusn.firm_flow import firm_flow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.flow.firm.spec import FirmFlowSpec
    from plusn.desk.desk import Desk

VIEW = Choice("view", VIEWS, "map")
BY = Choice("by", MEASURES, "quantity")
PICKED, REGION = "firm-flow.picked", "region"


def picture(
    now: Desk,
    answer: dict[str, Any],
    *,
    slot: str,
    weeks: Mapping[str, str] | None = None,
    like: FirmFlowSpec | None = None,
) -> FirmFlowSpec:
    """Describe the figure of an answer; the last of each slot is kept in the session.

    Parameters
    ----------
    answer
        Record of `run`.
    slot
        Place on the pages.
    weeks
        Facility → words beside it.
    like
        Figure whose frame and scale are kept.
    """
    digest = answer["tables"]["run"][0]["digest"]
    told = tuple(sorted(weeks.items())) if weeks else ()
    beside = like.digest if like else ""
    wanted = (digest, now.case.digest, read(VIEW), read(BY), language(), told, beside)
    held: dict[str, tuple[object, FirmFlowSpec]] = st.session_state.setdefault("pictures", {})
    if slot not in held or held[slot][0] != wanted:
        spec = firm_flow(
            answer,
            now.case,
            view=read(VIEW),
            measure=read(BY),
            lang=language(),
            weeks=weeks,
            like=like,
        )
        held[slot] = (wanted, spec)
    return held[slot][1]


def selected(name: str) -> None:
    """Keep what was selected; the region of a site follows to the outage's control."""
    st.session_state[PICKED] = name
    from app.desk import desk  # noqa: PLC0415 - the desk opens the case

    if name.startswith(FACILITY):
        site = name.removeprefix(FACILITY)
        regions = {row.id: row.region for row in desk().case.facilities}
        st.session_state[REGION] = regions.get(site, "")


def measure_choice() -> None:
    """Let the reader choose what widths stand for."""
    st.session_state["network-by"] = read(BY)
    st.selectbox(
        words("firm.by"),
        MEASURES,
        format_func=lambda one: words(f"firm.by.{one}"),
        label_visibility="collapsed",
        key="network-by",
        on_change=lambda: write(BY, st.session_state["network-by"]),
    )
