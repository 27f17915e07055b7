"""Lay out the flow map of the study's network, for a wide and for a narrow picture.

Goods lines of one territory run together and part for their markets; lines of one corridor keep
their order side by side; far markets are badges at the edge; Hong Kong and Guangdong are drawn
once more in an inset. A name stands on its own line, in the sea where there is room. The paths
show who is linked, not a route.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import shapely

from briefing.catalogue import text
from briefing.flow.base import layers
from briefing.flow.plane import Plane, beside
from briefing.flow.spec import Pane, Point, Spot, Stroke, Words
from briefing.flow.words import MANY
from briefing.spec import Box, ScaleBar
from briefing.typesetting import width_of

if TYPE_CHECKING:
    from briefing.flow.base import FlowBase
    from briefing.flow.marks import Marks

MAINLAND, SEA = "mainland", "south_east_asia"
# Where places stand, degrees: inside the province; for several places, at no exact spot.
AT = {
    "HQ": (114.17, 22.3),
    "GD": (113.3, 23.7),
    "FJ": (118.0, 26.1),
    "ZJ": (120.0, 28.9),
    "SH": (121.4, 31.1),
    "JS": (119.6, 32.6),
    "CN-26": (111.6, 34.2),
    "SEA": (106.2, 6.6),
}
# Badges of far markets point off the picture.
POINTS: dict[str, Literal["left", "right"]] = {"M-EU": "left", "M-US": "right"}
FAR = 16.0  # km in a px from which symbols stand close together
GAP = 8.0  # px between lines of one corridor


def sketch(
    marks: Marks,
    base: FlowBase,
    at: tuple[Plane, Box],
    lang: str,
    *,
    compact: bool,
    alone: bool = False,
) -> Pane:
    """Draw the network in one window.

    Parameters
    ----------
    at
        How the window lies on the earth, and on the picture.
    compact
        Whether it is too small for names of provinces.
    alone
        Whether no inset shows Hong Kong and Guangdong larger.
    """
    plane, box = at
    return _Sketch(marks, plane, box, lang, compact=compact, alone=alone).pane(base)


@dataclass(frozen=True)
class _Sketch:
    """Draw the network in one window."""

    marks: Marks
    plane: Plane
    box: Box
    lang: str
    compact: bool
    alone: bool = False  # without an inset of Hong Kong and Guangdong

    def pane(self, base: FlowBase) -> Pane:
        km = 500
        wide = width_of(text("supply.map.scale", self.lang, km=km), 11.5) + 12
        bar = ScaleBar(
            x=self.box.x + (self.box.width - max(62, wide) if self.compact else 16),
            y=self.box.y + self.box.height - 14,
            length=round(km / self.plane.km_per_px, 1),
            label=text("supply.map.scale", self.lang, km=km),
        )
        return Pane(
            box=self.box,
            layers=layers(base.foreign, base.provinces, base.dash, self.plane, self.box),
            strokes=self.strokes(),
            spots=self.spots(),
            words=self.words(),
            frames=() if self.compact or self.alone else (self.delta_box,),
            scale_bar=bar,
        )

    # -- places -----------------------------------------------------------------------------

    def at(self, *place: float) -> Point:
        return self.plane.at(place[0], place[1])

    def spot_at(self, name: str) -> Point:
        return self.at(*AT[name])

    @property
    def gap(self) -> float:
        return 6.0 if self.compact else GAP

    @property
    def west(self) -> float:
        """Give the longitude of the Mainland's badge, clear of the symbols when they are near."""
        return 100.6 if not self.compact else 101.2 if self.plane.km_per_px < FAR else 97.0

    @property
    def gulf(self) -> float:
        """Give the longitude where lines to the Mainland's market turn north."""
        return 103.4 if self.compact else 108.8

    @property
    def delta_box(self) -> Box:
        left, top = self.at(112.35, 24.5)
        right, bottom = self.at(115.2, 21.7)
        return Box(x=left, y=top, width=round(right - left, 1), height=round(bottom - top, 1))

    @property
    def hong_kong(self) -> Point:
        """Give where goods for Hong Kong enter: the lower edge of the inset's window."""
        if self.compact or self.alone:
            x, y = self.spot_at("HQ")
            return (x, y + 9)
        return (self.spot_at("HQ")[0], self.delta_box.y + self.delta_box.height)

    def badge(self, name: str) -> Box:
        """Give the badge of a market."""
        size = 12 if self.compact else 13
        width = width_of(self.marks.place(name).name, size, bold=True) + (
            14 if self.compact else 20
        )
        height = 24 if self.compact else 28
        edge = 9 if name in {"M-EU", "M-US"} else 0
        width += edge
        x, y = {
            "M-CN": self.at(self.west, 30.4),
            "M-SEA": self.at(118.4 if self.compact else 115.4, 6.6),
            "M-EU": (self.box.x + 8 + width / 2, self.at(100, 8.4 if self.compact else 5.4)[1]),
            "M-US": (self.box.x + self.box.width - 8 - width / 2, self.at(112, 25.2)[1]),
        }[name]
        return Box(
            x=round(x - width / 2, 1), y=round(y - height / 2, 1), width=width, height=height
        )

    def spots(self) -> tuple[Spot, ...]:
        made = [self.marks.spot(name, self.spot_at(name)) for name in AT]
        for name in ("M-CN", "M-SEA", "M-EU", "M-US"):
            box = self.badge(name)
            made.append(
                self.marks.spot(
                    name,
                    (box.x + box.width / 2, box.y + box.height / 2),
                    width=box.width,
                    height=box.height,
                    point=POINTS.get(name, ""),
                )
            )
        return tuple(made)

    # -- lines ------------------------------------------------------------------------------

    def strokes(self) -> tuple[Stroke, ...]:
        return (*self.control(), *self.south_east_asia(), *self.mainland())

    def control(self) -> list[Stroke]:
        """Draw dashed links that leave Hong Kong in the order in which they arrive."""
        via = {
            "CN-26": [(112.6, 29.0)],
            "JS": [(115.2, 28.0)],
            "SH": [(116.3, 28.6)],
            "ZJ": [(116.5, 26.4)],
            "FJ": [(116.0, 24.6)],
            "GD": [],
        }
        head = self.spot_at("HQ")
        paths = {
            name: [head, *(self.at(*p) for p in via[name]), self.spot_at(name)] for name in via
        }
        south = self.coast(-0.5)
        paths["SEA"] = [head, (south[-1][0] + 16, self.at(113, 18.2)[1]), *reversed(south)]
        return [
            self.marks.stroke(points, self.marks.control(name), curved=name != "SEA")
            for name, points in paths.items()
        ]

    def coast(self, rank: float) -> list[Point]:
        """Give one lane of the corridor from South-East Asia north along Viet Nam's coast."""
        start = self.spot_at("SEA")
        corridor = [self.at(*p) for p in ((107.4, 7.6), (110.3, 10.6), (110.9, 14.6))]
        return [start, *beside(corridor, rank * self.gap)]

    @property
    def collector(self) -> list[Point]:
        """Give the line on which the Mainland's goods run together, off the coast."""
        top = self.spot_at("CN-26")
        bend = (self.at(120.0 if self.compact else 122.0, 34.4)[0], top[1])
        x = self.at(122.9 if self.compact else 127.6, 30.0)[0]
        if not self.compact:  # names in two languages are long: none crosses the line
            ends = (self.spot_at(n)[0] + width_of(self.marks.place(n).name, 13, bold=True)
                    for n in ("JS", "SH", "ZJ", "FJ"))  # fmt: skip
            x = max(x, round(max(ends) + 15, 1))
        south = self.at(121.5, 19.0 if self.compact else 20.3)[1]
        return [
            top,
            bend,
            (x, self.at(126.6, 33.5)[1]),
            (x, self.at(126.6, 25.0)[1]),
            (self.at(122.4, 21.4)[0], south),
            (self.at(114.9, 20.3)[0], south),
        ]

    def mainland(self) -> list[Stroke]:
        marks, collector = self.marks, self.collector
        every = marks.goods(MAINLAND)
        west = collector[-1]
        joins = {"CN-26": collector[0]}
        strokes = []
        for name in ("JS", "SH", "ZJ", "FJ"):
            x, y = self.spot_at(name)
            across = shapely.LineString([(x, y), (self.box.x + self.box.width, y)])
            meet = shapely.intersection(across, shapely.LineString(collector))
            joins[name] = (round(meet.x, 1), y)
            strokes.append(marks.stroke([(x, y), joins[name]], every, tails=[name]))
        gd = self.spot_at("GD")
        off = self.at(116.6, 20.3)[0]
        joins["GD"] = (off, west[1])
        strokes.append(marks.stroke([gd, (off, gd[1]), joins["GD"]], every, tails=["GD"]))
        us, cn, sea, eu = (self.badge(f"M-{m}") for m in ("US", "CN", "SEA", "EU"))
        hk = self.hong_kong
        shift = self.gap / 2
        y_us = us.y + us.height / 2 - shift
        ends = {
            "M-US": [(collector[2][0], y_us), (us.x - 2, y_us)],
            "M-SEA": [(self.at(118.4, 20.3)[0], west[1]), *self._down_to(sea)],
            "M-HK": [west, (hk[0] + shift + 2, west[1]), (hk[0] + shift + 2, hk[1] + 2)],
            "M-CN": [
                west,
                (self.at(self.gulf, 20.3)[0], west[1]),
                (cn.x + cn.width / 2 + shift, self.at(107, 23.6)[1]),
                (cn.x + cn.width / 2 + shift, cn.y + cn.height + 2),
            ],
            "M-EU": [west, *beside(self.to_europe(eu), -shift)],
        }
        parts = {marks.goods(MAINLAND, market)[0]: points[0] for market, points in ends.items()}
        strokes += [
            marks.stroke(points, marks.goods(MAINLAND, market), arrow=True)
            for market, points in ends.items()
        ]
        return [*strokes, *marks.collector(collector, joins, parts)]

    def _down_to(self, badge: Box) -> list[Point]:
        x = badge.x + badge.width / 2 + self.gap
        return [(x, self.at(116, 14.5)[1]), (x, badge.y - 2)]

    def _up_to(self, badge: Box, y: float) -> list[Point]:
        """Reach the badge of the United States from the side, or from below where it is near."""
        if self.compact:
            x = badge.x + 16
            return [(x, badge.y + badge.height + 40), (x, badge.y + badge.height + 2)]
        return [(self.collector[2][0] + 40, y), (badge.x - 2, y)]

    def to_europe(self, badge: Box) -> list[Point]:
        """Give the corridor past Singapore and through the strait of Malacca to the west edge."""
        below, y = badge.y + badge.height, badge.y + badge.height / 2
        places = [(112.9, 16.0), (111.2, 9.0), (107.0, 3.0), (104.8, 1.15), (103.3, 1.15)]
        if self.compact:
            x = badge.x + badge.width / 2
            return [*(self.at(*p) for p in places), (x, below + 22), (x, below + 2)]
        north = [(100.4, 3.6), (98.6, 5.4)]
        line = [self.at(*p) for p in (*places, *north)]
        line[-1] = (line[-1][0], y)
        return [*line, (badge.x + badge.width + 2, y)]

    def south_east_asia(self) -> list[Stroke]:
        marks, start = self.marks, self.spot_at("SEA")
        us, cn, sea, eu = (self.badge(f"M-{m}") for m in ("US", "CN", "SEA", "EU"))
        hk, shift = self.hong_kong, self.gap / 2
        y_us = us.y + us.height / 2 + shift
        south = self.collector[-1][1] + self.gap + 4
        ends = {
            "M-CN": [
                *self.coast(-1.5),
                self.at(self.gulf - 0.4, 19.0),
                (cn.x + cn.width / 2 - shift, self.at(107, 23.0)[1]),
                (cn.x + cn.width / 2 - shift, cn.y + cn.height + 2),
            ],
            "M-HK": [
                *self.coast(0.5),
                (hk[0] - shift - 2, self.at(113, 18.6)[1]),
                (hk[0] - shift - 2, hk[1] + 2),
            ],
            "M-US": [
                *self.coast(1.5)[:-1],
                (self.at(118.9, 19.0)[0], south),
                (self.at(123.2, 19.0)[0], south),
                *self._up_to(us, y_us),
            ],
            "M-SEA": [start, (sea.x - 2, sea.y + sea.height / 2)],
            "M-EU": [start, *beside(self.to_europe(eu), shift)[2:]],
        }
        return [
            marks.stroke(points, marks.goods(SEA, market), arrow=True)
            for market, points in ends.items()
        ]

    # -- words ------------------------------------------------------------------------------

    def words(self) -> tuple[Words, ...]:
        return self.short_words() if self.compact else self.long_words()

    def long_words(self) -> tuple[Words, ...]:
        names = [
            self.label(name, dx=14 if name in MANY else 9, dy=-5)
            for name in ("CN-26", "JS", "SH", "ZJ", "FJ")
        ]
        box = self.delta_box
        hong_kong = Words(
            of=self.marks.of_place("HQ"),
            x=self.spot_at("HQ")[0] - 12 if self.alone else box.x - 6,
            y=self.spot_at("HQ")[1] + 11 if self.alone else box.y + box.height / 2 - 3,
            anchor="end",
            lines=self.headquarters(),
            bold=True,
        )
        if self.alone:
            names.append(self.label("GD", dx=-12, dy=0, end=True))
        return (*names, hong_kong, self.region_label(), *self.badge_words())

    def headquarters(self) -> tuple[str, ...]:
        """Name Hong Kong, and what it is or where it is drawn larger."""
        if self.alone:
            keys = ("hong_kong", "headquarters_short")
            return tuple(text(f"supply.map.{key}", self.lang) for key in keys)
        return tuple(text("supply.map.headquarters", self.lang).split("|"))

    def short_words(self) -> tuple[Words, ...]:
        x, y = self.spot_at("HQ")
        hong_kong = Words(
            of=self.marks.of_place("HQ"),
            x=x - 10,
            y=y + 14,
            anchor="end",
            lines=(text("supply.map.hong_kong", self.lang),),
            size=12,
            bold=True,
        )
        return (hong_kong, *self.badge_words())

    def label(self, name: str, *, dx: float, dy: float, end: bool = False) -> Words:
        x, y = self.spot_at(name)
        return Words(
            of=self.marks.of_place(name),
            x=x + dx,
            y=y + dy,
            lines=(self.marks.place(name).name,),
            anchor="end" if end else "start",
            bold=True,
        )

    def region_label(self) -> Words:
        x, y = self.spot_at("SEA")
        row = self.marks.place("SEA")
        role = text("supply.role.plant", self.lang)
        return Words(
            of=self.marks.of_place("SEA"),
            x=x - 12,
            y=y + 4,
            anchor="end",
            lines=(row.name, role),
            bold=True,
        )

    def badge_words(self) -> tuple[Words, ...]:
        made = []
        for name in ("M-CN", "M-SEA", "M-EU", "M-US"):
            box = self.badge(name)
            shift = {"M-EU": 5, "M-US": -5}.get(name, 0)
            made.append(
                Words(
                    of=self.marks.of_place(name),
                    x=round(box.x + box.width / 2 + shift, 1),
                    y=round(box.y + box.height / 2 + 4.5, 1),
                    anchor="middle",
                    lines=(self.marks.place(name).name,),
                    size=12 if self.compact else 13,
                    bold=True,
                )
            )
        return tuple(made)
