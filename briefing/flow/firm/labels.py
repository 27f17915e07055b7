"""Words of a map: each where there is room, in the sea if possible, crossed by nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely

from briefing.flow.firm.spec import Leader
from briefing.flow.spec import Words
from briefing.typesetting import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.flow.firm.ground import Ground
    from briefing.flow.spec import Point
    from briefing.spec import Box

AIR = 2.0  # px that stay free around words
APART = 4.0  # px more between words side by side
LEADER_FROM = 15.0  # px between symbol and words from which on a line joins them
STEPS = (3.0, 8.0, 16.0, 26.0, 38.0, 52.0, 70.0, 90.0, 115.0)
# Directions in the order of preference: right, left, above, below, then between.
SIDES = (
    (1, 0), (-1, 0), (0, -1), (0, 1), (1, -0.6), (-1, -0.6), (1, 0.6), (-1, 0.6),
    (0.5, -1), (-0.5, -1), (0.5, 1), (-0.5, 1),
    (0.9, -1), (-0.9, -1), (0.9, 1), (-0.9, 1),
)  # fmt: skip
FLUSH = 0.9  # above or below, beginning or ending where the symbol's middle is
ASCENT, LEADING = 0.8, 1.2  # of the size: baseline below the top of a line, and lines apart
SEA_FIRST = 26.0  # px of way that a place wholly in the sea is worth
CROSSING = 60.0  # px of way that a leader goes to cross one thing less
CROWD = 500  # marks
SEEN = 24  # places that are looked at closely


class Asked(NamedTuple):
    """Hold words to be placed beside a point.

    Parameters
    ----------
    of
        Rows that they belong to.
    at, room
        Middle of a symbol and how far it reaches, px.
    lines
        The words.
    bold
        Whether the first line is.
    ghost
        Whether they name the base map.
    far
        Px from the symbol that they may stand at most.
    """

    of: tuple[str, ...]
    at: Point
    room: float
    lines: tuple[str, ...]
    size: float
    bold: bool = True
    ghost: bool = False
    far: float = 90.0


class Spot(NamedTuple):
    """Hold a box for words: left, top, right, bottom in px, and what it costs to stand there."""

    left: float
    top: float
    right: float
    bottom: float
    cost: float


@dataclass
class Labels:
    """Place words in a pane, one after another.

    Parameters
    ----------
    box
        The pane.
    ground
        Its land.
    taken
        What no words may cover.
    """

    box: Box
    ground: Ground
    taken: list[Any]
    words: list[Words] = field(default_factory=list)
    leaders: list[Leader] = field(default_factory=list)
    left_out: int = 0

    def place(self, asked: Asked) -> bool:
        """Place words at the best free spot; tell whether there was one."""
        wide, high = size_of(asked)
        spots = [spot for spot in self._spots(asked, wide, high) if self._inside(spot)]
        free = sorted(self._free(spots), key=lambda spot: spot.cost)
        if not free:
            return False
        tree = shapely.STRtree(self.taken)

        def price(spot: Spot) -> float:
            return spot.cost + CROSSING * self._crossed(tree, asked, spot)

        # The cheapest few are enough: what a leader crosses is slow to look up.
        best = min(free[:SEEN], key=price)
        self._take(asked, best, self._leader(asked, best))
        return True

    def place_some(self, asked: Asked) -> bool:
        """Place as many of the lines as there is room for; tell whether the first was placed."""
        placed = any(
            self.place(asked._replace(lines=asked.lines[:count]))
            for count in range(len(asked.lines), 0, -1)
        )
        self.left_out += not placed
        return placed

    def _crossed(self, tree: Any, asked: Asked, spot: Spot) -> int:  # noqa: ANN401
        """Count what a leader would cross on its way to its symbol."""
        leader = self._leader(asked, spot)
        if leader is None:
            return 0
        line = shapely.LineString(leader.points)
        line = line.difference(shapely.Point(asked.at).buffer(asked.room + 4))
        return len(tree.query(line, predicate="intersects"))

    def fix(self, asked: Asked, left: float, top: float) -> bool:
        """Place words at a given spot if it is free; tell whether it was."""
        wide, high = size_of(asked)
        spot = Spot(left, top, left + wide, top + high, 0.0)
        if not self._inside(spot) or not self._free([spot]):
            return False
        self._take(asked, spot, None)
        return True

    def _spots(self, asked: Asked, wide: float, high: float) -> list[Spot]:
        x, y = asked.at
        made = []
        # Among very many marks fewer places are looked at: it is as hard to find one, and slower.
        for step in STEPS[::2] if len(self.taken) > CROWD else STEPS:
            if step > asked.far:
                break
            for rank, (dx, dy) in enumerate(SIDES):
                if step == STEPS[0] and abs(dx) == 0.5:  # noqa: PLR2004 - no slant so near
                    continue
                reach = asked.room + step
                along = 0.0 if abs(dx) == FLUSH else dx * reach
                cx = x + along + math.copysign(wide / 2, dx) * (abs(dx) >= FLUSH)
                cy = y + dy * reach + math.copysign(high / 2, dy) * (abs(dx) != 1)
                left, top = cx - wide / 2, cy - high / 2
                land = self.ground.land_share(left, top, left + wide, top + high)
                cost = step + 0.7 * rank + SEA_FIRST * land
                made.append(Spot(left, top, left + wide, top + high, cost))
        return made

    def _inside(self, spot: Spot) -> bool:
        box = self.box
        return (
            spot.left >= box.x + 4
            and spot.top >= box.y + 4
            and spot.right <= box.x + box.width - 4
            and spot.bottom <= box.y + box.height - 4
        )

    def _free(self, spots: Sequence[Spot]) -> list[Spot]:
        if not spots:
            return []
        shapes = shapely.box(
            *zip(*((s.left - AIR, s.top - AIR, s.right + AIR, s.bottom + AIR) for s in spots),
                 strict=True)
        )  # fmt: skip
        hit, _ = shapely.STRtree(self.taken).query(shapes, predicate="intersects")
        covered = set(hit.tolist())
        return [spot for number, spot in enumerate(spots) if number not in covered]

    def _leader(self, asked: Asked, spot: Spot) -> Leader | None:
        """Draw a line to words that had to stand off."""
        x, y = asked.at
        near = (min(max(x, spot.left - 2), spot.right + 2), min(max(y, spot.top), spot.bottom))
        away = math.dist(near, (x, y))
        if away - asked.room < LEADER_FROM or not asked.room or asked.ghost:
            return None
        t = asked.room / away
        foot = (round(x + (near[0] - x) * t, 1), round(y + (near[1] - y) * t, 1))
        return Leader(of=asked.of, points=((round(near[0], 1), round(near[1], 1)), foot))

    def _take(self, asked: Asked, spot: Spot, leader: Leader | None) -> None:
        x = asked.at[0]
        anchor = "start" if spot.left > x else "end" if spot.right < x else "middle"
        at = {"start": spot.left, "end": spot.right, "middle": (spot.left + spot.right) / 2}
        self.words.append(
            Words(
                of=asked.of,
                x=round(at[anchor], 1),
                y=round(spot.top + asked.size * ASCENT + 1, 1),
                lines=asked.lines,
                anchor=anchor,
                size=asked.size,
                leading=round(asked.size * LEADING, 1),
                bold=asked.bold,
                ghost=asked.ghost,
            )
        )
        self.taken.append(shapely.box(spot.left - APART, spot.top, spot.right + APART, spot.bottom))
        if leader:
            self.leaders.append(leader)
            self.taken.append(shapely.LineString(leader.points))


def size_of(asked: Asked) -> tuple[float, float]:
    """Give width and height, px, of a block of words."""
    widths = [
        width_of(line, asked.size, bold=asked.bold and i == 0) for i, line in enumerate(asked.lines)
    ]
    return max(widths), asked.size * (1.05 + LEADING * (len(asked.lines) - 1))


def area_of(words: Words) -> object:
    """Give the area that placed words cover."""
    asked = Asked(words.of, (0, 0), 0, words.lines, words.size, words.bold)
    wide, _ = size_of(asked)
    left = {"start": words.x, "middle": words.x - wide / 2, "end": words.x - wide}[words.anchor]
    top = words.y - words.size * ASCENT - 1
    high = words.size * 1.05 + words.leading * (len(words.lines) - 1)
    return shapely.box(left, top, left + wide, top + high)
