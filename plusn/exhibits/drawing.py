"""A figure whose words are ready and whose picture is drawn when a document asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.exhibit import Exhibit, Picture, Room
    from briefing.palette import Theme


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A figure that any document can take.

    Parameters
    ----------
    exhibit
        Its words, numbers and sources.
    draw
        Draws it into a room.
    """

    exhibit: Exhibit
    draw: Callable[[Room, Theme], tuple[Picture, ...]]

    def pictures(self, room: Room, theme: Theme = "light") -> tuple[Picture, ...]:
        """Draw it into a room; more than one picture where one would be too small to read."""
        return self.draw(room, theme)
