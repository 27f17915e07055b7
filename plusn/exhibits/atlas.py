"""A map as an exhibit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from briefing.exhibit import Exhibit, Picture, Room
from briefing.spec import Part
from plusn.alone import ALONE
from plusn.atlases import AtlasFigure, atlas
from plusn.own.how import How

if TYPE_CHECKING:
    from briefing.exhibit import Shown
    from briefing.palette import Theme

LEAST = 12.0  # px: size of the smallest letters of a sheet


class Asked(Part):
    """Arguments of a map, as those of `plusn.atlas`."""

    level: str | None = None
    measure: str | None = None
    within: str | None = None
    group: str | None = None
    style: str = "fill"
    scheme: str = "fisher-jenks"
    k: int = 5
    premises: str = "ranked"
    area: str = "geodesic"
    title: str = ""
    data: str | None = None
    how: dict[str, Any] | None = None
    boundaries: str | None = None
    code_column: str | None = None
    as_of: str = ""
    compare: str | None = None
    compare_as: Literal["pair", "difference", "ratio"] = "difference"
    multiples: str | None = None
    statistic: str | None = None
    weights: str = "queen"
    seed: int = 0

    def words(self) -> dict[str, Any]:
        """Give the arguments as `plusn.atlas` takes them."""
        given = self.model_dump()
        if self.how is not None:
            given["how"] = How(**self.how)
        return given


@dataclass(frozen=True, kw_only=True)
class ShownAtlas:
    """A map that any document can take.

    Parameters
    ----------
    name
        Of the figure.
    figure
        The map.
    """

    figure: AtlasFigure
    name: str = "atlas"

    @cached_property
    def exhibit(self) -> Exhibit:
        """Give words, numbers and sources."""
        from briefing.atlas.exhibited import exhibit_of  # noqa: PLC0415

        return exhibit_of(self.figure.spec, self.figure.material, name=self.name)

    def pictures(self, room: Room, theme: Theme = "light") -> tuple[Picture, ...]:
        """Draw the map into a room, with legend, locator and bars."""
        from briefing.atlas.compose import views  # noqa: PLC0415
        from briefing.atlas.sheet import set_sheet  # noqa: PLC0415
        from briefing.backends.atlas_sheet_svg import render  # noqa: PLC0415

        figure, scale = self.figure, room.text / LEAST
        view = next(one for one in views(figure.material) if one.id == figure.choices.start)
        size = (room.width / scale, room.height / scale)
        with ALONE:
            sheet = set_sheet(figure.material, view, figure.spec, size)
            drawn = render(figure.spec, sheet, figure.land, theme=theme)
        return (Picture(svg=drawn, width=room.width, height=room.height),)


def show(asked: Asked, tongue: str) -> Shown:
    """Make a map, or several on one scale, that any document can take.

    Raises
    ------
    PlusNError
        The data cannot give what is asked; the message says why.
    """
    return shown("atlas", asked, tongue)


def shown(name: str, asked: Asked, tongue: str) -> Shown:
    """Make a figure of maps under its name.

    Raises
    ------
    PlusNError
        The data cannot give what is asked; the message says why.
    """
    figure = atlas(**asked.words(), lang=tongue)
    if isinstance(figure, AtlasFigure):
        return ShownAtlas(figure=figure, name=name)
    from plusn.exhibits.panels import ShownPanels  # noqa: PLC0415

    return ShownPanels(figure=figure, name=name)
