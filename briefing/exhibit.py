"""A figure as every document takes it: its words, numbers and sources, decided once.

A map, a flow or a chart has a spec of its own, which knows how it is drawn. A slide, a Word page
or a report needs the same few things of each: that is an `Exhibit`. What is drawn is a `Picture`,
asked for by the room there is. Nothing below decides a word or a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

from pydantic import Field, model_validator

from briefing.spec import Colour, KeyFigure, Part
from data.errors import RenderProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.palette import Theme


class Column(Part):
    """Head of a column; numbers stand at its right edge."""

    head: str
    number: bool = False


class Table(Part):
    """Rows of words and numbers as they are printed.

    `strong` are the places of rows that are sums or stand out; `rest` says in one sentence how many
    rows are left out, blank where none is.
    """

    title: str = ""
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    rows: tuple[tuple[str, ...], ...]
    strong: tuple[int, ...] = ()
    rest: str = ""

    @model_validator(mode="after")
    def _rows_fill_the_columns(self) -> Table:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row has more or fewer cells than there are columns")
        return self


class Record(Part):
    """Numbers behind a figure exactly as they are drawn, with how they are known and their bounds.

    One row for each region, lane or item; what is not known is null.
    """

    title: str = ""
    heads: Annotated[tuple[str, ...], Field(min_length=1)]
    rows: tuple[tuple[str | float | int | None, ...], ...]

    @model_validator(mode="after")
    def _rows_fill_the_heads(self) -> Record:
        if any(len(row) != len(self.heads) for row in self.rows):
            raise ValueError("a row has more or fewer cells than there are heads")
        return self


class Series(Part):
    """Numbers of a native chart, one for each category; null draws nothing.

    `labels` are printed beside the marks, as they are. A `hidden` series is the base that the
    bars of a bridge stand on: it has no paint and no label. An `outlined` one has its colour and an
    edge of ink.
    """

    name: str
    values: tuple[float | None, ...]
    labels: tuple[str, ...] = ()
    colours: tuple[Colour, ...] = ()
    hidden: bool = False
    outlined: bool = False


class Chart(Part):
    """What a slide program draws by itself, from numbers that stay editable.

    `bars` lie, one for each category from the top; `columns` stand; `stacked` columns or bars add
    up; `points` are (x, y) of one series each, `across` their x. `low` is where the axis of the
    values begins, if not at zero: what stands on it is then torn, and said so in the words.
    """

    kind: Literal["bars", "columns", "stacked_bars", "stacked_columns", "points"]
    categories: tuple[str, ...] = ()
    across: tuple[float, ...] = ()
    series: Annotated[tuple[Series, ...], Field(min_length=1)]
    unit: str = ""
    across_unit: str = ""
    low: float | None = None


class Exhibit(Part):
    """The words, numbers and sources of one figure in one language, or in two together.

    Parameters
    ----------
    name
        Of the figure in `plusn.exhibits`.
    lang
        ``en``, ``zh-Hant``, ``zh-Hans`` or a pair such as ``en+zh-Hant``; the lines of a pair are
        parted by a line break.
    boxed
        Notices that stand in a box wherever the figure is: sample, illustrative, estimate.
    records
        The numbers themselves, for a workbook beside the figure.
    sentences
        What the numbers say, generated, each true by the table.
    premise
        What the numbers rest on.
    question, answer
        What an audience is likely to ask, and what to say.
    slide
        What a presentation shows of it, in this order, each on slides of its own; charts and
        tables are native there.
    """

    name: str
    lang: str
    title: str
    subtitle: str = ""
    boxed: tuple[str, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    records: tuple[Record, ...] = ()
    premise: str = ""
    question: str = ""
    answer: str = ""
    credits: Annotated[tuple[str, ...], Field(min_length=1)]
    notes: tuple[str, ...] = ()
    as_of: str
    caption: str
    alt: str
    digest: str
    slide: tuple[Literal["picture", "chart", "table"], ...] = ("picture",)


@dataclass(frozen=True, kw_only=True)
class Room:
    """Space for a picture in px: text in it is at least `text` px high, source lines `source`.

    A document scales px to points as it needs: 760 px on a slide's 886 pt make 12 px 14 pt.
    """

    width: float
    height: float
    text: float = 12.0


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawing without title and sources, as SVG of `width` × `height` px.

    Regions, lanes and blocks are groups with `class`, `data-…`, a `<title>` (name) and a `<desc>`
    (value, and how we know it).
    """

    svg: str
    width: float
    height: float


class Shown(Protocol):
    """A figure that can be put into any document."""

    @property
    def exhibit(self) -> Exhibit:
        """Give words, numbers and sources."""

    def pictures(self, room: Room, theme: Theme) -> tuple[Picture, ...]:
        """Draw it into a room; more than one picture where one would be too small to read."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One figure in a document, with what its author says of it.

    Parameters
    ----------
    title
        In place of the figure's own; blank for none.
    notes
        What the speaker wants to have at hand.
    """

    shown: Shown
    title: str = ""
    notes: str = ""

    @property
    def heading(self) -> str:
        """Give the title that stands on the page."""
        return self.title or self.shown.exhibit.title


def tongue_of_all(pages: Sequence[Page]) -> str:
    """Give the one tongue that all figures of a document speak.

    Raises
    ------
    RenderProblem
        There is no page, or the figures speak different languages.
    """
    tongues = {page.shown.exhibit.lang for page in pages}
    if len(tongues) != 1:
        raise RenderProblem(
            "a document needs figures in one language",
            where=", ".join(sorted(tongues)) or "no figure",
            remedy="Name one language for the whole brief.",
        )
    return tongues.pop()
