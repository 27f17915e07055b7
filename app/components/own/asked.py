"""One name that needs an answer, or has been given one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from app.components.told import told
from app.own_data import held, put
from app.state import language, words
from briefing.phrases import in_language
from plusn.own.region_names import every_region
from plusn.own.viewing import region_name, rows_words

if TYPE_CHECKING:
    from plusn.own.unplaced import Question

SHOWN = 300  # characters of a text: the rest of a long one says no more


def ask(question: Question, place: int) -> None:
    """Show a name with its candidates, each one click away, and a search over all regions."""
    lang = language()
    with st.container(border=True, key=f"own-question-{place}", gap="small"):
        told(
            _holds(question),
            in_language(question.reason, lang),
            key=f"own-asked-{place}",
            title=_short(question.raw),
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            for candidate in question.candidates:
                st.button(
                    region_name(candidate, lang),
                    key=f"own-answer-{place}-{candidate.level}-{candidate.code}",
                    on_click=partial(_say, question.raw, candidate),
                )
            _search(question.raw, place)
            st.button(
                words("own.names.none"),
                key=f"own-answer-{place}-none",
                type="tertiary",
                on_click=partial(_say, question.raw, None),
            )


def answered(question: Question, place: int) -> None:
    """Show what a name was said to mean, and how to take that back."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        meant = region_name(question.answer, language()) if question.answer else ""
        told(
            words("own.names.means", name=meant) if meant else words("own.names.no_region"),
            key=f"own-said-{place}",
            title=_short(question.raw),
        )
        st.button(
            words("own.names.undo"),
            key=f"own-undo-{place}",
            type="tertiary",
            on_click=partial(_unsay, question.raw),
        )


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _holds(question: Question) -> str:
    where = words("own.names.rows", rows=rows_words(question.rows))
    if not question.value:
        return where
    return f"{where} · {words('own.names.value', value=f'{question.value:,f}')}"


def _search(raw: str, place: int) -> None:
    """Offer all regions of the 2023 list; they are sent when the menu is opened."""
    key = f"own-search-{place}"
    menu = st.popover(words("own.names.search"), key=key, on_change="rerun")
    if not menu.open:
        return
    with menu:
        known = every_region(language())
        st.selectbox(
            words("own.names.search.label"),
            list(known),
            index=None,
            format_func=known.__getitem__,
            placeholder=words("own.names.search.help"),
            key=f"{key}-list",
            on_change=lambda: _say(raw, st.session_state[f"{key}-list"]),
        )


def _say(raw: str, answer: object) -> None:
    draft = held()
    if draft is not None:
        put(draft.confirm(raw, answer))  # type: ignore[arg-type]  # a key that we offered


def _unsay(raw: str) -> None:
    draft = held()
    if draft is not None:
        put(draft.forget(raw))
