"""Geometry to draw, on one equal-area plane, and its paths in a frame.

`Land` holds shapely geometries projected by `geo.projection` (km, x east, y north). A frame turns
them into SVG path data in px, rounded to 0.1 px, the same for every back-end.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.spec import Frame

Geometry = Any  # shapely.Geometry: the library ships no types
Key = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Land:
    """Hold what maps are drawn from.

    Parameters
    ----------
    shapes
        (level, code) → polygon of a region, km.
    foreign
        Land of other countries, drawn below, km.
    dash
        The South China Sea dash line, km.
    attribution
        Source and version of the boundaries, for the credits.
    own
        They are a user's own file.
    """

    shapes: Mapping[Key, Geometry]
    foreign: tuple[Geometry, ...]
    dash: Geometry
    attribution: str
    own: bool = False

    def at(self, level: str) -> dict[str, Geometry]:
        """Give the shapes of one level by code, sorted by code."""
        return {
            code: self.shapes[key]
            for key in sorted(self.shapes)
            for lv, code in [key]
            if lv == level
        }

    @cached_property
    def nation(self) -> Geometry:
        """Give the outline of all provinces but Hong Kong and Macao, whose borders are inner."""
        provinces = [s for c, s in self.at("province").items() if c not in {"810000", "820000"}]
        # The coverage is snapped by rounding; 60 m closes what rounding opened.
        return shapely.unary_union(shapely.buffer(np.asarray(provinces), 0.06))

    @cached_property
    def everything(self) -> Geometry:
        """Give the outline of all provinces with Hong Kong and Macao."""
        sars = [s for c, s in self.at("province").items() if c in {"810000", "820000"}]
        return shapely.union_all([self.nation, *sars])


def window(frame: Frame, margin: float = 12) -> Geometry:
    """Give the frame as a box in km, wider by `margin` px on each side."""
    m = margin * frame.km_per_px
    right = frame.x0 + frame.width * frame.km_per_px
    bottom = frame.y0 - frame.height * frame.km_per_px
    return shapely.box(frame.x0 - m, bottom - m, right + m, frame.y0 + m)


def to_px(frame: Frame, x_km: float, y_km: float) -> tuple[float, float]:
    """Turn a place in km into px.

    Examples
    --------
    >>> from briefing.spec import Frame
    >>> to_px(Frame(x0=0, y0=100, km_per_px=2, width=50, height=50), 10, 90)
    (5.0, 5.0)
    """
    return (
        round((x_km - frame.x0) / frame.km_per_px, 1),
        round((frame.y0 - y_km) / frame.km_per_px, 1),
    )


def path(geometry: Geometry, frame: Frame, *, least_px2: float = 0.1) -> str:
    """Give SVG path data of a geometry's polygons and lines inside a frame.

    Polygons smaller than `least_px2` px² are left out; coordinates are relative and rounded to
    0.1 px without accumulating the rounding.
    """
    clipped = shapely.intersection(geometry, window(frame))
    parts: list[str] = []
    for part in shapely.get_parts(clipped):
        if part.geom_type == "Polygon":
            if part.area / frame.km_per_px**2 < least_px2:
                continue
            rings = [part.exterior, *part.interiors]
            parts += [_line(ring, frame, closed=True) for ring in rings]
        elif part.geom_type == "LineString":
            parts.append(_line(part, frame, closed=False))
    return "".join(parts)


def _line(line: Geometry, frame: Frame, *, closed: bool) -> str:
    xy = shapely.get_coordinates(line)
    px = np.column_stack([xy[:, 0] - frame.x0, frame.y0 - xy[:, 1]]) / frame.km_per_px
    tenths = np.rint(px * 10).astype(int)
    moved = np.r_[True, np.any(np.diff(tenths, axis=0) != 0, axis=1)]
    tenths = tenths[moved]
    if len(tenths) < (4 if closed else 2):
        return ""
    steps = np.diff(tenths[:-1] if closed else tenths, axis=0)
    start = f"M{_tenth(tenths[0, 0])},{_tenth(tenths[0, 1])}"
    moves = " ".join(f"{_tenth(dx)},{_tenth(dy)}" for dx, dy in steps)
    return f"{start}l{moves}{'z' if closed else ''}"


def _tenth(value: int) -> str:
    whole, rest = divmod(abs(int(value)), 10)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"
