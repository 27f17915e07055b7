"""What the scenario commands refuse, do not show, and never let through."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import openpyxl
import pytest

from data.errors import UncertifiedResult
from plusn.cli.scenario import COMMANDS
from plusn.scenarios import load
from plusn.scenarios.cells import plain_tables
from plusn.scenarios.verbs import breakeven as breakeven_verb
from plusn.scenarios.verbs import decide as decide_verb

from .scenario_commands import (
    ASKED,
    asked,
    case_file,
    of_csv,
    of_sheet,
    plusn,
    timeless,
    without_blanks,
)

HEAVY = ("geopandas", "highspy", "networkx", "numpy", "openpyxl", "pandas", "pydantic", "tqdm")


CHECKED = {
    "run": "plusn.scenarios.running.certificate",
    "compare": "plusn.scenarios.running.certificate",
    "survive": "plusn.scenarios.running.certificate",
    **dict.fromkeys(["decide", "breakeven", "swing", "tradeoff", "insist"],
                    "plusn.scenarios.verbs.common.certify"),
}  # fmt: skip


def test_every_command_that_solves_is_checked():
    assert set(ASKED) - set(CHECKED) == {"duty"}  # it lists rates and solves nothing


@pytest.mark.parametrize("verb", CHECKED)
def test_what_the_second_opinion_does_not_confirm_is_not_shown(verb, capsys, monkeypatch):
    def refuse(*_, **__):
        raise UncertifiedResult("not confirmed")

    monkeypatch.setattr(CHECKED[verb], refuse)
    code, out, err = plusn(capsys, *ASKED[verb])
    assert (code, out) == (1, "")
    assert "not confirmed" in err


def test_a_cell_of_the_decision_table_that_is_wrong_is_not_shown(capsys, monkeypatch):
    right = decide_verb.decide

    def wrong(plans, regimes, **settings):
        table = right(plans, regimes, **settings)
        cells = {k: replace(c, cost=c.cost * 1.0001) for k, c in table.cells.items()}
        return replace(table, cells=cells)

    monkeypatch.setattr(decide_verb, "decide", wrong)
    code, out, _ = plusn(capsys, *ASKED["decide"])
    assert (code, out) == (1, "")


def test_a_break_even_whose_cost_is_wrong_is_not_shown(capsys, monkeypatch):
    right = breakeven_verb.breakpoints

    def wrong(*words, **settings):
        found = right(*words, **settings)
        return replace(found, points=tuple(replace(p, cost=p.cost + 500) for p in found.points))

    monkeypatch.setattr(breakeven_verb, "breakpoints", wrong)
    code, out, _ = plusn(capsys, *ASKED["breakeven"])
    assert (code, out) == (1, "")


def lossy(plain):
    return {"demand": [row | {"price_per_unit": 1} for row in plain["demand"]]}


def wanted_by_nobody(_):
    return {"demand": []}


def bare(_):
    return {table: [] for table in ("policies", "scenarios", "overrides", "events")}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("change", [lossy, wanted_by_nobody, bare])
def test_odd_firms_are_answered_or_refused_in_words(change, capsys):
    case = case_file(**change(plain_tables(load("two_plants").case, whole=False)))
    again = [["tradeoff", case, "--against", limit, "--points", "2"]
             for limit in ("lead_time_max_days", "carbon_max_t")]  # fmt: skip
    for words in [*([case if w == "two_plants" else w for w in a] for a in ASKED.values()), *again]:
        code, out, err = plusn(capsys, *words)
        named = words[0] in {"compare", "duty"}  # scenarios by name, which a bare case lacks
        assert code == 0 or (code == 2 and named and "scenario" in err), words
        assert "nan" not in out.split(), words
        if code == 0:
            asked(capsys, *words, "-o", "out.xlsx")


def ruled():
    recipes = [{"facility": "A", "product": "part", "name": "cut", "origin": "HOME",
                "origin_rule": "half"},
               {"facility": "A", "product": "lamp", "name": "own", "origin": "HOME",
                "origin_rule": "half"}]  # fmt: skip
    rules = [{"id": "half", "regional_value_min": 0.5, "cumulation": "us"}]
    return {"recipes": recipes, "origin_rules": rules,
            "cumulation": [{"set": "us", "origin": "HOME"}]}  # fmt: skip


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["run", "breakeven", "decide"])
def test_a_rule_of_origin_that_nothing_can_break_is_told(name, capsys):
    case = case_file(**ruled())
    words = [case if word == "two_plants" else word for word in ASKED[name]]
    notes = [note for note in asked(capsys, *words)["notes"] if "is not judged" in note]
    assert len(notes) == 1
    assert "not judged for part made at A (cut)" in notes[0]
    assert notes[0] in asked(capsys, "check", case)["notes"]


@pytest.mark.parametrize("name", ["nosuch", "elctronics"])
def test_an_unknown_case_is_answered_with_those_that_are_there(name, capsys):
    code, out, err = plusn(capsys, "run", name)
    assert (code, out) == (2, "")
    assert "electronics" in err
    assert "two_plants" in err
    assert ".xlsx" in err


@pytest.mark.usefixtures("folder")
def test_limits_that_nobody_named_a_policy_for_are_not_called_a_policy(capsys):
    code, out, err = plusn(capsys, "tradeoff", "two_plants", "--against", "outside_share_min")
    assert code == 2
    assert "what costs least" not in out + err


HOSTILE = {"A": "@SUM(A1)", "B": "+1", "H": "-2", "F": '東莞 "x"', "S": "'z", "lamp": "＝lamp"}


@pytest.mark.parametrize("name", ["run", "decide", "tradeoff", "survive", "insist", "compare"])
def test_hostile_names_stay_text_in_every_output(name, folder, capsys):
    plain = plain_tables(load("two_plants").case, whole=False)
    tables = {
        table: [{key: HOSTILE.get(cell, cell) if isinstance(cell, str) else cell
                 for key, cell in row.items()} for row in rows]
        for table, rows in plain.items()
    }  # fmt: skip
    words = [case_file(**tables) if word == "two_plants" else word for word in ASKED[name]]
    record = asked(capsys, *words, "-o", "out.xlsx")
    plusn(capsys, *words, "-o", "out")
    for table, rows in record["tables"].items():
        for row in of_csv(folder / "out" / f"{table}.csv"):
            for cell in row.values():
                assert not cell.startswith(("=", "+", "@", "＝")), cell
                assert not cell.startswith("-") or float(cell) < 0, cell
        sheet = openpyxl.load_workbook(folder / "out.xlsx")[table]
        assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
        assert timeless(of_sheet(sheet)) == without_blanks(timeless(rows)), table


def test_control_characters_of_a_case_do_not_reach_the_terminal(folder, capsys):
    plain = plain_tables(load("two_plants").case, whole=False)
    settings = [plain["settings"][0] | {"name": "firm \x1b[2Jof\nmany"}]
    place = folder / "case.json"
    place.write_text(json.dumps(plain | {"settings": settings}, default=str))
    code, out, err = plusn(capsys, "run", place)
    assert code in {0, 2}
    assert "\x1b" not in out + err


def test_every_help_starts_without_heavy_libraries():
    code = (
        "import sys\n"
        "from plusn.cli import run\n"
        "assert run(['--help']) == 0\n"
        f"for name in ['', *{sorted(COMMANDS)!r}]:\n"
        "    assert run(['scenario', *([name] if name else []), '--help']) == 0, name\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert done.stdout.count("Usage: ") == len(COMMANDS) + 2
