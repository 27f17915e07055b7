"""Rows that remember which of their numbers were told and which were filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from data.phrase import Heading, Table, joined, said
from network.case.case import Case


@dataclass(frozen=True)
class Assumption:
    """Hold a cell that nobody told: `case.<table>[row].<column>` is `value`, and why.

    `row` counts from 0; a blank column means the row as a whole.
    """

    table: str
    row: int
    column: str
    value: Any
    why: str

    @property
    def words(self) -> str:
        """Say which cell or row was filled in, and why."""
        table, row = Table(self.table), self.row + 1
        if not self.column:
            return said("{table} row {row}: {why}", table=table, row=row, why=self.why)
        value = f"{self.value:.10g}" if isinstance(self.value, float) else str(self.value)
        return said(
            "{table} row {row} {column} = {value}: {why}",
            table=table,
            row=row,
            column=Heading.of(self.table, self.column),
            value=value,
            why=self.why,
        )

    def __str__(self) -> str:
        return str(self.words)


@dataclass(frozen=True)
class Told:
    """Hold a value with the words it comes from; `why` is blank unless it was filled in.

    Examples
    --------
    >>> year = Told(5200.0, ("units_per_year",))
    >>> year * Told(0.5, ("mix_1",), "equal shares") / 52
    Told(value=50.0, keys=('units_per_year', 'mix_1'), why='equal shares')
    """

    value: Any
    keys: tuple[str, ...] = ()
    why: str = ""

    def __mul__(self, other: Told | float) -> Told:
        if not isinstance(other, Told):
            return Told(self.value * other, self.keys, self.why)
        keys = tuple(dict.fromkeys(self.keys + other.keys))
        whys = dict.fromkeys(why for why in (self.why, other.why) if why)
        return Told(self.value * other.value, keys, joined("; ", whys))

    def __truediv__(self, number: float) -> Told:
        return Told(self.value / number, self.keys, self.why)


@dataclass
class Draft:
    """Gather the rows of a case, each marked by whether all of it was told.

    Parameters
    ----------
    source
        What the told numbers come from, for the column `source`.
    told
        Provenance of a row in which nothing was filled in.
    """

    source: str
    told: str = "user"
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    assumed: list[Assumption] = field(default_factory=list)

    def add(self, table: str, why: str = "", /, **cells: Any) -> None:  # noqa: ANN401 - any cell
        """Add a row; cells may be plain or `Told`, `from_` stands for the column ``from``.

        Parameters
        ----------
        why
            Why the row is there although nobody asked for it; blank when it was told.
        """
        rows = self.tables.setdefault(table, [])
        number, row, keys = len(rows), {}, dict[str, None]()
        found = [Assumption(table, number, "", None, why)] if why else []
        for name, cell in cells.items():
            column = name.rstrip("_")
            row[column] = cell.value if isinstance(cell, Told) else cell
            if isinstance(cell, Told):
                keys.update(dict.fromkeys(cell.keys))
                if cell.why:
                    found.append(Assumption(table, number, column, cell.value, cell.why))
        source = f"{self.source}: {', '.join(keys)}" if keys else self.source
        marks = {"provenance": "assumed" if found else self.told, "source": source[:400]}
        rows.append(row | marks)
        self.assumed += found

    def case(self) -> Case:
        """Make the case of the rows.

        Raises
        ------
        Problems
            Rows do not fit together.
        """
        return Case.of(self.tables)
