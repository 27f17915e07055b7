"""A small case that makes sense, to be spoilt, and random cases that make sense."""

from __future__ import annotations

import copy

from hypothesis import strategies as st

from data.errors import Problems
from network.case import Case


def sound():
    """Give the plain tables of a case in which every table has a row."""
    return copy.deepcopy(
        {
            "settings": [{"name": "small", "currency": "HKD", "run_date": "2025-06-01"}],
            "exchange_rates": [{"currency": "USD", "rate": 7.8}],
            "territories": [{"id": t, "name": t} for t in ("HOME", "EAST", "WEST")],
            "products": [
                {"id": "chip", "kind": "component", "value_per_unit": 2},
                {"id": "phone", "value_per_unit": 20, "kg_per_unit": 0.2, "hts": "8517.13"},
            ],
            "bill_of_materials": [{"product": "phone", "component": "chip", "quantity": 2}],
            "facilities": [
                site("HQ", "hq", "HOME"),
                site("S", "supplier", "EAST"),
                site("P1", "plant", "HOME", region="Delta", module_per_week=100, modules_max=2),
                site("P2", "plant", "EAST", region="Bay", status="optional"),
                site("D", "depot", "HOME", region="Delta"),
                site("M", "market", "WEST"),
            ],
            "supply": [{"facility": "S", "product": "chip", "cost_per_unit": 1.5}],
            "recipes": [
                {"facility": "P1", "product": "phone", "name": "full", "origin": "HOME"},
                {"facility": "P1", "product": "phone", "name": "light", "origin": "LIGHT"},
                {"facility": "P2", "product": "phone", "name": "full", "origin": "EAST",
                 "origin_rule": "rule"},
            ],
            "origin_rules": [{"id": "rule", "regional_value_min": 0.4, "cumulation": "club"}],
            "cumulation": [{"set": "club", "origin": "EAST"}],
            "lanes": [
                {"from": "S", "to": "P1", "mode": "road", "cost_per_kg": 0.5},
                {"from": "S", "to": "P2", "mode": "sea", "days": 9},
                {"from": "P1", "to": "D", "mode": "road"},
                {"from": "D", "to": "M", "mode": "sea", "days": 30, "capacity_per_week": 90},
                {"from": "P2", "to": "M", "mode": "sea", "days": 25, "currency": "USD"},
                {"from": "P2", "to": "M", "mode": "air", "product": "phone", "days": 3},
            ],
            "duties": [
                {"layer": "mfn", "origin": "*", "dest": "WEST", "rate": 0.05},
                {"layer": "extra", "origin": "HOME", "dest": "WEST", "rate": 0.1,
                 "valid_from": "2025-04-01"},
                {"layer": "extra", "origin": "LIGHT", "dest": "WEST", "rate": 0.4},
            ],
            "expected_layers": [{"layer": "mfn", "dest": "WEST"}],
            "duty_shares": [{"market": "M", "our_share": 0.5}],
            "demand": [{"market": "M", "product": "phone", "per_week": 50}],
            "stock": [{"facility": "D", "product": "phone", "units": 10, "origin": "HOME"}],
            "policies": [
                {"id": "plus_1", "anchor": "HOME", "plus": 1, "keep_open": "P1; P2"},
            ],
            "scenarios": [
                {"id": "high", "label": "High duty", "policy": "plus_1", "run_date": "2025-08-01"},
                {"id": "shut"},
            ],
            "overrides": [
                {"scenario": "high", "table": "duties", "where": "layer=extra; origin=HOME",
                 "column": "rate", "op": "add", "value": 0.1},
                {"scenario": "high", "table": "duties", "where": "layer=extra",
                 "column": "rate", "op": "mul", "value": 2},
            ],
            "events": [{"scenario": "shut", "region": "Delta", "weeks": 8}],
            "ranges": [
                {"table": "lanes", "where": "mode=sea", "column": "days", "low": 5, "high": 40},
            ],
            "one_off_costs": [{"facility": "P2", "on": "open", "amount": 1000}],
            "actual_flows": [
                {"from": "D", "to": "M", "mode": "sea", "product": "phone", "quantity": 2600},
            ],
            "actual_costs": [{"term": "freight", "amount": 9000}],
        }
    )  # fmt: skip


def site(name, kind, territory, **cells):
    return {"id": name, "kind": kind, "name": name, "territory": territory, **cells}


def spoilt(table, number=0, /, **cells):
    """Change cells of one row of the sound case; a number beyond its rows adds one."""
    tables = sound()
    rows = tables[table]
    if number == len(rows):
        rows.append({})
    rows[number].update({name.removesuffix("_"): cell for name, cell in cells.items()})
    return tables


def told(tables, **options):
    """Give every problem of plain tables, as printed."""
    try:
        Case.of(tables, **options)
    except Problems as problems:
        return [str(problem) for problem in problems.problems]
    return []


numbers = st.floats(0, 1e6, allow_nan=False).map(lambda x: x + 0.0)
sizes = st.just(0.0) | st.floats(1e-4, 1e6)
words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=12)


@st.composite
def cases(draw):
    """Draw plain tables of a case that makes sense, the sound one with other numbers and more."""
    tables = sound()
    for number in range(draw(st.integers(0, 3))):
        name = f"N{number}"
        tables["facilities"].append(site(name, "market", "EAST", source=draw(words)))
        tables["lanes"].append(
            {"from": draw(st.sampled_from(["P1", "P2", "D"])), "to": name, "days": draw(numbers)}
        )
        tables["demand"].append({"market": name, "product": "phone", "per_week": draw(sizes)})
    for row in tables["lanes"]:
        row["cost_per_kg"] = draw(numbers)
    for row in tables["duties"]:
        row["rate"] = draw(st.floats(0, 1))
    return tables
