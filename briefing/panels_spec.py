"""Several maps on one scale, described once: a pair, or small multiples."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from briefing.spec import Legend, Locator, MapSpec, Part, Tongue


class Panel(Part):
    """One map of several: what it is called, and the number that stands beside its name."""

    name: str
    note: str = ""
    spec: MapSpec


class MultiplesSpec(Part):
    """Several maps with the same classes, circles and frame, and one legend.

    Raises
    ------
    pydantic.ValidationError
        Maps differ in measure, level or frame, or a colour is missing from the legend.
    """

    kind: Literal["multiples"] = "multiples"
    form: Literal["pair", "multiples"]
    lang: Tongue
    as_of: str
    title: str
    subtitle: str
    columns: Annotated[int, Field(ge=1, le=4)]
    panels: Annotated[tuple[Panel, ...], Field(min_length=1)]
    legend: Legend
    locator: Locator | None = None
    credits: Annotated[tuple[str, ...], Field(min_length=1)]
    notes: tuple[str, ...] = ()
    caption: str
    alt: str
    digest: str

    @model_validator(mode="after")
    def _one_scale(self) -> MultiplesSpec:
        specs = [panel.spec for panel in self.panels]
        if len({(s.measure, s.unit, s.level, s.view, s.lang, s.style) for s in specs}) > 1:
            raise ValueError("maps side by side differ in what they show")
        if len({s.wide.frame for s in specs}) > 1:
            raise ValueError("maps side by side differ in their frame")
        drawn = {mark.fill for s in specs for mark in s.regions if mark.fill is not None}
        listed = {entry.colour for entry in self.legend.entries}
        if self.legend.ramp is None and not self.legend.symbols and not drawn <= listed:
            raise ValueError("a colour on a map is missing from the legend")
        return self
