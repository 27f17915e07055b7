"""From bytes, files and frames to a draft."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import UnreadableFile
from data.phrase import said
from data.sheets.table import Reading
from data.sheets.understanding import understand
from data.streams.address import is_address
from data.uploads import COMMAND, read
from plusn.own.draft import CHOICES, Draft
from plusn.own.matched import matched
from plusn.own.workspace import NAMED_WITHIN, from_bytes, is_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from data.book import Book, Scalar
    from data.codes import RegionKey
    from data.uploads.limits import Limits


def open_draft(
    book: Book,
    *,
    reading: Reading | None = None,
    confirmed: Mapping[str, RegionKey | None] | None = None,
    **choices: str,
) -> Draft:
    """Understand a book and match its regions.

    Parameters
    ----------
    book
        What was read.
    reading
        How to read it, where the user says so.
    confirmed
        Which region a text means, where the user says so.
    choices
        As `plusn.own.draft.CHOICES`.

    Raises
    ------
    PlusNError
        No sheet holds a table, or the reading names what is not there.
    UnknownChoice
        A choice is not on its list.
    """
    from plusn.matching import matcher  # noqa: PLC0415 - the gazetteer loads slowly

    understood = understand(book, None, reading)
    return Draft(
        book=book,
        understood=understood,
        report=matched(understood, matcher()),
        confirmed=dict(confirmed or {}),
        **choices,
    )


def open_file(
    path: str | Path,
    limits: Limits = COMMAND,
    /,
    *,
    reading: Reading | None = None,
    **choices: str,
) -> Draft:
    """Read a file in a process of its own, and understand it; a saved data set is opened.

    Parameters
    ----------
    path
        A file, or the address of a server's table (`data.streams.address`).
    limits
        What it may hold at most.
    reading, choices
        As `open_draft`.

    Raises
    ------
    UnreadableFile
        There is no such file, or the server does not answer.
    PlusNError
        It is refused; the message says why and what to do.
    """
    if is_address(str(path)):
        return open_draft(read_book(path, limits), reading=reading, confirmed=None, **choices)
    place = Path(path)
    try:
        with place.open("rb") as file:
            saved = is_workspace(file.read(NAMED_WITHIN))
    except OSError as problem:
        raise UnreadableFile(
            said("the table cannot be read"),
            where=f"{place}: {problem.strerror or problem}",
            remedy=said("Name a file that exists and that you may read."),
        ) from problem
    if saved and place.stat().st_size <= limits.size:
        draft = from_bytes(place.read_bytes(), name=place.name, limits=limits)
        changed = {name: word for name, word in choices.items() if word != CHOICES[name][0]}
        draft = draft.with_choices(**changed)
        return draft if reading is None or reading == Reading() else draft.with_reading(reading)
    return open_draft(read_book(place, limits), reading=reading, confirmed=None, **choices)


def read_book(path: str | Path, limits: Limits = COMMAND, /) -> Book:
    """Read a file in a process of its own, or a table of a server, as cells.

    Raises
    ------
    PlusNError
        It is refused; the message says why and what to do.
    """
    if is_address(str(path)):
        from data.streams.postgis import read_table  # noqa: PLC0415 - an extra

        return read_table(str(path), limits=limits)
    return read(Path(path), name=Path(path).name, limits=limits)


def open_frame(frame: pd.DataFrame, *, name: str = "the table", **how: object) -> Draft:
    """Understand a frame as if it were a sheet: its columns are row 1."""
    return open_draft(book_of(frame, name=name), **how)  # type: ignore[arg-type]


def book_of(frame: pd.DataFrame, *, name: str = "the table") -> Book:
    """Hold a frame as a book of one sheet."""
    from data.book import Book, Sheet  # noqa: PLC0415

    rows: list[tuple[Scalar, ...]] = [tuple(str(column) for column in frame.columns)]
    rows += [tuple(map(_cell, row)) for row in frame.astype(object).itertuples(index=False)]
    content = repr(rows).encode()
    return Book(
        name=name,
        kind="csv",
        digest=hashlib.sha256(content).hexdigest(),
        size=len(content),
        sheets=(Sheet(name="", rows=tuple(rows)),),
    )


def _cell(value: object) -> Scalar:
    """Give a value of a frame as a cell; a frame with blanks holds its whole numbers as floats."""
    import pandas as pd  # noqa: PLC0415

    if value is None or bool(pd.isna(value)):
        return None
    if isinstance(value, bool | str):
        return value
    number = value.item() if hasattr(value, "item") else value
    if isinstance(number, float) and number.is_integer():
        return int(number)
    return number if isinstance(number, int | float | bool | str) else str(number)
