"""Interval bars of every region as an exhibit: solid is published, outlined only a range."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.exhibit import Exhibit, Picture, Room
from data.errors import BadValue
from data.phrase import said
from plusn.atlases import AtlasFigure, atlas
from plusn.exhibits import atlas as maps

if TYPE_CHECKING:
    from briefing.palette import Theme


class Asked(maps.Asked):
    """Arguments of interval bars, as those of a map."""


@dataclass(frozen=True, kw_only=True)
class ShownBars:
    """Interval bars that any document can take.

    Parameters
    ----------
    figure
        The map whose regions they are.
    name
        Of the figure.
    """

    figure: AtlasFigure
    name: str

    @cached_property
    def exhibit(self) -> Exhibit:
        """Give words, numbers and sources."""
        from briefing.atlas.bars_exhibited import exhibit_of  # noqa: PLC0415

        return exhibit_of(self.figure.spec, self.figure.material, name=self.name)

    def pictures(self, room: Room, theme: Theme = "light") -> tuple[Picture, ...]:
        """Draw the bars into a room; what finds no place is left to the table, and said."""
        from briefing.atlas.interval_bars import interval_bars, set_bars  # noqa: PLC0415
        from briefing.backends.bar_sheet_svg import render  # noqa: PLC0415

        spec, scale = self.figure.spec, room.text / maps.LEAST
        chart = interval_bars(spec)
        sheet = set_bars(chart, (room.width / scale, room.height / scale))
        drawn = render(spec, chart, sheet, theme=theme)
        return (Picture(svg=drawn, width=room.width, height=room.height),)


def show(asked: Asked, tongue: str) -> ShownBars:
    """Make interval bars of every region.

    Raises
    ------
    BadValue
        Several maps, or kinds in place of numbers, are asked for.
    PlusNError
        The data cannot give what is asked; the message says why.
    """
    return bars("bars", asked, tongue)


def bars(name: str, asked: Asked, tongue: str) -> ShownBars:
    """Make a figure of bars under its name.

    Raises
    ------
    BadValue
        Several maps, or kinds in place of numbers, are asked for.
    PlusNError
        The data cannot give what is asked; the message says why.
    """
    looked = asked.statistic or asked.compare or asked.multiples
    if looked:
        raise BadValue(
            said("bars are of one table's own numbers"),
            remedy=said("Leave out {words}.", words="compare, multiples, statistic"),
        )
    figure = atlas(**asked.words(), lang=tongue)
    assert isinstance(figure, AtlasFigure)  # noqa: S101 - several maps are refused above
    return ShownBars(figure=figure, name=name)
