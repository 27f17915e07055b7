"""The lines of the table: text and amounts of each row, and what the row is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from data.sheets.amounts import Amount, Mark, parse_amount
from data.sheets.cells import folded, without_marks
from data.sheets.heading_words import is_sector
from data.sheets.hierarchy import indentation, nest
from data.sheets.roles import NUMBERS
from data.sheets.row_words import is_regional, is_total, of_which
from data.sheets.table import Line, Role, RowKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.sheets.fills import Fills
    from data.sheets.grid import Grid
    from data.sheets.table import Column
    from data.sheets.words import Words

TEXTS = (Role.REGION, Role.PROVINCE, Role.CITY, Role.CODE)


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
    shares
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
        shares: frozenset[int] = frozenset(),
    ) -> None:
        self.grid = grid
        self.words = words
        self.fills = fills
        self.own = own
        self.shares = shares
        self.read = [c for c in columns if c.role is not Role.IGNORE and c.beside < 0]
        self.names = [c.index for role in TEXTS for c in self.read if c.role is role]

    def lines(self, rows: Sequence[int], block: Block) -> list[Line]:
        """Make the lines of one block."""
        kept = [row for row in rows if not block.shift or self._is_there(row, block.shift)]
        names = [self._name(row, block.shift) for row in kept]
        kinds: list[RowKind] = []
        for name in names:
            kinds.append(RowKind.DATA if self.own else self._kind(name, kinds))
        parts = [not self.own and of_which(name) is not None for name in names]
        widths = [0 if self.own else self._width(row, block.shift) for row in kept]
        nested = nest(widths, kinds, [row + 1 for row in kept], parts)
        return [
            self._line(row, kind, place, block)
            for row, kind, place in zip(kept, kinds, nested, strict=True)
        ]

    def _is_there(self, row: int, shift: int) -> bool:
        return any(folded(self.grid.text(row, c.index + shift)) for c in self.read)

    def _name(self, row: int, shift: int) -> str:
        """Give the text that names a row: its region's, else what stands beside it."""
        for column in self.names:
            if text := self._text(row, column, shift):
                return text
        return next((t for c in self.read if (t := self._text(row, c.index, shift))), "")

    def _text(self, row: int, column: int, shift: int) -> str:
        text = self.fills.text(self.grid, row, column + shift) if not shift else ""
        return folded(text or self.grid.text(row, column + shift))

    def _kind(self, name: str, before: Sequence[RowKind]) -> RowKind:
        rest = of_which(name)
        if rest is not None and not self.words.levels(rest):
            return RowKind.OF_WHICH
        if rest is None and is_total(name):
            return RowKind.TOTAL
        if is_regional(name) or (self.words.is_group(name) and not self.words.levels(name)):
            return RowKind.REGIONAL
        part = rest is None and before and before[-1] is RowKind.OF_WHICH
        if part and is_sector(name) and not self.words.levels(name):
            return RowKind.OF_WHICH
        return RowKind.DATA

    def _width(self, row: int, shift: int) -> int:
        for column in self.names:
            if text := self.grid.text(row, column + shift):
                return indentation(text, self.grid.sheet.indents.get((row, column + shift), 0))
        return 0

    def _line(self, row: int, kind: RowKind, place: tuple[int, int], block: Block) -> Line:
        amounts = {
            c.index: self._amount(row, c, block.shift) for c in self.read if c.role in NUMBERS
        }
        filled = (
            ()
            if block.shift
            else tuple(c.index for c in self.read if (row, c.index) in self.fills.sources)
        )
        return Line(
            number=row + 1,
            kind=kind,
            cells=self._cells(row, kind, block.shift),
            amounts=amounts,
            depth=place[0],
            above=place[1],
            hidden=row in self.grid.sheet.hidden_rows,
            filled=filled,
            block=block.number,
        )

    def _cells(self, row: int, kind: RowKind, shift: int) -> Mapping[int, str]:
        cells: dict[int, str] = {}
        for column in self.read:
            text = self.grid.text(row, column.index + shift)
            if not shift:
                text = self.fills.text(self.grid, row, column.index)
            if column.role not in NUMBERS and not self.own:
                text = without_marks(folded(text))
                if kind is RowKind.DATA and column.role in TEXTS:
                    text = of_which(text) or text
            cells[column.index] = text.strip()
        return cells

    def _amount(self, row: int, column: Column, shift: int) -> Amount:
        at = (row, column.index + shift)
        amount = parse_amount(self.grid.cell(*at), percent=at in self.grid.sheet.percents)
        if column.index in self.shares and not amount.scaled and amount.low is not None:
            return Amount(Mark.NOT_A_NUMBER, None, None, amount.text)
        return amount.times(column.factor)
