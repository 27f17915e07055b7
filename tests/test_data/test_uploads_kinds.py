"""What a file is stands in its bytes; a name alone never makes it one."""

from io import BytesIO

import pytest

from data.errors import UnreadableFile
from data.uploads.limits import APP
from data.uploads.sniff import sniff

from .hostile_making import (
    book,
    cell,
    features,
    old_office,
    old_xml,
    package,
    parquet,
    point,
    shapefile,
    sheet,
)

KINDS = {
    "text": "省份,数目\n广东省,1\n".encode(),
    "xlsx": book(sheet(cell("A1", "a"))),
    "xls": old_office("Workbook"),
    "html": b"<!-- x -->\n<TABLE><tr><td>1</td></tr></TABLE>",
    "xml": old_xml("<Row/>"),
    "geojson": features(point(1, 2)),
    "gpkg": package(),
    "shapefile": shapefile(),
    "parquet": parquet({"a": [1]}),
}


def told(content, name="x"):
    return sniff(BytesIO(content), name=name, limits=APP)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["x", "x.dat", "data", "", "a.b.c", "x.txt"])
def test_a_kind_is_told_whatever_the_file_is_called(kind, name):
    assert told(KINDS[kind], name) == kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be",
                                      "gb18030", "big5hkscs"])  # fmt: skip
@pytest.mark.parametrize("text", ["地區,數目\n廣東省,1\n", "city\tn\nShenzhen\t1\n"])
def test_a_table_is_a_text_in_every_encoding(encoding, text):
    assert told((text * 20).encode(encoding)) == "text"


@pytest.mark.parametrize(
    "text", ["BM,1\n", "MZ,2\n", "ORC,3\n", "GIF,4", "RDX;5", "{a},b\n", "- a\n"]
)
def test_a_table_that_begins_as_another_kind_does_is_a_text_or_refused_as_json(text):
    if text.startswith("{"):
        with pytest.raises(UnreadableFile, match="JSON"):
            told(text.encode())
    else:
        assert told(text.encode()) == "text"


@pytest.mark.parametrize(
    ("kind", "name"),
    [("text", "a.xls"), ("html", "a.xls"), ("xml", "a.xls"), ("xls", "a.xlsx"), ("xlsx", "a.xls")],
)
def test_tables_are_often_called_xls_and_read_all_the_same(kind, name):
    assert told(KINDS[kind], name) == kind


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("text", "a.geojson"),
        ("text", "a.parquet"),
        ("text", "a.xlsx"),
        ("text", "a.zip"),
        ("html", "a.gpkg"),
        ("geojson", "a.shp"),
        ("text", "a.et"),
        ("text", "a.yml"),
        ("text", "a.PKL"),
        ("geojson", "a.vrt"),
        ("xls", "A.ET"),
    ],
)
def test_a_name_that_says_something_else_makes_a_file_refused(kind, name):
    with pytest.raises(UnreadableFile) as caught:
        told(KINDS[kind], name)
    assert caught.value.remedy


@pytest.mark.parametrize("kind", ["xlsx", "shapefile", "parquet"])
def test_a_cut_off_archive_or_parquet_file_is_refused_before_a_process_reads_it(kind):
    for share in (0.3, 0.6, 0.9):
        content = KINDS[kind][: int(share * len(KINDS[kind]))]
        with pytest.raises(UnreadableFile, match="cut off"):
            told(content)
