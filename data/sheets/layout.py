"""Where the heading of a table stands, and where its body begins."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from data.sheets.amounts import Mark, parse_amount
from data.sheets.heading_words import heading_role, is_heading
from data.sheets.row_words import is_note
from data.sheets.rows import (
    amount_columns,
    heads_a_list,
    is_banner,
    is_ordinals,
    is_unit_row,
    names_something,
)
from data.sheets.units import unit_line
from data.sheets.years import is_year_heading, whole_year

if TYPE_CHECKING:
    from data.sheets.grid import Grid
    from data.sheets.words import Words

LOOKED_AT = 200  # rows in which a table must begin
TALLEST = 8  # rows of a heading
MANY = 3  # regions in one row: they stand across


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
        return _below(grid, header[0] - 1, header[1] - 1)
    rows = list(islice((row for row in grid.seen() if not grid.is_blank(row)), LOOKED_AT))
    if header == (0, 0):
        return _without(grid, words, rows)
    start = _first_line(grid, words, rows)
    found = _by_words(grid, rows) if start is None else _above(grid, words, rows, start)
    return found or _without(grid, words, rows)


def regions_across(grid: Grid, words: Words, layout: Layout) -> bool:
    """Tell whether the regions stand in the heading, one to a column, and none in the body."""
    if layout.first < 0:
        return False
    texts = grid.texts(layout.last).values()
    return sum(bool(words.levels(text)) for text in texts) >= MANY


def _below(grid: Grid, first: int, last: int) -> Layout:
    """Begin the body after the heading, and after a row that only numbers the columns."""
    for row in grid.seen(last + 1):
        if not grid.is_blank(row):
            return Layout(first, last, row + 1 if is_ordinals(grid.texts(row)) else last + 1)
    return Layout(first, last, last + 1)


def _without(grid: Grid, words: Words, rows: list[int]) -> Layout:
    """Begin the body of a table without heading below its titles."""
    for row in rows:
        texts = grid.texts(row)
        lone = is_banner(grid, row, texts)
        if not lone or (grid.width == 1 and names_something(words, next(iter(texts.values())))):
            return Layout(-1, -1, row)
    return Layout(-1, -1, rows[0] if rows else 0)


def _first_line(grid: Grid, words: Words, rows: list[int]) -> int | None:
    """Find the first row that names a region beside an amount; else the first that names one."""
    weak: int | None = None
    for row in rows:
        texts = grid.texts(row)
        named = [c for c, text in texts.items() if names_something(words, text)]
        if not named or is_heading(texts):
            continue
        amounts = amount_columns(grid, row, texts)
        if any(amounts - {column} for column in named) or _is_like_a_year(words, texts):
            return row
        if weak is None and len(named) < MANY and not _is_title(grid, row, rows, texts):
            weak = row
    return weak


def _is_like_a_year(words: Words, texts: dict[int, str]) -> bool:
    """Tell whether a region stands beside the one number that could be a year: 广东, 1985."""
    years = [text for text in texts.values() if whole_year(text)]
    return len(years) == 1 and years[0].isdecimal() and any(map(words.levels, texts.values()))


def _is_title(grid: Grid, row: int, rows: list[int], texts: dict[int, str]) -> bool:
    """Tell whether a row that names a region may be a title above: 广东省, alone over a table."""
    if len(texts) > 1 or row in grid.across:
        return row in grid.across
    later = rows[rows.index(row) + 1 :][:3]
    return any(len(grid.texts(other)) > 1 for other in later)


def _above(grid: Grid, words: Words, rows: list[int], start: int) -> Layout | None:
    """Walk up from the first sure row of the body to the heading.

    Rows of unknown names with amounts, and lone cells below the heading, are the body's.
    """
    before = [row for row in rows if row < start]
    texts = grid.texts(start)
    names = [column for column, text in texts.items() if names_something(words, text)]
    known = max((row for row in before if is_heading(grid.texts(row))), default=-1)
    walk = _Walk(grid, words, names, set(texts).difference(names), known)
    for row in before[::-1]:
        texts = grid.texts(row)
        lone = is_banner(grid, row, texts) and not heads_a_list(texts)
        if not (lone or is_ordinals(texts) or walk.is_body(row, texts)):
            return _below(grid, _top(grid, before, row), _with_units(grid, before, row))
    return None


class _Walk(NamedTuple):
    """Tell rows of the body from a heading, going up from a row that is sure.

    `names` and `values` are the columns in which the sure row has names and anything else,
    `known` the last row above it whose words are those of headings.
    """

    grid: Grid
    words: Words
    names: list[int]
    values: set[int]
    known: int

    def is_body(self, row: int, texts: dict[int, str]) -> bool:
        """Tell whether a row belongs to the body."""
        inside = {column: texts[column] for column in self.values if column in texts}
        if is_heading(texts) or (inside and is_unit_row(inside)):
            return False
        named = any(c in texts and heading_role(texts[c]) is None for c in self.names)
        amounts = bool(amount_columns(self.grid, row, texts) & self.values)
        if not named or amounts:
            return amounts
        # Below a heading of known words, a row with a name is the body's.
        return row > self.known >= 0 or self._says_nothing(row, inside, texts)

    def _says_nothing(self, row: int, inside: dict[int, str], texts: dict[int, str]) -> bool:
        """Tell whether a row has a name, and of it only absences or what could be a year."""
        if (
            any(map(is_year_heading, inside.values()))
            or len(set(map(whole_year, texts.values())) - {""}) > 1
        ):
            return False
        marks = [parse_amount(self.grid.cell(row, c), percent=False).mark for c in inside]
        if not marks:
            return any(map(self.words.levels, texts.values()))
        return Mark.NOT_A_NUMBER not in marks


def _with_units(grid: Grid, rows: list[int], last: int) -> int:
    """Count a lone unit right under a heading to it: （万人） below 从业人员."""
    below = last + 1
    if below not in rows:
        return last
    texts = grid.texts(below)
    first = min(grid.texts(last))
    return below if is_unit_row(texts) and min(texts) > first else last


def _top(grid: Grid, rows: list[int], last: int) -> int:
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


def _by_words(grid: Grid, rows: list[int]) -> Layout | None:
    """Find a heading by its words, where no row names a region we know."""
    for row in rows:
        texts = grid.texts(row)
        known = sum(heading_role(t) is not None for t in texts.values())
        if not amount_columns(grid, row, texts) and (known > 1 or known == len(texts)):
            return _below(grid, _top(grid, rows, row), row)
    for before, row in pairwise(rows):
        texts = grid.texts(before)
        if amount_columns(grid, row, grid.texts(row)) and len(texts) > 1:
            if amount_columns(grid, before, texts):
                return None
            return _below(grid, _top(grid, rows, before), before)
    return None
