"""One figure taken by itself: picture, numbers, citation, data, lines for a frame."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from app.components.copy_image import copy_image
from app.components.embed_lines import embed_lines
from app.state import words

if TYPE_CHECKING:
    from app.components.briefing.settings import Asked
    from plusn.briefs.look import Look

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def taken(word: str, look: Look, heading: str, asked: Asked) -> None:
    """Show the menu of a figure; what takes time is made when it is opened."""
    menu = st.popover(words("page_briefing.one"), key="brief-one", on_change="rerun")
    if not menu.open:
        return
    name = f"plusn-{word.replace('.', '-')}"
    with menu:
        whole = look.whole(heading)
        copy_image(whole, key="brief-copy-image")
        with st.container(horizontal=True, gap="small"):
            st.download_button(
                words("page_briefing.one.svg"), data=whole, file_name=f"{name}.svg",
                mime="image/svg+xml", on_click="ignore", key="brief-one-svg",
            )  # fmt: skip
            st.download_button(
                words("page_briefing.one.data"), data=partial(_workbook, look), mime=XLSX,
                file_name=f"{name}.xlsx", on_click="ignore", key="brief-one-data",
            )  # fmt: skip
        with st.expander(words("page.atlas.copy.numbers")):
            st.code(look.numbers, language=None)
        with st.expander(words("page.atlas.copy.citation")):
            st.code(look.citation, language=None)
        embed_lines(word, asked.lang)


def _workbook(look: Look) -> bytes:
    return look.workbook()
