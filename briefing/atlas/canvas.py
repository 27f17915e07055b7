"""What stands where in one frame, in px: the obstacles that labels keep clear of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

from briefing.atlas.frames import main_part
from briefing.land import window

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.land import Geometry, Key, Land
    from briefing.spec import Box, Frame

SIMPLIFY_PX = 0.7
EDGE_ROOM = 5.0  # px that stay free inside the frame
EDGE_PX = 1.6  # a leader begins on the edge, and simplification moves edges apart


@dataclass
class Canvas:
    """Hold a frame's shapes in px and the boxes already taken.

    Parameters
    ----------
    frame
        The frame that px are measured in.
    shapes
        Regions in view, px, clipped to the frame.
    land_marked
        Land that no label may cover: that of the regions the map is about, px.
    land_other
        Land that a label may cover if it must, px.
    taken
        Boxes of labels, insets and scale bars placed so far.
    lines
        Leaders placed so far.
    circles
        Proportional symbols by region.
    crossed
        What `others` found, by region.
    """

    frame: Frame
    shapes: Mapping[Key, Geometry]
    land_marked: Geometry
    land_other: Geometry
    taken: list[Geometry] = field(default_factory=list)
    lines: list[Geometry] = field(default_factory=list)
    circles: dict[Key, Geometry] = field(default_factory=dict)
    crossed: dict[Key, Geometry] = field(default_factory=dict)

    def take(self, box: Box, *, margin: float = 4) -> None:
        """Keep labels off a box."""
        self.taken.append(
            shapely.box(
                box.x - margin,
                box.y - margin,
                box.x + box.width + margin,
                box.y + box.height + margin,
            )
        )

    def is_free(self, boxes: np.ndarray) -> np.ndarray:
        """Tell which boxes touch nothing that is taken and stay inside the frame."""
        left, top, right, bottom = shapely.bounds(boxes).T
        wide, high = self.frame.width - EDGE_ROOM, self.frame.height - EDGE_ROOM
        free = (left >= EDGE_ROOM) & (top >= EDGE_ROOM) & (right <= wide) & (bottom <= high)
        for blocked in (*self.taken, *self.lines, *self.circles.values()):
            shapely.prepare(blocked)  # once for each: many boxes are held against it
            free[free] = ~shapely.intersects(blocked, boxes[free])
        return np.asarray(free)

    def placed(self) -> tuple[Geometry, Geometry]:
        """Give all boxes taken and all leaders, each as one geometry for many questions."""
        boxes, lines = shapely.union_all(self.taken), shapely.union_all(self.lines)
        shapely.prepare(boxes)
        shapely.prepare(lines)
        return boxes, lines

    def copy(self) -> Canvas:
        """Give a canvas to try places on."""
        return replace(self, taken=[*self.taken], lines=[*self.lines])

    def keep(self, tried: Canvas) -> None:
        """Take over what was placed on a copy."""
        self.taken, self.lines = tried.taken, tried.lines

    def anchor(self, key: Key) -> Geometry:
        """Give what a leader begins at: the region's circle, or its largest part."""
        return self.circles.get(key) or main_part(self.shapes[key])

    def put_circle(self, key: Key, x: float, y: float, radius: float) -> None:
        """Keep labels off a symbol, and let its leader begin there."""
        self.circles[key] = shapely.buffer(shapely.Point(x, y), radius)

    def land_under(self, box: Box) -> float:
        """Give the area of land under a box, px²."""
        under = shapely.box(box.x, box.y, box.x + box.width, box.y + box.height)
        land = shapely.intersection(under, self.land_marked).area
        return float(land + shapely.intersection(under, self.land_other).area / 2)

    def others(self, key: Key) -> Geometry:
        """Give the land that a leader of a region may not cross, prepared for many questions."""
        if key not in self.crossed:
            self.crossed[key] = self._others(key)
        return self.crossed[key]

    def _others(self, key: Key) -> Geometry:
        own = shapely.buffer(self.shapes[key], EDGE_PX)
        rest = shapely.difference(self.land_marked, own)
        if key in self.circles:
            circle = shapely.buffer(self.circles[key], EDGE_PX)
            around = [c for other, c in self.circles.items() if other != key]
            rest = shapely.union_all([shapely.difference(rest, circle), *around])
        shapely.prepare(rest)
        return rest


def make_canvas(frame: Frame, land: Land, keys: Iterable[Key], *, national: bool) -> Canvas:
    """Project regions and everything around them into px.

    Parameters
    ----------
    frame, land
        The frame, and the geometry in km.
    keys
        Regions that the map is about.
    national
        Keep labels off all land of the nation; else only off the regions in `keys`.
    """
    shapes, marked, other = _ground(frame, land, tuple(keys), national)
    return Canvas(frame=frame, shapes=shapes, land_marked=marked, land_other=other)


@lru_cache(maxsize=256)
def _ground(
    frame: Frame,
    land: Land,
    keys: tuple[Key, ...],
    national: bool,  # noqa: FBT001 - a cache key
) -> tuple[Mapping[Key, Geometry], Geometry, Geometry]:
    # The ground is the same in every language; only words differ.
    box = window(frame, margin=0)
    seen = {key: land.shapes[key] for key in keys if land.shapes[key].intersects(box)}
    shapes = {key: _px(shapely.intersection(shape, box), frame) for key, shape in seen.items()}
    nation = _px(shapely.intersection(land.everything, box), frame)
    around = [shapely.intersection(s, box) for s in land.foreign if s.intersects(box)]
    foreign = _px(shapely.union_all(around), frame)
    marked, other = nation, foreign
    if not national:
        marked = shapely.union_all(list(shapes.values()))
        other = shapely.union(foreign, shapely.difference(nation, marked))
    shapely.prepare(marked)
    shapely.prepare(other)
    return shapes, marked, other


def _px(shape: Geometry, frame: Frame) -> Geometry:
    moved = shapely.transform(
        shape,
        lambda xy: np.column_stack([xy[:, 0] - frame.x0, frame.y0 - xy[:, 1]]) / frame.km_per_px,
    )
    return shapely.make_valid(shapely.simplify(moved, SIMPLIFY_PX))
