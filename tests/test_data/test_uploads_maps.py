"""Geographic files as tables: attributes, and where the points are, as other libraries see them."""

import io
import json
import math
import zipfile
from contextlib import suppress

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import BadValue, InputProblem
from data.uploads.limits import APP, Ask
from data.uploads.read_geojson import read_geojson
from data.uploads.read_gpkg import read_gpkg
from data.uploads.read_parquet import read_parquet
from data.uploads.read_shapefile import read_shapefile
from data.uploads.shape import BadShape
from data.uploads.wkb import read_wkb

from .hostile_making import features, gpkg_blob, package, parquet, point, shapefile, wkb_point

ASK = Ask()
POINTS = [(114.0579, 22.5431), (113.7518, 23.0207), (121.4737, 31.2304)]


def frame(crs="EPSG:4326", shapes=None):
    shapes = [shapely.Point(*one) for one in POINTS] if shapes is None else shapes
    table = {"城市": ["深圳市", "东莞市", "上海市"], "code": ["440300", "441900", "310000"],
             "n": [7, 12, 3], "share": [0.1, 1 / 3, None]}  # fmt: skip
    return gpd.GeoDataFrame(table, geometry=shapes, crs="EPSG:4326").to_crs(crs)


def as_parquet(table, tmp_path, **options):
    table.to_parquet(tmp_path / "t.parquet", **options)
    return read_parquet((tmp_path / "t.parquet").read_bytes(), name="t", limits=APP, ask=ASK)


def as_gpkg(table, tmp_path):
    table.to_file(tmp_path / "t.gpkg", layer="t")
    return read_gpkg((tmp_path / "t.gpkg").read_bytes(), name="t", limits=APP, ask=ASK)


def as_shapefile(table, tmp_path, *, encoding="UTF-8", without=(), ask=ASK):
    table.to_file(tmp_path / "t.shp", encoding=encoding)
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for part in sorted(tmp_path.glob("t.*")):
            if part.suffix not in without:
                archive.write(part, part.name)
    return read_shapefile(raw.getvalue(), name="t", limits=APP, ask=ask)


def as_geojson(table, _):
    return read_geojson(table.to_json().encode(), name="t", limits=APP, ask=ASK)


def column(book, name):
    header, *rows = book.sheets[0].rows
    return [row[header.index(name)] for row in rows]


@pytest.mark.parametrize("read", [as_parquet, as_gpkg, as_shapefile, as_geojson])
def test_points_and_attributes_come_through_every_format(read, tmp_path):
    book = read(frame(), tmp_path)
    assert book.geometry == "point"
    assert book.crs == "EPSG:4326"
    assert list(zip(column(book, "lon"), column(book, "lat"), strict=True)) == POINTS
    assert column(book, "城市") == ["深圳市", "东莞市", "上海市"]
    assert column(book, "code") == ["440300", "441900", "310000"]
    assert column(book, "n") == [7, 12, 3]
    assert column(book, "share")[1:] == [pytest.approx(1 / 3, abs=1e-12), None]


@pytest.mark.parametrize("read", [as_parquet, as_gpkg, as_shapefile])
@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:4490", "EPSG:32650", "EPSG:4547"])
def test_a_declared_system_is_converted_as_geopandas_converts_it(read, crs, tmp_path):
    table = frame(crs)
    book = read(table, tmp_path)
    assert book.crs == crs
    again = table.to_crs("EPSG:4326").geometry
    assert column(book, "lon") == pytest.approx(list(again.x), abs=1e-11)
    assert column(book, "lat") == pytest.approx(list(again.y), abs=1e-11)


@pytest.mark.parametrize("encoding", ["point", "WKB"])
def test_both_encodings_of_points_in_parquet_are_read(encoding, tmp_path):
    options = {"geometry_encoding": "geoarrow"} if encoding == "point" else {}
    book = as_parquet(frame(), tmp_path, **options)
    assert list(zip(column(book, "lon"), column(book, "lat"), strict=True)) == POINTS


@pytest.mark.parametrize("encoding", ["UTF-8", "GBK", "BIG5"])
def test_a_dbf_without_a_word_about_its_encoding_is_read_by_its_words(encoding, tmp_path):
    table = frame().rename(columns={"城市": "名稱" if encoding == "BIG5" else "城市"})
    if encoding == "BIG5":
        table["名稱"] = ["廣東省", "東莞市", "上海市"]
    book = as_shapefile(table, tmp_path, encoding=encoding, without=(".cpg",))
    assert column(book, table.columns[0]) == list(table[table.columns[0]])


def test_a_declared_encoding_of_a_dbf_is_followed(tmp_path):
    book = as_shapefile(
        frame(), tmp_path, encoding="GBK", without=(".cpg",), ask=Ask(encoding="gbk")
    )
    assert column(book, "城市")[0] == "深圳市"
    assert book.encoding == "gb18030"


def test_a_shapefile_without_prj_asks_for_its_system(tmp_path):
    book = as_shapefile(frame(), tmp_path, without=(".prj",))
    assert book.crs == ""
    assert any("declares no reference system" in remark for remark in book.remarks)
    assert list(zip(column(book, "lon"), column(book, "lat"), strict=True)) == POINTS


def test_metres_without_a_system_stay_metres_until_one_is_declared(tmp_path):
    book = as_shapefile(frame("EPSG:3857"), tmp_path, without=(".prj",))
    assert book.sheets[0].rows[0][-2:] == ("x", "y")
    assert any("EPSG:3857" in remark for remark in book.remarks)
    asked = as_shapefile(frame("EPSG:3857"), tmp_path, without=(".prj",), ask=Ask(crs="EPSG:3857"))
    assert column(asked, "lon") == pytest.approx([one[0] for one in POINTS])


def test_metres_called_degrees_are_refused_until_their_system_is_declared():
    content = features(point(12_702_000, 2_577_000))
    with pytest.raises(BadValue, match="Web Mercator"):
        read_geojson(content, name="t", limits=APP, ask=ASK)
    book = read_geojson(content, name="t", limits=APP, ask=Ask(crs="EPSG:3857"))
    assert column(book, "lon") == pytest.approx([114.104], abs=1e-2)


def test_swapped_coordinates_are_told_and_left_as_they_are():
    book = read_geojson(features(point(22.5, 114.1)), name="t", limits=APP, ask=ASK)
    assert column(book, "lon") == [22.5]
    assert column(book, "lat") == [114.1]
    assert any("swapped" in remark for remark in book.remarks)


def test_an_attribute_called_as_the_coordinates_keeps_its_cells():
    raw = {"type": "Feature", "properties": {"lon": "x", "Lat": 7}, "geometry": point(114, 22)}
    book = read_geojson(json.dumps(raw).encode(), name="t", limits=APP, ask=ASK)
    assert book.sheets[0].rows == (("lon (2)", "Lat (2)", "lon", "lat"), ("x", 7, 114, 22))


def test_every_feature_has_a_row_with_or_without_a_place():
    shapes = [point(114, 22), None, point(math.nan, 22), {"type": "Ring"},
              {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]}]  # fmt: skip
    book = read_geojson(features(*shapes), name="t", limits=APP, ask=ASK)
    assert column(book, "name") == ["r0", "r1", "r2", "r3", "r4"]
    assert column(book, "lon") == [114, None, None, None, None]
    assert len(book.remarks) == 4


def test_areas_give_their_table_and_their_kind(tmp_path):
    shapes = [shapely.box(x, y, x + 1, y + 1) for x, y in POINTS]
    book = as_gpkg(frame(shapes=shapes), tmp_path)
    assert book.geometry == "polygon"
    assert "lon" not in book.sheets[0].rows[0]
    assert column(book, "n") == [7, 12, 3]


def test_plain_parquet_keeps_numbers_times_and_blanks(tmp_path):
    table = pd.DataFrame({
        "a": [1, 2], "b": [0.1, math.nan], "c": ["x", None],
        "d": pd.to_datetime(["2023-01-05", None]), "e": [True, False],
    })  # fmt: skip
    table.to_parquet(tmp_path / "p.parquet")
    book = read_parquet((tmp_path / "p.parquet").read_bytes(), name="p", limits=APP, ask=ASK)
    assert book.kind == "parquet"
    assert book.sheets[0].rows == (
        ("a", "b", "c", "d", "e"),
        (1, 0.1, "x", "2023-01-05T00:00:00", True),
        (2, None, None, None, False),
    )


def test_columns_that_no_table_can_show_are_named():
    book = read_parquet(parquet({"a": [1], "raw": [b"\0\1"]}), name="p", limits=APP, ask=ASK)
    assert book.sheets[0].rows == (("a",), (1,))
    assert "raw" in book.remarks[0]


finite = st.floats(-1e6, 1e6)
pairs = st.tuples(finite, finite)
lines = st.lists(pairs, min_size=2, max_size=6).map(shapely.LineString)
boxes = st.tuples(finite, finite, st.floats(0.1, 9), st.floats(0.1, 9)).map(
    lambda b: shapely.box(b[0], b[1], b[0] + b[2], b[1] + b[3])
)
spots = pairs.map(shapely.Point)
shapes = st.one_of(
    spots,
    lines,
    boxes,
    st.lists(spots, min_size=1, max_size=4).map(shapely.MultiPoint),
    st.lists(lines, min_size=1, max_size=3).map(shapely.MultiLineString),
    st.lists(boxes, min_size=1, max_size=3).map(shapely.MultiPolygon),
    st.lists(st.one_of(spots, lines, boxes), min_size=1, max_size=3).map(
        shapely.GeometryCollection
    ),
)


@given(shapes, st.sampled_from([0, 1]), st.sampled_from(["iso", "extended"]), st.booleans())
def test_a_geometry_is_gone_through_as_geos_does(shape, order, flavor, high):
    if high:
        shape = shapely.force_3d(shape, z=5.0)
    blob = shapely.to_wkb(shape, byte_order=order, flavor=flavor, output_dimension=3)
    found = read_wkb(blob, 10_000)
    coordinates = shapely.get_coordinates(shape)
    assert found.vertices == len(coordinates)
    assert found.first == tuple(coordinates[0])
    assert found.finite


@given(shapes, st.data())
def test_a_geometry_cut_off_or_changed_is_refused_or_read_within_bounds(shape, data):
    blob = bytearray(shapely.to_wkb(shape))
    cut = data.draw(st.integers(0, len(blob) - 1))
    with pytest.raises(BadShape):
        read_wkb(bytes(blob[:cut]), 10_000)
    blob[cut] = data.draw(st.integers(0, 255))
    with suppress(BadShape):
        assert read_wkb(bytes(blob), 10_000).vertices <= 10_000


MAPS = {
    "geojson": (read_geojson, features(point(1, 2), point(3, 4))),
    "gpkg": (read_gpkg, package(rows=((1, "a", gpkg_blob(wkb_point(114.1, 22.5))),))),
    "shapefile": (read_shapefile, shapefile()),
}


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "shapefile"])
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_changed_map_raises_nothing_but_declared_problems(kind, data):
    read, whole = MAPS[kind]
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(InputProblem):
        assert read(bytes(content), name="t", limits=APP, ask=ASK).sheets


def test_numbers_of_wgs84_stay_bit_by_bit():
    rng = np.random.default_rng(5)
    places = [(float(x), float(y)) for x, y in rng.uniform((73, 18), (135, 53), (200, 2))]
    book = read_geojson(features(*[point(*one) for one in places]), name="t", limits=APP, ask=ASK)
    assert list(zip(column(book, "lon"), column(book, "lat"), strict=True)) == places
