"""The GeoPackage holds the drawn shapes with the drawn numbers."""

from __future__ import annotations

import sqlite3
import time

import geopandas as gpd
import pyogrio
import pytest
import shapely

from briefing.backends.gpkg import CLOCK, LAYER, to_gpkg
from briefing.backends.records import COLUMNS, NUMBERS
from data.errors import RenderProblem

from .sample_land import CENTRES, sample_land
from .sample_spec import EVERYTHING, HOSTILE, hostile, mark, sample


@pytest.fixture
def read(tmp_path):
    def written_and_read(spec) -> gpd.GeoDataFrame:
        file = tmp_path / "map.gpkg"
        file.write_bytes(to_gpkg(spec, sample_land()))
        return gpd.read_file(file, layer=LAYER)

    return written_and_read


def test_it_holds_every_column_of_what_is_drawn(read) -> None:
    frame = read(sample())
    assert list(frame.columns) == [*COLUMNS, "title", "credits", "notes", "geometry"]
    assert all(frame[name].dtype == "float64" for name in NUMBERS)
    hunan = frame[frame["code"] == "430000"].iloc[0]
    assert (hunan["low"], hunan["high"], hunan["standing"]) == (0, 5300, "bounded")
    assert frame.loc[frame["standing"] != "published", "value"].isna().all()


def test_the_shapes_are_where_they_belong_in_degrees(read) -> None:
    frame = read(sample())
    assert frame.crs == "EPSG:4326"
    for shape, (x, y) in zip(frame.geometry, CENTRES, strict=True):
        assert shape.centroid.distance(shapely.Point(x, y)) < 1e-3


def test_hostile_text_is_stored_as_those_characters(read) -> None:
    frame = read(hostile())
    assert list(frame["label"][:5]) == list(HOSTILE)
    assert set(frame["title"]) == {EVERYTHING}


def test_a_package_is_the_same_bytes_a_second_later() -> None:
    first = to_gpkg(sample(), sample_land())
    time.sleep(1.1)
    assert to_gpkg(sample(), sample_land()) == first


def test_the_clock_runs_again_afterwards() -> None:
    to_gpkg(sample(), sample_land())
    assert pyogrio.get_gdal_config_option(CLOCK) is None


def test_the_only_date_is_that_of_the_data(tmp_path) -> None:
    file = tmp_path / "map.gpkg"
    file.write_bytes(to_gpkg(sample(), sample_land()))
    with sqlite3.connect(file) as base:
        dates = base.execute("select last_change from gpkg_contents").fetchall()
    base.close()
    assert dates == [("2024-01-01T00:00:00.000Z",)]


def test_a_region_without_a_shape_is_refused() -> None:
    with pytest.raises(RenderProblem, match=r"no boundary.*province 650000"):
        to_gpkg(sample(regions=(mark(3, code="650000"),)), sample_land())
