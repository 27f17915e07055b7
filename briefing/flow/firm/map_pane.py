"""The main pane of a firm's map: its marks and words, and where the inset finds room."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import shapely

from briefing.catalogue import text
from briefing.flow.base import FlowBase, layers
from briefing.flow.firm.areas import SYMBOL, area_of_site, pieces_of
from briefing.flow.firm.ends import edges
from briefing.flow.firm.frame import box_of, window_of
from briefing.flow.firm.labels import Asked, Labels
from briefing.flow.firm.map_marks import KEY_PX, Marks, key_amounts
from briefing.flow.firm.map_words import (
    corner_words,
    ghosts,
    name_of_cluster,
    site_lines,
)
from briefing.flow.firm.spec import Pane, Ribbon, Site
from briefing.flow.firm.words import MOST_CONTROL
from briefing.flow.spec import Words
from briefing.spec import Box, ScaleBar
from briefing.typesetting import width_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.flow.firm.draft import Draft
    from briefing.flow.firm.ends import Ends
    from briefing.flow.firm.spec import SiteRow
    from briefing.flow.plane import Plane
    from briefing.flow.spec import Layer


@dataclass(frozen=True)
class MapPane:
    """Draw a draft.

    Parameters
    ----------
    draft
        Where ends and flows lie.
    base
        Land below.
    marks
        Marks that know their rows.
    weeks
        Facility → words beside it.
    """

    draft: Draft
    base: FlowBase
    marks: Marks
    weeks: Mapping[str, str]

    # -- main -------------------------------------------------------------------------------

    def main(self) -> Pane:
        """Draw the main pane."""
        draft, style = self.draft, self.draft.style
        box = box_of(style)
        badges = self.badges(draft.sites, draft.ends)
        sites = [*self.symbols(), *(site for site, _ in badges)]
        ribbons = [*self.goods(), *self.control()]
        key, key_words, key_area = self.key()
        bar = self.scale_bar(box)
        labels = Labels(box, draft.ground, [*self.obstacles(ribbons, sites), key_area])
        self._corner(labels)
        self._label_main(labels)
        ghosts(labels, draft, self.base)
        frames = (draft.ends.frame,) if draft.ends.frame else ()
        return Pane(
            box=box,
            window=window_of(draft.plane),
            layers=self.land(draft.plane, box, fine=False),
            ribbons=(*ribbons, *key),
            sites=tuple(sites),
            leaders=tuple(labels.leaders),
            words=(*labels.words, *(words for _, words in badges if words), *key_words),
            frames=frames,
            scale_bar=bar,
        )

    def goods(self) -> list[Ribbon]:
        """Draw the flows of finished goods."""
        draft = self.draft
        return [
            self.marks.ribbon(lane, draft.lines[lane.id], draft.ribbon_width(lane))
            for lane in draft.lanes
        ]

    def control(self) -> list[Ribbon]:
        """Draw the links from headquarters to plants that stand elsewhere."""
        draft, ends = self.draft, self.draft.ends
        shown = {row.facility for row in draft.sites}
        made = []
        if len(draft.rows.control) > MOST_CONTROL:
            return []
        for lane in draft.rows.control:
            if {lane.tail, lane.head} <= shown:
                own = {ends.where(ends.node(lane.tail)), ends.where(ends.node(lane.head))}
                others = [
                    at for name, at in ends.at.items() if at not in own and name not in ends.members
                ]
                made.append(self.marks.control(lane, ends, others))
        return [ribbon for ribbon in made if ribbon]

    def symbols(self) -> list[Site]:
        """Draw the symbols; one stands for all members of the cluster."""
        draft, ends = self.draft, self.draft.ends
        made = []
        for row in draft.sites:
            name = row.facility
            if (
                name not in ends.at
                or name in ends.badges
                or (name in ends.members and name != ends.heart)
            ):
                continue
            also = [n for n in ends.members if n != name] if name == ends.heart else ()
            made.append(self.marks.symbol(row, ends.at[name], faint=draft.faint(row), also=also))
        return made

    def badges(self, sites: Sequence[SiteRow], ends: Ends) -> list[tuple[Site, Words | None]]:
        """Draw the badges of markets and far sites, with their words."""
        return [
            self.marks.badge(row, ends, self.draft.style.size, faint=self.draft.faint(row))
            for row in sites
            if row.facility in ends.badges
        ]

    def obstacles(self, ribbons: Sequence[Ribbon], sites: Sequence[Site]) -> list[Any]:
        """List what words may not cover."""
        areas = [piece for ribbon in ribbons for piece in pieces_of(ribbon)]
        areas += [area_of_site(site) for site in sites]
        if self.draft.ends.frame:
            areas.append(shapely.box(*edges(self.draft.ends.frame)).exterior)
        if self.inset_box and self.inset_box.y < self.draft.style.height:
            areas.append(shapely.box(*edges(self.inset_box)))
        return areas

    # -- words of the main pane -------------------------------------------------------------

    def _label_main(self, labels: Labels) -> None:
        draft, ends, style = self.draft, self.draft.ends, self.draft.style
        if ends.members:
            self._label_cluster(labels)
        rows = [r for r in draft.sites if r.facility in ends.at and r.facility not in ends.members]
        ranked = sorted(rows, key=lambda row: (draft.faint(row), -self._weight(row), row.id))
        for row in ranked[: style.labels]:
            faint = draft.faint(row)
            if style.compact and (faint or row.shape in {"port", "depot"}):
                continue
            labels.place_some(
                Asked(
                    of=self.marks.of_site(row.facility),
                    at=ends.at[row.facility],
                    room=SYMBOL,
                    lines=site_lines(row, self.marks, self.weeks, faint=faint),
                    size=style.size - faint,
                    bold=not faint,
                    far=30.0 if faint else 90.0,
                )
            )

    def _weight(self, row: SiteRow) -> float:
        """Give how much passes through a site; plants before ports, so that they are named."""
        sent = row.sent or row.received or 0.0
        return sent * (10 if row.shape in {"plant", "hq"} else 1)

    def _label_cluster(self, labels: Labels) -> None:
        ends, frame = self.draft.ends, self.draft.ends.frame
        if frame is None:
            return
        name = name_of_cluster(self.draft, self.marks.lang, of_box=False)
        of = [name for member in ends.members for name in self.marks.of_site(member)]
        x, y = frame.x + frame.width / 2, frame.y + frame.height / 2
        labels.place(
            Asked(
                of=tuple(dict.fromkeys([self.draft.rows.site(ends.heart).id, *of])),
                at=(x, y),
                room=max(frame.width, frame.height) / 2,
                lines=(name, text("firmflow.map.see_inset", self.marks.lang)),
                size=self.draft.style.size,
            )
        )

    def _corner(self, labels: Labels) -> None:
        """Say in a corner how many flows are not drawn."""
        drawn = {lane.id for lane in (*self.draft.lanes, *self.draft.inner)}
        left = [lane for lane in self.draft.rows.finished if lane.id not in drawn]
        hidden = [
            row
            for row in self.draft.rows.sites
            if row.open and row.shape != "supplier" and not self.draft.shown(row.facility)
        ]
        lines = corner_words(left, hidden, self.draft.rows, self.marks.lang)
        if not lines:
            return
        asked = Asked(
            of=(*(lane.id for lane in left), *(row.id for row in hidden)),
            at=(0, 0), room=0, lines=lines, size=self.draft.style.size - 1, bold=False,
        )  # fmt: skip
        high = self.draft.style.height
        for top in (high - 84, 8, high - 120, high - 160, 60, 120, 200, 300):
            for left_px in (14.0, self.draft.style.width * 0.4, self.draft.style.width * 0.6):
                if labels.fix(asked, left_px, top):
                    return

    # -- key and scale ----------------------------------------------------------------------

    def key(self) -> tuple[tuple[Ribbon, ...], tuple[Words, ...], Any]:
        """Draw one or two ribbons of round amounts at their true width, with their amounts."""
        draft, style = self.draft, self.draft.style
        if not style.keyed:
            return (), (), shapely.box(*draft.corner)
        scale = draft.rows.scale
        most = max((draft.rows.amount(lane) for lane in draft.placed), default=0.0)
        amounts = key_amounts(most)
        area = draft.corner
        x, y = area[0] + 8, area[1] + 20
        ribbons, words = [], []
        for amount in amounts:
            width = round(max(style.least, amount * draft.scale), 2)
            ribbons.append(
                Ribbon(of=(), group="", points=((x, y), (x + KEY_PX, y)), width=width, arrow=True,
                       radius=0)
            )  # fmt: skip
            said = scale.say(amount).removesuffix(".0")
            if amount == amounts[-1]:
                said = f"{said} {scale.unit}"
            words.append(Words(x=x + KEY_PX + 6, y=y + 4.5, lines=(said,), size=style.size - 1))
            x += KEY_PX + 6 + width_of(said, style.size - 1) + 12
        return tuple(ribbons), tuple(words), shapely.box(*area)

    def scale_bar(self, box: Box) -> ScaleBar:
        """Draw a scale bar of a round length."""
        per_px = self.draft.plane.km_per_px
        km = max(k for k in (50, 100, 200, 500, 1000) if k / per_px <= 110 or k == 50)  # noqa: PLR2004
        return ScaleBar(
            x=self.draft.corner[0] + 8,
            y=box.y + box.height - 12,
            length=round(km / per_px, 1),
            label=text("firmflow.map.scale", self.marks.lang, km=km),
        )

    def land(self, plane: Plane, box: Box, *, fine: bool) -> tuple[Layer, ...]:
        """Project the base; kept, since plans of one case share their window."""
        key = ("layers", plane, box.x, box.y, box.width, box.height, fine)
        if key not in self.base.kept:
            provinces = self.base.fine if fine else self.base.provinces
            dash = None if fine else self.base.dash
            self.base.kept[key] = layers(self.base.foreign, provinces, dash, plane, box)
        found: tuple[Layer, ...] = self.base.kept[key]
        return found

    # -- where the inset is -----------------------------------------------------------------

    @cached_property
    def inset_box(self) -> Box | None:
        """Find a place for the inset that covers no site, flow or badge; else below the map."""
        draft, style = self.draft, self.draft.style
        if not draft.ends.members:
            return None
        if style.compact or style.below:
            wide, high = style.inset[0]
            return Box(x=0, y=style.height + 8, width=wide, height=high)
        sites = [*self.symbols(), *(site for site, _ in self.badges(draft.sites, draft.ends))]
        taken = [piece for ribbon in self.goods() for piece in pieces_of(ribbon)]
        taken += [area_of_site(site).buffer(8 if site.form == "badge" else 30) for site in sites]
        if draft.ends.frame:
            taken.append(shapely.box(*edges(draft.ends.frame, 6)))
        # The dash line stays in sight.
        taken += shapely.get_parts(draft.plane.moved(self.base.dash)).tolist()
        tree = shapely.STRtree(taken)
        for wide, high in style.inset:
            spots = self._corners(wide, high)
            shapes = shapely.box(*zip(*(edges(spot, 5) for spot in spots), strict=True))
            covered = set(tree.query(shapes, predicate="intersects")[0].tolist())
            free = [spot for n, spot in enumerate(spots) if n not in covered]
            if free:
                return min(free, key=self._inset_cost)
        wide, high = style.inset[0]
        if not style.keyed:
            return Box(x=0, y=style.height + 10, width=style.width, height=0.6 * style.height)
        return Box(x=style.width - wide, y=style.height + 10, width=wide, height=high)

    def _corners(self, wide: float, high: float) -> list[Box]:
        style, draft_corner = self.draft.style, self.draft.corner
        bottom = style.height - high - 10
        xs = [10 + 14.0 * n for n in range(int((style.width - wide - 20) / 14) + 1)]
        ys = [10 + 14.0 * n for n in range(int((bottom - 10) / 14) + 1)]
        right = style.width - wide - 10
        return [
            Box(x=round(x, 1), y=round(y, 1), width=wide, height=high)
            for x in (*xs, right)
            for y in (*ys, bottom)
            if not (x < draft_corner[2] and y + high > draft_corner[1])
        ]

    def _inset_cost(self, spot: Box) -> float:
        """Prefer the sea, then corners, then what is near the cluster."""
        style, ground = self.draft.style, self.draft.ground
        land = ground.land_share(*edges(spot))
        off = min(spot.x, style.width - spot.x - spot.width) + min(
            spot.y, style.height - spot.y - spot.height
        )
        return land * 600 + off
