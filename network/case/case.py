"""A case: its tables, checked row by row and against one another."""

from __future__ import annotations

from dataclasses import InitVar, dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from data.errors import Problems
from data.phrase import said
from network.case.checks import problems_of
from network.case.reading import digest_of, read, table_and_row
from network.case.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from network.case.choices import (
        ActualCost,
        ActualFlow,
        Event,
        OneOff,
        Override,
        Policy,
        Range,
        Scenario,
        Settings,
    )
    from network.case.goods import (
        BillOfMaterials,
        Cumulation,
        Demand,
        OriginRule,
        Product,
        Recipe,
        Stock,
        Supply,
    )
    from network.case.places import ExchangeRate, Facility, Territory
    from network.case.rows import Row
    from network.case.trade import Duty, DutyShare, ExpectedLayer, Lane


@dataclass(frozen=True, kw_only=True)
class Case:
    """Hold the tables of a case that makes sense; `Case.of` makes one from plain rows.

    Quantities are units of the product, rates are by week, money is in the currency named in the
    row or else in the case's.

    Raises
    ------
    Problems
        Rows do not fit together; every problem names its table and row.
    """

    settings: tuple[Settings]
    exchange_rates: tuple[ExchangeRate, ...] = ()
    territories: tuple[Territory, ...]
    products: tuple[Product, ...]
    bill_of_materials: tuple[BillOfMaterials, ...] = ()
    facilities: tuple[Facility, ...]
    supply: tuple[Supply, ...] = ()
    recipes: tuple[Recipe, ...] = ()
    origin_rules: tuple[OriginRule, ...] = ()
    cumulation: tuple[Cumulation, ...] = ()
    lanes: tuple[Lane, ...] = ()
    duties: tuple[Duty, ...] = ()
    expected_layers: tuple[ExpectedLayer, ...] = ()
    duty_shares: tuple[DutyShare, ...] = ()
    demand: tuple[Demand, ...] = ()
    stock: tuple[Stock, ...] = ()
    policies: tuple[Policy, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    overrides: tuple[Override, ...] = ()
    events: tuple[Event, ...] = ()
    ranges: tuple[Range, ...] = ()
    one_off_costs: tuple[OneOff, ...] = ()
    actual_flows: tuple[ActualFlow, ...] = ()
    actual_costs: tuple[ActualCost, ...] = ()
    place: InitVar[Callable[[str, int], str] | None] = None
    """Names the place of a row in messages; not kept."""
    limited: InitVar[bool] = True
    """Whether there is a most of rows, as for what users hand in; not kept."""

    def __post_init__(self, place: Callable[[str, int], str] | None, limited: bool) -> None:
        view = View(case=self, place=place or table_and_row, limited=limited)
        if problems := problems_of(view):
            raise Problems(problems, what=said("the case"))

    @classmethod
    def of(
        cls,
        tables: Mapping[str, Sequence[Mapping[str, Any]]],
        *,
        place: Callable[[str, int], str] = table_and_row,
    ) -> Self:
        """Make a case from plain rows by table; a blank cell takes the column's default.

        Parameters
        ----------
        tables
            Rows by table name, each a mapping from column to cell.
        place
            Names the place of a row for messages: ``place("lanes", 0)``.

        Raises
        ------
        Problems
            Unknown tables or columns, cells that are not allowed, rows that do not fit together:
            all of them at once.
        """
        reading = read(tables, place)
        rows: dict[str, Any] = reading.rows
        if not reading.problems:
            return cls(**rows, place=reading.place)
        partial = cls._unchecked(rows)
        view = View(case=partial, place=reading.place, whole=False, broken=reading.broken)
        raise Problems([*reading.problems, *problems_of(view)], what=said("the case"))

    @classmethod
    def _unchecked(cls, rows: Mapping[str, Any]) -> Self:
        """Hold the rows that could be read, so that the others do not hide their problems."""
        case = object.__new__(cls)
        for field in fields(cls):
            object.__setattr__(case, field.name, rows.get(field.name, ()))
        return case

    def tables(self) -> dict[str, tuple[Row, ...]]:
        """Give every table by name, in the order of the sheets."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def general(self) -> Settings:
        """Give the one row of settings."""
        return self.settings[0]

    @cached_property
    def digest(self) -> str:
        """Give a SHA-256 over all rows, which names this case in every result."""
        return digest_of(self.tables())
