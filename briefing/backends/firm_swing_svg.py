"""Draw what would change the answer: a bar for each number, from its lowest to its highest value.

Wide, label, bar and range stand side by side; narrow, they stand below one another. A bar is ink
where another plan is best at its end, and a diamond says so too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefing.backends.firm_pen import AXIS, SOURCE, TEXT, FirmPen
from briefing.typesetting import width_of, wrap

if TYPE_CHECKING:
    from briefing.firm.swing_spec import SwingEnd, SwingKey, SwingRow, SwingSpec
    from briefing.palette import Theme

WIDE, NARROWEST = 760.0, 560.0
INDENT = 18.0
THICK, LEADING = 16.0, 16.0
LABEL_SHARE, RANGE_ROOM, GAP = 0.292, 150.0, 16.0
PAD = 11.0
BESIDE = 6.0
Side = Literal["left", "right"]


def draw(
    spec: SwingSpec, *, theme: Theme = "light", width: float = WIDE, headed: bool = False
) -> str:
    """Draw the figure; `headed` with the title and the source around it, for paper and slides.

    Parameters
    ----------
    width
        In px; on a phone's width everything stands below one another.
    """
    narrow = width < NARROWEST
    with FirmPen.around(spec, theme=theme, width=width, headed=headed) as pen:
        plot = _Plot.of(spec, pen, narrow=narrow)
        plot.heads()
        for row in spec.rows:
            with pen.marked("row", of=f"number:{row.number}", tip=row.aria, pick=False):
                plot.row(row)
            pen.y += plot.height(row)
        plot.ticks()
        plot.key(spec.key)
    return pen.svg(spec)


@dataclass(frozen=True)
class _Plot:
    """Where bars and words stand: the ground from `left` to `right` px, the axis inside it."""

    spec: SwingSpec
    pen: FirmPen
    narrow: bool
    left: float
    right: float
    axis_left: float
    axis_right: float

    @classmethod
    def of(cls, spec: SwingSpec, pen: FirmPen, *, narrow: bool) -> _Plot:
        left, right = 0.0, pen.width
        if not narrow:
            ranges = [width_of(row.range_text, AXIS) for row in spec.rows]
            room = min(max([*ranges, width_of(spec.range_head, AXIS, bold=True)]), RANGE_ROOM)
            left, right = INDENT + LABEL_SHARE * pen.width + GAP, pen.width - room - GAP
        numbers: dict[Side, list[float]] = {"left": [0.0], "right": [0.0]}
        for row in spec.rows:
            for end, side in sides(row):
                numbers[side].append(_number_room(end))
        ends = left + max(numbers["left"]) + BESIDE, right - max(numbers["right"]) - BESIDE
        return cls(spec, pen, narrow, left, right, *ends)

    def x(self, value: float) -> float:
        """Give the place of a difference."""
        return self.axis_left + self.spec.axis.share(value) * (self.axis_right - self.axis_left)

    # -- around the rows ----------------------------------------------------------------------

    def heads(self) -> None:
        """Write what lies left and right of zero, and over the ranges."""
        pen, zero = self.pen, self.x(0)
        less, more = self.spec.less_head, self.spec.more_head
        pen.y += AXIS + 3
        pen.say(
            max(zero - 8, width_of(less, AXIS, bold=True)), pen.y, less, bold=True, anchor="end"
        )
        over = self.pen.width if self.narrow else self.right + 4
        pen.say(min(zero + 8, over - width_of(more, AXIS, bold=True)), pen.y, more, bold=True)
        if not self.narrow:
            pen.say(pen.width, pen.y, self.spec.range_head, bold=True, fill="muted", anchor="end")
        pen.y += 7

    def ground(self, top: float, height: float) -> None:
        """Tint the side that costs less, draw the grid, and zero: the case as entered."""
        pen = self.pen
        pen.bar(self.left, top, self.x(0) - self.left, height, fill="wash")
        for tick in self.spec.axis.ticks:
            pen.line(self.x(tick.value), top, self.x(tick.value), top + height)
        pen.line(self.x(0), top, self.x(0), top + height, fill="ink", width=1.6)

    def ticks(self) -> None:
        """Write the axis, leaving out what does not fit."""
        pen, last = self.pen, -1e9
        pen.y += AXIS + 5
        for tick in self.spec.axis.ticks:
            half = width_of(tick.label, AXIS, bold=not tick.value) / 2
            x = self.x(tick.value)
            if x - half < max(last, 0) or x + half > pen.width:
                continue
            pen.say(x, pen.y, tick.label, bold=not tick.value, anchor="middle")
            last = x + half + 8
        pen.y += 6

    # -- a row --------------------------------------------------------------------------------

    def height(self, row: SwingRow) -> float:
        """Give the height of a row in px."""
        return self._main(row) + len(self._says(row)) * LEADING + (4 if self._says(row) else 0)

    def _main(self, row: SwingRow) -> float:
        labels = len(self._label(row)) * LEADING
        if self.narrow:
            return labels + len(self._range(row)) * LEADING + THICK + PAD + 6
        return max(labels, len(self._range(row)) * LEADING, THICK) + PAD

    def _label(self, row: SwingRow) -> tuple[str, ...]:
        room = self.pen.width - INDENT if self.narrow else LABEL_SHARE * self.pen.width
        return wrap(row.label, room, TEXT, bold=row.changes)

    def _range(self, row: SwingRow) -> tuple[str, ...]:
        room = self.pen.width - INDENT if self.narrow else self.pen.width - self.right - GAP
        words = f"{self.spec.range_head}: {row.range_text}" if self.narrow else row.range_text
        return wrap(words, room, AXIS)

    def _says(self, row: SwingRow) -> list[str]:
        found: list[str] = []
        for end in row.ends:
            if end.says:
                found += wrap(end.says, self.pen.width - INDENT, AXIS)
        return found

    def row(self, row: SwingRow) -> None:
        """Draw sign, label, bar, range, and what another plan does."""
        pen, main = self.pen, self._main(row)
        label, told = self._label(row), self._range(row)
        top = pen.y + 4 if self.narrow else pen.y + (main - len(label) * LEADING) / 2
        fill = "ink" if row.sign == "own" else "background"
        pen.dot(6, top + 8, fill=fill, radius=4.5)
        for number, line in enumerate(label):
            pen.say(INDENT, top + 12.5 + number * LEADING, line, size=TEXT, bold=row.changes)
        if self.narrow:
            top += len(label) * LEADING
            for number, line in enumerate(told):
                pen.say(INDENT, top + 12 + number * LEADING, line, fill="muted")
            top += len(told) * LEADING + 3
            self.ground(top - 3, THICK + 6)
        else:
            self.ground(pen.y, main)
            begin = pen.y + (main - len(told) * LEADING) / 2 + 12
            for number, line in enumerate(told):
                y = begin + number * LEADING
                pen.say(pen.width, y, line, fill="muted", anchor="end")
            top = pen.y + (main - THICK) / 2
        self._bar(row, top)
        self._sentences(row, pen.y + main)

    def _bar(self, row: SwingRow, top: float) -> None:
        """Draw both segments from zero, the longer first, and write their differences."""
        known = [end for end in row.ends if end.difference is not None]
        for end in sorted(known, key=lambda end: -abs(end.difference or 0)):
            at, zero = self.x(end.difference or 0), self.x(0)
            fill = "ink" if end.changes else "bar"
            self.pen.bar(min(at, zero), top, abs(at - zero), THICK, fill=fill)
            edge = "background" if end.changes else "ink"
            self.pen.line(at, top, at, top + THICK, fill=edge, width=1.2)
        for end, side in sides(row):
            self._number(end, side, row, top)

    def _number(self, end: SwingEnd, side: Side, row: SwingRow, top: float) -> None:
        """Write a difference beyond the bar, with the sign of its end of the range."""
        places = [self.x(0), *(self.x(e.difference) for e in row.ends if e.difference is not None)]
        ink = "alert" if end.difference is None else "ink"
        y, room, sign = top + THICK - 4, _number_room(end), _sign_room(end)
        x = max(places) + BESIDE if side == "right" else min(places) - BESIDE - room
        self._triangle(x + 4, top + THICK / 2, end.at)
        if end.changes:
            self.pen.diamond(x + 14.5, top + THICK / 2, half=5)
        self.pen.say(x + sign, y, end.text, bold=end.changes, fill=ink, halo=True)

    def _triangle(self, x: float, y: float, at: str) -> None:
        """Draw the sign of an end: down for the lowest value, up for the highest."""
        d = (
            f"M{x - 4:.1f},{y - 3:.1f}h8l-4,6z"
            if at == "low"
            else f"M{x - 4:.1f},{y + 3:.1f}h8l-4,-6z"
        )
        self.pen.path(d, fill=self.pen.colour("muted"))

    def _sentences(self, row: SwingRow, y: float) -> None:
        """Write what another plan does below the bar, behind a diamond."""
        for end in row.ends:
            if not end.says:
                continue
            self.pen.diamond(6, y + 8, half=5)
            for line in wrap(end.says, self.pen.width - INDENT, AXIS):
                self.pen.say(INDENT, y + 12, line, fill="muted", halo=True)
                y += LEADING

    # -- legend -------------------------------------------------------------------------------

    def key(self, keys: tuple[SwingKey, ...]) -> None:
        """Explain the signs, on as many lines as they need."""
        pen, x = self.pen, 0.0
        pen.y += 10
        for key in keys:
            words = wrap(key.label, pen.width - 16, SOURCE)
            room = 16 + max(width_of(line, SOURCE) for line in words) + 18
            if x and x + room - 18 > pen.width:
                x, pen.y = 0.0, pen.y + 18
            self._sign(key, x + 6, pen.y + 5)
            for number, line in enumerate(words):
                pen.say(x + 16, pen.y + 9 + 15 * number, line, size=SOURCE, fill="muted")
            pen.y += 15 * (len(words) - 1)
            x += room
        pen.y += 14

    def _sign(self, key: SwingKey, x: float, y: float) -> None:
        if key.sign == "changes":
            self.pen.diamond(x, y, half=5)
        elif key.sign in {"low", "high"}:
            self._triangle(x, y, key.sign)
        else:
            self.pen.dot(x, y, fill="ink" if key.sign == "own" else "background", radius=4.5)


def _sign_room(end: SwingEnd) -> float:
    return 22.0 if end.changes else 11.0


def _number_room(end: SwingEnd) -> float:
    """Give the width of a difference with its signs."""
    return width_of(end.text, AXIS, bold=end.changes) + _sign_room(end)


def sides(row: SwingRow) -> tuple[tuple[SwingEnd, Side], tuple[SwingEnd, Side]]:
    """Say on which side of the bar each end's difference is written: the lesser on the left.

    An end without a plan takes the side that the other leaves.
    """
    low, high = row.ends
    if low.difference is None or high.difference is None:
        known, other = (high, low) if low.difference is None else (low, high)
        right = known.difference is not None and known.difference >= 0
        return (known, "right" if right else "left"), (other, "left" if right else "right")
    if low.difference <= high.difference:
        return (low, "left"), (high, "right")
    return (high, "left"), (low, "right")
