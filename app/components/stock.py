"""What all sessions share: figures of the shipped counts, their views and the geometry.

Nothing of a reader's own passes here, so that no cache can mix two readers' data.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from plusn import stock

if TYPE_CHECKING:
    from plusn.atlases import AtlasFigure
    from plusn.choices import Choices


@st.cache_resource(max_entries=32, show_spinner=False)
def figure(choices: Choices, view: str) -> AtlasFigure:
    """Give an atlas of the shipped counts that starts at a view."""
    from plusn.atlases import AtlasFigure  # noqa: PLC0415 - geopandas loads slowly
    from plusn.material import make_material  # noqa: PLC0415

    within = view if view.isdigit() and view != "100000" else None
    if within is not None:
        choices = replace(choices, within=within, level="city", group=None)
    return AtlasFigure(choices=choices, material=make_material(choices))


@st.cache_resource(max_entries=64, show_spinner=False)
def views(choices: Choices) -> dict[str, Any]:
    """Give every view of it in the reader's language."""
    return stock.views(choices)


@st.cache_resource(max_entries=16, show_spinner=False)
def reasons(choices: Choices) -> dict[str, str]:
    """Give the catalogue key of the reason for each measure that is not to be had."""
    return stock.reasons(choices)


@st.cache_resource(show_spinner=False)
def geometry() -> dict[str, Any]:
    """Give the geometry of provinces and cities: sent to a browser once."""
    return stock.geometry()
