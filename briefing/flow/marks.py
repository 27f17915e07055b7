"""Which rows of the tables a mark belongs to, so that selecting one lights the others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import shapely
from shapely.ops import substring

from briefing.flow.spec import Spot, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.flow.spec import Line, Place, Point

LEAST_PX = 0.2


@dataclass(frozen=True)
class Marks:
    """Make strokes and spots that know their rows."""

    places: tuple[Place, ...]
    lines: tuple[Line, ...]

    def place(self, name: str) -> Place:
        """Give the row of a place."""
        return next(place for place in self.places if place.id == name)

    def makers(self, group: str) -> tuple[str, ...]:
        """Name the places of a territory that make goods, in the order of the table."""
        return tuple(p.id for p in self.places if p.kind == "plant" and p.group == group)

    def goods(self, group: str, *heads: str) -> tuple[str, ...]:
        """Name the goods lines of a territory, all or those to some markets."""
        return tuple(
            line.id
            for line in self.lines
            if line.kind == "goods"
            and line.group == group
            and (not heads or line.heads[0] in heads)
        )

    def control(self, *heads: str) -> tuple[str, ...]:
        """Name the control lines to some places."""
        return tuple(
            line.id for line in self.lines if line.kind == "control" and line.heads[0] in heads
        )

    def of_place(self, name: str) -> tuple[str, ...]:
        """Name what lights a place: itself, its lines and their other ends."""
        mine = [line for line in self.lines if name in (*line.tails, *line.heads)]
        ends = [end for line in mine for end in (line.heads if name in line.tails else line.tails)]
        return tuple(dict.fromkeys([name, *(line.id for line in mine), *ends]))

    def stroke(
        self,
        points: Sequence[Point],
        lines: Iterable[str],
        *,
        tails: Sequence[str] = (),
        arrow: bool = False,
        curved: bool = False,
        radius: float = 14,
    ) -> Stroke:
        """Draw a piece of lines; `tails` narrows it to the places it comes from."""
        rows = [line for line in self.lines if line.id in set(lines)]
        ends = [
            end
            for line in rows
            for end in (*(t for t in line.tails if not tails or t in tails), *line.heads)
        ]
        return Stroke(
            of=tuple(dict.fromkeys([*(row.id for row in rows), *ends])),
            kind=rows[0].kind,
            group=rows[0].group,
            points=tuple(points),
            arrow=arrow,
            curved=curved,
            radius=radius,
        )

    def collector(
        self, points: Sequence[Point], tails: Mapping[str, Point], lines: Mapping[str, Point]
    ) -> list[Stroke]:
        """Draw the line on which several places' goods run together, cut where lines join or part.

        `tails` gives where each place joins, `lines` where each line parts. A piece belongs to
        the places and lines between whose points it lies, so that one place lights its own way.
        """
        whole = shapely.LineString(points)
        joins = {name: whole.project(shapely.Point(at)) for name, at in tails.items()}
        parts = {name: whole.project(shapely.Point(at)) for name, at in lines.items()}
        cuts = sorted({round(at, 2) for at in (*joins.values(), *parts.values())})
        made = []
        for start, end in pairwise(cuts):
            middle = (start + end) / 2
            passing = [
                (tail, line)
                for tail, a in joins.items()
                for line, b in parts.items()
                if min(a, b) <= middle <= max(a, b)
            ]
            if passing and end - start > LEAST_PX:
                piece = [(round(x, 1), round(y, 1)) for x, y in substring(whole, start, end).coords]
                used = dict.fromkeys(line for _, line in passing)
                mine = tuple(dict.fromkeys(tail for tail, _ in passing))
                made.append(self.stroke(piece, used, tails=mine))
        return made

    def spot(
        self,
        name: str,
        at: Point,
        *,
        width: float = 0,
        height: float = 0,
        point: Literal["", "left", "right"] = "",
    ) -> Spot:
        """Put the symbol of a place at its centre."""
        row = self.place(name)
        return Spot(
            of=self.of_place(name),
            id=name,
            shape=row.shape,
            group=row.group,
            x=at[0],
            y=at[1],
            width=width,
            height=height,
            point=point,
            title=f"{row.name}: {row.does}",
        )
