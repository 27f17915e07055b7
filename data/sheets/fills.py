"""Cells that stand for the rows below them: merged, or written once at the head of a group."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.sheets.cells import folded
from data.sheets.row_words import is_regional, is_total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.sheets.grid import Grid


@dataclass
class Fills:
    """Hold what is filled, by (row, column): the row that the text comes from.

    `merged` tells which of them the workbook merges; `open` lists blank cells by column that could
    belong to the group above but need not: they stay blank. `joint` are cells of numbers that are
    merged over several rows or columns of numbers, with the last row: one number for all.
    """

    sources: dict[tuple[int, int], int] = field(default_factory=dict)
    merged: set[tuple[int, int]] = field(default_factory=set)
    open: dict[int, list[int]] = field(default_factory=dict)
    joint: dict[tuple[int, int], int] = field(default_factory=dict)

    def text(self, grid: Grid, row: int, column: int) -> str:
        """Give the text of a cell, filled down."""
        return grid.text(self.sources.get((row, column), row), column)


def find_fills(
    grid: Grid, rows: Sequence[int], columns: Sequence[int], details: Sequence[int]
) -> Fills:
    """Find the cells of some columns that are filled from above.

    Parameters
    ----------
    grid
        The sheet.
    rows
        Rows of the body.
    columns
        Columns of text that may be filled.
    details
        Columns that must say something in each row of a group, each thing once: the names of
        cities beside their province, of sectors beside their region.
    """
    fills = Fills()
    body = set(rows)
    for column in columns:
        for row, top in grid.falls(column).items():
            if row in body and folded(grid.text(top, column)):
                fills.sources[row, column] = top
                fills.merged.add((row, column))
        others = [detail for detail in details if detail > column]
        if others:
            _fill_groups(grid, rows, column, others[0], fills)
    return fills


def find_joint(
    grid: Grid, rows: Sequence[int], numbers: Sequence[int], names: Sequence[int]
) -> dict[tuple[int, int], int]:
    """Find numbers that stand for several rows or columns together, with their last row.

    A number merged over the rows over which its region is merged too is that region's.
    """
    body, columns = set(rows), set(numbers)
    spans = {(a.top, a.bottom) for a in grid.areas if a.left in names}
    found: dict[tuple[int, int], int] = {}
    for area in grid.areas:
        if area.left not in columns or area.top not in body:
            continue
        below = sum(row in body for row in range(area.top, min(area.bottom, rows[-1]) + 1))
        beside = sum(area.left <= column <= area.right for column in columns)
        if beside > 1 or (below > 1 and (area.top, area.bottom) not in spans):
            found[area.top, area.left] = min(area.bottom, rows[-1])
    return found


def _fill_groups(grid: Grid, rows: Sequence[int], column: int, detail: int, fills: Fills) -> None:
    """Fill blanks below a text, where the column is clearly written once for each group."""
    if all(map(folded, grid.column(column, rows))):
        return
    groups = _groups(grid, rows, column, fills)
    blank = [row for head, members in groups for row in members]
    if not blank:
        return
    if _is_clear(grid, groups, column, detail):
        fills.sources |= {(row, column): head for head, members in groups for row in members}
    else:
        fills.open[column] = blank


def _groups(
    grid: Grid, rows: Sequence[int], column: int, fills: Fills
) -> list[tuple[int, list[int]]]:
    """List rows that have a text, each with the blank rows right below it."""
    groups: list[tuple[int, list[int]]] = []
    before = -1
    for row in rows:
        text = folded(grid.text(row, column))
        if (row, column) in fills.sources:
            before = -1
        elif text:
            groups.append((row, []))
            before = row
        elif before >= 0 and not _is_gap(grid, before, row):
            groups[-1][1].append(row)
            before = row
        else:
            before = -1
    return groups


def _is_gap(grid: Grid, before: int, row: int) -> bool:
    return any(r not in grid.unseen and grid.is_blank(r) for r in range(before + 1, row))


def _is_clear(grid: Grid, groups: list[tuple[int, list[int]]], column: int, detail: int) -> bool:
    """Tell whether every text heads a group of its own whose rows differ in their detail."""
    heads = [folded(grid.text(head, column)) for head, _ in groups]
    if len(set(heads)) < len(heads):
        return False
    for head, members in groups:
        if members and (is_total(grid.text(head, column)) or is_regional(grid.text(head, column))):
            return False
        said = [folded(grid.text(row, detail)) for row in (head, *members)]
        # The head of a group may be its own sum, without a detail.
        if not all(said[1:]) or len(set(said)) < len(said):
            return False
    return True
