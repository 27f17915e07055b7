"""What an outage comes to, as the command tells it."""

from __future__ import annotations

from functools import cache

import pytest

from briefing.firm.bridge import describe_bridge
from briefing.firm.frame import Standing
from briefing.firm.names import Names
from briefing.firm.outage import has_outage, outage_told, walk_of_outage
from briefing.spec import LANGUAGES
from plusn.scenarios.shipped import shipped_case
from plusn.solving.jobs import solve

CASE = shipped_case("electronics")


@cache
def record(scenario="gd_shutdown_8w"):
    return solve("run", CASE, {"scenario": scenario}, 20.0, lambda _, __: None)


def summary(metric):
    rows = record()["tables"]["summary"]
    return next(row["value"] for row in rows if row["metric"] == metric)


def test_a_scenario_without_events_has_no_outage():
    assert has_outage(record())
    assert not has_outage(record("base"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_headline_says_what_is_delivered_and_what_it_costs_more(lang):
    head, missing = outage_told(record(), Names.of(CASE, lang))
    assert f"{summary('service'):.1%}" in head
    assert f"{summary('outage_extra_cost') / 1e6:.1f}" in head
    worst = max(record()["tables"]["outage_lost"], key=lambda row: row["lost"])
    assert f"{worst['lost']:,.0f}" in missing
    assert "M_" not in missing


def test_what_is_delivered_whole_is_told_as_that():
    tables = {**record()["tables"], "outage_lost": []}
    told = outage_told({**record(), "tables": tables}, Names.of(CASE, "en"))
    assert told[1].startswith("Everything that is wanted is delivered")


def test_the_bridge_leads_from_normal_weeks_to_the_outage():
    walk = walk_of_outage(record(), Names.of(CASE, "en"))
    assert walk.last.begin == pytest.approx(record()["objective"])
    assert walk.last.end - walk.last.begin == pytest.approx(summary("outage_extra_cost"))
    spec = describe_bridge(walk, Names.of(CASE, "en"), Standing.of(record()))
    assert "with the outage" in spec.title
