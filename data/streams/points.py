"""A file of points, as parts that can be read anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import UnreadableFile
from data.phrase import said
from data.streams import delimited, parquet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from data.streams.batch import Batch, Columns, Partition


@dataclass(frozen=True)
class PointFile:
    """Hold a file that was looked into.

    Parameters
    ----------
    parts
        Its parts; those of a text file are found while the file is scanned, so they can be gone
        through once.
    weight
        Of all parts together: rows of a Parquet file, bytes of a text file.
    unit
        ``"rows"`` or ``"B"``: what `weight` counts.
    """

    parts: Iterable[Partition]
    weight: int
    unit: str


def open_points(path: Path | str, columns: Columns, encoding: str = "") -> PointFile:
    """Look into a file of points; the kind is told from its first bytes.

    Parameters
    ----------
    path
        Parquet, GeoParquet of points, or delimited text with a header.
    columns
        What to read.
    encoding
        Of a text file, where the user names it; found out where blank.

    Raises
    ------
    UnreadableFile
        The file is absent, cut, or in no encoding that is read.
    WrongColumns, BadValue
        A column is absent, doubled, of the wrong kind, or none of places is named.
    """
    place = Path(path)
    try:
        if parquet.is_parquet(place):
            found = parquet.plan(place, columns)
            return PointFile(found, sum(part.weight for part in found), "rows")
        return PointFile(delimited.plan(place, columns, encoding), place.stat().st_size, "B")
    except OSError as problem:
        raise UnreadableFile(
            said("the file cannot be read"),
            where=f"{path}: {problem.strerror or problem}",
            remedy=said("Check the path."),
        ) from problem


def read_part(part: Partition) -> Iterator[Batch]:
    """Read the rows of one part, in the file's order.

    Raises
    ------
    UnreadableFile
        The file is absent here, is another one, or is damaged.
    """
    try:
        size = Path(part.path).stat().st_size
    except OSError as problem:
        raise UnreadableFile(
            said("the file cannot be read"),
            where=f"{part.path}: {problem.strerror or problem}",
            remedy=said("Every worker must see it under the same path."),
        ) from problem
    if size != part.size:
        raise UnreadableFile(
            said("the file is not the one that was looked into"),
            where=part.path,
            remedy=said("Let nothing write to it meanwhile; every worker must see the same file."),
        )
    yield from parquet.read(part) if part.layout is None else delimited.read(part, part.layout)
