"""A pasted text as a table, as spreadsheet programs and web pages put it on the clipboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.book import Book, Sheet
from data.errors import UnreadableFile
from data.phrase import said
from data.uploads.delimiters import delimiter_of
from data.uploads.encodings import decode
from data.uploads.grid import Grid, Tally, held, whole_book
from data.uploads.lines import ragged, read_lines
from data.uploads.read_text import declared_delimiter, replaced

if TYPE_CHECKING:
    from data.phrase import Told
    from data.uploads.limits import Ask, Limits

TAB = "\t"


def read_pasted(content: bytes, *, name: str, limits: Limits, ask: Ask) -> Book:
    """Read a pasted text as one sheet; where there are tabs, they divide the cells.

    A cell with line breaks stands in quotation marks, as Excel writes it. Where marks do not
    come in pairs they are taken as letters, and that is said.

    Parameters
    ----------
    content
        The text in UTF-8.
    name
        What to call it in messages.
    limits
        What it may hold.
    ask
        The delimiter, where the user declares one.

    Raises
    ------
    UnreadableFile
        It is no text, or there is no cell in it.
    TooLarge
        It holds more than it may.
    UnknownChoice
        The declared delimiter is not known.
    Problems
        Cells are too many or too long.
    """
    decoded = decode(content, name=name, declared="utf-8")
    text, mended = held(decoded.text)
    delimiter = declared_delimiter(ask) or (TAB if TAB in text else delimiter_of(text))
    grid, remarks = _lines(text, delimiter, name, limits)
    book = whole_book(
        content,
        name=name,
        kind="pasted",
        sheets=[Sheet(name="", rows=grid.finish())],
        problems=grid.problems,
        remarks=[*remarks, *replaced(mended), *ragged(grid.widths)],
    )
    return replace(book, encoding=decoded.encoding, delimiter=delimiter)


def _lines(text: str, delimiter: str, name: str, limits: Limits) -> tuple[Grid, list[Told]]:
    grid = Grid("", Tally(limits))
    try:
        read_lines(text, grid, delimiter=delimiter, name=name)
    except UnreadableFile:
        grid = Grid("", Tally(limits))
        read_lines(text, grid, delimiter=delimiter, name=name, quotes=False)
        return grid, [said("Quotation marks do not come in pairs, and were taken as letters.")]
    return grid, []
