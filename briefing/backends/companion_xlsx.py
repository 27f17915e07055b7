"""The workbook beside a document: the numbers of every figure as drawn, and their sources."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from briefing.backends.stamp import stamp
from briefing.backends.xlsx import INERT, LONGEST
from briefing.backends.zipped import packed, unpacked
from briefing.catalogue import text
from briefing.safe_text import whole
from briefing.tongue import spoken
from data.errors import RenderProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.exhibit import Exhibit, Page

Writer = Any  # book, sheet or format: the library ships no types
Cell = str | float | int | None
WIDEST = 48  # characters of a column
NARROWEST = 9


def companion(pages: Sequence[Page]) -> bytes:
    """Write the numbers of figures as one workbook.

    The first sheet lists the figures with what they say, their notices, sources, date and digest;
    then each has a sheet for each of its records, or for its printed tables where it has none.

    Raises
    ------
    RenderProblem
        There is no figure, a number is not finite, or a text is longer than a cell can hold.
    """
    import xlsxwriter  # noqa: PLC0415 - only who asks for a workbook waits for it

    if not pages:
        raise RenderProblem("a workbook without a figure", remedy="Name at least one figure.")
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {**INERT, "nan_inf_to_errors": False})
    first = pages[0].shown.exhibit
    book.set_properties({"title": pages[0].heading[:255], "created": stamp(first.as_of)})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(_first(first.lang))
    _fill(sheet, list(_told(pages)), {"head": bold, "cell": wrapped})
    for number, page in enumerate(pages, 1):
        for name, rows in _tables(page.shown.exhibit, number):
            _fill(book.add_worksheet(name), rows, {"head": bold, "cell": None})
    book.close()
    return packed(unpacked(content.getvalue()))


def _first(tongue: str) -> str:
    return text("pages.workbook.figures", spoken(tongue)[0])


def _told(pages: Sequence[Page]) -> Iterator[tuple[Cell, ...]]:
    language = spoken(pages[0].shown.exhibit.lang)[0]
    heads = ("number", "title", "subtitle", "notices", "sources", "as_of", "digest")
    yield tuple(text(f"pages.workbook.{head}", language) for head in heads)
    for number, page in enumerate(pages, 1):
        exhibit = page.shown.exhibit
        sources = "\n".join((*exhibit.credits, *exhibit.notes))
        boxed = "\n".join(exhibit.boxed)
        title, subtitle = page.heading, exhibit.subtitle
        yield (number, title, subtitle, boxed, sources, exhibit.as_of, exhibit.digest)


def _tables(exhibit: Exhibit, number: int) -> Iterator[tuple[str, list[tuple[Cell, ...]]]]:
    if exhibit.records:
        for place, record in enumerate(exhibit.records, 1):
            yield _name(exhibit, number, place), [record.heads, *record.rows]
        return
    for place, table in enumerate(exhibit.tables, 1):
        heads = tuple(column.head for column in table.columns)
        yield _name(exhibit, number, place), [heads, *table.rows]


def _name(exhibit: Exhibit, number: int, place: int) -> str:
    """Name a sheet in the 31 characters that the format allows."""
    return f"{number} {exhibit.name}"[:28] + (f" {place}" if place > 1 else "")


def _fill(sheet: Writer, rows: Sequence[Sequence[Cell]], looks: dict[str, Writer]) -> None:
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            _cell(sheet, row, column, cell, looks["cell"] if row else looks["head"])
    for column, cells in enumerate(zip(*rows, strict=True)):
        longest = max(len(line) for cell in cells for line in str(cell or "").split("\n"))
        sheet.set_column(column, column, min(WIDEST, max(NARROWEST, longest + 2)))
    sheet.freeze_panes(1, 0)


def _cell(sheet: Writer, row: int, column: int, cell: Cell, look: Writer) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        words = whole(cell)
        if len(words) > LONGEST:
            raise RenderProblem(
                f"a text is longer than the {LONGEST:,} characters of a cell",
                remedy="Shorten the notes.",
            )
        sheet.write_string(row, column, words, look)
        return
    try:
        sheet.write_number(row, column, cell, look)
    except TypeError as problem:
        raise RenderProblem(f"a number of row {row + 1} is not finite") from problem
