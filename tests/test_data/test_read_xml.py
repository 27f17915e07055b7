"""Spreadsheets of 2003 in XML, often named .xls, are read as plain cells."""

import pytest

from data.book import Area
from data.errors import BadValue, TooLarge, UnreadableFile
from data.uploads.limits import APP, Ask, Limits
from data.uploads.read_xml import read_xml

SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
STYLES = (
    '<Styles><Style ss:ID="d"><Font/></Style><Style ss:ID="p"><Alignment ss:Indent="2"/>'
    '<NumberFormat ss:Format="0.0%"/></Style></Styles>'
)


def page(rows, *, prolog='<?xml version="1.0"?>', after="", name="表"):
    return (
        f'{prolog}<Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}">{STYLES}<Worksheet ss:Name="{name}">'
        f"<Table>{rows}</Table>{after}</Worksheet></Workbook>"
    )


def read(text, encoding="utf-8", limits=APP, declared=""):
    return read_xml(text.encode(encoding), name="表.xls", limits=limits, ask=Ask(encoding=declared))


def data(kind, text, **attrs):
    given = "".join(f' ss:{name}="{value}"' for name, value in attrs.items())
    return f'<Cell{given}><Data ss:Type="{kind}">{text}</Data></Cell>'


def told(found):
    return " ".join(str(one) for one in found.remarks)


def test_cells_are_of_their_kinds():
    cells = (
        data("String", "东&#10;莞<B xmlns='x'>市</B>")
        + data("Number", "30971")
        + data("Number", "0.30000000000000004")
        + data("DateTime", "2024-03-01T00:00:00.000")
        + data("DateTime", "1899-12-31T08:30:00.000")
        + data("Boolean", "1")
        + data("Error", "#N/A")
        + data("Number", "x")
    )
    found = read(page(f"<Row>{cells}</Row>"))
    assert found.sheets[0].rows == (
        ("东\n莞市", 30971, 0.1 + 0.2, "2024-03-01", "08:30:00", True, "#N/A", "x"),
    )
    assert "show an error are kept as text: G1." in told(found)
    assert "should hold a number and do not are kept as text: H1." in told(found)


def test_places_that_are_stated_are_kept():
    rows = (
        '<Column ss:Hidden="1"/><Column ss:Index="4" ss:Span="1" ss:Hidden="1"/>'
        f'<Row ss:Index="2" ss:Hidden="1">{data("String", "a", Index="2")}'
        f"{data('String', 'b')}</Row>"
        f'<Row ss:Span="1"/><Row>{data("Number", "7", StyleID="p", Index="4")}</Row>'
    )
    sheet = read(page(rows)).sheets[0]
    blank = (None,) * 4
    assert sheet.rows == (blank, (None, "a", "b", None), blank, blank, (None, None, None, 7))
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({1}, {0, 3})
    assert (sheet.indents, sheet.percents) == ({(4, 3): 2}, {(4, 3)})


def test_merged_cells_move_those_behind_them():
    rows = (
        f"<Row>{data('String', 'a', MergeAcross='1', MergeDown='1')}{data('String', 'b')}</Row>"
        f"<Row>{data('String', 'c', Index='3')}</Row>"
    )
    sheet = read(page(rows)).sheets[0]
    assert sheet.rows == (("a", None, "b"), (None, None, "c"))
    assert sheet.merged == (Area(0, 0, 1, 1),)


def test_formulas_are_listed_and_those_without_value_refused():
    found = read(page(f"<Row>{data('Number', '2', Formula='=1+1')}</Row>"))
    assert found.sheets[0].formulas == ((0, 0),)
    assert "values kept with them were taken: A1." in told(found)
    with pytest.raises(BadValue, match="no value kept with them: A1"):
        read(page('<Row><Cell ss:Formula="=1"/></Row>'))


def test_comments_and_readings_are_no_values():
    note = "<Comment><ss:Data>note</ss:Data></Comment><PhoneticText>dong</PhoneticText>"
    cell = f'<Cell><Data ss:Type="String">东</Data>{note}</Cell>'
    assert read(page(f"<Row>{cell}</Row>")).sheets[0].rows == (("东",),)


def test_a_hidden_sheet_is_read_and_marked():
    after = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
    assert read(page(f"<Row>{data('Number', '1')}</Row>", after=after)).sheets[0].hidden


@pytest.mark.parametrize("encoding", ["gb2312", "GBK", "big5", "UTF-8", "utf-16"])
def test_the_declared_encoding_is_followed(encoding):
    prolog = f'<?xml version="1.0" encoding="{encoding}"?>'
    text = page(f"<Row>{data('String', '中山市')}</Row>", prolog=prolog, name="a")
    assert read(text, encoding).sheets[0].rows == (("中山市",),)


def test_what_the_user_declares_comes_first():
    text = page(f"<Row>{data('String', '广东')}</Row>", prolog='<?xml version="1.0"?>', name="a")
    assert read(text, "gb18030", declared="gbk").sheets[0].rows == (("广东",),)
    with pytest.raises(UnreadableFile, match="is broken"):
        read(text, "gb18030")


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/">',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<?xml version="1.0" encoding="gbk"?><!DOCTYPE a [<!ENTITY b "c">]>',
    ],
)
def test_document_types_and_entities_are_refused(prolog):
    with pytest.raises(UnreadableFile, match="declares a document type or entities"):
        read(page(f"<Row>{data('String', '&b;')}</Row>", prolog=prolog, name="a"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<a/>", "is XML, but no workbook"),
        ("", "holds no cells"),
        ("<Workbook>", "is broken"),
        (page(""), "holds no cells"),
        ("<Workbook><Worksheet/></Workbook>", "holds no cells"),
    ],
)
def test_what_is_no_such_workbook_is_refused(text, words):
    with pytest.raises(UnreadableFile, match=words):
        read(text)


def test_far_and_endless_places_are_refused():
    for rows in (
        f'<Row ss:Index="999999999">{data("Number", "1")}</Row>',
        f"<Row>{data('Number', '1', Index='16384')}</Row>",
        f'<Row ss:Span="99999999"/><Row>{data("Number", "1")}</Row>',
    ):
        with pytest.raises(TooLarge, match="as far as row"):
            read(page(rows))


def test_many_spans_cost_no_memory():
    rows = f"<Row>{data('Number', '1', MergeDown='999999999', MergeAcross='999999')}</Row>"
    hidden = '<Column ss:Hidden="1" ss:Span="999999999"/>'
    sheet = read(page(hidden + rows), limits=Limits(columns=50)).sheets[0]
    assert (sheet.rows, sheet.merged, sheet.hidden_columns) == (((1,),), (), {0})
