"""How sure a hot or cold spot is, when false discoveries are held down at each level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVELS = (99, 95, 90)


def confidence(p: pd.Series, levels: Sequence[int] = LEVELS) -> pd.Series:
    """Give the highest confidence, in percent, at which each p is a discovery; 0 where none.

    At each level the expected share of false discoveries among those named is held at 1 less the
    level (Benjamini and Hochberg 1995).

    Parameters
    ----------
    p
        Two-sided, one for each region.
    levels
        In percent, between 0 and 100.

    Examples
    --------
    >>> import pandas as pd
    >>> confidence(pd.Series([0.0001, 0.02, 0.06, 0.9])).tolist()
    [99, 95, 90, 0]
    """
    found = pd.Series(0, index=p.index)
    for level in sorted(levels):
        found[p <= _threshold(p, 1 - level / 100)] = level
    return found


def _threshold(p: pd.Series, alpha: float) -> float:
    """Give the largest p that passes; below 0 where none does."""
    ordered = p.sort_values(kind="stable").to_numpy()
    passes = [
        value
        for place, value in enumerate(ordered, 1)
        if value <= alpha * place / len(ordered) + 1e-15
    ]
    return float(max(passes)) if passes else -1.0
