"""The first picture of the one-file atlas: markup that is painted before any script runs.

Headline, key figures and a plain map of the first view, at the places where the script will draw
them. Wide light screens only: elsewhere the script's own drawing comes first.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import shapely

from briefing.land import path, window

if TYPE_CHECKING:
    from briefing.land import Geometry, Land
    from briefing.spec import Frame, MapSpec

# Rougher than the drawing that replaces it: it stands for a fraction of a second.
TOLERANCE_PX = 1.2


def first_picture(spec: MapSpec, land: Land) -> str:
    """Write the first view without its labels."""
    figures = "".join(
        f"<p><b>{escape(figure.number)}</b><span>{escape(figure.words)}</span></p>"
        for figure in spec.key_figures
    )
    head = f'<h1>{escape(spec.title)}</h1><p class="subtitle">{escape(spec.subtitle)}</p>'
    return (
        f'<div class="figures">{figures}<p></p></div>'
        f'<div class="rail"><header class="lead">{head}</header></div>'
        f'<div class="map">{_map(spec, land)}</div>'
    )


def _map(spec: MapSpec, land: Land) -> str:
    frame = spec.wide.frame
    ground = [_region(shape, frame, "") for shape in land.at("province").values()]
    valued = [
        _region(land.shapes[(mark.level, mark.code)], frame, mark.fill.light)
        for mark in spec.regions
        if mark.fill is not None
    ]
    return (
        f'<svg class="sheet" viewBox="0 0 {frame.width:g} {frame.height:g}" aria-hidden="true">'
        f"{''.join(ground)}{''.join(valued)}</svg>"
    )


def _region(shape: Geometry, frame: Frame, fill: str) -> str:
    if not shape.intersects(window(frame, margin=0)):
        return ""
    rough = shapely.simplify(shape, TOLERANCE_PX * frame.km_per_px)
    d = path(rough, frame, least_px2=6)
    painted = f' fill="{fill}"' if fill else ""
    return f'<path class="rough"{painted} d="{d}"/>' if d else ""
