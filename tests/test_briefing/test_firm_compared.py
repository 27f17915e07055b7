"""Scenarios side by side: every number is the command's, every difference is in words."""

from __future__ import annotations

from functools import cache

import pytest

from briefing.firm.compared import ComparedSpec, describe_compared
from briefing.firm.names import Names
from briefing.spec import LANGUAGES
from plusn.scenarios.shipped import shipped_case
from plusn.scenarios.verbs.compare import compare_report

CASE = shipped_case("electronics")
HELD = ("base", "us_tariff_10", "gd_shutdown_8w")


@cache
def record():
    report = compare_report(CASE, HELD)
    return {**report.record, "tables": report.tables}


def spec(lang="en", **changed):
    return describe_compared({**record(), **changed}, Names.of(CASE, lang))


def test_every_cost_and_difference_is_that_of_the_command():
    rows = {row["scenario"]: row for row in record()["tables"]["scenarios"]}
    for row in spec().rows:
        told = rows[row.scenario]
        assert row.cost == told["objective"]
        assert row.texts["cost"] == f"{told['objective'] / 1e6:,.1f}"
        assert row.difference == (None if row.scenario == "base" else told["difference"])


def test_an_outage_counts_for_which_is_the_least():
    least = [row.scenario for row in spec().rows if row.least]
    assert least == ["base"]
    outage = next(row for row in spec().rows if row.scenario == "gd_shutdown_8w")
    service = record()["tables"]["scenarios"][2]["service"]
    assert f"{service:.1%} delivered" in outage.texts["delivered"]


def test_what_differs_is_told_for_each_scenario_and_nothing_for_the_first():
    first, duty, _ = spec().rows
    assert first.changes == ()
    assert first.reason == ""
    assert any("15.5" in change or "0.155" in change for change in duty.changes)
    assert "Bac Ninh plant opens" in duty.reason


def test_a_scenario_without_a_plan_says_why_and_has_no_number():
    last = spec(no_plan={"china_plus_2": "nothing can be delivered"}).rows[-1]
    assert (last.cost, last.difference, last.why) == (None, None, "nothing can be delivered")
    assert not last.least


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_reads_in_every_language_without_an_id_and_comes_back_from_json(lang):
    made = spec(lang)
    shown = [made.title, made.subtitle, *(row.label + row.reason for row in made.rows)]
    assert not any(name in words for name in ("P_SZ", "P_BN", "us_tariff_10") for words in shown)
    assert ComparedSpec.model_validate_json(made.model_dump_json()) == made
    assert made.notice
