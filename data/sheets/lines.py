"""The lines of the table: text and amounts of each row, and what the row is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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

    def lines(self, rows: Sequence[int], block: Block, blocks: Sequence[Block]) -> list[Line]:
        """Make the lines of one block; a row that is blank in it has no line there."""
        others = [other.shift for other in blocks if other is not block]
        kept = [row for row in rows if self._has(row, block.shift, others)]
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

    def _has(self, row: int, shift: int, others: Sequence[int]) -> bool:
        if not others or self._is_there(row, shift):
            return True
        return not shift and not any(self._is_there(row, other) for other in others)

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
        plain = name if rest is None else rest
        if is_regional(plain) or (self.words.is_group(plain) and not self.words.levels(plain)):
            return RowKind.REGIONAL
        if rest is not None and not self.words.levels(rest):
            return RowKind.OF_WHICH
        if rest is None and is_total(name):
            return RowKind.TOTAL
        part = rest is None and before and before[-1] is RowKind.OF_WHICH
        if part and is_sector(name) and not self.words.levels(name):
            return RowKind.OF_WHICH
        return RowKind.DATA

    def _width(self, row: int, shift: int) -> int:
        for column in self.regions:
            if text := self.grid.text(row, column + shift):
                return indentation(text, self.grid.sheet.indents.get((row, column + shift), 0))
        return 0

    def _line(self, row: int, kind: RowKind, place: tuple[int, int], block: Block) -> Line:
        sources = {} if block.shift else self.fills.sources
        amounts = {c.index: self._amount(row, c, block.shift) for c in self.numbers}
        return Line(
            number=row + 1,
            kind=kind,
            cells=self._cells(row, kind, block.shift, amounts),
            amounts=amounts,
            depth=place[0],
            above=place[1],
            hidden=row in self.grid.sheet.hidden_rows,
            filled=tuple(c.index for c in self.read if (row, c.index) in sources),
            block=block.number,
        )

    def _cells(
        self, row: int, kind: RowKind, shift: int, amounts: Mapping[int, Amount]
    ) -> Mapping[int, str]:
        cells: dict[int, str] = {}
        for column in self.read:
            if column.index in amounts:
                cells[column.index] = amounts[column.index].text.strip()
                continue
            text = self.grid.text(row, column.index + shift)
            if not shift:
                text = self.fills.text(self.grid, row, column.index)
            is_name = column.role in PLACES and not self.own
            cells[column.index] = self._place(text, kind) if is_name else text.strip()
        if kind is RowKind.DATA and not self.own:
            self._take_larger(row, cells, shift)
        return cells

    def _take_larger(self, row: int, cells: dict[int, str], shift: int) -> None:
        """Name a row that names only its city or province by that: it is the larger unit's own."""
        if cells.get(self.regions[0] if self.regions else -1, "x"):
            return
        for column in self.names[1:]:
            written = folded(self.grid.text(row, column + shift))
            if written and self.words.levels(written):
                cells[self.regions[0]] = cells[column]
                self.coarser.append(row + 1)
                return

    def _place(self, text: str, kind: RowKind) -> str:
        """Take off a name what is none of it: marks, 其中, the number of an item."""
        name = without_marks(folded(text))
        if kind is not RowKind.DATA:
            return name
        name = of_which(name) or name
        if not self.words.levels(name) and self.words.levels(bare := NUMBERED.sub("", name)):
            return bare
        return name

    def _amount(self, row: int, column: Column, shift: int) -> Amount:
        at = (row, column.index + shift)
        amount = parse_amount(self.grid.cell(*at), percent=at in self.grid.sheet.percents)
        unclear = column.index in self.signed and not amount.scaled and amount.low is not None
        if unclear or at in self.fills.joint:
            return Amount(Mark.NOT_A_NUMBER, None, None, amount.text)
        return amount.times(column.factor)
