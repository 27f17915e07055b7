"""Bounds as a `CountTable`, with the reason in English words for every cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.codes import Level
from data.figure import Figure, Standing
from geo.bounds.evidence import Evidence
from geo.bounds.explain import explain
from geo.bounds.premises import RANKED, Premises
from geo.bounds.sentences import because
from geo.counts import CountTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.codes import RegionKey
    from geo.bounds.statements import Statement
    from geo.region import Regions

LEVELS = (Level.COUNTRY, Level.PROVINCE, Level.CITY)


def bound(
    statements: Iterable[Statement],
    regions: Regions,
    premises: Premises = RANKED,
    *,
    as_of: str,
    sector: str = "all manufacturing",
) -> CountTable:
    """Work out the sharp interval of every country, province and city cell.

    Parameters
    ----------
    statements
        What is said about counts, in any order.
    regions
        The geography.
    premises
        Which premises may be used.
    as_of
        Year or date of the data.
    sector
        What is counted.

    Returns
    -------
    CountTable
        Measure ``count`` in ``enterprises``; counties too where a statement speaks of one.

    Raises
    ------
    PartsExceedWhole, Contradiction
        The statements cannot all be true.
    UnknownRegion
        A statement speaks of a region that does not exist.
    """
    evidence = Evidence(tuple(statements), regions, premises)
    return count_table(evidence, as_of=as_of, sector=sector)


def count_table(
    evidence: Evidence,
    *,
    as_of: str,
    sector: str = "all manufacturing",
    unit: str = "enterprises",
) -> CountTable:
    """Lay evidence out as a table of counts, or of amounts in `unit`."""
    keys = evidence.keys(levels_of(evidence))
    rows = [(key, figure_of(evidence, key, unit=unit)) for key in keys]
    return CountTable.from_figures(rows, measure="count", unit=unit, as_of=as_of, sector=sector)


def levels_of(evidence: Evidence) -> Sequence[Level]:
    """List the levels of a table: counties only where they are asked about or spoken of."""
    counties = evidence.deepest is Level.COUNTY or any(
        key.level is Level.COUNTY for row in evidence.statements for key in row.keys
    )
    return (*LEVELS, Level.COUNTY) if counties else LEVELS


def figure_of(
    evidence: Evidence, key: RegionKey, *, unit: str = "enterprises"
) -> Figure | Standing:
    """Give one cell; a bare `Standing` where it has no two ends."""
    standing = evidence.standing(key)
    interval = evidence.interval(key)
    # A `Decimal` becomes the float that its digits are read as, so that numbers come back whole.
    if not standing.has_range or interval.high is None or interval.high_certain is None:
        return standing
    reason = explain(evidence, key)
    return Figure(
        low=float(interval.low),
        high=float(interval.high),
        low_certain=float(interval.low_certain),
        high_certain=float(interval.high_certain),
        unit=unit,
        standing=standing,
        sources=reason.sources,
        because=because(reason, evidence.regions),
    )
