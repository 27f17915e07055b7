"""Points in well-known binary, seen as numbers where they lie: no geometry object is made.

A point is 21 bytes (OGC 06-103r4, 8.2.3): byte order, type 1 as uint32, x and y as float64.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from data.errors import BadValue
from data.phrase import said

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Degrees = NDArray[np.float64]

POINT = 21
LITTLE = np.dtype([("order", "u1"), ("type", "<u4"), ("x", "<f8"), ("y", "<f8")])
BIG = np.dtype([("order", "u1"), ("type", ">u4"), ("x", ">f8"), ("y", ">f8")])
IS_POINT = 1


def places(column: Any, name: str) -> tuple[Degrees, Degrees]:  # noqa: ANN401 - an Arrow array
    """Give the x and y of points; a missing or empty one is NaN.

    Parameters
    ----------
    column
        Arrow array of binary.
    name
        The column, for the message.

    Raises
    ------
    BadValue
        It is no such column, or a geometry in it is no plain point.

    Examples
    --------
    >>> import pyarrow as pa, shapely
    >>> xs, ys = places(pa.array([shapely.Point(114, 22.5).wkb, None]), "geometry")
    >>> xs.tolist(), ys.tolist()
    ([114.0, nan], [22.5, nan])
    """
    import pyarrow as pa  # noqa: PLC0415 - slow

    if not (pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type)):
        raise _no_points(name)
    there = column.drop_null() if column.null_count else column
    found = _seen(there.cast(pa.large_binary()), name)
    if not column.null_count:
        return found
    filled = np.full((2, len(column)), np.nan)
    filled[:, np.asarray(column.is_valid())] = found
    return filled[0], filled[1]


def _seen(column: Any, name: str) -> tuple[Degrees, Degrees]:  # noqa: ANN401 - an Arrow array
    """View a column without missing cells."""
    _, ends, content = column.buffers()
    offsets = np.frombuffer(ends, np.int64)[column.offset : column.offset + len(column) + 1]
    if not len(column):
        return np.empty(0), np.empty(0)
    if (np.diff(offsets) != POINT).any():
        raise _no_points(name)
    cells = np.frombuffer(content, LITTLE, count=len(column), offset=int(offsets[0]))
    big = cells["order"] == 0
    other = cells.view(BIG)
    if (np.where(big, other["type"], cells["type"]) != IS_POINT).any():
        raise _no_points(name)
    x, y = (np.where(big, other[axis], cells[axis]) for axis in "xy")
    return x.astype(np.float64), y.astype(np.float64)


def _no_points(name: str) -> BadValue:
    return BadValue(
        said("the column {name!r} holds something other than points", name=name),
        remedy=said("Name the columns of longitude and latitude in degrees."),
    )
