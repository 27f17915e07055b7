"""Cases from files and to files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.cases.reading import read_file
from data.errors import Problems
from network.case import Case

if TYPE_CHECKING:
    from pathlib import Path

    from data.cases.book import Formula


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """Hold a case that was read, and what its reader should know.

    Parameters
    ----------
    formulas
        Cells of a workbook that were computed; their values as last saved are used.
    notes
        Sentences: what was hidden, taken over under another name, or left out.
    """

    case: Case
    formulas: tuple[Formula, ...] = ()
    notes: tuple[str, ...] = ()


def load(path: str | Path) -> Loaded:
    """Read a case from a YAML, XLSX or JSON file, or a folder of CSV files.

    Raises
    ------
    Problems
        Everything that is wrong with the file and with what it says, with sheet and row.
    UnreadableFile, TooLarge, UnknownChoice
        It is no such file.
    """
    book = read_file(path)
    try:
        case = Case.of(book.tables, place=book.place)
    except Problems as told:
        raise Problems([*book.problems, *told.problems], what=book.name) from None
    if book.problems:
        raise Problems(book.problems, what=book.name)
    return Loaded(case=case, formulas=tuple(book.formulas), notes=tuple(book.notes))
