"""A sheet of points: rows with longitude and latitude, counted by the region that they lie in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.codes import Level
from data.datum import Datum
from data.errors import BadValue, TooLarge, UnknownRegion
from data.phrase import said
from data.sheets.table import Role
from plusn.own.from_points import counted_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.errors import PlusNError
    from data.streams.batch import Batch
    from geo.points import Suggestion
    from plusn.own.draft import Draft
    from plusn.own.table import OwnTable
    from plusn.point_counts import PointCounts

UNSAID = "unsaid"
DATUMS = (UNSAID, *(str(datum) for datum in Datum))


def can_be_points(draft: Draft) -> bool:
    """Tell whether a sheet has a column of longitude and one of latitude."""
    seen = draft.understood
    return bool(seen.of_role(Role.LON) and seen.of_role(Role.LAT))


def is_points(draft: Draft) -> bool:
    """Tell whether its rows are counted where they lie, in place of the regions that they name.

    Unless the user says so, where it names no regions or has no numbers.
    """
    if draft.places != "auto" or not can_be_points(draft):
        return draft.places == "points" and can_be_points(draft)
    seen = draft.understood
    named = any(seen.of_role(role) for role in (Role.REGION, Role.CODE))
    return not named or not seen.of_role(Role.VALUE)


def count_points(draft: Draft) -> PointCounts:
    """Count the rows of a sheet whose datum is declared, by region and by sector.

    Raises
    ------
    TooLarge
        There are too many sectors.
    """
    from plusn.point_counts import points_of_batch  # noqa: PLC0415 - the index loads slowly

    return points_of_batch(_batch(draft), datum=draft.datum, level=draft.finest)


def hint_of_datum(draft: Draft) -> Suggestion | None:
    """Tell which datum fits the regions that the rows name; `None` where they name none."""
    if not draft.understood.of_role(Role.REGION):
        return None
    from plusn.counting.claims import hint_of  # noqa: PLC0415 - the index loads slowly

    return hint_of((_batch(draft, Role.REGION),), Level.CITY)


def table_of_draft(draft: Draft, digest: str) -> OwnTable:
    """Give the counts of points as a user's table.

    Raises
    ------
    TooLarge
        There are too many sectors.
    """
    table = counted_table(draft.points, name=draft.book.name, digest=digest)
    return replace(table, title=draft.understood.title)


def problems_of_points(draft: Draft) -> Iterator[PlusNError]:
    """List what keeps points from the map."""
    if draft.datum == UNSAID:
        yield BadValue(
            said("the file does not say in which datum its coordinates are"),
            remedy=said(
                "Say so: GPS and most files give WGS-84, maps of Amap and Tencent GCJ-02, "
                "maps of Baidu BD-09."
            ),
        )
        return
    try:
        placed = draft.points.placed
    except TooLarge as problem:
        yield problem
        return
    if not placed:
        yield UnknownRegion(
            said("no point lies in a region of China"),
            remedy=said("Check which column is the longitude and which one the latitude."),
        )


def _batch(draft: Draft, key: Role = Role.SECTOR) -> Batch:
    import pyarrow as pa  # noqa: PLC0415 - slow

    from data.streams.batch import Batch  # noqa: PLC0415
    from data.streams.cells import keyed, numbers  # noqa: PLC0415

    lon, lat = (
        numbers(pa.array(_texts(draft, role), pa.string()), str(role))
        for role in (Role.LON, Role.LAT)
    )
    codes, keys = keyed(pa.array(_texts(draft, key), pa.string()))
    return Batch(lon=lon, lat=lat, codes=codes, keys=keys)


def _texts(draft: Draft, role: Role) -> list[str]:
    columns = draft.understood.of_role(role)
    if not columns:
        return [""] * len(draft.understood.lines)
    place = columns[0].index
    return [line.cells.get(place, "").strip() for line in draft.understood.lines]
