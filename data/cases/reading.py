"""Read a case from a path, by what the path names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from data.cases.csv_folder import read_csv_folder
from data.cases.json_text import read_json
from data.cases.plain import bytes_of
from data.cases.xlsx_read import read_xlsx
from data.cases.yaml_text import read_yaml
from data.errors import UnknownChoice, UnreadableFile
from data.phrase import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.cases.book import Book

READERS: dict[str, Callable[..., Book]] = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".xlsx": read_xlsx,
    ".json": read_json,
}
INSTEAD = {
    ".xlsm": said("It may hold macros: save it as an Excel workbook (.xlsx)."),
    ".xlsb": said("Save it as an Excel workbook (.xlsx)."),
    ".xls": said("Save it as an Excel workbook (.xlsx)."),
    ".ods": said("Save it as an Excel workbook (.xlsx)."),
    ".csv": said("Name the folder in which the tables lie, one file for each."),
}


def read_file(path: str | Path) -> Book:
    """Read the tables of a case from a YAML, XLSX or JSON file, or from a folder of CSV files.

    Raises
    ------
    UnreadableFile
        There is no such file, or it is not what its name says.
    UnknownChoice
        Its suffix is none that is read.
    TooLarge
        It is above a limit.
    """
    place = Path(path)
    if place.is_dir():
        return read_csv_folder(place)
    return _reader(place.name)(bytes_of(place), name=place.name)


def read_bytes(raw: bytes, *, name: str) -> Book:
    """Read the tables of a case from the bytes of a YAML, XLSX or JSON file.

    Parameters
    ----------
    name
        The file's name; its suffix says what it is.

    Raises
    ------
    UnreadableFile
        It is not what its name says.
    UnknownChoice
        Its suffix is none that is read.
    TooLarge
        It is above a limit.
    """
    return _reader(name)(raw, name=name)


def _reader(name: str) -> Callable[..., Book]:
    suffix = Path(name).suffix.lower()
    if suffix in INSTEAD:
        raise UnreadableFile(
            said("cases are not read from {suffix} files", suffix=suffix),
            where=name,
            remedy=INSTEAD[suffix],
        )
    if suffix not in READERS:
        raise UnknownChoice.of(
            said("kind of case file"), name, [*READERS, said("a folder of .csv")]
        )
    return READERS[suffix]
