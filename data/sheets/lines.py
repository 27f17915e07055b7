"""The lines of the table: text and amounts of each row, and what the row is."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from data.sheets.amounts import Amount, Mark, parse_amount
from data.sheets.cells import folded, without_marks
from data.sheets.heading_words import is_sector
from data.sheets.hierarchy import indentation, nest
from data.sheets.roles import NUMBERS, PLACES
from data.sheets.row_words import NUMBERED, is_regional, is_total, of_which
from data.sheets.table import Line, Role, RowKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.sheets.fills import Fills
    from data.sheets.grid import Grid
    from data.sheets.table import Column
    from data.sheets.words import Words

Cell = TypeVar("Cell")
TEXTS = (Role.REGION, Role.CITY, Role.PROVINCE, Role.CODE)


class Block(NamedTuple):
    """Hold one block of columns: how far it stands to the right of the first."""

    number: int
    shift: int


class Maker:
    """Make the lines of a table.

    Parameters
    ----------
    grid
        The sheet.
    words
        What names regions.
    columns
        The table's columns.
    fills
        What is filled from above.
    own
        The table has our own format: every row is data.
    signed
        Columns in which only cells that say per cent are read.
    """

    def __init__(
        self,
        grid: Grid,
        words: Words,
        columns: Sequence[Column],
        fills: Fills,
        *,
        own: bool,
        signed: frozenset[int] = frozenset(),
    ) -> None:
        self.grid = grid
        self.words = words
        self.fills = fills
        self.own = own
        self.coarser: list[int] = []
        self.signed = signed
        self.read = [c for c in columns if c.role is not Role.IGNORE and c.beside < 0]
        self.numbers = [c for c in self.read if c.role in NUMBERS]
        self.names = [c.index for role in TEXTS for c in self.read if c.role is role]
        self.regions = [c.index for c in self.read if c.role is Role.REGION] or self.names
        self.tops: dict[int, dict[int, int]] = {}
        for (row, column), top in fills.sources.items():
            self.tops.setdefault(column, {})[row] = top
        self._kind = cache(self._kind_of)
        self._place = cache(self._place_of)

    def lines(self, rows: Sequence[int], block: Block, blocks: Sequence[Block]) -> list[Line]:
        """Make the lines of one block; a row that is blank in it has no line there.

        Columns are read one after the other: that is far quicker than row by row.
        """
        others = [other.shift for other in blocks if other is not block]
        kept = [row for row in rows if self._has(row, block.shift, others)] if others else rows
        texts = {c.index: self._texts(kept, c.index, block.shift) for c in self.read}
        kinds, nested = self._kinds(kept, texts, block.shift)
        amounts = {c.index: self._amounts(kept, c, block.shift) for c in self.numbers}
        cells = self._cells(kept, kinds, texts, amounts)
        if not self.own:
            self._take_larger(kept, kinds, cells, block.shift)
        hidden = self.grid.sheet.hidden_rows
        return [
            Line(row + 1, kind, cell, amount, depth, above, row in hidden, filled, block.number)
            for row, kind, cell, amount, (depth, above), filled in zip(
                kept, kinds, cells, _by_row(amounts, len(kept)), nested,
                self._filled(kept, block.shift), strict=True,
            )
        ]  # fmt: skip

    def _has(self, row: int, shift: int, others: Sequence[int]) -> bool:
        if self._is_there(row, shift):
            return True
        return not shift and not any(self._is_there(row, other) for other in others)

    def _is_there(self, row: int, shift: int) -> bool:
        return any(folded(self.grid.text(row, c.index + shift)) for c in self.read)

    def _texts(self, rows: Sequence[int], column: int, shift: int) -> list[str]:
        """Give the texts of a column, filled down."""
        tops = {} if shift else self.tops.get(column, {})
        sources = [tops.get(row, row) for row in rows] if tops else rows
        return self.grid.column(column + shift, sources)

    def _filled(self, rows: Sequence[int], shift: int) -> list[tuple[int, ...]]:
        """List the columns whose text comes from above, by row."""
        if shift or not self.tops:
            return [()] * len(rows)
        read = [c.index for c in self.read if c.index in self.tops]
        return [tuple(column for column in read if row in self.tops[column]) for row in rows]

    def _kinds(
        self, rows: Sequence[int], texts: Mapping[int, list[str]], shift: int
    ) -> tuple[list[RowKind], list[tuple[int, int]]]:
        """Tell what each row is, and how deep it stands under which."""
        if self.own:
            return [RowKind.DATA] * len(rows), [(0, 0)] * len(rows)
        names = self._row_names(texts, len(rows))
        kinds: list[RowKind] = []
        for name in names:
            kind = self._kind(name)
            if kind is RowKind.DATA and kinds and kinds[-1] is RowKind.OF_WHICH:
                kind = self._kind_after_part(name)
            kinds.append(kind)
        parts = [of_which(name) is not None for name in names]
        widths = [self._width(row, shift) for row in rows]
        return kinds, nest(widths, kinds, [row + 1 for row in rows], parts)

    def _row_names(self, texts: Mapping[int, list[str]], count: int) -> list[str]:
        """Give the text that names each row: its region's, else what stands beside it."""
        names = [""] * count
        for column in (*self.names, *texts):
            if all(names):
                break
            names = [name or folded(text) for name, text in zip(names, texts[column], strict=True)]
        return names

    def _kind_of(self, name: str) -> RowKind:
        rest = of_which(name)
        plain = name if rest is None else rest
        if is_regional(plain) or (self.words.is_group(plain) and not self.words.levels(plain)):
            return RowKind.REGIONAL
        if rest is not None:
            return RowKind.DATA if self.words.levels(rest) else RowKind.OF_WHICH
        return RowKind.TOTAL if is_total(name) else RowKind.DATA

    def _kind_after_part(self, name: str) -> RowKind:
        """Tell what a row is below one of 其中: a sector goes on with it."""
        goes_on = of_which(name) is None and is_sector(name) and not self.words.levels(name)
        return RowKind.OF_WHICH if goes_on else RowKind.DATA

    def _width(self, row: int, shift: int) -> int:
        for column in self.regions:
            if text := self.grid.text(row, column + shift):
                return indentation(text, self.grid.sheet.indents.get((row, column + shift), 0))
        return 0

    def _cells(
        self,
        rows: Sequence[int],
        kinds: Sequence[RowKind],
        texts: Mapping[int, list[str]],
        amounts: Mapping[int, list[Amount]],
    ) -> list[dict[int, str]]:
        """Give the text of every column, by row: names without marks, all without blanks around."""
        found: dict[int, list[str]] = {}
        for column in self.read:
            index = column.index
            if index in amounts:
                found[index] = [amount.text.strip() for amount in amounts[index]]
            elif column.role in PLACES and not self.own:
                found[index] = [
                    self._place(text) if kind is RowKind.DATA else without_marks(folded(text))
                    for text, kind in zip(texts[index], kinds, strict=True)
                ]
            else:
                found[index] = [text.strip() for text in texts[index]]
        return _by_row(found, len(rows))

    def _take_larger(
        self,
        rows: Sequence[int],
        kinds: Sequence[RowKind],
        cells: Sequence[dict[int, str]],
        shift: int,
    ) -> None:
        """Name a row that names only its city or province by that: it is the larger unit's own."""
        if not self.regions:
            return
        region = self.regions[0]
        for row, kind, cell in zip(rows, kinds, cells, strict=True):
            if cell[region] or kind is not RowKind.DATA:
                continue
            for column in self.names[1:]:
                written = folded(self.grid.text(row, column + shift))
                if written and self.words.levels(written):
                    cell[region] = cell[column]
                    self.coarser.append(row + 1)
                    break

    def _place_of(self, text: str) -> str:
        """Take off a name what is none of it: marks, 其中, the number of an item."""
        name = without_marks(folded(text))
        name = of_which(name) or name
        if not self.words.levels(name) and self.words.levels(bare := NUMBERED.sub("", name)):
            return bare
        return name

    def _amounts(self, rows: Sequence[int], column: Column, shift: int) -> list[Amount]:
        """Read a column of numbers, in plain units."""
        index = column.index + shift
        percents, joint = self.grid.sheet.percents, self.fills.joint
        signed, factor = column.index in self.signed, column.factor
        plain = factor == 1
        found: list[Amount] = []
        for row, cell in zip(rows, self.grid.cells(index, rows), strict=True):
            amount = parse_amount(cell, percent=bool(percents) and (row, index) in percents)
            unclear = signed and not amount.scaled and amount.low is not None
            if unclear or (joint and (row, index) in joint):
                found.append(Amount(Mark.NOT_A_NUMBER, None, None, amount.text))
            else:
                found.append(amount if plain else amount.times(factor))
        return found


def _by_row(columns: Mapping[int, list[Cell]], count: int) -> list[dict[int, Cell]]:
    """Turn columns into rows.

    Examples
    --------
    >>> _by_row({0: ["a", "b"], 2: ["c", "d"]}, 2)
    [{0: 'a', 2: 'c'}, {0: 'b', 2: 'd'}]
    """
    if not columns:
        return [{} for _ in range(count)]
    if len(columns) == 1:
        ((index, cells),) = columns.items()
        return [{index: cell} for cell in cells]
    numbered = partial(zip, columns)  # no step of this loop is Python's own
    return list(map(dict, map(numbered, zip(*columns.values(), strict=True))))
