"""What a chart of the study says, decided once: back-ends draw it and decide nothing.

A figure is one finding: title, charts, quotations, and every fact it shows. Sizes are not here:
a back-end draws the same figure at any width.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefing.spec import Part, Tongue

Extent = Literal["exact", "about", "over", "nearly"]
PartCode = Literal["economy", "strategy", "enterprises", "recommendations"]
PARTS: tuple[PartCode, ...] = ("economy", "strategy", "enterprises", "recommendations")


class Item(Part):
    """Words that stand for one or more facts; `tip` is what hovering shows."""

    label: str
    facts: tuple[str, ...] = ()
    tip: str = ""


class BarRow(Item):
    """One bar from 0 to `value`.

    `extent` says how exact the printed figure is: "about" fades around the value, "nearly" fades
    out before it, "over" ends in a point. `joint` is one figure printed for two items (outline).
    `minor` is a part of the row above. `second` is a second line under the label, `beside` stands
    after the number, `change` at the right edge behind its arrow.
    """

    value: Annotated[float, Field(ge=0)]
    text: str
    extent: Extent = "exact"
    joint: bool = False
    minor: bool = False
    second: str = ""
    beside: str = ""
    change: str = ""
    direction: Literal["", "up", "down"] = ""


class BarGroup(Part):
    """Bars under one heading."""

    title: str = ""
    rows: Annotated[tuple[BarRow, ...], Field(min_length=1)]


class BarChart(Part):
    """Bars on one scale that starts at 0; `pitch` is the height of a row in px.

    `whole` are the rows of all sheets where these are some of them: the scale is the same on each.
    """

    kind: Literal["bars"] = "bars"
    groups: Annotated[tuple[BarGroup, ...], Field(min_length=1)]
    pitch: float = 22
    change_title: str = ""
    whole: tuple[BarGroup, ...] = ()


class ListItem(Item):
    """An entry of a list; `marked` gives it a triangle, `second` a quieter second line."""

    marked: bool = False
    second: str = ""


class Column(Part):
    """A headed list; `strong` inverts its head."""

    title: str
    subtitle: str = ""
    strong: bool = False
    items: tuple[ListItem, ...]


class ColumnChart(Part):
    """Lists side by side; `arrow` leads from each head to the next; `key` explains the triangle."""

    kind: Literal["columns"] = "columns"
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    arrow: bool = False
    key: str = ""


class ListChart(Part):
    """One list in `across` columns; `numbered` only where the source numbers or orders it."""

    kind: Literal["list"] = "list"
    title: str = ""
    items: Annotated[tuple[ListItem, ...], Field(min_length=1)]
    numbered: bool = False
    across: Literal[1, 2] = 1
    key: str = ""


class TableChart(Part):
    """A small table of words; the first column is the heading of its row."""

    kind: Literal["table"] = "table"
    title: str = ""
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


Chart = Annotated[BarChart | ColumnChart | ListChart | TableChart, Field(discriminator="kind")]


class Quotation(Part):
    """Words of the study, in its own English, and where they stand."""

    words: str
    attribution: str


class FactLine(Part):
    """One fact as a reader may check it."""

    fact_id: str
    label: str
    value: str
    year: str
    quotation: Quotation
    source: str
    known: str


class FigureSpec(Part):
    """One finding with its charts, quotations and facts; a `tall` one stands beside two others.

    Raises
    ------
    pydantic.ValidationError
        The figure shows no fact.
    """

    figure_id: str
    title: str
    subtitle: str = ""
    charts: Annotated[tuple[Chart, ...], Field(min_length=1)]
    tall: bool = False
    quotation: Quotation
    note: str = ""
    caution: str = ""
    facts: Annotated[tuple[FactLine, ...], Field(min_length=1)]
    facts_title: str
    fact_heads: tuple[str, ...]
    alt: str


class Sheet(Part):
    """The figures of one part in one language, with the source they share."""

    kind: Literal["findings"] = "findings"
    part: PartCode
    lang: Tongue
    title: str
    figures: Annotated[tuple[FigureSpec, ...], Field(min_length=1)]
    credits: Annotated[tuple[str, ...], Field(min_length=1)]
