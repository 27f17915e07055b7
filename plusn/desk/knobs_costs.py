"""Knobs of costs and stock: origin test, stock, wages, new plants, freight, money, carbon."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from plusn.desk.knobs_choices import plants, territories
from plusn.desk.knobs_kind import Knob, code_of, step_for, target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.case import Case
    from network.case.places import Facility

MOST_SITES = 12
"""Sliders of new plants; the fixed costs of smaller ones are changed in the tables."""
CARBON_TOP = 1000.0
WEEKS_TOP = 26.0


def origin_knobs(case: Case) -> Iterator[Knob]:
    """Give how strict each origin test is: the share of value that must come from its set."""
    used = {row.origin_rule for row in case.recipes}
    for row in case.origin_rules:
        if row.id in used:
            now = round(100 * row.regional_value_min, 9)
            yield Knob(
                id=code_of("origin", row.id), group="origin", name="origin", kind="slider",
                subject=(("rule", row.id),), unit="percent", high=100.0, factor=0.01, now=now,
                step=step_for(now, coarse=1.0),
                targets=(target(case, "origin_rules", f"id={row.id}", "regional_value_min"),),
            )  # fmt: skip


def stock_knobs(case: Case) -> Iterator[Knob]:
    """Give the weeks of finished stock: all finished stock grows and shrinks alike."""
    now = weeks_of_stock(case)
    if not now:
        return
    made = {row.id for row in case.products if row.kind == "finished"}
    held = sorted({row.product for row in case.stock if row.product in made and row.units})
    yield Knob(
        id="stock", group="stock", name="stock", kind="slider", unit="weeks", now=now,
        high=max(WEEKS_TOP, 2.0 * math.ceil(now)), step=step_for(now, coarse=0.5), op="mul",
        factor=1 / now,
        targets=tuple(target(case, "stock", f"product={one}", "units") for one in held),
    )  # fmt: skip


def weeks_of_stock(case: Case) -> float:
    """Give the weeks of sales that the finished stock is worth; 0 where there is none."""
    value = {row.id: row.value_per_unit or 1.0 for row in case.products if row.kind == "finished"}
    held = sum(row.units * value.get(row.product, 0.0) for row in case.stock)
    sold = sum(row.per_week * value.get(row.product, 0.0) for row in case.demand)
    return round(held / sold, 6) if sold else 0.0


def labour_knobs(case: Case) -> Iterator[Knob]:
    """Give wages and productivity by territory, those beside the main one first."""
    hours = any(row.labour_hours_per_unit for row in case.products)
    main, *others = territories(case) or ("",)
    for there in (*others, main):
        paid = any(row.wage_per_hour for row in plants(case) if row.territory == there)
        if hours and paid:
            for name, column in (("wage", "wage_per_hour"), ("productivity", "productivity")):
                yield _of_today(
                    case, "labour", name, ("territory", there),
                    ("facilities", f"kind=plant; territory={there}", column),
                )  # fmt: skip


def site_knobs(case: Case) -> Iterator[Knob]:
    """Give the fixed cost of each plant that may be opened, the dearest first."""
    rate = {row.currency: row.rate for row in case.exchange_rates}

    def cost(row: Facility) -> float:
        return row.fixed_cost_per_year * rate.get(row.currency, 1.0)

    new = [row for row in plants(case) if row.status == "optional" and row.fixed_cost_per_year]
    for row in sorted(new, key=lambda row: (-cost(row), row.id))[:MOST_SITES]:
        where = ("facilities", f"id={row.id}", "fixed_cost_per_year")
        yield _of_today(case, "site", "fixed", ("site", row.id), where)


def freight_knobs(case: Case) -> Iterator[Knob]:
    """Give freight on every lane, as a share of today's."""
    paid = [column for column in ("cost_per_kg", "cost_per_unit")
            if any(getattr(row, column) for row in case.lanes)]  # fmt: skip
    if paid:
        where = [("lanes", "", column) for column in paid]
        yield _of_today(case, "freight", "freight", ("", ""), *where, high=300.0)


def money_knobs(case: Case) -> Iterator[Knob]:
    """Give the exchange rates of the monies that a row counts in."""
    tables = ("facilities", "supply", "lanes", "duties", "demand", "one_off_costs")
    used = {row.currency for table in tables for row in getattr(case, table)}
    for row in case.exchange_rates:
        if row.currency in used:
            where = ("exchange_rates", f"currency={row.currency}", "rate")
            yield _of_today(
                case, "money", "rate", ("currency", row.currency), where, low=50.0, high=150.0,
                step=1.0,
            )  # fmt: skip


def carbon_knobs(case: Case) -> Iterator[Knob]:
    """Give the price of a tonne of carbon, where something gives any off."""
    lanes = any(row.carbon_kg_per_kg for row in case.lanes)
    if lanes or any(row.carbon_kg_per_capacity_unit for row in case.facilities):
        now = case.general.carbon_price_per_t
        yield Knob(
            id="carbon", group="carbon", name="carbon", kind="slider", unit="money_per_t",
            now=now, high=max(CARBON_TOP, 4.0 * math.ceil(now)), step=step_for(now, coarse=10.0),
            targets=(target(case, "settings", "", "carbon_price_per_t"),),
        )  # fmt: skip


def _of_today(
    case: Case, group: Any, name: str, subject: tuple[str, str], *where: tuple[str, str, str],  # noqa: ANN401
    low: float = 25.0, high: float = 200.0, step: float = 5.0,
) -> Knob:  # fmt: skip
    """Make a slider that multiplies numbers; 100 % is today's."""
    return Knob(
        id=code_of(name, subject[1]) if subject[1] else name, group=group, name=name,
        kind="slider", subject=(subject,) if subject[1] else (), unit="of_today", now=100.0,
        low=low, high=high, step=step, op="mul", factor=0.01,
        targets=tuple(target(case, *one) for one in where),
    )  # fmt: skip
