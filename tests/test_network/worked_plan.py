"""A tiny firm and a plan for it, by hand: every rule of the model occurs, every cost is worked out.

Bolts come from A, in the bond of B and outside it; B makes lamps of them, sells them at home and,
out of bond, in the union U, whose duty is on freight too. Money of B is worth 2 of the case's.
"""

from __future__ import annotations

from network.case import Case
from network.engine.plan import Flow, Made, Overtime, Plan, Site, Sold, Supplied, Used

WEEKS = 26.0

TABLES = {
    "settings": [
        {
            "name": "lamps",
            "currency": "HKD",
            "weeks": WEEKS,
            "holding_rate_per_year": 0.10,
            "finance_rate_per_year": 0.0825,
            "insurance_rate": 0.01,
            "carbon_price_per_t": 500.0,
            "overtime_share": 0.25,
            "overtime_premium": 0.5,
        }
    ],
    "exchange_rates": [{"currency": "USD", "rate": 2.0}],
    "territories": [
        {"id": "A", "name": "Alpha"},
        {"id": "B", "name": "Beta", "complexity_per_year": 60.0},
        {"id": "U", "name": "Union", "complexity_per_year": 999.0},
    ],
    "products": [
        {"id": "bolt", "kind": "component", "value_per_unit": 4.0, "kg_per_unit": 0.5},
        {
            "id": "lamp",
            "value_per_unit": 40.0,
            "kg_per_unit": 2.0,
            "labour_hours_per_unit": 0.5,
            "capacity_use_per_unit": 2.0,
        },
    ],
    "bill_of_materials": [{"product": "lamp", "component": "bolt", "quantity": 3.0}],
    "facilities": [
        {"id": "S", "kind": "supplier", "name": "Bolts", "territory": "A"},
        {
            "id": "P",
            "kind": "plant",
            "name": "Lamps",
            "territory": "B",
            "region": "East",
            "status": "optional",
            "currency": "USD",
            "fixed_cost_per_year": 100.0,
            "opening_cost_per_year": 10.0,
            "module_per_week": 10.0,
            "modules_max": 3,
            "module_cost_per_year": 20.0,
            "expansion_per_week": 2.0,
            "expansion_cost_per_year": 8.0,
            "wage_per_hour": 6.0,
            "productivity": 0.75,
            "overhead_per_capacity_unit": 0.5,
            "carbon_kg_per_capacity_unit": 1.5,
        },
        {
            "id": "Q",
            "kind": "plant",
            "name": "Old lamps",
            "territory": "U",
            "closing_cost_per_year": 14.0,
            "fixed_cost_per_year": 1000.0,
        },
        {"id": "K", "kind": "port", "name": "Quay", "territory": "A", "module_per_week": 40.0},
        {"id": "N", "kind": "market", "name": "Near", "territory": "B"},
        {"id": "F", "kind": "market", "name": "Far", "territory": "U"},
    ],
    "supply": [
        {
            "facility": "S",
            "product": "bolt",
            "cost_per_unit": 1.5,
            "currency": "USD",
            "capacity_per_week": 40.0,
        }
    ],
    "recipes": [
        {
            "facility": "P",
            "product": "lamp",
            "name": "full",
            "origin": "B",
            "origin_rule": "regional",
        }
    ],
    "origin_rules": [{"id": "regional", "regional_value_min": 0.4, "cumulation": "club"}],
    "cumulation": [{"set": "club", "origin": "B"}],
    "lanes": [
        {"from": "S", "to": "P", "mode": "road", "cost_per_kg": 0.2, "days": 2},
        {
            "from": "P",
            "to": "K",
            "mode": "road",
            "currency": "USD",
            "cost_per_kg": 0.1,
            "cost_per_unit": 0.3,
            "days": 1,
        },
        {
            "from": "K",
            "to": "F",
            "mode": "sea",
            "product": "lamp",
            "cost_per_kg": 0.5,
            "days": 20,
            "carbon_kg_per_kg": 0.25,
            "capacity_per_week": 20.0,
        },
        {"from": "P", "to": "N", "mode": "road", "cost_per_unit": 1.0},
    ],
    "duties": [
        {"layer": "mfn", "origin": "A", "dest": "B", "rate": 0.25, "drawback": 0.8},
        {"layer": "mfn", "origin": "B", "dest": "U", "rate": 0.05, "basis": "cif"},
        {
            "layer": "levy",
            "origin": "*",
            "dest": "U",
            "specific_per_unit": 0.5,
            "currency": "USD",
        },
        {"layer": "safeguard", "origin": "B", "dest": "U", "rate": 0.02, "combine": "add"},
    ],
    "demand": [
        {"market": "N", "product": "lamp", "per_week": 4.0},
        {
            "market": "F",
            "product": "lamp",
            "per_week": 10.0,
            "price_per_unit": 45,
            "currency": "USD",
        },
    ],
    "stock": [{"facility": "P", "product": "lamp", "units": 30.0}],
    "policies": [{"id": "none"}],
}

NEAR, FAR, LOST = 104.0, 240.0, 20.0
BOLTS_NEAR, BOLTS_FAR = 3 * NEAR, 3 * FAR
OVERTIME = 60.0

PLAN = Plan(
    weeks=WEEKS,
    sites=(
        Site(facility="S", open=True),
        Site(facility="P", open=True, modules=2, expanded=True),
        Site(facility="Q", open=False),
        Site(facility="K", open=True, modules=1),
    ),
    flows=(
        Flow(
            lane=0,
            from_="S",
            to="P",
            mode="road",
            product="bolt",
            origin="A",
            quantity=BOLTS_NEAR,
            bound_for="B",
        ),
        Flow(
            lane=0,
            from_="S",
            to="P",
            mode="road",
            product="bolt",
            origin="A",
            quantity=BOLTS_FAR,
            bound_for="B",
            bond="B",
        ),
        Flow(
            lane=1,
            from_="P",
            to="K",
            mode="road",
            product="lamp",
            origin="B",
            quantity=FAR,
            bound_for="U",
            bond="B",
        ),
        Flow(
            lane=2,
            from_="K",
            to="F",
            mode="sea",
            product="lamp",
            origin="B",
            quantity=FAR,
            bound_for="U",
            bond="B",
        ),
        Flow(lane=3, from_="P", to="N", mode="road", product="lamp", origin="B", quantity=NEAR),
    ),
    supplied=(
        Supplied(
            row=0, facility="S", product="bolt", origin="A", quantity=BOLTS_NEAR, bound_for="B"
        ),
        Supplied(
            row=0,
            facility="S",
            product="bolt",
            origin="A",
            quantity=BOLTS_FAR,
            bound_for="B",
            bond="B",
        ),
    ),
    made=(
        Made(facility="P", product="lamp", recipe="full", origin="B", quantity=NEAR),
        Made(
            facility="P",
            product="lamp",
            recipe="full",
            origin="B",
            quantity=FAR,
            bond="B",
            bound_for="U",
        ),
    ),
    overtime=(Overtime(facility="P", product="lamp", quantity=OVERTIME),),
    used=(
        Used(
            facility="P",
            product="lamp",
            recipe="full",
            bond="",
            component="bolt",
            component_origin="A",
            component_bond="",
            quantity=BOLTS_NEAR,
        ),
        Used(
            facility="P",
            product="lamp",
            recipe="full",
            bond="B",
            component="bolt",
            component_origin="A",
            component_bond="B",
            quantity=BOLTS_FAR,
        ),
    ),
    sold=(
        Sold(market="N", product="lamp", wanted=NEAR, delivered=NEAR, lost=0.0),
        Sold(market="F", product="lamp", wanted=FAR + LOST, delivered=FAR, lost=LOST),
    ),
)

# Worked by hand. 26 weeks are half a year; lamps are 344, bolts 1,032; USD counts double.
TERMS = {
    "purchase": 1032 * 1.5 * 2,
    "labour": 344 * (0.5 / 0.75) * 6 * 2,
    "overtime": 60 * 0.5 * (0.5 / 0.75) * 6 * 2,
    "overhead": 344 * 2 * 0.5 * 2,
    # bolts by road, lamps to the quay, lamps by sea, lamps to the near market
    "freight": 1032 * 0.1 + 240 * (0.2 + 0.3) * 2 + 240 * 1.0 + 104 * 1.0,
    # value × 18.25 % × days / 365
    "pipeline": 1032 * 4 * 0.001 + 240 * 40 * 0.0005 + 240 * 40 * 0.01,
    # bolts: 25 % of 4, of which a fifth is kept in bond; lamps: 5 % of 40.40 insured, of 1.00
    # freight to the quay and of 1.00 by sea, 2 % of 40, and a levy of 0.5 USD
    "duty": 312 * 1.0 + 720 * 0.2 + 240 * (0.05 * 40.4 + 0.05 * 1.0 + 0.05 * 1.0 + 0.8 + 1.0),
    # 1.5 kg × 2 units of capacity a lamp, and 0.5 kg a lamp by sea, at 0.5 a kg
    "carbon": 344 * 3.0 * 0.5 + 240 * 0.5 * 0.5,
    "stock_holding": 30 * 40 * 0.10 * 0.5,
    "stock_drawn": 0.0,
    "lost_sales": 20 * 45 * 2,
    "fixed": 100 * 2 * 0.5,
    "modules": 2 * 20 * 2 * 0.5,
    "opening": 10 * 2 * 0.5,
    "closing": 14 * 0.5,
    "expansion": 8 * 2 * 0.5,
    "complexity": 60 * 0.5,
}  # fmt: skip


def worked_case(**tables) -> Case:
    """Give the firm, with some tables replaced."""
    return Case.of({**TABLES, **tables})
