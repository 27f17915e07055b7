"""What the cells of each column look like, counted over the body."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from data.sheets.amounts import Mark, parse_amount
from data.sheets.cells import folded
from data.sheets.heading_words import is_sector
from data.sheets.row_words import is_total
from data.sheets.rows import SAID, names_something
from data.sheets.years import whole_year

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.codes import Level
    from data.sheets.grid import Grid
    from data.sheets.words import Words

MOST_LOOKED_AT = 5_000  # rows; of longer tables every second, third … is looked at
CODE = re.compile(r"'?[0-9]{2}(?:[0-9]{2}){0,2}(?:[0-9]{3}){0,2}(?:\.0)?")
DIGITS = re.compile(r"[0-9]+")


@dataclass
class Facts:
    """Count what stands in a column.

    Parameters
    ----------
    partial
        Not every row was looked at.
    filled
        Cells that hold anything.
    named
        Cells that name a region, a sum or a group of regions; `levels` of the regions.
    codes
        Cells that are a region's code.
    numbers, marks, years, sectors
        Cells that say an amount, that say its absence, that are a year, that name a sector.
    percents
        Cells that say per cent themselves.
    largest, broken
        The largest number that does not say per cent, and whether any such has decimals.
    counting
        The cells are 1, 2, 3 … in order.
    repeated
        Some text stands more than once.
    """

    partial: bool = False
    filled: int = 0
    named: int = 0
    codes: int = 0
    numbers: int = 0
    marks: int = 0
    years: int = 0
    sectors: int = 0
    percents: int = 0
    largest: float = 0.0
    broken: bool = False
    counting: bool = True
    repeated: bool = False
    levels: Counter[Level] = field(default_factory=Counter)

    def mostly(self, count: int, share: float = 0.6) -> bool:
        """Tell whether a count makes out most of the cells."""
        return self.filled > 0 and count >= share * self.filled


def facts_of(grid: Grid, words: Words, column: int, rows: list[int]) -> Facts:
    """Count what stands in a column of the body; of a long table, in a part of its rows."""
    looked = sample(rows)
    facts = Facts(partial=len(looked) < len(rows))
    seen: set[str] = set()
    look = _looker(words)
    for row in looked:
        text = folded(grid.text(row, column))
        if not text:
            continue
        facts.filled += 1
        facts.repeated |= text in seen and not is_total(text)
        seen.add(text)
        _count(facts, text, look)
        facts.counting = facts.counting and text == str(facts.filled)
        amount = parse_amount(grid.cell(row, column), percent=False)
        mark = amount.mark
        facts.numbers += mark in SAID
        facts.marks += mark not in SAID and mark is not Mark.NOT_A_NUMBER
        if (row, column) in grid.sheet.percents or text.endswith("%"):
            facts.percents += 1
        elif amount.high is not None:
            facts.largest = max(facts.largest, abs(float(amount.high)))
            facts.broken |= not float(amount.high).is_integer()
    facts.counting = facts.counting and facts.filled > 1
    return facts


def sample(rows: list[int]) -> list[int]:
    """Take the rows that are looked at: all, or evenly some of a long table.

    Examples
    --------
    >>> len(sample(list(range(12_000))))
    4000
    """
    return rows[:: len(rows) // (MOST_LOOKED_AT + 1) + 1]


def _looker(words: Words) -> Callable[[str], tuple[bool, frozenset[Level]]]:
    @cache
    def look(text: str) -> tuple[bool, frozenset[Level]]:
        return names_something(words, text), words.levels(text)

    return look


def _count(facts: Facts, text: str, look: Callable[[str], tuple[bool, frozenset[Level]]]) -> None:
    named, levels = look(text)
    is_code = bool(levels) and CODE.fullmatch(text) is not None
    facts.codes += is_code
    facts.named += named
    if len(levels) == 1:
        facts.levels.update(levels)
    facts.years += bool(whole_year(text))
    facts.sectors += not named and not DIGITS.match(text) and is_sector(text)
