"""The flow map of a firm's plan, for a wide and for a narrow picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefing.flow.base import layers
from briefing.flow.firm.colours import SITE
from briefing.flow.firm.spec import (
    Layout,
    LegendEntry,
    Pane,
    Ribbon,
    Site,
    Window,
)
from briefing.flow.plane import Plane
from briefing.spec import Box

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.flow.base import FlowBase
    from briefing.flow.firm.rows import Rows
    from briefing.flow.firm.spec import FirmFlowSpec
    from briefing.spec import Language

Place = tuple[float, float]
Routes = Callable[[Place, Place, str], tuple[Place, ...]]


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
    plane = Plane(lon=112, lat=18, x=408, y=288, km_per_px=6.35)
    wide = _thin(rows, base, plane, Box(x=0, y=0, width=936, height=604))
    small = Plane(lon=112, lat=18, x=150, y=200, km_per_px=13)
    phone = _thin(rows, base, small, Box(x=0, y=0, width=358, height=400))
    legend = tuple(
        LegendEntry(sign="origin", group=group, label=rows.groups[group])
        for group in rows.colours
        if group != SITE
    )
    return wide, phone, legend


def _thin(rows: Rows, base: FlowBase, plane: Plane, box: Box) -> Layout:
    at = {key: plane.at(*place) for key, place in rows.places.items()}
    most = max((rows.amount(lane) for lane in rows.finished), default=1.0)
    ribbons = tuple(
        Ribbon(
            of=(lane.id,),
            group=lane.group,
            points=(at[lane.tail], at[lane.head]),
            width=max(1.2, 24 * rows.amount(lane) / most),
            arrow=True,
            title=lane.name,
        )
        for lane in rows.finished
        if lane.tail in at and lane.head in at
    )
    sites = tuple(
        Site(
            of=(row.id,),
            id=row.id,
            shape=row.shape,
            group=row.group,
            x=at[row.facility][0],
            y=at[row.facility][1],
            faint=not row.open,
            title=row.aria,
        )
        for row in rows.sites
        if row.facility in at
    )
    window = Window(lon=plane.lon, lat=plane.lat, x=plane.x, y=plane.y, km_per_px=plane.km_per_px)
    pane = Pane(
        box=box,
        window=window,
        layers=layers(base.foreign, base.provinces, base.dash, plane, box),
        ribbons=ribbons,
        sites=sites,
    )
    return Layout(width=box.width, height=box.height, panes=(pane,))
