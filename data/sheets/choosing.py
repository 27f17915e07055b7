"""Which sheet of a workbook is read."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from data.errors import UnknownChoice, UnreadableFile
from data.phrase import joined, said
from data.sheets.grid import Grid
from data.sheets.rows import amount_columns, names_something

if TYPE_CHECKING:
    from data.book import Book, Sheet
    from data.phrase import Told
    from data.sheets.table import Reading
    from data.sheets.words import Words

LOOKED_AT = 300  # rows of each sheet


def choose_sheet(book: Book, words: Words, reading: Reading) -> tuple[Sheet, list[Told]]:
    """Choose the sheet that is asked for, else the visible one with the best table.

    Raises
    ------
    UnknownChoice
        There is no sheet of that name.
    UnreadableFile
        The book has no sheet.
    """
    if not book.sheets:
        raise UnreadableFile(
            said("{book} has no sheet", book=book.name),
            remedy=said("Save the table as .xlsx or .csv."),
        )
    if reading.sheet is not None:
        for sheet in book.sheets:
            if sheet.name == reading.sheet:
                return sheet, []
        raise UnknownChoice.of("sheet", reading.sheet, [sheet.name for sheet in book.sheets])
    if len(book.sheets) == 1:
        return book.sheets[0], []
    return _best(book, words)


def _best(book: Book, words: Words) -> tuple[Sheet, list[Told]]:
    seen = [sheet for sheet in book.sheets if not sheet.hidden] or list(book.sheets)
    scores = [score(sheet, words) for sheet in seen]
    best = max(range(len(seen)), key=lambda number: (scores[number], -number))
    remarks: list[Told] = []
    rivals = [s.name for s, n in zip(seen, scores, strict=True) if n == scores[best]]
    if len(rivals) > 1 and scores[best] > (0, 0, 0):
        remarks.append(
            said(
                "Sheets {sheets} hold tables that look alike; the first is read.",
                sheets=joined(", ", rivals),
            )
        )
    if hidden := [sheet.name for sheet in book.sheets if sheet.hidden and sheet is not seen[best]]:
        remarks.append(said("Hidden sheets are not read: {sheets}.", sheets=joined(", ", hidden)))
    return seen[best], remarks


def score(sheet: Sheet, words: Words) -> tuple[int, int, int]:
    """Count rows that name a region beside an amount, rows that name one, and rows with amounts."""
    grid = Grid(sheet, hidden=False)
    both = named = counted = 0
    for row in islice((row for row in grid.seen() if not grid.is_blank(row)), LOOKED_AT):
        texts = grid.texts(row)
        places = {column for column, text in texts.items() if names_something(words, text)}
        amounts = amount_columns(grid, row, texts)
        both += any(amounts - {column} for column in places)
        named += bool(places)
        counted += bool(amounts)
    return both, named, counted
