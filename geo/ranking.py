"""Ranks as a measure, from what the statements prove."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.codes import RegionKey, in_study
from geo.bounds.ranks import rank_bounds
from geo.counts import NUMBERS

if TYPE_CHECKING:
    from data.codes import Level
    from geo.bounds.evidence import Evidence
    from geo.counts import CountTable
    from geo.obstacles import RankBounds


def ranker(evidence: Evidence) -> RankBounds:
    """Make the `rank_bounds` that `geo.measures.measure` takes from a body of statements.

    Published units have rank ranges too: others, known only to a range, may pass them.

    Returns
    -------
    callable
        (counts, level) → frame indexed by code with the columns `NUMBERS`; 1 is the largest.
    """

    def bounds(counts: CountTable, level: Level) -> pd.DataFrame:
        codes = [code for code in counts.at(level).index if in_study(code)]
        keys = [RegionKey(level, code) for code in codes]
        alike = [evidence.likeness(evidence.hierarchy.find(key)) for key in keys]
        # interchangeable units share one answer: 372 cities ask some thirty questions
        answers = {
            kind: rank_bounds(evidence, key)
            for kind, key in dict(zip(alike, keys, strict=True)).items()
        }
        found = [answers[kind] for kind in alike]
        rows = [(r.premised.best, r.premised.worst, r.certain.best, r.certain.worst) for r in found]
        return pd.DataFrame(rows, index=codes, columns=list(NUMBERS), dtype=float)

    return bounds
