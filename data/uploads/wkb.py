"""Geometries of GeoPackage and GeoParquet, gone through without a library.

A geometry nested in itself some hundred times, in less than a kilobyte, brings GEOS down. Here
its depth is bounded, and each count is compared with the bytes that are left before it is used.

Source: OGC 06-103r4, Simple Feature Access 1, chapter 8 (WKB), and its extension EWKB.
"""

from __future__ import annotations

import struct

from data.uploads.shape import LINE, POINT, POLYGON, BadShape, Shape

DEEPEST = 8
SMALLEST = 9  # bytes of a part: byte order, kind, a count or more
_Z, _M, _SRID = 0x80000000, 0x40000000, 0x20000000
_MULTI = {4, 5, 6, 7}
_RINGS = 3
_KINDS = {1: POINT, 2: LINE, 3: POLYGON, 4: POINT, 5: LINE, 6: POLYGON}


def read_wkb(blob: bytes, most: int) -> Shape:
    """Go through a geometry.

    Parameters
    ----------
    blob
        Well-known binary.
    most
        Vertices that it may have.

    Raises
    ------
    BadShape
        It breaks off, is nested too deeply, of an unknown kind, or has too many vertices.

    Examples
    --------
    >>> read_wkb(bytes.fromhex("0101000000000000000000F03F0000000000000040"), 9).point
    (1.0, 2.0)
    """
    shape = Shape()
    try:
        end = _Walk(blob, shape, most).part(0, 0)
    except struct.error as problem:
        raise BadShape("it breaks off") from problem
    if end > len(blob):
        raise BadShape("it breaks off")
    return shape


class _Walk:
    def __init__(self, blob: bytes, shape: Shape, most: int) -> None:
        self._blob, self._shape, self._most = blob, shape, most

    def part(self, at: int, depth: int) -> int:
        """Go through the part at a place; give where the next one begins."""
        if depth > DEEPEST:
            raise BadShape("it is nested too deeply")
        order = "<" if self._blob[at : at + 1] == b"\1" else ">"
        (code,) = struct.unpack_from(order + "I", self._blob, at + 1)
        at += 9 if code & _SRID else 5
        plain = code & 0x0FFFFFFF
        kind, extra = plain % 1000, plain // 1000
        if extra > 3 or (kind not in _KINDS and kind not in _MULTI):  # noqa: PLR2004 - Z, M, ZM
            raise BadShape("it is of a kind that is not read")
        dimensions = 2 + (extra in {1, 3} or bool(code & _Z)) + (extra >= 2 or bool(code & _M))  # noqa: PLR2004
        if kind == 1:
            return self._point(at, order, dimensions)
        count, at = self._count(at, order)
        if kind in _MULTI:
            return self._parts(at, count, depth)
        if kind == _RINGS:
            return self._rings(at, count, order, dimensions)
        return self._line(LINE, at, count, order, dimensions)

    def _count(self, at: int, order: str) -> tuple[int, int]:
        (count,) = struct.unpack_from(order + "I", self._blob, at)
        return count, at + 4

    def _point(self, at: int, order: str, dimensions: int) -> int:
        x, y = struct.unpack_from(order + "2d", self._blob, at)
        if x == x or y == y:  # noqa: PLR0124 - two NaN mean an empty point
            self._shape.vertex(POINT, x, y)
        return at + 8 * dimensions

    def _parts(self, at: int, count: int, depth: int) -> int:
        self._fits(count, SMALLEST, at)
        for _ in range(count):
            at = self.part(at, depth + 1)
        return at

    def _rings(self, at: int, count: int, order: str, dimensions: int) -> int:
        self._fits(count, 4, at)
        for _ in range(count):
            points, at = self._count(at, order)
            at = self._line(POLYGON, at, points, order, dimensions)
        return at

    def _line(self, kind: str, at: int, count: int, order: str, dimensions: int) -> int:
        self._fits(count, 8 * dimensions, at)
        if self._shape.vertices + count > self._most:
            raise BadShape("it has too many vertices")
        numbers = struct.unpack_from(f"{order}{count * dimensions}d", self._blob, at)
        self._shape.many(kind, numbers, dimensions)
        return at + 8 * dimensions * count

    def _fits(self, count: int, size: int, at: int) -> None:
        if count * size > len(self._blob) - at:
            raise BadShape("it breaks off")
