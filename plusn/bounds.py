"""What the shipped table, or a user's own, proves about every region."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from data.codes import Level, RegionKey
from geo.bounds.evidence import Evidence
from geo.bounds.premises import Premises
from geo.bounds.ranking import ranking_caps
from geo.bounds.statements import Statement, known
from geo.bounds.table import count_table as lay_out
from plusn.regions import load_regions
from plusn.shipped import AS_OF, published_counts

if TYPE_CHECKING:
    from geo.counts import CountTable


@cache
def shipped_statements() -> tuple[Statement, ...]:
    """State the study's published counts and what its lists of the largest suggest.

    Raises
    ------
    HashMismatch
        The packaged table is not the recorded one.
    """
    rows = published_counts().itertuples(index=False)
    cells = tuple(
        known(RegionKey(Level(row.level), row.code), int(row.value), sources=row.source_id)
        for row in rows
    )
    return (*cells, *ranking_caps(cells, load_regions()))


@cache
def shipped_evidence(premises: str | Premises = "ranked") -> Evidence:
    """Give the evidence of the shipped table, for joint questions about groups, shares and ranks.

    Raises
    ------
    UnknownChoice
        `premises` is a word other than ``ranked`` and ``certain``.
    """
    chosen = Premises.parse(premises) if isinstance(premises, str) else premises
    return Evidence(shipped_statements(), load_regions(), chosen)


@cache
def shipped_counts(premises: str | Premises = "ranked") -> CountTable:
    """Give every country, province and city cell of the shipped table with its interval.

    Raises
    ------
    UnknownChoice
        `premises` is a word other than ``ranked`` and ``certain``.

    Examples
    --------
    >>> hunan = shipped_counts().figure(RegionKey(Level.PROVINCE, "430000"))
    >>> int(hunan.low), int(hunan.high), int(hunan.high_certain)
    (0, 5300, 12935)
    """
    return lay_out(shipped_evidence(premises), as_of=str(AS_OF))
