"""The marks of a firm's map, and which rows of the tables each belongs to."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.flow.firm.bends import bend_of
from briefing.flow.firm.colours import SITE
from briefing.flow.firm.curves import bowed, cut, rounded
from briefing.flow.firm.spec import FACILITY, Ribbon, Site
from briefing.flow.spec import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.flow.firm.ends import Ends
    from briefing.flow.firm.rows import Rows
    from briefing.flow.firm.spec import LaneRow, SiteRow
    from briefing.flow.spec import Point

CONTROL_PX = 1.3
HEAD_PX = 9.0  # px that the point of a ribbon needs besides its width
CONTROL_BOW = 0.05
KEY_PX = 34.0


@dataclass(frozen=True)
class Marks:
    """Make marks that know their rows."""

    rows: Rows
    lang: str

    @cached_property
    def _touching(self) -> dict[str, list[LaneRow]]:
        found: dict[str, list[LaneRow]] = {row.facility: [] for row in self.rows.sites}
        for lane in self.rows.lanes:
            for end in {lane.tail, lane.head}:
                found[end].append(lane)
        return found

    def of_site(self, facility: str) -> tuple[str, ...]:
        """Name what lights a site: itself, its lanes, their other ends."""
        lanes = self._touching[facility]
        ends = [FACILITY + end for lane in lanes for end in (lane.tail, lane.head)]
        names = [FACILITY + facility, *(lane.id for lane in lanes), *ends]
        return tuple(dict.fromkeys(names))

    def of_lane(self, lane: LaneRow) -> tuple[str, ...]:
        """Name what lights a lane: itself and its ends."""
        return (lane.id, FACILITY + lane.tail, FACILITY + lane.head)

    def ribbon(self, lane: LaneRow, points: tuple[Point, ...], width: float) -> Ribbon:
        """Draw a flow; one too short for its point goes without."""
        long = sum(math.dist(a, b) for a, b in pairwise(points))
        return Ribbon(
            of=self.of_lane(lane),
            group=lane.group,
            points=points,
            width=width,
            arrow=long > width * 0.65 + HEAD_PX,
            title=lane.aria,
            radius=0,
        )

    def control(self, lane: LaneRow, ends: Ends, others: Sequence[Point]) -> Ribbon | None:
        """Link headquarters with a plant, if they do not stand in one place."""
        tail, head = ends.node(lane.tail), ends.node(lane.head)
        start, end = ends.where(tail), ends.where(head)
        if tail == head or math.dist(start, end) < 2 * HEAD_PX:
            return None
        bow = bend_of(start, end, others, 11) or CONTROL_BOW
        line = [point for point, _ in bowed(start, end, bow)]
        line = cut(cut(line, ends.area(head)), ends.area(tail), at_start=True)
        return Ribbon(
            of=self.of_lane(lane),
            group=SITE,
            points=rounded(line),
            width=CONTROL_PX,
            kind="control",
            title=lane.aria,
            radius=0,
        )

    def symbol(self, row: SiteRow, at: Point, *, faint: bool, also: Iterable[str] = ()) -> Site:
        """Draw a site's symbol; `also` are facilities that it stands for too."""
        of = [name for facility in (row.facility, *also) for name in self.of_site(facility)]
        return Site(
            of=tuple(dict.fromkeys(of)),
            id=row.id,
            shape=row.shape,
            group=row.group,
            x=round(at[0], 1),
            y=round(at[1], 1),
            faint=faint,
            title=row.aria,
        )

    def badge(
        self, row: SiteRow, ends: Ends, size: float, *, faint: bool
    ) -> tuple[Site, Words | None]:
        """Draw a badge and the words in it."""
        badge = ends.badges[row.facility]
        x, y = badge.middle
        of = self.of_site(row.facility)
        site = Site(
            of=of,
            id=row.id,
            shape="market",
            group=row.group,
            x=round(x, 1),
            y=round(y, 1),
            width=badge.box.width,
            height=badge.box.height,
            point=badge.point,
            form="badge",
            faint=faint,
            title=row.aria,
        )
        if not badge.lines:
            return site, None
        leading = round(size * 1.22, 1)
        shift = {"": 0.0, "left": 5.0, "right": -5.0}[badge.point]
        first = y - leading * (len(badge.lines) - 1) / 2 + size * 0.36
        words = Words(
            of=of,
            x=round(x + shift, 1),
            y=round(first, 1),
            lines=badge.lines,
            anchor="middle",
            size=size,
            leading=leading,
            bold=True,
        )
        return site, words

    # -- numbers ----------------------------------------------------------------------------

    def number(self, facility: str) -> str:
        """Write what leaves a site, or reaches a market, in the measure of the picture."""
        row = self.rows.site(facility)
        lanes = [
            lane
            for lane in self.rows.finished
            if facility == (lane.head if row.shape == "market" else lane.tail)
        ]
        if not lanes:
            return ""
        if self.rows.measure == "lead_time":
            units = sum(lane.quantity or 0.0 for lane in lanes)
            days = sum((lane.quantity or 0.0) * (lane.days or 0.0) for lane in lanes)
            told = f"{days / units:.1f}".removesuffix(".0") if units else "0"
            key = "firmflow.map.day" if told == "1" else "firmflow.map.days"
            return text(key, self.lang, number=told)
        said = self.rows.scale.say(sum(self.rows.amount(lane) for lane in lanes))
        key = "weekly" if self.rows.measure == "quantity" else "amount"
        return text(f"firmflow.map.{key}", self.lang, number=said)


def key_amounts(most: float) -> tuple[float, ...]:
    """Give one or two round amounts to show widths by: the largest, and about a third of it.

    Examples
    --------
    >>> key_amounts(34300), key_amounts(0.0)
    ((10000.0, 20000.0), ())
    """
    if most <= 0:
        return ()
    large = _round_below(most)
    small = _round_below(large / 2)
    return (small, large)


def _round_below(amount: float) -> float:
    power = 10.0 ** math.floor(math.log10(amount))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= amount * (1 + 1e-9))
