"""Points of a user's own as a table: counts by region, and by a column of the file."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import TYPE_CHECKING

from data.codes import Level, RegionKey
from data.figure import Standing
from data.phrase import said
from plusn.own.cells import Cell
from plusn.own.located import canonical
from plusn.own.quantity import Quantity
from plusn.own.series import SeriesKey
from plusn.own.table import Counted, OwnTable
from plusn.own.totals import Sums

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from data.phrase import Told
    from plusn.own.how import How
    from plusn.point_counts import PointCounts

PIECE = 1 << 20


def table_of_points(path: str | Path, how: How, level: Level) -> OwnTable:
    """Count the points of a file by region, and give them as a user's table.

    Parameters
    ----------
    path
        A file of points that ``plusn points`` takes.
    how
        The columns, the datum, and the column by which rows are told apart.
    level
        Level of the regions.

    Raises
    ------
    PlusNError
        As `plusn.point_counts.points`.
    """
    from pathlib import Path  # noqa: PLC0415

    from plusn.point_counts import points  # noqa: PLC0415 - the index loads slowly

    counts = points(
        path,
        lon=how.lon or "",
        lat=how.lat or "",
        datum=how.datum,
        by=how.by,
        level=str(level),
    )
    said_of_it = json.dumps([_digest(Path(path)), how.lon, how.lat, how.datum, how.by, str(level)])
    return counted_table(
        counts, name=Path(path).name, digest=hashlib.sha256(said_of_it.encode()).hexdigest()
    )


def counted_table(counts: PointCounts, *, name: str, digest: str) -> OwnTable:
    """Give counts of points as a user's table: the whole, then each key that was told apart."""
    frame = counts.frame
    whole = frame.groupby(["level", "code"], sort=False, as_index=False)["count"].sum()
    found = [_counted("", whole)]
    keys = [key for key in dict.fromkeys(frame["key"]) if key]
    found += [_counted(key, frame[frame["key"] == key]) for key in keys]
    remarks = tuple(_remarks(counts))
    return OwnTable(
        name=name,
        title="",
        counted=tuple(found),
        groups={},
        remarks={one.key: remarks for one in found},
        digest=digest,
    )


def _counted(sector: str, rows: pd.DataFrame) -> Counted:
    cells: dict[RegionKey, Cell] = {}
    for level, code, count in zip(rows["level"], rows["code"], rows["count"], strict=True):
        key = canonical(RegionKey(Level(level), code))
        number = Decimal(int(count))
        cells[key] = Cell(key=key, low=number, high=number, standing=Standing.DERIVED, rows=())
    ordered = sorted(cells.values(), key=lambda cell: (cell.key.level.rank, cell.key.code))
    return Counted(
        key=SeriesKey(sector=sector),
        quantity=Quantity(),
        cells=tuple(ordered),
        sums=Sums(),
        step=Decimal(0),
    )


def _remarks(counts: PointCounts) -> Iterator[Told]:
    lost = counts.rows - counts.placed
    if lost:
        yield said(
            "{rows:,} of {of_rows:,} rows are not on the map.", rows=lost, of_rows=counts.rows
        )


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
