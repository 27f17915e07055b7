"""What a sheet holds besides its values: merges, what is hidden, formulas, errors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.book import Area, Sheet
from data.errors import BadValue, TooLarge, UnreadableFile
from data.phrase import said
from data.uploads.cell_names import cell_name
from data.uploads.grid import some

if TYPE_CHECKING:
    from data.phrase import Told
    from data.uploads.grid import Grid


@dataclass
class Facts:
    """Gather what is known about the cells of a grid.

    Parameters
    ----------
    grid
        The cells.
    pictures
        Whether the sheet also holds pictures or charts.
    """

    grid: Grid
    pictures: bool = False
    _merged: list[Area] = field(default_factory=list)
    _rows: set[int] = field(default_factory=set)
    _columns: set[int] = field(default_factory=set)
    _indents: dict[tuple[int, int], int] = field(default_factory=dict)
    _percents: set[tuple[int, int]] = field(default_factory=set)
    _formulas: list[tuple[int, int]] = field(default_factory=list)
    _unkept: list[str] = field(default_factory=list)
    _errors: list[str] = field(default_factory=list)
    _no_numbers: list[str] = field(default_factory=list)

    def hide_rows(self, first: int, last: int) -> None:
        """Note hidden rows, counted from 0, ends included."""
        self._rows.update(range(first, min(last + 1, self.grid.tally.limits.rows)))

    def hide_columns(self, first: int, last: int) -> None:
        """Note hidden columns, counted from 0, ends included."""
        self._columns.update(range(first, min(last + 1, self.grid.tally.limits.columns)))

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note merged cells, counted from 0, ends included.

        Raises
        ------
        TooLarge
            There are more than the sheet may have rows.
        """
        if len(self._merged) >= self.grid.tally.limits.rows:
            raise TooLarge(
                said("a sheet has more than {most:,} merged areas", most=len(self._merged)),
                remedy=said("Unmerge the cells of the table."),
            )
        self._merged.append(Area(top, left, bottom, right))

    def styled(self, row: int, column: int, *, indent: int = 0, percent: bool = False) -> None:
        """Note how a cell is shown."""
        if indent:
            self._indents[row, column] = indent
        if percent:
            self._percents.add((row, column))

    def formula(self, row: int, column: int, *, kept: bool) -> None:
        """Note a formula, and whether its value is kept with it."""
        if kept:
            self._formulas.append((row, column))
        else:
            self._unkept.append(cell_name(row, column))

    def error(self, row: int, column: int) -> None:
        """Note a cell that shows an error."""
        self._errors.append(cell_name(row, column))

    def no_number(self, row: int, column: int) -> None:
        """Note a cell that is said to hold a number and does not."""
        self._no_numbers.append(cell_name(row, column))

    def sheet(self, *, hidden: bool = False) -> Sheet:
        """Put the sheet together: its used rectangle, and what concerns it.

        Raises
        ------
        TooLarge
            The file holds more than it may.
        UnreadableFile
            Merged cells overlap.
        """
        rows = self.grid.finish()
        if self._unkept:
            self.grid.problems.append(self._without_values())
        height, width = len(rows), len(rows[0]) if rows else 0
        inside = {(row, column) for row, column in self._formulas if row < height}
        return Sheet(
            name=self.grid.title,
            rows=rows,
            hidden=hidden,
            merged=self._clipped(height, width),
            hidden_rows=frozenset(row for row in self._rows if row < height),
            hidden_columns=frozenset(column for column in self._columns if column < width),
            indents={at: step for at, step in self._indents.items() if at[0] < height},
            percents=frozenset(at for at in self._percents if at[0] < height),
            formulas=tuple(sorted(inside)),
        )

    def _clipped(self, height: int, width: int) -> tuple[Area, ...]:
        """Keep merged areas as far as there are cells; none may lie on another."""
        areas = sorted(
            (
                Area(one.top, one.left, min(one.bottom, height - 1), min(one.right, width - 1))
                for one in self._merged
                if one.top < height and one.left < width
            ),
            key=lambda area: (area.top, area.left),
        )
        covered = sum((a.bottom - a.top + 1) * (a.right - a.left + 1) for a in areas)
        if covered > height * width:
            raise UnreadableFile(
                said("merged cells lie on each other"),
                where=said("sheet {sheet}", sheet=self.grid.title),
                remedy=said("Unmerge the cells of the table."),
            )
        self._merged = areas
        return tuple(one for one in areas if (one.top, one.left) != (one.bottom, one.right))

    def _without_values(self) -> BadValue:
        return BadValue(
            said("formulas have no value kept with them: {cells}", cells=some(self._unkept)),
            where=said("sheet {sheet}", sheet=self.grid.title),
            remedy=said(
                "Open the file in a spreadsheet program and save it, so that values are "
                "computed, or type the values."
            ),
        )

    def remarks(self) -> list[Told]:
        """Say what was taken on trust or left out; after `sheet`."""
        sheet = self.grid.title
        found: list[Told] = []
        if self._formulas:
            cells = some([cell_name(*at) for at in sorted(self._formulas)])
            found.append(
                said(
                    "Sheet {sheet}: formulas are not computed; the values kept with them were "
                    "taken: {cells}.",
                    sheet=sheet,
                    cells=cells,
                )
            )
        if self._errors:
            found.append(
                said(
                    "Sheet {sheet}: cells that show an error are kept as text: {cells}.",
                    sheet=sheet,
                    cells=some(self._errors),
                )
            )
        if self._no_numbers:
            found.append(
                said(
                    "Sheet {sheet}: cells that should hold a number and do not are kept as text: "
                    "{cells}.",
                    sheet=sheet,
                    cells=some(self._no_numbers),
                )
            )
        return [*found, *self._more_remarks(sheet)]

    def _more_remarks(self, sheet: str) -> list[Told]:
        found: list[Told] = []
        if covered := self._covered():
            found.append(
                said(
                    "Sheet {sheet}: merged cells cover values that nobody sees: {cells}.",
                    sheet=sheet,
                    cells=some(covered),
                )
            )
        if self.grid.mended:
            found.append(
                said(
                    "Sheet {sheet}: control characters, which no table can hold, were replaced by "
                    "a sign: {cells}.",
                    sheet=sheet,
                    cells=some(self.grid.mended),
                )
            )
        if self.pictures:
            found.append(said("Sheet {sheet}: pictures and charts are not read.", sheet=sheet))
        return found

    def _covered(self) -> list[str]:
        return [
            cell_name(row, column)
            for area in self._merged
            for row, cells in self.grid.filled(area.top, area.bottom)
            for column in range(area.left, min(area.right + 1, len(cells)))
            if cells[column] is not None and (row, column) != (area.top, area.left)
        ]
