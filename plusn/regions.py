"""The regions that PlusN knows."""

from __future__ import annotations

from functools import cache

from data.packaged import region_rows
from geo.region import Region, Regions


@cache
def load_regions() -> Regions:
    """Build the regions: the Mainland, 34 province-level and 372 city-level units.

    The value is immutable and shared by every caller. A city-level unit lies in the province-level
    unit of its code's first two digits; a province-level unit, Hong Kong, Macao and Taiwan
    included, in the country row 100000.

    Raises
    ------
    HashMismatch
        The packaged name table is not the recorded one.

    Examples
    --------
    >>> regions = load_regions()
    >>> len(regions.at("province")), len(regions.at("city")), len(regions.at("city", within="44"))
    (34, 372, 21)
    """
    return Regions(tuple(Region(**row) for row in region_rows()))
