"""Draw the strip of weeks: bars, a diamond where a place restarts, a tick for today's plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.backends.firm_pen import AXIS, DASH, FirmPen
from briefing.typesetting import width_of, wrap

if TYPE_CHECKING:
    from briefing.firm.weeks import WeeksRow, WeeksSpec
    from briefing.palette import Theme

PITCH, THICK = 24.0, 14.0
LEADING = 14.0
LABEL_SHARE = 0.34
POINT = 7.0


def draw(
    spec: WeeksSpec, *, theme: Theme = "light", width: float = 690, headed: bool = False
) -> str:
    """Draw the strip at a width in px; `headed` with title and source around it."""
    with FirmPen.around(spec, theme=theme, width=width, headed=headed) as pen:
        _Strip(spec, pen).draw()
    return pen.svg(spec)


class _Strip:
    """Place rows, axis and legend."""

    def __init__(self, spec: WeeksSpec, pen: FirmPen) -> None:
        self.spec, self.pen = spec, pen
        widest = max(width_of(r.label, AXIS + 0.5, bold=r.kind == "region") for r in spec.rows)
        self.left = min(widest, LABEL_SHARE * pen.width) + 10
        room = max(width_of(f"! {row.text}", AXIS + 0.5, bold=True) for row in spec.rows)
        self.right = pen.width - min(room, 0.36 * pen.width) - POINT - 6
        self.numbers = pen.width - self.right - POINT - 4

    def x(self, weeks: float) -> float:
        return self.left + (self.right - self.left) * self.spec.axis.share(weeks)

    def draw(self) -> None:
        pen, top = self.pen, self.pen.y + 20
        for tick in self.spec.axis.ticks:
            pen.say(self.x(tick.value), pen.y + 12, tick.label, fill="muted", anchor="middle")
        pen.y = top
        heights = [self.height(row) for row in self.spec.rows]
        for tick in self.spec.axis.ticks:
            at = self.x(tick.value)
            pen.line(at, top, at, top + sum(heights) + 2)
        before = None
        for row, height in zip(self.spec.rows, heights, strict=True):
            if before is not None and before.kind != row.kind:
                pen.line(0, pen.y, pen.width, pen.y, fill="muted")
            self._row(row, height)
            pen.y += height
            before = row
        self._legend()

    def height(self, row: WeeksRow) -> float:
        lines = max(len(self.label(row)), len(self.told(row)))
        return max(PITCH, lines * LEADING + 6)

    def label(self, row: WeeksRow) -> tuple[str, ...]:
        return wrap(row.label, self.left - 8, AXIS + 0.5, bold=row.kind == "region")

    def told(self, row: WeeksRow) -> tuple[str, ...]:
        words = f"! {row.text}" if row.short else row.text
        return wrap(words, self.numbers, AXIS + 0.5, bold=bool(row.short))

    def _row(self, row: WeeksRow, height: float) -> None:
        pen, y = self.pen, self.pen.y + (height - THICK) / 2
        with pen.marked("place", of=row.place, tip=row.tip):
            pen.add(
                f'<rect x="0" y="{pen.y:.1f}" width="{pen.width:g}" height="{height:.1f}" '
                'fill="none" pointer-events="all"/>'
            )
            self._words(self.label(row), 0, height, bold=row.kind == "region")
            self._bar(row, y)
            if row.today is not None and row.today <= self.spec.axis.high:
                at = self.x(row.today)
                for colour, thick, dash in (("background", 4.0, ""), ("ink", 1.8, DASH)):
                    pen.line(at, y - 2, at, y + THICK + 2, fill=colour, width=thick, dash=dash)
            if row.restart is not None:
                pen.diamond(self.x(row.restart), y + THICK / 2)
            self._words(self.told(row), pen.width, height, bold=bool(row.short),
                        fill="alert" if row.short else "ink")  # fmt: skip

    def _bar(self, row: WeeksRow, y: float) -> None:
        pen, high = self.pen, self.spec.axis.high
        beyond = row.longer or row.weeks > high
        fill = "alert" if row.short else "rest"
        end = self.right if beyond else self.x(row.weeks)
        pen.bar(self.left, y, max(1.0, end - self.left), THICK, fill=fill)
        if beyond:
            half = THICK / 2
            d = f"M{end:.1f},{y:.1f}l{POINT:.1f},{half:.1f}l-{POINT:.1f},{half:.1f}z"
            pen.path(d, fill=pen.colour(fill))

    def _words(
        self, lines: tuple[str, ...], x: float, height: float, *, bold: bool, fill: str = "ink"
    ) -> None:
        first = self.pen.y + (height - len(lines) * LEADING) / 2 + 11
        for number, line in enumerate(lines):
            self.pen.say(x, first + number * LEADING, line, size=AXIS + 0.5, bold=bold, fill=fill,
                         anchor="end" if x else "start")  # fmt: skip

    def _legend(self) -> None:
        pen, x = self.pen, 0.0
        pen.y += 20
        for place, words in enumerate(self.spec.legend):
            room = 20 + width_of(words, AXIS) + 14
            if not words:
                continue
            if x and x + room - 14 > pen.width:
                x, pen.y = 0.0, pen.y + 19
            self._sign(place, x + 7)
            pen.say(x + 20, pen.y, words)
            x += room
        pen.y += 4

    def _sign(self, place: int, x: float) -> None:
        pen = self.pen
        if place == 0:
            pen.diamond(x, pen.y - 4.5)
        elif place == 1:
            pen.line(x, pen.y - 12, x, pen.y + 3, fill="ink", width=1.8, dash=DASH)
        else:
            pen.bar(x - 7, pen.y - 11, 14, 13, fill="alert")
