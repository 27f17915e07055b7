"""Which case the firm's figures of a brief are about: the one on this session's desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.desk import desk
from app.state import words
from briefing.safe_text import encode
from plusn.briefs.look import is_firm

if TYPE_CHECKING:
    from plusn.desk.desk import Desk


def desk_for(figures: tuple[str, ...]) -> Desk | None:
    """Give the desk where a figure of a firm is chosen."""
    return desk() if any(map(is_firm, figures)) else None


def case_line(now: Desk | None) -> None:
    """Say whose case is drawn, and that it is worked out."""
    if now is not None:
        name = encode(now.case.general.name)
        st.caption(words("page_briefing.firm", name=name))
