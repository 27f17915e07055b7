"""What was understood of a sheet, to be confirmed or corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.own.sheet_table import KEY as TABLE
from app.components.own.sheet_table import sheet_table
from app.components.told import listed, told
from app.own_data import held, put
from app.state import language, words
from briefing.phrases import in_language, problem_in_words
from plusn import PlusNError
from plusn.own import correcting
from plusn.own.viewing import look, sheet_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from plusn.own.draft import Draft

ROWS = 40
PROBLEM = "own.reading.problem"


def understood(draft: Draft) -> None:
    """Show what was understood of the sheet, every part of it open to correction."""
    lang = language()
    _stated(draft)
    problem: PlusNError | None = st.session_state.pop(PROBLEM, None)
    if problem is not None:
        told(*problem_in_words(problem, lang).splitlines(), key="own-reading-no", manner="no")
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="own-how"):
        _sheet(draft)
        _heading(draft)
        _factor(draft)
        _hidden(draft)
    first = _first(draft)
    sheet_table(look(draft, first=first, most=ROWS), on_change=_role)
    remarks = [*draft.book.remarks, *draft.understood.remarks]
    if remarks:
        listed(words("own.remarks"), [in_language(one, lang) for one in remarks], key="own-remarks")


def _stated(draft: Draft) -> None:
    """Say what the file is, and what the sheet states of itself."""
    book, seen = draft.book, draft.understood
    facts = [words(f"own.kind.{book.kind}")]
    if book.encoding:
        facts.append(words("own.encoding", name=book.encoding.upper()))
    facts.append(words("own.rows", count=len(seen.lines)))
    if seen.unit:
        facts.append(words("own.unit", unit=seen.unit))
    if seen.year:
        facts.append(words("own.year", year=seen.year))
    told(" · ".join(facts), key="own-stated", title=seen.title or book.name, level=2)


def _correct(change: Callable[[Draft], Draft]) -> None:
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
        on_change=lambda: _correct(
            lambda one: correcting.read_sheet(one, names[st.session_state["own-sheet"]])
        ),
    )


def _heading(draft: Draft) -> None:
    first, last = draft.understood.reading.header or (0, 0)
    st.session_state["own-header-first"], st.session_state["own-header-last"] = first, last

    def moved() -> None:
        start, end = st.session_state["own-header-first"], st.session_state["own-header-last"]
        _correct(lambda one: correcting.read_header(one, start, max(start, end) if start else 0))

    most = len(sheet_of(draft).rows)
    for name in ("first", "last"):
        st.number_input(
            words(f"own.header.{name}"),
            min_value=0,
            max_value=most,
            step=1,
            key=f"own-header-{name}",
            on_change=moved,
            width=120,
        )


def _factor(draft: Draft) -> None:
    factor = draft.understood.reading.factor
    st.session_state["own-factor"] = "" if factor is None else f"{factor:f}"
    st.text_input(
        words("own.factor"),
        key="own-factor",
        help=words("own.factor.help"),
        on_change=lambda: _correct(
            lambda one: correcting.read_factor(one, st.session_state["own-factor"])
        ),
        width=140,
    )


def _hidden(draft: Draft) -> None:
    if not sheet_of(draft).hidden_rows:
        return
    st.session_state["own-hidden"] = bool(draft.understood.reading.hidden)
    st.checkbox(
        words("own.hidden"),
        key="own-hidden",
        on_change=lambda: _correct(
            lambda one: correcting.read_hidden(one, hidden=st.session_state["own-hidden"])
        ),
    )


def _role() -> None:
    changed = st.session_state[TABLE].changed
    if changed:
        _correct(lambda one: correcting.read_role(one, int(changed["column"]), changed["role"]))


def _first(draft: Draft) -> int:
    """Show where in a long sheet the reader is, and give the first row to show."""
    total = len(sheet_of(draft).rows)
    if total <= ROWS:
        return 0
    pages = -(-total // ROWS)
    page: int = st.number_input(
        words("own.page", pages=pages),
        min_value=1,
        max_value=pages,
        step=1,
        key="own-page",
        width=180,
    )
    return (page - 1) * ROWS
