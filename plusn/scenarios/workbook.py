"""A case as a workbook that explains itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.cases.xlsx_write import Column, Sheet, write_xlsx
from network.case import TABLES
from network.case.cells import columns_of

if TYPE_CHECKING:
    from data.cases.book import Tables


def workbook_of(tables: Tables) -> bytes:
    """Write the tables of a case as a workbook."""
    sheets = [
        Sheet(
            title=table,
            columns=[Column(name=column.name) for column in columns_of(TABLES[table]).values()],
            rows=rows,
        )
        for table, rows in tables.items()
    ]
    return write_xlsx(sheets)
