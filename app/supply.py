"""Supply chain: a firm's network with its quantities, or the study's with its roles."""

from __future__ import annotations

import streamlit as st

from app.components.firm.case_menu import case_menu
from app.components.firm.network import network, network_controls
from app.components.study_flow import study_controls, study_flow
from app.state import Choice, read, segmented, words

OF = Choice("of", ("firm", "study"), "firm")

bar = st.container(key="network-bar", horizontal=True, vertical_alignment="center")
notices = st.container(key="case-notices")
with bar:
    captions = {name: words(f"firm.of.{name}") for name in OF.allowed}
    segmented(OF, label=words("firm.of"), captions=captions)
    desk = case_menu(notices) if read(OF) == "firm" else None
    chosen = network_controls(desk) if desk else study_controls()
if desk is None:
    study_flow(chosen)
else:
    network(desk, chosen)
