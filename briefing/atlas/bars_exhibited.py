"""Interval bars' words, numbers and sources as every document takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.atlas.exhibited import exhibit_of as of_map
from briefing.atlas.interval_bars import interval_bars
from briefing.catalogue import text
from briefing.exhibit import Chart, Series
from briefing.palette import token

if TYPE_CHECKING:
    from briefing.atlas.material import Material
    from briefing.exhibit import Exhibit
    from briefing.spec import MapSpec

MOST = 40  # bars of a native chart


def exhibit_of(spec: MapSpec, material: Material, *, name: str) -> Exhibit:
    """Take the words of a map for its bars; the chart has a bar for every region.

    Parameters
    ----------
    spec, material
        The map whose regions they are.
    name
        Of the figure.
    """
    rows = interval_bars(spec).rows[:MOST]
    solid = Series(
        name=text("sheet.head.least", spec.lang),
        values=tuple(bar.low for bar in rows),
        labels=tuple(bar.text for bar in rows),
        colours=tuple(bar.fill or token("rest") for bar in rows),
    )
    ranges = Series(
        name=text("sheet.head.range", spec.lang),
        values=tuple(bar.high - bar.low for bar in rows),
        colours=(token("land"),),
        outlined=True,
    )
    chart = Chart(
        kind="stacked_bars",
        categories=tuple(bar.name for bar in rows),
        series=(solid, ranges),
        unit=spec.legend.title,
    )
    return of_map(spec, material, name=name).model_copy(update={"charts": (chart,)})
