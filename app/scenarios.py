"""Scenarios: decide between plans, try a change, set scenarios side by side."""

from __future__ import annotations

import streamlit as st

from app.components.firm.case_menu import case_menu
from app.components.firm.decide_screen import decide_screen
from app.components.firm.explore_screen import explore_screen
from app.components.firm.held_screen import held_screen
from app.components.firm.scenario_choice import SCREEN, SCREENS
from app.state import language, read, segmented, words
from briefing.firm.names import Names

SHOWN = {"decide": decide_screen, "explore": explore_screen, "compare": held_screen}

desk = case_menu()
with st.container(key="screen"):
    captions = {name: words(f"firm.screen.{name}") for name in SCREENS}
    segmented(SCREEN, label=words("firm.screen"), captions=captions)
SHOWN[read(SCREEN)](desk, Names.of(desk.case, language()))
