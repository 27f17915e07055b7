"""What is made of the reader's own numbers: one map, two compared, one for each year, patterns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from app.components.own.on_map import own_figure, panels_figure
from app.components.own.second import second, second_file
from app.components.told import told
from app.state import Choice, language, read, words, write
from briefing.phrases import problem_in_words
from plusn import PlusNError
from plusn.own.comparable import comparable, several

if TYPE_CHECKING:
    from plusn.choices import Choices
    from plusn.own.comparable import Other
    from plusn.own.table import OwnTable

COMPARED = ("difference", "ratio", "pair")
STATISTICS = ("local-moran", "gi-star")
LOOK = Choice("look", ("one", *COMPARED, "multiples", *STATISTICS), "one")
WITH, OF_EACH, PROBLEM = "own.with", "own.of_each", "own.look.problem"
FILE = "file"


def looked(choices: Choices, table: OwnTable) -> Choices:
    """Give the choices with what the reader makes of the numbers; where that cannot be, say so."""
    st.session_state.pop(PROBLEM, None)
    asked = _asked(choices, table)
    if asked is choices:
        return choices
    try:
        made = panels_figure(asked) if asked.several else own_figure(asked)
    except PlusNError as problem:
        st.session_state[PROBLEM] = problem
        return choices
    return made.choices


def _asked(choices: Choices, table: OwnTable) -> Choices:
    look = read(LOOK)
    if look in COMPARED:
        other = _other(choices, table)
        if other is None:
            return choices
        choices = choices if look == "pair" else replace(choices, style="fill")
        return replace(choices, compare=other.table or other.word, compare_as=look)
    if look == "multiples":
        parts = several(table)
        part = st.session_state.get(OF_EACH)
        part = part if part in parts else next(iter(parts), None)
        return choices if part is None else replace(choices, multiples=part)
    if look in STATISTICS:
        return replace(choices, statistic=look, style="fill")
    return choices


def look_menu(choices: Choices, table: OwnTable) -> None:
    """Show what can be made of the numbers."""
    menu = st.popover(words("own.look"), key="own-look", on_change="rerun")
    if not menu.open:
        return
    with menu:
        _kinds()
        look = read(LOOK)
        if look in COMPARED:
            _with(choices, table)
            second_file()
        elif look == "multiples":
            _parts(table)


def look_problem() -> None:
    """Say why what was asked for cannot be shown."""
    problem: PlusNError | None = st.session_state.get(PROBLEM)
    if problem is not None:
        lines = problem_in_words(problem, language()).splitlines()
        told(*lines, key="own-look-no", title=words("own.look.cannot"), manner="mind")


def _kinds() -> None:
    st.session_state["own-look-kind"] = read(LOOK)
    st.radio(
        words("own.look"),
        list(LOOK.allowed),
        format_func=lambda one: words(f"own.look.{one}"),
        key="own-look-kind",
        on_change=lambda: write(LOOK, st.session_state["own-look-kind"]),
    )


def _others(choices: Choices, table: OwnTable) -> list[Other]:
    other = second()
    return [*comparable(table, choices.how), *([other] if other is not None else [])]


def _other(choices: Choices, table: OwnTable) -> Other | None:
    others = _others(choices, table)
    names = [other.name for other in others]
    wanted = st.session_state.get(WITH)
    place = names.index(wanted) if wanted in names else 0
    return others[place] if others else None


def _with(choices: Choices, table: OwnTable) -> None:
    others = _others(choices, table)
    now = _other(choices, table)
    if now is None:
        st.caption(words("own.look.nothing"))
        return
    st.session_state["own-with"] = others.index(now)
    st.selectbox(
        words("own.look.with"),
        range(len(others)),
        format_func=lambda place: others[place].name,
        key="own-with",
        on_change=lambda: st.session_state.__setitem__(
            WITH, others[st.session_state["own-with"]].name
        ),
    )


def _parts(table: OwnTable) -> None:
    parts = list(several(table))
    if not parts:
        st.caption(words("own.look.nothing"))
        return
    if st.session_state.get(OF_EACH) not in parts:
        st.session_state[OF_EACH] = parts[0]
    st.radio(
        words("own.look.each"),
        parts,
        format_func=lambda part: words(f"own.line.{part}"),
        key="own-of-each",
        index=parts.index(st.session_state[OF_EACH]),
        on_change=lambda: st.session_state.__setitem__(OF_EACH, st.session_state["own-of-each"]),
    )
