"""What a limit is worth is what raising it saves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings

from network.case import Case
from network.engine.limits import describe_limit
from network.engine.result import Binding
from network.engine.solve import design
from network.explain.limits import limits_in_words
from plusn.scenarios.shipped import shipped_case

from .random_cases import LAW, firms

LESSON = {
    table: [row.model_dump() for row in rows]
    for table, rows in shipped_case("two_plants").tables().items()
    if rows
}


def moved(case, limit, units):
    """Give the case with a limit of the period that many units wider; None if it is no such."""
    table, column = {
        "lane": ("lanes", "capacity_per_week"),
        "supply": ("supply", "capacity_per_week"),
    }.get(limit.kind, ("facilities", "module_per_week"))
    rows = list(getattr(case, table))
    if limit.kind in {"lane", "supply"}:
        number = int(limit.place)
    else:
        number = next(n for n, row in enumerate(rows) if row.id == limit.place)
    old = getattr(rows[number], column)
    rows[number] = rows[number].model_copy(update={column: old + units / case.general.weeks})
    return replace(case, **{table: tuple(rows)})


def held(case, result):
    sites = {site.facility: site for site in result.plan.sites}
    return design(case, result.policy, sites=sites, stable=False).objective


@settings(**LAW)
@given(firms(allowed=frozenset({"limits", "air", "cif", "rules", "currencies", "fixed"}),
             needed=frozenset({"limits"})))  # fmt: skip
def test_raising_a_limit_saves_no_more_than_its_worth_and_lowering_it_costs_no_less(firm):
    case = firm.case()
    result = design(case, stable=False)
    found = [
        limit
        for limit in limits_in_words(result)
        if limit.kind in {"lane", "supply"}
        or (limit.kind == "capacity" and result.site(limit.place).modules == 1)
    ]
    assume(found)
    slack = 1e-7 * max(1.0, result.objective)
    for limit in found[:3]:
        step = 0.01 * limit.per_week * case.general.weeks
        assume(step > 0)
        saved = result.objective - held(moved(case, limit, step), result)
        spent = held(moved(case, limit, -step), result) - result.objective
        assert -slack <= saved <= limit.saving_per_unit * step + slack, limit
        assert spent >= limit.saving_per_unit * step - slack, limit


def lesson(facility, **cells):
    rows = [row | cells if row["id"] == facility else row for row in LESSON["facilities"]]
    return LESSON | {"facilities": rows}


def told(tables, policy=None):
    result = design(Case.of(tables), policy)
    return result, {one.kind: one for one in limits_in_words(result)}


def test_a_lamp_more_of_the_plants_capacity_saves_what_the_pencil_says():
    tables = lesson("A", modules_max=1, modules_now=1)
    tables["facilities"][2] = tables["facilities"][2] | {"status": "excluded"}
    result, found = told(tables)
    # 1,000 of 1,800 lamps can be made. The dearest sale is 107 at home, 103 abroad: one lamp
    # more is sold abroad.
    assert found["capacity"].per_week == pytest.approx(1000)
    assert found["capacity"].saving_per_unit == pytest.approx(180 - 77)
    assert found["capacity"].sentence == (
        "capacity of A is used up at 1,000 a week; one unit more would save up to 103 HKD"
    )
    more = design(Case.of(tables | {"facilities": [
        row | {"module_per_week": 1000.5} if row["id"] == "A" else row
        for row in tables["facilities"]
    ]}))  # fmt: skip
    assert result.objective - more.objective == pytest.approx(103 * 0.5 * 52)


def test_limits_of_lanes_supply_overtime_and_policies_are_named():
    lanes = [row | ({"capacity_per_week": 900} if row["to"] == "F" else {})
             for row in LESSON["lanes"]]  # fmt: skip
    _, found = told(LESSON | {"lanes": lanes})
    assert found["lane"].name == "lane A → F by sea"
    supply = [LESSON["supply"][0] | {"capacity_per_week": 1500}]
    _, found = told(LESSON | {"supply": supply})
    assert found["supply"].name == "supply of part at S"
    assert found["supply"].saving_per_unit == pytest.approx(180 - 77)
    general = LESSON["settings"][0] | {"overtime_share": 0.1, "overtime_premium": 0.5}
    one = lesson("A", modules_max=1, modules_now=1)
    one["facilities"][2] = one["facilities"][2] | {"status": "excluded"}
    _, found = told(one | {"settings": [general]})
    # A lamp more in overtime saves a sale less half the labour.
    assert found["overtime"].name == "overtime of A"
    assert found["overtime"].per_week == pytest.approx(100)
    assert found["overtime"].saving_per_unit == pytest.approx(180 - 77 - 10)
    policy = Case.of(LESSON).policies[1].model_copy(update={"plus": None, "carbon_max_t": 0.01})
    lanes = [row | {"carbon_kg_per_kg": 0.001 * (row["to"] == "F")} for row in LESSON["lanes"]]
    _, found = told(LESSON | {"lanes": lanes}, policy)
    assert found["policy"].sentence == (
        "policy carbon_max_t holds the plan back; "
        "one kg of carbon more would save up to 103,000 HKD"
    )


def test_a_cap_on_days_holds_a_plan_back_though_its_row_has_no_amount():
    case = Case.of(LESSON)
    policy = case.policies[0].model_copy(update={"lead_time_max_days": 10.0})
    result, found = told(LESSON, policy)
    assert found["policy"].name == "policy lead_time_max_days"
    assert "one day of a unit more would save up to" in found["policy"].sentence
    looser = policy.model_copy(update={"lead_time_max_days": 10.001})
    delivered = sum(sold.delivered for sold in result.plan.sold)
    saved = result.objective - design(case, looser).objective
    # A looser cap lets more be delivered, which loosens it once more.
    assert saved == pytest.approx(found["policy"].saving_per_unit * 0.001 * delivered, rel=1e-3)


def test_every_kind_of_limit_has_a_name():
    case = Case.of(LESSON | {"stock": [{"facility": "H", "product": "lamp", "units": 3}]})
    names = {
        kind: describe_limit(case, Binding(kind=kind, place=place, amount=1, worth=1))
        for kind, place in (("stock", "0"), ("usual", "S"), ("capacity", "A"),
                            ("policy", "year; region_share_max; Home"))
    }  # fmt: skip
    assert names == {
        "stock": "stock of lamp at H",
        "usual": "usual throughput of S",
        "capacity": "capacity of A",
        "policy": "policy region_share_max of Home",
    }


def test_a_plan_that_nothing_holds_back_has_no_limits():
    assert limits_in_words(design(Case.of(LESSON))) == ()
