"""Show a sheet of findings: drawings, quotations and facts, in one place that reflows.

Why a component and not `st.html`: that one sanitises SVG (masks of `role` and `data-*` differ by
version) and needs markup built from strings; `st.image` makes the text of a drawing unreadable
to readers and to search. A components.v2 component is served inline from our own origin, gets the
sheet as data, parses the drawings as XML with `DOMParser`, and sets all other words as text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from briefing.backends.chart_svg import draw
from briefing.catalogue import HTML_LANG, text
from briefing.palette import TOKENS

if TYPE_CHECKING:
    from briefing.findings.chart_spec import FigureSpec, Sheet
    from briefing.palette import Theme

HERE = Path(__file__).parent
# One drawing for each width that the page's columns come in: phone, half of 1024, half of 1366.
WIDTHS = (340, 472, 644)
COLOURS = ("ink", "muted", "rule", "soft", "accent", "accent_ground")


def show_sheet(sheet: Sheet, *, theme: str) -> None:
    """Show the figures of a sheet in two columns, in one where it is narrow."""
    component = st.components.v2.component(
        "plusn_findings",
        html='<div class="sheet"></div>',
        css=(HERE / "figure.css").read_text(encoding="utf-8"),
        js=(HERE / "figure.js").read_text(encoding="utf-8"),
    )
    ground: Theme = "dark" if theme == "dark" else "light"
    component(data=sheet_data(sheet, theme=ground), key="findings")


def sheet_data(sheet: Sheet, *, theme: Theme) -> dict[str, Any]:
    """Give what the component needs: every word and every drawing, nothing to decide."""
    return {
        "html_lang": HTML_LANG[sheet.lang],
        "colours": {name: TOKENS[theme][name] for name in COLOURS},
        "caution": text("findings.caution", sheet.lang),
        "figures": [_figure_data(figure, sheet, theme) for figure in sheet.figures],
        "credits": list(sheet.credits),
    }


def _figure_data(figure: FigureSpec, sheet: Sheet, theme: Theme) -> dict[str, Any]:
    drawings = [draw(figure, language=sheet.lang, width=w, theme=theme) for w in WIDTHS]
    return figure.model_dump(mode="json", exclude={"charts"}) | {"drawings": drawings}
