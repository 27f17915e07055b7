"""The desk of this session, kept in the session alone: no other session can reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.state import Choice, read, write
from plusn.scenarios.shipped import SHIPPED

if TYPE_CHECKING:
    from plusn.desk.desk import Desk

KEY = "desk"
FIRST = "electronics"
CASE = Choice("case", (*SHIPPED, "own"), FIRST, shared=True)


def desk() -> Desk:
    """Give the desk; a session begins with the shipped case that the URL names."""
    asked = read(CASE)
    held: Desk | None = st.session_state.get(KEY)
    if held is not None and (asked in {"own", held.origin}):
        return held
    return put(open_shipped(asked if asked in SHIPPED else FIRST))


def put(changed: Desk) -> Desk:
    """Lay a desk down for the rest of the session."""
    st.session_state[KEY] = changed
    write(CASE, changed.origin or "own")
    return changed


def open_shipped(name: str) -> Desk:
    """Open a case that PlusN ships."""
    from plusn.desk.desk import Desk  # noqa: PLC0415 - pydantic and networkx load slowly
    from plusn.scenarios.shipped import shipped_case  # noqa: PLC0415

    return Desk(case=shipped_case(name), origin=name)
