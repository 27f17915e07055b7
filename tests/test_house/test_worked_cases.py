"""The worked cases of examples/ do what they say: files written, commands run, output compared.

A line `…` of a document stands for any number of lines, `…` within a line for any text.
"""

from __future__ import annotations

import re
import shlex
from contextlib import redirect_stdout
from io import StringIO
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from plusn.cli import cli

from .sources import ROOT

PAGES = sorted((ROOT / "examples").glob("*.md"))
BLOCK = re.compile(r"([^\n]*)\n+```(\w+)\n(.*?)```", re.DOTALL)
SHORTENED = "…"


class Block(NamedTuple):
    before: str
    kind: str
    body: str


def blocks(page):
    return [Block(*found) for found in BLOCK.findall(page.read_text(encoding="utf-8"))]


def shown(line, body):
    """Run one command as a shell would, and give what it prints; it must end well."""
    program, *words = shlex.split(line)
    assert program == "plusn", line
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, (line, done.output, body)
    return done.stdout


def run_python(body):
    printed = StringIO()
    with redirect_stdout(printed):
        exec(compile(body, "example", "exec"), {"__name__": "__main__"})  # noqa: S102 - our own page
    return printed.getvalue()


def pattern(expected):
    parts = []
    for line in expected.splitlines():
        if line.strip() == SHORTENED:
            parts.append(r"(?:[^\n]*\n)*?")
        else:
            parts.append(re.escape(line.rstrip()).replace(SHORTENED, "[^\n]*") + r"[ ]*\n")
    return "".join(parts)


def agrees(expected, printed):
    text = printed if printed.endswith("\n") else printed + "\n"
    return re.fullmatch(pattern(expected), text) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_worked_case_prints_what_its_page_says(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    printed, compared = "", 0
    for block in blocks(page):
        if block.kind == "csv":
            name = re.match(r"`([\w/.-]+)`", block.before)
            assert name, block.before
            (tmp_path / name[1]).write_text(block.body, encoding="utf-8")
        elif block.kind == "sh":
            printed = "".join(shown(line, block.body) for line in block.body.splitlines())
        elif block.kind == "python":
            printed = run_python(block.body)
        else:
            assert block.kind == "text"
            assert agrees(block.body, printed), f"{page.name} says\n{block.body}\nnot\n{printed}"
            compared += 1
    assert compared >= 3


def test_there_are_three_worked_cases_and_the_readme_leads_to_them():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(PAGES) == 3
    for page in PAGES:
        assert f"examples/{page.name}" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_pages_show_no_seconds_and_link_to_what_exists(page):
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"\d s, HiGHS", text)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert (page.parent / target).exists(), target


def test_a_page_that_says_something_else_is_found():
    assert agrees("a\n…\nd\n", "a\nb\nc\nd\n")
    assert agrees("took … s\n", "took 3 s\n")
    assert not agrees("a\nd\n", "a\nb\nd\n")
    assert not agrees("total 5\n", "total 6\n")
