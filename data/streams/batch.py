"""What passes from a file to the counting: columns to read, parts of a file, and rows as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Name the columns that are read.

    Parameters
    ----------
    lon, lat
        Columns of degrees; both blank where `geometry` is read.
    geometry
        Column of points in well-known binary; blank where `lon` and `lat` are read.
    key
        Column by which rows are told apart, such as a sector; blank for none.
    """

    lon: str = ""
    lat: str = ""
    geometry: str = ""
    key: str = ""

    @property
    def wanted(self) -> tuple[str, ...]:
        """Give the columns to read, each once, in this order: places, then the key.

        Examples
        --------
        >>> Columns(lon="x", lat="y", key="y").wanted
        ('x', 'y')
        """
        named = (self.lon, self.lat, self.geometry, self.key)
        return tuple(dict.fromkeys(name for name in named if name))


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Hold some rows of a file.

    Parameters
    ----------
    lon, lat
        Degrees as they stand in the file, shape (n,); NaN where the cell is no number.
    codes
        Position of each row's key in `keys`, shape (n,), int32.
    keys
        Distinct texts of the key column; a blank or missing cell is ``""``.
    broken
        Rows beside these n that have more or fewer cells than the header.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    codes: NDArray[np.int32]
    keys: tuple[str, ...]
    broken: int = 0

    @property
    def rows(self) -> int:
        """Count the rows, broken ones included."""
        return len(self.lon) + self.broken


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Say how a text file is written.

    Parameters
    ----------
    names
        The header's cells.
    encoding
        A name that `codecs` knows.
    delimiter, newline
        One character each.
    start
        Bytes before the first row.
    """

    names: tuple[str, ...]
    encoding: str
    delimiter: str
    newline: str
    start: int

    @property
    def divisible(self) -> bool:
        """Tell whether rows can be told apart in the bytes, without decoding them.

        In GB 18030 and Big5 the second byte of a character may be that of ``|``.

        Examples
        --------
        >>> Layout(names=("a",), encoding="big5", delimiter="|", newline="", start=0).divisible
        False
        """
        if self.encoding == "utf-8":
            return True
        return not self.encoding.startswith("utf-16") and self.delimiter != "|"


@dataclass(frozen=True, kw_only=True)
class Partition:
    """Point at one part of a file; what is needed to read it anywhere.

    Parameters
    ----------
    path, size
        The file, and its bytes: elsewhere another file may have its name.
    start, stop
        Row groups of a Parquet file, or bytes of a text file; `stop` is not included.
    weight
        Share of the file's work: rows of a Parquet file, bytes of a text file.
    columns
        What to read.
    layout
        How a text file is written; `None` for Parquet.
    """

    path: str
    size: int
    start: int
    stop: int
    weight: int
    columns: Columns
    layout: Layout | None = None
