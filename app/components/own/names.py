"""Which region each name means: what was found, and what the reader is asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from app.components.own.asked import answered, ask
from app.components.own.points import points
from app.components.told import told
from app.state import language, words
from plusn.own.report import report_csv
from plusn.own.viewing import report_rows

if TYPE_CHECKING:
    from plusn.own.draft import Draft

ASKED = 12  # questions shown at a time: those that hold most of the value come first
ROWS = 1_000  # of the report shown at a time


def names(draft: Draft) -> None:
    """Show how many rows found their region, and ask about those that did not."""
    if draft.is_points:
        points(draft)
        return
    _counts(draft)
    waiting = [one for one in draft.questions if not one.answered]
    said = [one for one in draft.questions if one.answered]
    if waiting:
        told(key="own-ask", title=_heading(len(waiting)), level=2)
    for place, question in enumerate(waiting[:ASKED]):
        ask(question, place)
    if len(waiting) > ASKED:
        st.caption(words("own.names.more", count=len(waiting) - ASKED))
    if said:
        with st.expander(words("own.names.answered", count=len(said)), expanded=len(said) < ASKED):
            for place, question in enumerate(said[:ROWS]):
                answered(question, place)
    _report(draft)


def _heading(count: int) -> str:
    return words("own.names.ask.one") if count == 1 else words("own.names.ask", count=count)


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
    counts = {"rows": f"{rows:,}", "of": f"{of_rows:,}"}
    if share is None:
        return words("own.names.absent", **counts)
    shown = words("own.names.small") if 0 < share < 0.0005 else f"{share:.1%}"  # noqa: PLR2004
    return words("own.names.absent.share", share=shown, **counts)


def _report(draft: Draft) -> None:
    """Show what became of every row, a thousand at a time, and give it as a file."""
    total = len(draft.located)
    with st.expander(words("own.names.every", count=f"{total:,}")):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            pages = -(-total // ROWS)
            page = 1
            if pages > 1:
                page = st.number_input(
                    words("own.page", pages=pages), min_value=1, max_value=pages, step=1,
                    key="own-report-page", width=220,
                )  # fmt: skip
            st.download_button(
                words("own.report.get"),
                data=partial(report_csv, draft),
                file_name="plusn-match.csv",
                mime="text/csv",
                on_click="ignore",
                key="own-report",
            )
        shown = report_rows(draft, language(), first=(page - 1) * ROWS, most=ROWS)
        rows = [{**row, "outcome": words(f"own.outcome.{row['outcome']}")} for row in shown]
        st.dataframe(
            rows,
            hide_index=True,
            width="stretch",
            column_config={name: words(f"own.report.{name}") for name in rows[0]} if rows else None,
        )
