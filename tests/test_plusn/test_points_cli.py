"""`plusn points` prints counts, and tells on standard error what became of every row."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest

from plusn.cli import run

from .point_files import SECTORS, as_csv, as_parquet, table

TABLE = table(rows=120)


@pytest.fixture
def file(folder):
    return str(as_csv(TABLE, folder / "points.csv"))


def test_counts_are_printed_and_the_tally_told(file, capsys):
    assert run(["points", file, "--lon", "lon", "--lat", "lat"]) == 0
    printed = capsys.readouterr()
    rows = pd.read_csv(io.StringIO(printed.out), dtype={"code": str}, keep_default_na=False)
    assert rows.columns.tolist() == ["level", "code", "name", "key", "count"]
    assert rows.set_index("code").loc["440300", "count"] == 30
    assert "128 rows:" in printed.err
    for words in ("120 inside a region", "1 exactly on a border", "1 off the coast", "2 no number"):
        assert words in printed.err
    assert "2 outside China" in printed.err


def test_a_key_that_looks_like_a_formula_is_harmless_in_a_spreadsheet(file, folder, capsys):
    out = folder / "counts.csv"
    options = ["--lon", "lon", "--lat", "lat", "--by", "sector", "-o", str(out)]
    assert run(["points", file, *options]) == 0
    keys = set(pd.read_csv(out, keep_default_na=False)["key"])
    assert keys == {("'" + key if key.startswith("=") else key) for key in SECTORS}
    assert capsys.readouterr().out == ""
    before = out.read_bytes()
    assert run(["points", file, *options]) == 0
    assert out.read_bytes() == before


def test_json_holds_the_counts_and_the_tally(file, capsys):
    options = ["--lon", "lon", "--lat", "lat", "--level", "province", "--claims", "city", "--json"]
    assert run(["points", file, *options]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["rows"] == sum(found["tally"].values()) == 128
    assert found["placed"] == sum(row["count"] for row in found["counts"])
    assert found["hint"]["points"] == 120
    assert found["counts"][0]["level"] == "province"


def test_columns_the_wrong_way_round_are_hinted_at(file, capsys):
    assert run(["points", file, "--lon", "lat", "--lat", "lon"]) == 0
    assert "try --lon and --lat the other way" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("--lon x --lat lat", "no column x. Its columns: lon, lat, sector, city, outcome"),
        ("--lon lon", "--lat COLUMN"),
        ("--lon lon --lat lat --datum nad-27", "Use one of: wgs-84, gcj-02, bd-09"),
        ("--lon lon --lat lat --level town", "Use one of: province, city, county"),
        ("--lon lon --lat lat --by nothing", "no column nothing"),
        ("--lon lon --lat lat --encoding klingon", "klingon"),
        ("--lon lon --lat lat --scheduler localhost", "tcp://"),
    ],
)
def test_what_cannot_be_done_ends_with_two_and_a_remedy(file, options, words, capsys):
    assert run(["points", file, *options.split()]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_a_missing_file_is_named(capsys):
    assert run(["points", "none.csv", "--lon", "a", "--lat", "b"]) == 2
    assert "none.csv" in capsys.readouterr().err


def test_a_bar_is_shown_only_to_a_person(folder, capsys):
    path = as_parquet(TABLE, folder / "points.parquet")
    assert run(["points", str(path), "--lon", "lon", "--lat", "lat"]) == 0
    assert "%" not in capsys.readouterr().err
