"""What the first screen of Scenarios needs of the records: terms that add up, units, standing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plusn.scenarios.questions import question
from plusn.scenarios.shipped import shipped_case
from plusn.scenarios.verbs.baseline import baseline_report
from plusn.scenarios.verbs.compare import compare_report
from plusn.scenarios.verbs.decide import decide_report
from plusn.scenarios.verbs.insist import insist_report
from plusn.scenarios.verbs.survive import survive_report
from plusn.scenarios.verbs.swing import swing_report

REGIMES = ("us_tariff_10", "us-ieepa-2025-05")


@pytest.fixture(scope="module")
def case():
    return shipped_case("electronics")


@pytest.fixture(scope="module")
def decided(case):
    return decide_report(case, ("today", "free", "stay", "china_plus_1"), REGIMES)


@pytest.fixture(scope="module")
def swung(case):
    few = tuple(row for row in case.ranges if row.column in {"wage_per_hour", "per_week", "rate"})
    return swing_report(question(replace(case, ranges=few)))


def test_the_terms_of_every_cell_add_up_to_its_cost(decided):
    sums = {}
    for row in decided.tables["terms"]:
        key = row["plan"], row["regime"]
        sums[key] = sums.get(key, 0.0) + row["value"]
    costs = {
        (row["plan"], row["regime"]): row["cost"]
        for row in decided.tables["decision"]
        if row["cost"] is not None
    }
    assert sums.keys() == costs.keys()
    assert len(costs) == 4 * 3
    for key, cost in costs.items():
        assert sums[key] == pytest.approx(cost, rel=1e-9)


def test_no_term_of_nothing_is_listed(decided):
    assert all(row["value"] for row in decided.tables["terms"])


def test_plans_with_the_same_sites_name_the_first_of_them(decided):
    same = {row["plan"]: row["same_as"] for row in decided.tables["plans"]}
    assert same["stay"] == same["free"] == "free"
    assert same["china_plus_1"] == "china_plus_1"
    costs = {(row["plan"], row["regime"]): row["cost"] for row in decided.tables["decision"]}
    for regime in ("base", *REGIMES):
        assert costs["stay", regime] == pytest.approx(costs["free", regime])


def test_the_publishers_of_dated_duties_are_named(decided):
    ids = {
        one for row in decided.tables["regimes"] for one in str(row["sources"]).split("; ") if one
    }
    assert ids
    assert set(decided.record["sources"]) == ids
    assert all(decided.record["sources"].values())


def test_every_range_says_its_unit_and_money_where_it_is_money(swung):
    told = {row["column"]: (row["unit"], row["currency"]) for row in swung.tables["swing"]}
    assert told["wage_per_hour"] == ("money an hour", "CNY")
    assert told["per_week"] == ("units a week", "")
    assert {row["table"]: row["currency"] for row in swung.tables["swing"]} == {
        "facilities": "CNY",
        "demand": "",
        "duties": "",
        "exchange_rates": "HKD",
    }


def test_the_money_of_rows_that_differ_is_not_named(case):
    (row,) = [row for row in case.ranges if row.column == "wage_per_hour"]
    wide = replace(case, ranges=(row.model_copy(update={"where": "kind=plant"}),))
    (told,) = swing_report(question(wide)).tables["swing"]
    assert (told["unit"], told["currency"], told["now"]) == ("money an hour", "", None)


def test_sites_that_change_at_an_end_are_those_in_words(swung):
    for number, row in enumerate(swung.tables["swing"], 1):
        for end in ("low", "high"):
            sites = [
                one["facility"]
                for one in swung.tables["sites"]
                if (one["number"], one["end"]) == (number, end)
            ]
            assert bool(sites) is bool(row[f"{end}_changes"])
            assert all(site in row[f"{end}_changes"] for site in sites)


def test_every_record_says_whether_its_case_is_made_up_and_calibrated(decided, swung, case):
    booked = baseline_report(question(case)).record
    for record in (decided.record, swung.record, booked):
        assert record["standing"]["illustrative"] is True
        assert record["standing"]["calibrated"] is True
        assert record["standing"]["difference"] == booked["difference"]


def test_a_case_without_flows_is_neither_calibrated_nor_not():
    small = shipped_case("two_plants")
    asked = question(small)
    told = {"illustrative": True, "calibrated": None, "difference": None}
    reports = (
        compare_report(small, ("base", "duty_20")),
        insist_report(asked),
        survive_report(asked),
        swing_report(asked),
    )
    assert [report.record["standing"] for report in reports] == [told] * 4
