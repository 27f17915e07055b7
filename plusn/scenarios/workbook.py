"""A case as a workbook that explains itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.cases.xlsx_write import Column, Sheet, write_xlsx
from plusn.scenarios.guide import Told, guide_rows, told_of

if TYPE_CHECKING:
    from data.cases.book import Tables

GUIDE = {"table": 20, "column": 26, "meaning": 70, "unit": 26, "allowed": 50, "blank means": 18}
WORDS = frozenset({"text", "list"})
WIDE = {"name": 28, "label": 34, "where": 30, "source": 34, "id": 18}


def workbook_of(tables: Tables) -> bytes:
    """Write the tables of a case as a workbook: first a guide, then a sheet for each table.

    The same case gives the same bytes.
    """
    guide = Sheet(
        title="guide",
        columns=[Column(name=name, width=width) for name, width in GUIDE.items()],
        rows=guide_rows(),
        is_prose=True,
    )
    sheets = [
        Sheet(title=table, columns=[_column(told) for told in told_of(table)], rows=rows)
        for table, rows in tables.items()
    ]
    return write_xlsx([guide, *sheets])


def _column(told: Told) -> Column:
    column = told.column
    choices = column.limits.get("enum", ()) if column.kind == "choice" else ()
    if column.kind == "yes or no":
        choices = ("TRUE", "FALSE")
    return Column(
        name=column.name,
        note=told.note,
        choices=tuple(choices),
        is_text=column.kind in WORDS,
        width=WIDE.get(column.name, max(12, len(column.name) + 3)),
    )
