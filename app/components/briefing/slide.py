"""A slide as it will be: the paper's shape, title, notices, picture, sources."""

from __future__ import annotations

import base64
from importlib import resources
from typing import TYPE_CHECKING

import streamlit as st

from app.state import words
from briefing.catalogue import HTML_LANG
from briefing.tongue import spoken
from plusn.briefs.look import PX

if TYPE_CHECKING:
    from briefing.exhibit import Picture
    from plusn.briefs.look import Look

HERE = resources.files("app.components.briefing")
_slide = st.components.v2.component(
    "plusn_slide",
    html='<div class="slides"></div>',
    css=(HERE / "slide.css").read_text(encoding="utf-8"),
    js=(HERE / "slide.js").read_text(encoding="utf-8"),
)


def slide(look: Look, heading: str, *, key: str) -> None:
    """Show a figure on its slides, one for each picture.

    Parameters
    ----------
    heading
        The author's title; blank for the figure's own.
    """
    told, paper = look.exhibit, look.paper
    _slide(
        key=key,
        data={
            "size": [paper.width, paper.height, paper.margin, paper.source],
            "lang": [HTML_LANG[one] for one in spoken(told.lang)],
            "title": look.title_lines(heading),
            "subtitle": told.subtitle.split("\n") if told.subtitle else [],
            "boxed": [one.replace("\n", " ") for one in told.boxed],
            "pictures": [_picture(one) for one in look.pictures],
            "alt": told.alt,
            "source": look.source,
            "count": [
                words("page_briefing.slide", at=at, of=len(look.pictures))
                for at in range(1, len(look.pictures) + 1)
            ],
        },
    )


def _picture(picture: Picture) -> dict[str, object]:
    coded = base64.b64encode(picture.svg.encode()).decode()
    return {"src": f"data:image/svg+xml;base64,{coded}", "width": picture.width * PX}
