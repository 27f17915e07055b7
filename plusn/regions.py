"""The regions that PlusN knows."""

from __future__ import annotations

from functools import cache

from data import boundaries
from data.codes import Level, RegionKey
from data.packaged import region_rows
from geo.region import Region, Regions


@cache
def load_regions(*, counties: bool = False) -> Regions:
    """Build the regions: the Mainland, 34 province-level and 372 city-level units.

    The value is immutable and shared by every caller. A city-level unit lies in the province-level
    unit of its code's first two digits; a province-level unit, Hong Kong, Macao and Taiwan
    included, in the country row 100000.

    Parameters
    ----------
    counties
        Add the 2,869 county-level units of the boundary layer, whose one name is Simplified
        Chinese. Builds that layer when the cache does not hold it.

    Raises
    ------
    HashMismatch
        The packaged name table is not the recorded one.
    UnwritableOutput, UnreadableFile
        The county layer cannot be made.

    Examples
    --------
    >>> regions = load_regions()
    >>> len(regions.at("province")), len(regions.at("city")), len(regions.at("city", within="44"))
    (34, 372, 21)
    """
    return Regions((*(Region(**row) for row in region_rows()), *(_counties() if counties else ())))


def _counties() -> list[Region]:
    return [
        Region(
            key=RegionKey(Level.COUNTY, row["code"]),
            parent=RegionKey(Level.CITY, row["parent"]),
            name_en=row["name_zh_hans"],
            name_zh_hant=row["name_zh_hans"],
            name_zh_hans=row["name_zh_hans"],
            kind="county",
            area_km2=row["area_km2"],
        )
        for row in boundaries.counties()
    ]
