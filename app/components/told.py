"""Sentences on a page, set as plain text: names and files in them come from anywhere."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Literal

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Sequence

Manner = Literal["plain", "quiet", "good", "mind", "no"]
HERE = resources.files("app.components")

_told = st.components.v2.component(
    "plusn_told",
    html='<div class="told"></div>',
    css=(HERE / "told.css").read_text(encoding="utf-8"),
    js=(HERE / "told.js").read_text(encoding="utf-8"),
)


def told(
    *lines: str,
    key: str,
    title: str = "",
    tag: str = "",
    manner: Manner = "plain",
    level: int = 0,
) -> None:
    """Show sentences as they are; nothing in them is taken for markup.

    Parameters
    ----------
    lines
        One paragraph each.
    title, level
        What stands above them, and whether it is a heading (1 to 4) or bold text (0).
    tag
        A word in a box beside the title.
    manner
        How it looks: ``mind`` asks for care, ``no`` is a refusal and is read out at once.
    """
    _told(
        key=key,
        data={
            "lines": [str(line) for line in lines],
            "title": title,
            "tag": tag,
            "manner": manner,
            "level": level,
        },
    )


def listed(title: str, lines: Sequence[str], *, key: str, most: int = 8) -> None:
    """Show a short list, the rest of a long one folded beneath it."""
    told(*lines[:most], key=key, title=title, manner="quiet")
    if len(lines) > most:
        with st.expander(f"+ {len(lines) - most}"):
            told(*lines[most:], key=f"{key}-rest", manner="quiet")
