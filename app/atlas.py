"""Page Atlas: where the enterprises are, and what is only known to a range."""

from __future__ import annotations

from functools import partial

import streamlit as st

from app.components.atlas_choices import COUNTRY, GROUP, MAP, UNIT, chosen, code_of, controls
from app.components.atlas_map import atlas_map
from app.components.atlas_share import share
from app.components.atlas_switches import SWITCHED, switches
from app.components.firm.from_atlas import from_atlas
from app.components.own.atlas_line import atlas_line, shown_table, stop_where_false
from app.components.own.look import look_menu, look_problem, looked
from app.components.own.on_map import more_views, panels_figure, panels_svg
from app.components.own.panels import show_panels
from app.components.pan_zoom import pan_zoom
from app.components.stock import figure, geometry, view_names, views
from app.state import Choice, forget, read, theme, words, write

table = shown_table()
if table is not None:
    stop_where_false(table)
choices = plain = chosen(table)
if table is not None:
    with st.spinner(words("page.atlas.drawing")):
        choices = looked(plain, table)
controls(plain, table)
if table is not None:
    atlas_line(table, partial(look_menu, plain, table))
    look_problem()
if choices.several:
    maps = panels_figure(choices)
    with st.spinner(words("page.atlas.drawing")):
        show_panels(maps, panels_svg(maps, theme()))
    with st.container(key="bar-share"):
        share(lambda: maps)
    st.stop()
with st.spinner(words("page.atlas.drawing")):
    VIEW = Choice("unit", view_names(choices), choices.start)
    told = views(choices, read(VIEW))

if read(MAP) == "leaflet":
    pan_zoom(figure(choices, read(VIEW)))
else:
    went = atlas_map(
        geometry(counties=choices.level == "county"),
        told,
        theme=theme(),
        view=read(VIEW),
        key="atlas",
        switches=switches(choices, table),
        switched=SWITCHED,
    )
    if choices.group and went.view == COUNTRY:  # back from a group is back to the nation
        write(GROUP, "")
        forget(UNIT)
        st.rerun()
    write(VIEW, went.view)
    if table is None:
        from_atlas(went.view, went.selected)
with st.container(key="bar-share"):
    share(lambda: figure(choices, read(VIEW)), code_of(choices, read(VIEW)))
if table is not None and read(MAP) != "leaflet" and more_views(choices):
    st.rerun()
