"""Draw a trade-off: points that can be picked, thin segments, names where there is room."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from briefing.backends.firm_pen import AXIS, FirmPen
from briefing.typesetting import width_of, wrap

if TYPE_CHECKING:
    from briefing.firm.tradeoff import TradeoffSpec, TradePoint
    from briefing.palette import Theme

HEIGHT = 190.0
NARROW = 480.0
NAME = 132.0
LEADING = 14.0
RADIUS = 6.0
Box = tuple[float, float, float, float]


def draw(
    spec: TradeoffSpec,
    *,
    theme: Theme = "light",
    width: float = 690,
    headed: bool = False,
    high: float = HEIGHT,
) -> str:
    """Draw a trade-off at a width in px; `headed` with title and source around it.

    Parameters
    ----------
    high
        Px of the plot.
    """
    with FirmPen.around(spec, theme=theme, width=width, headed=headed) as pen:
        _Plot(spec, pen, high).draw()
    return pen.svg(spec)


@dataclass
class _Plot:
    """Place points, names and axes."""

    spec: TradeoffSpec
    pen: FirmPen
    high: float
    taken: list[Box] = field(default_factory=list)
    trail: list[tuple[float, float]] = field(default_factory=list)

    def draw(self) -> None:
        pen, spec = self.pen, self.spec
        pen.say(0, pen.y + 12, spec.y.title, fill="muted")
        self.top = pen.y + 26
        self.left = max((width_of(t.label, AXIS) for t in spec.y.ticks), default=0.0) + 10
        self.right = pen.width - (14 if pen.width < NARROW else NAME * 0.8)
        self._axes()
        drawn = [point for point in spec.points if not point.dominated]
        for before, after in pairwise(drawn):
            (x, y), (x2, y2) = self.at(before), self.at(after)
            pen.line(x, y, x2, y2, fill="bar", width=1.2)
            steps = max(2, round(abs(x2 - x) + abs(y2 - y)))
            self.trail += [(x + (x2 - x) * n / steps, y + (y2 - y) * n / steps)
                           for n in range(steps)]  # fmt: skip
        for point in spec.points:
            x, y = self.at(point)
            self.taken.append((x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS))
        for point in spec.points:
            self._point(point)
        self._names()
        self._foot()

    def at(self, point: TradePoint) -> tuple[float, float]:
        x = self.left + (self.right - self.left) * self.spec.x.share(point.cost)
        return x, self.top + self.high * (1 - self.spec.y.share(point.measure))

    def _axes(self) -> None:
        pen, bottom = self.pen, self.top + self.high
        for tick in self.spec.y.ticks:
            y = self.top + self.high * (1 - self.spec.y.share(tick.value))
            pen.line(self.left, y, self.right, y)
            pen.say(self.left - 8, y + 4, tick.label, fill="muted", anchor="end")
        pen.line(self.left, bottom, self.right, bottom, fill="muted")
        last = 0.0
        for tick in self.spec.x.ticks:
            x = self.left + (self.right - self.left) * self.spec.x.share(tick.value)
            half = width_of(tick.label, AXIS) / 2
            if x - half > last + 8 and x + half <= pen.width:
                pen.say(x, bottom + 17, tick.label, fill="muted", anchor="middle")
                last = x + half
        pen.y = pen.lines(self.left, bottom + 34, self.spec.x.title,
                          width=pen.width - self.left, fill="muted") - 8  # fmt: skip

    def _point(self, point: TradePoint) -> None:
        pen, (x, y) = self.pen, self.at(point)
        with pen.marked("point", of=str(point.point), tip=point.text):
            pen.add(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="12" fill="none" pointer-events="all"/>')
            pen.dot(x, y, fill="ink" if point.current else "background", radius=RADIUS)
            if point.dominated:
                pen.line(x - 4, y + 4, x + 4, y - 4, fill="ink", width=1.4)

    def _names(self) -> None:
        """Write the number of each point, with the plants where they change and there is room."""
        before = ""
        for point in self.spec.points:
            fresh = point.label != before and self.pen.width >= NARROW
            lines = wrap(point.label, NAME, AXIS, bold=point.current) if fresh else ()
            if not (lines and self._name(point, (f"{point.numbers}  {lines[0]}", *lines[1:]))):
                self._name(point, (point.numbers,))
            before = point.label

    def _name(self, point: TradePoint, lines: tuple[str, ...]) -> bool:
        """Write words beside a point where they overlap nothing; tell whether there was room."""
        wide = max(width_of(line, AXIS, bold=point.current) for line in lines)
        high = len(lines) * LEADING
        x, y = self.at(point)
        off = RADIUS + 4
        places = (
            (x + off, y - high / 2), (x + off, y + 2), (x + off, y - high - 2),
            (x - wide / 2, y - off - high), (x - wide / 2, y + off),
            (x - off - wide, y - high / 2), (x - off - wide, y - high - 2),
        )  # fmt: skip
        boxes = [(left, top, left + wide, top + high) for left, top in places]
        free = [box for box in boxes if self._free(box)]
        if not free:
            return False
        # Off the segments where that can be had.
        chosen = next((box for box in free if not self._crossed(box)), free[0])
        self.taken.append(chosen)
        for number, line in enumerate(lines):
            self.pen.say(chosen[0], chosen[1] + 11 + number * LEADING, line, bold=point.current,
                         halo=True)  # fmt: skip
        return True

    def _crossed(self, box: Box) -> bool:
        left, top, right, bottom = box
        return any(left < x < right and top < y < bottom for x, y in self.trail)

    def _free(self, box: Box) -> bool:
        left, top, right, bottom = box
        inside = (
            left >= self.left and right <= self.pen.width
            and top >= self.top - 6 and bottom <= self.top + self.high - 1
        )  # fmt: skip
        return inside and not any(
            left < r and right > le and top < b and bottom > t for le, t, r, b in self.taken
        )

    def _foot(self) -> None:
        pen = self.pen
        for label, group in groupby(self.spec.points, key=lambda point: point.label):
            points = list(group)
            first, last = points[0].numbers, points[-1].numbers
            numbers = first if len(points) == 1 else f"{first} … {last}"
            words = f"{numbers}  {label}"
            pen.y = pen.lines(0, pen.y + 13, words, width=pen.width) - 13
        x = 0.0
        pen.y += 20
        for place, words in enumerate(self.spec.legend):
            room = 18 + width_of(words, AXIS) + 14
            if not words:
                continue
            if x and x + room - 14 > pen.width:
                x, pen.y = 0.0, pen.y + 19
            pen.dot(x + 6, pen.y - 4.5, fill="ink" if place == 0 else "background")
            if place == 2:  # noqa: PLR2004 - the last of three signs
                pen.line(x + 2.5, pen.y - 1, x + 9.5, pen.y - 8, fill="ink", width=1.4)
            pen.say(x + 18, pen.y, words)
            x += room
        for words in self.spec.lacking:
            pen.y = pen.lines(0, pen.y + 17, words, width=pen.width, fill="muted") - 15
        pen.y += 4
