"""Take the brief away: slides, pages, report, workbook, or all of them for the hall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.briefing.own_words import own_words
from app.components.told import told
from app.state import language, words
from briefing.phrases import problem_in_words
from plusn import PlusNError, brief
from plusn.briefs.forms import FORMS
from plusn.briefs.offers import brief_from
from plusn.briefs.own_case import laid_out

if TYPE_CHECKING:
    from app.components.briefing.settings import Asked
    from plusn.desk.desk import Desk

MIMES = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
KEY = "brief.made"


def made(figures: tuple[str, ...], asked: Asked, now: Desk | None) -> None:
    """Show a button for each form; what it makes can be taken away until something changes."""
    st.caption(words("page_briefing.take"))
    wanted = (figures, asked, own_words(figures), now.case.digest if now is not None else "")
    with st.container(key="brief-forms", horizontal=True, gap="small"):
        pressed = [form for form in FORMS if _button(form)]
    below = st.container(key="brief-made")
    with below:
        for form in pressed:
            content = _make(form, figures, asked, now)
            if content is not None:
                st.session_state[KEY] = (wanted, form, content)
        kept = st.session_state.get(KEY)
        if kept is not None and kept[0] == wanted:
            _save(*kept[1:])


def _button(form: str) -> bool:
    return st.button(words(f"page_briefing.form.{form}"), key=f"brief-make-{form}")


def _save(form: str, content: bytes) -> None:
    st.download_button(
        words("page_briefing.save", form=words(f"page_briefing.form.{form}")),
        data=content,
        file_name=f"plusn-briefing.{form}",
        mime=MIMES[form],
        on_click="ignore",
        type="primary",
        key="brief-save",
    )


def _make(
    form: str, figures: tuple[str, ...], asked: Asked, now: Desk | None
) -> bytes | None:  # fmt: skip
    """Make a form and tell how far it is; what is refused is told, and nothing is given."""
    bar = st.progress(0.0, text=words("page_briefing.making"))

    def tell(done: int, of: int) -> None:
        told_ = "page_briefing.writing" if done == of else "page_briefing.making.of"
        bar.progress(done / of, text=words(told_, done=done, of=of))

    titles, notes = own_words(figures)
    tree = brief_from(
        figures, title=asked.title, titles=titles, notes=notes,
        lang=asked.lang, size=asked.size, page=asked.page, ink=asked.ink,
    )  # fmt: skip
    try:
        with laid_out(now) as case:
            given = {"case": case} if case else None
            whole = brief(tree, tell=tell, template=asked.template, arguments=given)
            return whole.to_bytes(form)
    except PlusNError as problem:
        told(problem_in_words(problem, language()), key="brief-unmade", manner="no")
        return None
    finally:
        bar.empty()
