"""A second data set beside the first: one that was put away, or a file brought for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.own.bring import ENDINGS, LARGEST_MB
from app.components.told import told
from app.own_data import last
from app.state import language, words
from briefing.phrases import problem_in_words
from plusn import PlusNError
from plusn.own.comparable import Other

if TYPE_CHECKING:
    from plusn.own.draft import Draft
    from plusn.own.uploading import Brought

SECOND, COMING, REFUSED = "own.second", "own.second.coming", "own.second.refused"


def second() -> Other | None:
    """Give the data set that was brought for a comparison, else the one that was put away."""
    _lay()
    draft: Draft | None = st.session_state.get(SECOND) or last()
    if draft is None or draft.problems():
        return None
    table = draft.table()
    return Other(name=table.title or table.name, table=table)


def second_file() -> None:
    """Take another file to compare with."""
    st.file_uploader(
        words("own.look.file"),
        type=ENDINGS,
        key="own-second-file",
        max_upload_size=LARGEST_MB,
        on_change=_file,
    )
    problem: PlusNError | None = st.session_state.get(REFUSED)
    if problem is not None:
        lines = problem_in_words(problem, language()).splitlines()
        told(*lines, key="own-second-no", title=words("own.refused"), manner="no")


def _file() -> None:
    file = st.session_state.get("own-second-file")
    st.session_state.pop(REFUSED, None)
    if file is None:
        st.session_state.pop(SECOND, None)
        return
    from plusn.own.uploading import bring_bytes  # noqa: PLC0415 - pandas loads slowly

    st.session_state[COMING] = bring_bytes(file.getvalue(), file.name)


def _lay() -> None:
    """Read what was brought since the last run."""
    coming: Brought | None = st.session_state.get(COMING)
    if coming is None:
        return
    with st.spinner(words("own.reading")):
        try:
            draft = coming.read()
            draft.table()
        except PlusNError as problem:
            st.session_state[REFUSED] = problem
        else:
            st.session_state[SECOND] = draft
        del st.session_state[COMING]
