"""Cases from files and to files."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from data.cases.csv_folder import write_csv
from data.cases.json_text import write_json
from data.cases.reading import read_file
from data.cases.yaml_text import write_yaml
from data.errors import Problems, UnknownChoice
from data.files import write_atomic
from data.phrase import said
from data.uploads.cases import read_case_bytes
from network.case import TABLES, Case
from network.case.cells import columns_of
from network.case.reading import table_and_row
from plusn.scenarios.anura import take_over
from plusn.scenarios.cells import plain_tables
from plusn.scenarios.workbook import workbook_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.cases.book import Book, Formula, Tables

TEMPLATE = "electronics"
SUFFIXES = (".yaml", ".yml", ".xlsx", ".json")


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """Hold a case that was read, and what its reader should know.

    Parameters
    ----------
    formulas
        Cells of a workbook that were computed; their values as last saved are used.
    notes
        Sentences: what was hidden, taken over under another name, or left out.
    place
        Names the place of a row in the file: ``place("lanes", 0)``.
    """

    case: Case
    formulas: tuple[Formula, ...] = ()
    notes: tuple[str, ...] = ()
    place: Callable[[str, int], str] = field(default=table_and_row, compare=False, repr=False)


def load(path: str | Path) -> Loaded:
    """Read a case from a YAML, XLSX or JSON file, from a folder of CSV files, or by its name.

    Parameters
    ----------
    path
        A file, a folder, or the name of a case that PlusN ships, unless a file has that name.

    Raises
    ------
    Problems
        Everything that is wrong with the file and with what it says, with sheet and row.
    UnreadableFile, TooLarge, UnknownChoice
        It is no such file.
    """
    return _loaded(read_file(_place_of(path)))


def load_bytes(raw: bytes, *, name: str) -> Loaded:
    """Read a case from the bytes of a YAML, XLSX or JSON file; `name` says what it is.

    The bytes are a stranger's: a process of its own reads them.

    Raises
    ------
    Problems, UnreadableFile, TooLarge, UnknownChoice
        As `load`.
    """
    return _loaded(read_case_bytes(raw, name=name))


def _loaded(book: Book) -> Loaded:
    take_over(book)
    try:
        case = Case.of(book.tables, place=book.place)
    except Problems as told:
        raise Problems([*book.problems, *told.problems], what=book.name) from None
    if book.problems:
        raise Problems(book.problems, what=book.name)
    return Loaded(
        case=case, formulas=tuple(book.formulas), notes=tuple(book.notes), place=book.place
    )


def _place_of(path: str | Path) -> Path:
    """Find a case that PlusN ships by its name.

    Raises
    ------
    UnknownChoice
        There is no case of that name.
    """
    from plusn.scenarios.shipped import SHIPPED  # noqa: PLC0415 - it reads by `load`

    place = Path(path)
    if place.exists():
        return place
    if str(path) not in SHIPPED:
        if place.suffix:
            return place
        raise UnknownChoice.of(said("case"), path, [*SHIPPED, *SUFFIXES, said("a folder of .csv")])
    return Path(str(resources.files("data.cases") / "shipped" / f"{path}.yaml"))


def template(path: str | Path) -> Path:
    """Write a filled workbook that explains every table, to be overwritten with one's own case.

    Raises
    ------
    UnknownChoice
        The path does not end in .xlsx.
    UnwritableOutput
        The file cannot be written.
    """
    place = Path(path)
    if place.suffix.lower() != ".xlsx":
        raise UnknownChoice.of(said("kind of template"), place.name, [".xlsx"])
    return save(load(TEMPLATE).case, place)


def save(case: Case, path: str | Path) -> Path:
    """Write a case as the path's suffix says; a path without one becomes a folder of CSV files.

    A file is written whole or not at all, and so is each file of a folder. What is read back is
    equal.

    Raises
    ------
    UnknownChoice
        The suffix is none of ours.
    UnwritableOutput
        The file cannot be written.
    Problems
        A cell holds what no file can hold.
    """
    place = Path(path)
    suffix = place.suffix.lower()
    if suffix and suffix not in SUFFIXES and not place.is_dir():
        raise UnknownChoice.of(
            said("kind of case file"), place.name, [*SUFFIXES, said("no suffix: a folder")]
        )
    if suffix not in SUFFIXES:
        return _save_folder(plain_tables(case, whole=True), place)
    return write_atomic(place, case_bytes(case, suffix))


def case_bytes(case: Case, suffix: str) -> bytes:
    """Write a case as the bytes of a ``.xlsx``, ``.json`` or ``.yaml`` file.

    Raises
    ------
    UnknownChoice
        The suffix is none of these.
    Problems
        A cell holds what no file can hold.

    Examples
    --------
    >>> whole = load("two_plants").case
    >>> load_bytes(case_bytes(whole, ".json"), name="again.json").case == whole
    True
    """
    if suffix not in SUFFIXES:
        raise UnknownChoice.of(said("kind of case file"), suffix, SUFFIXES)
    if suffix == ".xlsx":
        return workbook_of(plain_tables(case, whole=True))
    tables = plain_tables(case, whole=False)
    return write_json(tables) if suffix == ".json" else write_yaml(tables)


def _save_folder(tables: Tables, folder: Path) -> Path:
    """Write every table, also those without rows, so that none of an older case stays behind."""
    for table, rows in tables.items():
        content = write_csv(list(columns_of(TABLES[table])), rows)
        write_atomic(folder / f"{table}.csv", content)
    return folder
