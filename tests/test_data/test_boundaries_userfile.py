"""A user's own boundary file: read by its kind alone, checked whole, refused in clear words."""

import json
import sqlite3
import zipfile
from contextlib import closing

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data import boundaries, datum
from data.boundaries import gpkg
from data.boundaries.userfile import read
from data.codes import Level
from data.errors import (
    BadValue,
    DuplicateRegion,
    Problems,
    TooLarge,
    UnknownChoice,
    UnknownRegion,
    UnreadableFile,
    WrongColumns,
)

CODES = ["440100", "440300", "441900", "442000"]


@pytest.fixture(scope="module")
def reference():
    return {
        Level.PROVINCE: boundaries.load("province-300"),
        Level.CITY: boundaries.load("city-300"),
        Level.COUNTY: boundaries.load("county-300"),
    }


@pytest.fixture(scope="module")
def own(reference):
    """Four cities as a user would have them: another order, a column of codes with a name."""
    cities = reference[Level.CITY].query("code in @CODES")[["code", "geometry"]]
    return cities.rename(columns={"code": "adcode"}).iloc[::-1].reset_index(drop=True)


def geojson(frame, path):
    path.write_text(frame.to_json(), encoding="utf-8")
    return path


def problems_of(frame, tmp_path, reference, **more):
    with pytest.raises(Problems) as refused:
        read(geojson(frame, tmp_path / "own.geojson"), "adcode", reference=reference, **more)
    return refused.value


def written(own, tmp_path, kind):
    path = tmp_path / {"zip": "own.zip", "shp": "own.shp"}.get(kind, f"own.{kind}")
    if kind == "geojson":
        return geojson(own, path)
    if kind == "parquet":
        own.to_parquet(path)
    elif kind == "gpkg":
        own.to_file(path, driver="GPKG")
    else:
        own.to_file(tmp_path / "own.shp", driver="ESRI Shapefile")
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for end in ("shp", "shx", "dbf", "prj", "cpg"):
                archive.write(tmp_path / f"own.{end}", f"folder/own.{end}")
    return path


SYSTEMS = [("geojson", 4326)] + [  # GeoJSON is WGS 84; its older `crs` has a test of its own
    (kind, system) for kind in ("gpkg", "parquet", "shp", "zip") for system in (4326, 4490, 32650)
]


@pytest.mark.parametrize(("kind", "system"), SYSTEMS)
def test_every_kind_in_every_system_gives_the_same_regions(own, tmp_path, reference, kind, system):
    path = written(own.to_crs(system), tmp_path, kind)
    made = read(path, "adcode", reference=reference)

    known = reference[Level.CITY].query("code in @CODES").reset_index(drop=True)
    assert made["code"].tolist() == CODES
    assert made.drop(columns="geometry").equals(known.drop(columns="geometry"))
    assert made.columns.tolist() == known.columns.tolist()
    assert made.crs.to_epsg() == 4326
    off = shapely.area(made.geometry.to_numpy()) - shapely.area(known.geometry.to_numpy())
    assert abs(off).max() < 1e-8


def test_codes_that_a_spreadsheet_made_numbers_are_still_codes(own, tmp_path, reference):
    for number in (int, float):
        frame = own.assign(adcode=own["adcode"].astype(number))
        made = read(geojson(frame, tmp_path / "own.geojson"), "adcode", reference=reference)
        assert made["code"].tolist() == CODES


@pytest.mark.parametrize("level", list(Level)[1:])
def test_the_level_is_found_from_the_codes(tmp_path, reference, level):
    frame = reference[level].query("code.str.startswith('44')").rename(columns={"code": "adcode"})
    frame = frame[["adcode", "geometry"]]
    made = read(geojson(frame, tmp_path / "own.geojson"), "adcode", reference=reference)

    assert set(made["level"]) == {str(level)}


def test_a_named_level_wins_where_a_code_stands_at_two(tmp_path, reference):
    frame = reference[Level.CITY].query("code == '110000'").rename(columns={"code": "adcode"})
    path = geojson(frame[["adcode", "geometry"]], tmp_path / "own.geojson")

    assert read(path, "adcode", reference=reference)["level"].tolist() == ["province"]
    assert read(path, "adcode", reference=reference, level="city")["level"].tolist() == ["city"]
    with pytest.raises(UnknownChoice, match="province, city, county"):
        read(path, "adcode", reference=reference, level="town")


def test_all_problems_are_named_at_once(own, tmp_path, reference):
    frame = own.copy()
    frame["adcode"] = ["440100", "440100", "449900", "x"]
    frame.loc[[0], "geometry"] = shapely.Point(113, 23)
    frame.loc[[1], "geometry"] = shapely.Polygon([(113, 23), (114, 24), (114, 23), (113, 24)])
    frame.loc[[2], "geometry"] = None

    refused = problems_of(frame, tmp_path, reference)
    assert [type(p) for p in refused.problems] == [
        BadValue,
        UnknownRegion,
        DuplicateRegion,
        BadValue,
        BadValue,
        BadValue,
    ]
    text = str(refused)
    assert text.startswith("6 problems in own.geojson:")
    assert "1 rows have no six-digit code (row 4 'x')" in text
    assert "1 codes stand for no city (row 3 '449900'). Use the codes of GB/T 2260" in text
    assert "2 rows share a code (row 1 '440100', row 2 '440100')" in text
    assert "1 geometries are not polygons (row 1 '440100')" in text
    assert "1 polygons are not valid: Self-intersection" in text
    assert "1 rows have no geometry (row 3 '449900')" in text


def test_a_long_list_of_rows_is_cut_and_counted(tmp_path, reference):
    codes = [f"99{number:04}" for number in range(372)]
    boxes = [shapely.box(110, 30, 111, 31)] * len(codes)
    frame = gpd.GeoDataFrame({"adcode": codes}, geometry=boxes, crs=4326)

    assert "and 364 more" in str(problems_of(frame, tmp_path, reference, level="city"))


def test_no_rows_are_no_boundaries(own, tmp_path, reference):
    path = tmp_path / "own.parquet"
    own.iloc[:0].to_parquet(path)

    with pytest.raises(Problems, match="has no rows"):
        read(path, "adcode", reference=reference)


def test_a_wrong_column_is_answered_with_the_columns_there(own, tmp_path, reference):
    for kind in ("geojson", "gpkg", "parquet", "shp", "zip"):
        path = written(own.assign(note="n"), tmp_path, kind)
        with pytest.raises(WrongColumns, match=r"no column 'code'\. It has: .*adcode, note\."):
            read(path, "code", reference=reference)


def without_system(own, tmp_path, kind):
    path = written(own, tmp_path, "shp" if kind == "shp" else kind)
    if kind == "shp":
        path.with_suffix(".prj").unlink()
    elif kind == "gpkg":
        with closing(sqlite3.connect(path)) as base, base:
            base.execute("UPDATE gpkg_geometry_columns SET srs_id = 0")
    else:
        own.set_crs(None, allow_override=True).to_parquet(path)
    return path


@pytest.mark.parametrize("kind", ["shp", "gpkg", "parquet"])
def test_a_file_without_a_reference_system_is_refused(own, tmp_path, reference, kind):
    with pytest.raises(Problems, match=r"declares no reference system.*EPSG:4326"):
        read(without_system(own, tmp_path, kind), "adcode", reference=reference)


@pytest.mark.parametrize("name", ["EPSG:4490", "urn:ogc:def:crs:EPSG::4490"])
def test_a_named_system_of_older_geojson_is_honoured(own, tmp_path, reference, name):
    document = json.loads(own.to_json())
    document["crs"] = {"type": "name", "properties": {"name": name}}
    path = tmp_path / "own.geojson"
    path.write_text(json.dumps(document), encoding="utf-8")

    assert len(read(path, "adcode", reference=reference)) == 4


@pytest.mark.parametrize("name", ["+init=/etc/passwd:x", "http://example.invalid/crs", "EPSG:x"])
def test_a_system_that_is_no_known_name_is_refused_unread(own, tmp_path, reference, name):
    document = json.loads(own.to_json())
    document["crs"] = {"type": "name", "properties": {"name": name}}
    path = tmp_path / "own.geojson"
    path.write_text(json.dumps(document), encoding="utf-8")

    with pytest.raises(BadValue, match=r"is not known.*EPSG:4326"):
        read(path, "adcode", reference=reference)


def test_swapped_axes_and_foreign_places_are_told_apart(own, tmp_path, reference):
    swapped = own.set_geometry(shapely.transform(own.geometry.to_numpy(), lambda xy: xy[:, ::-1]))
    away = own.translate(xoff=-100)

    assert "longitude before latitude" in str(problems_of(swapped, tmp_path, reference))
    assert "4 regions lie outside China" in str(
        problems_of(own.set_geometry(away), tmp_path, reference)
    )


def test_gcj02_is_refused_unless_declared_and_then_undone(own, tmp_path, reference):
    moved = shapely.transform(own.geometry.to_numpy(), datum.to_gcj02)
    path = tmp_path / "own.parquet"
    own.set_geometry(gpd.GeoSeries(moved, crs=4326)).to_parquet(path)

    with pytest.raises(Problems, match=r"GCJ-02 would put them.*wgs-84 or gcj-02 or bd-09"):
        read(path, "adcode", reference=reference)
    made = read(path, "adcode", reference=reference, declared_datum="gcj-02")
    known = reference[Level.CITY].query("code in @CODES")
    apart = shapely.get_coordinates(made.geometry.to_numpy()) - shapely.get_coordinates(
        known.geometry.to_numpy()
    )
    assert np.abs(apart).max() < 1e-9
    with pytest.raises(UnknownChoice, match="wgs-84, gcj-02, bd-09"):
        read(path, "adcode", reference=reference, declared_datum="cgcs-2000")


def test_another_source_in_wgs84_is_not_taken_for_gcj02(tmp_path, reference):
    amap = boundaries.load("assignment-city").query("code.str.startswith('44')")
    path = tmp_path / "amap.parquet"
    amap[["code", "geometry"]].to_parquet(path)

    assert len(read(path, "code", reference=reference)) == 21


@given(st.floats(73.5, 135), st.floats(3.5, 53.5))
def test_the_shift_is_undone_to_a_tenth_of_a_millimetre(lon, lat):
    place = np.array([[lon, lat]])

    assert np.abs(datum.to_wgs84(datum.to_gcj02(place)) - place).max() < 1e-9
    # The shift is at most about a kilometre, even at the rim of the country.
    assert np.abs(datum.shift(place)).max() < 0.02


def test_the_shift_is_the_known_one_at_a_known_place():
    # Tiananmen: the pair that the published converters agree on.
    there = datum.to_gcj02(np.array([[116.391_35, 39.907_35]]))

    assert there[0] == pytest.approx([116.397_59, 39.908_75], abs=2e-5)


VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="canary"><SrcDataSource>{canary}</SrcDataSource>'
    "</OGRVRTLayer></OGRVRTDataSource>"
)
GDALG = (
    '{{"type": "gdal_streamed_alg", "command_line":'
    ' "gdal vector pipeline ! read {canary} ! filter"}}'
)
OTHERS = {
    "vrt": VRT,
    "vrt after a blank": "\n " + VRT,
    "gdalg": GDALG,
    "wfs": "<OGRWFSDataSource><URL>http://127.0.0.1:9/wfs</URL></OGRWFSDataSource>",
    "esri": '{{"geometryType": "esriGeometryPolygon", "features": []}}',
    "topojson": '{{"type": "Topology", "objects": {{}}, "arcs": []}}',
    "text": "adcode,geometry\n440100,\n",
}


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("name", ["own.geojson", "own.shp", "own.gpkg", "own.parquet"])
def test_a_document_that_points_elsewhere_is_not_followed(own, tmp_path, reference, kind, name):
    canary = geojson(own, tmp_path / "canary.geojson")
    path = tmp_path / name
    path.write_text(OTHERS[kind].format(canary=canary), encoding="utf-8")

    with pytest.raises(UnreadableFile, match="not a boundary file"):
        read(path, "adcode", reference=reference)


@pytest.mark.parametrize("kind", ["vrt", "gdalg"])
def test_the_canary_would_sing_if_gdal_opened_it(own, tmp_path, kind):
    canary = geojson(own, tmp_path / "canary.geojson")
    path = tmp_path / "own.geojson"
    path.write_text(OTHERS[kind].format(canary=canary), encoding="utf-8")

    assert len(pyogrio.read_dataframe(path)) == 4


def test_a_pointing_document_inside_an_archive_is_not_followed(own, tmp_path, reference):
    canary = geojson(own, tmp_path / "canary.geojson")
    path = tmp_path / "own.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("own.shp", VRT.format(canary=canary))

    with pytest.raises(UnreadableFile, match="not a boundary file"):
        read(path, "adcode", reference=reference)


def test_a_member_that_climbs_out_of_the_archive_is_never_written(own, tmp_path, reference):
    written(own, tmp_path, "zip")
    path = tmp_path / "climbing.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for end in ("shp", "shx", "dbf", "prj"):
            archive.write(tmp_path / f"own.{end}", f"../../escaped.{end}")

    assert len(read(path, "adcode", reference=reference)) == 4
    assert not list(tmp_path.parent.parent.glob("escaped*"))


def test_archives_of_the_wrong_content_or_size_are_refused(tmp_path, reference):
    path = tmp_path / "own.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "")
    with pytest.raises(UnreadableFile, match=r"0 \.shp files"):
        read(path, "adcode", reference=reference)
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(201):
            archive.writestr(f"{number}.txt", "")
    with pytest.raises(TooLarge, match="201 files"):
        read(path, "adcode", reference=reference)


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "parquet", "shp", "zip"])
def test_a_broken_file_of_every_kind_is_one_sentence(own, tmp_path, reference, kind):
    path = written(own, tmp_path, kind)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])

    with pytest.raises((UnreadableFile, Problems)):
        read(path, "adcode", reference=reference)


def test_an_absent_file_and_a_folder_are_refused(tmp_path, reference):
    with pytest.raises(UnreadableFile, match=r"does not exist.*Check the path"):
        read(tmp_path / "none.geojson", "adcode", reference=reference)
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read(tmp_path, "adcode", reference=reference)


def test_parquet_without_geometry_and_geopackage_of_two_layers_are_refused(
    own, tmp_path, reference
):
    table = tmp_path / "own.parquet"
    own.drop(columns="geometry").to_parquet(table)
    two = written(own, tmp_path, "gpkg")
    own.to_file(two, driver="GPKG", layer="second")

    with pytest.raises(UnreadableFile, match=r"no geometry\b.*GeoParquet"):
        read(table, "adcode", reference=reference)
    with pytest.raises(UnreadableFile, match="2 layers: own, second"):
        read(two, "adcode", reference=reference)


@pytest.mark.parametrize("blob", [b"", b"GP", b"XX" + bytes(20), b"GP\0\x0e" + bytes(20)])
def test_a_geometry_that_is_not_geopackage_is_refused(blob):
    with pytest.raises(UnreadableFile, match="standard form"):
        gpkg.wkb_of(blob)
