"""Tables of goods: products, what they are made of, where they come from, who wants them."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from network.case.rows import Amount, Currency, Fraction, Id, Positive, Row, Words


class Product(Row):
    """Describe a component or a finished product.

    Parameters
    ----------
    value_per_unit
        Customs and stock value, in the case's currency.
    hts
        Tariff heading, digits and dots; duty layers by `hts_prefix` look here.
    labour_hours_per_unit
        Hours of work at productivity 1.
    """

    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id
    name: Words = ""
    kind: Literal["component", "finished"] = "finished"
    family: Words = ""
    value_per_unit: Amount = 0.0
    kg_per_unit: Amount = 0.0
    hts: Annotated[str, Field(pattern=r"^[0-9.]*$", max_length=14)] = ""
    labour_hours_per_unit: Amount = 0.0
    capacity_use_per_unit: Amount = 1.0


class BillOfMaterials(Row):
    """Say how much of a component one unit of a product needs."""

    key: ClassVar[tuple[str, ...]] = ("product", "component")

    product: Id
    component: Id
    quantity: Positive


class Supply(Row):
    """Say what a facility can bring into the network; a blank origin is its own territory."""

    key: ClassVar[tuple[str, ...]] = ("facility", "product", "origin")

    facility: Id
    product: Id
    cost_per_unit: Amount = 0.0
    currency: Currency = ""
    capacity_per_week: Amount | None = None
    origin: Id | Literal[""] = ""


class Recipe(Row):
    """Describe a way to make a product and the origin class it confers.

    A plant without rows here makes every finished product in one way, which confers the plant's
    own territory.
    """

    key: ClassVar[tuple[str, ...]] = ("facility", "product", "name")

    facility: Id
    product: Id
    name: Id
    origin: Id
    origin_rule: Id | Literal[""] = ""


class OriginRule(Row):
    """Demand a least share of the product's value from origins of a cumulation set."""

    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id
    regional_value_min: Fraction
    cumulation: Id


class Cumulation(Row):
    """Name an origin class that counts as originating in a set."""

    key: ClassVar[tuple[str, ...]] = ("set", "origin")

    set: Id
    origin: Id


class Demand(Row):
    """Say what a market wants; with a blank price the demand is mandatory.

    A price is also what a lost sale costs: the cost that is avoided is saved by itself.
    """

    key: ClassVar[tuple[str, ...]] = ("market", "product")

    market: Id
    product: Id
    per_week: Amount
    price_per_unit: Amount | None = None
    currency: Currency = ""


class Stock(Row):
    """Hold goods against outages at a facility.

    A blank origin is the facility's territory. A blank replacement cost is the marginal landed
    cost of the product there; a given one never counts less than that.
    """

    key: ClassVar[tuple[str, ...]] = ("facility", "product", "origin")

    facility: Id
    product: Id
    units: Amount
    origin: Id | Literal[""] = ""
    replacement_cost_per_unit: Amount | None = None
