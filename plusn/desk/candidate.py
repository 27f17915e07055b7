"""A province of the Atlas as a candidate site of a firm: an optional plant, its numbers assumed.

What stands there is not known to PlusN. The plant nearest by of the same territory lends its
numbers and its lanes; every row says so (provenance: assumed, or illustrative where the
numbers were made up), and every copied cell is listed.
The number of enterprises in the province is told beside it, as peers: it is no capacity.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from data.codes import Level, RegionKey, in_study
from data.errors import BadValue, UnavailableMeasure
from data.phrase import Heading, Table, Territory, said
from geo.region import LANGUAGES
from network.case.cells import columns_of
from plusn.bounding import shipped_counts
from plusn.desk.knobs_choices import plants
from plusn.desk.presets import MAINLAND
from plusn.regions import load_regions

if TYPE_CHECKING:
    from geo.region import Region
    from network.case import Case
    from network.case.places import Facility
    from network.case.rows import Row

PREFIX = "P_"
"""Of the id of a site that came from the Atlas; its region's code follows."""
OWN = frozenset(
    {"id", "name", "region", "lat", "lon", "status", "modules_now", "kind", "territory"}
)
ENDS = frozenset({"from", "to", "mode", "product", "facility", "name"})
NO_NUMBER = frozenset({"provenance", "source"})
KM_PER_DEGREE = 111.2


@dataclass(frozen=True, kw_only=True)
class Peers:
    """Hold how many enterprises the province has, and how that is known.

    Parameters
    ----------
    region
        GB/T 2260 code of the province.
    low, high
        Enterprises; None where nothing is known.
    standing
        ``published``, ``derived``, ``bounded``, …
    """

    region: str
    low: float | None
    high: float | None
    standing: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Hold a case with a candidate site, and what was assumed to make it.

    Parameters
    ----------
    site
        Id of the new plant.
    like
        Id of the plant whose numbers it has.
    assumed
        Column of every number that was copied, marked with its table.
    lanes
        How many lanes were copied.
    """

    case: Case
    site: str
    like: str
    assumed: tuple[Heading, ...]
    lanes: int
    peers: Peers


def candidate(
    case: Case,
    region: str,
    *,
    name: str = "",
    lang: str = "en",
    place: tuple[float, float] | None = None,
) -> Candidate:
    """Add a province of the Atlas to a case as a plant that may be opened.

    Parameters
    ----------
    case
        As it stands on the desk.
    region
        GB/T 2260 code of a province-level unit of the Mainland.
    name
        What the site is called; the province's name by default.
    lang
        Language in which the province is written into the case.
    place
        Latitude and longitude; a point well inside the province by default.

    Returns
    -------
    Candidate
        The new plant has the numbers, recipes and lanes of the nearest plant of today, or of any
        plant where none of today is there; nothing is scaled.

    Raises
    ------
    UnknownRegion
        There is no such province.
    UnavailableMeasure
        The study does not cover it, or the case has no territory or no plant for it.
    BadValue
        The province is a site of the case already.
    """
    there = load_regions().get(Level.PROVINCE, region)
    if not in_study(region):
        raise UnavailableMeasure(
            said("the Atlas has no figure for {name}", name=there.name_en),
            remedy=said("Choose a province of the Mainland."),
        )
    site = PREFIX + region
    if any(row.id == site for row in case.facilities):
        raise BadValue(
            said("{name} is a site of the case already", name=there.name_en),
            remedy=said("Change its numbers in the tables, or remove it first."),
        )
    lat, lon = place or point_of(region)
    like = _nearest(case, _territory(case), lat, lon)
    row = like.model_copy(
        update={
            "id": site,
            "name": name or there.name(lang),
            "region": _spelt(case, there, lang),
            "lat": lat,
            "lon": lon,
            "status": "optional",
            "modules_now": None,
            "closing_cost_per_year": 0.0,
            **_assumed(like, like.id),
        }
    )
    return _added(case, row, like, peers(region))


def peers(region: str) -> Peers:
    """Give how many enterprises a province has, for reading beside a site; no capacity.

    Examples
    --------
    >>> hunan = peers("430000")
    >>> hunan.low, hunan.high, hunan.standing
    (0.0, 5300.0, 'bounded')
    """
    key = RegionKey(Level.PROVINCE, region)
    figure = shipped_counts().figure(key)
    if figure is None:
        standing = str(shipped_counts().frame.loc[tuple(key), "standing"])
        return Peers(region=region, low=None, high=None, standing=standing)
    return Peers(
        region=region,
        low=float(figure.low),
        high=float(figure.high),
        standing=figure.standing.value,
        sources=figure.sources,
    )


def peers_in(case: Case) -> tuple[tuple[str, Peers], ...]:
    """Give the sites of a case that came from the Atlas, each with its peers."""
    known = {row.code for row in load_regions().at(Level.PROVINCE)}
    return tuple(
        (row.id, peers(row.id.removeprefix(PREFIX)))
        for row in case.facilities
        if row.kind == "plant" and row.id.removeprefix(PREFIX) in known
    )


@lru_cache(maxsize=64)
def point_of(region: str) -> tuple[float, float]:
    """Give latitude and longitude of a point well inside a province, to about a kilometre.

    Raises
    ------
    UnwritableOutput, UnreadableFile
        The boundary layer cannot be made.
    """
    from plusn.boundary_layers import load_layers  # noqa: PLC0415 - geopandas loads slowly

    units = load_layers(Level.PROVINCE).units.set_index("code")
    point = units.geometry[region].representative_point()
    return round(float(point.y), 2), round(float(point.x), 2)


def _territory(case: Case) -> str:
    for row in case.territories:
        if row.iso3 == MAINLAND:
            return row.id
    raise UnavailableMeasure(
        said("no territory of the case is the Mainland"),
        where=Table("territories"),
        remedy=said("Write {code} in the column iso3 of the territory meant.", code=MAINLAND),
    )


def _nearest(case: Case, territory: str, lat: float, lon: float) -> Facility:
    here = [row for row in plants(case) if row.territory == territory]
    if not here:
        raise UnavailableMeasure(
            said("no plant of {territory} lends its numbers", territory=Territory(territory)),
            where=Table("facilities"),
            remedy=said("Add a plant there in the tables first."),
        )

    def away(row: Facility) -> tuple[bool, float, str]:
        far = math.inf if row.lat is None or row.lon is None else _km(lat, lon, row.lat, row.lon)
        return row.status == "optional", far, row.id

    return min(here, key=away)


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Give the distance on a plane that touches between the two; for choosing the nearest."""
    east = (other_lon - lon) * math.cos(math.radians((lat + other_lat) / 2))
    return KM_PER_DEGREE * math.hypot(other_lat - lat, east)


def _assumed(row: Row, like: str) -> dict[str, str]:
    """Mark a copied row; what was made up stays so."""
    made_up = row.provenance == "illustrative"
    source = f"Copied from {like}, the nearest plant; nothing is scaled"
    return {"provenance": "illustrative" if made_up else "assumed", "source": source}


def _spelt(case: Case, there: Region, lang: str) -> str:
    """Name the region as the case does, so that an outage there takes all its sites."""
    held = {row.region for row in case.facilities}
    written = (there.name(one) for one in LANGUAGES)
    return next((name for name in written if name in held), there.name(lang))


def _added(case: Case, row: Facility, like: Facility, there: Peers) -> Candidate:
    lanes = [
        lane.model_copy(update={end: row.id, **_assumed(lane, like.id)})
        for lane in case.lanes
        for end in ("from_", "to")
        if getattr(lane, end) == like.id
    ]
    recipes = [
        one.model_copy(update={"facility": row.id, **_assumed(one, like.id)})
        for one in case.recipes
        if one.facility == like.id
    ]
    made = replace(
        case,
        facilities=(*case.facilities, row),
        recipes=(*case.recipes, *recipes),
        lanes=(*case.lanes, *lanes),
    )
    told = [("facilities", row), *(("lanes", one) for one in lanes[:1])]
    told += [("recipes", one) for one in recipes[:1]]
    cells = [Heading.of(table, column) for table, one in told for column in _numbers(table, one)]
    return Candidate(
        case=made,
        site=row.id,
        like=like.id,
        assumed=(*cells, Heading.of("facilities", "opening_cost_per_year")),
        lanes=len(lanes),
        peers=there,
    )


def _numbers(table: str, row: Row) -> list[str]:
    """Name the columns that were copied and hold something."""
    own = OWN if table == "facilities" else ENDS
    return [
        name
        for name, column in columns_of(type(row)).items()
        if name not in own | NO_NUMBER | {"opening_cost_per_year"}
        and getattr(row, column.field) not in {None, "", 0.0}
    ]
