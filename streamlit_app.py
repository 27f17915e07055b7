"""The door: `streamlit run streamlit_app.py`. Pages, and figures to embed beside them."""

import streamlit as st

from app.embed import ROUTES

app = st.App("app/door.py", routes=ROUTES)
