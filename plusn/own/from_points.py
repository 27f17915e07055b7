"""Points of a user's own as a table: counts by region, and by a column of the file."""

from __future__ import annotations

import codecs
import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from data.codes import Level, RegionKey
from data.datum import Datum
from data.errors import UnknownRegion
from data.figure import Standing
from data.phrase import said
from data.streams.address import is_address, parse
from plusn.own.cells import Cell
from plusn.own.located import canonical
from plusn.own.quantity import Quantity
from plusn.own.series import SeriesKey
from plusn.own.table import Counted, OwnTable
from plusn.own.totals import Sums

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from data.phrase import Told
    from plusn.own.how import How
    from plusn.point_counts import PointCounts

PIECE = 1 << 20
# First bytes of files that are read as cells: workbooks and archives, GeoPackage, JSON, HTML.
WHOLE = (b"PK", b"\xd0\xcf\x11\xe0", b"SQLite", b"{", b"[", b"<")


def is_streamed(data: object) -> bool:
    """Tell whether points are counted while their file is read: Parquet, text, a server."""
    if not isinstance(data, str | Path):
        return False
    if is_address(str(data)):
        return True
    try:
        with Path(data).open("rb") as file:
            head = file.read(64)
    except OSError:
        return True  # what counts them says that there is no such file
    return not head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(WHOLE)


def table_of_points(path: str | Path, how: How, level: Level) -> OwnTable:
    """Count the points of a file by region, and give them as a user's table.

    Parameters
    ----------
    path
        A file of points that ``plusn points`` takes, or the address of a server's table.
    how
        The columns, the datum, and the column by which rows are told apart.
    level
        Level of the regions.

    Raises
    ------
    PlusNError
        As `plusn.point_counts.points`.
    """
    from plusn.point_counts import points  # noqa: PLC0415 - the index loads slowly

    counts = points(
        path,
        lon=how.lon or "",
        lat=how.lat or "",
        datum=how.datum or str(Datum.WGS84),
        by=how.by,
        level=str(level),
    )
    _check_all(counts, how)
    there = is_address(str(path))
    content = counts.frame.to_csv(index=False) if there else _digest(Path(path))
    said_of_it = json.dumps([content, how.lon, how.lat, counts.datum, how.by, str(level)])
    return counted_table(
        counts,
        name=parse(str(path)).table if there else Path(path).name,
        digest=hashlib.sha256(said_of_it.encode()).hexdigest(),
    )


def _check_all(counts: PointCounts, how: How) -> None:
    if how.strict and counts.rows > counts.placed:
        raise not_on_map(counts.rows - counts.placed)


def not_on_map(rows: int) -> UnknownRegion:
    """Refuse a table of which some rows are on no region, where the user asked for all."""
    return UnknownRegion(
        said("{rows:,} rows are on no region that is known", rows=rows),
        where="--strict",
        remedy="Say which regions are meant (--confirm), or leave --strict out.",
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
        of_points=True,
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
