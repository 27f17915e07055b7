"""A map as an exhibit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.exhibit import Column, Exhibit, Picture, Room, Table
from briefing.spec import Part
from plusn.atlases import AtlasFigure, atlas

if TYPE_CHECKING:
    from briefing.palette import Theme


class Asked(Part):
    """Arguments of a map, as those of `plusn.atlas`."""

    level: str | None = None
    measure: str | None = None
    within: str | None = None
    group: str | None = None
    style: str = "fill"


@dataclass(frozen=True, kw_only=True)
class ShownAtlas:
    """A map that any document can take."""

    figure: AtlasFigure

    @cached_property
    def exhibit(self) -> Exhibit:
        """Give words, numbers and sources."""
        spec = self.figure.spec
        rows = tuple((mark.label, mark.text, mark.known) for mark in spec.regions)
        heads = (Column(head="name"), Column(head=spec.unit, number=True), Column(head="known"))
        return Exhibit(
            name="atlas",
            lang=spec.lang,
            title=spec.title,
            subtitle=spec.subtitle,
            key_figures=spec.key_figures,
            tables=(Table(columns=heads, rows=rows),),
            credits=spec.credits,
            notes=spec.notes,
            as_of=spec.as_of,
            caption=spec.caption,
            alt=spec.alt,
            digest=spec.digest,
        )

    def pictures(self, room: Room, theme: Theme = "light") -> tuple[Picture, ...]:
        """Draw the map."""
        from briefing.backends.svg import framed  # noqa: PLC0415 - only who draws waits
        from briefing.backends.svg_ink import Ink  # noqa: PLC0415
        from briefing.backends.svg_map import draw_map  # noqa: PLC0415

        del room
        spec, ink = self.figure.spec, Ink(theme)
        frame = spec.wide.frame
        content = draw_map(spec, spec.wide, self.figure.land, ink)
        drawn = framed(spec, content, (frame.width, frame.height), ink)
        return (Picture(svg=drawn, width=frame.width, height=frame.height),)


def show(asked: Asked, tongue: str) -> ShownAtlas:
    """Make a map that any document can take."""
    figure = atlas(**asked.model_dump(), lang=tongue)
    if not isinstance(figure, AtlasFigure):
        raise TypeError("several maps are another figure")
    return ShownAtlas(figure=figure)
