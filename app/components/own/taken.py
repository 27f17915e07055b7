"""Take a data set further: onto the map, into one file, or off the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.atlas_choices import GROUP, LEVEL, MEASURE, UNIT
from app.components.own.atlas_line import OF
from app.components.own.look import LOOK
from app.components.own.on_map import own_numbers, own_table
from app.own_data import drop
from app.state import forget, words, write
from plusn import PlusNError
from plusn.own.viewing import opening_level

if TYPE_CHECKING:
    from plusn.own.draft import Draft
    from plusn.own.table import OwnTable

MIME = "application/zip"


def taken(draft: Draft) -> None:
    """Show what can be done with the data set as a whole."""
    stopped = bool(draft.problems())
    st.button(
        words("own.map"),
        key="own-map",
        type="primary",
        disabled=stopped,
        help=words("own.map.stopped") if stopped else None,
        on_click=_to_map,
    )
    if st.session_state.pop("own.to_map", False):
        st.switch_page("atlas.py")
    st.download_button(
        words("own.save"),
        data=lambda: _saved(draft),
        file_name="my-data.plusn",
        mime=MIME,
        on_click="ignore",
        key="own-save",
        help=words("own.save.help"),
    )
    st.button(words("own.drop"), key="own-drop", type="tertiary", on_click=drop)


def _measure(table: OwnTable, level: str) -> str:
    """Give the measure that the map opens on: density where every region has a count."""
    from plusn.choices import Choices  # noqa: PLC0415 - pandas loads slowly
    from plusn.material import opening_measure  # noqa: PLC0415

    try:
        return opening_measure(Choices(level=level, data=table), own_numbers(table))
    except PlusNError:  # what contradicts what is said by the map's own page
        return "count"


def _saved(draft: Draft) -> bytes:
    from plusn.own.workspace import to_bytes  # noqa: PLC0415 - pandas loads slowly

    return to_bytes(draft)


def _to_map() -> None:
    """Turn the Atlas to the reader's numbers, at the level that most of them stand at."""
    table = own_table()
    if table is None:
        return
    level = opening_level(table)
    write(OF, "own")
    write(LEVEL, level)
    write(MEASURE, _measure(table, level))
    for one in (UNIT, GROUP, LOOK):
        forget(one)
    st.session_state["own.to_map"] = True
