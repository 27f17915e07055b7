"""How a map of one size is set: its px, its type, and what stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefing.atlas import frames

if TYPE_CHECKING:
    from data.codes import RegionKey

Size = Literal["wide", "phone", "panel"]


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """Type sizes of one layout, px; `ranges` is that of names with an upper end."""

    name: float
    number: float
    largest: float
    quiet: float
    ranges: float | None = None


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Say how a map is set.

    Parameters
    ----------
    px
        Width and height of its frame.
    type
        Sizes of its letters.
    circles
        Share of the full size of proportional circles.
    leaders
        Numbers may stand apart from their regions, at the end of a line.
    phone
        The frame is that of a narrow screen.
    named
        The names that always stand are on the map already.
    told
        Regions whose numbers stand beside the map, at the end of a line of their own.
    """

    px: tuple[float, float]
    type: Sizes
    circles: float = 1.0
    leaders: bool = False
    phone: bool = False
    named: bool = False
    told: frozenset[RegionKey] = frozenset()


SETTINGS: dict[Size, Setting] = {
    "wide": Setting(
        px=frames.WIDE, type=Sizes(name=13, number=19, largest=30, quiet=11), leaders=True
    ),
    "phone": Setting(
        px=frames.PHONE,
        type=Sizes(name=12, number=16, largest=24, quiet=10.5),
        circles=0.6,
        phone=True,
    ),
    "panel": Setting(
        px=frames.PANEL, type=Sizes(name=10, number=13, largest=16, quiet=9.5), circles=0.4
    ),
}
