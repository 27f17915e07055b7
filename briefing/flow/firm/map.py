"""The flow map of a firm's plan, for a wide and for a narrow picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.flow.base import layers
from briefing.flow.firm.colours import SITE
from briefing.flow.firm.draft import Draft
from briefing.flow.firm.frame import PHONE, WIDE, box_of, plane_in, plane_of, window_of
from briefing.flow.firm.spec import Layout, LegendEntry, Pane, Ribbon, Site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.flow.base import FlowBase
    from briefing.flow.firm.draft import Routes
    from briefing.flow.firm.frame import Style
    from briefing.flow.firm.rows import Rows
    from briefing.flow.firm.spec import FirmFlowSpec
    from briefing.spec import Language


def map_of(
    rows: Rows,
    base: FlowBase,
    routes: Routes,
    lang: Language,
    *,
    weeks: Mapping[str, str],
    like: FirmFlowSpec | None,
) -> tuple[Layout, Layout, tuple[LegendEntry, ...]]:
    """Lay out the map 936 and 358 px wide, with its legend."""
    wide = _picture(rows, base, routes, lang, WIDE, like.wide if like else None)
    phone = _picture(rows, base, routes, lang, PHONE, like.phone if like else None)
    legend = tuple(
        LegendEntry(sign="origin", group=group, label=rows.groups[group])
        for group in rows.colours
        if group != SITE
    )
    return wide, phone, legend


def _picture(rows, base, routes, lang, style, like):
    plane = plane_of(rows.places.values(), style)
    from briefing.flow.firm.ground import Ground
    draft = Draft(rows, plane, style, routes, lang, Ground.of(base, plane, box_of(style)))
    ends = draft.ends
    box = box_of(style)
    ribbons = tuple(
        Ribbon(
            of=(lane.id,),
            group=lane.group,
            points=draft.lines[lane.id],
            width=draft.ribbon_width(lane),
            arrow=True,
            title=lane.name,
            radius=0,
        )
        for lane in draft.lanes
    )
    sites = []
    from briefing.flow.firm.spec import Words
    words=[]
    for row in draft.sites:
        if row.facility in ends.badges:
            b = ends.badges[row.facility]
            sites.append(Site(of=(row.id,), id=row.id, shape="market", group=row.group, x=b.middle[0], y=b.middle[1], width=b.box.width, height=b.box.height, point=b.point, form="badge", title=row.aria, faint=draft.faint(row)))
            words.append(Words(of=(row.id,),x=b.middle[0],y=b.middle[1]-3,lines=b.lines,anchor="middle",bold=True,size=style.size))
        elif row.facility not in ends.members or row.facility == ends.heart:
            x, y = ends.at[row.facility]
            sites.append(Site(of=(row.id,), id=row.id, shape=row.shape, group=row.group, x=x, y=y, faint=draft.faint(row), title=row.aria))
    pane = Pane(
        box=box,
        window=window_of(plane),
        layers=layers(base.foreign, base.provinces, base.dash, plane, box),
        ribbons=ribbons,
        sites=tuple(sites),
        words=tuple(words),
        frames=(ends.frame,) if ends.frame else (),
    )
    return Layout(width=box.width, height=box.height, panes=(pane,))
