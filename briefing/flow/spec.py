"""What a flow figure says, decided once: every back-end draws this and decides nothing.

A `FlowSpec` is one picture of a supply network in one language, as a map or as a layered diagram,
with the two tables that stand beside it. Pixel coordinates run right and down from the upper left
corner of the picture. Base geometry is in it as path data, projected once.

Every mark has `of`: the ids of the places and lines that it belongs to. Selecting one of these
lights the mark and dims all others, in the picture and in the tables alike.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from briefing.spec import Box, Colour, Part, ScaleBar, Standing, Tongue

View = Literal["map", "diagram"]
VIEWS: tuple[View, ...] = ("map", "diagram")
Shape = Literal["hq", "plant", "plants", "supplier", "depot", "port", "market", "junction"]
Kind = Literal["goods", "control"]
Point = tuple[float, float]


class Evidence(Part):
    """One statement: short quotation, how it is known, and where it stands."""

    facts: tuple[str, ...]
    quotation: str
    known: str
    source: str


class Place(Part):
    """One node as a row of the table.

    `role` is a word, `does` a phrase; `known` is a sentence, `short` the same for a narrow column;
    `statements` are what the study says of it.
    """

    id: str
    kind: str
    shape: Shape
    group: str
    name: str
    role: str
    does: str
    known: str
    short: str
    standing: Standing
    statements: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Line(Part):
    """One link, or links drawn as one, as a row of the table.

    `tails` and `heads` are ids of places. It has no amount: a line says that a role exists.
    """

    id: str
    kind: Kind
    group: str
    tails: tuple[str, ...]
    heads: tuple[str, ...]
    name: str
    says: str
    standing: Standing
    statements: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Layer(Part):
    """Base geometry below the marks, as SVG path data in px."""

    role: Literal["foreign", "region", "mainland", "land", "coast", "dash"]
    path: str


class Stroke(Part):
    """A piece of one line or of several drawn together; corners are rounded by `radius` px.

    All strokes of one kind are equally wide: `FlowSpec` has no field for a width.
    """

    of: tuple[str, ...]
    kind: Kind
    group: str
    points: Annotated[tuple[Point, ...], Field(min_length=2)]
    radius: float = 14
    curved: bool = False
    arrow: bool = False


class Spot(Part):
    """A symbol; a market is a badge of `width` × `height` with its words inside.

    `point` names the side on which the badge points off the picture.
    """

    of: tuple[str, ...]
    id: str
    shape: Shape
    group: str
    x: float
    y: float
    width: float = 0
    height: float = 0
    point: Literal["", "left", "right"] = ""
    title: str


class Words(Part):
    """Lines of text; `x, y` is the baseline of the first, `leading` px between baselines.

    The first line is bold when `bold`. `ghost` words name the base map, in grey.
    """

    of: tuple[str, ...] = ()
    x: float
    y: float
    lines: Annotated[tuple[str, ...], Field(min_length=1)]
    anchor: Literal["start", "middle", "end"] = "start"
    size: float = 13
    leading: float = 16
    bold: bool = False
    ghost: bool = False


class Pane(Part):
    """A window with its own base, marks and words; all of it is cut at `box`."""

    box: Box
    title: str = ""
    layers: tuple[Layer, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    spots: tuple[Spot, ...] = ()
    words: tuple[Words, ...] = ()
    frames: tuple[Box, ...] = ()
    rules: tuple[tuple[Point, Point], ...] = ()
    scale_bar: ScaleBar | None = None


class FlowLegendEntry(Part):
    """One sign and its words; only what occurs in the picture."""

    sign: Literal["goods", "control", "symbol", "area"]
    group: str = ""
    shape: Shape | None = None
    label: str


class FlowLayout(Part):
    """The picture for one width of screen or paper, `width` × `height` px."""

    width: float
    height: float
    panes: Annotated[tuple[Pane, ...], Field(min_length=1)]


class FlowSpec(Part):
    """One flow figure, described.

    Raises
    ------
    pydantic.ValidationError
        Credits are empty; ids repeat; a line or mark names a place that is not in the table; a
        group of a stroke, or control, is missing from the legend.
    """

    kind: Literal["flow"] = "flow"
    view: View
    lang: Tongue
    as_of: str
    title: str
    subtitle: str
    notice: str
    places: tuple[Place, ...]
    lines: tuple[Line, ...]
    colours: dict[str, Colour]
    legend: Annotated[tuple[FlowLegendEntry, ...], Field(min_length=1)]
    wide: FlowLayout
    phone: FlowLayout
    notes: tuple[str, ...] = ()
    credits: Annotated[tuple[str, ...], Field(min_length=1)]
    alt: str
    digest: str

    @model_validator(mode="after")
    def _ids_are_known_once(self) -> FlowSpec:
        ids = [*(place.id for place in self.places), *(line.id for line in self.lines)]
        if len(ids) != len(set(ids)):
            raise ValueError("an id stands twice in the tables")
        ends = {end for line in self.lines for end in (*line.tails, *line.heads)}
        marks = {i for mark in self.marks for i in mark.of}
        if unknown := (ends | marks) - set(ids):
            raise ValueError(f"not in the tables: {', '.join(sorted(unknown))}")
        return self

    @model_validator(mode="after")
    def _legend_covers_the_strokes(self) -> FlowSpec:
        listed = {(entry.sign, entry.group) for entry in self.legend}
        strokes = [s for layout in self.layouts for pane in layout.panes for s in pane.strokes]
        drawn = {(s.kind, "" if s.kind == "control" else s.group) for s in strokes}
        if missing := drawn - listed:
            raise ValueError(f"missing from the legend: {sorted(missing)}")
        return self

    @property
    def layouts(self) -> tuple[FlowLayout, FlowLayout]:
        """Give both layouts."""
        return (self.wide, self.phone)

    @property
    def marks(self) -> tuple[Stroke | Spot | Words, ...]:
        """Give everything that can be lit."""
        panes = [pane for layout in self.layouts for pane in layout.panes]
        found: list[Stroke | Spot | Words] = []
        for pane in panes:
            found += [*pane.strokes, *pane.spots, *pane.words]
        return tuple(found)
