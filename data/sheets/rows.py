"""What a single row looks like: a banner above or below a table, a heading, or numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.sheets.amounts import LARGEST, Mark, is_plain, parse_amount
from data.sheets.heading_words import heading_role, is_county_heading, is_heading
from data.sheets.row_words import is_note, is_regional, is_total, of_which
from data.sheets.units import is_unit_line, unit_line, unit_of
from data.sheets.years import whole_year

if TYPE_CHECKING:
    from data.book import Scalar
    from data.sheets.grid import Grid
    from data.sheets.words import Words

SAID = frozenset({Mark.EXACT, Mark.ABOUT, Mark.RANGE})
ORDINALS = frozenset({"栏次", "欄次", "行次", "列次"})
YEAR_DIGITS, YEARS = 4, (1900, 2100)  # what may be a year
# 甲, A, 1, (1), ①: what numbers a column.
LETTER = re.compile(r"(?:[a-z]|\([a-z0-9]{1,2}\)|[0-9]{1,3}|[甲乙丙丁戊己庚])", re.IGNORECASE)


def names_something(words: Words, text: str) -> bool:
    """Tell whether a text names a region, a sum or a group of regions."""
    return bool(
        words.levels(text)
        or words.is_aggregate(text)
        or words.is_group(text)
        or is_total(text)
        or is_regional(text)
        or ((rest := of_which(text)) and words.levels(rest))
    )


def amount_columns(grid: Grid, row: int, texts: dict[int, str]) -> set[int]:
    """List the columns of a row that say an amount; years and marks of absence say none."""
    return {column for column, text in texts.items() if says_amount(grid.cell(row, column), text)}


def says_amount(cell: Scalar, text: str) -> bool:
    """Tell whether a cell, of which `text` is seen, says an amount and no year.

    Examples
    --------
    >>> [says_amount(cell, str(cell)) for cell in ("12.5", "10–20", "…", 2023, 20235)]
    [True, True, False, False, True]
    """
    if is_surely_amount(cell):
        return True
    return parse_amount(cell, percent=False).mark in SAID and not whole_year(text)


def is_surely_amount(cell: Scalar) -> bool:
    """Tell quickly of most numbers that they say an amount; `False` where that takes a look.

    Examples
    --------
    >>> [is_surely_amount(cell) for cell in ("12.5", 7, "10–20", 2023)]
    [True, True, False, False]
    """
    if isinstance(cell, str):
        return is_plain(cell) and not (len(cell) == YEAR_DIGITS and cell.isdecimal())
    if cell is None or isinstance(cell, bool) or YEARS[0] <= cell <= YEARS[1]:
        return False
    return -LARGEST <= cell <= LARGEST


def is_ordinals(texts: dict[int, str]) -> bool:
    """Tell whether a row only numbers the columns: 甲, 1, 2, 3.

    Examples
    --------
    >>> is_ordinals({0: "甲", 1: "1", 2: "2"}), is_ordinals({0: "广东", 1: "1", 2: "2"})
    (True, False)
    """
    found = [text.strip("()") for text in texts.values()]
    if len(found) < 2 or not all(map(_is_ordinal, found)):  # noqa: PLR2004
        return False
    numbers = [int(text) for text in found if text.isdecimal()]
    return len(numbers) < len(found) and numbers == list(range(1, len(numbers) + 1))


def may_number_columns(text: str) -> bool:
    """Tell whether a text may stand in a row that only numbers the columns.

    Examples
    --------
    >>> may_number_columns("(1)"), may_number_columns("深圳市")
    (True, False)
    """
    return _is_ordinal(text.strip("()"))


def _is_ordinal(text: str) -> bool:
    return text in ORDINALS or LETTER.fullmatch(text) is not None


def is_unit_row(texts: dict[int, str]) -> bool:
    """Tell whether every cell of a row is a unit: （家）, （亿元）.

    Examples
    --------
    >>> is_unit_row({1: "(家)", 2: "(亿元)"}), is_unit_row({1: "企业数"})
    (True, False)
    """
    return bool(texts) and all(
        unit_line(text) is not None or unit_of(text) is not None for text in texts.values()
    )


def is_banner(grid: Grid, row: int, texts: dict[int, str]) -> bool:
    """Tell whether a row is a title, a unit line or a note rather than cells of a table."""
    if len(texts) == 1 or row in grid.across or is_note(next(iter(texts.values()))):
        return True
    units = sum(is_unit_line(text) for text in texts.values())
    # A title, a date and a unit may stand in one row; several units are those of columns.
    return units == 1 and len(texts) <= 3 and not is_heading(texts)  # noqa: PLR2004


def heads_a_list(texts: dict[int, str]) -> bool:
    """Tell whether a lone cell is the heading of a list.

    Examples
    --------
    >>> heads_a_list({0: "地区"}), heads_a_list({0: "广东省企业名单"})
    (True, False)
    """
    text = next(iter(texts.values()))
    return len(texts) == 1 and (heading_role(text) is not None or is_county_heading(text))
