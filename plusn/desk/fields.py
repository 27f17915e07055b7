"""What a cell of each column is to somebody who fills it in: a number, a percentage, a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from network.case.checks_names import REFERENCES
from network.case.tables import TABLES
from plusn.scenarios.guide import told_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.case.cells import Column

Kind = Literal[
    "text", "number", "whole", "percent", "choice", "one", "many", "day", "yes or no", "any"
]

# Columns that name something beyond the ids of a table: what their cells may name, or often do.
NAMED = {
    "origin": "origins",
    "region": "regions",
    "currency": "currencies",
    "mode": "modes",
    "cumulation": "sets",
    "layer": "layers",
    "regime": "regimes",
    "table": "tables",
    "column": "columns",
    "term": "terms",
}
# Columns of which any word is allowed, though some are known already.
OPEN = frozenset({"regions", "modes", "layers", "terms"})

# Cells that count in what the column counts in that their row names.
AS_CHANGED = frozenset({("overrides", "value"), ("ranges", "low"), ("ranges", "high")})

ESSENTIAL: dict[str, tuple[str, ...]] = {
    "settings": ("name", "currency", "weeks", "run_date", "discount_rate"),
    "exchange_rates": ("currency", "rate", "day"),
    "territories": ("name", "id", "complexity_per_year"),
    "products": ("name", "id", "kind", "value_per_unit", "kg_per_unit", "hts"),
    "bill_of_materials": ("product", "component", "quantity"),
    "facilities": (
        "name",
        "id",
        "kind",
        "territory",
        "status",
        "fixed_cost_per_year",
        "module_per_week",
        "modules_max",
        "wage_per_hour",
    ),
    "supply": ("facility", "product", "cost_per_unit", "capacity_per_week"),
    "recipes": ("facility", "product", "name", "origin", "origin_rule"),
    "origin_rules": ("id", "regional_value_min", "cumulation"),
    "cumulation": ("set", "origin"),
    "lanes": ("from", "to", "mode", "product", "cost_per_kg", "cost_per_unit", "days"),
    "duties": ("layer", "origin", "dest", "product", "rate", "valid_from", "valid_to", "status"),
    "expected_layers": ("layer", "origin", "dest"),
    "duty_shares": ("market", "product", "our_share", "incoterm"),
    "demand": ("market", "product", "per_week", "price_per_unit"),
    "stock": ("facility", "product", "units"),
    "policies": ("label", "id", "anchor", "plus", "share_min", "lead_time_max_days", "plants_max"),
    "scenarios": ("label", "id", "policy", "regime", "run_date"),
    "overrides": ("scenario", "table", "where", "column", "op", "value"),
    "events": ("scenario", "facility", "region", "start_week", "weeks", "available", "demand"),
    "ranges": ("label", "table", "where", "column", "low", "high"),
    "one_off_costs": ("facility", "on", "kind", "amount", "currency"),
    "actual_flows": ("from", "to", "mode", "product", "quantity"),
    "actual_costs": ("term", "facility", "amount", "currency"),
}
"""Columns that are shown first, in the order shown; all that a new row must have are here."""

GROUPS: dict[str, tuple[str, ...]] = {
    "sites": ("facilities", "territories"),
    "lanes": ("lanes",),
    "products": ("products", "bill_of_materials"),
    "made": ("recipes", "supply", "origin_rules", "cumulation"),
    "demand": ("demand",),
    "duties": ("duties", "expected_layers", "duty_shares"),
    "stock": ("stock",),
    "plans": ("policies", "scenarios", "overrides", "events", "ranges"),
    "money": ("settings", "exchange_rates", "one_off_costs"),
    "happened": ("actual_flows", "actual_costs"),
}
"""Every table, in groups for a reader."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """Describe a column for its reader.

    Parameters
    ----------
    kind
        ``percent`` for shares, which are typed and shown as per cent; ``one`` and ``many`` for
        names of something that stands elsewhere.
    target
        What a name names: a table, or a key of `NAMED`; blank where the column names nothing.
    unit
        As `plusn.scenarios.meanings` has it; blank without one.
    fixed
        Whether it is decided once, with the row: other tables mean the row by it.
    """

    table: str
    column: Column
    kind: Kind
    target: str
    unit: str
    essential: bool
    fixed: bool

    @property
    def name(self) -> str:
        """Give the column's name in a sheet."""
        return self.column.name

    @property
    def own_money(self) -> bool:
        """Tell whether it counts in the currency that the row names."""
        return self.unit.startswith("money") and "currency" in TABLES[self.table].model_fields


@cache
def fields_of(table: str) -> dict[str, Field]:
    """Give the fields of a table by column, the essential ones first.

    Examples
    --------
    >>> fields_of("duties")["rate"].kind, fields_of("lanes")["from"].target
    ('percent', 'facilities')
    """
    told = {one.column.name: one for one in told_of(table)}
    first = ESSENTIAL[table]
    return {
        name: _field(table, told[name].column, told[name].unit)
        for name in (*first, *(name for name in told if name not in first))
    }


def key_of(table: str) -> tuple[str, ...]:
    """Name the columns that no two rows of a table share; none where rows may repeat."""
    return TABLES[table].key


def field_of(table: str, column: str) -> Field | None:
    """Give one field; None where the table has no such column."""
    return fields_of(table).get(column) if table in TABLES else None


def field_in(table: str, column: str, cells: Mapping[str, object]) -> Field | None:
    """Give the field of a cell in its row: what changes a percentage is one itself.

    Parameters
    ----------
    cells
        The row's cells by column, of which ``table``, ``column`` and ``op`` are looked at.

    Examples
    --------
    >>> field_in("ranges", "low", {"table": "duties", "column": "rate"}).kind
    'percent'
    """
    one = field_of(table, column)
    if one is None or (table, column) not in AS_CHANGED or cells.get("op") == "mul":
        return one
    changed = field_of(str(cells.get("table", "")), str(cells.get("column", "")))
    return replace(one, kind="percent") if changed and changed.kind == "percent" else one


def fields_in(table: str, cells: Mapping[str, object]) -> dict[str, Field]:
    """Give the fields of a row, as `field_in`."""
    return {name: field_in(table, name, cells) or one for name, one in fields_of(table).items()}


def _field(table: str, column: Column, unit: str) -> Field:
    target = REFERENCES.get((table, column.name)) or NAMED.get(column.name, "")
    if (table, column.name) in {("settings", "currency"), ("exchange_rates", "currency")}:
        target = ""
    return Field(
        table=table,
        column=column,
        kind=_kind(column, unit, target),
        target=target,
        unit=unit,
        essential=column.name in ESSENTIAL[table],
        fixed=column.name == "id",
    )


def _kind(column: Column, unit: str, target: str) -> Kind:
    if column.kind == "number" and unit.startswith("share"):
        return "percent"
    if column.kind == "list":
        return "many"
    if column.kind == "text" and target:
        return "one"
    kinds: dict[str, Kind] = {
        "number": "number",
        "whole": "whole",
        "choice": "choice",
        "day": "day",
        "yes or no": "yes or no",
        "any": "any",
    }
    return kinds.get(column.kind, "text")
