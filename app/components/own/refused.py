"""Why the last file was not taken, and how it can be after all; what was there before stays."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from app.components.own.bring import REFUSED, take
from app.components.told import told
from app.own_data import held
from app.state import language, words
from briefing.phrases import problem_in_words

if TYPE_CHECKING:
    from plusn import PlusNError
    from plusn.own.uploading import Brought


def refused() -> None:
    """Say what is wrong with the last file, and ask what only its owner knows."""
    pair: tuple[Brought, PlusNError] | None = st.session_state.get(REFUSED)
    if pair is None:
        return
    one, problem = pair
    lines = problem_in_words(problem, language()).splitlines()
    if held() is not None:
        lines.append(words("own.refused.kept"))
    told(*lines, key="own-refused", title=words("own.refused"), manner="no")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _declared(one, problem)
        st.button(words("own.refused.close"), key="own-refused-close", on_click=_forget)


def _declared(one: Brought, problem: PlusNError) -> None:
    from plusn.own.uploading import ENCODINGS, asks_for  # noqa: PLC0415 - pandas loads slowly

    asked = asks_for(problem)
    if asked == "crs":
        st.text_input(
            words("own.crs"), key="own-refused-crs", placeholder="EPSG:4326", width=180,
            on_change=partial(_again, one, "crs"),
        )  # fmt: skip
    elif asked == "encoding":
        st.selectbox(
            words("own.encoding.label"), ENCODINGS, index=None, key="own-refused-encoding",
            format_func=str.upper, width=180, on_change=partial(_again, one, "encoding"),
        )  # fmt: skip


def _again(one: Brought, name: str) -> None:
    said = st.session_state[f"own-refused-{name}"]
    if said:
        take(one.declared(**{name: said}))


def _forget() -> None:
    st.session_state.pop(REFUSED, None)
