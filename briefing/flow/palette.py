"""Colours of flow figures: teal is made in the Mainland, amber in South-East Asia, ink the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.palette import TOKENS
from briefing.spec import Colour

if TYPE_CHECKING:
    from briefing.palette import Theme

COLOURS: dict[str, Colour] = {
    "mainland": Colour(light="#0b6e64", dark="#4fc4b2"),
    "south_east_asia": Colour(light="#7d3f00", dark="#f6bc66"),
    "hong_kong": Colour(light="#1b1f24", dark="#f1f3f4"),
}
# Tints of the two territories of production, and greys of the marks in print without colour.
TINTS = {
    "mainland": {"light": "#d6e5e1", "dark": "#223b38", "mono": "#e4e4e4"},
    "region": {"light": "#f3e8d3", "dark": "#2e281d", "mono": "#ffffff"},
}
MONO = {"mainland": "#000000", "south_east_asia": "#6a6a6a", "hong_kong": "#000000"}


def ink_of(group: str, theme: Theme) -> str:
    """Give the colour of a territory's goods and places in a theme.

    Examples
    --------
    >>> ink_of("mainland", "light"), ink_of("europe", "mono")
    ('#0b6e64', '#000000')
    """
    if theme == "mono":
        return MONO.get(group, MONO["hong_kong"])
    colour = COLOURS.get(group, COLOURS["hong_kong"])
    return colour.dark if theme == "dark" else colour.light


def ground_of(role: str, theme: Theme) -> str:
    """Give the fill of a base layer in a theme."""
    if role in TINTS:
        return TINTS[role][theme]
    return TOKENS[theme]["foreign" if role == "foreign" else "land"]
