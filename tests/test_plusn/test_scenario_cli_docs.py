"""What docs/scenarios.md shows is what the commands print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import plusn
from plusn.cli import run
from plusn.cli.scenario import COMMANDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```sh\n(plusn [^\n]*)\n```\n\n```text\n(.*?)```", PAGE, re.DOTALL)
LEFT_OUT = "…"


def matches(shown, printed):
    """Compare line by line; a line `…` stands for any lines, `…` in a line for any text."""
    pattern = "".join(
        r"(?:[^\n]*\n)*?"
        if line.strip() == LEFT_OUT
        else re.escape(line).replace(LEFT_OUT, r"[^\n]*") + r" *\n"
        for line in shown.splitlines()
    )
    return re.fullmatch(pattern, printed) is not None


@pytest.mark.parametrize(("line", "shown"), SHOWN, ids=[line for line, _ in SHOWN])
def test_an_example_prints_what_the_page_shows(line, shown, capsys):
    assert run(shlex.split(line)[1:]) == 0
    printed = capsys.readouterr().out
    assert matches(shown, printed), printed


def test_the_comparison_finds_a_page_that_says_something_else():
    assert matches("a\n…\nd …\n", "a\nb\nc\nd e\n")
    assert not matches("a\nd\n", "a\nb\nd\n")
    assert not matches("cost 5\n", "cost 6\n")


def test_every_command_stands_on_the_page_and_most_with_what_they_print():
    named = {line.split()[2] for line in re.findall(r"^plusn scenario .*$", PAGE, re.MULTILINE)}
    assert named == set(COMMANDS)
    table = set(re.findall(r"`([\w-]+)`", PAGE.partition("## What every")[0]))
    assert set(COMMANDS) <= table
    assert len({line.split()[2] for line, _ in SHOWN}) == 11


def test_the_python_of_the_page_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (body,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names = {}
    exec(compile(body, "scenarios.md", "exec"), names)  # noqa: S102 - our own document
    assert names["run"].aftermath.extra == pytest.approx(1_131_600)
    assert (tmp_path / "decision.xlsx").stat().st_size > 1_000
    for method in re.findall(r"`(?:firm\.)?(\w+)`", PAGE.partition("## From Python")[2]):
        assert (
            any(hasattr(thing, method) for thing in (names["firm"], names["table"], plusn))
            or method == "notes"
        ), method
