"""The numbers of an atlas of a user's own data, from whatever the user has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Union

from data.codes import Level, in_study
from data.errors import UnavailableMeasure
from data.figure import Standing
from data.phrase import said
from data.streams.address import is_address
from geo.bounds.table import count_table
from plusn.own.draft import Draft
from plusn.own.from_points import is_streamed, not_on_map, table_of_points
from plusn.own.how import How
from plusn.own.numbers import counts_of, evidence_of
from plusn.own.table import Counted, OwnTable
from plusn.regions import load_regions
from plusn.user_table import PLAIN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from data.codes import RegionKey
    from data.phrase import Told
    from geo.bounds.evidence import Evidence
    from geo.bounds.premises import Premises
    from geo.counts import CountTable

Data: TypeAlias = Union[str, Path, Draft, OwnTable, "pd.DataFrame"]
FORMAT = frozenset({"level", "code", "value"})
HEAD = 65_536  # bytes in which the heading of our own format must stand


@dataclass(frozen=True, kw_only=True)
class OwnNumbers:
    """Hold what an atlas needs to know of a user's data.

    Parameters
    ----------
    evidence, counts
        As `briefing.atlas.material.Material`.
    groups
        The user's own groups of regions.
    reference
        Counts of all sectors, where the numbers are of one.
    name, quantity, unit
        Of the file; the heading of the numbers; what one of them is.
    remarks
        What a reader must know.
    digest
        Of the bytes, the reading and the answers; blank for our own format, whose numbers say all.
    """

    evidence: Evidence | None
    counts: CountTable
    groups: Mapping[str, Sequence[RegionKey]]
    name: str
    reference: CountTable | None = None
    quantity: str = ""
    unit: str = ""
    remarks: tuple[Told, ...] = ()
    digest: str = ""


def own_numbers(
    data: Data,
    how: How | None = None,
    *,
    premises: str = "ranked",
    deepest: Level = Level.CITY,
    level: Level | None = None,
    as_of: str = "",
) -> OwnNumbers:
    """Take the numbers from a file of any kind, a frame, a draft or a table.

    Parameters
    ----------
    data, how
        What the user has, and how it is to be read.
    premises, deepest, as_of
        As `plusn.bounding.user_evidence`.
    level
        The level of the map, at which points are counted; `deepest` without.

    Raises
    ------
    PlusNError
        The data are refused; the message says why and what to do.
    """
    how = how or How()
    if _is_own_format(data, how):
        return _of_own_format(data, premises, deepest, as_of)
    table = own_table(data, how, level=level or deepest)
    return numbers_of(table, how, premises=premises, deepest=deepest, as_of=as_of)


def own_evidence(
    data: Data, how: How | None = None, *, premises: str | Premises = "ranked"
) -> Evidence:
    """Give the evidence of a user's data, for questions about bounds.

    Raises
    ------
    UnavailableMeasure
        The numbers are rates, which bound nothing.
    PlusNError
        The data are refused; the message says why and what to do.
    """
    how = how or How()
    if _is_own_format(data, how):
        from plusn.bounding import user_evidence  # noqa: PLC0415 - it loads the shipped counts

        return user_evidence(data, premises)
    counted = picked(own_table(data, how), how)
    evidence = evidence_of(counted, premises)
    if evidence is None:
        raise UnavailableMeasure(
            said("rates and averages have no bounds"),
            remedy=said("Name a column of counts or amounts."),
        )
    return evidence


def picked(table: OwnTable, how: How) -> Counted:
    """Find the series that a user asks for.

    Raises
    ------
    UnknownChoice
        There is no such sector or year.
    """
    column = how.column if how.column in table.columns else None
    return table.pick(column=column, sector=how.sector, year=how.year)


def remarks_of_data(data: Data, how: How) -> tuple[Data, tuple[Told, ...]]:
    """Read a table once, and tell what its reader must know; our own format needs no reading.

    Raises
    ------
    PlusNError
        The data are refused; the message says why and what to do.
    """
    if _is_own_format(data, how):
        return data, ()
    table = own_table(data, how)
    return table, table.remarks[picked(table, how).key]


def own_draft(data: Data, how: How | None = None, *, level: Level = Level.CITY) -> Draft:
    """Open a file of any kind, or a frame, as the user says that it is to be read.

    Parameters
    ----------
    data, how
        What the user has, and how it is to be read.
    level
        The level at which points are counted.

    Raises
    ------
    PlusNError
        The data are refused; the message says why and what to do.
    """
    from plusn.own.opening import open_file, open_frame  # noqa: PLC0415 - readers load slowly

    how = how or How()
    if isinstance(data, Draft):
        return how.settled(data)
    if isinstance(data, str | Path):
        draft = open_file(data, reading=how.reading(), **how.choices)
    else:
        draft = open_frame(data, reading=how.reading(), **how.choices)
    return how.counted(how.settled(draft), level)


def own_table(data: Data, how: How | None = None, *, level: Level = Level.CITY) -> OwnTable:
    """Give the numbers of a file, a frame or a draft by region.

    Parameters
    ----------
    data, how, level
        As `own_draft`.

    Raises
    ------
    Problems
        Something keeps the table from being drawn; all of it is listed.
    UnknownRegion
        Rows are not on the map, and the user asked for all of them.
    PlusNError
        The data are refused.
    """
    if isinstance(data, OwnTable):
        return data
    how = how or How()
    if how.points:
        how.check_points()
        if is_streamed(data):
            return table_of_points(data, how, level)  # type: ignore[arg-type]  # a path or address
    draft = own_draft(data, how, level=level)
    table = draft.table()
    if how.strict and (rows := _lost(draft)):
        raise not_on_map(rows)
    return table


def _lost(draft: Draft) -> int:
    """Count the rows that are on no region."""
    return draft.points.rows - draft.points.placed if draft.is_points else draft.unplaced.rows


def numbers_of(
    table: OwnTable,
    how: How | None = None,
    *,
    premises: str = "ranked",
    deepest: Level = Level.CITY,
    as_of: str = "",
) -> OwnNumbers:
    """Take one series of a user's table.

    Raises
    ------
    UnknownChoice
        There is no such column, sector or year.
    PartsExceedWhole, Contradiction
        Its numbers cannot all be true; the message names a smallest such set with its rows.
    """
    counted = picked(table, how or How())
    evidence = evidence_of(counted, premises, deepest)
    return OwnNumbers(
        evidence=evidence,
        counts=counts_of(counted, evidence, as_of=as_of or counted.key.year),
        groups=table.groups,
        name=table.name,
        reference=_reference(table, counted, premises, deepest),
        quantity=counted.key.column or counted.quantity.name,
        unit=counted.quantity.unit,
        remarks=table.remarks[counted.key],
        digest=table.digest,
    )


def _reference(
    table: OwnTable, counted: Counted, premises: str, deepest: Level
) -> CountTable | None:
    whole = table.reference(counted)
    if whole is None or not counted.quantity.additive:
        return None
    return counts_of(whole, evidence_of(whole, premises, deepest))


def is_complete(counts: CountTable, level: Level) -> bool:
    """Tell whether every region of a level that a sum contains has a number that is a fact."""
    rows = counts.at(level)["standing"]
    facts = {Standing.PUBLISHED, Standing.DERIVED}
    wanted = [region.code for region in load_regions().at(level) if in_study(region.code)]
    return bool(wanted) and all(rows.get(code) in facts for code in wanted)


def _is_own_format(data: Data, how: How) -> bool:
    """Tell whether it is a table of level, code and value, which is read to the letter."""
    if isinstance(data, Draft | OwnTable) or not how.plain:
        return False
    if not isinstance(data, str | Path):
        return {str(column).strip() for column in data.columns} >= FORMAT
    if is_address(str(data)):
        return False
    try:
        with Path(data).open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return True  # the reader of our own format says that there is no such file
    line = head.decode("utf-8-sig", errors="replace").lstrip().partition("\n")[0]
    return {cell.strip().strip('"') for cell in line.split(",")} >= FORMAT


def _of_own_format(
    data: str | Path | pd.DataFrame, premises: str, deepest: Level, as_of: str
) -> OwnNumbers:
    from plusn.bounding import user_evidence  # noqa: PLC0415 - it loads the shipped counts
    from plusn.user_table import groups_of  # noqa: PLC0415

    evidence = user_evidence(data, premises, deepest)
    return OwnNumbers(
        evidence=evidence,
        counts=count_table(evidence, as_of=as_of, unit=PLAIN),
        groups=groups_of(data, load_regions()),
        name=Path(data).name if isinstance(data, str | Path) else "",
    )
