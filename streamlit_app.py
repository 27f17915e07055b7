"""The door: `streamlit run streamlit_app.py`."""

from app.shell import run

run()
