"""Show rows of a sheet with what became of each, and a menu of roles above every column."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any

import streamlit as st

from app.state import language, theme, words
from briefing.catalogue import HTML_LANG
from briefing.firm.palette import tokens
from plusn.own.viewing import ROLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from plusn.own.viewing import Seen, SeenColumn

HERE = resources.files("app.components.own")
KEY = "own-table"
NUMERIC = {"value", "low", "high", "cap", "lon", "lat"}
FIRST = ("region", "code")


@st.cache_resource
def _component() -> Any:  # noqa: ANN401 - Streamlit's renderer has no public type
    return st.components.v2.component(
        "plusn_sheet_table",
        js=(HERE / "sheet_table.js").read_text(encoding="utf-8"),
        css=(HERE / "sheet_table.css").read_text(encoding="utf-8"),
    )


def sheet_table(seen: Seen, *, on_change: Callable[[], None]) -> None:
    """Show rows; a role that the reader gives is in ``st.session_state[KEY].changed``."""
    _component()(
        key=KEY,
        data={
            "lang": HTML_LANG[language()],
            "colours": tokens(theme()),
            "roles": [[role, words(f"own.role.{role}")] for role in ROLES],
            "columns": [_column(column) for column in seen.columns],
            "numeric": [c.index for c in seen.columns if c.role in NUMERIC],
            "first": next((c.index for c in seen.columns if c.role in FIRST), 0),
            "rows": [
                {
                    "number": row.number,
                    "kind": "hidden" if row.hidden else row.kind,
                    "label": "" if row.kind == "data" else words(f"own.row.{row.kind}"),
                    "cells": list(row.cells),
                    "filled": list(row.filled),
                    "depth": row.depth,
                }
                for row in seen.rows
            ],
            "words": {
                name: words(f"own.table.{name}") for name in ("table", "row", "role", "filled")
            },
        },
        on_changed_change=on_change,
    )


def _column(column: SeenColumn) -> dict[str, Any]:
    hint = " · ".join(part for part in (column.sector, column.year, column.unit) if part)
    return {"index": column.index, "letter": column.letter, "role": column.role, "hint": hint}
