"""Mount the components of scenario figures: files read once, colours and words as data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from briefing.catalogue import HTML_LANG, text
from briefing.firm.palette import tokens

if TYPE_CHECKING:
    from briefing.firm.frame import FirmFigure
    from briefing.palette import Theme

HERE = Path(__file__).parent


@st.cache_resource
def component(name: str) -> Any:  # noqa: ANN401 - Streamlit's renderer has no public type
    """Register a component once: ``figure_frame.{js,css}`` first, then its own files.

    Parameters
    ----------
    name
        Stem of the files in this folder; the script's default export draws.
    """
    return st.components.v2.component(
        f"plusn.firm.{name}",
        js="\n".join(_read(stem, "js") for stem in ("figure_frame", name)),
        css="\n".join(_read(stem, "css") for stem in ("figure_frame", name)),
    )


def _read(stem: str, suffix: str) -> str:
    return (HERE / f"{stem}.{suffix}").read_text(encoding="utf-8")


def frame_data(spec: FirmFigure, *, theme: Theme) -> dict[str, Any]:
    """Give what the frame around every figure needs: its words, its colours, its language."""
    boxed = [spec.notice, spec.caution]
    return {
        "version": f"{spec.digest}.{theme}",
        "lang": HTML_LANG[spec.lang],
        "tokens": tokens(theme),
        "head": {
            "title": spec.title,
            "subtitle": spec.subtitle,
            "boxed": [words for words in boxed if words],
        },
        "foot": {
            "notes": list(spec.notes),
            "notes_title": text("frame.notes", spec.lang, count=len(spec.notes)),
            "credits": list(spec.credits),
        },
    }
