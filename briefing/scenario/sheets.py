"""A workbook as a description: sheets of cells, some of them formulas with their values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Formula:
    """Hold a formula, written as a spreadsheet reads it, and the value that it gives.

    The value is what a reader sees whose program does not calculate.
    """

    text: str
    value: float | str


Cell: TypeAlias = "str | float | bool | Formula | None"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Hold one sheet.

    Parameters
    ----------
    title
        At most 31 characters, letters, digits and spaces.
    rows
        Cells from the top left; rows may be of different lengths.
    heads
        Numbers of the rows, from 0, that are headings.
    widths
        Width of each column, in characters.
    frozen
        How many rows stay in sight.
    """

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    heads: frozenset[int] = frozenset({0})
    widths: tuple[float, ...] = ()
    frozen: int = 1


@dataclass(frozen=True, kw_only=True)
class Book:
    """Hold a workbook.

    Parameters
    ----------
    as_of
        Date of what is in it, the only one that the file carries.
    """

    title: str
    sheets: tuple[Sheet, ...]
    as_of: str = ""


def column(number: int) -> str:
    """Name a column, counted from 0, as a spreadsheet does.

    Examples
    --------
    >>> column(0), column(25), column(26), column(701), column(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    name, number = "", number + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def down(sheet: str, place: int, first: int, last: int) -> str:
    """Refer to rows of one column of a sheet; rows and columns are counted from 0.

    Examples
    --------
    >>> down("Freight", 3, 1, 8)
    "'Freight'!$D$2:$D$9"
    """
    letter = column(place)
    return f"'{sheet}'!${letter}${first + 1}:${letter}${last + 1}"
