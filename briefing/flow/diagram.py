"""Lay out a supply network in columns: headquarters, suppliers, production, ports, markets.

Columns run in the order of the kinds, rows in the order of the table (geography, then what is far).
A column has at most `MOST` rows; the places beyond stand together as "others". Places of one
territory that all serve the same places share one collector line, from which a single line runs to
each of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.flow.spec import FlowLayout, Pane, Point, Spot, Stroke, Words
from briefing.pairing import BAR, Both
from briefing.spec import Box
from briefing.tongue import JOINT
from briefing.typesetting import wrap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.flow.base import FlowBase
    from briefing.flow.marks import Marks
    from briefing.flow.spec import Line, Place

MOST = 12
KINDS = ("hq", "supplier", "plant", "depot", "port", "market")


def columns(places: Sequence[Place], *, most: int = MOST) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Give, for each kind that occurs, its rows in order; a row is one id or those of "others".

    Raises
    ------
    ValueError
        `most` is less than 2: a caller's mistake.

    Examples
    --------
    >>> columns([])
    {}
    """
    if most < 2:  # noqa: PLR2004 - one place and the others
        raise ValueError("a column has at least 2 rows")
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for kind in KINDS:
        ids = [place.id for place in places if place.kind == kind]
        single = ids if len(ids) <= most else ids[: most - 1]
        rest = tuple(ids[len(single) :])
        rows = tuple((name,) for name in single)
        if rows:
            found[kind] = (*rows, rest) if rest else rows
    return found


@dataclass(frozen=True, kw_only=True)
class _Size:
    """Fix the measures of a diagram in px."""

    width: float
    height: float
    head: float
    left: float
    right: float
    size: float
    compact: bool
    lead: float = 14.0
    apart: float = 0.7
    foot: float = 4.0
    told: bool = True


LOW = 330.0  # px below which what is said of territories stands in the words beside
WIDE = _Size(width=936, height=504, head=30, left=226, right=790, size=13, compact=False)
PHONE = _Size(width=358, height=470, head=26, left=46, right=244, size=12, compact=True)


def wide_diagram(marks: Marks, lang: str) -> FlowLayout:
    """Lay out the diagram 936 px wide."""
    pane = _Diagram(marks, lang, WIDE, top=54).pane()
    return FlowLayout(width=WIDE.width, height=54 + WIDE.height + 64, panes=(pane,))


def phone_diagram(marks: Marks, lang: str) -> FlowLayout:
    """Lay out the diagram 358 px wide."""
    pane = _Diagram(marks, lang, PHONE, top=0).pane()
    return FlowLayout(width=PHONE.width, height=PHONE.height, panes=(pane,))


def sized_diagram(marks: Marks, base: FlowBase, lang: str, size: tuple[float, float]) -> FlowLayout:
    """Lay out the diagram for a room, width and height in px; it has no land below it."""
    del base
    width, height = size
    left, right = round(max(0.2415 * width, 186.0)), round(min(0.845 * width, width - 128))
    low = height < LOW
    frame = replace(
        WIDE, width=width, height=height, head=24, left=left, right=right, size=12.5,
        lead=12.0 if low else 22.0, apart=0.7 if low else 1.35, foot=12.0, told=not low,
    )  # fmt: skip
    pane = _Diagram(marks, lang, frame, top=0).pane()
    return FlowLayout(width=width, height=height, panes=(pane,))


@dataclass(frozen=True)
class _Diagram:
    """Place columns, rows, collectors and lines."""

    marks: Marks
    lang: str
    size: _Size
    top: float

    def pane(self) -> Pane:
        rule = self.top + self.size.head
        return Pane(
            box=Box(x=0, y=self.top, width=self.size.width, height=self.size.height),
            strokes=(*self.control(), *self.goods()),
            spots=tuple(self.spots()),
            words=(*self.heads(), *self.names()),
            rules=(((0, rule), (self.size.width, rule)),),
        )

    # -- places -----------------------------------------------------------------------------

    @property
    def columns(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        return columns(self.marks.places)

    @property
    def at(self) -> Mapping[str, Point]:
        """Give where each place stands; the members of "others" stand at one spot."""
        found: dict[str, Point] = {}
        for kind, x in self._xs().items():
            rows = self.columns[kind]
            for row, y in zip(rows, self._ys(kind, rows), strict=True):
                found |= dict.fromkeys(row, (round(x, 1), y))
        return found

    def _xs(self) -> dict[str, float]:
        """Spread the columns; a narrow picture has its headquarters on top of the first."""
        kinds = [k for k in self.columns if k != "hq" or not self.size.compact]
        step = (self.size.right - self.size.left) / max(len(kinds) - 1, 1)
        # Names stand right of the symbols of production: move them left to make room.
        shift = {"plant": 0.0 if self.size.compact else -90.0}
        xs = {k: self.size.left + i * step + shift.get(k, 0) for i, k in enumerate(kinds)}
        return xs if "hq" in xs or "hq" not in self.columns else {"hq": 14.0, **xs}

    def _ys(self, kind: str, rows: Sequence[tuple[str, ...]]) -> list[float]:
        """Spread rows evenly, with a wider step where the territory changes."""
        start = self.top + self.size.head + self.size.lead
        end = self.top + self.size.height - self.size.foot
        if self.size.compact and kind == "hq":
            return [round(start + 6 + 34 * index, 1) for index in range(len(rows))]
        if self.size.compact:
            start += 30 * len(self.columns.get("hq", ()))
        groups = [self.marks.place(row[0]).group for row in rows]
        wider = self.size.apart
        if JOINT in self.lang and self.size.told:  # the territory is introduced in two languages
            wider = max(1.3, wider)
        extra = wider if kind == "plant" else 0.0
        steps = [1 + extra * (a != b) for a, b in pairwise(groups)]
        unit = (end - start) / (sum(steps) + 1)
        ys = [start + unit / 2]
        for step in steps:
            ys.append(ys[-1] + step * unit)
        return [round(y, 1) for y in ys]

    def spots(self) -> list[Spot]:
        made = []
        for rows in self.columns.values():
            for row in rows:
                spot = self.marks.spot(row[0], self.at[row[0]])
                if spot.shape == "market":
                    high = min(34.0, self.size.height / (len(rows) + 1) - 8)
                    spot = spot.model_copy(update={"width": 14.0, "height": round(high, 1)})
                made.append(_shared(spot, self.marks, row))
        return made

    # -- lines ------------------------------------------------------------------------------

    def control(self) -> list[Stroke]:
        made = []
        for line in self._lines("control"):
            (x0, y0), (x1, y1) = self.at[line.tails[0]], self.at[line.heads[0]]
            points = (
                [(x0, y0), (x0, y1), (x1, y1)] if self.size.compact else _bow((x0, y0), (x1, y1))
            )
            made.append(
                self.marks.stroke(points, [line.id], curved=not self.size.compact, radius=8)
            )
        return made

    def goods(self) -> list[Stroke]:
        made: list[Stroke] = []
        groups = dict.fromkeys((line.group, line.tails) for line in self._lines("goods"))
        for order, (group, tails) in enumerate(groups):
            lines = [
                line for line in self._lines("goods") if (line.group, line.tails) == (group, tails)
            ]
            made += self._bundle(tails, lines, order, len(groups))
        return made

    def _bundle(
        self, tails: tuple[str, ...], lines: Sequence[Line], order: int, bundles: int
    ) -> list[Stroke]:
        """Draw spurs to a collector, and from it a line to each head."""
        ids = [line.id for line in lines]
        heads = [line.heads[0] for line in lines]
        x = self.collector_x(tails)
        ys = [self.at[tail][1] for tail in tails]
        made: list[Stroke] = []
        parts: dict[str, Point] = {}
        middle, gap = (min(ys) + max(ys)) / 2, 9.0
        for rank, (line, head) in enumerate(zip(lines, heads, strict=True)):
            hx, hy = self.at[head]
            start = (x, round(middle + (rank - (len(lines) - 1) / 2) * gap, 1))
            parts[line.id] = start
            end = (hx - 9, round(hy + (order - (bundles - 1) / 2) * 12, 1))
            made.append(self.marks.stroke(_bow(start, end), [line.id], arrow=True, curved=True))
        reach = (len(lines) - 1) / 2 * gap
        top, bottom = min(*ys, middle - reach), max(*ys, middle + reach)
        spurs = [self.marks.stroke([self.at[t], (x, self.at[t][1])], ids, tails=[t]) for t in tails]
        joins = {tail: (x, self.at[tail][1]) for tail in tails}
        bar = self.marks.collector([(x, top), (x, bottom)], joins, parts)
        return [*made, *spurs, *bar]

    def collector_x(self, tails: Sequence[str]) -> float:
        return round(self.at[tails[0]][0] + (116 if self.size.compact else 150), 1)

    def _lines(self, kind: str) -> list[Line]:
        return [line for line in self.marks.lines if line.kind == kind]

    # -- words ------------------------------------------------------------------------------

    def heads(self) -> list[Words]:
        made: list[Words] = []
        for kind, rows in self.columns.items():
            x = self.at[rows[0][0]][0] - 7
            if kind == "hq":
                x = 0
            if kind == "plant" and self.size.compact:
                x = 0
                made = []
            made.append(
                Words(
                    x=x,
                    y=self.top + self.size.head - 10,
                    lines=(text(f"supply.column.{kind}", self.lang),),
                    size=self.size.size + 1,
                    bold=True,
                )
            )
        return made

    def names(self) -> list[Words]:
        made = [self._name(kind, row) for kind, rows in self.columns.items() for row in rows]
        return made if self.size.compact else [*made, *self.notes()]

    def _name(self, kind: str, row: tuple[str, ...]) -> Words:
        x, y = self.at[row[0]]
        name = self.marks.place(row[0]).name
        if len(row) > 1:
            name = text("supply.other", self.lang, count=len(row))
        of = tuple(dict.fromkeys(i for member in row for i in self.marks.of_place(member)))
        start = x + (14 if self.marks.place(row[0]).shape == "plants" else 11)
        lines = self._above_spur(kind, row, name, start)
        top = y - 6 - 16 * (len(lines) - 1)
        place: dict[str, object] = {"x": start, "y": top, "anchor": "start", "lines": lines}
        if kind == "market":
            lines = wrap(name, self.size.width - x - 14, self.size.size, bold=True)
            place = {
                "x": x + 14, "y": y + 4.5 - 8 * (len(lines) - 1), "anchor": "start", "lines": lines,
            }  # fmt: skip
        elif kind == "hq":
            place = {"x": x - 18, "y": y - 4, "anchor": "end", "lines": (name,)}
            if self.size.compact:
                role = text("supply.role.hq", self.lang)
                place = {"x": x + 14, "y": y + 1, "anchor": "start", "lines": (name, role)}
        return Words.model_validate({"of": of, "size": self.size.size, "bold": True, **place})

    def _above_spur(self, kind: str, row: tuple[str, ...], name: str, x: float) -> tuple[str, ...]:
        """Break a name that would reach past the collector, where lines fan out."""
        if kind != "plant" or self.size.compact:
            return (name,)
        return wrap(name, self.collector_x(row) - x - 4, self.size.size, bold=True)

    def notes(self) -> list[Words]:
        """Say what the study says of the headquarters, and of each territory's collector."""
        made = []
        for (name,) in (row for row in self.columns.get("hq", ()) if len(row) == 1):
            x, y = self.at[name]
            told = text(f"supply.diagram.{name}", self.lang)
            parts = tuple(line for part in _each(told) for line in part.split(BAR))
            lines = tuple(line for part in parts for line in wrap(part, x - 18, 12))
            of = self.marks.of_place(name)
            made.append(Words(of=of, x=x - 18, y=y + 13, anchor="end", lines=lines, size=12))
        makers = {self.marks.place(row[0]).group: row[0] for row in reversed(self.columns["plant"])}
        for group, first in makers.items() if self.size.told else ():
            x, y = self.at[first]
            # Beside the first rows nothing runs; further down lines fan out beyond the collector.
            room = 520 if y == min(y for _, y in self.at.values()) else 158
            lines = wrap(text(f"supply.diagram.{group}", self.lang), room, 12)
            above = self._above_spur("plant", (first,), self.marks.place(first).name, x + 14)
            top = y - 26 - 15 * (len(lines) - 1) - 16 * (len(above) - 1)
            made.append(Words(x=x - 7, y=top, lines=lines, size=12, leading=15, ghost=True))
        return made


def _each(told: str) -> tuple[str, ...]:
    """Give a text in each of its languages: lists of lines stand one below the other."""
    return tuple(told.said.values()) if isinstance(told, Both) else (told,)


def _bow(start: Point, end: Point) -> list[Point]:
    """Give an S-curve's corners: level at both ends."""
    middle = round((start[0] + end[0]) / 2, 1)
    return [start, (middle, start[1]), (middle, end[1]), end]


def _shared(spot: Spot, marks: Marks, row: tuple[str, ...]) -> Spot:
    of = tuple(dict.fromkeys(i for member in row for i in marks.of_place(member)))
    return spot.model_copy(update={"of": of})
