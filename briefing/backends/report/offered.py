"""What the buttons of a figure give away: its numbers, its citation, its data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.safe_text import csv_cell, whole
from briefing.tongue import spoken

if TYPE_CHECKING:
    from briefing.exhibit import Exhibit

Cell = str | float | int | None


def offered(exhibit: Exhibit, number: int, heading: str) -> dict[str, str]:
    """Give the texts of one figure that a reader can take along.

    Returns
    -------
    texts
        ``numbers`` (cells parted by tabs, for a worksheet), ``data`` (CSV), ``file`` (a name for
        it) and ``citation``. A text cell that a spreadsheet would take for a formula has a
        leading ``'``.
    """
    return {
        "numbers": numbers(exhibit),
        "data": data(exhibit),
        "file": f"plusn-{exhibit.name}-{number}",
        "citation": citation(exhibit, heading),
    }


def citation(exhibit: Exhibit, heading: str) -> str:
    """Write how the figure is cited: title, date, digest, sources."""
    language = spoken(exhibit.lang)[0]
    return whole(
        text(
            "report.citation",
            language,
            title=_line(heading),
            as_of=exhibit.as_of,
            digest=exhibit.digest[:12],
            sources=" ".join(_line(credit) for credit in exhibit.credits),
        )
    )


def numbers(exhibit: Exhibit) -> str:
    """Write the numbers with tabs between cells; the printed tables where there is no record."""
    return whole("\n".join("\t".join(_tabbed(cell) for cell in row) for row in _rows(exhibit)))


def data(exhibit: Exhibit) -> str:
    """Write the numbers as CSV, every text quoted."""
    return whole("".join(",".join(map(_quoted, row)) + "\r\n" for row in _rows(exhibit)))


def _rows(exhibit: Exhibit) -> list[tuple[Cell, ...]]:
    """Give heads and rows, a blank row between two tables, the sources below."""
    tables = [[*_titled(record.title), record.heads, *record.rows] for record in exhibit.records]
    if not tables:
        tables = [
            [*_titled(table.title), tuple(column.head for column in table.columns), *table.rows]
            for table in exhibit.tables
        ]
    stamped = f"PlusN {exhibit.as_of} · {exhibit.digest}"
    lines = (*exhibit.boxed, *exhibit.credits, *exhibit.notes, stamped)
    rows = [row for table in tables for row in [*table, ()]]
    return [*rows, *((line,) for line in lines)]


def _titled(title: str) -> list[tuple[Cell, ...]]:
    return [(title,)] if title else []


def _tabbed(cell: Cell) -> str:
    return csv_cell(_line(cell)) if isinstance(cell, str) else _number(cell)


def _quoted(cell: Cell) -> str:
    if not isinstance(cell, str):
        return _number(cell)
    safe = csv_cell(_line(cell)).replace('"', '""')
    return f'"{safe}"'


def _number(cell: float | None) -> str:
    return "" if cell is None else repr(cell)


def _line(words: str) -> str:
    """Put the two lines of a pair, or any others, on one."""
    return " ".join(words.split())
