"""What a check looks at: the rows of a case, where they stand, and what unusable rows name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from network.case.naming import unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
    broken
        Plain rows by table that could not be read; what they name counts as known.
    """

    case: Case
    place: Callable[[str, int], str]
    broken: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    _known: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def known(self, table: str, column: str = "id") -> frozenset[str]:
        """Name everything that stands in a column of a table."""
        if (table, column) not in self._known:
            here = {getattr(row, column) for row in getattr(self.case, table)}
            there = {str(cells.get(column, "")).strip() for cells in self.broken.get(table, ())}
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
        return self.place(table, number) + (f", column {column}" if column else "")

    def unknown(
        self, what: str, given: str, known: frozenset[str], at: tuple[str, int, str]
    ) -> list[PlusNError]:
        """Give a problem where a name is neither blank, ``*`` nor known."""
        if given in known or given in {"", "*"}:
            return []
        return [unknown(what, given, known, where=self.at(*at))]
