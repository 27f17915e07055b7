"""What a map says, decided once: every back-end draws this and decides nothing.

A `MapSpec` is one map in one language, or in two together (`briefing.pairing`). Everything two
readers could disagree about is in it: classes, colours, labels and their places, legend, words,
credits. Geometry is not: a back-end gets it as `briefing.land.Land` and looks regions up by
(level, code).

Pixel coordinates are those of a `Frame`: x to the right, y down, origin at its upper left corner.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

HEX = r"^#[0-9a-f]{6}$"
Language = Literal["en", "zh-Hant", "zh-Hans"]
LANGUAGES: tuple[Language, ...] = ("en", "zh-Hant", "zh-Hans")
Tongue = Literal[
    Language,
    "en+zh-Hant", "en+zh-Hans", "zh-Hant+en", "zh-Hant+zh-Hans", "zh-Hans+en", "zh-Hans+zh-Hant",
]  # fmt: skip
"""A language, or two together in one document."""
Standing = Literal["published", "derived", "bounded", "estimated", "unknown", "out_of_scope"]


class Part(BaseModel):
    """Base of every part of a spec: frozen, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Colour(Part):
    """A colour on light and on dark ground."""

    light: Annotated[str, Field(pattern=HEX)]
    dark: Annotated[str, Field(pattern=HEX)]


class Mark(Part):
    """One region as drawn: its numbers, how they are known, its colour and its words.

    `value` is null unless published, derived or estimated (then low = high = value); all five
    numbers are null where nothing can be said. `fill` is null unless the region has a value: a
    region without one is never coloured from the ramp. `class_index` counts from 0, null where
    the map is unclassed.
    """

    level: str
    code: str
    parent: str
    names: dict[Language, str]
    label: str
    value: float | None
    low: float | None
    high: float | None
    low_certain: float | None
    high_certain: float | None
    standing: Standing
    class_index: int | None = Field(default=None, alias="class")
    fill: Colour | None = None
    may_be_higher: bool = False
    in_group: bool = False
    text: str
    known: str
    because: str = ""
    sources: tuple[str, ...] = ()


class LegendEntry(Part):
    """One swatch and its words; lists only what occurs on the map."""

    kind: Literal["value", "class", "range", "higher", "estimated", "unknown", "scope", "group"]
    label: str
    colour: Colour | None
    standing: Standing | None


class RampTick(Part):
    """A real value at its true height on the ramp; `at` runs from 0 to 1."""

    at: float
    label: str


class Ramp(Part):
    """An unclassed ramp, linear in value from 0 to the largest value."""

    stops: tuple[Colour, ...]
    ticks: tuple[RampTick, ...]


class SymbolKey(Part):
    """One circle of the size legend; `radius` in px of the wide layout."""

    radius: float
    label: str
    note: str = ""
    grey: bool = False


class Legend(Part):
    """The legend, identical in every output."""

    title: str
    entries: tuple[LegendEntry, ...]
    ramp: Ramp | None = None
    symbols: tuple[SymbolKey, ...] = ()


class KeyFigure(Part):
    """One number and what it counts."""

    number: str
    words: str


class Bar(Part):
    """One row of the interval table: solid to `low`, outlined from `low` to `high`.

    `grey` marks an exact rest (the units together), drawn in the grey of the places it belongs
    to. `cut` says that the outline goes on beyond the largest published value.
    """

    level: str = ""
    code: str = ""
    name: str
    note: str = ""
    low: float
    high: float
    text: str
    share: str = ""
    fill: Colour | None = None
    grey: bool = False
    cut: bool = False
    standing: Standing
    swatch: str = ""


class BarTable(Part):
    """A titled list of bars on one scale from 0 to `scale`."""

    title: str
    note: str = ""
    columns: tuple[str, ...]
    bars: tuple[Bar, ...]
    total: Bar | None = None
    scale: float
    footnote: str = ""


class Aside(Part):
    """A boxed explanation; a group's aside also carries its interval as a bar."""

    title: str
    subtitle: str = ""
    number: str = ""
    bar: Bar | None = None
    scale: float = 0.0
    captions: tuple[str, ...] = ()
    text: str


class Frame(Part):
    """A window on the equal-area plane (`geo.projection`): km at its corner, km per pixel."""

    x0: float
    y0: float
    km_per_px: float
    width: float
    height: float


class Box(Part):
    """A rectangle in px."""

    x: float
    y: float
    width: float
    height: float


class Label(Part):
    """Words on the map. A callout has a leader from its region; a quiet one has not.

    `x, y` is the baseline of the first line. The number stands on a second line below it, with
    `extra` in grey to its right. `leader` is a list of points from the region to the label.
    """

    level: str = ""
    code: str = ""
    kind: Literal["callout", "quiet", "place", "sea", "absent"]
    x: float
    y: float
    anchor: Literal["start", "middle", "end"] = "start"
    name: str
    number: str = ""
    extra: str = ""
    size: float = 13
    number_size: float = 19
    leader: tuple[tuple[float, float], ...] = ()
    dot: tuple[float, float] | None = None


class Symbol(Part):
    """A circle whose area is the value; `x, y, radius` in px."""

    level: str
    code: str
    x: float
    y: float
    radius: float
    colour: Colour


class ScaleBar(Part):
    """A length in px, and what it is on the ground."""

    x: float
    y: float
    length: float
    label: str
    size: float = 11


class Inset(Part):
    """A smaller window inside the frame, e.g. the South China Sea with its dash line."""

    box: Box
    frame: Frame
    labels: tuple[Label, ...] = ()


class Layout(Part):
    """Where things stand for one size of paper or screen."""

    frame: Frame
    labels: tuple[Label, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    scale_bar: ScaleBar | None = None
    inset: Inset | None = None


class Locator(Part):
    """A small map of the whole with the main frame drawn on it (`window`, in locator px)."""

    frame: Frame
    window: Box
    caption: str


class MapSpec(Part):
    """One map, described.

    Raises
    ------
    pydantic.ValidationError
        Credits are empty, or a colour on the map is missing from the legend.
    """

    kind: Literal["map"] = "map"
    view: str
    measure: str
    measure_label: str
    unit: str
    level: str
    within: str | None = None
    group: str | None = None
    style: Literal["fill", "symbols"] = "fill"
    lang: Tongue
    as_of: str
    title: str
    subtitle: str
    key_figures: tuple[KeyFigure, ...]
    regions: tuple[Mark, ...]
    legend: Legend
    tables: tuple[BarTable, ...]
    asides: tuple[Aside, ...]
    wide: Layout
    phone: Layout
    locator: Locator | None = None
    credits: Annotated[tuple[str, ...], Field(min_length=1)]
    notes: tuple[str, ...] = ()
    caption: str
    alt: str
    digest: str

    @model_validator(mode="after")
    def _legend_covers_the_map(self) -> MapSpec:
        drawn = {mark.fill for mark in self.regions if mark.fill is not None}
        if drawn and self.legend.ramp is None and not self.legend.symbols:
            listed = {entry.colour for entry in self.legend.entries}
            if not drawn <= listed:
                raise ValueError("a colour on the map is missing from the legend")
        return self


class Atlas(Part):
    """All views of one atlas: by language, then by view.

    A view is ``"100000"`` (the nation) or the code of a province that the reader can drill into.
    Views of one atlas share measure, style and premises; `start` is the view shown first.
    """

    start: str
    views: dict[Tongue, dict[str, MapSpec]]
