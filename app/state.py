"""What the reader chose, kept in the session and in the URL as plain validated codes.

A page switch empties the URL, so each choice lives in the session too and is written back.
An unknown code in the URL is dropped, never shown and never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import streamlit as st

from briefing.catalogue import text
from briefing.spec import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection

    from briefing.palette import Theme
    from briefing.spec import Language


@dataclass(frozen=True)
class Choice:
    """Name one thing a reader can choose, and what is allowed.

    `shared` choices follow the reader from page to page.
    """

    name: str
    allowed: Collection[str]
    default: str
    shared: bool = False

    @property
    def key(self) -> str:
        """Give the session key of the choice."""
        return f"choice.{self.name}"


LANGUAGE = Choice("lang", LANGUAGES, "en", shared=True)


def read(choice: Choice) -> str:
    """Give the reader's choice: the URL first, then the session, then the default."""
    asked = st.query_params.get(choice.name)
    if asked is None and (choice.shared or choice.key in st.session_state):
        asked = st.session_state.get(choice.key)
    return asked if asked is not None and asked in choice.allowed else choice.default


def write(choice: Choice, value: str | None) -> None:
    """Keep a choice in the session and, unless it is the default, in the URL."""
    kept = value if value is not None and value in choice.allowed else choice.default
    st.session_state[choice.key] = kept
    if kept == choice.default:
        st.query_params.pop(choice.name, None)
    elif st.query_params.get(choice.name) != kept:
        st.query_params[choice.name] = kept


def forget(choice: Choice) -> None:
    """Drop a choice from the session and the URL, so that its default holds again."""
    st.session_state.pop(choice.key, None)
    st.query_params.pop(choice.name, None)


def language() -> Language:
    """Give the language chosen: en, zh-Hant or zh-Hans."""
    return cast("Language", read(LANGUAGE))


def theme() -> Theme:
    """Give the theme in use: light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def segmented(choice: Choice, *, label: str, captions: dict[str, str]) -> str:
    """Show a choice as a row of buttons and give what is chosen.

    `captions` gives the words for each allowed code, in order.
    """
    widget = f"widget.{choice.name}"
    st.session_state[widget] = read(choice)

    def changed() -> None:
        write(choice, st.session_state[widget])

    st.segmented_control(
        label,
        list(captions),
        format_func=captions.__getitem__,
        key=widget,
        on_change=changed,
        label_visibility="collapsed",
        required=True,
    )
    value = read(choice)
    write(choice, value)
    return value


def words(key: str, **values: object) -> str:
    """Give a catalogue string in the language chosen."""
    return text(key, language(), **values)
