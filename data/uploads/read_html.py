"""The tables of a page, often named .xls, as sheets of plain cells: no scripts or links."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from data.errors import PlusNError, UnreadableFile
from data.phrase import said
from data.uploads.encodings import DECLARED, MARKS, Decoded, decode, rank
from data.uploads.grid import Tally, held, whole_book
from data.uploads.html_tables import Page
from data.uploads.read_text import replaced
from data.uploads.xml_events import SAVE_AS, broken

if TYPE_CHECKING:
    from data.book import Book, Sheet
    from data.phrase import Told
    from data.uploads.limits import Ask, Limits

PIECE = 1 << 16
HEAD = 4096  # bytes in which the encoding is declared
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def read_html(content: bytes, *, name: str, limits: Limits, ask: Ask) -> Book:
    """Read every table of a page as a sheet; cells stay text but where Excel states their number.

    Lines of text above a table are rows above it, those below the last table rows below it, as a
    spreadsheet program shows them. Cells that span others are merged cells.

    Parameters
    ----------
    content
        The file.
    name
        What the user calls it.
    limits
        What it may hold.
    ask
        The encoding, where the user declares it.

    Raises
    ------
    UnreadableFile
        It is no page, or there is no table in it.
    TooLarge
        It holds more than it may.
    UnknownChoice
        The declared encoding is not known.
    Problems
        Cells cannot be read.
    """
    decoded = _decode(content, name, ask)
    text, mended = held(decoded.text)
    page = Page(Tally(limits))
    _feed(text, page, name)
    page.finish()
    if not page.tables:
        raise UnreadableFile(said("{name} holds no table", name=name), remedy=SAVE_AS)
    sheets: list[Sheet] = []
    problems: list[PlusNError] = []
    remarks: list[Told] = [*decoded.remarks, *replaced(mended)]
    for facts in page.tables:
        sheet = facts.sheet()
        problems.extend(facts.grid.problems)
        if sheet.rows:
            sheets.append(sheet)
            remarks.extend(facts.remarks())
    if page.pictures:
        remarks.append(said("Pictures of the page are not read."))
    book = whole_book(
        content, name=name, kind="html", sheets=sheets, problems=problems, remarks=remarks
    )
    return replace(book, encoding=decoded.encoding, encodings=decoded.others)


def _feed(text: str, page: Page, name: str) -> None:
    from lxml import etree  # noqa: PLC0415 - for pages only

    # Nothing is fetched or run: the parser only tells of elements and text, and builds nothing.
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True)
    content = text.encode("utf-8")
    try:
        for at in range(0, len(content), PIECE):
            parser.feed(content[at : at + PIECE])
        parser.close()
    except (etree.LxmlError, ValueError, AssertionError) as problem:
        raise broken(name) from problem
    if any(entry.level_name == "FATAL" for entry in parser.feed_error_log):
        raise broken(name)


def _decode(content: bytes, name: str, ask: Ask) -> Decoded:
    """Decode by what the user declares, by a mark, or as the page says unless others fit better."""
    stated = _stated(content)
    marked = any(content.startswith(mark) for mark, _ in MARKS)
    if ask.encoding or marked or stated is None:
        return decode(content, name=name, declared=ask.encoding)
    ranked = rank(content)
    own = next((one for one in ranked if one.encoding == stated), None)
    if own is None or own.hits < ranked[0].hits:
        return decode(content, name=name)
    return Decoded(own.text, own.encoding, tuple(one.encoding for one in ranked if one is not own))


def _stated(content: bytes) -> str | None:
    match = CHARSET.search(content[:HEAD])
    return DECLARED.get(match[1].decode("ascii", "ignore").casefold()) if match else None
