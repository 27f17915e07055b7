"""The rooms keep to their borders, and the guard sees whoever does not (convention §13)."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("app", "briefing", "data", "geo", "network", "plusn")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = SETTINGS["tool"]["importlinter"]["contracts"]
VOCABULARY = {
    *("data.book", "data.codes", "data.datum", "data.errors", "data.figure", "data.phrase"),
    "data.source",
}

LAYERED = "rooms are layered, and geo and network never meet"
STREAMLIT = "streamlit only in app"
PURE = "pure rooms take only the vocabulary of data, and touch no files"
CORES = "the cores draw nothing"
FOLIUM = "folium only in its back-end"
TYPST = "typst only in its back-end"
OFFICE = "python-pptx only in the deck, python-docx only in the Word pages"
WORKBOOK = "xlsxwriter only in its back-end"
MATPLOTLIB = "matplotlib nowhere"
PAGES = "pages speak to plusn and briefing only"

# Contract → where a careless line might be written, the line, and the import it amounts to.
VIOLATIONS = {
    LAYERED: [
        ("geo/classes.py", "import network.graph", "network.graph"),
        ("network/graph.py", "from geo import classes", "geo.classes"),
        ("data/codes.py", "import geo.region", "geo.region"),
        ("data/files.py", "import briefing.spec", "briefing.spec"),
        ("geo/joins.py", "import briefing.spec", "briefing.spec"),
        ("briefing/spec.py", "import plusn.choices", "plusn.choices"),
        ("plusn/choices.py", "import app.state", "app.state"),
    ],
    STREAMLIT: [
        ("plusn/choices.py", "import streamlit", "streamlit"),
        ("briefing/names.py", "from streamlit import cache_data", "streamlit"),
    ],
    PURE: [
        ("geo/classes.py", "import data.packaged", "data.packaged"),
        ("geo/classes.py", "from pathlib import Path", "pathlib"),
        ("network/graph.py", "from data import boundaries", "data.boundaries"),
        ("network/graph.py", "import subprocess", "subprocess"),
        ("briefing/spec.py", "import pathlib", "pathlib"),
        ("data/figure.py", "import data.files", "data.files"),
    ],
    CORES: [
        ("geo/classes.py", "import matplotlib.pyplot", "matplotlib"),
        ("network/graph.py", "import folium", "folium"),
        ("data/packaged.py", "import xlsxwriter", "xlsxwriter"),
    ],
    FOLIUM: [
        ("briefing/spec.py", "import branca", "branca"),
        ("briefing/backends/svg.py", "import folium", "folium"),
        ("app/state.py", "import folium", "folium"),
    ],
    TYPST: [("briefing/backends/svg.py", "import typst", "typst")],
    WORKBOOK: [("plusn/formats.py", "import xlsxwriter", "xlsxwriter")],
    OFFICE: [
        ("plusn/decks.py", "import pptx", "pptx"),
        ("briefing/backends/page.py", "import docx", "docx"),
    ],
    MATPLOTLIB: [("briefing/backends/page.py", "import matplotlib", "matplotlib")],
    PAGES: [
        ("app/state.py", "from data import codes", "data.codes"),
        ("app/atlas.py", "import geo.classes", "geo.classes"),
        ("app/state.py", "import network.graph", "network.graph"),
    ],
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    only_code = shutil.ignore_patterns("__pycache__", "*.csv", "*.json", "*.parquet", "*.js")
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=only_code)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture
def careless(copy):
    """Write lines at the end of files, and take them away again."""
    before = {}

    def write(file, line):
        now = (copy / file).read_text(encoding="utf-8")
        before.setdefault(file, now)
        (copy / file).write_text(f"{now}\n\n{line}\n", encoding="utf-8")

    yield write
    for file, text in before.items():
        (copy / file).write_text(text, encoding="utf-8")


def lint(folder):
    code = "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    broken = set(re.findall(r"^(.+?) BROKEN", done.stdout, re.MULTILINE))
    assert bool(broken) == (done.returncode != 0), done.stdout
    return broken, done.stdout


def test_every_contract_holds(copy):
    broken, said = lint(copy)
    assert broken == set(), said


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_deliberate_violations_are_caught_by_name(copy, careless, contract):
    for file, line, _ in VIOLATIONS[contract]:
        careless(file, line)
    broken, said = lint(copy)
    assert contract in broken
    for file, _, wanted in VIOLATIONS[contract]:
        module = file.removesuffix(".py").replace("/", ".")
        assert re.search(rf"{re.escape(module)} -> {re.escape(wanted)}\b", said), said


def test_every_contract_has_a_violation_that_proves_it():
    assert list(VIOLATIONS) == [entry["name"] for entry in CONTRACTS]


def test_the_vocabulary_and_the_forbidden_part_are_all_of_data():
    pure = next(entry for entry in CONTRACTS if entry["name"] == PURE)
    forbidden = {name for name in pure["forbidden_modules"] if name.startswith("data.")}
    there = {
        f"data.{place.stem}"
        for place in (ROOT / "data").iterdir()
        if place.suffix == ".py" or (place / "__init__.py").is_file()
    } - {"data.__init__"}
    assert VOCABULARY | forbidden == there
    assert not VOCABULARY & forbidden


def test_every_room_is_guarded_and_packaged():
    guarded = SETTINGS["tool"]["importlinter"]["root_packages"]
    assert sorted(guarded) == sorted(ROOMS)
    packaged = set(SETTINGS["tool"]["setuptools"]["packages"])
    there = {
        ".".join(file.parent.relative_to(ROOT).parts)
        for room in ROOMS
        for file in (ROOT / room).rglob("__init__.py")
    }
    assert packaged == there
