"""A page with nothing but the tables of a case and the form for a site, to be tested alone."""

import streamlit as st

from app.components.firm.editing import editing_panel, site_form
from app.desk import desk, put

st.set_page_config(layout="wide")
if "click" in st.query_params and not st.session_state.get("settled"):
    st.session_state["settled"] = site_form(105.8, 21.0)
editing_panel(desk(), put, focus=st.query_params.get("focus"))
