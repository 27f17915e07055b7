"""Several maps on one scale as an exhibit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.exhibit import Exhibit, Picture, Room
from plusn.alone import ALONE
from plusn.exhibits.atlas import LEAST

if TYPE_CHECKING:
    from briefing.palette import Theme
    from plusn.panels import PanelsFigure


@dataclass(frozen=True, kw_only=True)
class ShownPanels:
    """Several maps on one scale that any document can take.

    Parameters
    ----------
    figure
        The maps.
    name
        Of the figure.
    """

    figure: PanelsFigure
    name: str

    @cached_property
    def exhibit(self) -> Exhibit:
        """Give words, numbers and sources."""
        from briefing.atlas.panels_exhibited import exhibit_of  # noqa: PLC0415

        return exhibit_of(self.figure.spec, name=self.name)

    def pictures(self, room: Room, theme: Theme = "light") -> tuple[Picture, ...]:
        """Draw the maps into a room; several pictures where they would be too small."""
        from briefing.atlas.panel_sheet import set_panels  # noqa: PLC0415
        from briefing.backends.panel_sheet_svg import render  # noqa: PLC0415

        figure, scale = self.figure, room.text / LEAST
        size = (room.width / scale, room.height / scale)
        with ALONE:
            sheets = set_panels(figure.sides, figure.choices.start, figure.spec, size)
            drawn = [render(figure.spec, one, figure.land, theme=theme) for one in sheets]
        return tuple(Picture(svg=svg, width=room.width, height=room.height) for svg in drawn)
