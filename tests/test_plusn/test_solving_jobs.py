"""What a page is given is what the command prints."""

from __future__ import annotations

import json

import pytest

from data.errors import UnknownChoice
from network.engine.solve import TIME_LIMIT
from plusn.scenarios.shipped import shipped_case
from plusn.solving.job import SECONDS
from plusn.solving.jobs import JOBS, solve
from plusn.solving.stock import FIRST

from .scenario_commands import ASKED, asked, timeless

BREAKEVEN = {"table": "duties", "where": "origin=HOME; dest=ABROAD", "column": "rate",
             "low": 0, "high": 0.5}  # fmt: skip
# Kind → questions: the command's words after the case, and the job's arguments.
PAIRS = {
    "check": [("two_plants", [], {})],
    "run": [
        ("two_plants", [], {}),
        ("electronics", ["--scenario", "gd_shutdown_8w"], {"scenario": "gd_shutdown_8w"}),
        ("electronics", ["--policy", "china_plus_1", "--run-date", "2026-11-20"],
         {"policy": "china_plus_1", "run_date": "2026-11-20"}),
    ],
    "baseline": [("electronics", [], {})],
    "compare": [
        ("two_plants", [], {}),
        ("electronics", ["base", "china_plus_1"], {"scenarios": ["base", "china_plus_1"]}),
    ],
    "decide": [
        ("two_plants", [], {}),
        ("two_plants", ["--regimes", "base"], {"regimes": ["base"]}),
    ],
    "swing": [("two_plants", [], {})],
    "breakeven": [("two_plants", ASKED["breakeven"][2:], BREAKEVEN)],
    "survive": [
        ("two_plants", [], {}),
        ("two_plants", ["--site", "A", "--available", "0.5", "--served", "as-planned"],
         {"site": "A", "available": 0.5, "served": "as-planned"}),
    ],
    "tradeoff": [
        ("two_plants", ["--against", "region_share_max", "--points", "3"],
         {"against": "region_share_max", "points": 3}),
    ],
    "duty": [("two_plants", [], {})],
    "insist": [("two_plants", [], {}), ("two_plants", ["--kind", "plant"], {"kinds": ["plant"]})],
}  # fmt: skip
QUESTIONS = [(kind, *question) for kind, questions in PAIRS.items() for question in questions]


def ask(kind, case, args):
    return solve(kind, shipped_case(case), args, SECONDS, lambda _, __: None)


@pytest.mark.parametrize(("kind", "case", "words", "args"), QUESTIONS)
def test_a_page_is_given_what_the_command_prints(kind, case, words, args, capsys):
    printed = asked(capsys, kind, case, *words)
    given = json.loads(json.dumps(ask(kind, case, args), allow_nan=False))
    assert timeless(given) == timeless(printed)
    assert given["tables"]


def test_every_job_is_held_against_its_command():
    assert set(PAIRS) == set(JOBS)


def test_the_arguments_of_a_question_are_left_as_they_are():
    args = {"scenario": "base", "policy": "", "run_date": None}
    ask("run", "two_plants", args)
    assert args == {"scenario": "base", "policy": "", "run_date": None}


def test_an_unknown_kind_is_named_with_what_there_is():
    with pytest.raises(UnknownChoice, match="survive"):
        ask("guess", "two_plants", {})


def test_the_limits_and_the_stock_are_those_of_the_commands():
    assert SECONDS == TIME_LIMIT
    assert set(FIRST) <= set(JOBS)
