"""Bars on one scale from 0, with their words beside them: nothing overlaps, nothing is cut."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.backends.chart_pen import LINE, SIZE, SMALL
from briefing.typesetting import wrap

if TYPE_CHECKING:
    from briefing.backends.chart_pen import Pen
    from briefing.findings.chart_spec import BarChart, BarRow

STACKED_BELOW = 420.0
INDENT = 14.0
GAP = 8.0
END = {"exact": 0.0, "nearly": 0.0, "about": 13.0, "over": 14.0}
FADE = 13.0
MINOR_PITCH = 19.0


@dataclass(frozen=True)
class Bars:
    """Lay out one chart for a pen: labels to the left, or above the bars where it is narrow."""

    chart: BarChart
    pen: Pen

    def draw(self) -> None:
        """Draw the chart from the pen's `y` on."""
        if self.chart.change_title:
            self.pen.words(
                self.pen.width, self.pen.y + 11, self.chart.change_title,
                size=SMALL, fill=self.pen.colour("muted"), anchor="end",
            )  # fmt: skip
            self.pen.y += 18
        for i, group in enumerate(self.chart.groups):
            self.pen.y += 8 if i else 0
            self.pen.heading(group.title)
            for row in group.rows:
                self._row(row)

    @cached_property
    def rows(self) -> tuple[BarRow, ...]:
        """Give every row of the chart, and of its other sheets."""
        groups = self.chart.whole or self.chart.groups
        return tuple(row for group in groups for row in group.rows)

    @cached_property
    def stacked(self) -> bool:
        """Tell whether labels stand above their bars."""
        return self.pen.width < STACKED_BELOW

    @cached_property
    def label_width(self) -> float:
        """Give the width of the label column; the whole width where labels stand above."""
        if self.stacked:
            return self.pen.width
        widest = max(
            self.pen.measure(words, bold=self._bold(row)) + (INDENT if row.minor else 0)
            for row in self.rows
            for words in (row.label, row.second)
        )
        return min(widest, 0.42 * self.pen.width)

    @cached_property
    def origin(self) -> float:
        """Give x of the zero line."""
        return 0.0 if self.stacked else self.label_width + 14

    @cached_property
    def changes(self) -> float:
        """Give the width kept at the right edge for changes."""
        widest = max(self.pen.measure(row.change, size=SMALL + 0.5) for row in self.rows)
        return widest + 26 if widest else 0.0

    @cached_property
    def scale(self) -> float:
        """Give px per unit, so that the longest bar and its number fit."""
        room = self.pen.width - self.origin - self.changes
        return min(
            (room - GAP - END[row.extent] - self.pen.measure(row.text, bold=True)) / row.value
            for row in self.rows
            if row.value
        )

    def _bold(self, row: BarRow) -> bool:
        """Tell whether a label is bold: only a whole whose parts follow."""
        return not row.minor and any(other.minor for other in self.rows)

    def _labels(self, row: BarRow) -> tuple[str, ...]:
        room = self.label_width - (INDENT if row.minor else 0)
        bold = self._bold(row)
        second = wrap(row.second, room, SIZE) if row.second else ()
        return (*wrap(row.label, room, SIZE, bold=bold), *second)

    def _row(self, row: BarRow) -> None:
        labels = self._labels(row)
        pitch = MINOR_PITCH if row.minor else self.chart.pitch
        thick = 12.0 if row.minor else min(22.0, pitch - 7)
        below = self._beside_place(row) == "below"
        if self.stacked:
            top = len(labels) * LINE + 3
            height = top + thick + 8
        else:
            height = max(pitch, len(labels) * LINE + 5)
            top = (height - thick) / 2
        with self.pen.mark(row, height=height + (LINE if below else 0)):
            self._write_labels(row, labels, height)
            self._bar(row, self.pen.y + top, thick)
            self._numbers(row, self.pen.y + top + thick / 2 + 4.6, thick)
        self.pen.y += height + (LINE if below else 0)

    def _write_labels(self, row: BarRow, labels: tuple[str, ...], height: float) -> None:
        start = 1.0 if self.stacked else (height - len(labels) * LINE) / 2
        for i, line in enumerate(labels):
            self.pen.words(
                INDENT if row.minor else 0,
                self.pen.y + start + i * LINE + 13,
                line,
                bold=self._bold(row),
            )

    def _bar(self, row: BarRow, y: float, thick: float) -> None:
        pen, x, length = self.pen, self.origin, row.value * self.scale
        plum = pen.colour("plum_part" if row.minor else "plum")
        fade = min(FADE, length / 2)
        if row.joint:
            pen.box(x + 0.8, y + 0.8, length - 1.6, thick - 1.6, fill="none", stroke=plum)
            return
        if row.extent in {"about", "nearly"}:
            end = length + (fade if row.extent == "about" else 0)
            pen.box(x, y, end, thick, fill=pen.fade(plum, solid=1 - 2 * fade / end))
        else:
            pen.box(x, y, length, thick, fill=plum)
        if row.extent == "over":
            half = thick / 2
            pen.path(f"M{x + length + 3:.1f},{y:.1f}l{half:.1f},{half:.1f}l-{half:.1f},{half:.1f}z",
                     fill=plum)  # fmt: skip

    def _numbers(self, row: BarRow, y: float, thick: float) -> None:
        pen = self.pen
        x = self._number_x(row)
        pen.words(x, y, row.text, bold=not row.minor)
        place = self._beside_place(row)
        if place == "after":
            after = x + pen.measure(row.text, bold=True) + GAP
            pen.words(after, y, row.beside, size=SMALL, fill=pen.colour("muted"))
        elif place == "inside":
            ground = pen.colour("background")
            pen.words(self.origin + GAP, y, row.beside, size=SMALL, bold=True, fill=ground)
        elif place == "below":
            under = y + thick / 2 + LINE - 6
            pen.words(self.origin, under, row.beside, size=SMALL, fill=pen.colour("muted"))
        if row.change:
            self._change(row, y)

    def _change(self, row: BarRow, y: float) -> None:
        pen = self.pen
        pen.words(pen.width, y, row.change, size=SMALL + 0.5, anchor="end")
        x = pen.width - pen.measure(row.change, size=SMALL + 0.5) - 14
        rise = "l4.5,-7l4.5,7z" if row.direction == "up" else "m0,-7l4.5,7l4.5,-7z"
        pen.path(f"M{x:.1f},{y - 1:.1f}{rise}", fill=pen.colour("ink"))

    def _number_x(self, row: BarRow) -> float:
        return self.origin + row.value * self.scale + END[row.extent] + GAP

    def _beside_place(self, row: BarRow) -> str:
        """Say where the words beside a bar go: after its number, inside it, or below."""
        if not row.beside:
            return ""
        pen = self.pen
        after = self._number_x(row) + pen.measure(row.text, bold=True) + GAP
        if after + pen.measure(row.beside, size=SMALL) <= pen.width - self.changes:
            return "after"
        room = row.value * self.scale - 2 * GAP
        fits = pen.measure(row.beside, size=SMALL, bold=True) <= room
        return "inside" if fits and row.extent == "exact" and not row.joint else "below"
