"""From the Atlas to a firm: a province becomes a candidate site, its peers told beside it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from app.components.told import told
from app.state import language, words
from briefing.catalogue import text
from briefing.names import listed as in_a_row
from briefing.numerals import interval
from briefing.phrases import in_language, problem_in_words
from plusn import PlusNError
from plusn.desk.candidate_place import province_meant, province_name

if TYPE_CHECKING:
    from plusn.desk.candidate import Candidate, Peers
    from plusn.desk.edits_case import Case

KEY = "candidate"
SUPPLY = "supply.py"
STYLE = Path(__file__).parent / "from_atlas.css"


def from_atlas(view: str, selected: str | None) -> None:
    """Show the button that sends a province of the Atlas to the firm's desk, and what came of it.

    Parameters
    ----------
    view, selected
        What the Atlas shows, and what is chosen in it; the button is there for provinces of the
        study, and for a city stands for its province.
    """
    st.html(STYLE)
    province = province_meant(view, selected)
    if province:
        with st.container(key="bar-candidate"):
            st.button(
                words("controls.candidate.use"),
                key=f"{KEY}.use",
                on_click=partial(_add, province),
            )
    _outcome(province)


def candidate_notices(case: Case, *, key: str = "candidate-peers") -> None:
    """Tell the peers of every site of a case that came from the Atlas: peers, not capacity."""
    from plusn.desk.candidate import peers_in  # noqa: PLC0415 - the bounds load slowly

    lines = [peers_told(one) for _, one in peers_in(case)]
    if lines:
        told(*lines, key=key, manner="quiet")


def peers_told(one: Peers) -> str:
    """Say how many enterprises a province has and how that is known."""
    region = province_name(one.region, language())
    known = text(f"atlas.standing.{one.standing}", language())
    if one.low is None or one.high is None:
        return words("controls.candidate.unknown", region=region, known=known)
    figure = interval(one.low, one.high)
    return words("controls.candidate.peers", region=region, figure=figure, known=known)


def _add(region: str) -> None:
    """Change the case on the desk, or keep the reason why not."""
    from app.desk import desk, put  # noqa: PLC0415 - pydantic and networkx load slowly
    from plusn.desk.candidate import candidate  # noqa: PLC0415

    there = province_name(region, language())
    now = desk()
    try:
        made = candidate(
            now.case,
            region,
            name=words("controls.candidate.named", region=there),
            lang=language(),
        )
    except PlusNError as problem:
        st.session_state[f"{KEY}.came"] = region, problem
        return
    put(now.change(made.case))
    st.session_state[f"{KEY}.came"] = region, made


def _leave(to: str = "") -> None:
    """Put the account away, and go to a page if one is named."""
    st.session_state.pop(f"{KEY}.came", None)
    st.session_state[f"{KEY}.going"] = to


def _outcome(province: str) -> None:
    """Tell what the button did, until that is put away or another province is looked at."""
    if going := st.session_state.pop(f"{KEY}.going", ""):
        st.switch_page(going)
    told_of, came = st.session_state.get(f"{KEY}.came", ("", None))
    if came is None or told_of != province:
        return
    with st.container(key="candidate-came"):
        if isinstance(came, PlusNError):
            reason = words("controls.candidate.refused", reason=problem_in_words(came, language()))
            told(reason, key="candidate-no", manner="no")
        else:
            _told(came)
        with st.container(horizontal=True):
            if not isinstance(came, PlusNError):
                go = partial(_leave, SUPPLY)
                st.button(words("controls.candidate.go"), key=f"{KEY}.go", on_click=go)
            st.button(words("controls.candidate.close"), key=f"{KEY}.close", on_click=_leave)


def _told(came: Candidate) -> None:
    """Say what was added, what of it is assumed, and who is there already."""
    from app.desk import desk  # noqa: PLC0415 - pydantic and networkx load slowly
    from briefing.firm.names import Names  # noqa: PLC0415

    names = Names.of(desk().case, language())
    region = province_name(came.peers.region, language())
    headings = [in_language(one, language(), names) for one in came.assumed]
    told(
        words("controls.candidate.added", region=region),
        peers_told(came.peers),
        key="candidate-yes",
        manner="good",
    )
    site, what = names.site(came.like), in_a_row(headings, language())
    told(
        words("controls.candidate.assumed", site=site, what=what),
        key="candidate-assumed",
        manner="mind",
    )
