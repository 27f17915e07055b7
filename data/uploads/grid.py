"""Cells of a sheet as they are read, kept within the limits of an upload."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import combining

from data.book import Book
from data.errors import BadValue, PlusNError, Problems, TooLarge, UnreadableFile
from data.phrase import joined, said
from data.uploads.cell_names import cell_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from data.book import Scalar, Sheet
    from data.phrase import Told
    from data.uploads.limits import Limits

MOST_NAMED = 10  # places named in a message
LONGEST_NAMED = 100  # characters of each, and of what a sheet is called
MOST_SHEETS = 200
LONGEST_CELL = 32_767  # characters, as in a spreadsheet
# Characters that no text file or workbook can hold: controls, halves of a pair, non-characters.
UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
REPLACED = "\ufffd"
# More marks on one letter than any script writes: to sort them, as comparing texts does, takes
# time by the square of their number. Source: Unicode UAX #15, section 13, Stream-Safe Text Format.
MOST_MARKS = 30
MARKED = range(0x300, 0x1F000)  # where there are such marks
BASIC = 0x10000
BEYOND = re.compile("[\U00010000-\U0010ffff]")
MOST_COLUMNS = 16_384  # of any spreadsheet
BLANKS = (None,) * MOST_COLUMNS


@dataclass
class Tally:
    """Count what all sheets of a file hold together.

    Parameters
    ----------
    limits
        What they may hold.
    cells
        Cells kept so far, blank ones between others counted.
    characters
        Of their texts.
    """

    limits: Limits
    cells: int = 0
    characters: int = 0

    def count(self, cells: int, characters: int = 0) -> None:
        """Count cells and characters.

        Raises
        ------
        TooLarge
            There are more than a file may hold.
        """
        self.cells += cells
        self.characters += characters
        if self.cells > self.limits.cells or self.characters > self.limits.answer:
            raise TooLarge(
                said("the file holds more than {most:,} cells", most=self.limits.cells)
                if self.cells > self.limits.cells
                else said("the file holds more than {most:,} characters", most=self.limits.answer),
                remedy=said("Keep the sheet that is needed, or split the file."),
            )


@dataclass
class Grid:
    """Gather the cells of one sheet.

    Parameters
    ----------
    title
        The sheet's name; blank for a file that has none.
    tally
        Of the whole file.
    problems
        What cannot be read.
    mended
        Names of the cells in which a character that no file can hold was replaced.
    widths
        For texts, by row: cells stated, and as far as the last that is not blank.
    """

    title: str
    tally: Tally
    problems: list[PlusNError] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    widths: dict[int, tuple[int, int]] = field(default_factory=dict)
    _rows: dict[int, list[Scalar]] = field(default_factory=dict)
    _far: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        """Cut an endless title."""
        self.title = short(self.title)

    def put(self, row: int, column: int, value: Scalar) -> None:
        """Put a value at its place, counted from 0; blanks are no values.

        Raises
        ------
        TooLarge
            The file holds more than it may.
        """
        if isinstance(value, str):
            value = self._clean(value, row, column)
        if value is None:
            return
        tally = self.tally
        if row >= tally.limits.rows or column >= tally.limits.columns:
            self._far = (max(self._far[0], row + 1), max(self._far[1], column + 1))
            return
        cells = self._rows.setdefault(row, [])
        more = column + 1 - len(cells)
        if more > 0:
            tally.cells += more
            if tally.cells > tally.limits.cells:
                tally.count(0)
            cells.extend(BLANKS[:more])
        elif cells[column] is not None:
            self.problem(BadValue, said("the cell stands twice"), row, column)
        cells[column] = value

    def line(self, row: int, texts: list[str]) -> None:
        """Put a whole row of texts that are `held` already; blanks are no values.

        Raises
        ------
        TooLarge
            The file holds more than it may.
        """
        stated = len(texts)
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            return
        count, letters = len(texts), sum(map(len, texts))
        limits = self.tally.limits
        self.widths[row] = (stated, count)
        if count > limits.columns or row >= limits.rows or letters > LONGEST_CELL:
            for column, text in enumerate(texts):
                self.put(row, column, text)
        else:
            self.tally.count(count, letters)
            self._rows[row] = [text or None for text in texts]

    def get(self, row: int, column: int) -> Scalar:
        """Give the value at a place, `None` where there is none."""
        cells = self._rows.get(row, ())
        return cells[column] if column < len(cells) else None

    def filled(self, top: int, bottom: int) -> Iterable[tuple[int, Sequence[Scalar]]]:
        """Give the rows between two, ends included, that hold values."""
        if bottom - top > len(self._rows):
            return [(n, cells) for n, cells in self._rows.items() if top <= n <= bottom]
        return [(n, self._rows[n]) for n in range(top, bottom + 1) if n in self._rows]

    def _clean(self, text: str, row: int, column: int) -> str | None:
        if len(text) > LONGEST_CELL:
            self.problem(
                TooLarge,
                said("the cell has more than {most:,} characters", most=LONGEST_CELL),
                row,
                column,
            )
            return None
        self.tally.count(0, len(text))
        cleaned, times = held(text)
        if times:
            self.mended.append(cell_name(row, column))
        return cleaned or None

    def problem(self, kind: type[PlusNError], headline: str, row: int, column: int) -> None:
        """Note what is wrong with a cell."""
        if len(self.problems) <= MOST_NAMED:
            place = cell_name(row, column)
            where = (
                said("sheet {sheet}, cell {place}", sheet=self.title, place=place)
                if self.title
                else said("cell {place}", place=place)
            )
            remedy = said("Mend the cell and save the file again.")
            self.problems.append(kind(headline, where=where, remedy=remedy))

    def finish(self) -> tuple[tuple[Scalar, ...], ...]:
        """Give the used rectangle from the first row and column on, rows of the same length.

        Raises
        ------
        TooLarge
            The blank cells in it bring the file above its limit.
        """
        if self._far != (0, 0):
            self.problems.append(self._too_far())
        width = max(map(len, self._rows.values()), default=0)
        height = max(self._rows, default=-1) + 1
        stored = sum(map(len, self._rows.values()))
        self.tally.count(height * width - stored)
        blank: tuple[Scalar, ...] = (None,) * width
        return tuple(
            (*cells, *blank[len(cells) :]) if (cells := self._rows.get(row)) else blank
            for row in range(height)
        )

    def _too_far(self) -> TooLarge:
        limits = self.tally.limits
        rows, columns = self._far
        where = said("sheet {sheet}", sheet=self.title) if self.title else ""
        return TooLarge(
            said(
                "cells are filled as far as row {rows:,} and column {columns:,}",
                rows=max(rows, *(row + 1 for row in self._rows), 1),
                columns=max(columns, *map(len, self._rows.values()), 1),
            ),
            where=where,
            remedy=said(
                "At most {rows:,} rows and {columns} columns are read: clear stray cells, or "
                "split the table.",
                rows=limits.rows,
                columns=limits.columns,
            ),
        )


def held(text: str) -> tuple[str, int]:
    r"""Write line ends one way, and put a sign for what no file can hold; count the latter.

    Examples
    --------
    >>> held("a\r\nb\x07")
    ('a\nb\ufffd', 1)
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    times = 0
    if UNHELD.search(text):
        text, times = UNHELD.subn(REPLACED, text)
    if len(text) > MOST_MARKS and not text.isascii():
        heaped = _heaped(beyond=bool(BEYOND.search(text)))
        if heaped.search(text):
            text, more = heaped.subn(REPLACED, text)
            times += more
    return text, times


@cache
def _heaped(*, beyond: bool) -> re.Pattern[str]:
    """Find marks that are heaped on one letter, some perhaps beyond the basic plane.

    A pattern of that plane alone is searched for fast, and one that begins with one character.
    """
    points = MARKED if beyond else MARKED[: BASIC - MARKED.start]
    marks = "".join(chr(point) for point in points if combining(chr(point)))
    return re.compile(f"[{marks}][{marks}]{{{MOST_MARKS},}}")


def short(name: str) -> str:
    """Cut a name that is longer than any, and would fill a message.

    Examples
    --------
    >>> short("广东"), len(short("广" * 20_000))
    ('广东', 100)
    """
    return name if len(name) <= LONGEST_NAMED else f"{name[: LONGEST_NAMED - 1]}…"


def some(names: Collection[str]) -> Told:
    """List names, the first ten and how many there are more.

    Examples
    --------
    >>> print(some([str(number) for number in range(1, 13)]))
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more
    """
    first = joined(", ", [short(name) for name in list(names)[:MOST_NAMED]])
    more = len(names) - MOST_NAMED
    return said("{first} and {more:,} more", first=first, more=more) if more > 0 else first


def check_sheets(count: int) -> None:
    """Refuse a file of more sheets than anybody needs.

    Raises
    ------
    TooLarge
        There are more than a file may hold.
    """
    if count > MOST_SHEETS:
        raise TooLarge(
            said("the file holds more than {most:,} {what}", most=MOST_SHEETS, what=said("tables")),
            remedy=said("Keep the sheet that is needed, or split the file."),
        )


def whole_book(
    content: bytes,
    *,
    name: str,
    kind: str,
    sheets: Iterable[Sheet],
    problems: Sequence[PlusNError] = (),
    remarks: Iterable[Told] = (),
) -> Book:
    """Put a book together, or say everything that is wrong with it.

    Raises
    ------
    Problems
        There are several.
    PlusNError
        There is one.
    UnreadableFile
        No sheet holds a cell.
    TooLarge
        There are more sheets than a file may hold.
    """
    if problems:
        raise Problems(problems, what=name) if len(problems) > 1 else problems[0]
    kept = tuple(sheet for sheet in sheets if sheet.rows)
    check_sheets(len(kept))
    if not kept:
        raise UnreadableFile(
            said("{name} holds no cells", name=name),
            remedy=said("Bring a table of rows and columns."),
        )
    return Book(
        name=name,
        kind=kind,
        digest=hashlib.sha256(content).hexdigest(),
        size=len(content),
        sheets=kept,
        remarks=tuple(remarks),
    )
