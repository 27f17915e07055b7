"""The data set of this session, kept in the session alone: no other session can reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from plusn.own.draft import Draft
    from plusn.own.uploading import Brought

KEY, BROUGHT, LAST = "own", "own.brought", "own.last"


def held() -> Draft | None:
    """Give the data set that this session works on, if it has one."""
    draft: Draft | None = st.session_state.get(KEY)
    return draft


def put(draft: Draft) -> None:
    """Keep another state of the same data set."""
    st.session_state[KEY] = draft


def brought() -> Brought | None:
    """Give the bytes that the data set was read from."""
    kept: Brought | None = st.session_state.get(BROUGHT)
    return kept


def declare(bytes_of: Brought) -> None:
    """Keep the bytes with what the reader has declared of them."""
    st.session_state[BROUGHT] = bytes_of


def begin(draft: Draft, bytes_of: Brought) -> None:
    """Work on a data set from now on; the one before can be had back."""
    drop()
    st.session_state[KEY], st.session_state[BROUGHT] = draft, bytes_of


def drop() -> None:
    """Put the data set away; it can be had back."""
    draft, bytes_of = held(), brought()
    if draft is not None:
        st.session_state[LAST] = (draft, bytes_of)
    for key in (KEY, BROUGHT):
        st.session_state.pop(key, None)


def last() -> Draft | None:
    """Give the data set that was put away last."""
    pair: tuple[Draft, Brought | None] | None = st.session_state.get(LAST)
    return None if pair is None else pair[0]


def back() -> None:
    """Have the last data set back, in place of the one worked on."""
    draft, bytes_of = st.session_state.pop(LAST)
    drop()
    st.session_state[KEY], st.session_state[BROUGHT] = draft, bytes_of
