"""What keeps a table from the map, the choices that are the reader's, and what is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.own.choice import choice
from app.components.own.coverage import coverage
from app.components.own.on_map import stopping
from app.components.told import listed, told
from app.state import language, words
from briefing.phrases import problem_in_words
from plusn.own.matters import matters

if TYPE_CHECKING:
    from plusn.own.draft import Draft
    from plusn.own.table import Counted, OwnTable


def checks(draft: Draft) -> None:
    """Show what is wrong, all at once, ask what only the reader knows, and tell what is covered."""
    lang = language()
    problems = [problem_in_words(problem, lang) for problem in stopping(draft)]
    if problems:
        with st.container(key="own-problems-box"):
            listed(_heading(len(problems)), problems, key="own-problems", most=12)
    else:
        told(_ready(draft), key="own-ready", title=words("own.check.ready"), level=2, manner="good")
    asked = matters(draft)
    if asked:
        with st.container(horizontal=True, gap="large", key="own-choices"):
            for name in asked:
                choice(name, getattr(draft, name))
    if not problems:
        coverage(draft)


def _heading(count: int) -> str:
    return words("own.check.problems.one") if count == 1 else words(
        "own.check.problems", count=f"{count:,}"
    )  # fmt: skip


def _ready(draft: Draft) -> str:
    table = draft.table()
    counted = table.counted
    named = [_series(table, one) for one in counted]
    series = ", ".join(name[:60] for name in named[:12] if name)
    if len(named) > 12:  # noqa: PLR2004 - the first dozen says what they are
        series += " …"
    unit = counted[0].quantity.unit or words("own.unsaid")
    if len(named) == 1:
        return words("own.check.series.one", series=series or words("own.line.column.none"),
                     unit=unit)  # fmt: skip
    return words("own.check.series", count=len(named), series=series, unit=unit)


def _series(table: OwnTable, one: Counted) -> str:
    """Name a series: its heading, and its sector and year where the heading does not say them."""
    sector = one.key.sector or (words("own.line.sector.all") if table.of_points else "")
    parts = (sector, one.key.year)
    heading = one.quantity.name
    return " · ".join(filter(None, (heading, *(part for part in parts if part not in heading))))
