"""Take the map away: every format, the picture, the numbers, the citation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from app.components.copy_image import copy_image
from app.state import theme, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from plusn.atlases import AtlasFigure

FORMATS = (
    ("png", "image/png"),
    ("pdf", "application/pdf"),
    ("svg", "image/svg+xml"),
    ("html", "text/html"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("csv", "text/csv"),
    ("gpkg", "application/geopackage+sqlite3"),
    ("json", "application/json"),
    ("leaflet", "text/html"),
)
ENDINGS = {"leaflet": "leaflet.html"}


def share(make: Callable[[], AtlasFigure]) -> None:
    """Show the download menu and what can be copied; the map is drawn when it is opened."""
    menu = st.popover(words("page.atlas.share"), key="share", on_change="rerun")
    if not menu.open:
        return
    with menu, st.spinner(words("page.atlas.drawing")):
        figure = make()
        st.caption(words("page.atlas.download"))
        _downloads(figure)
        st.caption(words("page.atlas.copy"))
        copy_image(figure.to_bytes("svg", theme=theme()).decode(), key="copy-image")
        with st.expander(words("page.atlas.copy.numbers")):
            st.code(_numbers(figure), language=None)
        with st.expander(words("page.atlas.copy.citation")):
            st.code(_citation(figure), language=None)


def _downloads(figure: AtlasFigure) -> None:
    # Drawn only when the button is pressed: a PNG takes a second, the page does not wait for it.
    name = f"plusn-{figure.spec.measure}-{figure.spec.view}"
    with st.container(horizontal=True, gap="small"):
        for form, mime in FORMATS:
            st.download_button(
                words(f"page.atlas.format.{form}"),
                data=partial(figure.to_bytes, form),
                file_name=f"{name}.{ENDINGS.get(form, form)}",
                mime=mime,
                on_click="ignore",
                key=f"get-{form}",
            )


def _numbers(figure: AtlasFigure) -> str:
    """Write the numbers as a table that a spreadsheet takes from the clipboard."""
    rows = [(mark.code, mark.label, mark.text, mark.known) for mark in figure.spec.regions]
    return "\n".join("\t".join(row) for row in rows)


def _citation(figure: AtlasFigure) -> str:
    spec = figure.spec
    return "\n".join(
        (spec.title, *spec.credits, *spec.notes, f"PlusN {spec.as_of} · {spec.digest}")
    )
