"""Where the heading of a table stands, and where its body begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from data.sheets.amounts import Mark, parse_amount
from data.sheets.cells import key
from data.sheets.heading_words import heading_role, is_county_heading
from data.sheets.row_words import is_note, is_regional, is_total, of_which
from data.sheets.units import unit_line, unit_of
from data.sheets.years import whole_year

if TYPE_CHECKING:
    from data.sheets.grid import Grid
    from data.sheets.words import Words

LOOKED_AT = 200  # rows in which a table must begin
TALLEST = 8  # rows of a heading
ORDINALS = frozenset({"甲", "乙", "丙", "丁", "戊", "己", "栏次", "欄次", "行次"})
LETTERS = re.compile(r"^(?:[a-z]|\([a-z0-9]{1,2}\)|[0-9]{1,3}|[甲乙丙丁戊己庚])$")


class Layout(NamedTuple):
    """Hold rows counted from 0: the heading's first and last, -1 for none; the body's first."""

    first: int
    last: int
    body: int


def find_layout(grid: Grid, words: Words, header: tuple[int, int] | None = None) -> Layout:
    """Find the heading and the body of the table of a sheet.

    Parameters
    ----------
    grid
        The sheet.
    words
        What names regions.
    header
        First and last row of the heading, counted from 1, where the user says so; ``(0, 0)``: none.
    """
    if header is not None and header != (0, 0):
        first, last = header[0] - 1, header[1] - 1
        return Layout(first, last, _after_ordinals(grid, last))
    rows = [row for row in grid.seen() if not grid.is_blank(row)][:LOOKED_AT]
    start = _first_line(grid, words, rows)
    if header == (0, 0):
        return Layout(-1, -1, start if start is not None else 0)
    if start is None:
        return _by_words(grid, rows)
    return _above(grid, words, rows, start)


def is_ordinals(texts: dict[int, str]) -> bool:
    """Tell whether a row only numbers the columns: 甲, 1, 2, 3.

    Examples
    --------
    >>> is_ordinals({0: "甲", 1: "1", 2: "2"}), is_ordinals({0: "广东", 1: "1", 2: "2"})
    (True, False)
    """
    found = list(texts.values())
    if len(found) < 2 or not all(LETTERS.match(t.casefold()) or t in ORDINALS for t in found):  # noqa: PLR2004
        return False
    numbers = [int(text.strip("()")) for text in found if text.strip("()").isdecimal()]
    lettered = len(numbers) < len(found)
    return numbers == list(range(1, len(numbers) + 1)) and lettered


def _after_ordinals(grid: Grid, last: int) -> int:
    """Give the row after the heading, and after a row that only numbers the columns."""
    for row in grid.seen(last + 1):
        if not grid.is_blank(row):
            return row + 1 if is_ordinals(grid.texts(row)) else last + 1
    return last + 1


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
    """List the columns of a row that say an amount, years and marks of absence left out."""
    found = set()
    for column in texts:
        amount = parse_amount(grid.cell(row, column), percent=False)
        if amount.mark in {Mark.EXACT, Mark.ABOUT, Mark.RANGE} and not whole_year(texts[column]):
            found.add(column)
    return found


def is_banner(grid: Grid, row: int, texts: dict[int, str]) -> bool:
    """Tell whether a row is a title, a unit line or a note rather than cells of a table."""
    if any(unit_line(text) is not None for text in texts.values()) and not _is_heading(texts):
        return True
    return len(texts) == 1 or row in grid.across or is_note(next(iter(texts.values())))


def _is_heading(texts: dict[int, str]) -> bool:
    return sum(heading_role(text) is not None for text in texts.values()) > 1


def _first_line(grid: Grid, words: Words, rows: list[int]) -> int | None:
    """Find the first row that names a region beside an amount; else the first that names one."""
    weak: int | None = None
    for row in rows:
        texts = grid.texts(row)
        named = [c for c, text in texts.items() if names_something(words, text)]
        if not named or _is_heading(texts):
            continue
        amounts = amount_columns(grid, row, texts)
        if any(amounts - {column} for column in named):
            return row
        if weak is None and not _is_title(grid, row, rows, texts):
            weak = row
    return weak


def _is_title(grid: Grid, row: int, rows: list[int], texts: dict[int, str]) -> bool:
    """Tell whether a row that names a region may be a title above: 广东省, alone over a table."""
    if len(texts) > 1 or row in grid.across:
        return row in grid.across
    later = rows[rows.index(row) + 1 :][:3]
    return any(len(grid.texts(other)) > 1 for other in later)


def _above(grid: Grid, words: Words, rows: list[int], start: int) -> Layout:
    """Walk up from the first sure row of the body, over rows of unknown names, to the heading."""
    before = [row for row in rows if row < start]
    sure = amount_columns(grid, start, grid.texts(start))
    body, last = start, -1
    for row in before[::-1]:
        texts = grid.texts(row)
        if is_ordinals(texts):
            continue
        if amount_columns(grid, row, texts) & sure and not _is_heading(texts):
            body = row
            continue
        if not is_banner(grid, row, texts) or _names_column(texts):
            last = row
        break
    if last < 0:
        return Layout(-1, -1, body)
    return Layout(_top(grid, words, before, last), last, _after_ordinals(grid, last))


def _names_column(texts: dict[int, str]) -> bool:
    """Tell whether a lone cell is the heading of a list."""
    text = next(iter(texts.values()))
    return len(texts) == 1 and (heading_role(text) is not None or is_county_heading(text))


def _top(grid: Grid, words: Words, rows: list[int], last: int) -> int:
    """Find the first row of a heading, going up from its last."""
    first = last
    for row in [row for row in rows if row < last][::-1]:
        texts = grid.texts(row)
        if is_banner(grid, row, texts) and not _spans_some(grid, row, texts):
            break
        if last - row >= TALLEST or amount_columns(grid, row, texts):
            break
        if any(grid.is_blank(r) for r in range(row, first) if r not in grid.unseen):
            break
        first = row
    return first


def _spans_some(grid: Grid, row: int, texts: dict[int, str]) -> bool:
    """Tell whether a lone cell heads some columns: 企业数 over 2022 and 2023."""
    if len(texts) != 1 or row in grid.across:
        return False
    column, text = next(iter(texts.items()))
    if unit_line(text) is not None or is_note(text):
        return False
    below = grid.texts(row + 1) if row + 1 < len(grid.rows) else {}
    # A lone cell over the first column is a title, over later ones a heading of several columns.
    return column > min(below, default=0) or any(
        a.top == row and a.left == column and a.bottom > row for a in grid.areas
    )


def _by_words(grid: Grid, rows: list[int]) -> Layout:
    """Find a heading by its words, where no row names a region we know."""
    for row in rows:
        texts = grid.texts(row)
        known = sum(heading_role(t) is not None for t in texts.values())
        if not amount_columns(grid, row, texts) and (known > 1 or (known and known == len(texts))):
            return Layout(row, row, _after_ordinals(grid, row))
    for before, row in zip(rows, rows[1:], strict=False):
        texts = grid.texts(before)
        if amount_columns(grid, row, grid.texts(row)) and len(texts) > 1:
            if amount_columns(grid, before, texts):
                break
            return Layout(before, before, _after_ordinals(grid, before))
    return Layout(-1, -1, rows[0] if rows else 0)


def same_heading(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether two rows of text say the same heading.

    Examples
    --------
    >>> same_heading(("地 区", "数量"), ("地区", "数量"))
    True
    """
    return [key(text) for text in left] == [key(text) for text in right]


def is_unit_row(texts: dict[int, str]) -> bool:
    """Tell whether every cell of a heading's row is a unit: （家）, （亿元）.

    Examples
    --------
    >>> is_unit_row({1: "(家)", 2: "(亿元)"}), is_unit_row({1: "企业数"})
    (True, False)
    """
    return bool(texts) and all(
        unit_line(text) is not None or unit_of(text) for text in texts.values()
    )
