"""The data set of this session, kept in the session alone: no other session can reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from plusn.own.draft import Draft

KEY = "own"


def held() -> Draft | None:
    """Give the data set that this session works on, if it has one."""
    draft: Draft | None = st.session_state.get(KEY)
    return draft


def put(draft: Draft) -> None:
    """Keep a data set for the rest of the session, in place of the one before."""
    st.session_state[KEY] = draft


def drop() -> None:
    """Put the data set away."""
    st.session_state.pop(KEY, None)
