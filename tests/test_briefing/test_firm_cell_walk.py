"""From a cell of the decision table to its bridge: same numbers, an honest rival."""

from __future__ import annotations

from functools import cache

import pytest

from briefing.firm.cell_walk import walk_of_cell
from briefing.firm.names import Names
from plusn.scenarios.shipped import shipped_case
from plusn.scenarios.verbs.decide import decide_report

CASE = shipped_case("electronics")
NAMES = Names.of(CASE, "en")
PLANS = ("today", "free", "stay", "china_plus_1")


@cache
def record():
    report = decide_report(CASE, PLANS, ("base", "us_tariff_10", "us-ieepa-2025-04"))
    return {**report.record, "tables": report.tables}


def cell(plan, regime):
    return next(
        row
        for row in record()["tables"]["decision"]
        if (row["plan"], row["regime"]) == (plan, regime)
    )


@pytest.mark.parametrize("regime", ["base", "us_tariff_10"])
@pytest.mark.parametrize("plan", PLANS)
def test_the_bridge_ends_at_the_cost_of_its_cell_and_begins_at_that_of_a_rival(plan, regime):
    walk = walk_of_cell(record(), plan, regime, NAMES)
    assert walk.last.end == pytest.approx(cell(plan, regime)["cost"])
    costs = [row["cost"] for row in record()["tables"]["decision"] if row["regime"] == regime]
    assert any(walk.last.begin == pytest.approx(cost) for cost in costs)
    assert walk.names[1] == NAMES.plan(plan)


def test_a_plan_is_set_beside_the_cheapest_that_has_other_sites():
    walk = walk_of_cell(record(), "today", "us_tariff_10", NAMES)
    assert walk.names[0] == NAMES.plan("china_plus_1")
    assert {(one.facility, one.change) for one in walk.sites} == {
        ("P_SZ", "opens"),
        ("P_BN", "closes"),
    }


def test_where_a_duty_lacks_a_layer_the_bridge_says_so():
    assert walk_of_cell(record(), "today", "us-ieepa-2025-04", NAMES).lacking
    assert not walk_of_cell(record(), "today", "base", NAMES).lacking


def test_a_cell_without_a_cost_or_without_a_rival_has_no_bridge():
    tables = {**record()["tables"], "decision": [{**cell("today", "base"), "cost": None}]}
    assert walk_of_cell({**record(), "tables": tables}, "today", "base", NAMES) is None
    alone = {**record()["tables"], "decision": [cell("today", "base")]}
    assert walk_of_cell({**record(), "tables": alone}, "today", "base", NAMES) is None
