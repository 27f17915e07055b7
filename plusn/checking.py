"""Say what a file is, how it was read and what was understood of it, without using it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.errors import InputProblem, Problems
from data.sheets import understand
from data.uploads import COMMAND, Ask, Limits, read

if TYPE_CHECKING:
    from data.book import Book, Sheet
    from data.sheets.table import Column, Understood


@dataclass(frozen=True, kw_only=True)
class Check:
    """Hold what became of a file.

    Parameters
    ----------
    name
        What the file is called.
    book
        What was read; None where it was refused.
    understood
        What was understood of the sheet that is most likely meant; None where nothing was.
    problem
        Why it was refused, or cannot be understood.
    """

    name: str
    book: Book | None = None
    understood: Understood | None = None
    problem: InputProblem | None = None

    def record(self) -> dict[str, Any]:
        """Give all of it as plain JSON values."""
        return {
            "file": self.name,
            "read": self.book is not None,
            **(_of_book(self.book) if self.book else {}),
            "understood": _of_sheet(self.understood) if self.understood else None,
            "problems": [
                {"headline": str(one.headline), "where": str(one.where), "remedy": str(one.remedy)}
                for one in _each(self.problem)
            ],
        }


def check(
    file: Path | bytes,
    *,
    name: str = "",
    limits: Limits = COMMAND,
    ask: Ask = Ask(),  # noqa: B008 - a value that never changes
) -> Check:
    """Read a file in a process of its own and tell what is in it.

    Parameters
    ----------
    file
        A path, or the bytes.
    name
        What to call it; by default the path's last part.
    limits
        What it may hold at most.
    ask
        Encoding, delimiter and reference system, where they are known.
    """
    called = name or (file.name if isinstance(file, Path) else "")
    try:
        book = read(file, name=called, limits=limits, ask=ask)
    except InputProblem as problem:
        return Check(name=called, problem=problem)
    try:
        return Check(name=called, book=book, understood=understand(book))
    except InputProblem as problem:
        return Check(name=called, book=book, problem=problem)


def _each(problem: InputProblem | None) -> tuple[Any, ...]:
    if isinstance(problem, Problems):
        return problem.problems
    return () if problem is None else (problem,)


def _of_book(book: Book) -> dict[str, Any]:
    return {
        "kind": book.kind,
        "bytes": book.size,
        "sha256": book.digest,
        "encoding": book.encoding,
        "other_encodings": list(book.encodings),
        "delimiter": book.delimiter,
        "geometry": book.geometry,
        "crs": book.crs,
        "sheets": [_of_rows(sheet) for sheet in book.sheets],
        "remarks": [str(remark) for remark in book.remarks],
    }


def _of_rows(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "rows": len(sheet.rows),
        "columns": len(sheet.rows[0]) if sheet.rows else 0,
        "hidden": sheet.hidden,
        "hidden_rows": len(sheet.hidden_rows),
        "hidden_columns": len(sheet.hidden_columns),
        "merged": len(sheet.merged),
        "formulas": len(sheet.formulas),
    }


def _of_sheet(understood: Understood) -> dict[str, Any]:
    return {
        "sheet": understood.reading.sheet,
        "title": understood.title,
        "unit": understood.unit,
        "year": understood.year,
        "columns": [_of_column(column) for column in understood.columns],
        "rows": len(understood.lines),
        "rows_left_out": len(understood.left_out),
        "remarks": [str(remark) for remark in understood.remarks],
    }


def _of_column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "role": str(column.role),
        "unit": column.unit,
        "sector": column.sector,
        "year": column.year,
    }
