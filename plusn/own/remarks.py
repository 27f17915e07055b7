"""What a reader of a user's map must know of its numbers, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.phrase import said
from data.sheets.amounts import Mark
from plusn.own.located import Outcome
from plusn.own.problems import repeated, rows_text
from plusn.own.unplaced import ABSENT, share_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.phrase import Told
    from plusn.own.draft import Draft
    from plusn.own.series import Series
    from plusn.own.table import Counted

LEAST_SHARE = 0.0005  # below, a share of the value reads as 0.0%


def remarks_of(draft: Draft, series: Series, counted: Counted) -> tuple[Told, ...]:
    """Say what is not on the map, what was added up, and what was taken for what."""
    return (
        *_absent(series),
        *_repeats(draft, series),
        *_filled(series),
        *_multiplied(series),
        *_dashes(draft, series),
        *counted.sums.remarks,
    )


def _absent(series: Series) -> Iterator[Told]:
    lost = [entry for entry in series.entries if entry.located.outcome in ABSENT]
    if not lost:
        return
    placed = sum(entry.located.outcome is Outcome.PLACED for entry in series.entries)
    rows, of_rows, share = len(lost), len(lost) + placed, share_of(series)
    if share is None:
        yield said("{rows:,} of {of_rows:,} rows are not on the map.", rows=rows, of_rows=of_rows)
    elif 0 < share < LEAST_SHARE:
        yield said(
            "{rows:,} of {of_rows:,} rows, less than 0.1% of the value, are not on the map.",
            rows=rows,
            of_rows=of_rows,
        )
    else:
        yield said(
            "{rows:,} of {of_rows:,} rows, {share:.1%} of the value, are not on the map.",
            rows=rows,
            of_rows=of_rows,
            share=share,
        )


def _repeats(draft: Draft, series: Series) -> Iterator[Told]:
    several = repeated(series)
    if not several:
        return
    count = len(several)
    if draft.duplicates == "sum":
        yield said("Regions with several rows, which are added up: {count:,}.", count=count)
    elif draft.duplicates == "first":
        yield said(
            "Regions with several rows, of which the first is taken: {count:,}.", count=count
        )
    elif draft.duplicates == "last":
        yield said("Regions with several rows, of which the last is taken: {count:,}.", count=count)


def _filled(series: Series) -> Iterator[Told]:
    """Say how many rows on the map are told apart by a text that stands above them."""
    placed = [e.located for e in series.entries if e.located.outcome is Outcome.PLACED]
    count = sum(bool(row.line.filled) for row in placed)
    if count:
        yield said(
            "Rows whose merged or blank cell takes the text from above: {count:,}.", count=count
        )


def _multiplied(series: Series) -> Iterator[Told]:
    quantity = series.quantity
    ratio = quantity.factor / quantity.divisor
    if ratio != 1:
        yield said("The table’s numbers are multiplied by {factor}.", factor=f"{ratio:,f}")


def _dashes(draft: Draft, series: Series) -> Iterator[Told]:
    placed = [e for e in series.entries if e.located.outcome is Outcome.PLACED]
    rows = [entry.row for entry in placed if entry.amount.mark is Mark.DASH]
    if not rows:
        return
    if draft.dash == "zero":
        yield said("A dash is taken as zero ({rows}).", rows=rows_text(rows))
    else:
        yield said("A dash is taken as not known ({rows}).", rows=rows_text(rows))
