"""The map as a spreadsheet: one sheet of numbers, one of what they mean."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from briefing.backends.records import COLUMNS, NUMBERS, Cell, in_order, panel_rows, row
from briefing.backends.stamp import stamp
from briefing.catalogue import text
from briefing.safe_text import whole
from data.errors import RenderProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.panels_spec import MultiplesSpec
    from briefing.spec import MapSpec, Tongue

    Figure = MapSpec | MultiplesSpec

Writer = Any  # book, sheet or format: the library ships no types
LONGEST = 32_767  # characters in a cell, by the file format
WIDTHS = {"label": 24, "text": 34, "known": 44, "because": 60, "sources": 24}
# Text stays text: nothing that a reader typed becomes a formula, a link or a number.
INERT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def to_xlsx(spec: MapSpec) -> bytes:
    """Write exactly what is drawn as an XLSX workbook.

    The first sheet has the columns of `briefing.backends.records.COLUMNS` under headings in the
    map's language, one row per region; the second has title, legend, credits and notes. The same
    map gives the same bytes: the only date in the file is that of the data.

    Raises
    ------
    RenderProblem
        A number is not finite, or a text is longer than a cell can hold.
    """
    rows = [row(spec, mark) for mark in in_order(spec)]
    return _book(spec, spec, COLUMNS, rows)


def panels_xlsx(spec: MultiplesSpec) -> bytes:
    """Write several maps as one XLSX workbook, with the map's name in the first column.

    Raises
    ------
    RenderProblem
        A number is not finite, or a text is longer than a cell can hold.
    """
    return _book(spec, spec.panels[0].spec, ("panel", *COLUMNS), list(panel_rows(spec)))


def _book(
    spec: Figure, first: MapSpec, columns: tuple[str, ...], rows: list[dict[str, Cell]]
) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - only who asks for a workbook waits for it

    content = BytesIO()
    book = xlsxwriter.Workbook(content, INERT)
    book.set_properties({"title": _fit(spec.title), "created": stamp(spec.as_of)})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    _numbers(book, spec.lang, columns, rows, bold)
    _about(book, spec, first, bold)
    book.close()
    return content.getvalue()


def _numbers(
    book: Writer,
    language: Tongue,
    columns: tuple[str, ...],
    rows: list[dict[str, Cell]],
    bold: Writer,
) -> None:
    sheet = book.add_worksheet(text("export.sheet.numbers", language))
    formats = {True: book.add_format({"num_format": "#,##0"}), False: book.add_format()}
    for place, name in enumerate(columns):
        sheet.write_string(0, place, text(f"export.column.{name}", language), bold)
        sheet.set_column(place, place, WIDTHS.get(name, 14))
    for line, cells in enumerate(rows, 1):
        for place, (name, cell) in enumerate(cells.items()):
            grouped = name in NUMBERS and isinstance(cell, int)
            _cell(sheet, (line, place), cell, formats[grouped])
    sheet.freeze_panes(1, columns.index("measure"))
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def _about(book: Writer, spec: Figure, first: MapSpec, bold: Writer) -> None:
    sheet = book.add_worksheet(text("export.sheet.about", spec.lang))
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    for line, (key, words) in enumerate(_facts(spec, first)):
        sheet.write_string(line, 0, text(f"export.about.{key}", spec.lang), bold)
        sheet.write_string(line, 1, _fit(words), wrap)


def _facts(spec: Figure, first: MapSpec) -> Iterator[tuple[str, str]]:
    yield "title", spec.title
    yield "subtitle", spec.subtitle
    yield "caption", spec.caption
    yield "measure", first.measure_label
    yield "unit", first.unit
    yield "as_of", spec.as_of
    yield "legend", spec.legend.title
    if spec.legend.ramp is not None:
        yield "legend", " · ".join(tick.label for tick in spec.legend.ramp.ticks)
    for key in spec.legend.symbols:
        yield "legend", f"{key.label} {key.note}".strip()
    for entry in spec.legend.entries:
        yield "legend", entry.label
    for credit in spec.credits:
        yield "credits", credit
    for note in spec.notes:
        yield "notes", note
    yield "digest", spec.digest


def _cell(sheet: Writer, place: tuple[int, int], cell: Cell, form: Writer) -> None:
    if isinstance(cell, str):
        if cell:
            sheet.write_string(*place, _fit(cell), form)
    elif cell is not None:
        sheet.write_number(*place, cell, form)


def _fit(words: str) -> str:
    if len(words) > LONGEST:
        raise RenderProblem(
            f"a text of {len(words):,} characters does not fit into a spreadsheet cell",
            where=words[:40],
            remedy=f"Use at most {LONGEST:,} characters.",
        )
    return whole(words)
