"""The premises that a published list of the largest provinces and cities suggests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.codes import Level, RegionKey, in_study
from geo.bounds.statements import Kind, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.region import Region, Regions

PREFECTURE = "prefecture"
MUNICIPALITY = "municipality"


def ranking_caps(statements: Iterable[Statement], regions: Regions) -> tuple[Statement, ...]:
    """State "no unlisted unit exceeds the smallest listed one" for provinces and for cities.

    A municipality printed among the cities belongs to the list of cities, not to that of
    provinces. County-level units directly under a province are not in the list of cities, so that
    only their province bounds them. Each statement carries the premises that it needs
    (docs/bounds.md).

    Parameters
    ----------
    statements
        What is published; only known cells matter.
    regions
        The geography.

    Returns
    -------
    tuple of Statement
        At most three: provinces, prefectures, municipalities.
    """
    known = {row.keys[0]: row for row in statements if row.kind is Kind.KNOWN}
    twice = {key.code for key in known if key.level is Level.CITY}
    provinces = [
        row for key, row in known.items() if key.level is Level.PROVINCE and key.code not in twice
    ]
    cities = [row for key, row in known.items() if key.level is Level.CITY]
    listed = {key.code for key in known}
    at_city = [r for r in regions.at(Level.CITY) if in_study(r.code) and r.code not in listed]
    at_province = [
        r for r in regions.at(Level.PROVINCE) if in_study(r.code) and r.code not in listed
    ]
    scopes = [
        (provinces, at_province, {"ranked_provinces"}),
        (cities, [r for r in at_city if r.kind == PREFECTURE], {"ranked_cities"}),
        (
            cities,
            [r for r in at_city if r.kind == MUNICIPALITY],
            {"ranked_cities", "municipalities_in_city_list"},
        ),
    ]
    return tuple(
        _cap(rows, units, frozenset(premises)) for rows, units, premises in scopes if rows and units
    )


def _cap(rows: Sequence[Statement], units: Sequence[Region], premises: frozenset[str]) -> Statement:
    smallest = min(rows, key=lambda row: (row.low, row.keys[0].code))
    return at_most(
        [unit.key for unit in units],
        smallest.low,
        premises=premises,
        listed=tuple(sorted((row.keys[0] for row in rows), key=lambda key: key.code)),
        cap_unit=smallest.keys[0],
        sources=smallest.sources,
    )


def at_most(
    keys: Iterable[RegionKey],
    cap: int,
    *,
    premises: frozenset[str] = frozenset({"at_most_unlisted"}),
    listed: tuple[RegionKey, ...] = (),
    cap_unit: RegionKey | None = None,
    row: int | None = None,
    sources: tuple[str, ...] = (),
) -> Statement:
    """State that each of several units has no more than `cap`.

    Raises
    ------
    BadValue
        `cap` is not a whole number in range.

    Examples
    --------
    >>> at_most([RegionKey(Level.PROVINCE, "430000")], 5300).high
    5300
    """
    return Statement(
        kind=Kind.CAP,
        keys=tuple(keys),
        high=cap,
        premises=premises,
        listed=listed,
        cap_unit=cap_unit,
        row=row,
        sources=sources,
    )
