"""Your data: bring a table, see what was understood, settle its names, put it on the map."""

from __future__ import annotations

import streamlit as st

from app.components.own.bring import another, first_screen, lay
from app.components.own.checks import checks
from app.components.own.names import names
from app.components.own.refused import refused
from app.components.own.taken import taken
from app.components.own.understood import stated, understood
from app.own_data import held
from app.state import Choice, read, segmented, words
from plusn.own.ready import make_ready

STEP = Choice("step", ("read", "names", "check"), "read")
SHOWN = {"read": understood, "names": names, "check": checks}

make_ready()
lay()
draft = held()
if draft is None:
    refused()
    first_screen()
else:
    with st.container(key="own-bar", horizontal=True, vertical_alignment="center"):
        captions = {name: words(f"own.step.{name}") for name in STEP.allowed}
        segmented(STEP, label=words("own.step"), captions=captions)
        taken(draft)
        with st.popover(words("own.another"), key="own-another"):
            another()
    refused()
    stated(draft)
    SHOWN[read(STEP)](draft)
