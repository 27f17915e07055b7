"""Take the brief away: slides, pages, report, workbook, or all of them for the hall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.state import words
from plusn import PlusNError, brief
from plusn.alone import ALONE
from plusn.briefs.forms import FORMS
from plusn.briefs.offers import brief_from

if TYPE_CHECKING:
    from app.components.briefing.settings import Asked

MIMES = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
KEY = "brief.made"


def made(figures: tuple[str, ...], asked: Asked) -> None:
    """Show a button for each form; what it makes can be taken away until something changes."""
    st.caption(words("page_briefing.take"))
    with st.container(key="brief-forms", horizontal=True, gap="small"):
        for form in (form for form in MIMES if form in FORMS):
            label = words(f"page_briefing.form.{form}")
            if st.button(label, key=f"brief-make-{form}"):
                _make(form, figures, asked)
    kept = st.session_state.get(KEY)
    if kept is not None and kept[:2] == (figures, asked):
        _, _, form, content = kept
        st.download_button(
            words("page_briefing.save", form=words(f"page_briefing.form.{form}")),
            data=content,
            file_name=f"plusn-briefing.{form}",
            mime=MIMES[form],
            on_click="ignore",
            type="primary",
            key="brief-save",
        )


def _make(form: str, figures: tuple[str, ...], asked: Asked) -> None:
    bar = st.progress(0.0, text=words("page_briefing.making"))

    def tell(done: int, of: int) -> None:
        bar.progress(done / of, text=words("page_briefing.making.of", done=done, of=of))

    tree = brief_from(
        figures, title=asked.title, lang=asked.lang, size=asked.size, page=asked.page, ink=asked.ink
    )
    try:
        with ALONE:
            content = brief(tree, tell=tell).to_bytes(form)
    except PlusNError as problem:
        st.error(str(problem))
        return
    finally:
        bar.empty()
    st.session_state[KEY] = (figures, asked, form, content)
