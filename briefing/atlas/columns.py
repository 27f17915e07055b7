"""Bars beside or below a map: as many as there is room for, and how many are left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.atlas.chips import CHIP_FOOT, CHIP_LINE, chip_places
from briefing.catalogue import text
from briefing.spec import Bar, Box
from briefing.typesetting import broken, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.atlas.canvas import Canvas
    from briefing.spec import Legend, MapSpec, Ramp

TEXT = 12.0  # px: the least size of letters on a sheet
NAME = 13.0
LINE = 16.0
BAR = 10.0
# px between bars, and how many remarks stand below a bar: from roomy to close.
WAYS = ((10.0, 2), (10.0, 1), (5.0, 1), (5.0, 0))
MOST_TIED = 8  # more bars have no lines: those would be a net
FLAT_ROW = 24.0
NAME_SHARE = 0.34  # of a row whose bar stands beside its name
NUMBER_ROOM = 58.0
SHARE_ROOM = 48.0
# As `briefing.backends.svg_side.legend` draws: a test holds the two together.
LEGEND_LINE, LEGEND_FOOT, ENTRY_LINE, ENTRY_GAP, SWATCH = 16.0, 18.0, 15.0, 7.0, 36.0
TITLE_SIZE, CIRCLE_STEP = 12.5, 14.0


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One bar with its words at its place, and the line that ties it to its region.

    Parameters
    ----------
    name, note
        Lines of words; the number stands at the end of the first.
    line
        From the region to the name, px of the sheet; empty without.
    total
        It is the sum, which has no bar.
    """

    bar: Bar
    box: Box
    name: tuple[str, ...]
    note: tuple[str, ...] = ()
    line: tuple[tuple[float, float], ...] = ()
    total: bool = False

    def lowered(self, by: float) -> Lane:
        """Give the same lane farther down."""
        return replace(self, box=self.box.model_copy(update={"y": self.box.y + by}))


def legend_height(legend: Legend, width: float, circles: float, ramp: float) -> float:
    """Give the height of a legend as it is drawn, px."""
    high = LEGEND_LINE * max(1, len(broken(legend.title, width, TITLE_SIZE, bold=True)))
    if legend.ramp is not None:
        high += ramp + LEGEND_FOOT if ramp else _chips_height(legend.ramp, width)
    if legend.symbols:
        largest = max(key.radius for key in legend.symbols) * circles
        high += max(2 * largest, CIRCLE_STEP * len(legend.symbols)) + CIRCLE_STEP
    for entry in legend.entries:
        high += ENTRY_LINE * len(broken(entry.label, width - SWATCH, TEXT)) + ENTRY_GAP
    return high


def _chips_height(ramp: Ramp, width: float) -> float:
    return chip_places(ramp, width)[-1][1] + CHIP_LINE + CHIP_FOOT


def column(spec: MapSpec, canvas: Canvas, side: Box, lowest: float) -> tuple[tuple[Lane, ...], int]:
    """Set bars below their names in a column; those of regions level with them where few.

    Parameters
    ----------
    side
        The column's place.
    lowest
        y that bars tied to regions should end above, where they can.

    Returns
    -------
    The lanes from the top, and how many numbers have none.
    """
    tries = (_column(spec, canvas, side, lowest, way) for way in WAYS)
    best: tuple[tuple[Lane, ...], int] | None = None
    for found in tries:
        if best is None or found[1] < best[1]:
            best = found
        if not best[1]:
            break
    assert best is not None  # noqa: S101 - there is a way
    return best


def _column(
    spec: MapSpec, canvas: Canvas, side: Box, lowest: float, way: tuple[float, int]
) -> tuple[tuple[Lane, ...], int]:
    between, notes = way
    bars = spec.tables[0].bars if spec.tables else ()
    lanes = [_lane(bar, side, notes) for bar in bars if bar.code]
    ends = [_lane(bar, side, notes) for bar in bars if not bar.code]
    below = sum(lane.box.height + between for lane in ends)
    kept = _fitting(lanes, side.height - below, between)
    left_out = valued(spec) - len(kept)
    if left_out > 0:
        below += LINE * len(left_out_words(spec, left_out, side.width))
        kept = _fitting(lanes, side.height - below, between)
        left_out = valued(spec) - len(kept)
    kept, seats = _seated(kept, canvas, side.height - below, lowest, between)
    found = [lane.lowered(y) for lane, y in zip(kept, seats, strict=True)]
    y = side.height - below + between
    for lane in ends:
        found.append(lane.lowered(y))
        y += lane.box.height + between
    return tuple(found), max(left_out, 0)


def _seated(
    lanes: list[Lane], canvas: Canvas, room: float, lowest: float, between: float
) -> tuple[list[Lane], list[float]]:
    """Order lanes as their regions lie, and set each as level with its own as can be."""
    heights = [lane.box.height + between for lane in lanes]
    if len(lanes) > MOST_TIED:
        return lanes, _spread([0.0] * len(lanes), heights, room + between)
    tops = _tops(lanes, canvas, room)
    order = sorted(range(len(lanes)), key=lambda i: tops[i])
    lanes, heights = [lanes[i] for i in order], [heights[i] for i in order]
    high = max(min(room, lowest), sum(heights) - between)
    return lanes, _spread(sorted(tops), heights, high + between)


def left_out_words(spec: MapSpec, count: int, width: float) -> tuple[str, ...]:
    """Say how many numbers have no bar here, in lines; nothing where all have one."""
    if count <= 0:
        return ()
    key = "sheet.left_out.one" if count == 1 else "sheet.left_out"
    return broken(text(key, spec.lang, count=count), width, TEXT)


def valued(spec: MapSpec) -> int:
    """Count the regions that have a number; kinds in place of numbers are none."""
    if not (spec.tables and spec.tables[0].bars):
        return 0
    return sum(mark.value is not None for mark in spec.regions)


def _fitting(lanes: Sequence[Lane], room: float, between: float) -> list[Lane]:
    kept: list[Lane] = []
    used = 0.0
    for lane in lanes:
        used += lane.box.height + between
        if used - between > room:
            break
        kept.append(lane)
    return kept


def _tops(lanes: Sequence[Lane], canvas: Canvas, room: float) -> list[float]:
    """Give the places level with the regions."""
    found = []
    for lane in lanes:
        key = next((k for k in canvas.shapes if k == (lane.bar.level, lane.bar.code)), None)
        y = canvas.anchor(key).centroid.y if key is not None else room
        found.append(float(y) - LINE / 2)
    return found


def _spread(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Keep things in their order, none over another, all inside a room."""
    placed: list[float] = []
    low = 0.0
    for top, high in zip(wanted, heights, strict=True):
        placed.append(max(top, low))
        low = placed[-1] + high
    limit = room
    for i in range(len(placed) - 1, -1, -1):
        placed[i] = max(0.0, min(placed[i], limit - heights[i]))
        limit = placed[i]
    return placed


def _lane(bar: Bar, side: Box, notes: int) -> Lane:
    room = side.width - width_of(bar.text, NAME, bold=True) - 10
    name = broken(bar.name, room, NAME, bold=True)
    note = tuple(
        line
        for words in (bar.note, bar.swatch)[:notes]
        if words
        for line in broken(words, side.width, TEXT)
    )
    high = LINE * len(name) + BAR + 4 + 15 * len(note)
    box = Box(x=side.x, y=side.y, width=side.width, height=high)
    return Lane(bar=bar, box=box, name=name, note=note)


def table(spec: MapSpec, room: Box) -> tuple[tuple[Lane, ...], float, int]:
    """Set bars beside their names in rows, with the sum last.

    Returns
    -------
    The lanes from the top, the height they take, and how many numbers have none.
    """
    if not spec.tables:
        return (), 0.0, 0
    chart = spec.tables[0]
    total = [replace(_row(chart.total, room), total=True)] if chart.total is not None else []
    rows = [_row(bar, room) for bar in chart.bars]
    ends = [lane for lane in rows if not lane.bar.code] + total
    free = room.height - sum(lane.box.height for lane in ends) - LINE
    kept: list[Lane] = []
    for lane in (lane for lane in rows if lane.bar.code):
        free -= lane.box.height
        if free < 0:
            break
        kept.append(lane)
    y = room.y
    found: list[Lane] = []
    for lane in (*kept, *ends):
        found.append(lane.lowered(y - lane.box.y))
        y += lane.box.height
    left_out = max(valued(spec) - len(kept), 0)
    return tuple(found), y + (LINE if left_out else 0), left_out


def _row(bar: Bar, room: Box) -> Lane:
    name = broken(bar.name, room.width * NAME_SHARE - 8, NAME)
    note = tuple(
        line
        for words in (bar.note, bar.swatch)
        if words
        for line in broken(words, room.width * NAME_SHARE - 8, TEXT)
    )
    high = max(FLAT_ROW, LINE * len(name) + 15 * len(note) + 8)
    box = Box(x=room.x, y=room.y, width=room.width, height=high)
    return Lane(bar=bar, box=box, name=name, note=note)
