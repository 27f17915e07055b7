"""Streamlit pages and components; the only room that imports streamlit."""
