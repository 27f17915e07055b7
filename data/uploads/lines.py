"""Rows of a delimited text, numbered as a spreadsheet numbers them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from data.cases.csv_folder import csv_text
from data.errors import UnreadableFile
from data.phrase import said
from data.uploads.grid import LONGEST_CELL, some

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from data.phrase import Told
    from data.uploads.grid import Grid

NO_DELIMITER = "\x1f"  # held by no text that is read, so that a row is one cell
MISPLACED = "expected after"  # the words of the csv module for text behind a closed quotation
REMEDY = said(
    "Close every quotation mark, and write one that is meant as a letter twice; or leave them "
    "all out."
)


def read_lines(text: str, grid: Grid, *, delimiter: str, name: str, quotes: bool = True) -> None:
    """Put the rows of a text into a grid; row numbers count quoted line breaks as one row.

    A cell that PlusN's own files protect by a leading ``'`` is read without it.

    Parameters
    ----------
    text
        Line ends are line feeds.
    grid
        What the cells are put into.
    delimiter
        One character; blank where a row is one cell.
    name
        What to call the text in messages.
    quotes
        Whether quotation marks enclose cells; if not, they are letters.

    Raises
    ------
    UnreadableFile
        A quotation mark is not closed, or stands in the middle of a quoted cell.
    TooLarge
        There are more cells than a file may hold.
    """
    for number, cells in enumerate(_records(text, delimiter, name, quotes=quotes)):
        if "'" in "".join(cell[:1] for cell in cells):
            cells = [csv_text(cell) for cell in cells]  # noqa: PLW2901 - the same cells
        grid.line(number, cells)


def _records(text: str, delimiter: str, name: str, *, quotes: bool) -> Iterator[list[str]]:
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter or NO_DELIMITER,
        quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE,
        strict=True,
    )
    row = 0
    try:
        for cells in reader:
            row += 1
            yield cells
    except csv.Error as problem:
        raise UnreadableFile(
            _misquoted(str(problem), name), where=said("row {row}", row=row + 1), remedy=REMEDY
        ) from problem


def _misquoted(problem: str, name: str) -> Told:
    if MISPLACED in problem:
        return said("in {name}, a quoted cell goes on behind its quotation mark", name=name)
    if "limit" in problem:
        return said(
            "in {name}, a cell is longer than {most:,} characters, or its quotation mark is "
            "never closed",
            name=name,
            most=LONGEST_CELL,
        )
    return said("in {name}, a quotation mark is never closed", name=name)


def ragged(widths: Mapping[int, tuple[int, int]]) -> list[Told]:
    """Name rows with fewer or more cells than most.

    Parameters
    ----------
    widths
        Of each row that is not blank, by its number from 0: cells stated, and as far as the last
        that is not blank.
    """
    counts = Counter(stated for stated, _ in widths.values())
    usual = max(counts, key=lambda width: (width > 1, counts[width], width), default=0)
    fewer = [str(row + 1) for row, (stated, _) in widths.items() if stated < usual]
    more = [str(row + 1) for row, (_, filled) in widths.items() if filled > usual]
    remarks: list[Told] = []
    if fewer:
        remarks.append(
            said(
                "Rows with fewer than {usual} cells were filled up with blanks: {rows}.",
                usual=usual,
                rows=some(fewer),
            )
        )
    if more:
        remarks.append(
            said(
                "Rows with more than {usual} cells were kept; a delimiter within a number or a "
                "name may have split them: {rows}.",
                usual=usual,
                rows=some(more),
            )
        )
    return remarks
