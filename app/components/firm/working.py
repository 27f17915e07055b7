"""What is being worked on: how far it is, who is ahead, and the way out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.told import told
from app.state import language, words
from briefing.phrases import problem_in_words

if TYPE_CHECKING:
    from briefing.firm.names import Names
    from plusn.solving.asking import Asked

EVERY = 0.4
"""Seconds between two looks at how far it is."""


def working(
    asked: Asked, *, key: str, what: str = "", names: Names | None = None, patience: float = 0.0
) -> bool:
    """Show how a question stands; nothing once it is answered. Tell whether it is.

    While it is worked on, a part of the page alone is drawn anew; the page follows at the end.
    The place is kept once there is nothing to show in it: what is drawn anew finds its way by the
    number of its place, and must not come to where something else now stands.

    Parameters
    ----------
    asked
        The question.
    key
        Of this place on the page.
    what
        What is worked on, for the reader; by default what the kind of question says.
    names
        Of the case, for what is wrong with it.
    patience
        Seconds to wait before anything is shown, so that a quick answer comes without a flash.
    """
    asked.wait(patience)
    place = st.container(key=f"place-{key}")
    if asked.state == "done":
        return True
    what = what or words(f"solving.what.{asked.kind}")
    with place, st.container(key=f"working-{key}", border=True):
        if asked.state == "offered":
            _offered(asked, key)
        elif asked.settled:
            _ended(asked, what, key, names)
        else:
            _going(asked, what, key)
    return False


@st.fragment(run_every=EVERY)
def _going(asked: Asked, what: str, key: str) -> None:
    if asked.settled:
        st.rerun()
    done, total = asked.progress
    with st.container(horizontal=True, vertical_alignment="center"):
        told(what, key=f"working-{key}-what")
        st.button(words("solving.cancel"), key=f"working-{key}-cancel", on_click=asked.cancel)
    share = min(1.0, done / total) if total else 0.0
    st.progress(share, text=_standing(asked, done, total))


def _standing(asked: Asked, done: int, total: int) -> str:
    """Say where the question stands: in the queue, begun, or at a step of so many."""
    if asked.state == "queued":
        ahead = asked.place
        name = {0: "next", 1: "one"}.get(ahead, "many")
        return words(f"solving.ahead.{name}", count=ahead)
    return words("solving.steps", done=done, total=total) if total else words("solving.begun")


def _offered(asked: Asked, key: str) -> None:
    """Say that the case is large, and wait until the reader wants the answer."""
    title = words(f"solving.offer.{asked.kind}")
    told(words("solving.large"), title=title, key=f"working-{key}-told", manner="quiet")
    st.button(words("solving.large.begin"), key=f"working-{key}-begin", on_click=asked.again)


def _ended(asked: Asked, what: str, key: str, names: Names | None) -> None:
    """Say why there is no answer; what only failed or was cancelled can be run again."""
    if asked.problem is None:
        told(words("solving.cancelled", what=what), key=f"working-{key}-told", manner="quiet")
    else:
        lines = problem_in_words(asked.problem, language(), names).splitlines()
        title = words("solving.failed", what=what)
        told(*lines, title=title, key=f"working-{key}-told", manner="no")
    if asked.why != "problem":
        st.button(words("solving.again"), key=f"working-{key}-again", on_click=asked.again)
