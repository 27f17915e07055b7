"""Whatever the bytes, a reader gives a book or says what is wrong with the file."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.book import Book
from data.errors import InputProblem
from data.uploads.limits import Ask, Limits
from data.uploads.read_html import read_html
from data.uploads.read_pasted import read_pasted
from data.uploads.read_text import read_text
from data.uploads.read_xls import read_xls
from data.uploads.read_xlsx import read_xlsx
from data.uploads.read_xml import read_xml

from . import old_books
from .test_read_same_table import as_html, as_xls, as_xlsx, as_xml

TABLE = [
    ("城市", "年度", "其中"),
    ("广东省", 30971, 0.25),
    ("东莞\n市", None, -1),
    ("合计", "#N/A", 1e300),
]
SMALL = Limits(rows=2000, columns=30, cells=20_000, answer=200_000)
RICH_SHEET = (
    "<worksheet><cols><col min='2' max='9' hidden='1'/></cols><sheetData>"
    "<row r='1'><c r='A1' t='inlineStr'><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c>"
    "<c r='B1'><f>A1</f><v>1</v></c><c r='C1' t='e'><v>#N/A</v></c></row>"
    "<row r='3' hidden='1'><c t='b'><v>1</v></c><c t='d'><v>2024-01-01</v></c></row>"
    "</sheetData><mergeCells><mergeCell ref='A1:A2'/></mergeCells><drawing/></worksheet>"
)
RICH_PAGE = (
    "<html><meta charset=gb2312><p>单位：家<table><col span=2 style='display:none'><tr>"
    "<th rowspan=3>a<th colspan=2>b<br>c<tr><td x:num='1.5' x:fmla='=1'>1<table><td>in</table>"
    "<tr style='display:none'><td>&nbsp;&#8226;&#55296;</table>注<script>x</script><select>y</html>"
)
RICH_XML = (
    "<?xml version='1.0' encoding='gb2312'?><Workbook xmlns:ss='s'><Styles><Style ss:ID='a'>"
    "<Alignment ss:Indent='1'/><NumberFormat ss:Format='0%'/></Style></Styles>"
    "<Worksheet ss:Name='表'><Table><Column ss:Index='2' ss:Span='3' ss:Hidden='1'/>"
    "<Row ss:Index='2' ss:Span='2'>"
    "<Cell ss:Index='3' ss:MergeAcross='1' ss:MergeDown='2' ss:StyleID='a' ss:Formula='=1'>"
    "<Data ss:Type='Number'>0.5</Data><Comment><Data>c</Data></Comment></Cell><Cell><Data "
    "ss:Type='DateTime'>2024-01-01T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>"
)


def rich_xls():
    parts = [
        old_books.hidden_row(1),
        old_books.hidden_column(1),
        old_books.cell(0, 0, "广东省"),
        old_books.cell(1, 0, 45000.5, 2),
        old_books.formula(3, 1, 7.5),
        old_books.error(3, 0, 42),
        old_books.merged((0, 0, 1, 1)),
    ]
    return old_books.old_book({"表": old_books.sheet(*parts), "b": old_books.sheet()})


def with_part(place):
    """Read a workbook of which one part is replaced: so changed bytes reach the XML within."""

    def read(content, **options):
        packed, out = io.BytesIO(as_xlsx(TABLE)), io.BytesIO()
        with zipfile.ZipFile(packed) as old, zipfile.ZipFile(out, "w") as new:
            for name in {*old.namelist(), place}:
                new.writestr(name, content if name == place else old.read(name))
        return read_xlsx(out.getvalue(), **options)

    return read


def part_of(place):
    with zipfile.ZipFile(io.BytesIO(as_xlsx(TABLE))) as packed:
        return packed.read(place)


SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
READERS = {
    "text": (read_text, '城市;家\n"a\nb";\'=1\n'.encode("gb18030")),
    "wide text": (read_text, "城市\t家\n广东\t5\n".encode("utf-16")),
    "pasted": (read_pasted, '城市\t"a\nb"\n5" x\t7'.encode()),
    "xlsx": (read_xlsx, as_xlsx(TABLE)),
    "sheet of an xlsx": (with_part(SHEET), RICH_SHEET.encode()),
    "list of an xlsx": (with_part(BOOK), part_of(BOOK)),
    "xls": (read_xls, rich_xls()),
    "plain xls": (read_xls, as_xls(TABLE)),
    "html": (read_html, RICH_PAGE.encode("gb18030")),
    "plain html": (read_html, as_html("utf-8")(TABLE)),
    "xml": (read_xml, RICH_XML.encode("gb18030")),
    "plain xml": (read_xml, as_xml(TABLE)),
}
CHANGES = st.lists(
    st.tuples(st.integers(0, 2**20), st.integers(0, 255), st.sampled_from("sidc")),
    min_size=1,
    max_size=6,
)


def changed(content, changes):
    """Set, insert or delete bytes, or copy what stands before to the place."""
    for place, byte, how in changes:
        at = place % (len(content) + 1)
        if how == "s":
            content = content[:at] + bytes((byte,)) + content[at + 1 :]
        elif how == "i":
            content = content[:at] + bytes((byte,)) + content[at:]
        elif how == "d":
            content = content[:at] + content[at + 1 + byte % 40 :]
        else:
            content = content[:at] + content[max(0, at - byte) : at] + content[at:]
    return content


def survives(reader, content):
    try:
        found = reader(content, name="t", limits=SMALL, ask=Ask())
    except InputProblem:
        return
    assert isinstance(found, Book)
    for sheet in found.sheets:
        height, width = len(sheet.rows), len(sheet.rows[0])
        assert {len(cells) for cells in sheet.rows} == {width}
        assert (height <= SMALL.rows) & (width <= SMALL.columns)
        assert all(0 <= area.top <= area.bottom < height for area in sheet.merged)
        assert all(0 <= area.left <= area.right < width for area in sheet.merged)
        assert max(sheet.hidden_rows, default=0) < height
        assert max(sheet.hidden_columns, default=0) < width
        for value in (value for cells in sheet.rows for value in cells):
            assert value == value  # noqa: PLR0124 - no NaN
            assert isinstance(value, str | int | float | None)
            str(value).encode("utf-8")


@pytest.mark.parametrize("kind", READERS)
def test_the_files_to_be_changed_are_read(kind):
    reader, content = READERS[kind]
    found = reader(content, name="t", limits=SMALL, ask=Ask())
    assert found.sheets[0].rows
    survives(reader, content)


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=CHANGES)
def test_a_changed_file_is_read_or_refused_in_words(kind, changes):
    reader, content = READERS[kind]
    survives(reader, changed(content, changes))


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=600), keep=st.integers(0, 200))
def test_random_bytes_are_read_or_refused_in_words(kind, content, keep):
    reader, valid = READERS[kind]
    survives(reader, valid[:keep] + content)
