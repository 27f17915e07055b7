"""The data set of this session, kept in the session alone: no other session can reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from plusn.own.draft import Draft
    from plusn.own.uploading import Brought

KEY, BROUGHT = "own", "own.brought"


def held() -> Draft | None:
    """Give the data set that this session works on, if it has one."""
    draft: Draft | None = st.session_state.get(KEY)
    return draft


def put(draft: Draft) -> None:
    """Keep a data set for the rest of the session, in place of the one before."""
    st.session_state[KEY] = draft


def brought() -> Brought | None:
    """Give the bytes that the data set was read from, if they came from this session's reader."""
    kept: Brought | None = st.session_state.get(BROUGHT)
    return kept


def keep(bytes_of: Brought) -> None:
    """Keep the bytes, so that they can be read in another encoding."""
    st.session_state[BROUGHT] = bytes_of


def drop() -> None:
    """Put the data set away."""
    for key in (KEY, BROUGHT):
        st.session_state.pop(key, None)
