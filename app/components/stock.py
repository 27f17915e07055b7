"""Figures, views and geometry of the atlas: of the shipped counts shared by all sessions.

What is the reader's own is made for its session and kept there; it never passes a shared cache, so
that none can mix two readers' data.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.own.on_map import own_figure, own_reasons, own_views, view_ids
from plusn import stock

if TYPE_CHECKING:
    from plusn.atlases import AtlasFigure
    from plusn.choices import Choices


def figure(choices: Choices, view: str) -> AtlasFigure:
    """Give an atlas that starts at a view."""
    within = view if view.isdigit() and view != "100000" else None
    if within is not None:
        level = "county" if choices.level == "county" else "city"
        choices = replace(choices, within=within, level=level, group=None)
    return _figure(choices) if choices.data is None else own_figure(choices)


def views(choices: Choices, wanted: str) -> dict[str, Any]:
    """Give its views in the reader's language: all, or of the reader's own data those made."""
    return _views(choices) if choices.data is None else own_views(choices, wanted)


def view_names(choices: Choices) -> tuple[str, ...]:
    """Name every view."""
    return tuple(_views(choices)["views"]) if choices.data is None else view_ids(choices)


def reasons(choices: Choices) -> dict[str, str]:
    """Give the catalogue key of the reason for each measure that is not to be had."""
    return _reasons(choices) if choices.data is None else own_reasons(choices)


@st.cache_resource(max_entries=32, show_spinner=False)
def _figure(choices: Choices) -> AtlasFigure:
    from plusn.atlases import AtlasFigure  # noqa: PLC0415 - geopandas loads slowly
    from plusn.material import make_material  # noqa: PLC0415

    return AtlasFigure(choices=choices, material=make_material(choices))


@st.cache_resource(max_entries=64, show_spinner=False)
def _views(choices: Choices) -> dict[str, Any]:
    return stock.views(choices)


@st.cache_resource(max_entries=16, show_spinner=False)
def _reasons(choices: Choices) -> dict[str, str]:
    return stock.reasons(choices)


@st.cache_resource(show_spinner=False)
def geometry(*, counties: bool = False) -> dict[str, Any]:
    """Give the geometry of provinces and cities, or of counties too: sent to a browser once."""
    return stock.geometry(counties=counties)
