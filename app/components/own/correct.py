"""Controls by which what was understood of a sheet is corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.own_data import brought, declare, held, put
from app.state import words
from plusn import PlusNError
from plusn.own import correcting
from plusn.own.viewing import sheet_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from plusn.own.draft import Draft

PROBLEM = "own.reading.problem"
WIDTHS = {"title": 340, "unit": 110, "year": 100}


def correct(change: Callable[[Draft], Draft]) -> None:
    """Read the sheet in another way; where that cannot be, all stays as it was."""
    draft = held()
    if draft is None:
        return
    try:
        changed = change(draft)
    except PlusNError as problem:
        st.session_state[PROBLEM] = problem
    else:
        put(changed)


def corrections(draft: Draft) -> None:
    """Show what the sheet states of itself as fields, and the rest of the reading in a menu."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="own-how"):
        _sheet(draft)
        for name in WIDTHS:
            _words(draft, name)
        with st.popover(words("own.how"), key="own-how-more"):
            _declared(draft)
            _heading(draft)
            _factor(draft)
            _hidden(draft)


def _words(draft: Draft, name: str) -> None:
    key = f"own-{name}"
    st.session_state[key] = getattr(draft.understood, name)
    st.text_input(
        words(f"own.{name}.label"),
        key=key,
        max_chars=correcting.LONGEST_WORDS,
        placeholder=words("own.unsaid"),
        width=WIDTHS[name],
        on_change=lambda: correct(
            lambda one: correcting.read_words(one, name, st.session_state[key])
        ),
    )


def _sheet(draft: Draft) -> None:
    names = [sheet.name for sheet in draft.book.sheets]
    if len(names) < 2:  # noqa: PLR2004 - one sheet is no choice
        return
    st.session_state["own-sheet"] = names.index(sheet_of(draft).name)
    hidden = {place for place, sheet in enumerate(draft.book.sheets) if sheet.hidden}
    st.selectbox(
        words("own.sheet"),
        range(len(names)),
        format_func=lambda place: (
            words("own.sheet.hidden", name=names[place]) if place in hidden else names[place]
        ),
        key="own-sheet",
        width=200,
        on_change=lambda: correct(
            lambda one: correcting.read_sheet(one, names[st.session_state["own-sheet"]])
        ),
    )


def _declared(draft: Draft) -> None:
    """Ask for the encoding of a text, or the reference system of a geographic file."""
    from plusn.own.uploading import encodings_of  # noqa: PLC0415 - pandas loads slowly

    bytes_of = brought()
    if bytes_of is None or bytes_of.saved or bytes_of.pasted:
        return
    if draft.book.encoding:
        st.session_state["own-encoding"] = draft.book.encoding
        st.selectbox(
            words("own.encoding.label"),
            encodings_of(draft),
            format_func=str.upper,
            key="own-encoding",
            on_change=lambda: _declare("encoding"),
        )
    if draft.book.geometry:
        st.session_state["own-crs"] = bytes_of.ask.crs or draft.book.crs
        st.text_input(
            words("own.crs"),
            key="own-crs",
            placeholder="EPSG:4326",
            on_change=lambda: _declare("crs"),
        )


def _declare(name: str) -> None:
    bytes_of, said = brought(), st.session_state[f"own-{name}"].strip()
    if bytes_of is None or not said:
        return
    changed = bytes_of.declared(**{name: said})
    before = st.session_state.get(PROBLEM)
    correct(changed.again)
    if st.session_state.get(PROBLEM) is before:
        declare(changed)


def _heading(draft: Draft) -> None:
    first, last = draft.understood.reading.header or (0, 0)
    st.session_state["own-header-first"], st.session_state["own-header-last"] = first, last

    def moved() -> None:
        start, end = st.session_state["own-header-first"], st.session_state["own-header-last"]
        correct(lambda one: correcting.read_header(one, start, max(start, end) if start else 0))

    most = len(sheet_of(draft).rows)
    for name in ("first", "last"):
        st.number_input(
            words(f"own.header.{name}"), min_value=0, max_value=most, step=1,
            key=f"own-header-{name}", on_change=moved,
        )  # fmt: skip


def _factor(draft: Draft) -> None:
    factor = draft.understood.reading.factor
    st.session_state["own-factor"] = "" if factor is None else f"{factor:f}"
    st.text_input(
        words("own.factor"),
        key="own-factor",
        help=words("own.factor.help"),
        on_change=lambda: correct(
            lambda one: correcting.read_factor(one, st.session_state["own-factor"])
        ),
    )


def _hidden(draft: Draft) -> None:
    if not sheet_of(draft).hidden_rows:
        return
    st.session_state["own-hidden"] = bool(draft.understood.reading.hidden)
    st.checkbox(
        words("own.hidden"),
        key="own-hidden",
        on_change=lambda: correct(
            lambda one: correcting.read_hidden(one, hidden=st.session_state["own-hidden"])
        ),
    )
