"""Where the answer turns, under a scenario that has moved the same number already."""

from __future__ import annotations

from functools import cache

import pytest

from briefing.firm.breakeven import marks
from briefing.firm.names import Names
from plusn.scenarios.shipped import shipped_case
from plusn.solving.jobs import solve

CASE = shipped_case("electronics")
DUTY = {"table": "duties", "where": "layer=section_301; origin=CN; dest=US", "column": "rate"}


@cache
def record(scenario):
    args = {"scenario": scenario, **DUTY, "low": 0.0, "high": 0.5}
    return solve("breakeven", CASE, args, 20.0, lambda _, __: None)


def test_todays_mark_is_what_was_entered_and_the_other_what_the_scenario_sets():
    told = record("us_tariff_10")
    found = {mark.kind: mark.value for mark in marks(told, Names.of(CASE, "en"), at=0.155)}
    assert found["today"] == 0.055
    assert found["set"] == 0.155
    assert (told["now"], told["entered"]) == ([0.155], [0.055])


def test_the_turning_point_does_not_depend_on_where_the_number_stands():
    turns = [
        [mark.value for mark in marks(record(scenario), Names.of(CASE, "en")) if mark.exact]
        for scenario in ("base", "us_tariff_10")
    ]
    assert any(value == pytest.approx(0.11779511) for value in turns[0])
    assert set(turns[0]) - {0.055} == set(turns[1]) - {0.055}
