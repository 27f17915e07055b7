"""What holds for the whole brief: title, language or two, paper, ink, template."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import streamlit as st

from app.components.told import told
from app.state import Choice, language, read, words, write
from briefing.phrases import problem_in_words
from briefing.tongue import tongues
from plusn import PlusNError
from plusn.decks import check_template

TONGUE = Choice("tongue", ("", *tongues()), "")
SIZE = Choice("size", ("16:9", "4:3", "A4"), "16:9")
PAGE = Choice("page", ("a4", "a4-landscape", "slide"), "a4")
INK = Choice("ink", ("colour", "mono"), "colour")
LONGEST_TITLE = 200
TEMPLATE = "brief.template"


@dataclass(frozen=True)
class Asked:
    """Hold what a reader asks of the whole brief."""

    title: str
    lang: str
    size: str
    page: str
    ink: str
    template: bytes | None = None


def settings() -> Asked:
    """Show the choices and give what holds."""
    usual = words("page_briefing.heading.usual")
    title = st.text_input(
        words("page_briefing.heading"), max_chars=LONGEST_TITLE, key="brief-heading",
        placeholder=usual,
    )  # fmt: skip
    lang = _tongue()
    with st.container(key="brief-papers", horizontal=True):
        size, page, ink = _one_of(SIZE), _one_of(PAGE), _one_of(INK)
    return Asked(title.strip() or usual, lang, size, page, ink, _template())


def tongue() -> str:
    """Give the language of the brief: the reader's own until another is chosen."""
    return read(TONGUE) or language()


def _tongue() -> str:
    widget = "brief-lang"
    st.session_state[widget] = tongue()

    def changed() -> None:
        asked = st.session_state[widget]
        write(TONGUE, "" if asked == language() else asked)

    st.selectbox(
        words("page_briefing.lang"), list(tongues()), format_func=_named, key=widget,
        on_change=changed,
    )  # fmt: skip
    write(TONGUE, read(TONGUE))
    return tongue()


def _one_of(choice: Choice) -> str:
    widget = f"brief-{choice.name}"
    st.session_state[widget] = read(choice)

    def changed() -> None:
        write(choice, st.session_state[widget])

    st.segmented_control(
        words(f"page_briefing.{choice.name}"), list(choice.allowed),
        format_func=lambda one: words(f"page_briefing.{choice.name}.{one}"),
        key=widget, on_change=changed, required=True,
    )  # fmt: skip
    write(choice, read(choice))
    return read(choice)


def _named(one: str) -> str:
    return " + ".join(words(f"common.languages.{part}") for part in one.split("+"))


def _template() -> bytes | None:
    """Take a presentation of the reader's, looked at before anything in it is opened."""
    with st.expander(words("page_briefing.template")):
        st.caption(words("page_briefing.template.told"))
        file = st.file_uploader(
            words("page_briefing.template"), type=["pptx"], key="brief-template",
            label_visibility="collapsed",
        )  # fmt: skip
        if file is None:
            return None
        content = file.getvalue()
        problem = _checked(content, file.name)
        if problem:
            told(problem, key="brief-template-refused", manner="no")
            return None
        told(words("page_briefing.template.taken"), key="brief-template-taken", manner="good")
        return content


def _checked(content: bytes, name: str) -> str:
    """Give what is wrong with a template, blank where nothing is; looked at once."""
    digest = hashlib.sha256(content).hexdigest()
    kept = st.session_state.get(TEMPLATE)
    if kept is None or kept[:2] != (digest, language()):
        try:
            check_template(content, name=name)
            problem = ""
        except PlusNError as refused:
            problem = problem_in_words(refused, language())
        kept = st.session_state[TEMPLATE] = (digest, language(), problem)
    found: str = kept[2]
    return found
