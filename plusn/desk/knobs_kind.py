"""What a knob is: one thing of a firm's case that can be turned without touching a table."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from data.errors import BadValue
from data.phrase import joined, said
from network.case.cells import columns_of
from network.case.tables import TABLES
from network.case.where import conditions_of, matching, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from network.case import Case
    from network.case.cells import Column
    from network.case.choices import Op
    from network.case.rows import Row

Value = float | str | tuple[str, ...]
Values = dict[str, Value]
"""What the knobs are set to, by the knob's id."""
Group = Literal[
    "duty", "origin", "policy", "outage", "stock", "caution", "labour", "site", "freight",
    "money", "carbon",
]  # fmt: skip
GROUPS: tuple[Group, ...] = (
    "duty", "origin", "policy", "outage", "stock", "caution", "labour", "site", "freight",
    "money", "carbon",
)  # fmt: skip
"""In the order in which they matter to a firm."""
Kind = Literal["slider", "choice", "multi", "day"]
Unit = Literal["", "percent", "points", "weeks", "days", "money_per_t", "of_today"]
ANY = "*"
ANY_WORD = "~"
LONGEST_CODE = 48


@dataclass(frozen=True, kw_only=True)
class Target:
    """Name the cells that a knob moves: rows of a table that a text picks, in one column.

    Parameters
    ----------
    rows
        Numbers of the rows, from 0, in the case as entered.
    """

    table: str
    where: str
    column: str
    rows: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Knob:
    """Describe one control.

    Parameters
    ----------
    id
        Plain code for a URL.
    name
        What it is, for the catalogue: ``duty``, ``wage``, …
    subject
        What it is about: (kind, id) pairs, such as ``("origin", "CN")``.
    low, high, step
        Of a slider, in `unit`.
    now
        What the case says as it was entered.
    options
        Of a choice: what can be taken, in order.
    off
        Which end of a slider asks for nothing.
    targets
        Cells that an override moves; blank where the knob is a part of the policy, the outage or
        the scenario itself.
    op, factor
        The override's value is the knob's times `factor`, set, added or multiplied.
    """

    id: str
    group: Group
    name: str
    kind: Kind
    now: Value
    subject: tuple[tuple[str, str], ...] = ()
    unit: Unit = ""
    low: float = 0.0
    high: float = 0.0
    step: float = 1.0
    off: Literal["", "low", "high"] = ""
    options: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    op: Op = "set"
    factor: float = 1.0

    def cell(self, value: float) -> float:
        """Give the number that stands in an override for a value of the slider.

        Examples
        --------
        >>> duty = Knob(id="d", group="duty", name="duty", kind="slider", now=5.5, factor=0.01)
        >>> duty.cell(15.5), duty.value(0.155)
        (0.155, 15.5)
        """
        return round(value * self.factor, 12)

    def value(self, cell: float) -> float:
        """Give the value of the slider for the number in an override."""
        return round(cell / self.factor, 9)

    def checked(self, value: Value) -> Value:
        """Give back a value that the knob can hold.

        Raises
        ------
        BadValue
            It is of another kind, outside the range, or not among the options.
        """
        if self.kind == "slider":
            return self._number(value)
        if self.kind == "multi":
            return self._several(value)
        if self.kind == "day":
            return self._day(value)
        if value not in self.options:
            raise _refused(self, value, _listed(self.options))
        return value

    def fits(self, value: Value) -> bool:
        """Tell whether the knob can hold a value as it is."""
        try:
            return self.checked(value) == value
        except BadValue:
            return False

    def _number(self, value: Value) -> float:
        fine = isinstance(value, int | float) and not isinstance(value, bool)
        if not fine or not self.low <= float(value) <= self.high:  # type: ignore[arg-type]
            between = said("Give a number from {low:g} to {high:g}.", low=self.low, high=self.high)
            raise _refused(self, value, between)
        return round(float(value), 9)  # type: ignore[arg-type]

    def _several(self, value: Value) -> tuple[str, ...]:
        chosen = value if isinstance(value, tuple) else (str(value),)
        if not set(chosen) <= set(self.options):
            raise _refused(self, value, _listed(self.options))
        return tuple(option for option in self.options if option in chosen)

    def _day(self, value: Value) -> str:
        try:
            return date.fromisoformat(str(value)).isoformat() if value else ""
        except ValueError:
            raise _refused(self, value, said("Give a day such as 2026-03-31.")) from None


def code_of(*parts: str) -> str:
    """Make a plain code out of ids, which may be any words: letters, digits, ``_``, ``-``, ``~``.

    Examples
    --------
    >>> code_of("duty", "section_301", "CN", "US"), code_of("duty", "mfn", "*", "EU")
    ('duty-section_301-CN-US', 'duty-mfn-~-EU')
    >>> code_of("site", "Werk München")
    'site-WerkMnchen-4de57aca'
    """
    said = [ANY_WORD if part == ANY else re.sub(r"[^A-Za-z0-9_]", "", part) for part in parts]
    code = "-".join(said)
    plain = all(part in {one, ANY} for part, one in zip(parts, said, strict=True))
    if plain and len(code) <= LONGEST_CODE:
        return code
    told = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:8]
    return f"{code[: LONGEST_CODE - 9]}-{told}"


def target(case: Case, table: str, where: str, column: str) -> Target:
    """Name the cells that a text picks in a case."""
    rows = matching(getattr(case, table), conditions_of(TABLES[table], where))
    return Target(table=table, where=where, column=column, rows=tuple(rows))


def narrowed(case: Case, table: str, rows: Sequence[int], first: Sequence[str]) -> list[str]:
    """Write texts that pick just these rows of a table, each row once; none where that fails.

    Parameters
    ----------
    first
        Columns by which the rows are named at least.
    """
    columns = columns_of(TABLES[table])
    held = getattr(case, table)
    further = [name for name in columns if name not in {*first, "provenance", "source"}]
    for count in range(len(further) + 1):
        told = [*first, *further[:count]]
        texts = {_where(held[row], [columns[name] for name in told]) for row in rows}
        picked = [row for text in texts for row in target(case, table, text, "").rows]
        if sorted(picked) == sorted(rows):
            return sorted(texts)
    return []


def step_for(now: float, *, coarse: float) -> float:
    """Give a step on whose grid the value of today lies.

    Examples
    --------
    >>> step_for(5.5, coarse=0.5), step_for(3.6, coarse=0.5), step_for(1.234, coarse=1)
    (0.5, 0.1, 0.01)
    """
    for step in (coarse, 0.5, 0.1):
        if step <= coarse and abs(now / step - round(now / step)) < 1e-6:  # noqa: PLR2004
            return step
    return 0.01


def _where(row: Row, columns: Sequence[Column]) -> str:
    cells = ((column.name, text_of(getattr(row, column.field))) for column in columns)
    return "; ".join(f"{name}={word}" for name, word in cells)


def _refused(knob: Knob, value: Value, remedy: str) -> BadValue:
    given = "; ".join(value) if isinstance(value, tuple) else str(value)
    headline = said("the control {code} cannot be {given!r}", code=knob.id, given=given)
    return BadValue(headline, remedy=remedy)


def _listed(options: Sequence[str]) -> str:
    return said("Use one of: {choices}.", choices=joined(", ", filter(None, options)))
