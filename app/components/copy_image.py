"""A button that puts a picture on the clipboard."""

from __future__ import annotations

from importlib import resources

import streamlit as st

from app.state import words

_copy = st.components.v2.component(
    "plusn_copy_image",
    html='<button type="button" class="copy"></button>',
    css=(resources.files("app.components") / "copy_image.css").read_text(encoding="utf-8"),
    js=(resources.files("app.components") / "copy_image.js").read_text(encoding="utf-8"),
)


def copy_image(svg: str, *, key: str) -> None:
    """Show the button; the browser draws the SVG at double size and copies it as PNG."""
    labels = {name: words(f"page.atlas.copy.image.{name}") for name in ("copy", "done", "failed")}
    _copy(key=key, data={"svg": svg, "words": labels})
