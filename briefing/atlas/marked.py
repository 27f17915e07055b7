"""Hong Kong, Macao and Taiwan on a sheet's small map: always named, beside their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from briefing.atlas.frames import main_part
from briefing.atlas.labels import Words, quiet
from briefing.atlas.named import always
from briefing.atlas.tables import ranking
from briefing.pairing import said_in
from briefing.spec import Label
from briefing.tongue import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.atlas.canvas import Canvas
    from briefing.atlas.material import Material, View
    from briefing.atlas.sizes import Setting
    from briefing.land import Key
    from briefing.spec import Tongue
    from data.codes import RegionKey

HONG_KONG, MACAO, TAIWAN = "810000", "820000", "710000"
# From the place to where its name begins (Hong Kong) or ends (Macao), px: the best first.
DOWN = (18.0, 26.0, 34.0, 42.0, 52.0, 62.0, 74.0)
EAST = tuple((dx, dy) for dy in DOWN for dx in (14.0, 4.0, -10.0, -24.0))
WEST = tuple((dx, dy + 6) for dy in DOWN for dx in (-5.0, 4.0, 16.0, 30.0))
GAP = 5.0
OVER_LAND = 0.5  # px that a px² of land under a name costs
LATER = 3.0  # px that a later seat costs
Seat = tuple[float, float, str]


def always_named(
    material: Material, view: View, canvas: Canvas, language: Tongue, setting: Setting
) -> tuple[Label, ...]:
    """Write the names that always stand, and keep later ones off them."""
    found = []
    # The island has more seats to choose from: it is last.
    named = sorted(always(material, view, language, setting).items(), key=_island)
    for key, (kind, words) in named:
        shape = canvas.shapes.get(key)
        if shape is None or shape.is_empty:
            continue
        island = key.code == TAIWAN
        label = None
        first = str(said_in(words.name, spoken(language)[0]))
        for name, extra in ((words.name, words.shorter), (words.name, ""), (first, "")):
            brief = Words(name=name, extra=extra, size=words.size)
            seats = list(
                _around(shape, brief, canvas.frame.width) if island else _beside(shape, key)
            )
            label = _best(canvas, key, brief, seats)
            if label is not None:
                break
        if label is None:
            continue
        if not island:
            x, y = _middle(shape)
            ends = (label.x - 3 if key.code == HONG_KONG else label.x + 1, label.y - 8)
            label = label.model_copy(update={"leader": ((x, y), _tenths(*ends)), "dot": (x, y)})
            canvas.lines.append(shapely.LineString(label.leader))
        found.append(label.model_copy(update={"kind": kind}))
    return tuple(found)


def _island(row: tuple[RegionKey, object]) -> tuple[bool, str]:
    return row[0].code == TAIWAN, row[0].code


def _middle(shape: object) -> tuple[float, float]:
    point = main_part(shape).centroid
    return _tenths(point.x, point.y)


def _tenths(x: float, y: float) -> tuple[float, float]:
    return round(float(x), 1), round(float(y), 1)


def _beside(shape: object, key: Key) -> Iterator[Seat]:
    x, y = _middle(shape)
    east = key[1] == HONG_KONG
    for dx, dy in EAST if east else WEST:
        yield x + dx, y + dy, "start" if east else "end"


def _around(shape: object, words: Words, width: float) -> Iterator[Seat]:
    left, top, right, bottom = main_part(shape).bounds
    _, above, below = words.box
    middle = (top + bottom) / 2
    for y in (middle, top + above, middle + 30):
        yield right + GAP, y, "start"
    yield (left + right) / 2, bottom + above + GAP, "middle"
    for lower in (0.0, 8.0, 16.0, 26.0, 38.0):
        yield width - GAP - 2, bottom + above + GAP + lower, "end"
    for y in (bottom - below, bottom + 4, middle):
        yield left - GAP, y, "end"
    yield (left + right) / 2, top - below - GAP, "middle"


def _best(canvas: Canvas, key: Key, words: Words, seats: list[Seat]) -> Label | None:
    """Take the free seat that covers least land, the first of several."""
    boxes = np.array([_box(seat, words) for seat in seats])
    land = shapely.area(shapely.intersection(boxes, canvas.land_marked))
    cost = OVER_LAND * land + LATER * np.arange(len(seats))
    cost[~canvas.is_free(boxes)] = np.inf
    pick = int(np.argmin(cost))
    if not np.isfinite(cost[pick]):
        return None
    canvas.taken.append(boxes[pick])
    x, y, anchor = seats[pick]
    return Label.model_validate(
        {
            "level": key[0],
            "code": key[1],
            "kind": "place",
            "x": round(x, 1),
            "y": round(y, 1),
            "anchor": anchor,
            "name": words.name,
            "extra": words.extra,
            "size": words.size,
        }
    )


def _box(seat: Seat, words: Words) -> object:
    x, y, anchor = seat
    wide, above, below = words.box
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    return shapely.box(left - 2, y - above - 1, left + wide + 2, y + below + 1)


def inside(
    material: Material,
    view: View,
    canvas: Canvas,
    language: Tongue,
    labels: tuple[Label, ...],
    setting: Setting,
) -> tuple[Label, ...]:
    """Name the regions with a number that have neither a line to their bar nor a label."""
    done = {(label.level, label.code) for label in labels}
    found = []
    for key in ranking(material, view):
        if key in setting.told or (str(key.level), key.code) in done:
            continue
        name = material.name(key, language, alone=view.national)
        label = quiet(canvas, key, name, size=setting.type.quiet)
        if label is not None:
            found.append(label.model_copy(update={"kind": "place"}))
    return tuple(found)
