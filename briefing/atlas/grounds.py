"""Which part of the plane a sheet's map shows, and the small map that says where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.atlas import frames
from briefing.atlas.layout import DELTA_VIEWS, is_shown
from briefing.atlas.writers import writer_of
from briefing.land import to_px
from briefing.spec import Frame, Inset, Label, Locator
from briefing.typesetting import width_of
from data.codes import Level, RegionKey

if TYPE_CHECKING:
    from briefing.atlas.material import Material, View
    from briefing.spec import Box, Tongue

Bounds = tuple[float, float, float, float]
DASH_SOUTH = 175.0  # km: the southern end of the dash line on the plane
DELTA_HEIGHT = 400.0  # km
# Named on every map of the nation.
ALWAYS = ("810000", "820000", "710000", "460000")
WHOLE_KM = 3600.0
INSET = (128.0, 176.0)
INSET_TYPE = 12.0
LEAST_INSET = 72.0


def essential(material: Material, view: View) -> Bounds:
    """Give the bounds that a map must show, km: x0, y0, x1, y1."""
    shapes = material.land.shapes
    if view.id in DELTA_VIEWS:
        x0, y0, wide = frames.DELTA
        return (x0, y0 - DELTA_HEIGHT, x0 + wide, y0)
    if not view.national:
        return frames.main_bounds([shapes[key] for key in view.keys])
    scale = writer_of(material).scale(material, view)
    shown = [shapes[key] for key in view.keys if is_shown(material, key, scale)]
    shown += [shapes[("province", code)] for code in ALWAYS]
    found = frames.main_bounds(shown)
    return frames.NATION_BOX if found[2] - found[0] > WHOLE_KM else found


def framed(
    bounds: Bounds, ground: Box, *, left: float, right: float, top: float, bottom: float
) -> Frame:
    """Fit bounds into a map, with room at its sides, px."""
    x0, y0, x1, y1 = bounds
    wide, high = ground.width - left - right, ground.height - top - bottom
    k = max((x1 - x0) / wide, (y1 - y0) / high)
    middle_x, middle_y = left + wide / 2, top + high / 2
    return Frame(
        x0=(x0 + x1) / 2 - k * middle_x,
        y0=(y0 + y1) / 2 + k * middle_y,
        km_per_px=k,
        width=ground.width,
        height=ground.height,
    )


def wider_locator(
    material: Material, view: View, shown: Frame, room: tuple[float, float], language: Tongue
) -> Locator | None:
    """Describe where the map lies: in the nation with the South China Sea, or in its province."""
    if view.id in DELTA_VIEWS:
        keys = [r.key for r in material.regions.at(Level.CITY, within="440000")]
        bounds = frames.main_bounds([material.land.shapes[key] for key in keys])
        name = material.name(RegionKey(Level.PROVINCE, "440000"), language)
    else:
        left, _, right, top = frames.NATION_BOX
        if shown.km_per_px * shown.width > (right - left) * 0.9:
            return None
        bounds = (left, DASH_SOUTH, right, top)
        name = material.say("locator.nation", language)
    frame = frames.fitted(bounds, room, pad=0.01)
    return Locator(
        frame=frame,
        window=frames.window_on(frame, shown),
        caption=material.say("locator.caption", language, name=name),
    )


def _inset_size(material: Material, frame: Frame) -> tuple[float, float]:
    """Give a size that leaves Taiwan free, px."""
    _, south, east, _ = frames.main_bounds([material.land.shapes[("province", "710000")]])
    _, bottom = to_px(frame, east, south)
    free = max(frame.height - bottom - 20, LEAST_INSET)
    high = min(INSET[1], frame.height * 0.3, free)
    return round(high * INSET[0] / INSET[1], 1), round(high, 1)


def inset_on(material: Material, view: View, frame: Frame, language: Tongue) -> Inset | None:
    """Place the South China Sea in the lower right corner of a national map."""
    if not view.national:
        return None
    size = _inset_size(material, frame)
    found = frames.inset(frame, ())
    box = found.box.model_copy(
        update={
            "x": frame.width - size[0] - 8,
            "y": frame.height - size[1] - 8,
            "width": size[0],
            "height": size[1],
        }
    )
    words = material.say("sea.south_china", language).split("|")
    if max(width_of(line, INSET_TYPE) for line in words) > size[0] - 6:
        words = []
    labels = tuple(
        Label(
            kind="sea",
            x=size[0] * 0.53,
            y=size[1] * 0.5 + 3 + (INSET_TYPE + 1.5) * i,
            anchor="middle",
            name=line,
            size=INSET_TYPE,
        )
        for i, line in enumerate(words)
    )
    return Inset(box=box, frame=frames.frame(frames.SOUTH_CHINA_SEA, size), labels=labels)
