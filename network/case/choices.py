"""Tables of choices: the whole case, policies, scenarios, events, ranges, what really happened."""

from __future__ import annotations

import math
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from network.case.rows import (
    Amount,
    Count,
    Currency,
    Day,
    Fraction,
    Id,
    IdOrAny,
    Ids,
    Positive,
    Row,
    Signed,
    Words,
)

Op = Literal["set", "add", "mul"]


def _plainest(cell: object) -> object:
    """Read a number, true or false from text that is written just so, as a CSV file has it."""
    if isinstance(cell, date):
        return cell.isoformat()
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    if text.casefold() in {"", "true", "false"}:
        return {"true": True, "false": False}.get(text.casefold())
    try:
        number = float(text)
    except ValueError:
        return text
    # A code such as 0101 or 8517.10 would lose digits as a number, and stays text.
    exact = math.isfinite(number) and text in {repr(number), f"{number:.0f}"}
    return number if exact else text


Cell = Annotated[
    Annotated[float, Field(allow_inf_nan=False)] | Words | bool | None, BeforeValidator(_plainest)
]


class Settings(Row):
    """Hold what is true for the whole case; one row.

    Parameters
    ----------
    currency
        Money in which results are told; cells without a currency are in it.
    weeks
        Length of the period that is planned; yearly costs count for `weeks` / 52 of a year.
    holding_rate_per_year, finance_rate_per_year
        Yearly cost of goods on the way, as shares of their value.
    insurance_rate
        Insurance to the border, as a share of value; part of a CIF basis.
    overtime_share
        Overtime that plants may add, as a share of their capacity.
    overtime_premium
        Extra pay for an hour of overtime, as a share of the wage.
    run_date
        Day whose duty layers hold; blank means that all dates hold, and layers may not overlap.
    horizon_years, discount_rate
        For payback and net present value.
    gap_tolerance
        A plan may cost this share more than the proven least cost.
    """

    name: Words
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "HKD"
    weeks: Annotated[float, Field(gt=0, le=520, allow_inf_nan=False)] = 52.0
    holding_rate_per_year: Amount = 0.0
    finance_rate_per_year: Amount = 0.0
    insurance_rate: Fraction = 0.0
    carbon_price_per_t: Amount = 0.0
    overtime_share: Fraction = 0.0
    overtime_premium: Amount = 0.5
    run_date: Day | None = None
    horizon_years: Annotated[int, Field(ge=1, le=50)] = 5
    discount_rate: Amount = 0.08
    gap_tolerance: Annotated[float, Field(ge=0, lt=1)] = 0.0


NO_POLICY = "what costs least"
"""Id of a policy that nobody named: it holds the limits that a question asks for."""


class Policy(Row):
    """Describe what management insists on; blank cells ask for nothing.

    Shares are of Σ capacity use × demand, a constant. With `plus`, the `anchor` must produce, with
    exactly so many further producing territories; without it, `anchor` only names the territory
    that `outside_share_min` is outside of. Every territory that produces makes at least
    `share_min`. Sites without a region are under no region's cap.
    """

    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id
    label: Words = ""
    anchor: Id | Literal[""] = ""
    plus: Count | None = None
    share_min: Fraction = 0.0
    outside_share_min: Fraction | None = None
    region_share_max: Fraction | None = None
    lead_time_max_days: Amount | None = None
    carbon_max_t: Amount | None = None
    plants_min: Count | None = None
    plants_max: Count | None = None
    single_sourcing: bool = False
    keep_open: Ids = ()
    keep_closed: Ids = ()


class Scenario(Row):
    """Name a scenario: base case, then its overrides in order, its events, policy and regime."""

    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id
    label: Words = ""
    policy: Id | Literal[""] = ""
    regime: Id | Literal[""] = ""
    run_date: Day | None = None


class Override(Row):
    """Change one column of the rows that match, e.g. where ``origin=CN; dest=US``."""

    scenario: Id
    table: Id
    where: Words = ""
    column: Id
    op: Op = "set"
    value: Cell = None


class Event(Row):
    """Take capacity away for some weeks, or change what is wanted.

    `facility` and `region` say where (a blank one does not restrict; both blank is an error).
    `available` multiplies capacities there, `demand` multiplies demand there.
    """

    scenario: Id
    facility: Id | Literal[""] = ""
    region: Words = ""
    start_week: Count = 0
    weeks: Annotated[Count, Field(ge=1)]
    available: Fraction = 0.0
    demand: Amount = 1.0


class Range(Row):
    """Say between which values a number may lie; the swing table moves one at a time."""

    label: Words = ""
    table: Id
    where: Words = ""
    column: Id
    low: Signed
    high: Signed


class OneOff(Row):
    """Name a cost paid once when a site is opened, closed or expanded."""

    facility: Id
    on: Literal["open", "close", "expand"]
    kind: Literal["capex", "tooling", "severance", "qualification", "other"] = "capex"
    amount: Amount
    currency: Currency = ""


class ActualFlow(Row):
    """Record what really moved in the period that the case covers; a blank origin is derived."""

    key: ClassVar[tuple[str, ...]] = ("from", "to", "mode", "product", "origin")

    from_: Annotated[Id, Field(alias="from")]
    to: Id
    mode: Id = "road"
    product: Id
    origin: Id | Literal[""] = ""
    quantity: Positive


class ActualCost(Row):
    """Record a cost of the period from the ledger, by term and, where known, plant or market."""

    key: ClassVar[tuple[str, ...]] = ("term", "facility")

    term: Id
    facility: IdOrAny = "*"
    amount: Amount
    currency: Currency = ""
