"""Draw plans over the range of a number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.backends.firm_pen import AXIS, DASH, FirmPen
from briefing.backends.svg_elements import px
from briefing.typesetting import width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.firm.breakeven import BreakevenSpec, Mark, PlanLine, Point
    from briefing.palette import Theme

HEIGHT = 170.0
NARROW = 480.0
LABELS = 168.0  # px of the column of plans to the right
LEADING = 14.5
LEAST = 130.0  # px to the right of a mark that its words need; else they end at its line
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def draw(
    spec: BreakevenSpec,
    *,
    theme: Theme = "light",
    width: float = 690,
    headed: bool = False,
    high: float = HEIGHT,
) -> str:
    """Draw a break-even figure at a width in px; `headed` with title and source around it.

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
    """Place lines, marks and names."""

    spec: BreakevenSpec
    pen: FirmPen
    high: float
    top: float = 0.0
    left: float = 0.0
    right: float = 0.0
    heads: list[tuple[Mark, tuple[str, ...], float]] = field(default_factory=list)

    def draw(self) -> None:
        pen, spec = self.pen, self.spec
        ticks = [width_of(tick.label, AXIS) for tick in spec.y.ticks]
        self.left = max(ticks, default=0.0) + 8
        self.right = pen.width - (20 if self.narrow else LABELS)
        self._heads()
        bottom = self.top + self.high
        for tick in spec.y.ticks:
            pen.line(self.left, self.y(tick.value), self.right, self.y(tick.value))
            pen.say(self.left - 8, self.y(tick.value) + 4, tick.label, fill="muted", anchor="end")
        self._marks(bottom)
        for line in spec.lines:
            self._line(line)
        self._names()
        self._axis(bottom)

    @property
    def narrow(self) -> bool:
        """Tell whether plans are named below the plot, by letters."""
        return self.pen.width < NARROW

    def x(self, value: float) -> float:
        return self.left + (self.right - self.left) * self.spec.x.share(value)

    def y(self, cost: float) -> float:
        return self.top + self.high * (1 - self.spec.y.share(cost))

    # -- marks --------------------------------------------------------------------------------

    def _heads(self) -> None:
        """Stack the words of the marks above the plot, one below the other."""
        y = self.pen.y + 12
        for mark in self.spec.marks:
            room = self.pen.width - self.x(mark.value)
            room = room if room >= LEAST else self.pen.width
            lines = wrap(mark.text, room, AXIS, bold=mark.kind != "today")
            self.heads.append((mark, lines, y))
            y += len(lines) * LEADING + 1
        self.top = y - 2

    def _marks(self, bottom: float) -> None:
        for mark, lines, y in self.heads:
            with self.pen.marked(
                f"turn {mark.kind}", of=f"{mark.kind}-{mark.value:g}", tip=" ".join(lines),
                pick=False,
            ):  # fmt: skip
                self._mark(mark, lines, y, bottom)

    def _mark(self, mark: Mark, lines: Sequence[str], y: float, bottom: float) -> None:
        pen, at, bold = self.pen, self.x(mark.value), mark.kind != "today"
        from_ = y + (len(lines) - 1) * LEADING + 4
        if not mark.exact:
            low, high = self.x(mark.low), self.x(mark.high)
            pen.bar(low, from_, max(2.0, high - low), bottom - from_, fill="soft", stroke="muted")
        else:
            dash, thick = {"turn": (DASH, 1.2), "today": ("1 3", 1.4), "set": ("", 1.4)}[mark.kind]
            pen.line(at, from_, at, bottom, fill="ink", width=thick, dash=dash)
        wide = max(width_of(line, AXIS, bold=bold) for line in lines)
        x = min(max(at - 2, 0.0), pen.width - wide)
        for number, line in enumerate(lines):
            pen.say(x, y + number * LEADING, line, bold=bold, fill="ink" if bold else "muted",
                    halo=True)  # fmt: skip

    # -- plans --------------------------------------------------------------------------------

    def _line(self, line: PlanLine) -> None:
        pen = self.pen
        with pen.marked("plan", of=line.id, tip=line.text, pick=False):
            self._poly(line.points, width=1.1, fill="muted", dash="" if line.known else DASH)
            for piece in line.best:
                self._poly(piece, width=3.2, fill="ink")
            for value, cost in () if line.known else line.points:
                pen.dot(self.x(value), self.y(cost), fill="ink", radius=2.2)

    def _poly(self, points: Sequence[Point], *, width: float, fill: str, dash: str = "") -> None:
        d = "L".join(f"{px(self.x(value))},{px(self.y(cost))}" for value, cost in points)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.pen.add(
            f'<path d="M{d}" fill="none" stroke="{self.pen.colour(fill)}" '
            f'stroke-width="{width:g}" stroke-linejoin="round"{dashed}/>'
        )

    def _names(self) -> None:
        """Name each line at its right end, none over another."""
        lines = sorted(self.spec.lines, key=lambda line: -line.points[-1][1])
        texts = [
            (LETTERS[n % 26],) if self.narrow else wrap(line.label, LABELS - 12, AXIS)
            for n, line in enumerate(lines)
        ]
        wanted = [self.y(line.points[-1][1]) + 4 for line in lines]
        places = _spread(wanted, [len(text) * LEADING + 2 for text in texts], self.top)
        for line, text, y, at in zip(lines, texts, places, wanted, strict=True):
            end = self.x(line.points[-1][0])
            bold = line.current
            if abs(y - at) > 3:  # noqa: PLR2004 - px
                self.pen.line(end, at - 4, self.right + 7, y - 4)
            for number, words in enumerate(text):
                self.pen.say(self.right + 9, y + number * LEADING, words, bold=bold)
        if self.narrow:
            self.named = list(zip(texts, lines, strict=True))

    def _axis(self, bottom: float) -> None:
        pen, spec = self.pen, self.spec
        pen.line(self.left, bottom, self.right, bottom, fill="ink", width=1.5)
        last = -1.0
        for tick in spec.x.ticks:
            at, half = self.x(tick.value), width_of(tick.label, AXIS) / 2
            pen.line(at, bottom, at, bottom + 5, fill="ink")
            if at - half > last + 6 and at + half <= pen.width:
                pen.say(at, bottom + 18, tick.label, fill="muted", anchor="middle")
                last = at + half
        for mark in spec.marks:
            if mark.kind == "set":
                pen.dot(self.x(mark.value), bottom, radius=6.5)
        pen.y = pen.lines(self.left, bottom + 36, spec.x.title, width=pen.width - self.left,
                          fill="muted") - 8  # fmt: skip
        for (letter,), line in getattr(self, "named", ()):
            pen.say(0, pen.y + 12, letter, bold=True)
            pen.y = pen.lines(18, pen.y + 12, line.label, width=pen.width - 18) - 12


def _spread(wanted: Sequence[float], heights: Sequence[float], top: float) -> list[float]:
    """Move labels, sorted from above to below, so that none overlaps the one above it."""
    places, least = [], top + 4
    for want, height in zip(wanted, heights, strict=True):
        least = max(want, least)
        places.append(least)
        least += height
    return places
