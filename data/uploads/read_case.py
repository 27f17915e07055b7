"""A firm's case in a reading process, by the readers of `data.cases`."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from data.cases.book import Book
from data.cases.csv_folder import read_csv
from data.cases.reading import read_bytes

if TYPE_CHECKING:
    from data.uploads.limits import Ask, Limits


def read_case(content: bytes, *, name: str, limits: Limits, ask: Ask) -> Book:  # noqa: ARG001
    """Read the tables of a YAML, XLSX, JSON or CSV file; the latter holds one.

    Raises
    ------
    UnreadableFile, UnknownChoice, TooLarge
        As `data.cases.reading.read_bytes`.
    """
    place = PurePath(name)
    if place.suffix.lower() != ".csv":
        return read_bytes(content, name=name)
    book = Book(name)
    read_csv(content, table=place.stem, book=book)
    return book
