"""Draw a cost bridge: upright where every word fits under its bar, else row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.backends.firm_pen import AXIS, FirmPen
from briefing.typesetting import width_of, wrap

if TYPE_CHECKING:
    from briefing.firm.bridge import BridgeBar, BridgeSpec
    from briefing.palette import Theme

HEIGHT = 196.0  # px of the plot, upright
PITCH = 30.0  # px of a row, lying
THICK = 18.0
SLOT = 0.72  # share of a slot that its bar fills
LEADING = 14.5
LABEL_ROOM = 112.0


def draw(
    spec: BridgeSpec,
    *,
    theme: Theme = "light",
    width: float = 690,
    headed: bool = False,
    high: float = HEIGHT,
) -> str:
    """Draw a bridge at a width in px; `headed` with the title and the source around it.

    Parameters
    ----------
    high
        Px of the plot where bars stand upright.
    """
    with FirmPen.around(spec, theme=theme, width=width, headed=headed) as pen:
        upright = _Upright(spec, pen, high)
        if upright.fits:
            upright.draw()
        else:
            _Lying(spec, pen).draw()
    return pen.svg(spec)


def tip_of(spec: BridgeSpec, bar: BridgeBar) -> str:
    """Give what hovering over a bar shows: its name, its amount, and what it is made of."""
    parts = [f"{term.label} {term.texts[2]}" for term in bar.terms]
    told = f"{bar.label}: {bar.text} ({spec.unit})"
    return f"{told}. {'; '.join(parts)}" if len(parts) > 1 else told


@dataclass
class _Upright:
    """Bars that stand side by side."""

    spec: BridgeSpec
    pen: FirmPen
    high: float

    def __post_init__(self) -> None:
        ticks = [width_of(tick.label, AXIS) for tick in self.spec.axis.ticks]
        self.left = max(ticks, default=0.0) + 8
        self.slot = (self.pen.width - self.left) / len(self.spec.bars)
        self.top = self.pen.y + 18

    @property
    def fits(self) -> bool:
        """Tell whether every label and number fits into its slot."""
        room = self.slot - 4
        return all(
            width_of(bar.text, AXIS + 0.5, bold=True) <= room
            and all(width_of(line, AXIS, bold=bar.kind == "total") <= room for line in lines)
            and len(lines) <= 4  # noqa: PLR2004 - more is a column of letters
            for bar, lines in self.labelled()
        )

    def labelled(self) -> list[tuple[BridgeBar, tuple[str, ...]]]:
        return [
            (bar, wrap(bar.label, self.slot - 4, AXIS, bold=bar.kind == "total"))
            for bar in self.spec.bars
        ]

    def y(self, level: float) -> float:
        return self.top + self.high * (1 - self.spec.axis.share(level))

    def draw(self) -> None:
        pen, axis = self.pen, self.spec.axis
        for tick in axis.ticks:
            pen.line(self.left, self.y(tick.value), pen.width, self.y(tick.value))
            pen.say(self.left - 8, self.y(tick.value) + 4, tick.label, fill="muted", anchor="end")
        floor = self.y(max(axis.low, 0.0))
        pen.line(self.left, floor, pen.width, floor, fill="muted")
        last = None
        for place, bar in enumerate(self.spec.bars):
            x = self.left + place * self.slot + self.slot * (1 - SLOT) / 2
            if last is not None:
                start = x - self.slot + self.slot * SLOT
                pen.line(start, self.y(last.end), x, self.y(last.end), fill="muted")
            with pen.marked("bar", of=bar.id, tip=tip_of(self.spec, bar)):
                self._bar(bar, x, floor)
            last = bar
        self._labels(self.top + self.high + 17)

    def _bar(self, bar: BridgeBar, x: float, floor: float) -> None:
        pen, wide = self.pen, self.slot * SLOT
        middle = x + wide / 2
        if bar.kind == "total":
            y = self.y(bar.end)
            pen.bar(x, min(y, floor), wide, abs(floor - y), fill="ink")
            if self.spec.axis.cut:
                pen.torn(x, floor - 9, wide)
            pen.say(middle, min(y, floor) - 6, bar.text, size=AXIS + 0.5, bold=True,
                    anchor="middle")  # fmt: skip
            return
        high, low = self.y(max(bar.start, bar.end)), self.y(min(bar.start, bar.end))
        falls = bar.change < 0
        fill = "bar" if falls else "background"
        pen.bar(x, high, wide, max(1.5, low - high), fill=fill, stroke="ink")
        below = falls and low + 16 < floor
        y = low + 14 if below else high - 6
        pen.say(middle, y, bar.text, size=AXIS + 0.5, bold=True, anchor="middle", halo=True)

    def _labels(self, y: float) -> None:
        labelled = self.labelled()
        for place, (bar, lines) in enumerate(labelled):
            x = self.left + (place + 0.5) * self.slot
            for number, line in enumerate(lines):
                self.pen.say(x, y + number * LEADING, line, bold=bar.kind == "total",
                             anchor="middle")  # fmt: skip
        self.pen.y = y + max(len(lines) for _, lines in labelled) * LEADING - 6


@dataclass
class _Lying:
    """Bars below one another, for a narrow page."""

    spec: BridgeSpec
    pen: FirmPen

    def __post_init__(self) -> None:
        numbers = max(width_of(bar.text, AXIS + 0.5, bold=True) for bar in self.spec.bars)
        self.left = LABEL_ROOM + 6
        self.room = self.pen.width - self.left - numbers - 8

    def x(self, level: float) -> float:
        return self.left + self.room * self.spec.axis.share(level)

    def draw(self) -> None:
        pen, last = self.pen, None
        for bar in self.spec.bars:
            lines = wrap(bar.label, LABEL_ROOM, AXIS, bold=bar.kind == "total")
            pitch = max(PITCH, len(lines) * LEADING + 6)
            y = pen.y + (pitch - THICK) / 2
            if last is not None:
                at = self.x(last[0].end)
                pen.line(at, last[1] + THICK, at, y, fill="muted")
            with pen.marked("bar", of=bar.id, tip=tip_of(self.spec, bar)):
                self._bar(bar, y)
                first = pen.y + (pitch - len(lines) * LEADING) / 2 + 11
                for number, line in enumerate(lines):
                    pen.say(0, first + number * LEADING, line, bold=bar.kind == "total")
                pen.say(pen.width, y + 13.5, bar.text, size=AXIS + 0.5, bold=True, anchor="end")
            last = (bar, y)
            pen.y += pitch

    def _bar(self, bar: BridgeBar, y: float) -> None:
        pen = self.pen
        if bar.kind == "total":
            begin, end = sorted((self.x(max(self.spec.axis.low, 0.0)), self.x(bar.end)))
            pen.bar(begin, y, end - begin, THICK, fill="ink")
            if self.spec.axis.cut:
                _torn_across(pen, begin + 9, y)
            return
        begin, end = sorted((self.x(bar.start), self.x(bar.end)))
        fill = "bar" if bar.change < 0 else "background"
        pen.bar(begin, y, max(1.5, end - begin), THICK, fill=fill, stroke="ink")


def _torn_across(pen: FirmPen, x: float, y: float) -> None:
    d = f"M{x:.1f},{y:.1f}" + "l-5,3l5,3" * 3
    pen.path(d, stroke=pen.colour("background"), width=3.5)
