"""The rows of a table: which belong to it, and what each of them is."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from data.sheets.cells import folded, key
from data.sheets.heading_words import is_heading
from data.sheets.headings import bare_part
from data.sheets.row_words import is_continued, is_note, is_regional, is_total, of_which
from data.sheets.rows import (
    amount_columns,
    is_ordinals,
    is_surely_amount,
    may_number_columns,
    says_amount,
)
from data.sheets.table import LeftOut
from data.sheets.units import heading_unit, is_unit_line, unit_line
from data.sheets.years import year_in

if TYPE_CHECKING:
    from data.sheets.grid import Grid
    from data.sheets.layout import Layout
    from data.sheets.words import Words

LONG = 16  # letters: a longer lone text at the end is a sentence, not a name
SENTENCE = frozenset("。;:!")


@dataclass
class Body:
    """Hold the rows of a table, and what stands around it.

    Parameters
    ----------
    rows
        Rows of the body, counted from 0.
    left_out
        All others, with the reason.
    titles, units
        What the lines above the heading say.
    later_units
        What lines below it say, with their row number.
    """

    rows: list[int] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    later_units: list[tuple[int, str]] = field(default_factory=list)

    @property
    def unit(self) -> str:
        """Give the unit that holds for the table, blank where none is stated."""
        return next(iter([*self.units, *(unit for _, unit in self.later_units)]), "")

    @property
    def title(self) -> str:
        """Give the title, its lines joined."""
        return " ".join(dict.fromkeys(self.titles))

    @property
    def year(self) -> str:
        """Give the one year that the title states."""
        return year_in(self.title)


def read_body(grid: Grid, words: Words, layout: Layout, *, own: bool) -> Body:
    """Sort every row: heading, body, or left out and why.

    Parameters
    ----------
    grid
        The sheet.
    words
        What names regions.
    layout
        Where the heading and the body stand.
    own
        The table has the columns of our own format: only blank rows are left out.
    """
    return _Sorter(grid, words, layout, own=own).sort()


class _Sorter:
    def __init__(self, grid: Grid, words: Words, layout: Layout, *, own: bool) -> None:
        self.grid = grid
        self.words = words
        self.layout = layout
        self.own = own
        self.body = Body()
        self.headings = [
            {column: key(text) for column, text in grid.texts(row).items()}
            for row in range(max(layout.first, 0), layout.last + 1)
        ]
        self.bare = [_bare(texts) for texts in self.headings]
        self._names = cache(self._names_something)
        self._is_ordinary = cache(self._only_opens_rows)

    def sort(self) -> Body:
        """Go through the rows from the top; then the end of the table once more."""
        ended = False
        for row in range(len(self.grid.rows)):
            why = self._why(row)
            ended = ended or why == "other"
            if ended and why not in {"blank", "hidden"}:
                why = "other"
            if why:
                self._leave(row, why)
            else:
                self.body.rows.append(row)
        self._end()
        return self.body

    def _why(self, row: int) -> str:
        """Say why a row is no part of the body; blank where it is."""
        if row in self.grid.unseen:
            return "hidden"
        if self.layout.first <= row <= self.layout.last:
            return "header"
        if self.grid.is_blank(row):
            return "blank"
        if row >= self.layout.body and (self.own or self._is_plain(row)):
            return ""
        texts = self.grid.texts(row)
        if row < self.layout.body:
            return "header" if row > self.layout.last >= 0 else self._before(texts)
        return self._within(row, texts)

    def _is_plain(self, row: int) -> bool:
        """Tell by its first cell that a row is the body's, as nearly all of a long table are.

        It begins with a name beside which something stands, or with a text that begins no other
        row, and says an amount.
        """
        filled = self.grid.filled(row)
        if len(filled) < 2 or row in self.grid.across:  # noqa: PLR2004 - a name and another
            return False
        column = filled[0]
        text = folded(self.grid.text(row, column))
        return self._names(text) or (self._is_ordinary(column, text) and self._says_amount(row))

    def _only_opens_rows(self, column: int, text: str) -> bool:
        """Tell whether no heading, note or continuation begins with a text."""
        if is_note(text) or is_continued(text) or may_number_columns(text):
            return False
        said, bare = key(text), key(bare_part(text))
        return all(heading.get(column) != said for heading in self.headings) and all(
            heading.get(column) != bare for heading in self.bare
        )

    def _says_amount(self, row: int) -> bool:
        """Tell whether a row says an amount; these mostly stand on the right."""
        for column in range(min(self.grid.width, len(self.grid.rows[row])) - 1, -1, -1):
            cell = self.grid.cell(row, column)
            if is_surely_amount(cell):
                return True
            text = folded(self.grid.text(row, column))
            if text and says_amount(cell, text):
                return True
        return False

    def _before(self, texts: dict[int, str]) -> str:
        """Read a line above the heading."""
        units = [unit for text in texts.values() if (unit := unit_line(text)) is not None]
        self.body.units.extend(units)
        first = next(iter(texts.values()))
        if is_note(first):
            return "note"
        titles = [text for text in texts.values() if not is_unit_line(text)]
        self.body.units.extend(unit for text in titles if (unit := _titled_unit(text)))
        self.body.titles.extend(titles)
        return "title" if titles else "unit"

    def _within(self, row: int, texts: dict[int, str]) -> str:
        """Find rows inside the body that are none of it."""
        first = next(iter(texts.values()))
        if self._is_repeated(texts) or is_ordinals(texts):
            return "repeat"
        alone = len(texts) == 1 or row in self.grid.across
        if is_continued(first) and (alone or not amount_columns(self.grid, row, texts)):
            return "repeat"
        if is_note(first) and not self._names(first):
            return self._note(row, texts)
        wordy = not amount_columns(self.grid, row, texts)
        return self._wordy(row, texts, alone=alone) if wordy else ""

    def _note(self, row: int, texts: dict[int, str]) -> str:
        units = (unit for text in texts.values() if (unit := unit_line(text)) is not None)
        self.body.later_units.extend((row + 1, unit) for unit in units)
        return "note"

    def _wordy(self, row: int, texts: dict[int, str], *, alone: bool) -> str:
        """Sort a row without any amount."""
        units = [unit for text in texts.values() if (unit := unit_line(text)) is not None]
        if units:
            known = set(self.body.units) >= set(units)
            self.body.later_units.extend(() if known else ((row + 1, unit) for unit in units))
            return "repeat" if known else "unit"
        if any(key(text) == key(title) for text in texts.values() for title in self.body.titles):
            return "repeat"
        if self.headings and is_heading(texts):
            return "other"
        first = next(iter(texts.values()))
        return "note" if alone and row in self.grid.across and not self._names(first) else ""

    def _is_repeated(self, texts: dict[int, str]) -> bool:
        if not self.headings or not texts:
            return False
        keys = {column: key(text) for column, text in texts.items()}
        return keys in self.headings or (len(keys) > 1 and _bare(keys) in self.bare)

    def _names_something(self, text: str) -> bool:
        rest = of_which(text)
        return bool(
            self.words.levels(rest or text)
            or self.words.is_group(text)
            or is_total(text)
            or is_regional(text)
        )

    def _leave(self, row: int, why: str) -> None:
        text = " ".join(self.grid.texts(row).values()) if why != "blank" else ""
        self.body.left_out.append(LeftOut(row + 1, why, text))

    def _end(self) -> None:
        """Leave out sentences below the last row of the table."""
        if self.own:
            return
        while self.body.rows and self._is_sentence(self.body.rows[-1]):
            self._leave(self.body.rows.pop(), "note")
        self.body.left_out.sort(key=lambda left: left.number)

    def _is_sentence(self, row: int) -> bool:
        texts = self.grid.texts(row)
        if len(texts) > 1 or self.layout.body > row:
            return False
        text = next(iter(texts.values()))
        if self._names(text) or amount_columns(self.grid, row, texts) or self.grid.width == 1:
            return False
        return len(text) > LONG or bool(SENTENCE & set(text))


def _bare(keys: dict[int, str]) -> dict[int, str]:
    """Give the words of a heading without their units."""
    return {column: key(bare_part(text)) for column, text in keys.items()}


def _titled_unit(title: str) -> str:
    """Find the unit that a title ends with: 各地区企业数（万家）."""
    if unit_line(title) is not None:
        return ""
    unit = heading_unit(title) if folded(title)[-1:] in ")]" else None
    return unit.text if unit else ""
