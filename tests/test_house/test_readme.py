"""A newcomer can do what the README says."""

from __future__ import annotations

import ast
import re
import shlex

import click
import pytest

import plusn
from plusn.cli import COMMANDS, cli

from .sources import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(kind):
    return [
        (page.name, body)
        for page in PAGES
        for found, body in BLOCK.findall(page.read_text(encoding="utf-8"))
        if found == kind
    ]


def shell_lines():
    lines = {
        line.partition("  #")[0].strip()
        for kind in ("sh", "bash", "console", "shell")
        for _, body in blocks(kind)
        for line in body.splitlines()
    }
    return sorted(line for line in lines if line and not line.startswith("#"))


def plusn_lines():
    found = [re.search(r"(?:^|/|\s)(plusn .*)", line) for line in shell_lines()]
    return [match[1] for match in found if match]


def targets():
    return set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )


@pytest.mark.parametrize("line", plusn_lines())
def test_a_command_of_the_documents_is_understood(line):
    words = [word for word in shlex.split(line, comments=True) if word not in {"|", ">"}][1:]
    command = cli
    context = click.Context(cli)
    while isinstance(command, click.Group):
        name = words.pop(0)
        command = command.get_command(context, name)
        assert command is not None, name
    context = command.make_context("plusn", [w for w in words if w != "…"], resilient_parsing=True)
    assert context.command is command
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    assert {word for word in words if word.startswith("-")} <= known


def test_every_command_is_in_the_readme_and_has_help():
    for name in COMMANDS:
        assert f"plusn {name}" in README, name
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        assert command.help


def test_every_make_target_of_the_documents_exists():
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    asked = set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE))
    assert {"app", "test", "install", "lint", "bench"} <= asked
    assert asked <= targets()


@pytest.mark.parametrize(("page", "body"), blocks("python"))
def test_python_of_the_documents_uses_what_exists(page, body):
    for node in ast.walk(ast.parse(body)):
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "plusn":
            assert node.attr in plusn.__all__, page


def test_the_python_of_the_readme_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (body,) = [body for page, body in blocks("python") if page == "README.md"]
    names: dict[str, object] = {}
    exec(compile(body, "README.md", "exec"), names)  # noqa: S102 - our own document
    assert (tmp_path / "guangdong.png").read_bytes().startswith(b"\x89PNG")


def test_the_table_of_the_readme_is_a_table_that_plusn_reads(tmp_path):
    (body,) = [body for page, body in blocks("csv") if page == "README.md"]
    (tmp_path / "my-counts.csv").write_text(body, encoding="utf-8")
    bounds = plusn.bounds(tmp_path / "my-counts.csv").set_index("code")
    assert bounds.loc["320000", ["low", "high"]].tolist() == [0, 200]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_document_is_reached_from_the_readme():
    for page in (ROOT / "docs").glob("*.md"):
        assert f"docs/{page.name}" in README, page.name


def test_the_readme_names_every_room():
    for room in ("data", "geo", "network", "briefing", "plusn", "app", "tests", "benchmarks"):
        assert f"`{room}/`" in README
