"""Which part of the plane a map shows.

The nation is shown by its coast when everything worth seeing lies there, by a wider frame when
places farther inland may be higher, and whole otherwise: 95 % of the area is unpublished.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from briefing.land import window
from briefing.spec import Box, Frame, Inset, Label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.land import Geometry

WIDE = (668.0, 618.0)
PHONE = (358.0, 487.0)
PANEL = (380.0, 412.0)  # one of several maps side by side

# Upper left corner and width on the plane of `geo.projection`, km. From narrow to whole.
COAST = (-38.0, 3915.0, 2221.0)
EAST = (-330.0, 4535.0, 2908.0)
NATION = (-2760.0, 5990.0, 4990.0)
DELTA = (638.0, 2640.0, 462.0)
# On a phone the frame is narrower than high: the coast begins farther east.
COAST_PHONE = (262.0, 3915.0, 1760.0)
SOUTH_CHINA_SEA = (60.0, 2740.0, 1860.0)
INSET_SIZE = (116.0, 160.0)
INSET_SHARE_PANEL = 0.45
INSET_TYPE, INSET_TYPE_PANEL = 10.5, 7.5
# Where the whole nation is shown, a full-sized inset would cover Hong Kong or leave it no name.
INSET_SHARE_WHOLE = 0.6
WHOLE_KM = 4000.0
TOP_ROOM = 14.0
LOCATOR_WIDTH = 204.0


def frame(corner: tuple[float, float, float], size: tuple[float, float]) -> Frame:
    """Make a frame from its corner and width in km and its size in px."""
    x0, y0, width_km = corner
    return Frame(x0=x0, y0=y0, km_per_px=width_km / size[0], width=size[0], height=size[1])


def national(shown: Iterable[Geometry], size: tuple[float, float]) -> Frame:
    """Choose the narrowest national frame that holds the middle of every shape in `shown`."""
    middles = [shapely.point_on_surface(main_part(shape)) for shape in shown]
    coast = COAST_PHONE if size == PHONE else COAST
    for corner in (coast, EAST):
        candidate = frame(corner, size)
        box = window(candidate, margin=-8)
        if middles and all(box.contains(middle) for middle in middles):
            return candidate
    whole = fitted(NATION_BOX, size, pad=0)
    # Spare room lies in the south, where the inset and the names of the coast stand.
    return whole.model_copy(update={"y0": NATION_BOX[3] + TOP_ROOM * whole.km_per_px})


def fitted(
    bounds: tuple[float, float, float, float], size: tuple[float, float], *, pad: float = 0.09
) -> Frame:
    """Fit bounds (x0, y0, x1, y1 in km) into a size, with a share `pad` of room all round."""
    left, bottom, right, top = bounds
    wide, high = (right - left) * (1 + 2 * pad), (top - bottom) * (1 + 2 * pad)
    km_per_px = max(wide / size[0], high / size[1])
    x0 = (left + right) / 2 - km_per_px * size[0] / 2
    y0 = (top + bottom) / 2 + km_per_px * size[1] / 2
    return Frame(x0=x0, y0=y0, km_per_px=km_per_px, width=size[0], height=size[1])


# All of the Mainland, Hainan and Taiwan, without the islands far to the south.
NATION_BOX = (-2660.0, 1890.0, 2230.0, 5960.0)


def main_part(shape: Geometry) -> Geometry:
    """Give the largest polygon of a shape: islets must not stretch a view."""
    return max(shapely.get_parts(shape), key=shapely.area)


def main_bounds(shapes: Iterable[Geometry]) -> tuple[float, float, float, float]:
    """Give the bounds of the largest parts of several shapes, km."""
    left, bottom, right, top = shapely.total_bounds([main_part(shape) for shape in shapes])
    return (float(left), float(bottom), float(right), float(top))


def inset(of: Frame, words: tuple[str, ...]) -> Inset:
    """Place the South China Sea in the lower right corner."""
    share = 1.0 if of.width == WIDE[0] else 0.97
    if of.km_per_px * of.width > WHOLE_KM:
        share = INSET_SHARE_WHOLE
    small = of.width == PANEL[0]
    share = INSET_SHARE_PANEL if small else share
    size_of_type = INSET_TYPE_PANEL if small else INSET_TYPE
    size = (INSET_SIZE[0] * share, INSET_SIZE[1] * share)
    room = 6 if small else 12
    box = Box(
        x=of.width - size[0] - room, y=of.height - size[1] - room, width=size[0], height=size[1]
    )
    labels = tuple(
        Label(
            kind="sea",
            x=size[0] * 0.53,
            y=size[1] * 0.5 + 3 + (size_of_type + 1.5) * i,
            anchor="middle",
            name=line,
            size=size_of_type,
        )
        for i, line in enumerate(words)
    )
    return Inset(box=box, frame=frame(SOUTH_CHINA_SEA, size), labels=labels)


def window_on(locator: Frame, shown: Frame) -> Box:
    """Give the main frame as a box on the locator, cut at the locator's edges, px."""
    k = shown.km_per_px / locator.km_per_px
    x = (shown.x0 - locator.x0) / locator.km_per_px
    y = (locator.y0 - shown.y0) / locator.km_per_px
    left, top = max(x, 1.0), max(y, 1.0)
    right = min(x + shown.width * k, locator.width - 1)
    bottom = min(y + shown.height * k, locator.height - 1)
    return Box(
        x=round(left, 1),
        y=round(top, 1),
        width=round(right - left, 1),
        height=round(bottom - top, 1),
    )
