"""Briefing: choose figures, put them in order, look at them, take them into the room."""

from __future__ import annotations

import streamlit as st

from app.components.briefing.chosen import chosen, chosen_figures
from app.components.briefing.made import made
from app.components.briefing.preview import preview
from app.components.briefing.settings import settings
from app.components.told import told
from app.state import words

told(words("page_briefing.promise"), key="brief-title", title=words("page_briefing.title"), level=1)
left, right = st.columns([4, 8], gap="large")
with left:
    chosen()
    asked = settings()
with right:
    figures = chosen_figures()
    if figures:
        preview(figures, asked)
        made(figures, asked)
    else:
        st.info(words("page_briefing.none"))
