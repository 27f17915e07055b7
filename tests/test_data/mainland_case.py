"""Workbooks as bureaus on the Mainland make them, and what each of them says."""

from dataclasses import dataclass, field
from io import BytesIO

import xlsxwriter

FULL = "　"  # a blank as wide as a letter


@dataclass(frozen=True)
class Page:
    """Hold a sheet to be written: rows of cells, and its merged, hidden and formatted cells."""

    name: str
    rows: list
    merged: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()  # counted from 1
    hidden_columns: tuple[str, ...] = ()
    indents: dict = field(default_factory=dict)  # by cell: A5
    percents: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Expected:
    """Hold what must be understood.

    `roles` are first letters or words by column; `lines` are (row, kind, region, amounts).
    """

    roles: str
    lines: list
    left_out: dict
    header: tuple[int, int]
    title: str = ""
    unit: str = ""
    year: str = ""
    remarks: tuple[str, ...] = ()
    series: tuple[tuple[str, str], ...] = ()  # (sector, year) of each column of values


@dataclass(frozen=True)
class Case:
    """Hold a workbook and what it says."""

    pages: tuple[Page, ...]
    expected: Expected

    def xlsx(self):
        """Write the workbook."""
        return written(self.pages)


def written(pages):
    """Write pages as an XLSX workbook."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        for page in pages:
            write_page(book, page)
        seen = [number for number, page in enumerate(pages) if not page.hidden]
        book.worksheets()[seen[0]].activate()
    return out.getvalue()


def write_page(book, page):
    sheet = book.add_worksheet(page.name)
    share = book.add_format({"num_format": "0.0%"})
    steps = {n: book.add_format({"indent": n}) for n in set(page.indents.values())}
    for place in page.merged:
        sheet.merge_range(place, "")
    for r, row in enumerate(page.rows):
        for c, cell in enumerate(row):
            place = xlsxwriter.utility.xl_rowcol_to_cell(r, c)
            if cell is not None:
                how = share if place in page.percents else steps.get(page.indents.get(place))
                sheet.write(r, c, cell, how)
    for row in page.hidden_rows:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for column in page.hidden_columns:
        sheet.set_column(f"{column}:{column}", None, None, {"hidden": True})
    if page.hidden:
        sheet.hide()
