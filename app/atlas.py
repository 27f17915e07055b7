"""Page Atlas: where the enterprises are, and what is only known to a range."""

from __future__ import annotations

import streamlit as st

from app.components.atlas_choices import (
    COUNTRY,
    GROUP,
    LEVEL,
    MAP,
    STYLE,
    UNIT,
    chosen,
    controls,
)
from app.components.atlas_map import Switch, atlas_map
from app.components.atlas_share import share
from app.components.firm.from_atlas import from_atlas
from app.components.own.atlas_line import atlas_line, shown_table
from app.components.own.on_map import more_views
from app.components.pan_zoom import pan_zoom
from app.components.stock import figure, geometry, view_names, views
from app.state import Choice, forget, read, theme, words, write

table = shown_table()
choices = chosen(table)
controls(choices)
if table is not None:
    atlas_line(table)
with st.spinner(words("page.atlas.drawing")):
    VIEW = Choice("unit", view_names(choices), choices.start)
    told = views(choices, read(VIEW))

if read(MAP) == "leaflet":
    pan_zoom(figure(choices, read(VIEW)))
else:
    switches = (
        Switch(
            name="level",
            label=words("page.atlas.level"),
            options={name: words(f"page.atlas.level.{name}") for name in LEVEL.allowed},
            value=str(choices.unit),
        ),
        Switch(
            name="style",
            label=words("page.atlas.style"),
            options={name: words(f"page.atlas.style.{name}") for name in STYLE.allowed},
            value=choices.style,
        ),
        Switch(
            name="map",
            label=words("page.atlas.map"),
            options={"leaflet": words("page.atlas.map.leaflet")},
            value="svg",
        ),
    )
    went = atlas_map(
        geometry(),
        told,
        theme=theme(),
        view=read(VIEW),
        key="atlas",
        switches=switches if choices.group is None else switches[1:],
        switched={
            "level": lambda code: write(LEVEL, code),
            "style": lambda code: write(STYLE, code),
            "map": lambda code: write(MAP, code),
        },
    )
    if choices.group and went.view == COUNTRY:  # back from a group is back to the nation
        write(GROUP, "")
        forget(UNIT)
        st.rerun()
    write(VIEW, went.view)
    if table is None:
        from_atlas(went.view, went.selected)
with st.container(key="bar-share"):
    share(lambda: figure(choices, read(VIEW)))
if table is not None and read(MAP) != "leaflet" and more_views(choices):
    st.rerun()
