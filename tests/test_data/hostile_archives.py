"""Archives that unfold, climb out, or lie."""

import gzip
import io
import struct
import zipfile

from .hostile_making import (
    book,
    cell,
    dbf,
    hostile,
    shapefile,
    sheet,
    shp,
    zipped,
)


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
