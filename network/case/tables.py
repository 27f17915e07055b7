"""The tables of a case by name, in the order of a workbook's sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from network.case.trade import Duty, DutyShare, ExpectedLayer, Lane

if TYPE_CHECKING:
    from network.case.rows import Row

TABLES: dict[str, type[Row]] = {
    "settings": Settings,
    "exchange_rates": ExchangeRate,
    "territories": Territory,
    "products": Product,
    "bill_of_materials": BillOfMaterials,
    "facilities": Facility,
    "supply": Supply,
    "recipes": Recipe,
    "origin_rules": OriginRule,
    "cumulation": Cumulation,
    "lanes": Lane,
    "duties": Duty,
    "expected_layers": ExpectedLayer,
    "duty_shares": DutyShare,
    "demand": Demand,
    "stock": Stock,
    "policies": Policy,
    "scenarios": Scenario,
    "overrides": Override,
    "events": Event,
    "ranges": Range,
    "one_off_costs": OneOff,
    "actual_flows": ActualFlow,
    "actual_costs": ActualCost,
}
