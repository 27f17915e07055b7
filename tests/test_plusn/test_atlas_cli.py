"""``plusn atlas``: what it counts, the same bytes twice, and how it says no."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from plusn.cli import run

TABLE = "level,code,value\nprovince,440000,30\nprovince,430000,20\n"


def told(capsys, *arguments):
    """Run a command line in this process: exit code, output, error text."""
    capsys.readouterr()
    code = run(["atlas", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def record(capsys, *arguments):
    code, out, _ = told(capsys, *arguments, "--format", "json")
    assert code == 0
    return json.loads(out)


def tally(regions):
    return {s: sum(r["standing"] == s for r in regions) for s in {r["standing"] for r in regions}}


def test_the_provinces_are_five_published_and_26_ranges_and_three_out_of_scope(capsys) -> None:
    found = record(capsys, "--level", "province", "--measure", "count")
    assert tally(found["regions"]) == {"published": 5, "bounded": 26, "out_of_scope": 3}
    by = {r["code"]: r for r in found["regions"]}
    assert (by["440000"]["value"], by["310000"]["value"]) == (30971, 2638)
    assert (by["430000"]["low"], by["430000"]["high"]) == (0, 5300)
    assert (by["430000"]["low_certain"], by["430000"]["high_certain"]) == (0, 12935)
    assert (by["110000"]["low"], by["110000"]["high"]) == (0, 2638)
    assert by["430000"]["value"] is None


def test_the_cities_are_six_published_of_372(capsys) -> None:
    found = record(capsys, "--level", "city")
    assert len(found["regions"]) == 372
    assert tally(found["regions"])["published"] == 6
    guangzhou = next(r for r in found["regions"] if r["code"] == "440100")
    assert (guangzhou["high"], guangzhou["high_certain"]) == (2638, 13575)


def test_counties_are_drawn_too(capsys) -> None:
    found = record(capsys, "--level", "county")
    assert len(found["regions"]) > 2500
    # Dongguan has no districts: it is its own and only county.
    valued = [(r["level"], r["code"], r["value"]) for r in found["regions"] if r["colour"]]
    assert valued == [("county", "441900", 5906)]


def test_shanghai_ranks_fifth_to_ninth(capsys) -> None:
    found = record(capsys, "--measure", "rank")
    shanghai = next(r for r in found["regions"] if r["code"] == "310000")
    assert (shanghai["low"], shanghai["high"]) == (5, 9)
    assert shanghai["standing"] == "bounded"
    assert shanghai["value"] is None


def test_the_premise_can_be_switched_off(capsys) -> None:
    found = record(capsys, "--premises", "certain")
    hunan = next(r for r in found["regions"] if r["code"] == "430000")
    assert (hunan["low"], hunan["high"]) == (0, 12935)


BROKEN = {
    "measure": (["--measure", "size"], "unknown measure 'size'"),
    "level": (["--level", "village"], "unknown level 'village'"),
    "code": (["--within", "999999"], "999999"),
    "code of a city": (["--within", "440300"], "440300"),
    "municipality": (["--within", "310000"], "no cities inside"),
    "group": (["--group", "nowhere"], "unknown group 'nowhere'"),
    "group of cities as provinces": (["--group", "gba", "--level", "province"], "--level city"),
    "scheme": (["--scheme", "magic"], "magic"),
    "classes": (["--k", "0"], "0 classes"),
    "classes as a word": (["--k", "many"], "many"),
    "style": (["--style", "dots"], "unknown style 'dots'"),
    "premises": (["--premises", "hoped"], "unknown premises 'hoped'"),
    "language": (["--lang", "fr"], "unknown lang 'fr'"),
    "theme": (["--theme", "pink"], "unknown theme 'pink'"),
    "ink": (["--ink", "red"], "unknown ink 'red'"),
    "format": (["--format", "gif"], "no format is called 'gif'"),
    "binary on the screen": (["--format", "png"], "-o atlas.png"),
    "ending": (["-o", "atlas.gif"], "no format is called 'gif'"),
    "province in a province": (["--within", "440000", "--level", "province"], "--level city"),
    "both views": (["--within", "440000", "--group", "gba"], "one of the two"),
    "title": (["--title", "x" * 201], "at most 200"),
    "option": (["--colour", "red"], "--colour"),
    "measure without data": (["--measure", "lq"], "sector"),
    "measure without a denominator": (["--measure", "per_gdp", "--level", "city"], "GDP"),
    "area without data": (["--area", "published", "--measure", "density", "--level", "city"], ""),
    "absent table": (["--data", "no-such.csv"], "no-such.csv"),
    "absent boundaries": (["--boundaries", "no.geojson", "--code-column", "c"], "no.geojson"),
    "boundaries without a column": (["--boundaries", "no.geojson"], "--code-column"),
    "column without boundaries": (["--code-column", "c"], "--boundaries"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_bad_request_is_one_sentence_and_exit_code_2(name, capsys, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    arguments, expected = BROKEN[name]
    code, out, err = told(capsys, *arguments)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    # What click itself refuses comes with a usage line above the sentence.
    said = [x for x in err.splitlines() if x.strip() and not x.startswith(("Usage:", "Try "))]
    assert len(said) == 1
    assert expected in err
    assert not list(tmp_path.iterdir())


def test_a_file_where_the_folder_should_be_is_refused(capsys, tmp_path) -> None:
    (tmp_path / "taken").write_text("mine")
    code, _, err = told(capsys, "-o", str(tmp_path / "taken" / "map.csv"))
    assert code == 2
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1
    assert (tmp_path / "taken").read_text() == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["taken"]


def test_a_folder_as_output_is_refused_and_left_alone(capsys, tmp_path) -> None:
    folder = tmp_path / "map.csv"
    folder.mkdir()
    code, _, err = told(capsys, "-o", str(folder))
    assert code == 2
    assert len(err.strip().splitlines()) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["map.csv"]
    assert not list(folder.iterdir())


@pytest.mark.parametrize("ending", ["json", "gpkg"])
def test_a_failed_write_keeps_what_was_there(ending, capsys, tmp_path, monkeypatch) -> None:
    place = tmp_path / f"map.{ending}"
    place.write_bytes(b"kept")

    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    monkeypatch.setattr(Path, "replace", full)
    code, _, err = told(capsys, "-o", str(place))
    assert code == 2
    assert len(err.strip().splitlines()) == 1
    assert place.read_bytes() == b"kept"
    assert [p.name for p in tmp_path.iterdir()] == [place.name]


def test_an_output_is_whole_and_readable(capsys, tmp_path) -> None:
    place = tmp_path / "map.svg"
    code, _, err = told(capsys, "-o", str(place))
    assert (code, err) == (0, f"Wrote {place}\n")
    assert place.read_text().rstrip().endswith("</svg>")
    assert stat.S_IMODE(place.stat().st_mode) & 0o400


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty", ""),
        ("no json", "{"),
        ("no features", '{"type": "FeatureCollection", "features": []}'),
        ("a picture", "\x89PNG\r\n\x1a\n"),
    ],
)
def test_a_broken_boundary_file_is_one_sentence(name, content, capsys, tmp_path) -> None:
    place = tmp_path / "own.geojson"
    place.write_text(content, encoding="latin-1")
    code, out, err = told(capsys, "--boundaries", str(place), "--code-column", "code")
    assert (code, out) == (2, ""), name
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1
    assert "boundary file" in err or "own.geojson" in err


def test_without_a_chinese_font_a_chinese_picture_is_refused(tmp_path) -> None:
    # In a process of its own: fonts are looked for once in each.
    code = (
        "import sys, data.fonts as fonts; fonts._candidates = set;"
        "from plusn.cli import run;"
        "sys.exit(sum(run([*sys.argv[2:], f'{sys.argv[1]}/map.{e}']) == 2 for e in ('png', 'pdf')))"
    )
    arguments = [str(tmp_path), "atlas", "--lang", "zh-Hant", "-o"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    first, second = done.stderr.strip().splitlines()
    assert first == second
    assert "font" in first
    assert not list(tmp_path.iterdir())


TEXTS = ("svg", "html", "leaflet", "json", "csv")
FORMS = (*TEXTS, "xlsx", "gpkg")
TWICE = """
import sys, pathlib
from plusn import atlas
folder = pathlib.Path(sys.argv[1])
figure = atlas(level="city", group="gba", title="{{7*191}}")
for form in sys.argv[2:]:
    figure.save(folder / f"atlas.{form}", form)
"""


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """Save every form in two processes whose sets and dicts have other orders."""
    folders = [tmp_path_factory.mktemp(f"run{seed}") for seed in (1, 2)]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", TWICE, str(folder), *FORMS],
            env={**os.environ, "PYTHONHASHSEED": str(7919 * seed), "TZ": zone},
        )
        for seed, (folder, zone) in enumerate(
            zip(folders, ("Asia/Hong_Kong", "America/New_York"), strict=True)
        )
    ]
    assert [process.wait() for process in running] == [0, 0]
    return folders


@pytest.mark.parametrize("form", FORMS)
def test_the_same_arguments_give_the_same_bytes_in_another_process(form, twice) -> None:
    first, second = (folder / f"atlas.{form}" for folder in twice)
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_size > 1000


def test_the_one_file_atlas_is_small_and_asks_for_nothing(twice) -> None:
    page = (twice[0] / "atlas.html").read_text()
    assert len(page.encode()) <= 700_000
    asked = re.findall(
        r"""(?<![\w-])(?:src|href|action|poster|srcset)\s*=\s*["']?([^"'\s>]*)""", page
    )
    asked += re.findall(r"url\(\s*[\"']?([^\"')]*)", page)
    asked += re.findall(r"(?<![\w.])import\s*\(?\s*[\"']([^\"']*)", page)
    asked += re.findall(r"@import\s+[\"']?([^\"';]*)", page)
    assert asked
    assert all(address.startswith(("data:", "#")) for address in asked if address), asked
