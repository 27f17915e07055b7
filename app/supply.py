"""Supply chain: a firm's network with its quantities, or the study's with its roles."""

from __future__ import annotations

import streamlit as st

from app.components.firm.case_menu import case_menu
from app.components.firm.network import network
from app.components.study_flow import study_flow
from app.state import Choice, read, segmented, words

OF = Choice("of", ("firm", "study"), "firm")

with st.container(key="bar-of"):
    captions = {name: words(f"firm.of.{name}") for name in OF.allowed}
    segmented(OF, label=words("firm.of"), captions=captions)
if read(OF) == "study":
    study_flow()
else:
    network(case_menu())
