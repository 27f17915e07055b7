"""The workbook inside a native chart: the same numbers, so that they can be edited."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from briefing.backends.deck.lettering import seen
from briefing.backends.zipped import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from briefing.exhibit import Chart, Series

Cells = list[list[str | float | None]]
TEXT_ONLY = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False,
}  # fmt: skip


def workbook(chart: Chart, series: Sequence[Series], made: datetime) -> bytes:
    """Write the numbers of a chart where its references look for them; text stays text."""
    import xlsxwriter  # noqa: PLC0415 - only who asks for a chart waits for it

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, TEXT_ONLY) as book:
        book.set_properties({"created": made, "author": "PlusN"})
        sheet = book.add_worksheet("Sheet1")
        for row, cells in enumerate(rows(chart, series)):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write_number(row, column, cell)
    return packed(unpacked(content.getvalue()))


def rows(chart: Chart, series: Sequence[Series]) -> Cells:
    """Lay out categories and series, or for points one block of x and y below another."""
    if chart.kind == "points":
        return _blocks(chart)
    names: list[str | float | None] = ["", *(seen(one.name) for one in series)]
    columns: Sequence[Sequence[float | None]] = [one.values for one in series]
    body = [
        [seen(category), *(values[at] for values in columns)]
        for at, category in enumerate(chart.categories)
    ]
    return [names, *body]


def _blocks(chart: Chart) -> Cells:
    found: Cells = []
    for one in chart.series:
        pairs = [(x, y) for x, y in zip(chart.across, one.values, strict=False) if y is not None]
        found.append(["", seen(one.name)])
        found += [[x, y] for x, y in pairs]
        found.append([])
    return found
