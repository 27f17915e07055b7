"""Which region each name means: what was found, and what the reader is asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from app.components.told import told
from app.own_data import held, put
from app.state import language, words
from briefing.phrases import in_language
from plusn.own.viewing import region_name, report_rows, rows_words

if TYPE_CHECKING:
    from plusn.own.draft import Draft
    from plusn.own.unplaced import Question

ASKED = 12  # questions shown at a time: those that hold most of the value come first


def names(draft: Draft) -> None:
    """Show how many rows found their region, and ask about those that did not."""
    _counts(draft)
    waiting = [one for one in draft.questions if not one.answered]
    answered = [one for one in draft.questions if one.answered]
    if waiting:
        told(key="own-ask", title=words("own.names.ask", count=len(waiting)), level=3)
    for place, question in enumerate(waiting[:ASKED]):
        _ask(question, place)
    if len(waiting) > ASKED:
        st.caption(words("own.names.more", count=len(waiting) - ASKED))
    if answered:
        with st.expander(words("own.names.answered", count=len(answered)), expanded=not waiting):
            for place, question in enumerate(answered):
                _answered(question, place)
    _report(draft)


def _counts(draft: Draft) -> None:
    outcomes = [
        f"{words(f'own.outcome.{outcome}')} {count:,}"
        for outcome, count in draft.outcomes().items()
    ]
    unplaced = draft.unplaced
    lines = [" · ".join(outcomes)]
    if unplaced.rows:
        lines.append(_absent(unplaced.rows, unplaced.of_rows, unplaced.share))
    told(
        *lines,
        key="own-counts",
        title=words("own.names.title"),
        level=2,
        manner="mind" if unplaced.rows else "good",
    )


def _absent(rows: int, of_rows: int, share: float | None) -> str:
    if share is None:
        return words("own.names.absent", rows=rows, of=of_rows)
    return words("own.names.absent.share", rows=rows, of=of_rows, share=f"{share:.1%}")


def _ask(question: Question, place: int) -> None:
    lang = language()
    with st.container(border=True, key=f"own-question-{place}"):
        told(
            words("own.names.rows", rows=rows_words(question.rows)),
            in_language(question.reason, lang),
            key=f"own-asked-{place}",
            title=question.raw,
        )
        with st.container(horizontal=True, gap="small"):
            for candidate in question.candidates:
                st.button(
                    region_name(candidate, lang),
                    key=f"own-answer-{place}-{candidate.level}-{candidate.code}",
                    on_click=partial(_say, question.raw, candidate),
                )
            st.button(
                words("own.names.none"),
                key=f"own-answer-{place}-none",
                type="tertiary",
                on_click=partial(_say, question.raw, None),
            )


def _answered(question: Question, place: int) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        meant = region_name(question.answer, language()) if question.answer else ""
        told(
            words("own.names.means", name=meant) if meant else words("own.names.no_region"),
            key=f"own-said-{place}",
            title=question.raw,
        )
        st.button(
            words("own.names.undo"),
            key=f"own-undo-{place}",
            type="tertiary",
            on_click=partial(_unsay, question.raw),
        )


def _say(raw: str, answer: object) -> None:
    draft = held()
    if draft is not None:
        put(draft.confirm(raw, answer))  # type: ignore[arg-type]  # a key that the draft itself gave


def _unsay(raw: str) -> None:
    draft = held()
    if draft is not None:
        put(draft.forget(raw))


def _report(draft: Draft) -> None:
    """Show what became of every row."""
    with st.expander(words("own.names.every", count=len(draft.located))):
        rows = [
            {**row, "outcome": words(f"own.outcome.{row['outcome']}")}
            for row in report_rows(draft, language())
        ]
        st.dataframe(
            rows,
            hide_index=True,
            width="stretch",
            column_config={name: words(f"own.report.{name}") for name in rows[0]} if rows else None,
        )
