"""What the user should look at before the table is used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from data.phrase import joined, said
from data.sheets.amounts import Mark
from data.sheets.cells import folded
from data.sheets.roles import NUMBERS
from data.sheets.table import Role, RowKind
from data.sheets.units import states_several

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from data.phrase import Told
    from data.sheets.amounts import Amount
    from data.sheets.body import Body
    from data.sheets.fills import Fills
    from data.sheets.grid import Grid
    from data.sheets.roles import Roles
    from data.sheets.table import Column, Line

MOST = 20  # stretches of rows that a remark names
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].*)?|[0-9]{1,2}月[0-9]{1,2}日?")


class Seen(NamedTuple):
    """Hold everything that a remark may speak of."""

    grid: Grid
    body: Body
    roles: Roles
    columns: Sequence[Column]
    lines: Sequence[Line]
    fills: Fills
    blocks: int
    headed: bool
    across: bool
    coarser: Sequence[int]


def remarks_of(seen: Seen) -> list[Told]:
    """Say what was filled, left out, not understood, or could be read otherwise."""
    return [
        *seen.roles.remarks,
        *_of_table(seen),
        *_of_units(seen),
        *_of_fills(seen),
        *_of_rows(seen),
        *_of_cells(seen),
        *_of_hidden(seen),
    ]


def stretches(numbers: Iterable[int]) -> str:
    """Write row numbers, those that follow each other as a stretch.

    Examples
    --------
    >>> stretches([7, 3, 4, 5])
    '3–5, 7'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    texts = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:MOST]]
    return ", ".join([*texts, "…"] if len(runs) > MOST else texts)


def _of_table(seen: Seen) -> Iterator[Told]:
    if seen.across:
        yield said(
            "The regions seem to stand in the heading, one to a column: turn the table so that "
            "each has a row."
        )
    elif not {Role.REGION, Role.LON}.intersection(column.role for column in seen.columns):
        yield said("No column of regions was found: choose one.")
    if not seen.headed:
        yield said("No heading was found: the columns are called by their letters.")
    if seen.blocks > 1:
        yield said(
            "{count} blocks of columns stand side by side and are read as one table.",
            count=seen.blocks,
        )
    if others := [left.number for left in seen.body.left_out if left.why == "other"]:
        yield said(
            "From row {row} on another table begins: it is not read. Put it on a sheet of its own.",
            row=others[0],
        )


def _of_units(seen: Seen) -> Iterator[Told]:
    unit = seen.body.unit
    if states_several(unit):
        yield said(
            "The sheet states several units, “{unit}”: none is applied. Give the factor, or the "
            "unit in each heading.",
            unit=unit,
        )
    for row, other in seen.body.later_units:
        if folded(other) != folded(unit):
            yield said(
                "Row {row} states the unit “{other}”, the sheet “{unit}”: only the latter is "
                "applied.",
                row=row,
                other=other,
                unit=unit,
            )


def _of_fills(seen: Seen) -> Iterator[Told]:
    for index in sorted({column for _, column in seen.fills.sources}):
        rows = [row + 1 for row, column in seen.fills.sources if column == index]
        merged = all((row - 1, index) in seen.fills.merged for row in rows)
        words = {"column": seen.roles.name(index), "rows": stretches(rows)}
        if merged:
            yield said("“{column}” is merged: rows {rows} take the text from above.", **words)
        else:
            yield said(
                "“{column}” is blank in rows {rows}, which take the text from above: it is written "
                "once for each group.",
                **words,
            )
    for index, blank in sorted(seen.fills.open.items()):
        yield said(
            "“{column}” is blank in rows {rows}. Whether the text above holds for them is not "
            "clear: they stay blank.",
            column=seen.roles.name(index),
            rows=stretches(row + 1 for row in blank),
        )
    for (top, index), bottom in sorted(seen.fills.joint.items()):
        yield said(
            "“{column}” has one number for several cells together (rows {rows}): it belongs to "
            "none of them alone and is not read.",
            column=seen.roles.name(index),
            rows=stretches(range(top + 1, bottom + 2)),
        )


def _of_rows(seen: Seen) -> Iterator[Told]:
    others = [line for line in seen.lines if line.kind is not RowKind.DATA]

    def rows(kind: RowKind) -> str:
        return stretches(line.number for line in others if line.kind is kind)

    if totals := rows(RowKind.TOTAL):
        yield said("Sums, which are not counted again: rows {rows}.", rows=totals)
    if groups := rows(RowKind.REGIONAL):
        yield said("Groups of regions, which are not counted again: rows {rows}.", rows=groups)
    if parts := rows(RowKind.OF_WHICH):
        yield said("Parts of the row above, which are not counted again: rows {rows}.", rows=parts)
    if seen.coarser:
        yield said(
            "Rows {rows} name only the larger unit and are read as its own.",
            rows=stretches(seen.coarser),
        )
    index = next((c.index for c in seen.columns if c.role is Role.REGION), -1)
    unnamed = [line for line in seen.lines if index >= 0 and not line.cells[index]]
    known = [line for line in unnamed if any(a.low is not None for a in line.amounts.values())]
    if known:
        bare = (line.number for line in known)
        yield said("Rows {rows} have numbers and name no region.", rows=stretches(bare))


def _of_cells(seen: Seen) -> Iterator[Told]:
    for column in seen.columns:
        if column.role not in NUMBERS:
            continue
        name = seen.roles.name(column.index)
        odd_ones = [line for line in seen.lines if not _is_common(line.amounts[column.index])]
        joint = {top + 1 for top, index in seen.fills.joint if index == column.index}

        def rows(
            test: Callable[[Amount], bool],
            index: int = column.index,
            lines: Sequence[Line] = odd_ones,
            but: set[int] = joint,
        ) -> str:
            found = (line.number for line in lines if test(line.amounts[index]))
            return stretches(number for number in found if number not in but)

        if odd := rows(lambda a: a.mark is Mark.NOT_A_NUMBER and not _is_date(a)):
            yield said("“{column}”: rows {rows} hold no number.", column=name, rows=odd)
        if dates := rows(lambda a: a.mark is Mark.NOT_A_NUMBER and _is_date(a)):
            yield said(
                "“{column}”: rows {rows} hold dates. A spreadsheet makes a date of 10-20: type it "
                "again as text.",
                column=name,
                rows=dates,
            )
        if minus := rows(lambda a: a.low is not None and a.low < 0 and a.text.strip()[0] in "(（"):
            yield said("“{column}”: brackets in rows {rows} mean minus.", column=name, rows=minus)
        if column.factor != 1 and (own := rows(lambda a: a.scaled and not a.text.endswith("%"))):
            yield said(
                "“{column}”: rows {rows} say their own scale, to which “{unit}” is not applied.",
                column=name,
                rows=own,
                unit=column.unit,
            )


def _is_common(amount: Amount) -> bool:
    """Tell whether it is a plain number, of which nothing is to be said."""
    if amount.mark is not Mark.EXACT or amount.scaled or amount.low is None:
        return False
    return not amount.low.is_signed()


def _of_hidden(seen: Seen) -> Iterator[Told]:
    if rows := [left.number for left in seen.body.left_out if left.why == "hidden"]:
        yield said("Hidden rows are not read: {rows}.", rows=stretches(rows))
    if rows := [line.number for line in seen.lines if line.hidden]:
        yield said("Hidden rows are read: {rows}.", rows=stretches(rows))
    hidden = [
        seen.roles.name(column.index)
        for column in seen.columns
        if column.index in seen.grid.unseen_columns and column.role is Role.IGNORE
    ]
    if hidden:
        yield said("Hidden columns are not read: {columns}.", columns=joined(", ", hidden[:MOST]))


def _is_date(amount: Amount) -> bool:
    return DATE.fullmatch(amount.text.strip()) is not None
