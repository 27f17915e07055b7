"""A firm told in other words costs the same: other names, orders, moneys, ports, markets."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.engine.frame import Frame
from network.engine.solve import design
from network.evaluate import evaluate

from .random_cases import FEATURES, LAW, cost, firms, same

ALL = frozenset(FEATURES)
IDS = {
    "id", "territory", "region", "facility", "product", "component", "origin", "origin_rule",
    "cumulation", "set", "from", "to", "mode", "layer", "dest", "market", "scenario",
}  # fmt: skip
# Columns in the money of the case; `currency` says nothing about them.
IN_CASE_MONEY = {
    "territories": ("complexity_per_year",),
    "products": ("value_per_unit",),
    "settings": ("carbon_price_per_t",),
    "stock": ("replacement_cost_per_unit",),
}
IN_ROW_MONEY = ("facilities", "supply", "lanes", "duties", "demand")


@settings(**LAW)
@given(firms())
def test_the_same_firm_gives_the_same_plan_to_the_last_digit(firm):
    once, twice = design(firm.case()), design(firm.copy().case())
    assert once.plan == twice.plan
    assert once.terms == twice.terms
    assert once.digest == twice.digest


@settings(**LAW)
@given(firms())
def test_the_order_of_rows_does_not_change_the_cost(firm):
    before, rng = cost(firm), firm.rng()
    for rows in firm.tables.values():
        rng.shuffle(rows)
    assert same(cost(firm), before)


@settings(**LAW)
@given(firms())
def test_names_do_not_change_the_cost(firm):
    before = cost(firm)
    names: dict[str, str] = {}
    for table, rows in firm.tables.items():
        for row in rows:
            columns = IDS | ({"name"} if table == "recipes" else set())
            for column in columns & row.keys():
                if row[column] not in {"", "*"}:
                    # The later a name was met, the earlier it now sorts.
                    row[column] = names.setdefault(row[column], f"n{999 - len(names)}")
    assert same(cost(firm), before)


@settings(**LAW)
@given(firms(needed=frozenset({"currencies"})), st.sampled_from([7.8, 0.05]))
def test_another_money_of_account_scales_the_cost_and_nothing_else(firm, rate):
    before = design(firm.case(), stable=False)
    tables = firm.tables
    tables["settings"][0]["currency"] = "EUR"
    for row in tables["exchange_rates"]:
        row["rate"] /= rate
    tables["exchange_rates"].append({"currency": "HKD", "rate": 1 / rate})
    for table, columns in IN_CASE_MONEY.items():
        for row in tables.get(table, []):
            row.update({name: row[name] / rate for name in columns if name in row})
    for table in IN_ROW_MONEY:
        for row in tables[table]:
            row["currency"] = row.get("currency") or "HKD"
    after = design(firm.case(), stable=False)
    assert same(after.objective * rate, before.objective)
    assert after.open_plants == before.open_plants


@settings(**LAW)
@given(firms(), st.integers(0, 99))
def test_a_port_in_another_country_changes_neither_duty_nor_cost(firm, pick):
    ports = [row for row in firm.tables["facilities"] if row["kind"] == "port"]
    before = design(firm.case(), stable=False)
    names = [row["id"] for row in firm.tables["territories"]]
    for number, port in enumerate(ports):
        here = names.index(port["territory"])
        port["territory"] = names[(here + 1 + (pick + number) % (len(names) - 1)) % len(names)]
    after = design(firm.case(), stable=False)
    assert same(after.objective, before.objective)
    assert after.terms["duty"] == pytest.approx(
        before.terms["duty"], abs=1e-6 * max(1.0, before.objective)
    )


@settings(**LAW)
@given(firms())
def test_a_stop_in_a_territory_without_duty_launders_nothing(firm):
    """Every lane gets a twin through a depot of a free territory, at the same cost."""
    tables, ports = firm.tables, firm.ids("port")
    for lane in tables["lanes"]:
        lane["capacity_per_week"] = None  # else the twin would help
    before = cost(firm)
    tables["territories"].append({"id": "FREE", "name": "Free"})
    for number, lane in enumerate(list(tables["lanes"])):
        if lane["to"] in ports:
            continue
        stop = f"stop{number}"
        tables["facilities"].append(
            {"id": stop, "kind": "depot", "name": stop, "territory": "FREE"}
        )
        onward = {"from": stop, "to": lane["to"], "product": lane["product"]}
        tables["lanes"] += [lane | {"to": stop}, onward]
    assert same(cost(firm), before)


@settings(**LAW)
@given(firms(allowed=ALL - {"transit"}), st.sampled_from([0.25, 0.5]))
def test_a_market_told_as_two_costs_the_same(firm, share):
    last = firm.ids("market")[-1]
    lanes, demand = firm.tables["lanes"], firm.tables["demand"]
    for lane in lanes:
        if lane["to"] == last:
            lane["capacity_per_week"] = None
    before = cost(firm)
    site = next(row for row in firm.tables["facilities"] if row["id"] == last)
    firm.tables["facilities"].append(site | {"id": "half"})
    lanes += [lane | {"to": "half"} for lane in lanes if lane["to"] == last]
    halves = [
        row | {"market": "half", "per_week": row["per_week"] * (1 - share)}
        for row in demand
        if row["market"] == last
    ]
    for row in demand:
        if row["market"] == last:
            row["per_week"] *= share
    demand += halves
    assert same(cost(firm), before)


@settings(**LAW)
@given(firms(), st.sampled_from(["fob", "cif"]))
def test_the_tariff_of_a_market_that_wants_nothing_is_irrelevant(firm, basis):
    tables = firm.tables
    tables["territories"].append({"id": "NIL", "name": "Nil"})
    tables["facilities"].append({"id": "MZ", "kind": "market", "name": "Z", "territory": "NIL"})
    tables["lanes"] += [{"from": plant, "to": "MZ"} for plant in firm.ids("plant")]
    tables["demand"].append({"market": "MZ", "product": "g0", "per_week": 0.0})
    before = cost(firm)
    tables["duties"].append(
        {"layer": "wall", "origin": "*", "dest": "NIL", "rate": 5.0, "basis": basis,
         "drawback": 0.5}
    )  # fmt: skip
    assert same(cost(firm), before)


@settings(**LAW)
@given(firms(needed=frozenset({"specific"})))
def test_goods_of_a_territorys_own_origin_bear_no_duty_there(firm):
    tables = firm.tables
    tables["duties"] += [
        {"layer": "own", "origin": "*", "dest": row["id"], "rate": 1.0, "specific_per_unit": 3.0}
        for row in tables["territories"]
    ]
    case = firm.case()
    for arc, price in Frame.of(case).priced:
        if arc.enters == arc.sets_out.origin and not arc.sets_out.bound_for:
            assert price.duty == 0.0
    items = evaluate(case, design(case, stable=False).plan).items
    assert not [one for one in items if one.term == "duty" and one.origin == one.territory]


@settings(**LAW)
@given(firms(allowed=ALL - {"cif", "drawback"}))
def test_the_duty_on_entry_is_the_same_over_every_way(firm):
    seen: dict[tuple[str, str, str], set[float]] = defaultdict(set)
    for arc, price in Frame.of(firm.case()).priced:
        if arc.enters:
            seen[arc.sets_out.product, arc.sets_out.origin, arc.enters].add(price.duty)
        else:
            assert price.duty == 0.0
    assert all(len(duties) == 1 for duties in seen.values())


@settings(**LAW)
@given(firms(needed=frozenset({"rules"})))
def test_what_is_made_under_an_origin_rule_keeps_it(firm):
    tables = firm.tables
    for row in tables["duties"]:
        row["origin"] = "X"  # only goods without origin bear duty, so that the rule is worth it
    tables["duties"] = list({(row["layer"], row["dest"], row["product"], row.get("hts_prefix")): row
                             for row in tables["duties"]}.values())  # fmt: skip
    plan = design(firm.case(), stable=False).plan
    value = {row["id"]: row["value_per_unit"] for row in tables["products"]}
    club = {row["origin"] for row in tables["cumulation"]}
    foreign: dict[tuple[str, str, str], float] = defaultdict(float)
    output: dict[tuple[str, str, str], float] = defaultdict(float)
    for used in plan.used:
        if used.recipe == "full" and used.component_origin not in club:
            assert used.component_origin != "*"
            way = used.facility, used.product, used.bond
            foreign[way] += used.quantity * value[used.component]
    for made in plan.made:
        if made.recipe == "full":
            way = made.facility, made.product, made.bond
            output[way] += made.quantity * value[made.product]
    most = 1 - tables["origin_rules"][0]["regional_value_min"]
    assert all(foreign[way] <= most * output[way] + 1e-6 * (1 + output[way]) for way in foreign)
