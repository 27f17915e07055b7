"""Tables of places: customs territories, facilities, and the monies they count in."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from network.case.rows import Amount, Count, Currency, Day, Id, Positive, Row, Words

Kind = Literal["supplier", "plant", "depot", "port", "market", "hq"]
Status = Literal["existing", "optional", "required", "excluded"]


class ExchangeRate(Row):
    """Give the price of one unit of a currency in the case's currency, on a day."""

    key: ClassVar[tuple[str, ...]] = ("currency",)

    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    rate: Positive
    day: Day | None = None


class Territory(Row):
    """Describe a customs territory.

    Parameters
    ----------
    iso3
        Country code by which published rates are found; blank where there is none.
    complexity_per_year
        What it costs to run one more producing territory, in the case's currency.
    """

    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id
    name: Words
    iso3: Annotated[str, Field(pattern=r"^([A-Z]{3})?$")] = ""
    complexity_per_year: Amount = 0.0


class Facility(Row):
    """Describe a site and what it costs to have it.

    Capacity is in capacity units a week: quantity × `capacity_use_per_unit` of the product made
    (plants) or sent out (other kinds). It comes in modules; a blank `module_per_week` is no limit.
    An expansion is taken whole or not at all. Costs are in the facility's currency.

    Parameters
    ----------
    status
        ``existing`` (open now, may be closed), ``optional`` (may be opened), ``required`` (stays
        open) or ``excluded`` (stays closed).
    modules_now
        Modules in use today; blank means all of them where the site is open today.
    opening_cost_per_year
        Yearly cost of having opened an optional site.
    closing_cost_per_year
        Yearly cost of having closed an existing site.
    productivity
        Units of work done in a paid hour, 1 where labour hours are meant as given.
    weeks_to_restart
        Time to recover after an outage; blank where unknown.
    """

    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id
    kind: Kind
    name: Words
    territory: Id
    region: Words = ""
    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] | None = None
    status: Status = "existing"
    currency: Currency = ""
    fixed_cost_per_year: Amount = 0.0
    opening_cost_per_year: Amount = 0.0
    closing_cost_per_year: Amount = 0.0
    module_per_week: Amount | None = None
    modules_max: Annotated[Count, Field(ge=1)] = 1
    modules_now: Count | None = None
    module_cost_per_year: Amount = 0.0
    expansion_per_week: Amount = 0.0
    expansion_cost_per_year: Amount = 0.0
    wage_per_hour: Amount = 0.0
    productivity: Positive = 1.0
    overhead_per_capacity_unit: Amount = 0.0
    carbon_kg_per_capacity_unit: Amount = 0.0
    weeks_to_restart: Amount | None = None
