"""Page Findings: every published figure of the study, with its quotation."""

import streamlit as st

from app.components.figure import show_sheet
from app.components.to_briefing import to_briefing
from app.state import Choice, language, segmented, theme, words
from briefing.findings import PARTS
from plusn.briefs.offers import FINDING
from plusn.factbook import facts
from plusn.study import findings

PART = Choice("part", PARTS, "economy")

with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    st.title(words("findings.title"), anchor=False)
    # A container of its own: directly in a row the parts would scroll away on a phone.
    with st.container(width="content"):
        part = segmented(
            PART,
            label=words("findings.parts"),
            captions={code: words(f"findings.part.{code}") for code in PARTS},
        )

sheet = findings(part, language=language())
show_sheet(sheet, theme=theme())
st.caption(words("findings.click"))

shown = {line.fact_id for figure in sheet.figures for line in figure.facts}
table = facts()
with st.container(horizontal=True):
    st.download_button(
        words("findings.download"),
        table[table["fact_id"].isin(shown)].to_csv(index=False),
        file_name=f"plusn-findings-{part}.csv",
        mime="text/csv",
    )
    to_briefing(*(f"{FINDING}.{part}.{figure.figure_id}" for figure in sheet.figures))
    st.download_button(
        words("findings.download_all"),
        table.to_csv(index=False),
        file_name="plusn-findings.csv",
        mime="text/csv",
    )
