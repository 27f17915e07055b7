"""What a firm's flow figure says, decided once: every back-end draws this and decides nothing.

A `FirmFlowSpec` is one plan of a firm's case in one language, as a map or as a layered diagram,
with the tables of its sites and lanes. Pixel coordinates run right and down from the upper left
corner. Every mark has `of`, the ids of the rows it belongs to: selecting one lights the mark and
dims all others, in the picture and in the tables alike.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from briefing.flow.spec import Layer, Point, Shape, Words
from briefing.spec import Box, Colour, Part, ScaleBar, Tongue

View = Literal["map", "diagram"]
VIEWS: tuple[View, ...] = ("map", "diagram")
Measure = Literal["quantity", "cost", "duty", "lead_time", "carbon"]
MEASURES: tuple[Measure, ...] = ("quantity", "cost", "duty", "lead_time", "carbon")
FACILITY = "facility:"
LANE = "lane:"


class SiteRow(Part):
    """One site as a row of the tables.

    `id` is ``facility:`` and the facility's id. `made`, `able`, `sent` and `received` (by a market)
    are units (capacity units for `able`) a week, null where they mean nothing; `in_use` is a
    share. `texts` holds the same numbers in words, by name of the column.
    """

    id: str
    facility: str
    shape: Shape
    group: str
    name: str
    role: str
    place: str
    open: bool
    made: float | None = None
    able: float | None = None
    in_use: float | None = None
    sent: float | None = None
    received: float | None = None
    local_content: float | None = None
    local_content_needed: float | None = None
    texts: dict[str, str] = Field(default_factory=dict)
    aria: str


class LaneRow(Part):
    """What moves on one lane of one product group and origin, as a row of the tables.

    `id` is ``lane:`` and what tells it apart. `kind` is goods or control; control has no numbers.
    `quantity` is units a week; `cost` (freight, finance and carbon), `duty` and `carbon` are totals
    of the period (money of the case; kg); `days` is the lane's lead time.
    """

    id: str
    kind: Literal["goods", "control"]
    tail: str
    head: str
    mode: str = ""
    product: str = ""
    origin: str = ""
    group: str
    name: str
    quantity: float | None = None
    cost: float | None = None
    duty: float | None = None
    days: float | None = None
    carbon: float | None = None
    texts: dict[str, str] = Field(default_factory=dict)
    aria: str


class Ribbon(Part):
    """A flow on the map: constant width, a point for the direction when `arrow`.

    The tip stands at the last of `points`; corners are rounded by `radius` px.
    """

    of: tuple[str, ...]
    group: str
    points: Annotated[tuple[Point, ...], Field(min_length=2)]
    width: float
    arrow: bool = False
    kind: Literal["goods", "control"] = "goods"
    title: str = ""
    radius: float = 24


class Band(Part):
    """A flow in the diagram between two blocks: as high at its end as at its begin.

    Points are the middle of its height, from left to right; `through` are those on its way, as
    past the blocks of a column that it skips. `amount` is written on it while it is selected.
    """

    of: tuple[str, ...]
    group: str
    start: Point
    end: Point
    width: float
    title: str = ""
    through: tuple[Point, ...] = ()
    amount: str = ""


class Site(Part):
    """A symbol, a market's badge or a diagram's block of `width` × `height` px, centred at x, y.

    `point` names the side on which a badge points off the picture.
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
    form: Literal["symbol", "badge", "block"] = "symbol"
    faint: bool = False
    title: str


class Window(Part):
    """How a pane of the map lies on the earth, so that a click gives a place.

    As `briefing.flow.plane.Plane`: (lon, lat) stands at (x, y) px.
    """

    lon: float
    lat: float
    x: float
    y: float
    km_per_px: float


class Leader(Part):
    """A thin line from a label to what it names."""

    of: tuple[str, ...]
    points: Annotated[tuple[Point, ...], Field(min_length=2)]


class Pane(Part):
    """A window with its own base, marks and words; all of it is cut at `box`."""

    box: Box
    title: str = ""
    window: Window | None = None
    layers: tuple[Layer, ...] = ()
    ribbons: tuple[Ribbon, ...] = ()
    bands: tuple[Band, ...] = ()
    sites: tuple[Site, ...] = ()
    leaders: tuple[Leader, ...] = ()
    words: tuple[Words, ...] = ()
    frames: tuple[Box, ...] = ()
    rules: tuple[tuple[Point, Point], ...] = ()
    scale_bar: ScaleBar | None = None


class LegendEntry(Part):
    """One sign and its words; only what occurs in the picture.

    `width` is the true width in px of a ribbon or band of the amount named in the label.
    """

    sign: Literal["origin", "width", "control", "symbol"]
    group: str = ""
    shape: Shape | None = None
    width: float = 0
    label: str


class Layout(Part):
    """The picture for one width of screen or paper, `width` × `height` px.

    `px_per_unit` is the width of a ribbon or band for one unit of the measure; 0 where unknown.
    """

    width: float
    height: float
    panes: Annotated[tuple[Pane, ...], Field(min_length=1)]
    px_per_unit: float = 0


class FirmFlowSpec(Part):
    """One flow figure of a firm's plan, described.

    Raises
    ------
    pydantic.ValidationError
        Credits are empty; ids repeat; a mark names a row that is not in the tables; a colour of a
        group is missing.
    """

    kind: Literal["firm-flow"] = "firm-flow"
    view: View
    measure: Measure
    lang: Tongue
    currency: str = ""
    as_of: str
    title: str
    subtitle: str
    notice: str
    sites: tuple[SiteRow, ...]
    lanes: tuple[LaneRow, ...]
    colours: dict[str, Colour]
    groups: dict[str, str]
    legend: tuple[LegendEntry, ...]
    wide: Layout
    phone: Layout
    notes: tuple[str, ...] = ()
    credits: Annotated[tuple[str, ...], Field(min_length=1)]
    alt: str
    digest: str

    @model_validator(mode="after")
    def _ids_are_known_once(self) -> FirmFlowSpec:
        ids = [*(row.id for row in self.sites), *(row.id for row in self.lanes)]
        if len(ids) != len(set(ids)):
            raise ValueError("an id stands twice in the tables")
        marks = {name for pane in self.panes for mark in _marks(pane) for name in mark.of}
        if unknown := marks - set(ids):
            raise ValueError(f"not in the tables: {', '.join(sorted(unknown))}")
        return self

    @property
    def panes(self) -> tuple[Pane, ...]:
        """Give every pane of both layouts."""
        return (*self.wide.panes, *self.phone.panes)


def _marks(pane: Pane) -> tuple[Ribbon | Band | Site | Words | Leader, ...]:
    return (*pane.ribbons, *pane.bands, *pane.sites, *pane.words, *pane.leaders)
