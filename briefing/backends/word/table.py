"""A native Word table: rules between rows, numbers at the right, its head on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.backends.word.setting import PLACES, repeat_head, w
from briefing.backends.word.words import write
from briefing.typesetting import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.exhibit import Table

Element = Any  # of python-docx or lxml: neither ships types
SIZE = 8.5
PAD = 12.0  # points beside the words of a cell
NARROWEST = 40.0


def add_table(document: Element, table: Table, *, width: float) -> None:
    """Write a table of at most `width` points at the end of a document."""
    from docx.shared import Pt  # noqa: PLC0415 - only who writes Word waits

    made = document.add_table(rows=1, cols=len(table.columns))
    _rule(made)
    made.autofit = False
    _fill(made.rows[0], [column.head for column in table.columns], table, bold=True)
    repeat_head(made.rows[0])
    for place, row in enumerate(table.rows):
        _fill(made.add_row(), row, table, bold=place in table.strong)
    for column, wide in zip(made.columns, widths(table, width), strict=True):
        column.width = Pt(wide)
        for cell in column.cells:
            cell.width = Pt(wide)


def widths(table: Table, most: float) -> tuple[float, ...]:
    """Share a width among columns as their words need it, points.

    Examples
    --------
    >>> from briefing.exhibit import Column, Table
    >>> table = Table(columns=(Column(head="Place"), Column(head="n", number=True)), rows=())
    >>> [round(wide) for wide in widths(table, 500)]
    [40, 40]
    """
    cells = [[column.head for column in table.columns], *table.rows]
    wanted = [
        max(NARROWEST, PAD + max(width_of(cell, SIZE, bold=True) for cell in column))
        for column in zip(*cells, strict=True)
    ]
    over = sum(wanted) - most
    if over <= 0:
        return tuple(wanted)
    # The widest give way first: their words run over several lines, numbers never do.
    words = [
        0 if column.number else wide for column, wide in zip(table.columns, wanted, strict=True)
    ]
    whole = sum(words) or sum(wanted)
    parts = words if sum(words) else wanted
    return tuple(
        max(NARROWEST, wide - over * part / whole) for wide, part in zip(wanted, parts, strict=True)
    )


def _fill(row: Element, cells: Sequence[str], table: Table, *, bold: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415

    for cell, words, column in zip(row.cells, cells, table.columns, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = 0
        write(paragraph, words, size=SIZE, bold=bold)
        if column.number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _rule(made: Element) -> None:
    told = made._tbl.tblPr  # noqa: SLF001 - python-docx has no words for borders
    borders = told.makeelement(w("tblBorders"), {})
    for side, colour in (("top", "1C2430"), ("bottom", "1C2430"), ("insideH", "D5DADF")):
        line = {"val": "single", "sz": "4", "space": "0", "color": colour}
        borders.append(borders.makeelement(w(side), {w(key): said for key, said in line.items()}))
    told.insert_element_before(borders, *PLACES["tblBorders"])
