"""One number of a case that a question moves: its cells, and the case with another value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.errors import BadValue, UnknownChoice
from data.phrase import Heading, Table, said
from network.case.cells import NUMBERS, columns_of
from network.case.choices import Override
from network.case.diff import marked_where
from network.case.overrides import apply
from network.case.tables import TABLES
from network.case.where import conditions_of, matching

if TYPE_CHECKING:
    from network.case.case import Case
    from network.case.choices import Op, Policy, Range
    from network.case.rows import Provenance, Row

ASKED = "what if"
"""The scenario that overrides of a question belong to."""


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """Name the cells of a case that take a value together.

    Parameters
    ----------
    table, where, column
        As in an override: rows of the table that match, and the column in them.
    op
        ``set``: the value stands in every cell. ``add``, ``mul``: it changes what stands there.
    label
        What a user calls it.

    Examples
    --------
    >>> str(Parameter(table="duties", where="origin=CN; dest=US", column="rate"))
    'duties[origin=CN; dest=US].rate'
    """

    table: str
    column: str
    where: str = ""
    op: Op = "set"
    label: str = ""

    @property
    def words(self) -> str:
        """Name the cells, so that a page can name them in its language."""
        return said(
            "{table}[{where}].{column}",
            table=Table(self.table),
            where=marked_where(self.table, self.where),
            column=Heading.of(self.table, self.column),
        )

    def __str__(self) -> str:
        return str(self.words)

    @classmethod
    def of(cls, row: Range) -> Parameter:
        """Name what a row of the table ``ranges`` moves."""
        return cls(table=row.table, where=row.where, column=row.column, label=row.label)

    def at(self, case: Case, value: float) -> Case:
        """Give the case with a value in these cells.

        Raises
        ------
        Problems
            The value is not allowed there, or nothing matches.
        """
        override = Override(
            scenario=ASKED, table=self.table, where=self.where, column=self.column, op=self.op,
            value=value,
        )  # fmt: skip
        return apply(case, [override])

    def whole(self) -> bool:
        """Tell whether only whole numbers are allowed.

        Raises
        ------
        UnknownChoice
            There is no such table or column.
        BadValue
            The column holds no numbers.
        """
        if self.table not in TABLES:
            raise UnknownChoice.of(said("table"), self.table, TABLES)
        columns = columns_of(TABLES[self.table])
        if self.column not in columns:
            what = said("column of {table}", table=Table(self.table))
            raise UnknownChoice.of(what, self.column, columns)
        kind = columns[self.column].kind
        if kind not in NUMBERS:
            raise BadValue(
                said(
                    "{column} of {table} holds no numbers",
                    column=Heading.of(self.table, self.column),
                    table=Table(self.table),
                ),
                remedy=said("Name a column that holds a number."),
            )
        return kind == "whole" and self.op != "mul"

    def rows(self, case: Case) -> tuple[Row, ...]:
        """List the rows that it moves."""
        rows = case.tables()[self.table]
        conditions = conditions_of(TABLES[self.table], self.where)
        return tuple(rows[number] for number in matching(rows, conditions))

    def now(self, case: Case) -> tuple[float | None, ...]:
        """List what stands in the cells now, each value once."""
        field = columns_of(TABLES[self.table])[self.column].field
        return tuple(dict.fromkeys(getattr(row, field) for row in self.rows(case)))

    def provenance(self, case: Case) -> tuple[Provenance, ...]:
        """Tell where the numbers now come from, each kind once."""
        return tuple(dict.fromkeys(row.provenance for row in self.rows(case)))


def same_policy(case: Case, policy: Policy | None) -> Policy | None:
    """Give a policy as a changed case has it: a question may move its caps too."""
    if policy is None:
        return None
    return next((row for row in case.policies if row.id == policy.id), policy)
