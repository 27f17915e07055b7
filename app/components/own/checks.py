"""What keeps a table from the map, and the choices that are the reader's to make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.told import listed, told
from app.own_data import held, put
from app.state import language, words
from briefing.phrases import problem_in_words
from plusn.own.draft import CHOICES

if TYPE_CHECKING:
    from plusn.own.draft import Draft


def checks(draft: Draft) -> None:
    """Show what is wrong, all at once, and ask how doubled rows and counties are counted."""
    lang = language()
    problems = [problem_in_words(problem, lang) for problem in draft.problems()]
    if problems:
        listed(words("own.check.problems", count=len(problems)), problems, key="own-problems")
    else:
        told(_ready(draft), key="own-ready", title=words("own.check.ready"), level=2, manner="good")
    with st.container(horizontal=True, gap="large"):
        for name, allowed in CHOICES.items():
            _choice(name, tuple(allowed), getattr(draft, name))


def _ready(draft: Draft) -> str:
    named = [
        " · ".join(part for part in (one.key.column, one.key.sector, one.key.year) if part)
        for one in draft.series
    ]
    unit = draft.series[0].quantity.unit
    series = ", ".join(name for name in named if name)
    return words("own.check.series", count=len(named), series=series or "–", unit=unit or "–")


def _choice(name: str, allowed: tuple[str, ...], now: str) -> None:
    key = f"own-{name}"
    st.session_state[key] = now
    st.radio(
        words(f"own.{name}"),
        allowed,
        format_func=lambda one: words(f"own.{name}.{one}"),
        key=key,
        on_change=_chosen,
        args=(name,),
    )


def _chosen(name: str) -> None:
    draft = held()
    if draft is not None:
        put(draft.with_choices(**{name: st.session_state[f"own-{name}"]}))
