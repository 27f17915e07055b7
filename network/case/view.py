"""What a check looks at: the rows of a case, where they stand, and what unusable rows name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from data.errors import within
from data.phrase import Heading, said
from network.case.cells import columns_of
from network.case.naming import unknown
from network.case.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from data.errors import PlusNError
    from network.case.case import Case
    from network.case.rows import Row


@dataclass(frozen=True, kw_only=True)
class View:
    """Show a case to the checks.

    Parameters
    ----------
    place
        Names the place of a row: ``place("lanes", 0)``.
    whole
        Whether every table and row could be read.
    limited
        Whether a table may have only so many rows.
    broken
        Places and cells, by table, of rows that could not be read; what they name counts as
        known.
    """

    case: Case
    place: Callable[[str, int], str]
    whole: bool = True
    limited: bool = True
    broken: Mapping[str, Sequence[tuple[str, Mapping[str, Any]]]] = field(default_factory=dict)
    _known: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def known(self, table: str, column: str = "id") -> frozenset[str]:
        """Name everything that stands in a column of a table."""
        if (table, column) not in self._known:
            here = {getattr(row, column) for row in getattr(self.case, table)}
            there = {str(cells.get(column, "")).strip() for _, cells in self.broken.get(table, ())}
            self._known[table, column] = frozenset((here | there) - {""})
        return self._known[table, column]

    @property
    def settled(self) -> bool:
        """Tell whether there is one usable row of settings."""
        rows: Sequence[Row] = self.case.settings
        return len(rows) == 1

    def origins(self) -> frozenset[str]:
        """Name the origin classes: territories, and what recipes and supply confer."""
        made = self.known("recipes", "origin") | self.known("supply", "origin")
        return self.known("territories") | made

    def at(self, table: str, number: int, column: str = "") -> str:
        """Name the place of a cell."""
        place = self.place(table, number)
        return within(place, column, _column(table, column)) if column else place

    def unknown(
        self, what: str, table: str, column: str, known: frozenset[str]
    ) -> Iterator[PlusNError]:
        """List names in a column that are neither blank, ``*`` nor known."""
        fine = known | {"", "*"}
        field = columns_of(TABLES[table])[column].field
        for number, row in enumerate(getattr(self.case, table)):
            cell = getattr(row, field)
            for name in cell if isinstance(cell, tuple) else (cell,):
                if name not in fine:
                    yield unknown(what, name, known, where=self.at(table, number, column))
        for where, cells in self.broken.get(table, ()):
            cell = cells.get(column, "")
            for name in cell.split(";") if isinstance(cell, str) else ():
                if name.strip() not in fine:
                    place = within(where, column, _column(table, column))
                    yield unknown(what, name.strip(), known, where=place)


def _column(table: str, column: str) -> str:
    return said(", column {column}", column=Heading.of(table, column))
