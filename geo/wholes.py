"""What a share is a share of: the whole of every row, and the rest beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.codes import COUNTRY_CODE, Level, RegionKey, in_study
from data.figure import Standing
from geo.counts import NUMBERS
from geo.ratios import PAIRS, numbers, shared

if TYPE_CHECKING:
    from geo.counts import CountTable
    from geo.region import Region, Regions

COUNTRY = RegionKey(Level.COUNTRY, COUNTRY_CODE)
FACTS = (Standing.PUBLISHED, Standing.DERIVED, Standing.BOUNDED)


@dataclass(frozen=True, kw_only=True)
class Wholes:
    """Hold, for each row, the interval of its whole and of the whole without it.

    Both frames are indexed by code with the columns `NUMBERS`; NaN where the whole is not
    known; the rest is unbounded above where a sibling is not known.
    """

    whole: pd.DataFrame
    rest: pd.DataFrame


def wholes(counts: CountTable, regions: Regions, level: Level, *, of_total: bool) -> Wholes:
    """Find the whole of every row of `level`: the country, or the unit it lies in.

    A whole is the table's own row for it; where that is missing, the sum of its parts if the
    table has a fact for every part the study covers. Estimates are no facts here: they never
    mix into totals.

    Raises
    ------
    UnknownRegion
        A row's region is not among `regions`.
    """
    rows = counts.at(level)
    homes = [_home(regions.get(level, code), of_total=of_total) for code in rows.index]
    home = pd.Series(pd.MultiIndex.from_tuples(homes).to_flat_index(), index=rows.index)
    facts = numbers(rows).where(rows["standing"].isin(FACTS))
    sums = facts.groupby(home).sum()
    complete = _complete(facts, set(homes), regions, level)
    given = _given(counts, sums.index)
    whole = given.where(given.notna(), sums.where(complete, axis=0))
    beside = sums.loc[home].set_axis(rows.index) - facts.fillna(0.0)
    for _, high in PAIRS:
        beside[high] = beside[high].where(home.map(complete), np.inf)
    return Wholes(whole=whole.loc[home].set_axis(rows.index), rest=beside)


def total_of(counts: CountTable, regions: Regions, level: Level) -> float | None:
    """Give the country's total where it is one known positive number, else `None`."""
    whole = wholes(counts, regions, level, of_total=True).whole.iloc[0]
    one = float(whole["low"])
    return one if one > 0 and bool((whole == one).all()) else None


def concentration(
    counts: CountTable, reference: CountTable, regions: Regions, level: Level
) -> pd.DataFrame:
    """Bound the location quotient of a sector, 1 where a region has the average share.

    ``(sector in region / all in region) / (sector in total / all in total)``, after Florence
    (1939); the inner share is bounded jointly, `geo.ratios.joint_share`. NaN where a total is
    not one known number.
    """
    part = numbers(counts.at(level))
    whole = numbers(reference.at(level)).reindex(part.index)
    rest = pd.DataFrame(index=part.index, columns=list(NUMBERS), dtype=float)
    for low, high in PAIRS:
        rest[low] = (whole[low] - part[high]).clip(lower=0)
        rest[high] = whole[high] - part[low]
    sector, everything = (total_of(t, regions, level) for t in (counts, reference))
    if sector is None or everything is None:
        return rest * np.nan
    return shared(part, rest, whole) * (everything / sector)


def _home(region: Region, *, of_total: bool) -> RegionKey:
    return COUNTRY if of_total or region.parent is None else region.parent


def _complete(
    facts: pd.DataFrame, homes: set[RegionKey], regions: Regions, level: Level
) -> pd.Series:
    known = set(facts.index[facts.notna().all(axis=1)])
    complete = {}
    for home in homes:
        parts = regions.at(level) if home == COUNTRY else regions.children(home)
        complete[tuple(home)] = all(part.code in known for part in parts if in_study(part.code))
    return pd.Series(complete.values(), index=pd.Index(complete.keys(), tupleize_cols=False))


def _given(counts: CountTable, homes: pd.Index) -> pd.DataFrame:
    facts = numbers(counts.frame).where(counts.frame["standing"].isin(FACTS))
    keys = pd.MultiIndex.from_tuples([(str(level), code) for level, code in homes])
    return facts.reindex(keys).set_axis(homes)[list(NUMBERS)]
