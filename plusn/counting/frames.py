"""Counts as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.codes import Level, RegionKey, province_of
from geo.points import Status
from plusn.counting.index import load_index
from plusn.regions import load_regions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plusn.counting.counted import Counted


def by_region(counted: Counted, asked: Level, level: Level, lang: str) -> pd.DataFrame:
    """Lay out every region with every key.

    Parameters
    ----------
    counted
        Counts over the regions of the level `asked`.
    asked, level
        Level of the index, and the level wanted: a city's points are its province's too.
    lang
        Of the names.

    Returns
    -------
    pandas.DataFrame
        ``level, code, name, key, count``, sorted by code, then key.
    """
    codes = load_index(asked).codes
    if level is Level.PROVINCE:
        codes = tuple(province_of(code) for code in codes)
    regions = sorted(set(codes))
    region = np.searchsorted(regions, codes)
    keys = sorted(counted.keys) or [""]
    sums = np.zeros((len(regions), len(keys)), np.int64)
    if counted.keys:
        columns = [counted.keys[key] for key in keys]
        np.add.at(sums, region, counted.tally.counts[:, columns])
    return pd.DataFrame(
        {
            "level": str(level),
            "code": [code for code in regions for _ in keys],
            "name": [name for name in _names(regions, level, lang) for _ in keys],
            "key": keys * len(regions),
            "count": sums.ravel(),
        }
    )


def by_key(counted: Counted) -> pd.DataFrame:
    """Lay out what became of the rows of each key.

    Returns
    -------
    pandas.DataFrame
        ``outcome, key, count``, in the order of `geo.points.Status`, then by key; rows that could
        not be told apart come last, with the key ``""``; zeros left out.
    """
    keys = sorted(counted.keys)
    statuses = counted.tally.statuses
    rows = [
        (status.name.lower(), key, count)
        for status in Status
        for key in keys
        if (count := int(statuses[status, counted.keys[key]]))
    ]
    if counted.broken:
        rows.append(("broken", "", counted.broken))
    return pd.DataFrame(rows, columns=["outcome", "key", "count"])


def _names(codes: Sequence[str], level: Level, lang: str) -> list[str]:
    regions = load_regions(counties=level is Level.COUNTY)
    keys = [RegionKey(level, code) for code in codes]
    return [regions.get(*key).name(lang) if key in regions else "" for key in keys]
