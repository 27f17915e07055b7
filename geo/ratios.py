"""Sharp intervals of a part divided by its whole, when both are only known to a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.counts import NUMBERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Interval = tuple[Numbers, Numbers]

#: Premised and certain interval: each is bounded on its own.
PAIRS = (("low", "high"), ("low_certain", "high_certain"))


def joint_share(part: Interval, rest: Interval, whole: Interval) -> Interval:
    """Bound part ÷ (part + rest) over all values that fit the three intervals together.

    The share rises with the part and falls with the rest, so each end lies at a corner of
    ``{part, rest, part + rest in whole}``. Dividing the ends of two intervals instead would
    allow a part and a whole that cannot occur together.

    Parameters
    ----------
    part, rest, whole
        (low, high) arrays of one length and one unit, 0 or more; `rest` is the whole without
        the part and may be ``inf``.

    Returns
    -------
    tuple of ndarray
        Low and high share from 0 to 1; NaN where the whole can only be 0.

    Notes
    -----
    Sharp also over whole numbers: with integer ends, the corners are integers.

    Examples
    --------
    >>> import numpy as np
    >>> def at(low, high):
    ...     return np.array([low], float), np.array([high], float)
    >>> joint_share(at(0, 3), at(2, 9), at(5, 10))
    (array([0.]), array([0.6]))
    """
    (part_low, part_high), (rest_low, rest_high) = part, rest
    whole_low, whole_high = whole
    most = np.minimum(part_high, whole_high - rest_low)
    beside_most = np.maximum(rest_low, whole_low - most)
    beside_least = np.minimum(rest_high, whole_high - part_low)
    least = np.maximum(part_low, whole_low - beside_least)
    high = _divide(most, beside_most, where_nothing=np.where(beside_least > 0, 0.0, np.nan))
    low = _divide(least, beside_least, where_nothing=np.where(most > 0, 1.0, np.nan))
    return low, high


def _divide(part: Numbers, rest: Numbers, *, where_nothing: Numbers) -> Numbers:
    whole = part + rest
    some = whole > 0
    share = np.divide(part, whole, out=np.zeros_like(whole), where=some)
    return np.where(some, share, where_nothing)


def numbers(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the four interval columns as plain floats, NaN where a row has no range."""
    return rows[list(NUMBERS)].astype("Float64").astype(float)


def rated(rows: pd.DataFrame, denominator: pd.Series, per: float) -> pd.DataFrame:
    """Divide by a known denominator: ``count * per / denominator``; NaN where it is missing."""
    return numbers(rows).mul(per).div(denominator, axis=0)


def shared(part: pd.DataFrame, rest: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Apply `joint_share` to both interval pairs; 0 to 1, NaN where nothing can be said.

    All three have the columns `NUMBERS` and one index.
    """
    found = pd.DataFrame(np.nan, index=part.index, columns=list(NUMBERS))
    some = (part.notna() & whole.notna()).all(axis=1)
    for low, high in PAIRS:
        ends = [
            (f.loc[some, low].to_numpy(), f.loc[some, high].to_numpy()) for f in (part, rest, whole)
        ]
        found.loc[some, low], found.loc[some, high] = joint_share(*ends)
    return found


def ranked(rows: pd.DataFrame) -> pd.DataFrame:
    """Rank rows that all have a value: 1 + the number of strictly larger ones."""
    rank = numbers(rows)["low"].rank(method="min", ascending=False)
    return pd.DataFrame(dict.fromkeys(NUMBERS, rank))
