"""Why a measure cannot be shown: pages grey it out, the command refuses it, with one reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from data.codes import Level
from data.figure import Standing
from geo.denominators import GDP, RESIDENTS
from geo.wholes import total_of, wholes

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.counts import CountTable
    from geo.denominators import Denominators
    from geo.region import Regions

    RankBounds = Callable[[CountTable, Level], pd.DataFrame]

ALL = ("count", "density", "per_capita", "per_gdp", "share", "share_of_parent", "lq", "rank")
RANKABLE = (Standing.PUBLISHED, Standing.DERIVED, Standing.OUT_OF_SCOPE)


@dataclass(frozen=True)
class Reason:
    """Say why a measure cannot be shown: a catalogue key for pages, a sentence for the command.

    Examples
    --------
    >>> str(Reason("unavailable.gdp", "no prefecture GDP table exists"))
    'no prefecture GDP table exists'
    """

    key: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


NO_ROWS = Reason("unavailable.rows", "the table has no rows at this level")
NO_AREA = Reason("unavailable.area", "no areas of these regions are known")
NO_RESIDENTS = Reason("unavailable.residents", "no population table exists at this level")
NO_GDP = Reason("unavailable.gdp", "no prefecture GDP table exists")
NO_TOTAL = Reason("unavailable.total", "no total is given, and some regions are not known")
NO_PARENT = Reason("unavailable.parent", "no count of a parent region is given")
NO_SECTORS = Reason("unavailable.lq", "concentration needs sector × region counts")
NOT_ADDITIVE = Reason("unavailable.rates", "rates and averages do not add up")
NO_RANK = Reason("unavailable.rank", "some regions are only known to a range")


def availability(
    counts: CountTable,
    regions: Regions,
    denominators: Denominators,
    level: Level | str,
    *,
    reference: CountTable | None = None,
    rank_bounds: RankBounds | None = None,
) -> dict[str, Reason | None]:
    """Tell for every measure why it cannot be shown, `None` where it can.

    Parameters
    ----------
    counts, regions, denominators, level, reference, rank_bounds
        As for `measure`.
    """
    level = Level(level)
    rows = counts.at(level)
    if rows.empty:
        return dict.fromkeys(ALL, NO_ROWS)
    if not counts.additive:
        return _of_rates(rows)
    total = wholes(counts, regions, level, of_total=True).whole
    parents = wholes(counts, regions, level, of_total=False).whole
    can = {
        "count": (True, NO_ROWS),
        "density": (bool(areas_km2(rows.index, regions, level).notna().any()), NO_AREA),
        "per_capita": (denominators.known(RESIDENTS, level) is not None, NO_RESIDENTS),
        "per_gdp": (denominators.known(GDP, level) is not None, NO_GDP),
        "share": (bool(total.notna().to_numpy().all()), NO_TOTAL),
        "share_of_parent": (bool(parents.notna().all(axis=1).any()), NO_PARENT),
        "lq": (_has_sectors(counts, reference, regions, level), NO_SECTORS),
        "rank": (rank_bounds is not None or _is_complete(rows), NO_RANK),
    }
    return {name: None if there else reason for name, (there, reason) in can.items()}


def areas_km2(codes: pd.Index, regions: Regions, level: Level) -> pd.Series:
    """Give the geodesic areas of a level's regions, km², NaN where not known.

    Raises
    ------
    UnknownRegion
        A code is not among `regions`.
    """
    areas = pd.Series([regions.get(level, code).area_km2 for code in codes], codes, dtype=float)
    return areas.where(areas > 0)


def _of_rates(rows: pd.DataFrame) -> dict[str, Reason | None]:
    """Rates are shown as they are, and ranked where all are known; nothing is made of them."""
    found: dict[str, Reason | None] = dict.fromkeys(ALL, NOT_ADDITIVE)
    return found | {"count": None, "rank": None if _is_complete(rows) else NO_RANK}


def _is_complete(rows: pd.DataFrame) -> bool:
    return bool(rows["standing"].isin(RANKABLE).all())


def _has_sectors(
    counts: CountTable, reference: CountTable | None, regions: Regions, level: Level
) -> bool:
    if reference is None or reference.sector == counts.sector or reference.at(level).empty:
        return False
    return all(total_of(table, regions, level) is not None for table in (counts, reference))
