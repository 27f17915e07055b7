"""The pane of the inset: its marks and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from briefing.catalogue import text
from briefing.firm.names import within
from briefing.flow.firm.areas import SYMBOL, area_of_site, pieces_of
from briefing.flow.firm.frame import window_of
from briefing.flow.firm.ground import Ground
from briefing.flow.firm.inset import TAB, Inset
from briefing.flow.firm.labels import Asked, Labels
from briefing.flow.firm.map_words import delta_named, name_of_cluster, site_lines
from briefing.flow.firm.spec import Pane, Ribbon
from briefing.flow.firm.words import MOST_CONTROL
from briefing.typesetting import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.flow.firm.draft import Draft
    from briefing.flow.firm.map_marks import Marks
    from briefing.flow.firm.map_pane import MapPane
    from briefing.flow.firm.spec import SiteRow
    from briefing.flow.spec import Point

BESIDE = 18.0  # px that words stand off at most in the first round
INWARD = 9.0  # px from the border to what the words of an exit stand beside
TITLE = 12.5  # px, of the title of the inset


@dataclass(frozen=True)
class InsetPane:
    """Draw the inset of a map; `panes` is its main pane."""

    panes: MapPane

    @property
    def _draft(self) -> Draft:
        return self.panes.draft

    @property
    def _marks(self) -> Marks:
        return self.panes.marks

    def pane(self) -> Pane | None:
        """Draw the inset; None where the map has none."""
        box = self.panes.inset_box
        if box is None:
            return None
        title = name_of_cluster(self._draft, self._marks.lang, of_box=True)
        wide = width_of(title, TITLE, bold=True) + 16
        inset = Inset(self._draft, box, wide)
        rows = [row for row in self._draft.sites if inset.inside(row.facility)]
        badges = self.panes.badges(rows, inset.ends)
        symbols = [
            self._marks.symbol(row, inset.ends.at[row.facility], faint=self._draft.faint(row))
            for row in rows
            if row.facility in inset.ends.at
        ]
        sites = [*symbols, *(site for site, _ in badges)]
        ribbons = [*self._goods(inset), *self._control(inset)]
        ground = Ground.of(self.panes.base, inset.plane, box)
        tab = shapely.box(box.x, box.y, box.x + wide, box.y + TAB)
        pieces = [piece for ribbon in ribbons for piece in pieces_of(ribbon)]
        areas = [*pieces, *map(area_of_site, sites), tab]
        labels = Labels(box, ground, areas)
        self._label_sites(labels, inset, rows)
        delta_named(labels, inset.plane, self._marks.lang)
        return Pane(
            box=box,
            title=title,
            window=window_of(inset.plane),
            layers=self.panes.land(inset.plane, box, fine=True),
            ribbons=tuple(ribbons),
            sites=tuple(sites),
            leaders=tuple(labels.leaders),
            words=(*labels.words, *(words for _, words in badges if words)),
        )

    def _goods(self, inset: Inset) -> list[Ribbon]:
        return [
            self._marks.ribbon(lane, inset.lines[lane.id], self._draft.ribbon_width(lane))
            for lane in inset.lanes
        ]

    def _control(self, inset: Inset) -> list[Ribbon]:
        ends = inset.ends
        made = []
        if len(self._draft.rows.control) > MOST_CONTROL:
            return []
        for lane in self._draft.rows.control:
            if lane.tail in ends.at and lane.head in ends.at:
                others = [at for n, at in ends.at.items() if n not in (lane.tail, lane.head)]
                made.append(self._marks.control(lane, ends, others))
        return [ribbon for ribbon in made if ribbon]

    def _label_sites(self, labels: Labels, inset: Inset, rows: Sequence[SiteRow]) -> None:
        """Name sites where there is room beside them, then exits, then all other sites."""
        here = [row for row in rows if row.facility in inset.ends.at]
        used = sorted((row for row in here if not self._draft.faint(row)), key=lambda row: row.id)
        later = [row for row in used if not labels.place(self._asked(inset, row, BESIDE))]
        for name, ((x, y), (dx, dy)) in inset.exits.items():
            self._label_exit(labels, inset, name, (x - dx * INWARD, y - dy * INWARD))
        for row in later:
            labels.place_some(self._asked(inset, row, 115.0))
        for row in here:
            if self._draft.faint(row):
                labels.place_some(self._asked(inset, row, 52.0))

    def _asked(self, inset: Inset, row: SiteRow, far: float) -> Asked:
        faint = self._draft.faint(row)
        return Asked(
            of=self._marks.of_site(row.facility),
            at=inset.ends.at[row.facility],
            room=SYMBOL,
            lines=site_lines(row, self._marks, self.panes.weeks, faint=faint),
            size=self._draft.style.size - faint,
            bold=not faint,
            far=far,
        )

    def _label_exit(self, labels: Labels, inset: Inset, name: str, at: Point) -> None:
        rows = self._draft.rows
        out = [lane for lane in inset.lanes if name in (lane.tail, lane.head)]
        key = "to" if any(lane.head == name for lane in out) else "from"
        lang = self._marks.lang
        said = text(f"firmflow.map.{key}", lang, name=within(rows.site(name).name, lang))
        amount = rows.scale.say(sum(rows.amount(lane) for lane in out))
        labels.place(
            Asked(
                of=self._marks.of_site(name),
                at=at,
                room=4 + sum(self._draft.ribbon_width(lane) for lane in out) / 2,
                lines=(said, amount),
                size=self._draft.style.size - 1,
                bold=False,
            )
        )
