"""What all sessions share: figures of the shipped counts, their views and the geometry.

Nothing of a reader's own passes here, so that no cache can mix two readers' data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from briefing.payload import geometry_payload, views_payload
from plusn.atlases import AtlasFigure
from plusn.land import load_land
from plusn.material import make_material

if TYPE_CHECKING:
    from briefing.spec import Language
    from plusn.choices import Choices


@st.cache_resource(max_entries=64, show_spinner=False)
def figure(choices: Choices) -> AtlasFigure:
    """Give an atlas of the shipped counts."""
    return AtlasFigure(choices=choices, material=make_material(choices))


@st.cache_resource(max_entries=64, show_spinner=False)
def views(choices: Choices) -> dict[str, Any]:
    """Give every view of it in the reader's language."""
    language: Language = choices.lang  # type: ignore[assignment]  # checked by Choices
    return views_payload(figure(choices).views((language,)), language)


@st.cache_resource(show_spinner=False)
def geometry() -> dict[str, Any]:
    """Give the geometry of provinces and cities: sent to a browser once."""
    return geometry_payload(load_land(), levels=("province", "city"))
