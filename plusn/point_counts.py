"""Count the points of a file by region: the verb `plusn.points`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from data.codes import Level
from data.datum import Datum
from data.errors import BadValue, UnknownChoice
from data.phrase import said
from data.streams.address import is_address
from data.streams.batch import Columns
from data.streams.booked import batch_of
from data.streams.points import open_points
from data.streams.postgis import read_table
from geo.points import REACH_M, Status
from plusn.counting.claims import hint_of, sample_of
from plusn.counting.frames import by_key, by_region
from plusn.counting.local import count_here
from plusn.counting.partition import Options, count_batch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    import pandas as pd

    from data.streams.batch import Batch
    from data.streams.points import PointFile
    from geo.points import Suggestion
    from plusn.counting.counted import Counted

    Begin = Callable[[int, str], Callable[[int], None]]

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
LEVELS = ("province", "city", "county")
MOST_REACH_KM = 50.0


class Outcome(StrEnum):
    """What became of a row: one of these, always; those of the first three have a region."""

    INSIDE = "inside"
    BORDER = "border"  # exactly on a line: one region by the half-open rule
    NEAREST = "nearest"  # off the coast, within reach
    OUTSIDE = "outside"
    SWAPPED = "swapped"  # outside, and inside once longitude and latitude change places
    OUT_OF_RANGE = "out_of_range"  # beyond ±180 or ±90 degrees
    NO_POSITION = "no_position"  # blank, infinite, or no number
    BROKEN = "broken"  # more or fewer cells than the header


@dataclass(frozen=True, kw_only=True)
class PointCounts:
    """Hold what was counted; every row of the file is in `tally` once.

    Parameters
    ----------
    datum
        As declared.
    frame
        ``level, code, name, key, count``: every region with every key, zeros included, sorted by
        code, then key; `key` is ``""`` without a key column and for blank cells.
    keys
        ``outcome, key, count``: every row by what became of it, zeros left out.
    tally
        Rows by `Outcome`, zeros included.
    unshifted
        Rows that another datum was declared for, and that stay where they are: outside the
        Mainland maps are not shifted. Each has an outcome of its own besides.
    farthest_km
        Largest distance of a point that was taken to its nearest region.
    hint
        Which datum fits the regions that the rows claim; `None` where no such column is named.
    """

    datum: Datum
    frame: pd.DataFrame
    keys: pd.DataFrame
    tally: Mapping[Outcome, int]
    unshifted: int
    farthest_km: float
    hint: Suggestion | None = None

    @property
    def rows(self) -> int:
        """Count the rows of the file."""
        return sum(self.tally.values())

    @property
    def placed(self) -> int:
        """Count the rows that have a region: the sum of `frame`."""
        return sum(self.tally[one] for one in (Outcome.INSIDE, Outcome.BORDER, Outcome.NEAREST))


def points(
    path: str | Path,
    *,
    lon: str = "",
    lat: str = "",
    datum: str = "wgs-84",
    by: str | None = None,
    level: str = "city",
    claims: str | None = None,
    nearest_km: float = REACH_M / 1000,
    lang: str = "en",
    encoding: str = "",
    scheduler: str | None = None,
    begin: Begin | None = None,
) -> PointCounts:
    """Count the points of a file by region, and by a column of it.

    Parameters
    ----------
    path
        Parquet, GeoParquet of points, or delimited text with a header, of any size; or the
        address of a table on a server (`data.streams.address`).
    lon, lat
        Columns of longitude and latitude in degrees; may be left out where the file or the
        table has a column of points.
    datum
        What the coordinates are in: a word of `data.datum.Datum`. It is never guessed.
    by
        Column by whose values the counts are told apart, such as a sector.
    level
        ``province``, ``city`` or ``county``.
    claims
        Column that says in words or codes which region a row is in; used for nothing but a hint
        which datum the coordinates may be in.
    nearest_km
        How far off the coast a point may be and still be counted in its nearest region.
    lang
        Language of the names: ``en``, ``zh-Hant`` or ``zh-Hans``; counties have Chinese ones.
    encoding
        Of a text file; found out where blank.
    scheduler
        Address of a Dask scheduler, ``tcp://host:port``, whose workers see the file under the
        same path; without one the points are counted here.
    begin
        Called with the work and its unit (rows, or B for bytes); gives what hears of each step.

    Raises
    ------
    UnknownChoice
        `datum`, `level`, `lang` or `encoding` is none that is known.
    BadValue
        `nearest_km` is out of range, or columns are missing or of the wrong kind.
    WrongColumns, UnreadableFile, TooLarge
        The file is refused; the message says why.
    MissingExtra
        Dask, or the client library of the server, is not installed.
    """
    options = _options(datum, level, nearest_km)
    if lang not in LANGUAGES:
        raise UnknownChoice.of("language", lang, LANGUAGES)
    columns = Columns(lon=lon, lat=lat, key=by or "")
    claimed = replace(columns, key=claims) if claims else None
    if is_address(str(path)):
        counted, sample = _of_server(str(path), columns, claimed, options, scheduler)
    else:
        file = open_points(path, columns, encoding)
        sample = () if claimed is None else sample_of(open_points(path, claimed, encoding))
        counted = _of_file(file, options, scheduler, begin)
    hint = None if claimed is None else hint_of(sample, options.level)
    return replace(_result(counted, options, Level(level), lang), hint=hint)


def points_of_batch(batch: Batch, *, datum: str, level: str = "city") -> PointCounts:
    """Count points that are at hand by region and key.

    Parameters
    ----------
    batch
        The rows.
    datum, level
        As `points`.

    Raises
    ------
    UnknownChoice
        `datum` or `level` is none that is known.
    TooLarge
        There are too many keys.
    """
    options = _options(datum, level, REACH_M / 1000)
    return _result(count_batch(batch, options), options, Level(level), "en")


def _of_server(
    address: str,
    columns: Columns,
    claimed: Columns | None,
    options: Options,
    scheduler: str | None,
) -> tuple[Counted, Iterable[Batch]]:
    if scheduler is not None:
        raise BadValue(
            said("a table on a server is not given out to a cluster"),
            remedy=said("Count it without --scheduler."),
        )
    book = read_table(address)
    sample = () if claimed is None else (batch_of(book, claimed),)
    return count_batch(batch_of(book, columns), options), sample


def _of_file(
    file: PointFile, options: Options, scheduler: str | None, begin: Begin | None
) -> Counted:
    progress = begin(file.weight, file.unit) if begin is not None else None
    if scheduler is None:
        return count_here(file.parts, options, progress)
    from plusn.counting.cluster import count_there  # noqa: PLC0415 - an extra

    return count_there(file.parts, options, scheduler, progress)


def _options(datum: str, level: str, nearest_km: float) -> Options:
    if datum not in list(Datum):
        raise UnknownChoice.of("datum", datum, list(Datum))
    if level not in LEVELS:
        raise UnknownChoice.of("level", level, LEVELS)
    if not 0 <= nearest_km <= MOST_REACH_KM:
        raise BadValue(
            said("{given} km is too far from a region", given=f"{nearest_km:g}"),
            remedy=said("Give 0 to {most:g} km.", most=MOST_REACH_KM),
        )
    asked = Level.COUNTY if level == Level.COUNTY else Level.CITY
    return Options(level=asked, datum=Datum(datum), reach_m=nearest_km * 1000)


def _result(counted: Counted, options: Options, level: Level, lang: str) -> PointCounts:
    found = counted.by_status()
    tally = {Outcome[status.name]: found[status] for status in Status}
    return PointCounts(
        datum=options.datum,
        frame=by_region(counted, options.level, level, lang),
        keys=by_key(counted),
        tally={**tally, Outcome.BROKEN: counted.broken},
        unshifted=counted.unshifted,
        farthest_km=counted.tally.farthest_m / 1000,
    )
