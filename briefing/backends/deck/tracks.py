"""SVG path data as polylines and cubic curves with absolute places.

Read after SVG 1.1 (W3C 2011), section 8.3: all commands but the smooth curves S and T, which our
back-ends do not write. Arcs become cubics, a quarter of a circle at most each (section F.6).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from data.errors import RenderProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Points = npt.NDArray[np.float64]
CHUNK = re.compile(r"([A-DF-Za-df-z])([^A-DF-Za-df-z]*)")  # an e is part of a number
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
FINE = 8  # straight pieces that a cubic is cut into where it must be cut


@dataclass(frozen=True, eq=False)
class Track:
    """One line without a break: `points` (n, 2), or a start and three points for each curve."""

    points: Points
    closed: bool
    curved: bool = False

    def placed(self, scale: float, x: float, y: float) -> Track:
        """Give it scaled, then moved."""
        return Track(self.points * scale + (x, y), self.closed, self.curved)

    def straight(self) -> Points:
        """Give it as a polyline: each curve as `FINE` pieces.

        Examples
        --------
        >>> tracks("M0,0q2,0 2,2")[0].straight().shape
        (9, 2)
        """
        if not self.curved:
            return self.points
        t = np.linspace(0, 1, FINE + 1)[1:, None]
        pieces = [self.points[:1]]
        for at in range(0, len(self.points) - 1, 3):
            a, b, c, d = self.points[at : at + 4]
            s = 1 - t
            pieces.append(s**3 * a + 3 * s**2 * t * b + 3 * s * t**2 * c + t**3 * d)
        return np.concatenate(pieces)


@dataclass
class _Pen:
    """Follow path data; straight lines stay a polyline until the first curve."""

    at: Points = field(default_factory=lambda: np.zeros(2))
    start: Points = field(default_factory=lambda: np.zeros(2))
    drawn: list[Points] = field(default_factory=list)
    curved: bool = False
    done: list[Track] = field(default_factory=list)

    def lift(self, *, closed: bool = False) -> None:
        points = np.concatenate(self.drawn) if self.drawn else np.zeros((0, 2))
        if len(points) > 1:
            self.done.append(Track(points, closed, self.curved))
        self.drawn, self.curved = [], False

    def move(self, to: Points) -> None:
        self.lift()
        self.at = self.start = to

    def go(self) -> None:
        if not self.drawn:
            self.drawn = [self.at[None, :]]

    def line(self, points: Points) -> None:
        self.go()
        if self.curved:
            for end in points:
                self.curve(np.array([self.at + (end - self.at) / 3,
                                     end - (end - self.at) / 3, end]))  # fmt: skip
            return
        self.drawn.append(points)
        self.at = points[-1]

    def curve(self, points: Points) -> None:
        self.go()
        if not self.curved:
            line = np.concatenate(self.drawn)
            self.drawn, self.curved, self.at = [line[:1]], True, line[0]
            if len(line) > 1:
                self.line(line[1:])
        self.drawn.append(points)
        self.at = points[-1]

    def close(self) -> None:
        self.lift(closed=True)
        self.at = self.start


def tracks(d: str) -> tuple[Track, ...]:
    """Read path data.

    Raises
    ------
    RenderProblem
        It holds a command that is not read.

    Examples
    --------
    >>> [(t.points.tolist(), t.closed) for t in tracks("M1,1h2v2zM5,5l1,1")]
    [([[1.0, 1.0], [3.0, 1.0], [3.0, 3.0]], True), ([[5.0, 5.0], [6.0, 6.0]], False)]
    """
    pen = _Pen()
    for command, rest in CHUNK.findall(d):
        numbers = np.array(NUMBER.findall(rest), dtype=float)
        step = STEPS.get(command.upper())
        if step is None:
            raise RenderProblem(f"a path holds the command {command!r}", where=d[:60])
        step(pen, numbers, relative=command.islower())
    pen.lift()
    return tuple(pen.done)


def _move(pen: _Pen, numbers: Points, *, relative: bool) -> None:
    pairs = numbers.reshape(-1, 2)
    pen.move(pairs[0] + pen.at if relative else pairs[0])
    if len(pairs) > 1:
        _line(pen, numbers[2:], relative=relative)


def _line(pen: _Pen, numbers: Points, *, relative: bool) -> None:
    pairs = numbers.reshape(-1, 2)
    # Sums of tenths stay tenths: rounding undoes what adding floats brings in.
    pen.line(np.round(np.cumsum(pairs, axis=0) + pen.at, 4) if relative else pairs)


def _across(pen: _Pen, numbers: Points, *, relative: bool) -> None:
    for x in numbers:
        pen.line(np.array([[x + pen.at[0] if relative else x, pen.at[1]]]))


def _down(pen: _Pen, numbers: Points, *, relative: bool) -> None:
    for y in numbers:
        pen.line(np.array([[pen.at[0], y + pen.at[1] if relative else y]]))


def _cubic(pen: _Pen, numbers: Points, *, relative: bool) -> None:
    for three in numbers.reshape(-1, 3, 2):
        pen.curve(three + pen.at if relative else three)


def _quadratic(pen: _Pen, numbers: Points, *, relative: bool) -> None:
    for pair in numbers.reshape(-1, 2, 2):
        a, (b, c) = pen.at, pair + pen.at if relative else pair
        pen.curve(np.array([a + (b - a) * 2 / 3, c + (b - c) * 2 / 3, c]))


def _arc(pen: _Pen, numbers: Points, *, relative: bool) -> None:
    for one in numbers.reshape(-1, 7):
        end = one[5:] + pen.at if relative else one[5:]
        for points in _cubics(pen.at, one[:5].tolist(), end):
            pen.curve(points)


def _close(pen: _Pen, numbers: Points, *, relative: bool) -> None:
    del numbers, relative
    pen.close()


STEPS = {
    "M": _move, "L": _line, "H": _across, "V": _down, "C": _cubic, "Q": _quadratic, "A": _arc,
    "Z": _close,
}  # fmt: skip


def _cubics(start: Points, form: Sequence[float], end: Points) -> Iterator[Points]:
    """Turn an arc into cubics: centre and angles after section F.6.5."""
    rx, ry, tilt, large, sweep = form
    if rx == 0 or ry == 0 or np.array_equal(start, end):
        yield np.array([start, end, end])
        return
    turn = math.radians(tilt)
    axes = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    half = axes @ (start - end) / 2
    grow = max(1.0, float(np.hypot(half[0] / rx, half[1] / ry)))
    radii = np.array([rx, ry]) * grow
    unit = half / radii
    reach = math.sqrt(max(0.0, 1 / float(unit @ unit) - 1)) * (-1 if large == sweep else 1)
    middle = reach * np.array([unit[1], -unit[0]])
    first = math.atan2(*(unit - middle)[::-1])
    whole = (math.atan2(*(-unit - middle)[::-1]) - first) % math.tau
    whole -= 0 if sweep else math.tau
    centre = axes.T @ (middle * radii) + (start + end) / 2
    pieces = max(1, math.ceil(abs(whole) / (math.pi / 2) - 1e-9))
    step = whole / pieces
    pull = 4 / 3 * math.tan(step / 4)
    for k in range(pieces):
        a, b = first + k * step, first + (k + 1) * step
        ends = np.array([[math.cos(a), math.sin(a)], [math.cos(b), math.sin(b)]])
        along = np.array([[-math.sin(a), math.cos(a)], [-math.sin(b), math.cos(b)]]) * pull
        circle = np.array([ends[0] + along[0], ends[1] - along[1], ends[1]])
        points = (circle * radii) @ axes + centre
        if k == pieces - 1:
            points[2] = end
        yield points
