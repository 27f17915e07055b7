"""What the commands tell beside their answers, so that a page has every number from a command."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

import plusn
from data.errors import UnknownChoice
from network.explain.parameter import Parameter
from plusn.scenarios import load
from plusn.scenarios.questions import question
from plusn.scenarios.shipped import shipped_case
from plusn.scenarios.verbs.baseline import STEPS, baseline_report
from plusn.scenarios.verbs.breakeven import breakeven_report
from plusn.scenarios.verbs.check import check_report
from plusn.scenarios.verbs.compare import compare_report
from plusn.scenarios.verbs.duty import duty_report

FIRM = shipped_case("electronics")
SMALL = shipped_case("two_plants")
DUTY = Parameter(table="duties", where="origin=HOME; dest=ABROAD", column="rate")
SIZE = Parameter(table="facilities", where="id=A", column="module_per_week")


@cache
def baseline(scenario=""):
    return baseline_report(question(FIRM, scenario))


@cache
def compared():
    return compare_report(SMALL, ("base", "duty_20"))


def test_under_a_scenario_the_steps_are_priced_anew_and_the_ledger_stays():
    plain, dearer = baseline(), baseline("us_tariff_10")
    assert dearer.tables["ledger"] == plain.tables["ledger"]
    assert dearer.record["terms"] == plain.record["terms"]
    assert dearer.record["steps"]["actual"] > plain.record["steps"]["actual"] + 1e6
    assert dearer.record["plants"][STEPS[2]] == ["P_DG", "P_BN"]


@pytest.mark.parametrize("scenario", ["", "us_tariff_10"])
def test_the_terms_between_two_steps_add_up_to_their_difference(scenario):
    report = baseline(scenario)
    totals = report.record["steps"]
    for before, after in (STEPS[:2], STEPS[1:]):
        change = sum(row["change"] for row in report.tables["bridge"] if row["step"] == after)
        assert change == pytest.approx(totals[after] - totals[before], abs=1e-3)


def test_the_sites_that_change_are_those_that_only_one_plan_has_open():
    report = baseline("us_tariff_10")
    before, after = (set(report.record["plants"][step]) for step in STEPS[1:])
    found = {(row["facility"], row["change"]) for row in report.tables["sites"]}
    plants = {name for name in found if name[0].startswith("P_")}
    assert {name for name, change in plants if change == "opens"} == after - before
    assert {name for name, change in plants if change == "closes"} == before - after


@pytest.mark.parametrize("report", [baseline, compared])
def test_board_money_is_told_in_every_currency_at_its_rate(report):
    rows = report().tables["board"]
    own = {row["item"]: row["amount"] for row in rows if row["rate"] == 1.0}
    assert own["npv"] in {report().record["board"].get("npv"), *(
        board["npv"] for board in report().record["board"].values() if isinstance(board, dict)
    )}  # fmt: skip
    for row in rows:
        assert row["amount"] * row["rate"] == pytest.approx(own[row["item"]])


def test_what_is_paid_once_is_listed_and_adds_up():
    report = baseline("us_tariff_10")
    once = sum(row["amount"] for row in report.tables["paid_once"])
    assert once == report.record["board"]["paid_once"] > 0


def test_a_comparison_tells_terms_sites_and_board_of_every_scenario():
    report = compared()
    assert sum(report.record["terms"]["base"].values()) == pytest.approx(8_704_800)
    assert [(r["facility"], r["change"]) for r in report.tables["sites"]] == [
        ("A", "modules"), ("B", "opens"),
    ]  # fmt: skip
    scenarios = {row["scenario"]: row for row in report.tables["scenarios"]}
    assert report.record["board"]["duty_20"]["npv"] == scenarios["duty_20"]["npv"]


def test_a_plan_is_told_over_the_whole_range_and_is_the_cheapest_on_its_piece():
    report = breakeven_report(question(SMALL), DUTY, 0.0, 0.5)
    pieces = report.tables["pieces"]
    assert [(p["cost_at_low"], p["cost_at_high"]) for p in pieces] == [
        (pytest.approx(8_184_800), pytest.approx(10_784_800)),
        (pytest.approx(9_614_800), pytest.approx(9_614_800)),
    ]
    for piece in pieces:
        for end, cost in (("low", "cost_low"), ("high", "cost_high")):
            others = [
                p["cost_at_low"] + (p["cost_at_high"] - p["cost_at_low"]) * piece[end] / 0.5
                for p in pieces
            ]
            assert min(others) == pytest.approx(piece[cost])
    assert report.tables["looks"] == []


def test_where_a_number_is_not_linear_the_values_looked_at_are_told():
    report = breakeven_report(question(SMALL), SIZE, 1500, 1900)
    looks, (bracket,) = report.tables["looks"], report.tables["brackets"]
    assert [row["value"] for row in looks] == sorted(row["value"] for row in looks)
    told = {row["value"]: row["cost"] for row in looks}
    assert told[bracket["low"]] == bracket["cost_low"]
    assert told[bracket["high"]] == bracket["cost_high"]
    assert {row["at"] for row in report.tables["sites"]} == {"bracket"}


def test_a_case_tells_where_each_of_its_rows_comes_from():
    report = check_report(load("two_plants"))
    rows = report.record["rows"]
    counted = {}
    for row in report.tables["provenance"]:
        counted[row["table"]] = counted.get(row["table"], 0) + row["rows"]
    assert counted == rows
    assert len(report.tables["assumed"]) == sum(rows.values())
    assert {"table": "settings", "row": 1, "key": "", "provenance": "illustrative",
            "source": ""} in report.tables["assumed"]  # fmt: skip


# -- duty -----------------------------------------------------------------------------------------


def layers(report, **where):
    rows = report.tables["layers"]
    return [row for row in rows if all(row[key] == value for key, value in where.items())]


def test_a_scenario_s_duty_stands_beside_what_was_due_without_it():
    report = duty_report(question(FIRM, "us_tariff_10"), dest="US", product="speaker")
    (row,) = layers(report, origin="CN", layer="section_301")
    assert (row["charged_before"], row["changed"]) == (0.055, True)
    assert row["what_if"] == pytest.approx(0.1)
    stacks = {row["origin"]: row for row in report.tables["stacks"]}
    assert stacks["CN"]["total_rate"] == pytest.approx(0.191)
    assert stacks["CN"]["total_before"] == pytest.approx(0.091)
    assert stacks["VN"]["total_rate"] == stacks["VN"]["total_before"] == pytest.approx(0.036)
    assert [origin for origin, row in stacks.items() if row["transshipped"]] == ["TS"]


def test_a_regime_is_no_what_if():
    report = duty_report(question(FIRM, regime="us-section-122-2026"), dest="US", product="speaker")
    assert report.record["run_date"] == "2026-05-11"
    assert not any(row["what_if"] or row["changed"] for row in report.tables["layers"])
    assert layers(report, layer="section_122", origin="CN")[0]["charged"] == 0.1


def test_a_stack_that_lacks_a_layer_has_no_total_and_says_which():
    report = duty_report(question(FIRM, regime="us-ieepa-2025-05"), dest="US")
    stacks = [row for row in report.tables["stacks"] if row["origin"] == "VN"]
    assert stacks
    for row in stacks:
        assert (row["total_rate"], row["complete"]) == (None, False)
        assert row["missing"] == "ieepa_reciprocal"
    assert any("ieepa_reciprocal is not given" in note for note in report.record["notes"])


def test_every_territory_with_a_market_is_told_and_one_can_be_asked_of():
    rows = duty_report(question(FIRM)).tables["stacks"]
    assert {row["dest"] for row in rows} == {"HK", "CN", "SG", "US", "EU"}
    one = duty_report(question(FIRM), dest="US", product="casing").tables["stacks"]
    assert {row["origin"] for row in one} == {"CN", "VN", "TH"}
    for words in ({"dest": "FR"}, {"product": "drone"}):
        with pytest.raises(UnknownChoice):
            duty_report(question(FIRM), **words)


def test_a_run_date_leaves_out_what_has_ended():
    day = date(2024, 6, 1)
    report = plusn.scenario("electronics").duty(dest="US", product="speaker", run_date=day)
    assert {row["state"] for row in report.tables["layers"]} == {"to come"}
    assert "from 2025-01-01 on" in str(report)
