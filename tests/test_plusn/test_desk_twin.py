"""Copies of scenarios, points of trade-offs as scenarios, and scenarios that change ports alone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from network.case.choices import Override
from plusn.desk.point import with_limit
from plusn.desk.twin import policy_of_ports_alone, twin
from plusn.scenarios.shipped import shipped_case
from plusn.solving.jobs import solve

CASE = shipped_case("electronics")


def asked(kind, case, **args):
    return solve(kind, case, args, 20.0, lambda _, __: None)


@cache
def curve(against, anchor=""):
    return asked("tradeoff", CASE, scenario="base", against=against, anchor=anchor, points=3)


@pytest.mark.parametrize(
    ("against", "anchor"),
    [("lead_time_max_days", ""), ("region_share_max", ""), ("outside_share_min", "CN")],
)
def test_a_point_that_is_loaded_costs_what_the_curve_says(against, anchor):
    points = [row for row in curve(against, anchor)["tables"]["tradeoff"] if row["cost"]]
    assert len(points) > 1
    for point in points:
        case = twin(CASE, "base", name="point", label="A point")
        case = with_limit(case, "point", against, point["limit"], anchor=anchor)
        found = asked("run", case, scenario="point")
        assert found["objective"] == pytest.approx(point["cost"], rel=1e-6)


def test_a_limit_leaves_the_policies_of_others_alone():
    case = with_limit(CASE, "china_plus_1", "lead_time_max_days", 20.0)
    own = next(row for row in case.policies if row.id == "china_plus_1.policy")
    assert (own.plus, own.lead_time_max_days) == (1, 20.0)
    assert set(CASE.policies) < set(case.policies)


def test_a_copy_answers_as_its_original_and_both_stand_in_the_case():
    case = twin(CASE, "us_tariff_10", name="again", label="Again")
    first, second = (asked("run", case, scenario=name) for name in ("us_tariff_10", "again"))
    assert second["objective"] == first["objective"]
    assert [row.id for row in case.scenarios] == [*(row.id for row in CASE.scenarios), "again"]


def test_the_case_as_entered_can_be_copied_too():
    case = twin(CASE, "", name="entered", label="As entered")
    assert asked("run", case, scenario="entered")["objective"] == asked("run", CASE)["objective"]


def test_only_a_scenario_that_changes_nothing_but_ports_is_told_as_one():
    assert policy_of_ports_alone(CASE, "ship_via_hong_kong") == "china_plus_1"
    assert policy_of_ports_alone(CASE, "us_tariff_10") is None
    assert policy_of_ports_alone(CASE, "gd_shutdown_8w") is None
    assert policy_of_ports_alone(CASE, "base") is None
    more = Override(scenario="ship_via_hong_kong", table="lanes", column="days", op="mul", value=2)
    mixed = replace(CASE, overrides=(*CASE.overrides, more))
    assert policy_of_ports_alone(mixed, "ship_via_hong_kong") is None
