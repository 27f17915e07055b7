"""The Atlas's controls: measure in the bar, everything else in one menu."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from app.components.own.atlas_line import how_shown
from app.components.stock import reasons
from app.state import Choice, forget, language, read, segmented, words, write
from plusn.choices import MEASURES, PREMISES, STYLES, Choices

if TYPE_CHECKING:
    from plusn.own.table import OwnTable

GROUPS = ("gba", "prd", "yrd")
MAIN = ("count", "density", "per_capita", "share")
MAPS = ("svg", "leaflet")

LEVEL = Choice("level", ("province", "city"), "province")
MEASURE = Choice("measure", MEASURES, "count")
STYLE = Choice("style", STYLES, "fill")
PREMISE = Choice("premises", PREMISES, "ranked")
GROUP = Choice("group", GROUPS, "")
MAP = Choice("map", MAPS, "svg")
COUNTRY = "100000"
UNIT = Choice("unit", (COUNTRY,), COUNTRY)


def chosen(table: OwnTable | None = None) -> Choices:
    """Give the reader's choices; a measure that the level cannot have falls back to the count.

    Parameters
    ----------
    table
        The reader's own numbers, where they are drawn in place of the study's.
    """
    group = read(GROUP) or None
    choices = Choices(
        level="city" if group in {"gba", "prd"} else read(LEVEL),
        style=read(STYLE),
        premises=read(PREMISE),
        group=group,
        lang=language(),
        data=table,
        how=None if table is None else how_shown(table),
    )
    measure = read(MEASURE)
    return choices if measure in reasons(choices) else replace(choices, measure=measure)


def controls(choices: Choices) -> None:
    """Show the measure switch and the menu in the bar."""
    with st.container(key="bar-atlas", horizontal=True, gap="small"):
        shown = MAIN if choices.measure in MAIN else (*MAIN[:3], choices.measure)
        captions = {name: words(f"atlas.measure.{name}.short") for name in shown}
        segmented(MEASURE, label=words("page.atlas.measure"), captions=captions)
        with st.popover(words("page.atlas.menu"), key="menu"):
            _menu(choices)


def _menu(choices: Choices) -> None:
    _other_measures(choices)
    st.caption(words("page.atlas.premises"))
    segmented(
        PREMISE,
        label=words("page.atlas.premises"),
        captions={name: words(f"page.atlas.premises.{name}") for name in PREMISES},
    )
    st.caption(words("page.atlas.group"))
    for name in ("", *GROUPS):
        caption = words(f"group.{name}") if name else words("page.atlas.group.none")
        if st.button(
            caption,
            key=f"group-{name}",
            type="primary" if (choices.group or "") == name else "secondary",
            width="stretch",
        ):
            write(GROUP, name)
            forget(UNIT)  # a group is looked at, not only chosen
            st.rerun()


def _other_measures(choices: Choices) -> None:
    """List the rarer measures; one that the data cannot give is greyed, with the reason."""
    why = reasons(choices)
    st.caption(words("page.atlas.more_measures"))
    for name in (m for m in MEASURES if m not in MAIN):
        reason = words(why[name]) if name in why else None
        label = words(f"atlas.measure.{name}.short")
        if st.button(
            label,
            key=f"measure-{name}",
            disabled=reason is not None,
            help=reason,
            type="primary" if choices.measure == name else "secondary",
            width="stretch",
        ):
            write(MEASURE, name)
            st.rerun()
        if reason is not None:
            st.caption(reason)
