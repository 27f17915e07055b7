"""One choice that a table leaves to its reader."""

from __future__ import annotations

import streamlit as st

from app.own_data import held, put
from app.state import words
from plusn.own.draft import CHOICES


def choice(name: str, now: str) -> None:
    """Show a choice of `plusn.own.draft.CHOICES` as a list of which one holds."""
    key = f"own-{name}"
    st.session_state[key] = now
    st.radio(
        words(f"own.{name}"),
        tuple(CHOICES[name]),
        format_func=lambda one: words(f"own.{name}.{one}"),
        key=key,
        on_change=_chosen,
        args=(name,),
    )


def _chosen(name: str) -> None:
    draft = held()
    if draft is not None:
        put(draft.with_choices(**{name: st.session_state[f"own-{name}"]}))
