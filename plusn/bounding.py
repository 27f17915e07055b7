"""What the shipped table, or a user's own, proves about every region."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from data.codes import Level, RegionKey
from data.figure import Standing
from geo.bounds.evidence import Evidence
from geo.bounds.explain import explain
from geo.bounds.premises import Premises
from geo.bounds.ranking import ranking_caps
from geo.bounds.sentences import because
from geo.bounds.statements import Statement, known
from geo.bounds.table import count_table as lay_out
from geo.bounds.table import levels_of
from plusn.regions import load_regions
from plusn.shipped import AS_OF, published_counts
from plusn.user_table import PLAIN, statements_of

if TYPE_CHECKING:
    from pathlib import Path

    from geo.counts import CountTable
    from plusn.own.how import How
    from plusn.own.supply import Data

COLUMNS = ("level", "code", "low", "high", "low_certain", "high_certain", "premises", "because")


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
def shipped_evidence(premises: str | Premises = "ranked", deepest: Level = Level.CITY) -> Evidence:
    """Give the evidence of the shipped table, for joint questions about groups, shares and ranks.

    Raises
    ------
    UnknownChoice
        `premises` is a word other than ``ranked`` and ``certain``.
    """
    chosen = Premises.parse(premises) if isinstance(premises, str) else premises
    regions = load_regions(counties=deepest is Level.COUNTY)
    return Evidence(shipped_statements(), regions, chosen, deepest)


@cache
def shipped_counts(premises: str | Premises = "ranked", deepest: Level = Level.CITY) -> CountTable:
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
    return lay_out(shipped_evidence(premises, deepest), as_of=str(AS_OF))


def user_evidence(
    table: str | Path | pd.DataFrame,
    premises: str | Premises = "ranked",
    deepest: Level = Level.CITY,
) -> Evidence:
    """Give the evidence of a user's own table, for joint questions.

    Raises
    ------
    PartsExceedWhole, Contradiction
        Its statements cannot all be true; the message names a smallest such set with its rows.
    Problems, UnreadableFile, TooLarge, WrongColumns, UnknownChoice
        It cannot be read, or `premises` is an unknown word.
    """
    chosen = Premises.parse(premises) if isinstance(premises, str) else premises
    regions = load_regions(counties=deepest is Level.COUNTY)
    return Evidence(statements_of(table, regions), regions, chosen, deepest)


def count_table(
    table: str | Path | pd.DataFrame, premises: str | Premises = "ranked", *, as_of: str = ""
) -> CountTable:
    """Read a user's table (`level`, `code`, `value`; blank = not known) with every interval.

    Raises
    ------
    PartsExceedWhole, Contradiction, Problems, UnreadableFile, TooLarge, WrongColumns, UnknownChoice
        As `user_evidence`.
    """
    return lay_out(user_evidence(table, premises), as_of=as_of, unit=PLAIN)


def bounds(
    table: Data | None = None, premises: str | Premises = "ranked", how: How | None = None
) -> pd.DataFrame:
    """Work out what a partial table proves about every country, province and city cell.

    Parameters
    ----------
    table
        Path of a CSV or a frame (docs/bounds.md says which columns), or of any other table
        (docs/own-data.md), or the address of a server's; the shipped counts without.
    premises
        ``"ranked"`` uses every premise stated, ``"certain"`` only sums.
    how
        How the table is to be read.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`: `low`, `high` under the premises and `low_certain`, `high_certain` from
        sums alone (Int64, or Float64 where the table has decimals; NA where nothing limits
        them), `premises` (names that make the interval tight, separated by ``;``), `because`
        (English). Hong Kong, Macao and Taiwan only where the table speaks of them.

    Raises
    ------
    PartsExceedWhole, Contradiction, Problems, UnreadableFile, TooLarge, WrongColumns, UnknownChoice
        As `user_evidence`.

    Examples
    --------
    >>> rows = bounds().set_index(["level", "code"])
    >>> rows.loc[("province", "110000"), ["low", "high", "high_certain"]].tolist()
    [0, 2638, 12935]
    """
    evidence = shipped_evidence(premises) if table is None else _evidence_of(table, premises, how)
    rows = [
        _row(evidence, key)
        for key in evidence.keys(levels_of(evidence))
        if evidence.standing(key) is not Standing.OUT_OF_SCOPE
    ]
    kind = "Int64" if evidence.scale == 1 else "Float64"
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(COLUMNS[2:6], kind))


def _evidence_of(table: Data, premises: str | Premises, how: How | None) -> Evidence:
    """Give the evidence of a table of any kind; our own format is read to the letter."""
    from plusn.own.supply import own_evidence  # noqa: PLC0415 - it reads by this module

    return own_evidence(table, how, premises=premises)


def _row(evidence: Evidence, key: RegionKey) -> tuple[object, ...]:
    reason = explain(evidence, key)
    ends = (getattr(reason.interval, column) for column in COLUMNS[2:6])
    whole = evidence.scale == 1
    numbers = (pd.NA if end is None else (end if whole else float(end)) for end in ends)
    premises = ";".join(reason.premises)
    return (str(key.level), key.code, *numbers, premises, because(reason, evidence.regions))
