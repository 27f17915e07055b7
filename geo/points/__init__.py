"""Which region a point lies in: exact, each point in one region.

`GridIndex` (`geo.points.index`) is built once over a coverage and answers for millions of points;
`Status`, `Located` and `Tally` (`geo.points.tally`) say what became of them.
"""

from __future__ import annotations

from geo.points.index import CELL, RECIPE, GridIndex
from geo.points.strays import REACH_M
from geo.points.tally import Located, Status, Tally

__all__ = ["CELL", "REACH_M", "RECIPE", "GridIndex", "Located", "Status", "Tally"]
