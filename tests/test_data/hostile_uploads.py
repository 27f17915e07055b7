"""Hostile and broken files, made by code: what a reading process must survive.

Each maker is given a `Lure`: a file that must not be read and an address that must not be asked.
"""

import gzip
import io
import json
import pickle
import sqlite3
import struct
import zipfile
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.parquet as pq

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOM = b"\xef\xbb\xbf"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MADE_OF = "application/vnd.openxmlformats-"
OLD_SHEET = "urn:schemas-microsoft-com:office:spreadsheet"


@dataclass(frozen=True)
class Lure:
    """Hold what must not be reached."""

    path: str
    url: str


FILES = {}
"""Name in the corpus → (name of the file, maker, ``refused``, ``read`` or ``either``)."""


def hostile(name, outcome="refused"):
    """Add the maker that follows to the corpus; its name is what the file is."""

    def add(maker):
        FILES[maker.__name__] = (name, maker, outcome)
        return maker

    return add


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return raw.getvalue()


def book(sheet, **parts):
    """Give a workbook with one sheet; `parts` by their names with slashes as two underscores."""
    more = {name.replace("__", "/"): content for name, content in parts.items()}
    kind = f"{MADE_OF}officedocument.spreadsheetml"
    types = (
        f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{MADE_OF}package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        "</Types>"
    )
    whole = (
        f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}">'
        '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": whole,
            "xl/_rels/workbook.xml.rels": relation("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": sheet,
        }
        | more
    )


def relation(kind, target):
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def old_xml(table, doctype=""):
    """Give an XML spreadsheet of 2003."""
    return (
        f'<?xml version="1.0"?>{doctype}<Workbook xmlns="{OLD_SHEET}" xmlns:ss="{OLD_SHEET}">'
        f"<Worksheet ss:Name='A'><Table>{table}</Table></Worksheet></Workbook>"
    ).encode()


def laughs():
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE w [<!ENTITY l0 "lol">{entities}]>'


def reads_file(lure):
    return f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{lure.path}">]>'


def vrt(source):
    layer = f'<OGRVRTLayer name="a"><SrcDataSource>{source}</SrcDataSource></OGRVRTLayer>'
    return f"<OGRVRTDataSource>{layer}</OGRVRTDataSource>".encode()


def old_office(stream):
    return OLD + bytes(504) + stream.encode("utf-16-le") + bytes(2_000)


def sheet(rows, prolog=""):
    return f'{prolog}<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'


def cell(place, value):
    row = "".join(filter(str.isdigit, place))
    return f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>{value}</t></is></c></row>'


def features(*geometries, **more):
    return json.dumps(
        {
            "type": "FeatureCollection",
            **more,
            "features": [
                {"type": "Feature", "properties": {"name": f"r{n}"}, "geometry": one}
                for n, one in enumerate(geometries)
            ],
        }
    ).encode()


def point(x, y):
    return {"type": "Point", "coordinates": [x, y]}


def wkb_point(x, y):
    return struct.pack("<BI2d", 1, 1, x, y)


def nested_wkb(depth):
    return struct.pack("<BII", 1, 7, 1) * depth + wkb_point(1, 2)


def parquet(columns, *, geometry="", crs=None):
    table = pa.table(columns)
    if geometry:
        about = {"encoding": "WKB", "geometry_types": [], "crs": crs}
        geo = {"version": "1.1.0", "primary_column": geometry, "columns": {geometry: about}}
        table = table.replace_schema_metadata({"geo": json.dumps(geo)})
    raw = io.BytesIO()
    pq.write_table(table, raw)
    return raw.getvalue()


def package(*statements, rows=((1, "a", None),)):
    """Give a GeoPackage with one layer of points, and more statements run on it."""
    base = sqlite3.connect(":memory:")
    base.executescript(
        "PRAGMA application_id = 1196444487;"
        "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, identifier TEXT, srs_id INT);"
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INT);"
        "CREATE TABLE gpkg_spatial_ref_sys (srs_id INT, organization TEXT,"
        " organization_coordsys_id INT, definition TEXT);"
        "INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326, '');"
        "INSERT INTO gpkg_contents VALUES ('t', 'features', 't', 4326);"
        "INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 4326);"
        "CREATE TABLE t (fid INTEGER PRIMARY KEY, name TEXT, geom BLOB);"
    )
    base.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
    for statement in statements:
        base.execute(statement)
    base.commit()
    raw = base.serialize()
    base.close()
    return raw


def gpkg_blob(wkb):
    return b"GP" + bytes([0, 1]) + struct.pack("<i", 4326) + wkb


def dbf(names, rows, count=None, width=10):
    fields = b"".join(
        name.encode("gb18030")[:10].ljust(11, b"\0") + b"C" + bytes(4) + bytes([width]) + bytes(15)
        for name in names
    )
    start = 32 + len(fields) + 1
    head = struct.pack("<B3BIHH20x", 3, 124, 1, 1, len(rows) if count is None else count, start,
                       1 + width * len(names))  # fmt: skip
    body = b"".join(
        b" " + b"".join(one.encode("gb18030")[:width].ljust(width) for one in row) for row in rows
    )
    return head + fields + b"\r" + body + b"\x1a"


def shp(points, words=10):
    records = b"".join(
        struct.pack(">ii", n, words) + struct.pack("<i2d", 1, *one)
        for n, one in enumerate(points, 1)
    )
    head = struct.pack(">i20xi", 9994, (100 + len(records)) // 2) + struct.pack("<ii", 1000, 1)
    return head + bytes(100 - len(head)) + records


def shapefile(**parts):
    whole = {"shp": shp([(114.1, 22.5)]), "dbf": dbf(["城市"], [["深圳市"]])} | parts
    return zipped({f"layer.{end}": content for end, content in whole.items()})


# Documents that make GDAL read files or ask servers.


@hostile("map.geojson")
def vrt_that_names_a_file(lure):
    return vrt(lure.path)


@hostile("map.geojson")
def vrt_that_names_an_address(lure):
    return vrt(f"/vsicurl/{lure.url}")


@hostile("map.json")
def gdalg_pipeline(lure):
    line = f"gdal vector pipeline ! read {lure.url}"
    return json.dumps({"type": "gdal_streamed_alg", "command_line": line}).encode()


@hostile("map.geojson")
def wfs_connection(lure):
    return f"<OGRWFSDataSource><URL>{lure.url}</URL></OGRWFSDataSource>".encode()


@hostile("map.geojson")
def wfs_capabilities(lure):
    space = 'xmlns:wfs="http://www.opengis.net/wfs"'
    return f'<wfs:WFS_Capabilities {space}><a href="{lure.url}"/></wfs:WFS_Capabilities>'.encode()


@hostile("data.csv")
def csv_vrt(lure):
    return vrt(f"CSV:{lure.path}")


@hostile("map.geojson")
def address_as_a_file(lure):
    return lure.url.encode()


@hostile("table.csv")
def connection_text(lure):
    return f"WFS:{lure.url}".encode()


@hostile("map.geojson")
def kml_with_a_network_link(lure):
    link = f"<NetworkLink><Link><href>{lure.url}</href></Link></NetworkLink>"
    return f'<kml xmlns="http://www.opengis.net/kml/2.2">{link}</kml>'.encode()


@hostile("map.zip")
def vrt_in_a_shapefile_zip(lure):
    return zipped({"layer.shp": shp([(1, 2)]), "other.vrt": vrt(lure.path)})


@hostile("map.geojson")
def crs_by_a_link(lure):
    return features(point(114, 22), crs={"type": "link", "properties": {"href": lure.url}})


@hostile("map.geojson")
def crs_that_names_a_file(lure):
    crs = {"type": "name", "properties": {"name": f"+init={lure.path}:1"}}
    return features(point(114, 22), crs=crs)


@hostile("map.zip")
def prj_that_names_a_grid_file(lure):
    sphere = 'DATUM["D",SPHEROID["S",6378137,298]],PRIMEM["G",0],UNIT["d",0.017]'
    grid = f'EXTENSION["PROJ4","+proj=merc +nadgrids={lure.path}"]'
    text = f'PROJCS["x",GEOGCS["y",{sphere}],PROJECTION["Mercator"],UNIT["m",1],{grid}]'
    return shapefile(prj=text.encode())


# Archives.


@hostile("bomb.xlsx")
def zip_bomb_workbook(_):
    return book(sheet(cell("A1", " " * 60_000_000)))


@hostile("bomb.zip")
def zip_of_many_parts(_):
    return zipped({f"p{n}.shp": b"" for n in range(3_000)})


@hostile("bomb.zip")
def nested_zip(_):
    return zipped({"layer.shp": shp([(1, 2)]), "inner.zip": zipped({"a": b"0" * 1_000_000})})


@hostile("up.zip")
def traversal_zip(_):
    return zipped({"../../layer.shp": shp([(1, 2)]), "../../layer.dbf": b""})


@hostile("root.zip")
def absolute_zip(_):
    return zipped({"/etc/layer.shp": shp([(1, 2)])})


@hostile("drive.zip")
def backslash_zip(_):
    return zipped({"..\\..\\layer.shp": shp([(1, 2)])})


@hostile("link.zip")
def symlink_zip(lure):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        link = zipfile.ZipInfo("layer.dbf")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, lure.path)
        archive.writestr("layer.shp", shp([(1, 2)]))
    return raw.getvalue()


@hostile("locked.zip")
def encrypted_zip(_):
    raw = bytearray(shapefile())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := raw.find(mark, at + 1)) >= 0:
            raw[at + offset] |= 1
    return bytes(raw)


@hostile("lie.zip", "either")
def zip_that_lies_about_sizes(_):
    raw = bytearray(shapefile(dbf=dbf(["a"], [["x"]]) + bytes(50_000_000)))
    at = raw.rfind(b"PK\x01\x02")
    struct.pack_into("<I", raw, at + 24, 100)
    return bytes(raw)


@hostile("short.xlsx")
def truncated_workbook(_):
    return book(sheet(cell("A1", "x")))[:-200]


@hostile("plain.zip")
def zip_without_a_table(_):
    return zipped({"readme.txt": "hello"})


@hostile("two.zip", "either")
def zip_with_two_parts_of_one_name(_):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("Layer.shp", shp([(1, 2)]))
        archive.writestr("layer.shp", shp([(3, 4)]))
    return raw.getvalue()


@hostile("gz.csv")
def gzip_bomb(_):
    return gzip.compress(b"a,b\n" * 5_000_000)


# Workbooks.


@hostile("far.xlsx")
def far_cell(_):
    return book(sheet(cell("A1", "a") + cell("XFD1048576", "far")))


@hostile("wide.xlsx", "either")
def false_dimension(_):
    place = '<dimension ref="A1:XFD1048576"/><sheetData>'
    return book(sheet(cell("A1", "a")).replace("<sheetData>", place))


@hostile("merged.xlsx", "either")
def merged_over_everything(_):
    merged = '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return book(sheet(cell("A1", "a")).replace("</sheetData>", merged))


@hostile("laughs.xlsx")
def billion_laughs(_):
    return book(sheet(cell("A1", "&l9;"), f'<?xml version="1.0"?>{laughs()}'))


@hostile("entity.xlsx")
def external_entity(lure):
    return book(sheet(cell("A1", "&x;"), f'<?xml version="1.0"?>{reads_file(lure)}'))


@hostile("entity.xlsx")
def external_entity_by_address(lure):
    prolog = f'<?xml version="1.0"?><!DOCTYPE w SYSTEM "{lure.url}">'
    return book(sheet(cell("A1", "x"), prolog))


@hostile("strings.xlsx", "either")
def shared_string_out_of_range(_):
    return book(sheet('<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>'))


@hostile("dde.xlsx", "either")
def dde_and_external_links(lure):
    link = f'<ddeLink ddeService="cmd" ddeTopic="{lure.url}"/>'
    return book(
        sheet('<row r="1"><c r="A1"><f>cmd|\'/c calc\'!A0</f><v>1</v></c></row>'),
        xl__externalLinks__externalLink1=f'<externalLink xmlns="{SHEET}">{link}</externalLink>',
    )


@hostile("uncached.xlsx", "either")
def formula_without_a_value(_):
    return book(sheet('<row r="1"><c r="A1"><f>WEBSERVICE("http://x")</f></c></row>'))


@hostile("macros.xlsx")
def macro_workbook(_):
    return book(sheet(cell("A1", "a")), **{"xl__vbaProject.bin": b"x"})


@hostile("odd.xlsx", "either")
def cells_with_odd_places(_):
    rows = '<row r="0"><c r="A0"><v>1</v></c></row><row r="-5"><c r="$$"><v>nan</v></c></row>'
    return book(sheet(rows))


@hostile("numbers.xlsx", "either")
def endless_numbers(_):
    numbers = '<c r="A1"><v>1e999</v></c><c r="B1"><v>NaN</v></c>'
    return book(sheet(f'<row r="1">{numbers}<c r="C1" t="d"><v>9999-99-99</v></c></row>'))


@hostile("deep.xlsx", "either")
def deep_xml(_):
    deep = "<a>" * 100_000 + "</a>" * 100_000
    return book(sheet(deep))


@hostile("empty.xlsx")
def workbook_of_drawings_alone(_):
    return book(sheet(""), xl__drawings__drawing1="<xdr/>", **{"xl__media__image1.png": b"\x89PNG"})


@hostile("broken.xlsx")
def workbook_without_sheets(_):
    return zipped({"xl/workbook.xml": f'<workbook xmlns="{SHEET}"/>'})


@hostile("book.xlsb")
def binary_workbook(_):
    return zipped({"xl/workbook.bin": b"x"})


@hostile("book.ods")
def open_document(_):
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": "<a/>"})


@hostile("locked.xlsx")
def password_workbook(_):
    return old_office("EncryptedPackage")


@hostile("表.et")
def wps_spreadsheet(_):
    return old_office("Workbook")


@hostile("letter.xls")
def word_document(_):
    return old_office("WordDocument")


@hostile("old.xls")
def broken_old_workbook(_):
    return old_office("Workbook")


@hostile("laughs.xls")
def billion_laughs_in_xml_xls(_):
    return old_xml("<Row><Cell><Data>&l9;</Data></Cell></Row>", laughs())


@hostile("entity.xls")
def external_entity_in_xml_xls(lure):
    return old_xml("<Row><Cell><Data>&x;</Data></Cell></Row>", reads_file(lure))


@hostile("far.xls", "either")
def far_cell_in_xml_xls(_):
    cells = "<Cell ss:Index='16384'><Data>far</Data></Cell>"
    return old_xml(f"<Row ss:Index='1048576'>{cells}</Row>")


@hostile("page.xls", "read")
def page_with_scripts_and_links(lure):
    head = (
        f'<script src="{lure.url}"></script><link rel="stylesheet" href="{lure.url}">'
        f'<meta http-equiv="refresh" content="0;url={lure.url}">'
    )
    table = (
        f'<table><tr><td>City<img src="{lure.url}"></td><td>N</td></tr>'
        "<tr><td>Shenzhen</td><td>1</td></tr></table>"
    )
    frame = f'<iframe src="file://{lure.path}"></iframe>'
    return f"<html><head>{head}</head><body>{frame}{table}</body></html>".encode()


@hostile("span.xls", "either")
def page_with_endless_spans(_):
    spans = b"colspan=1000000000 rowspan=1000000000"
    return b"<table><tr><td " + spans + b">a</td></tr><tr><td>b</td></tr></table>"


@hostile("deep.xls", "either")
def page_of_nested_tables(_):
    return b"<table><tr><td>" * 20_000 + b"x"


# Texts.


@hostile("empty.csv")
def no_bytes(_):
    return b""


@hostile("blank.csv")
def blanks_alone(_):
    return b"  \r\n\r\n \t "


@hostile("mark.csv")
def byte_order_mark_alone(_):
    return BOM


@hostile("zeros.csv")
def zero_bytes(_):
    return bytes(100_000)


@hostile("zeros.csv")
def zero_bytes_in_a_table(_):
    return b"a,b\n1\0,2\n" * 100


@hostile("wide.csv")
def million_columns(_):
    return b"a" + b",a" * 1_000_000 + b"\n"


@hostile("long.csv")
def million_rows(_):
    return b"a,b\n" * 1_000_000


@hostile("quote.csv")
def quoted_bomb(_):
    return b'name,n\n"' + b"a,b\n" * 2_000_000


@hostile("cell.csv", "either")
def endless_cell(_):
    return b"name,n\n" + b"x" * 10_000_000 + b",1\n"


@hostile("bytes.csv", "either")
def broken_encoding(_):
    return "城市,数目\n深圳市,1\n".encode("gb18030")[:-6] + b"\xff\xfe\x80\n1,2\n"


@hostile("formula.csv", "read")
def formulas_in_csv(_):
    return b"city,n\n=HYPERLINK(\"http://x\"),1\n@SUM(1),2\n+cmd|' /C calc'!A0,3\n"


@hostile("controls.csv", "either")
def bidirectional_controls(_):
    return "city,n\n\u202edrowssap\u202c,1\n\u200b深圳,2\n".encode()


@hostile("table.yaml")
def yaml_with_a_constructor(_):
    return b"!!python/object/apply:os.system ['true']\n"


@hostile("table.csv")
def yaml_named_csv(_):
    return b"--- !!python/object/apply:os.system\nargs: ['true']\n"


@hostile("data.parquet")
def pickle_named_parquet(_):
    return pickle.dumps({"a": [1, 2, 3]})


@hostile("data.csv")
def pickle_named_csv(_):
    return pickle.dumps(["a"] * 100, protocol=4)


@hostile("table.csv")
def program_named_csv(_):
    return b"\x7fELF\x02\x01\x01" + bytes(1_000)


@hostile("table.csv")
def script_named_csv(_):
    return b"#!/bin/sh\ntrue\n"


@hostile("table.xlsx")
def picture_named_xlsx(_):
    return b"\x89PNG\r\n\x1a\n" + bytes(1_000)


@hostile("table.xlsx")
def pdf_named_xlsx(_):
    return b"%PDF-1.7\n" + bytes(1_000)


@hostile("table.gpkg")
def csv_named_gpkg(_):
    return b"a,b\n1,2\n"


# Maps.


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
