"""The Atlas's controls: measure in the bar, everything else in one menu."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from app.components.own.atlas_line import counts_things, how_shown, levels_of
from app.components.stock import reasons
from app.state import Choice, forget, language, read, segmented, words, write
from plusn.briefs.offers import map_code
from plusn.choices import MEASURES, PREMISES, STYLES, Choices

if TYPE_CHECKING:
    from plusn.own.table import OwnTable

GROUPS = ("gba", "prd", "yrd")
MAIN = ("count", "density", "per_capita", "share")
MAPS = ("svg", "leaflet")

LEVEL = Choice("level", ("province", "city", "county"), "province")
MEASURE = Choice("measure", MEASURES, "count")
STYLE = Choice("style", STYLES, "fill")
PREMISE = Choice("premises", PREMISES, "ranked")
MOST_OWN = 50
GROUP = Choice("group", (*GROUPS, *(f"own{n}" for n in range(MOST_OWN))), "")
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
    group = _group(table)
    level = read(LEVEL) if read(LEVEL) in levels_of(table) else "city"
    choices = Choices(
        level="city" if group in {"gba", "prd"} else level,
        style=read(STYLE),
        premises=read(PREMISE),
        group=group,
        lang=language(),
        data=table,
        how=None if table is None else how_shown(table),
    )
    measure = read(MEASURE)
    return choices if measure in reasons(choices) else replace(choices, measure=measure)


def code_of(choices: Choices, view: str) -> str:
    """Give the code by which a brief or an address has a view; blank for what is a reader's own."""
    if choices.data is not None or choices.group not in {None, *GROUPS}:
        return ""
    within = view if view.isdigit() and view != COUNTRY else None
    level = choices.level if within is None or choices.level == "county" else "city"
    return map_code(
        level=level, measure=choices.measure, style=choices.style, within=within,
        group=None if within else choices.group,
    )  # fmt: skip


def _group(table: OwnTable | None) -> str | None:
    """Give the group chosen; a reader's own groups go by their numbers in the address."""
    group = read(GROUP)
    if not group.startswith("own"):
        return group or None
    names = list(table.groups)[:MOST_OWN] if table is not None else []
    place = int(group.removeprefix("own"))
    return names[place] if place < len(names) else None


def controls(choices: Choices, table: OwnTable | None = None) -> None:
    """Show the measure switch and the menu in the bar."""
    with st.container(key="bar-atlas", horizontal=True, gap="small"):
        shown = in_bar(choices)
        captions = {name: words(f"atlas.measure.{name}.short") for name in shown}
        if table is not None and not counts_things(table):
            captions["count"] = words("own.line.measure")
        segmented(MEASURE, label=words("page.atlas.measure"), captions=captions)
        with st.popover(words("page.atlas.menu"), key="menu"):
            _menu(choices, table)


def in_bar(choices: Choices) -> tuple[str, ...]:
    """Name the measures in the bar: the main ones that the data can give, and the one chosen."""
    why = reasons(choices)
    shown = tuple(name for name in MAIN if name not in why)
    return shown if choices.measure in shown else (*shown[:3], choices.measure)


def _menu(choices: Choices, table: OwnTable | None) -> None:
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
    if table is not None and table.groups:
        _own_groups(choices, list(table.groups)[:MOST_OWN])


def _own_groups(choices: Choices, names: list[str]) -> None:
    """Offer the reader's own groups; a list shows their names as they are written."""
    st.session_state["own-group"] = names.index(choices.group) if choices.group in names else None
    st.selectbox(
        words("own.line.group"),
        range(len(names)),
        format_func=names.__getitem__,
        index=None,
        key="own-group",
        on_change=_own_group,
    )


def _own_group() -> None:
    place = st.session_state["own-group"]
    write(GROUP, "" if place is None else f"own{place}")
    forget(UNIT)


def _other_measures(choices: Choices) -> None:
    """List the rarer measures; one that the data cannot give is greyed, with the reason."""
    why = reasons(choices)
    st.caption(words("page.atlas.more_measures"))
    bar = in_bar(choices)
    for name in (m for m in MEASURES if m not in bar or m not in MAIN):
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
