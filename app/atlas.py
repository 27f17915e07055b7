"""Page atlas."""

import streamlit as st

from app.state import words

st.text(words("shell.page.atlas"))
