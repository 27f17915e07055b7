"""The inset of the flow map: Hong Kong and Guangdong, too close to tell apart on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.flow.base import layers
from briefing.flow.plane import Plane
from briefing.flow.spec import Pane, Words
from briefing.typesetting import width_of

if TYPE_CHECKING:
    from briefing.flow.base import FlowBase
    from briefing.flow.marks import Marks
    from briefing.flow.spec import Point
    from briefing.spec import Box

MAINLAND, SEA = "mainland", "south_east_asia"


def delta(marks: Marks, base: FlowBase, box: Box, lang: str) -> Pane:
    """Draw the links between Hong Kong and Guangdong, and where the others leave."""
    plane = Plane(lon=113.75, lat=22.55, x=box.x + 118, y=box.y + 128, km_per_px=1.12)
    hq, gd = plane.at(114.1, 22.4), plane.at(113.2, 23.3)
    width = width_of(marks.place("M-HK").name, 13, bold=True) + 20
    market = (box.x + box.width - max(54, width / 2 + 6), hq[1] + 26)
    right, bottom = box.x + box.width, box.y + box.height
    others = [p.id for p in marks.places if p.kind == "plant" and p.id not in {"GD", "SEA"}]
    every = marks.goods(MAINLAND)
    entry = market[1] + 14
    strokes = (
        marks.stroke([hq, gd], marks.control("GD")),
        marks.stroke(
            [hq, (hq[0] + 34, hq[1] - 70), (hq[0] + 52, box.y - 4)],
            marks.control(*others),
            curved=True,
        ),
        marks.stroke(
            [hq, (hq[0] - 4, hq[1] + 46), (hq[0] - 34, bottom + 4)],
            marks.control("SEA"),
            curved=True,
        ),
        marks.stroke([gd, (right + 4, gd[1])], every, tails=["GD"]),
        marks.stroke(
            [(market[0] + 6, bottom + 4), (market[0] + 6, entry + 2)],
            marks.goods(MAINLAND, "M-HK"),
            arrow=True,
        ),
        marks.stroke(
            [(market[0] - 10, bottom + 4), (market[0] - 10, entry + 2)],
            marks.goods(SEA, "M-HK"),
            arrow=True,
        ),
    )

    def words(
        at: Point, key: str, anchor: str = "start", *, bold: bool = False, of: tuple[str, ...] = ()
    ) -> Words:
        return Words(
            of=of,
            x=at[0],
            y=at[1],
            lines=(text(key, lang),),
            anchor=anchor,
            bold=bold,
            size=13 if bold else 12,
        )

    macao = plane.at(113.53, 22.16)
    return Pane(
        box=box,
        title=text("supply.map.inset", lang),
        layers=layers(base.foreign, base.fine, None, plane, box),
        strokes=strokes,
        spots=(
            marks.spot("HQ", hq),
            marks.spot("GD", gd),
            marks.spot("M-HK", market, width=width, height=28),
        ),
        words=(
            Words(
                of=marks.of_place("HQ"),
                x=hq[0] - 14,
                y=hq[1] + 2,
                lines=(
                    text("supply.map.hong_kong", lang),
                    text("supply.map.headquarters_short", lang),
                ),
                anchor="end",
                bold=True,
            ),
            words((gd[0] + 10, gd[1] - 6), "supply.place.GD", bold=True, of=marks.of_place("GD")),
            words((right - 8, gd[1] + 16), "supply.map.to_markets", "end", of=marks.of_place("GD")),
            words(
                (market[0], market[1] + 4.5),
                "supply.place.M-HK",
                "middle",
                bold=True,
                of=marks.of_place("M-HK"),
            ),
            Words(
                x=macao[0] - 4,
                y=macao[1] + 14,
                lines=(text("supply.map.macao", lang),),
                anchor="end",
                size=12,
            ),
        ),
    )
