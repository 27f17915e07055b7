"""Tables of trade: lanes, layers of duty, and who bears it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from network.case.rows import Amount, Currency, Day, Fraction, Id, IdOrAny, Row, Words


class Lane(Row):
    """Describe a way from one site to another, for one product or for all (``*``).

    `weeks_to_qualify` is shown where a lane is not `qualified` yet; the year design may use it.
    """

    key: ClassVar[tuple[str, ...]] = ("from", "to", "mode", "product")

    from_: Annotated[Id, Field(alias="from")]
    to: Id
    mode: Id = "road"
    product: IdOrAny = "*"
    currency: Currency = ""
    cost_per_kg: Amount = 0.0
    cost_per_unit: Amount = 0.0
    days: Amount = 0.0
    carbon_kg_per_kg: Amount = 0.0
    capacity_per_week: Amount | None = None
    qualified: bool = True
    weeks_to_qualify: Amount | None = None


class Duty(Row):
    """Describe a dated layer of duty on goods of an origin class that enter a territory.

    Parameters
    ----------
    layer
        Name of the layer, e.g. ``mfn``; within a layer the most specific row speaks.
    rate
        Share of the customs value.
    specific_per_unit
        Duty per unit, in the row's currency.
    combine
        ``add``: layers add up. ``max``: an all-in floor on the sum. ``replace``: stands in place
        of the layers that add. ``exempt``: goods that match bear nothing of this layer.
    basis
        ``fob``: the product's value. ``cif``: value, insurance and all freight to the border.
    drawback
        Share of the duty refunded on components whose products leave the territory.
    """

    layer: Id
    origin: IdOrAny
    dest: Id
    product: IdOrAny = "*"
    hts_prefix: Annotated[str, Field(pattern=r"^[0-9.]*$", max_length=14)] = ""
    rate: Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)] = 0.0
    specific_per_unit: Amount = 0.0
    currency: Currency = ""
    combine: Literal["add", "max", "replace", "exempt"] = "add"
    basis: Literal["fob", "cif"] = "fob"
    drawback: Fraction = 0.0
    valid_from: Day | None = None
    valid_to: Day | None = None
    status: Literal["in force", "ended", "proposed"] = "in force"


class ExpectedLayer(Row):
    """Name a layer without which a stack of duty is incomplete and no total is shown."""

    key: ClassVar[tuple[str, ...]] = ("layer", "origin", "dest")

    layer: Id
    origin: IdOrAny = "*"
    dest: Id


class DutyShare(Row):
    """Say which share of the duty we bear at a market, by the Incoterm agreed there."""

    key: ClassVar[tuple[str, ...]] = ("market", "product")

    market: Id
    product: IdOrAny = "*"
    incoterm: Words = ""
    our_share: Fraction = 1.0
