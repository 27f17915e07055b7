"""Which values a spatial statistic may be computed from, and its refusal of all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.codes import Level
from data.errors import UnavailableMeasure
from data.figure import Standing
from data.phrase import said
from geo.ratios import numbers

if TYPE_CHECKING:
    import pandas as pd

    from geo.counts import CountTable

FEWEST_REGIONS = 30
USABLE = (Standing.PUBLISHED, Standing.DERIVED)
COMPLETE = said("Spatial statistics need a value for every region; give a complete table.")


def complete_values(table: CountTable, level: Level | str) -> pd.Series:
    """Give the values of a level, or refuse: a statistic over gaps would be about the gaps.

    Regions out of scope are left out. An estimate is not a value here: a model's output would
    return the model's own pattern.

    Returns
    -------
    Series of float
        Indexed by (level, code), in the table's order and unit.

    Raises
    ------
    UnavailableMeasure
        A region has no value, there are fewer than 30, or all values are equal.
    """
    wanted = Level(level)
    rows = table.frame[table.frame.index.get_level_values("level") == str(wanted)]
    rows = rows[rows["standing"] != Standing.OUT_OF_SCOPE]
    gaps = int((~rows["standing"].isin(USABLE)).sum())
    if gaps:
        raise UnavailableMeasure(
            said(
                "{gaps} of {regions} regions have no published value", gaps=gaps, regions=len(rows)
            ),
            remedy=COMPLETE,
        )
    values = numbers(rows)["low"]
    require(values)
    return values


def require(values: pd.Series) -> None:
    """Refuse values with gaps, fewer than 30 of them, or all the same.

    Raises
    ------
    UnavailableMeasure
        One of the three; the message says which.
    """
    given = values.to_numpy(dtype=float)
    gaps = int((~np.isfinite(given)).sum())
    if gaps:
        raise UnavailableMeasure(
            said("{gaps} of {regions} regions have no value", gaps=gaps, regions=len(given)),
            remedy=COMPLETE,
        )
    if len(given) < FEWEST_REGIONS:
        raise UnavailableMeasure(
            said("{regions} regions are too few for spatial statistics", regions=len(given)),
            remedy=said("Give at least {least} regions.", least=FEWEST_REGIONS),
        )
    if np.ptp(given) == 0:
        raise UnavailableMeasure(
            said("every region has the same value"), remedy=said("There is no pattern to test.")
        )
