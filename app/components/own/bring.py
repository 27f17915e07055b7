"""Bring a table: drop a file, or paste cells from a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.told import told
from app.own_data import keep, put
from app.state import language, words
from briefing.phrases import problem_in_words
from plusn import PlusNError

if TYPE_CHECKING:
    from plusn.own.draft import Draft
    from plusn.own.uploading import Brought

ENDINGS = [
    *("csv", "tsv", "txt", "xlsx", "xls", "html", "htm", "xml"),
    *("geojson", "json", "gpkg", "zip", "parquet", "plusn"),
]
LARGEST_MB = 20
COMING, REFUSED = "own.coming", "own.refused"


def bring() -> None:
    """Show both ways to bring a table."""
    drop, paste = st.tabs([words("own.bring.file"), words("own.bring.paste")])
    with drop:
        st.file_uploader(
            words("own.bring.file"),
            type=ENDINGS,
            key="own-file",
            max_upload_size=LARGEST_MB,
            label_visibility="collapsed",
            on_change=_file,
        )
        st.caption(words("own.bring.file.help"))
    with paste:
        st.text_area(
            words("own.bring.paste"),
            key="own-text",
            height=160,
            label_visibility="collapsed",
            placeholder=words("own.bring.paste.help"),
        )
        st.button(words("own.bring.paste.read"), key="own-paste", type="primary", on_click=_pasted)


def refused() -> None:
    """Say why the last file was not taken; what was there before stays."""
    problem: PlusNError | None = st.session_state.get(REFUSED)
    if problem is None:
        return
    told(
        *problem_in_words(problem, language()).splitlines(),
        key="own-refused",
        title=words("own.refused"),
        manner="no",
    )
    st.button(words("own.refused.close"), key="own-refused-close", on_click=_forget)


def lay() -> None:
    """Lay down what was brought since the last run.

    The library may end a callback at any touch of the session; what a callback brings is therefore
    kept in one place, and laid down by the run that follows.
    """
    coming = _coming()
    while coming:
        one, came = coming[0]
        _forget()
        if isinstance(came, PlusNError):
            st.session_state[REFUSED] = came
        else:
            put(came)
            keep(one)
        del coming[0]


def _coming() -> list[tuple[Brought, Draft | PlusNError]]:
    coming: list[tuple[Brought, Draft | PlusNError]] = st.session_state.setdefault(COMING, [])
    return coming


def _forget() -> None:
    st.session_state.pop(REFUSED, None)


def _file() -> None:
    file = st.session_state.get("own-file")
    if file is not None:
        from plusn.own.uploading import bring_bytes  # noqa: PLC0415 - pandas loads slowly

        take(bring_bytes(file.getvalue(), file.name))


def _pasted() -> None:
    from plusn.own.uploading import bring_text  # noqa: PLC0415 - pandas loads slowly

    take(bring_text(st.session_state.get("own-text", ""), words("own.pasted")))


def take(one: Brought) -> None:
    """Read what was brought; the run that follows lays it down, or says why it cannot be."""
    coming = _coming()
    try:
        coming.append((one, one.read()))
    except PlusNError as problem:
        coming.append((one, problem))
