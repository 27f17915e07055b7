"""The script behind every page: Streamlit runs it again at each step of a reader."""

from app.shell import run

run()
