"""Bring a table: drop a file, or paste cells from a spreadsheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from app.components.told import told
from app.own_data import back, begin, last
from app.state import language, words
from plusn import PlusNError

if TYPE_CHECKING:
    from plusn.own.draft import Draft
    from plusn.own.uploading import Brought

ENDINGS = [
    *("csv", "tsv", "txt", "xlsx", "xls", "html", "htm", "xml"),
    *("geojson", "json", "gpkg", "zip", "parquet", "plusn"),
]
LARGEST_MB = 20
COMING, REFUSED, TURN = "own.coming", "own.refused", "own.turn"
BLANKS = ("province", "city")


def first_screen() -> None:
    """Say what this page does, and show both ways to bring a table side by side."""
    told(words("own.promise"), key="own-title", title=words("own.title"), level=1)
    put_away = last()
    if put_away is not None:
        _put_away(put_away)
    drop, paste = st.columns(2, gap="medium", border=True)
    with drop:
        told(key="own-drop-title", title=words("own.bring.file"), level=2)
        _uploader()
        st.caption(words("own.bring.file.help"))
        st.caption(words("own.bring.limits"))
    with paste:
        told(key="own-paste-title", title=words("own.bring.paste"), level=2)
        _pasting(132)
    _blanks()


def another() -> None:
    """Show both ways to bring a table in place of the one at hand."""
    _uploader()
    st.caption(words("own.bring.file.help"))
    _pasting(100)
    put_away = last()
    if put_away is not None:
        _put_away(put_away)


def _uploader() -> None:
    # Its number begins it anew: the same file, corrected, is brought in one step.
    key = f"own-file-{_turn()}"
    st.file_uploader(
        words("own.bring.file"),
        type=ENDINGS,
        key=key,
        max_upload_size=LARGEST_MB,
        label_visibility="collapsed",
        on_change=partial(_file, key),
    )


def _pasting(height: int) -> None:
    key = f"own-text-{_turn()}"
    st.text_area(
        words("own.bring.paste"),
        key=key,
        height=height,
        label_visibility="collapsed",
        placeholder=words("own.bring.paste.help"),
    )
    st.button(
        words("own.bring.paste.read"), key="own-paste", on_click=partial(_pasted, key),
        type="primary",
    )  # fmt: skip


def _blanks() -> None:
    """Offer lists of regions to fill in."""
    from plusn.own.report import blank_list  # noqa: PLC0415 - the names load slowly

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="own-blank"):
        st.caption(words("own.blank"), width="content")
        for level in BLANKS:
            st.download_button(
                words(f"own.blank.{level}"),
                data=partial(blank_list, level, language()),
                file_name=f"plusn-{level}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"own-blank-{level}",
            )


def _put_away(draft: Draft) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        told(words("own.last"), key="own-last-words", title=draft.book.name)
        st.button(words("own.last.back"), key="own-back", on_click=back)


def take(one: Brought) -> None:
    """Hand over what was brought; the run that follows reads it."""
    st.session_state[COMING] = one


def lay() -> None:
    """Read what was brought since the last run, and lay it down or say why it cannot be.

    Where the run is broken off, what was brought is still there for the next one.
    """
    one: Brought | None = st.session_state.get(COMING)
    if one is None:
        return
    with st.spinner(words("own.reading")):
        came = _read(one)
        st.session_state.pop(REFUSED, None)
        st.session_state[TURN] = _turn() + 1
        if isinstance(came, PlusNError):
            st.session_state[REFUSED] = (one, came)
        else:
            begin(came, one)
        del st.session_state[COMING]


def _read(one: Brought) -> Draft | PlusNError:
    try:
        return one.read()
    except PlusNError as problem:
        return problem


def _turn() -> int:
    turn: int = st.session_state.get(TURN, 0)
    return turn


def _file(key: str) -> None:
    file = st.session_state.get(key)
    if file is not None:
        from plusn.own.uploading import bring_bytes  # noqa: PLC0415 - pandas loads slowly

        take(bring_bytes(file.getvalue(), file.name))


def _pasted(key: str) -> None:
    text = st.session_state.get(key, "")
    if text.strip():
        from plusn.own.uploading import bring_text  # noqa: PLC0415 - pandas loads slowly

        take(bring_text(text, words("own.pasted")))
