"""A text as a table: CSV with whatever delimiter, in whatever encoding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.book import Book, Sheet
from data.errors import UnknownChoice
from data.phrase import said
from data.uploads.delimiters import DELIMITERS, delimiter_of
from data.uploads.encodings import decode
from data.uploads.grid import Grid, Tally, held, whole_book
from data.uploads.lines import ragged, read_lines

if TYPE_CHECKING:
    from data.phrase import Told
    from data.uploads.limits import Ask, Limits

HINT = "sep="  # a first line that tells Excel the delimiter; Excel does not count it as a row


def read_text(content: bytes, *, name: str, limits: Limits, ask: Ask) -> Book:
    """Read a text as one sheet; its cells stay text, blank ones are `None`.

    Row numbers are those that a spreadsheet shows: a quoted cell with line breaks stands in one
    row, blank lines count. Rows with fewer or more cells than the others are kept and named.

    Parameters
    ----------
    content
        The file.
    name
        What the user calls it.
    limits
        What it may hold.
    ask
        Encoding and delimiter, where the user declares them.

    Raises
    ------
    UnreadableFile
        It is no text, a quotation mark is misplaced, or there is no cell in it.
    TooLarge
        It holds more than it may.
    UnknownChoice
        The declared encoding or delimiter is not known.
    Problems
        Cells are too many or too long.
    """
    decoded = decode(content, name=name, declared=ask.encoding)
    text, mended = held(decoded.text.removeprefix("\ufeff"))
    text, hinted = _without_hint(text)
    delimiter = declared_delimiter(ask) or hinted or delimiter_of(text)
    grid = Grid("", Tally(limits))
    read_lines(text, grid, delimiter=delimiter, name=name)
    hint = [said("The first line, which names the delimiter, is no row.")] if hinted else []
    book = whole_book(
        content,
        name=name,
        kind="tsv" if delimiter == "\t" else "csv",
        sheets=[Sheet(name="", rows=grid.finish())],
        problems=grid.problems,
        remarks=[*decoded.remarks, *hint, *replaced(mended), *ragged(grid.widths)],
    )
    return replace(book, encoding=decoded.encoding, encodings=decoded.others, delimiter=delimiter)


def declared_delimiter(ask: Ask) -> str:
    r"""Give the delimiter that the user declares; blank where none is.

    Raises
    ------
    UnknownChoice
        It is not one of tab, semicolon, bar and comma.
    """
    if ask.delimiter and ask.delimiter not in DELIMITERS:
        raise UnknownChoice.of("delimiter", ask.delimiter, ("tab", *DELIMITERS[1:]))
    return ask.delimiter


def replaced(count: int) -> list[Told]:
    """Say how many characters were replaced."""
    if not count:
        return []
    return [
        said(
            "{count:,} control characters, which no table can hold, were replaced by a sign.",
            count=count,
        )
    ]


def _without_hint(text: str) -> tuple[str, str]:
    r"""Take away a line such as ``sep=;`` and give the delimiter.

    Examples
    --------
    >>> _without_hint("sep=;\na;b")
    ('a;b', ';')
    """
    first, _, rest = text.partition("\n")
    given = first.strip('"')[len(HINT) :]
    if first.strip('"').casefold().startswith(HINT) and given in DELIMITERS:
        return rest, given
    return text, ""
