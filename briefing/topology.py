"""Shared borders: every line of a coverage once, and regions as lists of lines.

Two neighbours have the same border; a province has the borders of its cities. Written once, the
geometry of an interactive map is half as large, and the outline of any set of regions is the
lines that occur once among them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    Points = NDArray[np.int64]  # one int per point, see _codes

# 86 characters that JSON and HTML leave as they are.
DIGITS = "".join(chr(c) for c in range(35, 127) if chr(c) not in "&<>\\\x60'")
_BASE = 43
_SHIFT = 1 << 21  # more than any coordinate in units, so that x * 2**22 + y is unique
_WIDTH = 1 << 22


@dataclass
class Topology:
    """Lines of a coverage, and the rings of its regions as indices into them.

    Parameters
    ----------
    lines
        Each the `coded` integers ``x y dx dy dx dy …``, y down.
    rings
        (level, code) → rings, each a list of line indices; ``~i`` is line i reversed.
    """

    lines: list[str] = field(default_factory=list)
    rings: dict[tuple[str, str], list[list[int]]] = field(default_factory=dict)


def topology(shapes: Mapping[tuple[str, str], Any], *, unit_km: float) -> Topology:
    """Cut polygons in km into shared lines on a grid of `unit_km`.

    Examples
    --------
    >>> left, right = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    >>> found = topology({("city", "1"): left, ("city", "2"): right}, unit_km=1)
    >>> len(found.lines), found.rings[("city", "1")], found.rings[("city", "2")]
    (3, [[0, 1]], [[-1, 2]])
    """
    rings = {key: list(_rings(shapes[key], unit_km)) for key in sorted(shapes)}
    nodes = _nodes([ring for found in rings.values() for ring in found])
    made = Topology()
    seen: dict[bytes, int] = {}
    for key, found in rings.items():
        made.rings[key] = [
            [_index(line, seen, made.lines) for line in _split(ring, nodes)] for ring in found
        ]
    return made


def coded(numbers: Iterable[int]) -> str:
    """Write integers as text, one character for those from -21 to 21.

    The sign goes to the last bit; then digits of base 43, least first, where the second half of
    `DIGITS` says that more follow.

    Examples
    --------
    >>> coded([0, -1, 1, 21, 22])
    '#$%QS$'
    """
    return "".join(_digits(2 * n if n >= 0 else -2 * n - 1) for n in numbers)


def _digits(rest: int) -> str:
    text = ""
    while rest >= _BASE:
        rest, digit = divmod(rest, _BASE)
        text += DIGITS[_BASE + digit]
    return text + DIGITS[rest]


def line_text(geometry: Any, *, unit_km: float) -> list[str]:  # noqa: ANN401 - shapely has no types
    """Write every ring or line of a geometry in km, as in `Topology.lines`.

    Examples
    --------
    >>> line_text(shapely.LineString([(0, 0), (2, 1)]), unit_km=0.5) == [coded([0, 0, 4, -2])]
    True
    """
    lines: Iterable[Any] = shapely.get_rings(shapely.get_parts(geometry))
    if shapely.get_dimensions(geometry) == 1:
        lines = shapely.get_parts(geometry)
    coded = (_codes(line, unit_km) for line in lines)
    return [_text(points) for points in coded if len(points) > 1]


def _codes(line: Any, unit_km: float) -> Points:  # noqa: ANN401 - shapely has no types
    grid = np.rint(shapely.get_coordinates(line) / unit_km).astype(np.int64)
    codes: Points = (grid[:, 0] + _SHIFT) * _WIDTH + (_SHIFT - grid[:, 1])
    return codes[np.r_[True, codes[1:] != codes[:-1]]]


def _rings(geometry: Any, unit_km: float) -> Iterable[Points]:  # noqa: ANN401 - shapely has no types
    for ring in shapely.get_rings(shapely.get_parts(geometry)):
        codes = _codes(ring, unit_km)
        if len(codes) > 3:  # noqa: PLR2004 - a closed ring with an area
            yield codes


def _nodes(rings: list[Points]) -> set[int]:
    """Find the points where lines meet: those without exactly two neighbours."""
    if not rings:
        return set()
    start = np.concatenate([ring[:-1] for ring in rings])
    end = np.concatenate([ring[1:] for ring in rings])
    pairs = np.unique(np.column_stack([np.r_[start, end], np.r_[end, start]]), axis=0)
    points, neighbours = np.unique(pairs[:, 0], return_counts=True)
    return set(points[neighbours != 2].tolist())  # noqa: PLR2004 - a line goes on


def _split(ring: Points, nodes: set[int]) -> Iterable[Points]:
    """Cut a closed ring at its nodes; one without nodes starts at its least point."""
    body = ring[:-1]
    cuts = [i for i, code in enumerate(body.tolist()) if code in nodes] or [int(body.argmin())]
    turned = np.r_[body[cuts[0] :], body[: cuts[0] + 1]]
    ends = [cut - cuts[0] for cut in cuts] + [len(body)]
    return (turned[a : b + 1] for a, b in pairwise(ends))


def _index(line: Points, seen: dict[bytes, int], lines: list[str]) -> int:
    backward = line[::-1].tobytes()
    if backward in seen:
        return ~seen[backward]
    forward = line.tobytes()
    if forward not in seen:
        seen[forward] = len(lines)
        lines.append(_text(line))
    return seen[forward]


def _text(points: Points) -> str:
    xy = np.column_stack([points // _WIDTH - _SHIFT, points % _WIDTH - _SHIFT])
    return coded(np.vstack([xy[:1], np.diff(xy, axis=0)]).ravel().tolist())
