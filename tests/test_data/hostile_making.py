"""What hostile and broken files are made with; the files themselves stand beside, by kind.

Each maker is given a `Lure`: a file that must not be read and an address that must not be asked.
"""

import io
import json
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
