"""Your data: bring a table, see what was understood, settle its names, put it on the map."""

from __future__ import annotations

import streamlit as st

from app.state import words

st.title(words("shell.page.own"))
