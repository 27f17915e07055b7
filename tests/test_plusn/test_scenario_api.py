"""Python gives what the commands give."""

from __future__ import annotations

import json

import pytest

import plusn
from data.errors import Problems, UnknownChoice
from plusn.scenarios import load
from plusn.scenarios.told import report_of
from plusn.scenarios.writing import write_report

from .scenario_commands import ASKED, asked, timeless
from .scenario_commands import plusn as command

DUTY = {"table": "duties", "where": "origin=HOME; dest=ABROAD", "column": "rate"}
FROM_PYTHON = {
    "run": lambda firm: report_of(firm.run()),
    "compare": lambda firm: firm.compare(),
    "decide": lambda firm: firm.decide(),
    "swing": lambda firm: firm.swing(),
    "breakeven": lambda firm: firm.breakeven(**DUTY, low=0.0, high=0.5),
    "tradeoff": lambda firm: firm.tradeoff("region_share_max", points=3),
    "survive": lambda firm: firm.survive(),
    "insist": lambda firm: firm.insist(),
    "duty": lambda firm: firm.duty("duty_20"),
}
SHEET = """key,value
home,AA Here
away,BB There
markets,CC Far
units_per_year,52000
value_per_unit,100
labour_hours_per_unit,0.5
wage_home,40
wage_away,20
fixed_cost_away,1000000
duty_home_1,0.1
duty_away_1,0
"""
SHIPMENTS = """date,sku,family,from,to,qty,value,currency,freight
2025-01-01,L1,lamp,DG,LA,700,70000,HKD,1400
2025-12-30,L2,lamp,DG,LA,100,1000,USD,20
3/4/2025,L1,lamp,DG,LA,5,500,HKD,1
2025-06-01,L1,lamp,DG,LA,-5,500.25,HKD,1
"""
WAREHOUSES = "2 3\ncapacity 5\ncapacity 6\n4\n8 4\n3\n1 7\n2\n2 2\n"


@pytest.mark.parametrize("name", FROM_PYTHON)
def test_python_gives_the_numbers_of_the_command(name, capsys):
    report = FROM_PYTHON[name](plusn.scenario("two_plants"))
    whole = json.loads(json.dumps({**report.record, "tables": report.tables}))
    assert timeless(whole) == timeless(asked(capsys, *ASKED[name]))
    printed = command(capsys, *ASKED[name])[1].splitlines()
    assert [line for line in printed if " s, HiGHS" not in line] == [
        line for line in report.lines if " s, HiGHS" not in line
    ]
    assert len(FROM_PYTHON) == len(ASKED)


def test_baseline_is_the_command_s_too(capsys):
    report = plusn.scenario("electronics").baseline()
    record = asked(capsys, "baseline", "electronics")
    assert json.loads(json.dumps(report.record)) == {
        k: v for k, v in record.items() if k != "tables"
    }


def test_a_report_gives_frames_files_and_lines(tmp_path):
    report = plusn.scenario("two_plants").decide()
    frame = report.frame("plans").set_index("plan")
    assert frame.loc["free", "safest"]
    assert str(report).startswith("Illustrative parameters")
    saved = report.save(str(tmp_path / "out.json"))
    assert saved.read_bytes() == write_report(report, tmp_path / "again.json").read_bytes()
    with pytest.raises(UnknownChoice):
        report.frame("plan")


def test_a_case_opened_from_a_file_is_the_case(tmp_path):
    firm = plusn.scenario("two_plants")
    again = plusn.scenario(firm.save(tmp_path / "case.xlsx"))
    assert again.case == firm.case == plusn.scenario(firm.case).case
    assert again.run().result.digest == firm.run().result.digest
    (tmp_path / "bad.yaml").write_text("settings:\n  - {name: x, wekks: 3}\n")
    with pytest.raises(Problems):
        plusn.scenario(tmp_path / "bad.yaml")


def test_a_sheet_of_numbers_becomes_a_case_with_every_default_listed(tmp_path, capsys):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(SHEET)
    code, out, err = command(capsys, "start", sheet, "-o", tmp_path / "case.xlsx", "--json")
    told = json.loads(out)
    assert code == 0
    assert "case.xlsx" in err
    firm = plusn.start(sheet)
    assert load(tmp_path / "case.xlsx").case == firm.case
    assert told["digest"] == firm.case.digest
    assert len(told["tables"]["assumed"]) == len(firm.notes) > 5
    assert {"table", "row", "column", "value", "why"} == set(told["tables"]["assumed"][0])
    listed = command(capsys, "start", sheet)[1]
    assert f"{len(firm.notes)} cells and rows were filled in:" in listed
    assert firm.run().result.objective > 0


@pytest.mark.parametrize("name", ["sheet.csv", "sheet.xlsx", "sheet.yaml"])
def test_a_blank_sheet_is_written_and_asks_for_what_is_needed(name, tmp_path, capsys):
    code, out, err = command(capsys, "start", "--template", tmp_path / name)
    assert (code, out) == (0, "")
    assert name in err
    code, _, err = command(capsys, "start", tmp_path / name)
    assert (code, "units_per_year" in err) == (2, True)


@pytest.mark.parametrize("words", [[], ["sheet.csv", "--template", "other.csv"]])
def test_a_start_without_or_with_too_many_files_is_refused(words, capsys):
    assert command(capsys, "start", *words)[0] == 2


def test_shipments_become_a_case_with_an_account_of_rows_and_value(tmp_path, capsys):
    file = tmp_path / "shipments.csv"
    file.write_text(SHIPMENTS)
    words = ["from-shipments", file, "--rate", "USD=7.8", "-o", tmp_path / "case.yaml"]
    code, out, err = command(capsys, *words, "--json")
    told = json.loads(out)
    assert (code, "case.yaml" in err) == (0, True)
    assert (told["rows_read"], told["rows_kept"]) == (4, 2)
    assert told["value_read"] == {"HKD": "71000.25", "USD": "1000"}
    assert told["value_kept"] == {"HKD": "70000", "USD": "1000"}
    dropped = told["tables"]["dropped"]
    assert sum(row["rows"] for row in dropped) == 2
    assert sorted(row["value"] for row in dropped) == ["500", "500.25"]
    firm = plusn.from_shipments(file, rates={"USD": 7.8})
    assert load(tmp_path / "case.yaml").case == firm.case
    assert all("file shipments.csv, row " in row["first_rows"] for row in dropped)
    text = command(capsys, *words)[1]
    assert all(note in text for note in firm.notes)
    assert command(capsys, "from-shipments", file, "--rate", "USD:7")[0] == 2
    without = json.loads(command(capsys, "from-shipments", file, "--json")[1])
    assert without["rows_kept"] == 1


def test_a_warehouse_file_is_solved_by_the_engine_without_a_gap(tmp_path, capsys):
    file = tmp_path / "cap.txt"
    file.write_text(WAREHOUSES)
    record = asked(capsys, "orlib", file, "--capacity", "9")
    assert {"outcome", "objective", "bound", "gap", "terms", "certificate"} <= record.keys()
    assert record["objective"] == pytest.approx(min(5 + 8 + 1 + 2, 6 + 4 + 7 + 2, 11 + 4 + 1 + 2))
    assert (record["gap"], record["outcome"]) == (0, "optimal")
    assert record["certificate"]["total"] == pytest.approx(record["objective"])
    firm = plusn.orlib(file, capacity=9)
    assert firm.run().result.objective == record["objective"]
    assert firm.case.general.gap_tolerance == 0
    assert firm.seconds == 300
    assert command(capsys, "orlib", file)[0] == 2  # the word capacity needs a number


def test_a_warehouse_file_beyond_all_capacity_has_no_plan(tmp_path, capsys):
    file = tmp_path / "cap.txt"
    file.write_text(WAREHOUSES)
    code, out, err = command(capsys, "orlib", file, "--capacity", "2")
    assert (code, out) == (1, "")
    assert "lacks" in err


def test_every_verb_is_named_and_imported_when_it_is_asked_for():
    assert {"scenario", "start", "from_shipments", "orlib"} <= set(plusn.__all__)
    for name in plusn.__all__:
        assert callable(getattr(plusn, name)), name
