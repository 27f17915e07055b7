"""Which region a point lies in: exact, each point in one region.

`GridIndex` (`geo.points.index`) is built once over a coverage and answers for millions of points;
`Status`, `Located` and `Tally` (`geo.points.tally`) say what became of them. `to_boundaries` brings
positions of a declared datum to WGS 84.
"""

from __future__ import annotations

from geo.points.index import CELL, RECIPE, GridIndex
from geo.points.positions import Positions, Suggestion, suggest_datum, to_boundaries
from geo.points.strays import REACH_M
from geo.points.tally import Located, Status, Tally

__all__ = [
    "CELL", "REACH_M", "RECIPE", "GridIndex", "Located", "Positions", "Status", "Suggestion",
    "Tally", "suggest_datum", "to_boundaries",
]  # fmt: skip
