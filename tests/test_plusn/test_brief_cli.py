"""``plusn brief``: every form, the same bytes twice, and nothing half-written."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdf
import pytest

import plusn
from data.errors import RenderProblem
from plusn.briefs.forms import FORMS
from plusn.cli import run
from plusn.cli.brief import FORMS as TOLD

ROOT = Path(__file__).parents[2]
ONE = """\
title: {en: One map, zh-Hant: 一幅地圖, zh-Hans: 一幅地图}
lang: en
figures:
- figure: atlas
  with: {level: province, style: symbols}
  notes: |
    Say this first.
    Then this.
"""
START = {
    "pptx": b"PK",
    "docx": b"PK",
    "pdf": b"%PDF",
    "html": b"<!doc",
    "xlsx": b"PK",
    "zip": b"PK",
}


@pytest.fixture
def one(tmp_path):
    path = tmp_path / "one.yaml"
    path.write_text(ONE, encoding="utf-8")
    return path


def told(capsys, *arguments):
    """Run a command line in this process: exit code, output, error text."""
    capsys.readouterr()
    code = run(["brief", *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_knows_the_forms_that_there_are() -> None:
    assert {*TOLD} == FORMS.keys() == START.keys()


ALL = """
import hashlib, json, sys
import plusn
from plusn.briefs.forms import FORMS
made = plusn.brief(sys.argv[1])
print(json.dumps({form: hashlib.sha256(made.to_bytes(form)).hexdigest() for form in FORMS}))
"""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """Give the digest of every form as another process writes it, form → SHA-256."""
    path = tmp_path_factory.mktemp("elsewhere") / "one.yaml"
    path.write_text(ONE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ALL, str(path)],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_the_same_bytes_in_another_process(
    form, one, elsewhere, tmp_path, capsys
) -> None:
    path = tmp_path / f"out.{form}"
    code, out, err = told(capsys, one, "-o", path)
    assert (code, out) == (0, ""), err
    assert err.endswith(f"Wrote {path}\n")
    assert path.read_bytes().startswith(START[form])
    assert hashlib.sha256(path.read_bytes()).hexdigest() == elsewhere[form]


def test_the_hall_has_all_in_one_file_with_one_date(one, tmp_path, capsys) -> None:
    path = tmp_path / "hall.zip"
    code, _, err = told(capsys, one, "-o", path, "--hall", "--lang", "en+zh-Hant")
    assert code == 0, err
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        assert file.namelist() == [
            "briefing.html", "briefing.pdf", "briefing.pptx",
            "fonts.txt", "numbers.xlsx", "sources.txt",
        ]  # fmt: skip
        assert {entry.date_time for entry in file.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        sources = file.read("sources.txt").decode("utf-8-sig")
        fonts = file.read("fonts.txt").decode("utf-8-sig")
    assert sources.startswith("One map\r\n一幅地圖\r\n")
    assert "FHKI / HKU HIEBS" in sources
    assert "香港工業總會" in sources
    assert "2024" in sources
    assert "Noto Sans" in fonts


def test_only_a_zip_is_a_hall(one, tmp_path, capsys) -> None:
    code, _, err = told(capsys, one, "-o", tmp_path / "hall.pptx", "--hall")
    assert code == 2
    assert "Name a file that ends in .zip." in err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- figure: altas", "unknown figure 'altas'"),
        ("lang: klingon", "unknown language 'klingon'"),
        (f"subtitle: {'x' * 300}", "subtitle has 300 characters"),
        ('subtitle: "a\\u200bb"', "subtitle has a character that nobody sees (U+200B)"),
        ('subtitle: "\\u202etxet"', "subtitle has a character that nobody sees (U+202E)"),
        ("subtitle: שלום", "subtitle has writing from right to left"),
        ("template: gone.pptx", "gone.pptx cannot be read"),
        ("template: one.yaml", "one.yaml"),
        ("- {figure: atlas, with: {within: 999999}}", "999999"),
    ],
)
def test_bad_input_is_a_sentence_and_leaves_no_file(line, words, one, tmp_path, capsys) -> None:
    key = line.partition(":")[0]
    lines = [kept for kept in ONE.splitlines() if kept[0] == "-" or not kept.startswith(key)]
    where = len(lines) if line[0] == "-" else 0
    one.write_text("\n".join([*lines[:where], line, *lines[where:]]) + "\n", encoding="utf-8")
    code, out, err = told(capsys, one, "-o", tmp_path / "out.pptx")
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err
    assert [*tmp_path.iterdir()] == [one]


def test_a_brief_without_a_language_gets_it_from_the_command(one, tmp_path, capsys) -> None:
    one.write_text(ONE.replace("lang: en\n", ""), encoding="utf-8")
    code, _, err = told(capsys, one, "-o", tmp_path / "out.xlsx")
    assert code == 2
    assert "the brief names no language" in err
    code, _, err = told(capsys, one, "-o", tmp_path / "out.xlsx", "--lang", "zh-Hans")
    assert code == 0, err


def test_a_missing_font_is_told_with_its_remedy(one, tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setattr("data.fonts._installed", lambda: ())
    code, _, err = told(capsys, one, "-o", tmp_path / "out.pdf", "--lang", "zh-Hant")
    assert code == 2
    assert "no installed font can write Traditional Chinese" in err
    assert [*tmp_path.iterdir()] == [one]


def test_an_unwritable_place_is_told_before_any_work(one, tmp_path, capsys, monkeypatch) -> None:
    def never(*_, **__):
        raise AssertionError("a figure was made")

    monkeypatch.setattr("plusn.briefs.briefing.show", never)
    for place in (one / "under-a-file.pptx", tmp_path, tmp_path / "folder.pptx", "/proc/x.pptx"):
        if place == tmp_path / "folder.pptx":
            place.mkdir()
        code, _, err = told(capsys, one, "-o", place)
        assert code == 2, err
        assert "AssertionError" not in err


@pytest.mark.parametrize("old", [None, b"the deck of last week"])
def test_what_fails_late_leaves_the_old_file_as_it_was(
    old, one, tmp_path, capsys, monkeypatch
) -> None:
    def broken(*_, **__):
        raise RenderProblem("the ink is out", remedy="Buy some.")

    monkeypatch.setattr("briefing.backends.pages.to_pdf", broken)
    path = tmp_path / "out.zip"
    if old is not None:
        path.write_bytes(old)
    code, _, err = told(capsys, one, "-o", path)
    assert code == 2
    assert "plusn: the ink is out. Buy some." in err
    assert (path.read_bytes() if path.exists() else None) == old
    assert {file.name for file in tmp_path.iterdir()} <= {"one.yaml", "out.zip"}


def test_a_bug_is_no_sentence(one, tmp_path, capsys, monkeypatch) -> None:
    def broken(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("plusn.decks.deck", broken)
    code, _, err = told(capsys, one, "-o", tmp_path / "out.pptx")
    assert code == 70
    assert "Traceback" in err
    assert [*tmp_path.iterdir()] == [one]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "a brief needs its name and a file to write"),
        (["study"], "a brief needs its name and a file to write"),
        (["study", "-o", "x.doc"], "no form of a brief is called 'doc'"),
        (["study", "-o", "x.pptx", "--size", "A9"], "unknown size 'A9'"),
        (["study", "-o", "x.pptx", "--ink", "red"], "unknown ink 'red'"),
        (["study", "-o", "x.pptx", "--with", "level"], "'level' has no value"),
        (["study", "-o", "x.pptx", "--with", "nonsense=1"], "argument 'nonsense'"),
        (["study", "-o", "x.pptx", "--template", "none.pptx"], "none.pptx cannot be read"),
    ],
)
def test_a_wrong_command_line_is_a_sentence(arguments, words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = told(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert [*tmp_path.iterdir()] == []


def test_sizes_are_of_slides_or_of_pages(one, tmp_path, capsys) -> None:
    sizes = {}
    for size in ("a4", "a4-landscape", "4:3"):
        path = tmp_path / "out.pdf"
        assert told(capsys, one, "-o", path, "--size", size)[0] == 0
        box = pypdf.PdfReader(path).pages[0].mediabox
        sizes[size] = (round(box.width), round(box.height))
    assert sizes == {"a4": (595, 842), "a4-landscape": (842, 595), "4:3": (720, 540)}


@pytest.mark.parametrize("form", ["pptx", "html", "zip"])
def test_a_form_in_colour_says_so_where_none_is_wanted(form, one, tmp_path, capsys) -> None:
    code, _, err = told(capsys, one, "-o", tmp_path / f"out.{form}", "--ink", "mono")
    assert code == 2
    assert f"{form} is always in colour. Leave the ink out, or write docx, pdf." in err


def test_the_lists_name_every_shipped_brief_and_figure(capsys) -> None:
    code, out, _ = told(capsys, "--list")
    assert code == 0
    assert all(f"  {name}" in out for name in ("firm", "provinces", "study", "atlas"))


def test_the_schema_is_json_and_closed(capsys) -> None:
    code, out, _ = told(capsys, "--schema")
    schema = json.loads(out)
    assert code == 0
    assert schema["additionalProperties"] is False
    assert {"title", "lang", "figures"} == {*schema["required"]}


def test_progress_is_told_figure_by_figure() -> None:
    seen = []
    figures = [{"figure": "atlas"}, {"figure": "atlas", "with": {"level": "province"}}]
    given = {"title": "t", "lang": "en", "figures": figures}
    made = plusn.brief(given, tell=lambda done, of: seen.append((done, of)))
    _ = made.pages
    assert seen == [(1, 2), (2, 2)]
