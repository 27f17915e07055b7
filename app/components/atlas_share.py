"""Take the map away: every format, the picture, the numbers, the citation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from app.components.copy_image import copy_image
from app.components.embed_lines import embed_lines
from app.components.to_briefing import to_briefing
from app.state import language, theme, words
from briefing.spec import MapSpec
from plusn.alone import ALONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.palette import Theme
    from plusn.atlases import AtlasFigure
    from plusn.panels import PanelsFigure

    Figure = AtlasFigure | PanelsFigure

FORMATS = (
    ("png", "image/png"),
    ("pdf", "application/pdf"),
    ("svg", "image/svg+xml"),
    ("html", "text/html"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("csv", "text/csv"),
    ("gpkg", "application/geopackage+sqlite3"),
    ("json", "application/json"),
    ("leaflet", "text/html"),
)
ONE_MAP = ("leaflet",)
ENDINGS = {"leaflet": "leaflet.html"}


def share(make: Callable[[], Figure], word: str = "") -> None:
    """Show the download menu and what can be copied; the map is drawn when it is opened.

    Parameters
    ----------
    word
        Code of the map as a brief has it; blank where it is the reader's own.
    """
    menu = st.popover(words("page.atlas.share"), key="share", on_change="rerun")
    if not menu.open:
        return
    with menu, st.spinner(words("page.atlas.drawing")):
        figure = make()
        st.caption(words("page.atlas.download"))
        _downloads(figure)
        st.caption(words("page.atlas.copy"))
        copy_image(_bytes(figure, "svg", theme()).decode(), key="copy-image")
        with st.expander(words("page.atlas.copy.numbers")):
            st.code(_numbers(figure), language=None)
        with st.expander(words("page.atlas.copy.citation")):
            st.code(_citation(figure), language=None)
        if word:
            embed_lines(word, language())
            to_briefing(word)


def _downloads(figure: Figure) -> None:
    # Drawn only when the button is pressed: a PNG takes a second, the page does not wait for it.
    name = _name(figure)
    with st.container(horizontal=True, gap="small"):
        for form, mime in FORMATS:
            if form in ONE_MAP and not isinstance(figure.spec, MapSpec):
                continue
            st.download_button(
                words(f"page.atlas.format.{form}"),
                data=partial(_bytes, figure, form),
                file_name=f"{name}.{ENDINGS.get(form, form)}",
                mime=mime,
                on_click="ignore",
                key=f"get-{form}",
            )


def _bytes(figure: Figure, form: str, ground: Theme = "light") -> bytes:
    with ALONE:
        return figure.to_bytes(form, theme=ground)


def _name(figure: Figure) -> str:
    """Name the file; the name of a reader's own group goes into no name of a file."""
    spec = figure.spec
    if not isinstance(spec, MapSpec):
        return f"plusn-{spec.form}"
    return f"plusn-{spec.measure}-{spec.view if spec.view.isascii() else 'group'}"


def _numbers(figure: Figure) -> str:
    """Write the numbers as a table that a spreadsheet takes from the clipboard."""
    spec = figure.spec
    rows: list[tuple[str, ...]]
    if isinstance(spec, MapSpec):
        rows = [(mark.code, mark.label, mark.text, mark.known) for mark in spec.regions]
    else:
        rows = [
            (panel.name, mark.code, mark.label, mark.text, mark.known)
            for panel in spec.panels
            for mark in panel.spec.regions
        ]
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)


def _citation(figure: Figure) -> str:
    spec = figure.spec
    return "\n".join(
        (spec.title, *spec.credits, *spec.notes, f"PlusN {spec.as_of} · {spec.digest}")
    )
