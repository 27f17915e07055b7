"""A small builder between named rows and columns and a solver.

Every column and row has a key, because explanations speak of them by name, and every cost belongs
to a term, because results are told by term. The builder holds plain lists; what it costs to build
grows with the number of coefficients and with nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    Entry = tuple[int, float]
    Costs = Sequence[tuple[str, float]]

INFINITY = float("inf")


@dataclass(kw_only=True)
class Model:
    """Collect columns, rows and coefficients of a minimisation.

    Parameters
    ----------
    quantity
        Size of a typical quantity. Columns of quantities are divided by it before they are
        solved, so that the solver's absolute tolerances mean the same for every firm.

    Examples
    --------
    >>> model = Model()
    >>> x = model.column("x", costs=[("freight", 2.0)])
    >>> _ = model.row("demand", [(x, 1.0)], lower=3.0)
    >>> model.columns, model.rows
    ({'x': 0}, {'demand': 0})
    """

    quantity: float = 1.0
    cost: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    integer: list[bool] = field(default_factory=list)
    scaled: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    columns: dict[Hashable, int] = field(default_factory=dict)
    rows: dict[Hashable, int] = field(default_factory=dict)
    terms: dict[str, list[Entry]] = field(default_factory=dict)
    constants: dict[str, float] = field(default_factory=dict)
    starts: list[int] = field(default_factory=lambda: [0])
    indices: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def column(
        self,
        key: Hashable,
        *,
        costs: Costs = (),
        upper: float = INFINITY,
        integer: bool = False,
        scaled: bool = True,
    ) -> int:
        """Add a column from 0 to `upper` and give its number.

        `scaled` says that it holds a quantity; integers and lengths of time do not.

        Raises
        ------
        ValueError
            The key is taken: a mistake in the code that builds, which no input reaches.
        """
        number = self.columns.setdefault(key, len(self.cost))
        if number != len(self.cost):
            raise ValueError(f"column {key} stands twice")
        total = 0.0
        for term, amount in costs:
            if amount:
                total += amount
                self.terms.setdefault(term, []).append((number, amount))
        self.cost.append(total)
        self.lower.append(0.0)
        self.upper.append(upper)
        self.integer.append(integer)
        self.scaled.append(scaled and not integer)
        return number

    def row(
        self,
        key: Hashable,
        entries: Iterable[Entry],
        *,
        lower: float = -INFINITY,
        upper: float = INFINITY,
    ) -> int:
        """Add a row `lower ≤ Σ value · column ≤ upper` and give its number.

        A column that stands in the entries twice counts with the sum of its values.

        Raises
        ------
        ValueError
            The key is taken: a mistake in the code that builds, which no input reaches.
        """
        number = self.rows.setdefault(key, len(self.row_lower))
        if number != len(self.row_lower):
            raise ValueError(f"row {key} stands twice")
        sums: dict[int, float] = {}
        for column, value in entries:
            sums[column] = sums.get(column, 0.0) + value
        self.indices.extend(sums)
        self.values.extend(sums.values())
        self.starts.append(len(self.indices))
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        return number

    def entries(self, row: int) -> list[Entry]:
        """List the columns of a row with their values."""
        inside = slice(self.starts[row], self.starts[row + 1])
        return list(zip(self.indices[inside], self.values[inside], strict=True))

    def cut(self, rows: int) -> None:
        """Take away the rows that were added last, so that `rows` are left."""
        for key in list(self.rows)[rows:]:
            del self.rows[key]
        del self.row_lower[rows:], self.row_upper[rows:], self.starts[rows + 1 :]
        del self.indices[self.starts[-1] :], self.values[self.starts[-1] :]

    def relaxed(self) -> Model:
        """Give the model with whole numbers allowed to be broken; the two share all else."""
        return replace(self, integer=[False] * len(self.integer))

    def fix(self, column: int, value: float) -> None:
        """Hold a column at a value."""
        self.lower[column] = self.upper[column] = value

    def constant(self, term: str, amount: float) -> None:
        """Add a cost that no decision changes."""
        self.constants[term] = self.constants.get(term, 0.0) + amount

    @property
    def offset(self) -> float:
        """Give the costs that no decision changes."""
        return sum(self.constants.values())

    def by_term(self, x: np.ndarray) -> dict[str, float]:
        """Split the objective at a point by term; a term without cost is left out."""
        found = dict(self.constants)
        for term, entries in self.terms.items():
            numbers = np.fromiter((n for n, _ in entries), int, len(entries))
            amounts = np.fromiter((a for _, a in entries), float, len(entries))
            found[term] = found.get(term, 0.0) + float(amounts @ x[numbers])
        return found
