"""What was understood of a sheet, to be confirmed or corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.own.correct import PROBLEM, correct, corrections
from app.components.own.sheet_table import KEY as TABLE
from app.components.own.sheet_table import sheet_table
from app.components.told import listed, told
from app.state import language, words
from briefing.phrases import in_language, problem_in_words
from plusn.own import correcting
from plusn.own.viewing import look, sheet_of

if TYPE_CHECKING:
    from plusn import PlusNError
    from plusn.own.draft import Draft

ROWS = 40


def stated(draft: Draft) -> None:
    """Say what the data set is: the heading of the page."""
    book, seen = draft.book, draft.understood
    facts = [book.name, words(f"own.kind.{book.kind}")]
    if book.encoding:
        facts.append(words("own.encoding", name=book.encoding.upper()))
    facts.append(words("own.rows", count=f"{len(seen.lines):,}"))
    told(" · ".join(facts), key="own-stated", title=seen.title or book.name, level=1)


def understood(draft: Draft) -> None:
    """Show what was understood of the sheet, every part of it open to correction."""
    lang = language()
    problem: PlusNError | None = st.session_state.pop(PROBLEM, None)
    if problem is not None:
        lines = problem_in_words(problem, lang).splitlines()
        told(*lines, words("own.reading.kept"), key="own-reading-no", manner="no")
    corrections(draft)
    remarks = [*draft.book.remarks, *draft.understood.remarks]
    if remarks:
        lines = [in_language(one, lang) for one in dict.fromkeys(remarks)]
        listed(words("own.remarks"), lines, key="own-remarks", most=3)
    sheet_table(look(draft, first=_first(draft), most=ROWS), on_change=_role)


def _role() -> None:
    changed = st.session_state[TABLE].changed
    if changed:
        correct(lambda one: correcting.read_role(one, int(changed["column"]), changed["role"]))


def _first(draft: Draft) -> int:
    """Show where in a long sheet the reader is, and give the first row to show."""
    total = len(sheet_of(draft).rows)
    if total <= ROWS:
        return 0
    pages = -(-total // ROWS)
    if st.session_state.get("own-page", 1) > pages:
        st.session_state["own-page"] = 1
    page: int = st.number_input(
        words("own.page", pages=f"{pages:,}"),
        min_value=1,
        max_value=pages,
        step=1,
        key="own-page",
        width=220,
    )
    return (page - 1) * ROWS
