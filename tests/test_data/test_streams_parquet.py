"""Parquet and GeoParquet are read in parts of row groups, as numbers where they lie."""

from __future__ import annotations

import json
import math
import struct
from decimal import Decimal

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import BadValue, PlusNError, UnreadableFile, WrongColumns
from data.streams import parquet
from data.streams.batch import Columns
from data.streams.points import open_points, read_part
from data.streams.wkb import places

PLACES = Columns(lon="lon", lat="lat", key="sector")


def rows_of(path, columns=PLACES):
    """Read a file whole: (lon, lat, key) of each row."""
    rows = []
    for part in open_points(path, columns).parts:
        for batch in read_part(part):
            keys = [batch.keys[code] for code in batch.codes]
            rows += zip(batch.lon.tolist(), batch.lat.tolist(), keys, strict=True)
    return rows


@pytest.fixture
def file(tmp_path):
    def write(table, **options):
        path = tmp_path / "points.parquet"
        pq.write_table(pa.table(table), path, **options)
        return path

    return write


@pytest.fixture
def geo(tmp_path):
    def write(geometry, crs="OGC:CRS84", **columns):
        path = tmp_path / "points.parquet"
        gpd.GeoDataFrame(columns, geometry=geometry, crs=crs).to_parquet(path)
        return path

    return write


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.floats(allow_nan=False) | st.none(),
            st.floats(allow_nan=False),
            st.text(max_size=4) | st.none(),
        ),
        max_size=40,
    ),
    group=st.integers(1, 12),
    part=st.integers(1, 20),
    batch=st.integers(1, 9),
)
def test_row_groups_parts_and_batches_make_no_difference(
    tmp_path_factory, rows, group, part, batch
):
    path = tmp_path_factory.mktemp("groups") / "points.parquet"
    lon, lat, key = zip(*rows, strict=True) if rows else ((), (), ())
    columns = {
        "lon": pa.array(lon, pa.float64()),
        "sector": pa.array(key, pa.string()),
        "lat": pa.array(lat, pa.float64()),
    }
    pq.write_table(pa.table(columns), path, row_group_size=group)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet, "PART_ROWS", part)
        patch.setattr(parquet, "BATCH_ROWS", batch)
        found = rows_of(path)
        assert open_points(path, PLACES).weight == len(rows)
    expected = [(math.nan if x is None else x, y, k or "") for x, y, k in rows]
    assert repr(found) == repr(expected)


@pytest.mark.parametrize(
    "column",
    [
        pa.array([1.5, 2.0, None], pa.float32()),
        pa.array([Decimal("1.5"), Decimal("2.0"), None]),
        pa.array(["1.5", " 2 ", "x"]),
        pa.array(["1.5", "2", None], pa.large_string()),
        pa.array(["1.5", "2", ""]).dictionary_encode(),
    ],
    ids=["float32", "decimal", "text", "large text", "dictionary"],
)
def test_degrees_may_be_stored_in_any_way(file, column):
    found = [x for x, _, _ in rows_of(file({"lon": column, "lat": [0, 0, 0], "sector": ["a"] * 3}))]
    assert found[:2] == [1.5, 2.0]
    assert math.isnan(found[2])


def test_keys_may_be_numbers(file):
    rows = rows_of(file({"lon": [1.0, 2.0], "lat": [1.0, 2.0], "sector": [13, None]}))
    assert [key for _, _, key in rows] == ["13", ""]


@pytest.mark.parametrize(
    ("table", "kind", "words"),
    [
        ({"lon": [[1]], "lat": [1], "sector": [1]}, BadValue, "'lon' holds no numbers"),
        ({"lon": [True], "lat": [1], "sector": [1]}, BadValue, "'lon' holds no numbers"),
        ({"lon": [1], "lat": [1], "sector": [[1]]}, BadValue, "no plain texts"),
        ({"lon": [1], "lat": [1]}, WrongColumns, "no column sector. Its columns: lon, lat"),
    ],
)
def test_columns_of_another_kind_are_refused(file, table, kind, words):
    with pytest.raises(kind) as caught:
        rows_of(file(table))
    assert words in str(caught.value)


def test_a_column_that_stands_twice_is_refused(tmp_path):
    table = pa.table([[1.0], [2.0], [3.0]], names=["lon", "lat", "lat"])
    pq.write_table(table, tmp_path / "twice.parquet")
    with pytest.raises(WrongColumns, match="more than one column lat"):
        rows_of(tmp_path / "twice.parquet", Columns(lon="lon", lat="lat"))


def test_points_of_geoparquet_are_taken_without_being_named(geo):
    rng = np.random.default_rng(5)
    lon, lat = rng.uniform(70, 140, 500), rng.uniform(10, 55, 500)
    geometry = shapely.points(lon, lat)
    geometry[7] = None
    rows = rows_of(geo(geometry, sector=[f"k{n % 4}" for n in range(500)]), Columns(key="sector"))
    lon[7] = lat[7] = math.nan
    expected = [(x, y, f"k{n % 4}") for n, (x, y) in enumerate(zip(lon, lat, strict=True))]
    assert repr(rows) == repr([(float(x), float(y), k) for x, y, k in expected])


@pytest.mark.parametrize(
    ("crs", "words"), [("EPSG:32650", "not plain degrees"), (None, "no columns of longitude")]
)
def test_points_that_are_not_declared_as_degrees_are_refused(geo, crs, words):
    with pytest.raises(BadValue, match=words) as caught:
        rows_of(geo([shapely.Point(1, 2)], crs=crs), Columns())
    assert caught.value.remedy


@pytest.mark.parametrize(
    "shape", [shapely.Point(1, 2, 3), shapely.box(0, 0, 1, 1), shapely.MultiPoint([[1, 2]])]
)
def test_other_shapes_than_points_are_refused(geo, shape):
    with pytest.raises(BadValue, match="something other than points"):
        rows_of(geo([shapely.Point(1, 2), shape]), Columns())


def test_a_plain_file_needs_its_columns_named(file):
    with pytest.raises(BadValue, match="--lon COLUMN --lat COLUMN"):
        rows_of(file({"x": [1.0]}), Columns())


@pytest.mark.parametrize("geo", [b"{", b"[]", b'{"primary_column": 1}', b'{"columns": null}'])
def test_a_broken_declaration_is_as_good_as_none(tmp_path, geo):
    path = tmp_path / "odd.parquet"
    pq.write_table(pa.table({"x": [1.0]}).replace_schema_metadata({b"geo": geo}), path)
    with pytest.raises(BadValue, match="no columns of longitude and latitude"):
        rows_of(path, Columns())


def test_a_declared_system_may_be_anything(tmp_path):
    declared = {"primary_column": "x", "columns": {"x": {"encoding": "WKB", "crs": "EPSG:4326"}}}
    table = pa.table({"x": [b"1"]}).replace_schema_metadata({b"geo": json.dumps(declared)})
    pq.write_table(table, tmp_path / "odd.parquet")
    with pytest.raises(BadValue, match=r"not plain degrees|no columns"):
        rows_of(tmp_path / "odd.parquet", Columns())


def test_either_byte_order_of_a_point_is_read():
    little = struct.pack("<BIdd", 1, 1, 114.25, 22.5)
    big = struct.pack(">BIdd", 0, 1, -7.125, 80.0)
    lon, lat = places(pa.array([little, big, little]).slice(1), "g")
    assert (lon.tolist(), lat.tolist()) == ([-7.125, 114.25], [80.0, 22.5])


@pytest.mark.parametrize("size", [0, 3, 4, 8, 100, 500, -1, -4, -9])
def test_a_cut_file_is_refused(file, size):
    path = file({"lon": [1.0], "lat": [2.0], "sector": ["a"]})
    path.write_bytes(path.read_bytes()[:size] or b"PAR1")
    with pytest.raises((UnreadableFile, WrongColumns)) as caught:
        rows_of(path)
    assert caught.value.remedy


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_file_gives_rows_or_a_refusal(file, seed):
    rng = np.random.default_rng(seed)
    table = {
        "lon": [rng.uniform(70, 140) for _ in range(90)],
        "lat": [str(rng.uniform(20, 50)) for _ in range(90)],
        "sector": [str(rng.choice([*"abc工"])) for _ in range(90)],
    }
    whole = file(table, row_group_size=40, compression="zstd").read_bytes()
    outcomes = set()
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(rng.integers(1, 6)):
            damaged[rng.integers(len(damaged))] = rng.integers(256)
        path = file(table)
        path.write_bytes(damaged)
        try:
            outcomes.add(len(rows_of(path)))
        except PlusNError as problem:
            outcomes.add(type(problem))
            assert problem.remedy  # noqa: PT017 - either is right, but not another error
    assert UnreadableFile in outcomes
