"""The frame of a firm's map: fitted to its sites in Asia; what is far stands at the edge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from briefing.flow.firm.spec import Window
from briefing.flow.plane import Plane
from briefing.spec import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from briefing.flow.spec import Point

Place = tuple[float, float]
# What a map of Asia can show: west, south, east, north, degrees.
NEAR = (66.0, -14.0, 150.0, 52.0)
ALL_OF_IT = ((96.0, 2.0), (128.0, 40.0))
NEAREST_KM_PX = 1.6


@dataclass(frozen=True, kw_only=True)
class Style:
    """Fix what differs between the wide and the narrow picture; all in px.

    `keyed` tells whether the key of widths stands on the map, and not in the legend; `below` that
    the inset stands below the map.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    widest: float
    corridor: float
    least: float
    gap: float
    reach: float
    apart: float
    cluster: float
    edge: float
    inset: tuple[tuple[float, float], ...]
    size: float
    labels: int
    badges: int
    compact: bool
    keyed: bool = True
    below: bool = False


WIDE = Style(
    width=936, height=604, left=205, right=215, top=54, bottom=50,
    widest=24, corridor=62, least=1.0, gap=2.2, reach=56, apart=15, cluster=27, edge=190,
    inset=((384, 340), (348, 312), (312, 290), (280, 250), (248, 216)),
    size=13, labels=40, badges=9, compact=False,
)  # fmt: skip
PHONE = Style(
    width=358, height=440, left=92, right=100, top=48, bottom=84,
    widest=13, corridor=34, least=0.8, gap=1.6, reach=38, apart=13, cluster=22, edge=92,
    inset=((358, 250),), size=12, labels=16, badges=5, compact=True,
)  # fmt: skip


TALL = 440.0  # px from which a map holds its inset


def style_for(width: float, height: float) -> Style:
    """Fit the picture to a room; in a low one the inset is as large as the map: a second picture.

    Examples
    --------
    >>> style_for(770, 280).below, style_for(790, 600).below
    (True, False)
    """
    by = min(width / WIDE.width, height / WIDE.height)
    low = height < TALL
    inset = [(round(a * by), round(b * by)) for a, b in WIDE.inset[:3]]
    if low:
        inset = [(round(width), round(height))]
    return replace(
        WIDE,
        width=width,
        height=height,
        left=round(0.2 * width),
        right=round(0.21 * width),
        top=30 if low else 46,
        bottom=20 if low else 46,
        widest=round(WIDE.widest * max(by, 0.5), 1),
        corridor=round(WIDE.corridor * max(by, 0.5)),
        reach=round(WIDE.reach * max(by, 0.6)),
        cluster=24.0,
        edge=round(0.2 * width),
        inset=tuple(inset),
        size=12.5 if low else 13,
        badges=5 if low else 9,
        keyed=False,
        below=low,
    )


def is_near(place: Place) -> bool:
    """Tell whether a place can stand on a map of Asia.

    Examples
    --------
    >>> is_near((114.2, 22.3)), is_near((-118.1, 33.9))
    (True, False)
    """
    west, south, east, north = NEAR
    return west <= place[0] <= east and south <= place[1] <= north


def plane_of(places: Iterable[Place], style: Style) -> Plane:
    """Fit a plane to the near places: all inside the margins, no closer than needed."""
    unit = Plane(lon=112, lat=18, x=0, y=0, km_per_px=1)
    near = unit.line([place for place in places if is_near(place)] or list(ALL_OF_IT))
    x0, x1 = min(x for x, _ in near), max(x for x, _ in near)
    y0, y1 = min(y for _, y in near), max(y for _, y in near)
    wide = style.width - style.left - style.right
    high = style.height - style.top - style.bottom
    scale = max((x1 - x0) / wide, (y1 - y0) / high, NEAREST_KM_PX)
    # Room that is left over lies in the east, where the sea is, and half above, half below.
    over_x, over_y = wide - (x1 - x0) / scale, high - (y1 - y0) / scale
    x = style.left + min(over_x * 0.25, 120) - x0 / scale
    y = style.top + over_y / 2 - y0 / scale
    return Plane(lon=112, lat=18, x=round(x, 2), y=round(y, 2), km_per_px=round(scale, 4))


def window_of(plane: Plane) -> Window:
    """Say how a plane lies on the earth."""
    return Window(lon=plane.lon, lat=plane.lat, x=plane.x, y=plane.y, km_per_px=plane.km_per_px)


def plane_in(window: Window) -> Plane:
    """Give the plane of a window."""
    return Plane(lon=window.lon, lat=window.lat, x=window.x, y=window.y, km_per_px=window.km_per_px)


def box_of(style: Style) -> Box:
    """Give the frame of the main pane."""
    return Box(x=0, y=0, width=style.width, height=style.height)


def pushed_apart(
    at: Mapping[str, Point], least: float, fixed: frozenset[str] = frozenset()
) -> dict[str, Point]:
    """Move symbols that would cover one another, each by as little as is needed.

    Examples
    --------
    >>> pushed_apart({"a": (0.0, 0.0), "b": (4.0, 0.0)}, 10)
    {'a': (-3.0, 0.0), 'b': (7.0, 0.0)}
    """
    names = sorted(at)
    places = np.array([at[name] for name in names], dtype=float).reshape(-1, 2)
    held = np.array([name in fixed for name in names], dtype=bool)
    for _ in range(60):
        pairs = cKDTree(places).query_pairs(least - 0.05, output_type="ndarray")
        pairs = pairs[~(held[pairs[:, 0]] & held[pairs[:, 1]])]
        if not len(pairs):
            break
        _push(places, pairs[np.lexsort(pairs.T[::-1])], held, least)
    return {
        name: (round(float(x), 1), round(float(y), 1))
        for name, (x, y) in zip(names, places, strict=True)
    }


def _push(
    places: NDArray[np.float64],
    pairs: NDArray[np.int64],
    held: NDArray[np.bool_],
    least: float,
) -> None:
    """Move both symbols of each pair off the other, or one where the other is held."""
    first, second = pairs[:, 0], pairs[:, 1]
    way = places[second] - places[first]
    away = np.hypot(way[:, 0], way[:, 1])
    same = away == 0
    way[same], away[same] = (1.0, 0.0), 1.0
    by = (least - np.where(same, 0.0, away))[:, None] * way / away[:, None]
    alone = held[first] | held[second]
    share = np.where(alone, 1.0, 0.5)[:, None]
    np.add.at(places, first, np.where(held[first][:, None], 0.0, -by * share))
    np.add.at(places, second, np.where(held[second][:, None], 0.0, by * share))
