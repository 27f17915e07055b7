"""The scenario commands answer, write what they say, and answer the same again."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import openpyxl
import pytest

from plusn.scenarios import load, save
from plusn.scenarios.cells import plain_tables

from .scenario_commands import (
    ASKED,
    BREAKEVEN,
    as_text,
    asked,
    case_file,
    of_csv,
    of_sheet,
    plusn,
    timeless,
    without_blanks,
)

KEYS = {
    "run": {"outcome", "objective", "bound", "gap", "terms", "certificate", "open_plants"},
    "compare": {"notes", "no_plan"},
    "decide": {"cheapest", "safest", "incomplete", "left_out", "notes", "currency"},
    "swing": {"objective", "currency", "notes"},
    "breakeven": {"exact", "linear", "more_possible", "solves", "sentences", "parameter"},
    "tradeoff": {"against", "measure", "solves"},
    "survive": {"available", "exposed", "objective"},
    "insist": {"objective", "open_plants"},
    "duty": {"run_date", "currency"},
}


@pytest.mark.parametrize("name", ASKED)
def test_a_command_gives_json_with_its_keys_and_tables(name, capsys):
    record = asked(capsys, *ASKED[name])
    assert KEYS[name] | {"tables"} <= record.keys()
    assert any(record["tables"].values())
    for rows in record["tables"].values():
        assert all(list(row) == list(rows[0]) for row in rows)


@pytest.mark.parametrize("name", ASKED)
def test_a_command_says_what_is_made_up_and_shows_no_bare_optimum(name, capsys):
    code, out, err = plusn(capsys, *ASKED[name])
    assert (code, err) == (0, "")
    assert "Illustrative parameters: the numbers of this case are made up." in out
    for line in out.splitlines():
        assert "optimal" not in line or "gap" in line


@pytest.mark.parametrize("name", ASKED)
def test_a_command_answers_the_same_again(name, folder, capsys):
    first, second = (asked(capsys, *ASKED[name], "-o", place) for place in ("one", "two"))
    assert timeless(first) == timeless(second)
    names = sorted(file.name for file in (folder / "one").iterdir())
    assert names == sorted(f"{table}.csv" for table in first["tables"])
    for file in names:
        if file != "run.csv":  # which tells the time it took
            assert (folder / "one" / file).read_bytes() == (folder / "two" / file).read_bytes()


@pytest.mark.parametrize("name", ASKED)
def test_tables_are_the_same_numbers_in_every_kind_of_output(name, folder, capsys):
    record = asked(capsys, *ASKED[name], "-o", "out.xlsx")
    plusn(capsys, *ASKED[name], "-o", "out.json")
    plusn(capsys, *ASKED[name], "-o", "out")
    assert timeless(json.loads((folder / "out.json").read_text())) == timeless(record)
    book = openpyxl.load_workbook(folder / "out.xlsx")
    assert book.sheetnames == list(record["tables"])
    for table, rows in timeless(record["tables"]).items():
        assert timeless(of_sheet(book[table])) == without_blanks(rows), table
        assert timeless(of_csv(folder / "out" / f"{table}.csv")) == as_text(rows), table


def test_a_comparison_tells_what_the_events_of_a_scenario_cost(capsys):
    code, out, err = plusn(capsys, "compare", "two_plants", "base", "home_stands_still")
    assert (code, err) == (0, "")
    assert "A; with its events 1,131,600 HKD more, 88.5% delivered" in out


def test_a_plan_that_sells_less_than_is_wanted_says_how_much(tmp_path, capsys):
    case = load("two_plants").case
    slow = case.policies[0].model_copy(update={"id": "slow", "lead_time_max_days": 1})
    save(replace(case, policies=(*case.policies, slow)), tmp_path / "slow.json")
    out = plusn(capsys, "run", tmp_path / "slow.json", "--policy", "slow")[1]
    assert re.search(r"^Delivered: \d+\.\d% of what is wanted$", out, re.MULTILINE)
    assert "  lost sales  " in out
    assert "Delivered" not in plusn(capsys, "run", "two_plants")[1]


def test_a_baseline_shows_a_ledger_under_heads_and_none_as_nothing(tmp_path, capsys):
    heads = re.compile(r"^  term +place +ledger +model +difference$", re.MULTILINE)
    assert heads.search(plusn(capsys, "baseline", "electronics")[1])
    case = replace(load("electronics").case, actual_costs=())
    save(case, tmp_path / "case.json")
    out = plusn(capsys, "baseline", tmp_path / "case.json")[1]
    assert "Board money" in out
    assert not heads.search(out)
    assert "\n\n\n" not in out


def test_a_swing_writes_large_numbers_out(tmp_path, capsys):
    case = load("two_plants").case
    cells = {"where": "id=B", "table": "facilities", "column": "fixed_cost_per_year"}
    wide = case.ranges[0].model_copy(update=cells | {"low": 1e6, "high": 2.5e6})
    save(replace(case, ranges=(wide,)), tmp_path / "case.json")
    out = plusn(capsys, "swing", tmp_path / "case.json")[1]
    assert "at 1,000,000: " in out
    assert "at 2,500,000: " in out


def test_the_decision_table_compares_plans_with_the_best_of_their_column(capsys):
    record = asked(capsys, *ASKED["decide"])
    cells = {(row["plan"], row["regime"]): row for row in record["tables"]["decision"]}
    assert cells["free", "base"]["cost"] == pytest.approx(8_704_800)
    assert cells["plus_1", "base"]["difference"] == pytest.approx(910_000)
    assert cells["free", "duty_20"]["difference"] == pytest.approx(130_000)
    regrets = {row["plan"]: row["largest_regret"] for row in record["tables"]["plans"]}
    assert regrets == pytest.approx({"free": 130_000, "plus_1": 910_000})
    assert (record["cheapest"], record["safest"]) == (["free"], ["free"])


def test_regimes_that_cannot_be_applied_are_named_with_the_reason_and_no_number(capsys):
    record = asked(capsys, *ASKED["decide"])
    assert "iso3" in record["left_out"]["us-section-122-2026"]
    assert "only proposed" in record["left_out"]["us-section-301-forced-labor-low"]
    assert not record["left_out"].keys() & {row["regime"] for row in record["tables"]["decision"]}
    assert "Left out: us-ieepa-2025-04, us-ieepa-2025-05" in plusn(capsys, *ASKED["decide"])[1]


def test_electronics_decides_over_dated_regimes_and_marks_what_is_incomplete(capsys):
    names = "free,china_plus_1", "us-ieepa-2025-05,us-section-122-2026"
    record = asked(capsys, "decide", "electronics", "--plans", names[0], "--regimes", names[1])
    assert record["incomplete"] == ["us-ieepa-2025-05"]
    assert any("ieepa_reciprocal is not given" in note for note in record["notes"])
    duties = {row["regime"]: row["duties"] for row in record["tables"]["decision"]}
    assert duties == {"base": "complete", "us-ieepa-2025-05": "incomplete",
                      "us-section-122-2026": "complete"}  # fmt: skip
    cells = {(r["plan"], r["regime"]): r["difference"] for r in record["tables"]["decision"]}
    complete = [cells["free", regime] for regime in ("base", "us-section-122-2026")]
    regrets = {row["plan"]: row["largest_regret"] for row in record["tables"]["plans"]}
    assert regrets["free"] == pytest.approx(max(complete))
    assert cells["free", "us-ieepa-2025-05"] > regrets["free"]  # shown, but no regret
    code, out, _ = plusn(
        capsys, "decide", "electronics", "--plans", names[0], "--regimes", names[1]
    )
    assert code == 0
    assert "us-ieepa-2025-05 (incomplete)" in out
    assert "us-section-122-2026 (incomplete)" not in out
    heads = [line for line in out.splitlines() if line.split()[:1] == ["A"] and "base" not in line]
    assert [head.split()[:4] for head in heads] == [["A", "B", "incomplete", "C"]] * 2
    best = {(r["plan"], r["regime"]): r["best"] for r in record["tables"]["decision"]}
    assert best["free", "us-ieepa-2025-05"] is best["china_plus_1", "us-ieepa-2025-05"] is None
    assert best["free", "base"] is True
    assert out.count("*") == 3  # one in the words, one for each complete column
    assert "over the 2 of 3 columns with complete duties" in out


def lacking_a_layer(plain):
    layers = [{"layer": "mfn", "dest": row["dest"]} for row in plain["duties"][:1]]
    layers += [{"layer": "surcharge", "dest": row["dest"]} for row in plain["duties"][:1]]
    return {"expected_layers": layers}


@pytest.mark.parametrize("name", [*ASKED, "baseline"])
def test_notes_stand_in_every_file_that_is_written(name, folder, capsys):
    changed = lacking_a_layer(plain_tables(load("two_plants").case, whole=False))
    if name == "baseline":
        moved = ("S", "A", "road", "part", 93600), ("A", "F", "sea", "lamp", 93600)
        heads = ("from", "to", "mode", "product", "quantity")
        changed["actual_flows"] = [dict(zip(heads, row, strict=True)) for row in moved]
    case = case_file(**changed)
    words = [case if word == "two_plants" else word for word in ASKED.get(name, [name, case])]
    record = asked(capsys, *words, "-o", "out.xlsx")
    plusn(capsys, *words, "-o", "out.json")
    plusn(capsys, *words, "-o", "out")
    told = record["notes"]
    for begin in ("Illustrative parameters", "Not calibrated"):
        assert sum(note.startswith(begin) for note in told) == 1, begin
    assert any("surcharge is not given, so the duty shown is no total" in note for note in told)
    sheet = openpyxl.load_workbook(folder / "out.xlsx")["notes"]
    assert [row["note"] for row in of_sheet(sheet)] == told
    assert [row["note"] for row in of_csv(folder / "out" / "notes.csv")] == told
    assert json.loads((folder / "out.json").read_text())["notes"] == told


@pytest.mark.usefixtures("folder")
def test_the_audit_of_a_run_says_what_to_mind(folder, capsys):
    case = case_file(**lacking_a_layer(plain_tables(load("two_plants").case, whole=False)))
    record = asked(capsys, "run", case, "--audit", "audit.xlsx")
    summary = openpyxl.load_workbook(folder / "audit.xlsx")["Summary"]
    told = [row[2] for row in summary.iter_rows(values_only=True) if row[0] == "To mind"]
    assert told == record["notes"]
    assert any("is incomplete" in note for note in told)


def test_today_is_a_plan_where_flows_are_recorded(capsys):
    plans = asked(capsys, "decide", "electronics", "--plans", "today", "--regimes", "base")
    assert [row["plan"] for row in plans["tables"]["plans"]] == ["today"]
    code, _, err = plusn(capsys, "decide", "two_plants", "--plans", "today")
    assert (code, "actual_flows" in err) == (2, True)


def test_a_scenario_is_a_plan_for_what_it_says(capsys):
    record = asked(capsys, "decide", "two_plants", "--plans", "free,duty_20")
    opened = {row["plan"]: row["open_plants"] for row in record["tables"]["plans"]}
    assert opened == {"free": "A", "duty_20": "A; B"}


@pytest.mark.parametrize("option", [["--plans", "fre"], ["--regimes", "bas"]])
def test_an_unknown_plan_or_regime_is_told_with_the_known_ones(option, capsys):
    code, _, err = plusn(capsys, "decide", "two_plants", *option)
    assert (code, "Use one of:" in err) == (2, True)


def test_regimes_are_listed_with_days_status_sources_and_what_is_missing(capsys):
    record = asked(capsys, "decide", "--list-regimes")
    rows = {row["regime"]: row for row in record["tables"]["regimes"]}
    assert rows["us-ieepa-2025-04"]["valid_to"] == "2025-04-13"
    assert rows["us-section-301-forced-labor-low"]["status"] == "proposed"
    assert all(row["sources"] and "mfn" in row["layers_missing"] for row in rows.values())
    code, out, _ = plusn(capsys, "decide", "electronics", "--list-regimes")
    assert code == 0
    assert "After 2026-07-23 no regime is known" in out
    assert "to this case: can be applied; no rate for goods of" in out


def test_a_run_date_after_the_last_regime_asks_for_rates(capsys):
    code, out, err = plusn(capsys, "run", "electronics", "--regime", "us-section-122-2026",
                           "--run-date", "2026-08-01")  # fmt: skip
    assert (code, out) == (2, "")
    assert "section_122" in err
    assert "2026-07-23" in err


@pytest.mark.parametrize(("day", "asks"), [("2026-08-01", True), ("2026-05-01", False)])
def test_a_decision_after_the_last_regime_asks_for_the_rates_of_that_day(day, asks, capsys):
    words = ["decide", "electronics", "--plans", "today", "--regimes", "base", "--run-date", day]
    notes = asked(capsys, *words)["notes"]
    assert any("no tariff regime of USA is known on 2026-08-01" in note for note in notes) is asks


@pytest.mark.usefixtures("folder")
def test_base_duties_that_ended_before_the_run_date_are_asked_for(capsys):
    plain = plain_tables(load("two_plants").case, whole=False)
    duties = [row | {"valid_to": "2026-07-23"} for row in plain["duties"]]
    code, out, err = plusn(capsys, "decide", case_file(duties=duties), "--run-date", "2026-08-01")
    assert (code, out) == (2, "")
    assert "2026-07-23" in err


def test_a_break_even_is_exact_where_the_number_is_linear(capsys):
    record = asked(capsys, *ASKED["breakeven"])
    assert (record["exact"], record["linear"], record["more_possible"]) == (True, True, False)
    (point,) = record["tables"]["points"]
    assert point["value"] == pytest.approx(0.275, abs=1e-9)
    assert record["solves"] <= 5
    assert "At 0.275 exactly: A has 1 instead of 2 modules, B opens" in record["sentences"][1]


@pytest.mark.parametrize(
    ("op", "low", "high", "value"), [("add", 0, 0.4, 0.175), ("mul", 1, 5, 2.75)]
)
def test_a_break_even_may_be_added_or_multiplied(op, low, high, value, capsys):
    words = [*BREAKEVEN[:6], "--low", low, "--high", high, "--op", op]
    (point,) = asked(capsys, "breakeven", "two_plants", *words)["tables"]["points"]
    assert point["value"] == pytest.approx(value)


def test_a_break_even_of_a_capacity_is_an_interval_that_says_so(capsys):
    words = ["--table", "facilities", "--where", "id=A", "--column", "module_per_week"]
    record = asked(capsys, "breakeven", "two_plants", *words, "--low", 1500, "--high", 1900)
    assert (record["exact"], record["more_possible"]) == (False, True)
    (bracket,) = record["tables"]["brackets"]
    assert bracket["certain"]
    # A second module costs 520,000; a lamp lost abroad 103, in each of 52 weeks.
    assert bracket["low"] < 1800 - 520_000 / 52 / 103 < bracket["high"]
    assert bracket["width"] == pytest.approx(bracket["high"] - bracket["low"])
    told = " ".join(record["sentences"])
    assert "exactly" not in told
    assert "width" in told
    assert "further changes may lie between" in told


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"--table": "dutis"}, "duties"),
        ({"--column": "rat"}, "rate"),
        ({"--column": "layer"}, "holds no numbers"),
        ({"--where": "origin=NOWHERE"}, "NOWHERE"),
        ({"--low": "1"}, "higher end"),
        ({"--low": "-1"}, "rate"),
    ],
)
def test_a_break_even_that_cannot_be_asked_is_refused(change, word, capsys):
    words = dict(zip(BREAKEVEN[::2], BREAKEVEN[1::2], strict=True)) | change
    code, out, err = plusn(
        capsys, "breakeven", "two_plants", *[w for p in words.items() for w in p]
    )
    assert (code, out) == (2, "")
    assert word in err


def test_a_trade_off_never_gets_cheaper_and_keeps_its_limits(capsys):
    record = asked(capsys, "tradeoff", "two_plants", "--against", "lead_time_max_days")
    points = record["tables"]["tradeoff"]
    costs = [point["cost"] for point in points]
    assert costs == sorted(costs)
    assert all(point["attained"] <= point["limit"] * (1 + 1e-6) for point in points)


def test_a_share_outside_needs_a_territory_that_stays(capsys):
    words = ["tradeoff", "two_plants", "--against", "outside_share_min", "--points", "2"]
    assert plusn(capsys, *words)[0] == 2
    assert plusn(capsys, *words, "--anchor", "HOM")[0] == 2
    points = asked(capsys, *words, "--anchor", "HOME")["tables"]["tradeoff"]
    assert [point["attained"] for point in points] == pytest.approx([0, 1000 / 1800])


def test_survival_tells_weeks_and_what_the_loss_costs(capsys):
    rows = {r["place"]: r for r in asked(capsys, *ASKED["survive"])["tables"]["survival"]}
    assert rows["A"]["extra_cost"] == pytest.approx(1_131_600)  # docs/starters.md
    assert (rows["A"]["weeks_to_restart"], rows["A"]["exposed"]) == (6, True)
    assert (rows["A"]["weeks_served"], rows["Home"]["kind"]) == (0, "region")
    half = asked(capsys, "survive", "two_plants", "--site", "S", "--available", "1")
    (row,) = half["tables"]["survival"]
    assert (row["longer"], row["extra_cost"]) == (True, 0)


@pytest.mark.parametrize(
    "option", [["--site", "H"], ["--region", "A"], ["--site", "A", "--region", "Home"]]
)
def test_a_place_that_cannot_be_down_is_refused(option, capsys):
    assert plusn(capsys, "survive", "two_plants", *option)[0] == 2


@pytest.mark.usefixtures("folder")
def test_a_place_with_no_known_restart_has_no_cost_and_says_so(capsys):
    sites = plain_tables(load("two_plants").case, whole=False)["facilities"]
    case = case_file(
        facilities=[{k: v for k, v in row.items() if k != "weeks_to_restart"} for row in sites]
    )
    record = asked(capsys, "survive", case, "--site", "A")
    (row,) = record["tables"]["survival"]
    assert (row["extra_cost"], row["exposed"]) == (None, None)
    assert any("weeks_to_restart is not known of A" in note for note in record["notes"])


def test_insisting_costs_what_the_policy_costs(capsys):
    rows = {r["facility"]: r for r in asked(capsys, *ASKED["insist"])["tables"]["insist"]}
    assert (rows["B"]["insist_on"], rows["A"]["insist_on"]) == ("open", "closed")
    assert rows["B"]["extra_cost"] == pytest.approx(910_000)


@pytest.mark.usefixtures("folder")
def test_own_numbers_and_assumptions_are_told_apart(capsys):
    plain = plain_tables(load("two_plants").case, whole=False)
    own = [row | {"provenance": "user"} for row in plain["lanes"]]
    ranges = [*plain["ranges"], {"label": "Freight", "table": "lanes", "where": "from=A; to=F",
                                 "column": "cost_per_unit", "low": 4, "high": 9}]  # fmt: skip
    case = case_file(lanes=own, ranges=ranges)
    kinds = {r["label"]: r["number"] for r in asked(capsys, "swing", case)["tables"]["swing"]}
    assert kinds == {"Duty abroad on home goods": "assumption", "Freight": "own"}
    out = plusn(capsys, "swing", case)[1]
    assert out.index("Your own numbers") < out.index("Freight") < out.index("Assumptions")


@pytest.mark.usefixtures("folder")
def test_a_case_without_ranges_is_told_what_to_add(capsys):
    code, _, err = plusn(capsys, "swing", case_file(ranges=[]))
    assert (code, "table ranges" in err) == (2, True)


def test_run_shows_marginal_cost_and_ladder_by_market(capsys):
    record = asked(capsys, *ASKED["run"])
    landed = {row["market"]: row for row in record["tables"]["landed"]}
    assert landed["H"]["average_landed_cost"] == pytest.approx(63)
    assert landed["F"]["average_landed_cost"] == pytest.approx(77)
    assert landed["H"]["marginal_landed_cost"] == pytest.approx(63)  # room for one lamp more
    out = plusn(capsys, *ASKED["run"])[1]
    assert "duty 10" in out
    assert sum(record["terms"].values()) == pytest.approx(record["objective"])
    assert record["certificate"]["total"] == pytest.approx(record["objective"])


@pytest.mark.usefixtures("folder")
def test_an_unknown_kind_of_output_is_refused_before_anything_is_printed(capsys):
    code, out, err = plusn(capsys, "insist", "two_plants", "-o", "out.pdf")
    assert (code, out) == (2, "")
    assert ".xlsx" in err


def test_a_time_limit_gives_the_best_plan_with_its_gap(capsys):
    record = asked(capsys, "run", "electronics", "--seconds", "0.2")
    assert record["bound"] <= record["objective"]
    assert record["gap"] == pytest.approx(
        (record["objective"] - record["bound"]) / record["objective"], abs=1e-9
    )
