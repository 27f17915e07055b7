"""Briefing: choose figures, put them in order, look at them, take them into the room."""

from __future__ import annotations

import streamlit as st

from app.components.briefing.case import case_line, desk_for
from app.components.briefing.chosen import chosen, chosen_figures
from app.components.briefing.made import made
from app.components.briefing.own_words import own_words, write_words
from app.components.briefing.preview import preview, shown_figure
from app.components.briefing.settings import settings
from app.components.told import told
from app.state import words

told(words("page_briefing.promise"), key="brief-title", title=words("page_briefing.title"), level=1)
left, right = st.columns([4, 8], gap="large")
with left:
    chosen()
    figures = chosen_figures()
    now = desk_for(figures)
    case_line(now)
    asked = settings()
with right:
    if figures:
        made(figures, asked, now)
        word = shown_figure(figures)
        preview(word, asked, own_words(figures)[0].get(word, ""), now)
        write_words(word)
    else:
        told(words("page_briefing.none"), key="brief-none", manner="quiet")
