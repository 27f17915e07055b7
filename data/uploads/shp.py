"""The geometries of a Shapefile, record by record, without a library.

Each count is compared with the bytes that are left before it is used; the index (.shx) is not
needed. Source: ESRI Shapefile Technical Description, July 1998.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from data.uploads.shape import LINE, POINT, POLYGON, BadShape, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC = b"\x00\x00\x27\x0a"
HEADER = 100  # bytes
KINDS = {1: POINT, 3: LINE, 5: POLYGON, 8: POINT, 31: POLYGON}
_SINGLE, _SEVERAL = 1, 8
_BOX = 36  # bytes of kind and box before the counts


def read_shapes(content: bytes, most: int) -> Iterator[Shape | None]:
    """Give the shape of each record in turn; `None` for one that is empty.

    Parameters
    ----------
    content
        The .shp file.
    most
        Vertices that a shape may have.

    Raises
    ------
    BadShape
        The file breaks off, or a shape is of an unknown kind or has too many vertices.
    """
    if not content.startswith(MAGIC) or len(content) < HEADER:
        raise BadShape("no .shp file")
    at = HEADER
    while at + 8 <= len(content):
        (words,) = struct.unpack_from(">i", content, at + 4)
        end = at + 8 + 2 * words
        if words < 2 or end > len(content):  # noqa: PLR2004 - the kind takes two words
            raise BadShape("it breaks off")
        try:
            yield _shape(content[at + 8 : end], most)
        except struct.error as problem:
            raise BadShape("it breaks off") from problem
        at = end


def _shape(record: bytes, most: int) -> Shape | None:
    (code,) = struct.unpack_from("<i", record)
    if code == 0:
        return None
    kind = KINDS.get(code if code == 31 else code % 10)  # noqa: PLR2004 - multipatch
    if kind is None or not 0 < code <= 31:  # noqa: PLR2004
        raise BadShape("it is of a kind that is not read")
    shape = Shape()
    if code % 10 == _SINGLE and code != 31:  # noqa: PLR2004
        shape.vertex(POINT, *struct.unpack_from("<2d", record, 4))
        return shape
    if code % 10 == _SEVERAL:
        (points,) = struct.unpack_from("<i", record, _BOX)
        start = _BOX + 4
    else:
        parts, points = struct.unpack_from("<2i", record, _BOX)
        start = _BOX + 8 + 4 * parts * (2 if code == 31 else 1)  # noqa: PLR2004
        if parts < 0:
            raise BadShape("it breaks off")
    if not 0 <= points <= most or start + 16 * points > len(record):
        raise BadShape("it breaks off or has too many vertices")
    shape.many(kind, struct.unpack_from(f"<{2 * points}d", record, start), 2)
    return shape
