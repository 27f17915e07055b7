"""Whose numbers the Atlas draws: the study's, or a series of the reader's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.own.on_map import own_numbers, own_table
from app.components.told import told
from app.state import Choice, language, read, words, write
from briefing.phrases import problem_in_words
from plusn import PlusNError

if TYPE_CHECKING:
    from collections.abc import Callable

    from plusn.own.how import How
    from plusn.own.table import OwnTable

OF = Choice("of", ("study", "own"), "study")
PARTS = ("column", "sector", "year")


def shown_table() -> OwnTable | None:
    """Give the reader's own table where the reader looks at it."""
    return own_table() if read(OF) == "own" else None


def how_shown(table: OwnTable) -> How:
    """Say which of its series is drawn."""
    from plusn.own.how import How  # noqa: PLC0415 - pandas loads slowly

    return How(
        column=_chosen(table, "column"),
        sector=_chosen(table, "sector"),
        year=_chosen(table, "year"),
    )


def levels_of(table: OwnTable | None) -> tuple[str, ...]:
    """Name the levels that can be drawn: counties where the reader's table has some."""
    if table is None or not any(
        str(cell.key.level) == "county" for one in table.counted for cell in one.cells
    ):
        return ("province", "city")
    return ("province", "city", "county")


def counts_things(table: OwnTable) -> bool:
    """Tell whether the series drawn counts things, so that it may be called a number of them."""
    return (
        str(table.pick(**{name: _chosen(table, name) for name in PARTS}).quantity.kind) == "count"
    )


def stop_where_false(table: OwnTable) -> None:
    """End the page where the numbers drawn cannot all be true, with what contradicts what."""
    try:
        own_numbers(table, how_shown(table))
    except PlusNError as problem:
        atlas_line(table)
        lines = problem_in_words(problem, language()).splitlines()
        told(*lines, key="own-false", title=words("own.check.contradiction"), level=1, manner="no")
        st.stop()


def atlas_line(table: OwnTable, more: Callable[[], None] | None = None) -> None:
    """Show whose numbers these are, which series, what is made of them, and the way back."""
    with st.container(key="own-line", horizontal=True, vertical_alignment="center", gap="small"):
        told(key="own-line-name", title=table.title or table.name, tag=words("own.line"))
        for part in PARTS:
            _part(table, part)
        if more is not None:
            more()
        st.button(words("own.line.edit"), key="own-line-edit", on_click=_edit)
        st.button(words("own.line.study"), key="own-line-study", on_click=_back, type="tertiary")
    if st.session_state.pop("own.editing", False):
        st.switch_page("own.py")


def _options(table: OwnTable, part: str) -> tuple[str, ...]:
    options: tuple[str, ...] = getattr(table, f"{part}s")
    return options


def _chosen(table: OwnTable, part: str) -> str | None:
    options = _options(table, part)
    if len(options) < 2:  # noqa: PLR2004 - one is no choice
        return None
    kept: str | None = st.session_state.get(f"own.{part}")
    return kept if kept in options else None


def _part(table: OwnTable, part: str) -> None:
    options = _options(table, part)
    if len(options) < 2:  # noqa: PLR2004 - one is no choice
        return
    drawn = table.pick(**{name: _chosen(table, name) for name in PARTS}).key
    key = f"own-line-{part}"
    st.session_state[key] = options.index(getattr(drawn, part))
    st.selectbox(
        words(f"own.line.{part}"),
        range(len(options)),
        format_func=lambda place: options[place] or _unnamed(table, part),
        key=key,
        label_visibility="collapsed",
        width=160,
        on_change=lambda: st.session_state.__setitem__(
            f"own.{part}", options[st.session_state[key]]
        ),
    )


def _unnamed(table: OwnTable, part: str) -> str:
    """Call a column whose heading only tells years apart by what the years have in common."""
    names = [one.quantity.name for one in table.counted if not one.key.column]
    if part == "column" and names and names[0]:
        return names[0].split(" / ")[0]
    return words(unnamed_word(table, part))


def unnamed_word(table: OwnTable, part: str) -> str:
    """Give the catalogue key for what has no name: of points, the sum of all sectors."""
    summed = part == "sector" and table.of_points
    return "own.line.sector.all" if summed else f"own.line.{part}.none"


def _edit() -> None:
    st.session_state["own.editing"] = True


def _back() -> None:
    write(OF, "study")
