"""Rows of buttons that stand on the map: level, how it is drawn, which kind of map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.components.atlas_choices import LEVEL, MAP, STYLE
from app.components.atlas_map import Switch
from app.components.own.atlas_line import levels_of
from app.state import words, write

if TYPE_CHECKING:
    from plusn.choices import Choices
    from plusn.own.table import OwnTable

SWITCHED = {
    "level": lambda code: write(LEVEL, code),
    "style": lambda code: write(STYLE, code),
    "map": lambda code: write(MAP, code),
}


def switches(choices: Choices, table: OwnTable | None) -> tuple[Switch, ...]:
    """Give the rows of an atlas; a group has its own level, a comparison its own look."""
    rows = {
        "level": Switch(
            name="level",
            label=words("page.atlas.level"),
            options={name: words(f"page.atlas.level.{name}") for name in levels_of(table)},
            value=str(choices.unit),
        ),
        "style": Switch(
            name="style",
            label=words("page.atlas.style"),
            options={name: words(f"page.atlas.style.{name}") for name in STYLE.allowed},
            value=choices.style,
        ),
        "map": Switch(
            name="map",
            label=words("page.atlas.map"),
            options={"leaflet": words("page.atlas.map.leaflet")},
            value="svg",
        ),
    }
    if choices.group is not None:
        del rows["level"]
    if choices.compare is not None or choices.statistic is not None:
        del rows["style"]
    return tuple(rows.values())
