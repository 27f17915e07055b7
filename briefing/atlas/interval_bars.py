"""Interval bars of every region of a view, or its ranks: no map, one row for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.atlas.columns import NAME, left_out_words
from briefing.palette import ramp_colour
from briefing.spec import Bar, Box, Part
from briefing.typesetting import width_of

if TYPE_CHECKING:
    from briefing.spec import MapSpec, Mark

ROWS = (30.0, 26.0, 22.0, 19.0, 17.0)  # px of a row: from roomy to close
GAP = 30.0  # px between columns
LEAST_COLUMN = 300.0
MOST_COLUMNS = 3
HEAD = 24.0
FOOT = 46.0  # for the key of solid and outlined, and how many are left out
SHADE = 0.62


class IntervalBars(Part):
    """Rows of bars on one scale from 0 to `scale`, the largest number first, then ranges.

    A `floating` bar is drawn from its least to its most: ranks.
    """

    rows: tuple[Bar, ...]
    scale: float
    unit: str
    floating: bool = False


@dataclass(frozen=True, kw_only=True)
class BarPlace:
    """One bar at its place."""

    bar: Bar
    box: Box


@dataclass(frozen=True, kw_only=True)
class BarSheet:
    """Where every bar stands, the room of names, and how many rows are left out."""

    width: float
    height: float
    column: float
    name: float
    number: float
    places: tuple[BarPlace, ...]
    left_out: int


def interval_bars(spec: MapSpec) -> IntervalBars:
    """Describe a bar for each region of a map that has a number or a range."""
    ranged = [mark for mark in spec.regions if mark.high is not None]
    if spec.measure == "rank":
        return _ranks(spec, ranged)
    marks = sorted(ranged, key=_order)
    tallest = max((m.value for m in marks if m.value is not None), default=None)
    scale = tallest or max((m.high or 0.0 for m in marks), default=1.0) or 1.0
    return IntervalBars(
        rows=tuple(_bar(mark, scale) for mark in marks), scale=scale, unit=spec.legend.title
    )


def _ranks(spec: MapSpec, marks: list[Mark]) -> IntervalBars:
    rows = sorted(marks, key=lambda mark: (mark.low or 0.0, mark.high or 0.0, mark.code))
    most = max((mark.high or 1.0 for mark in marks), default=1.0)
    bars = tuple(_bar(mark, most) for mark in rows)
    return IntervalBars(rows=bars, scale=most, unit=spec.legend.title, floating=True)


def _order(mark: Mark) -> tuple[bool, float, str]:
    number = mark.value if mark.value is not None else mark.high
    return mark.value is None, -(number or 0.0), mark.code


def _bar(mark: Mark, scale: float) -> Bar:
    low, high = mark.low or 0.0, mark.high or 0.0
    return Bar(
        level=mark.level,
        code=mark.code,
        name=mark.label,
        low=min(low, scale),
        high=min(high, scale),
        cut=high > scale,
        text=mark.text,
        fill=mark.fill or (ramp_colour(SHADE) if mark.low == mark.high else None),
        standing=mark.standing,
    )


def set_bars(chart: IntervalBars, size: tuple[float, float]) -> BarSheet:
    """Set the bars into a room, px of a sheet whose least letters are 12 px."""
    width, height = size
    most = max(1, min(MOST_COLUMNS, int((width + GAP) / (LEAST_COLUMN + GAP))))
    room = height - HEAD - FOOT
    count = len(chart.rows)
    columns, row = next(
        (
            (columns, row)
            for row in ROWS
            for columns in range(1, most + 1)
            if columns * int(room / row) >= count
        ),
        (most, ROWS[-1]),
    )
    per = max(1, int(room / row))
    kept = chart.rows[: per * columns]
    per = -(-len(kept) // columns)  # columns of like length
    wide = (width - GAP * (columns - 1)) / columns
    places = tuple(
        BarPlace(
            bar=bar,
            box=Box(
                x=(at // per) * (wide + GAP), y=HEAD + (at % per) * row, width=wide, height=row
            ),
        )
        for at, bar in enumerate(kept)
    )
    return BarSheet(
        width=width,
        height=height,
        column=wide,
        name=min(max((width_of(b.name, NAME) for b in kept), default=0.0) + 10, wide * 0.45),
        number=max((width_of(b.text, NAME, bold=True) for b in kept), default=0.0) + 8,
        places=places,
        left_out=count - len(kept),
    )


def left_out_said(spec: MapSpec, sheet: BarSheet) -> tuple[str, ...]:
    """Say how many rows are left out."""
    return left_out_words(spec, sheet.left_out, sheet.width)
