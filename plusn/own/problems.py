"""All that keeps a user's table from being drawn, found at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import BadValue, DuplicateRegion, TooLarge, UnknownRegion, WrongColumns
from data.phrase import joined, said
from data.sheets.amounts import Mark
from data.sheets.table import Role
from plusn.own.located import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.codes import RegionKey
    from data.errors import PlusNError
    from plusn.own.draft import Draft
    from plusn.own.series import Entry, Series

MOST_SHOWN = 60  # characters of a user's cell in a message
MOST_ROWS = 12
MOST_VALUE = 10**18


def problems_of(draft: Draft) -> tuple[PlusNError, ...]:
    """List every problem of a draft, those of the whole sheet first, then by row."""
    if missing := list(_missing(draft)):
        return tuple(missing)
    found: list[tuple[int, PlusNError]] = []
    for series in draft.series:
        found += _unreadable(series)
        if draft.duplicates == "refuse":
            found += _repeated(series)
    unique = {str(problem): (row, problem) for row, problem in found}
    return tuple(problem for _, problem in sorted(unique.values(), key=lambda pair: pair[0]))


def rows_text(rows: Sequence[int]) -> str:
    """Name rows of a sheet, the first few of many."""
    shown = joined(", ", [str(row) for row in rows[:MOST_ROWS]])
    if len(rows) == 1:
        return said("row {rows}", rows=shown)
    if len(rows) > MOST_ROWS:
        more = len(rows) - MOST_ROWS
        return said("rows {rows} and {more:,} more", rows=shown, more=more)
    return said("rows {rows}", rows=shown)


def _missing(draft: Draft) -> Iterator[PlusNError]:
    roles = {column.role for column in draft.understood.columns}
    if not roles & {Role.VALUE, Role.LOW, Role.HIGH}:
        yield WrongColumns(
            said("no column of numbers was found"),
            remedy=said("Name the column that holds the values."),
        )
    if not roles & {Role.REGION, Role.CODE}:
        yield WrongColumns(
            said("no column of regions was found"),
            remedy=said("Name the column that holds names or codes of regions."),
        )
    elif not any(row.outcome is Outcome.PLACED for row in draft.located):
        yield UnknownRegion(
            said("no row has a region that is known"),
            remedy=said("Name another column of regions, or say which regions are meant."),
        )


def _unreadable(series: Series) -> Iterator[tuple[int, PlusNError]]:
    for entry in series.entries:
        amount = entry.amount
        if amount.mark is Mark.NOT_A_NUMBER:
            yield (
                entry.row,
                BadValue(
                    said("{text} is no number", text=repr(amount.text[:MOST_SHOWN])),
                    where=rows_text([entry.row]),
                    remedy=said("Give a number, a range such as 10–20, or leave the cell blank."),
                ),
            )
        elif amount.low is not None and amount.high is not None and amount.low > amount.high:
            yield (
                entry.row,
                BadValue(
                    said("{text} ends before it begins", text=repr(amount.text[:MOST_SHOWN])),
                    where=rows_text([entry.row]),
                    remedy=said("Give the smaller number first."),
                ),
            )
        elif any(end is not None and abs(end) > MOST_VALUE for end in (amount.low, amount.high)):
            yield (
                entry.row,
                TooLarge(
                    said("{text} is too large", text=repr(amount.text[:MOST_SHOWN])),
                    where=rows_text([entry.row]),
                    remedy=said("Use numbers up to {most:,}, or a larger unit.", most=MOST_VALUE),
                ),
            )


def repeated(series: Series) -> dict[RegionKey, list[Entry]]:
    """Give the regions that have several rows with something to say."""
    found: dict[RegionKey, list[Entry]] = {}
    for entry in series.entries:
        if entry.located.key is not None and entry.amount.mark is not Mark.BLANK:
            found.setdefault(entry.located.key, []).append(entry)
    return {key: entries for key, entries in found.items() if len(entries) > 1}


def _repeated(series: Series) -> Iterator[tuple[int, PlusNError]]:
    for key, entries in repeated(series).items():
        names = list(dict.fromkeys(entry.located.match.raw for entry in entries))
        yield (
            entries[0].row,
            DuplicateRegion(
                said(
                    "{names} stand for one region ({code}) in {count} rows",
                    names=joined(", ", [name[:MOST_SHOWN] for name in names]),
                    code=key.code,
                    count=len(entries),
                ),
                where=rows_text([entry.row for entry in entries]),
                remedy=said("Add the rows up, or keep the first or the last one."),
            ),
        )
