"""What an SVG of ours is made of, with absolute places in its own px: shapes and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.backends.deck.tracks import Track

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class Flat:
    """One colour, ``#rrggbb``, as far as it covers (0 to 1)."""

    colour: str
    cover: float = 1.0


@dataclass(frozen=True)
class Gradient:
    """Colours at places from 0 to 1 along an angle in degrees, clockwise from the right."""

    stops: tuple[tuple[float, Flat], ...]
    angle: float


@dataclass(frozen=True)
class Pattern:
    """Marks on a ground; an estimate's screen has none of its own and takes its shape's."""

    kind: str
    mark: str
    ground: str
    step: float = 0.0
    dots: tuple[tuple[float, float, float], ...] = ()
    """Dots of one step to the right and down: x, y, radius."""


Fill = Flat | Gradient | Pattern


@dataclass(frozen=True)
class Line:
    """How an edge is drawn: width in px, dashes as lengths in px."""

    paint: Flat
    width: float
    dash: tuple[float, ...] = ()
    round: bool = False


@dataclass(frozen=True, kw_only=True)
class Sign:
    """What a thing is called and what it says, as its group does; `code` of a region.

    `small` is a province on a locator or an inset.
    """

    name: str = ""
    alt: str = ""
    code: str = ""
    level: str = ""
    standing: str = ""
    small: bool = False


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One thing that is painted.

    `edges` are drawn instead of the outline where a shape was cut: the cut is no edge.
    """

    form: Literal["path", "oval", "box"]
    tracks: tuple[Track, ...]
    fill: Fill | None
    line: Line | None
    sign: Sign
    radius: float = 0.0
    edges: tuple[Track, ...] | None = None


@dataclass(frozen=True)
class Run:
    """Letters of one look; `gap` px stand before them."""

    words: str
    size: float
    colour: str
    bold: bool = False
    italic: bool = False
    gap: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Words:
    """One line of words on a baseline; `halo` is the colour around the letters, or blank."""

    x: float
    y: float
    runs: tuple[Run, ...]
    anchor: str
    halo: str
    sign: Sign


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Everything of a picture in the order in which it is painted.

    `alts` has what is said of each region by (level, code), also of those out of sight.
    """

    width: float
    height: float
    items: tuple[Shape | Words, ...]
    alts: Mapping[tuple[str, str], str]
