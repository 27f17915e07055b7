"""Maps: GeoJSON, GeoPackage, Shapefile, Parquet."""

import json
import sqlite3
import struct

from .hostile_making import (
    dbf,
    features,
    gpkg_blob,
    hostile,
    nested_wkb,
    package,
    parquet,
    point,
    shapefile,
    shp,
    wkb_point,
)


@hostile("deep.geojson")
def deep_json(_):
    return b'{"type":"FeatureCollection","features":' + b"[" * 200_000


@hostile("deep.geojson", "either")
def deep_collections(_):
    inner = point(1, 2)
    for _number in range(200):
        inner = {"type": "GeometryCollection", "geometries": [inner]}
    return features(inner)


@hostile("nan.geojson", "read")
def nan_geometries(_):
    return features(point(float("nan"), 22), point(114, float("inf")), point(114.1, 22.5))


@hostile("swapped.geojson", "read")
def swapped_coordinates(_):
    return features(point(22.5, 114.1), point(23.1, 113.3))


@hostile("metres.geojson")
def web_mercator_numbers(_):
    return features(point(12_702_000, 2_577_000), point(12_610_000, 2_640_000))


@hostile("many.geojson")
def too_many_features(_):
    return features(*[None] * 50_001)


@hostile("vertices.geojson")
def too_many_vertices(_):
    return features({"type": "LineString", "coordinates": [[1, 2]] * 200_001})


@hostile("digits.geojson")
def number_of_a_million_digits(_):
    return features(None).replace(b'"r0"', b"9" * 1_000_000)


@hostile("topo.json")
def topojson(_):
    return json.dumps({"type": "Topology", "objects": {}, "arcs": []}).encode()


@hostile("odd.geojson", "either")
def geometries_of_other_types(_):
    ring = {"type": "Polygon", "coordinates": [[[1]]]}
    return features({"type": "Point", "coordinates": "x"}, {"type": "Ring"}, 7, ring)


@hostile("half.geojson")
def truncated_geojson(_):
    return features(point(114, 22))[:-20]


@hostile("nested.parquet", "either")
def nested_wkb_in_890_bytes(_):
    return parquet({"name": ["a"], "geometry": [nested_wkb(80)]}, geometry="geometry")


@hostile("deep.parquet", "either")
def nested_wkb_in_a_megabyte(_):
    return parquet({"name": ["a"], "geometry": [nested_wkb(100_000)]}, geometry="geometry")


@hostile("lying.parquet", "either")
def wkb_with_endless_counts(_):
    blob = struct.pack("<BII", 1, 2, 0xFFFFFFFF)
    return parquet({"name": ["a"], "geometry": [blob]}, geometry="geometry")


@hostile("half.parquet")
def truncated_parquet(_):
    return parquet({"a": list(range(1_000))})[:-30]


@hostile("footer.parquet")
def lying_footer(_):
    raw = bytearray(parquet({"a": list(range(1_000))}))
    struct.pack_into("<I", raw, len(raw) - 8, 0x7FFFFFFF)
    return bytes(raw)


@hostile("garbage.parquet")
def garbage_in_the_footer(_):
    raw = bytearray(parquet({"a": list(range(1_000))}))
    size = struct.unpack_from("<I", raw, len(raw) - 8)[0]
    raw[-8 - size : -8] = b"\xff" * size
    return bytes(raw)


@hostile("pages.parquet", "either")
def garbage_in_the_pages(_):
    raw = bytearray(parquet({"a": [f"text {n}" for n in range(1_000)]}))
    raw[8:300] = b"\xff" * 292
    return bytes(raw)


@hostile("bomb.parquet")
def parquet_bomb(_):
    return parquet({"a": ["x" * 2_000] * 190_000})


@hostile("wide.parquet")
def parquet_of_too_many_columns(_):
    return parquet({f"c{n}": [1] for n in range(300)})


@hostile("sealed.parquet")
def encrypted_parquet(_):
    return b"PARE" + bytes(100) + struct.pack("<I", 50) + b"PARE"


@hostile("views.gpkg", "read")
def gpkg_with_views_and_triggers(_):
    return package(
        "CREATE VIEW v AS SELECT writefile('x', 'y'), load_extension('z')",
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END",
        "INSERT INTO gpkg_contents VALUES ('v', 'features', 'v', 4326)",
        rows=((1, "a", gpkg_blob(wkb_point(114.1, 22.5))),),
    )


@hostile("attach.gpkg", "either")
def gpkg_whose_table_name_is_sql(lure):
    name = f"\"; ATTACH '{lure.path}' AS x; --"
    quoted = '"' + name.replace('"', '""') + '"'
    literal = "'" + name.replace("'", "''") + "'"
    return package(
        f"CREATE TABLE {quoted} (a TEXT)",
        f"INSERT INTO gpkg_contents VALUES ({literal}, 'attributes', 'z', 0)",  # noqa: S608
    )


@hostile("endless.gpkg")
def gpkg_with_an_endless_view(_):
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    return package(f"CREATE VIEW e AS {numbers}", "UPDATE gpkg_contents SET table_name = 'e'")


@hostile("virtual.gpkg")
def gpkg_with_a_virtual_table(_):
    return package(
        "CREATE VIRTUAL TABLE f USING fts5(a)", "UPDATE gpkg_contents SET table_name = 'f'"
    )


@hostile("shapes.gpkg", "either")
def gpkg_with_nested_shapes(_):
    return package(rows=((1, "a", gpkg_blob(nested_wkb(50_000))), (2, "b", b"GP"), (3, "c", b"")))


@hostile("corrupt.gpkg", "either")
def corrupt_gpkg(_):
    raw = bytearray(package(rows=[(n, "x" * 500, None) for n in range(1, 200)]))
    raw[2_000:60_000] = b"\xa5" * 58_000
    return bytes(raw)


@hostile("half.gpkg", "either")
def truncated_gpkg(_):
    return package(rows=[(n, "x" * 500, None) for n in range(1, 200)])[:9_000]


@hostile("plain.gpkg")
def database_that_is_no_gpkg(_):
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE a (b)")
    raw = base.serialize()
    base.close()
    return raw


@hostile("count.zip")
def shapefile_of_endless_rows(_):
    return shapefile(dbf=dbf(["城市"], [["深圳市"]], count=0xFFFFFFFF))


@hostile("length.zip")
def shapefile_with_a_lying_record(_):
    return shapefile(shp=shp([(1, 2)], words=0x7FFFFFFF))


@hostile("negative.zip")
def shapefile_with_negative_counts(_):
    record = struct.pack("<i4d2i", 5, 0, 0, 1, 1, -1, -1)
    raw = shp([])[:100] + struct.pack(">ii", 1, len(record) // 2) + record
    return shapefile(shp=raw)


@hostile("rows.zip")
def shapefile_with_rows_missing(_):
    return shapefile(shp=shp([(1, 2), (3, 4)]))


@hostile("half.zip")
def truncated_dbf(_):
    return shapefile(dbf=dbf(["城市"], [["深圳市"]])[:40])


@hostile("alone.shp")
def shp_alone(_):
    return shp([(114.1, 22.5)])


@hostile("nan.zip", "read")
def shapefile_with_nan_points(_):
    nan = float("nan")
    return shapefile(shp=shp([(nan, nan), (114.1, 22.5)]), dbf=dbf(["a"], [["x"], ["y"]]))
