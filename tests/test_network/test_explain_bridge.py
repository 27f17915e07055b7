"""From one total to another: the bars add up, and each step can only be cheaper."""

from __future__ import annotations

from collections import defaultdict
from math import fsum

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from network.case.overrides import scenario_case
from network.engine.solve import design
from network.engine.terms import TERMS
from network.explain.bridge import bridge, reason, three_steps
from plusn.scenarios.shipped import shipped_case

from .random_cases import FEATURES, LAW, firms

AMOUNTS = st.dictionaries(st.sampled_from(TERMS), st.floats(-1e9, 1e9), max_size=8)
# Records know no bonds, and what is made on the way to what is made is not on record.
RECORDED = frozenset(FEATURES) - {"subassembly", "drawback", "stock"}


@settings(**LAW)
@given(AMOUNTS, AMOUNTS)
def test_bars_add_up_to_the_difference_and_unchanged_terms_have_none(before, after):
    bars = bridge(before, after)
    difference = fsum(after.values()) - fsum(before.values())
    assert fsum(bar.change for bar in bars) == pytest.approx(difference, rel=1e-9, abs=1e-4)
    assert all(abs(bar.change) > 1e-6 for bar in bars)
    assert [bar.term for bar in bars] == [t for t in TERMS if t in {bar.term for bar in bars}]


@settings(**LAW)
@given(firms(), st.floats(0.2, 5))
def test_two_solved_plans_are_bridged_by_their_terms(firm, factor):
    before = design(firm.case(), stable=False)
    dearer = firm.copy()
    for lane in dearer.tables["lanes"]:
        lane["cost_per_unit"] *= factor
    after = design(dearer.case(), stable=False)
    change = fsum(bar.change for bar in bridge(before.terms, after.terms))
    size = max(1.0, before.objective, after.objective)
    assert change == pytest.approx(after.objective - before.objective, abs=1e-7 * size)


def record(plan):
    """Tell a plan's flows as a year on record."""
    moved: dict[tuple[str, ...], float] = defaultdict(float)
    for flow in plan.flows:
        moved[flow.from_, flow.to, flow.mode, flow.product, flow.origin] += flow.quantity
    columns = ("from", "to", "mode", "product", "origin")
    return [
        {**dict(zip(columns, key, strict=True)), "quantity": quantity}
        for key, quantity in moved.items()
    ]


def lived(firm):
    """Give a firm that recorded a year it could have lived through: cheap then, dear now."""
    past = firm.copy()
    for number, lane in enumerate(past.tables["lanes"]):
        lane["cost_per_unit"] = (number * 7) % 11
    for row in past.tables["facilities"]:
        today = row.get("status", "existing")
        row["status"] = "required" if today in {"existing", "required"} else "excluded"
        row["expansion_per_week"] = 0
    flows = record(design(past.case(), stable=False).plan)
    assume(flows)
    return firm.case(actual_flows=flows)


@settings(**LAW)
@given(firms(allowed=RECORDED))
def test_better_flows_cost_no_more_and_better_sites_no_more_than_that(firm):
    case = lived(firm)
    steps = three_steps(case)
    assume(not steps.findings)
    actual, best_flows, free = steps.totals
    slack = 1e-6 * max(1.0, abs(actual))
    assert actual >= best_flows - slack
    assert best_flows >= free - slack
    assert fsum(bar.change for bar in (*steps.by_flows, *steps.by_sites)) == pytest.approx(
        free - actual, abs=10 * slack
    )


def test_the_recorded_year_of_the_shipped_firm_leads_down_to_its_best_plan():
    case = shipped_case("electronics")
    steps = three_steps(case)
    actual, best_flows, free = steps.totals
    assert actual > best_flows >= free
    assert steps.findings == ()
    assert {row.facility for row in steps.best_flows.plan.sites if row.open} >= {"P_SZ", "P_DG"}


def test_the_reason_names_the_plant_that_opens_and_the_terms_that_pay_for_it():
    case = shipped_case("two_plants")
    before, after = design(case), design(scenario_case(case, "duty_20"))
    assert reason(before, after) == (
        "B opens: duty falls by 416,000, labour falls by 390,000, complexity rises by 260,000, "
        "fixed rises by 1,300,000; in all 910,000 HKD more."
    )
    assert reason(before, before) == "The same plants stay open: no cost changes."


def test_several_plants_open_and_one_opens():
    case = shipped_case("electronics")
    policies = {policy.id: policy for policy in case.policies}
    before = design(case)
    one, two = (design(case, policies[name]) for name in ("china_plus_1", "china_plus_2"))
    assert reason(before, one).startswith("P_BN opens and P_SZ closes: ")
    assert reason(before, two).startswith("P_BN, P_RY open and P_SZ closes: ")
