"""XLSX workbooks are read as plain cells; what is taken on trust or left out is said."""

import io
import tracemalloc
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Alignment
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from data.book import Area
from data.errors import BadValue, Problems, TooLarge, UnreadableFile
from data.uploads.limits import APP, Ask, Limits
from data.uploads.number_formats import Shown, iso_of, shown_as
from data.uploads.read_xlsx import read_xlsx

from .hostile_books import HEAD, MAIN, book, relations, row

STYLES = "xl/styles.xml"


def read(content, limits=APP):
    return read_xlsx(content, name="表.xlsx", limits=limits, ask=Ask())


def written(workbook):
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def told(found):
    return " ".join(str(one) for one in found.remarks)


def with_parts(content, **parts):
    """Add or replace parts; names are given without folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return out.getvalue()


def test_a_workbook_of_a_bureau_is_read_with_all_that_concerns_its_cells():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "表1"
    sheet["A1"] = "附表  1"
    sheet.merge_cells("A1:D1")
    sheet.append(["广东省", 30971, 0.1, 0.12])
    sheet.append(["深圳", date(2024, 3, 1), True, "#N/A"])
    sheet.append(["a\nb", datetime(2024, 1, 1, 5, 3, 2), time(8, 30), None])  # noqa: DTZ001
    sheet["D2"].number_format = "0.0%"
    sheet["A3"].alignment = Alignment(indent=2)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    workbook.create_sheet("空")
    hidden = workbook.create_sheet("藏")
    hidden["B2"], hidden.sheet_state = 1, "veryHidden"
    found = read(written(workbook))
    first, second = found.sheets
    assert first.rows == (
        ("附表  1", None, None, None),
        ("广东省", 30971, 0.1, 0.12),
        ("深圳", "2024-03-01", True, "#N/A"),
        ("a\nb", "2024-01-01T05:03:02", "08:30:00", None),
    )
    assert first.merged == (Area(0, 0, 0, 3),)
    assert (first.hidden_rows, first.hidden_columns) == ({2}, {2})
    assert (first.indents, first.percents) == ({(2, 0): 2}, {(1, 3)})
    assert (second.name, second.hidden, second.rows) == ("藏", True, ((None, None), (None, 1)))
    assert "show an error are kept as text: D3." in told(found)
    assert "Sheets without cells: 空." in told(found)


def test_whole_numbers_stay_whole_and_others_keep_their_digits():
    lines = row(1, "<c><v>5</v></c>", "<c><v>5.0</v></c>", "<c><v>0.30000000000000004</v></c>")
    lines += row(2, "<c><v>123456789012345678</v></c>", "<c><v>1E3</v></c>", "<c><v>-7</v></c>")
    (first, second) = read(book({"t": lines})).sheets[0].rows
    assert (first, second) == ((5, 5.0, 0.1 + 0.2), (123456789012345678, 1000.0, -7))
    assert [type(v) for v in first] == [int, float, float]


def test_texts_are_read_whole_and_readings_of_characters_left_out():
    runs = "<is><r><t>东</t></r><r><t xml:space='preserve'>莞 </t></r><rPh><t>dong</t></rPh></is>"
    lines = row(1, f"<c t='inlineStr'>{runs}</c>", "<c t='s'><v>0</v></c>", "<c t='s'><v>1</v></c>")
    shared = (
        f"{HEAD}<sst xmlns='{MAIN}'><si><t>a_x000D__x000A_b</t><phoneticPr/></si>"
        "<si><r><t>深</t></r><r><t>圳</t></r><rPh><t>shen</t></rPh></si></sst>"
    )
    related = relations(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "shared.xml"))
    more = {"xl/shared.xml": shared, "xl/_rels/workbook.xml.rels": related}
    assert read(book({"t": lines}, more=more)).sheets[0].rows == (("东莞 ", "a\nb", "深圳"),)


def test_values_of_formulas_are_taken_and_listed():
    lines = row(1, "<c><f>1+1</f><v>2</v></c>", "<c t='str'><f>A1&amp;1</f><v></v></c>", 7)
    lines += row(2, "<c t='e'><f>1/0</f><v>#DIV/0!</v></c>")
    found = read(book({"t": lines}))
    assert found.sheets[0].rows == ((2, None, 7), ("#DIV/0!", None, None))
    assert found.sheets[0].formulas == ((0, 0), (0, 1), (1, 0))
    assert "the values kept with them were taken: A1, B1, A2." in told(found)


def test_formulas_without_a_value_are_refused_and_all_named():
    lines = row(1, "<c><f>1+1</f></c>", "<c><f>2</f><v/></c>", 7)
    with pytest.raises(Problems) as caught:
        read(book({"t": lines, "u": row(1, "<c><f>1</f></c>")}))
    assert "no value kept with them: A1, B1 (sheet t)" in str(caught.value)
    assert "A1 (sheet u)" in str(caught.value)
    assert "save it, so that values are computed" in str(caught.value)


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "XFD1", "ZZZZZZ1", "A999999999"])
def test_a_cell_far_out_is_named_and_costs_no_memory(place):
    content = book({"t": row(1, 7) + f"<row><c r='{place}'><v>1</v></c></row>"})
    assert len(content) < 2_000
    tracemalloc.start()
    with pytest.raises(
        TooLarge, match=r"filled as far as row [\d,]+ and column [\d,]+ \(sheet t\)"
    ):
        read(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000


def test_a_cell_in_the_last_row_that_is_allowed_costs_one_row():
    content = book({"t": row(1, 7) + row(200_000, 8)})
    rows = read(content).sheets[0].rows
    assert (len(rows), rows[-1]) == (200_000, (8,))
    assert len({id(cells) for cells in rows}) == 3


def test_formatted_cells_without_value_and_a_wrong_size_do_not_matter():
    empty = "<row r='1048576'><c r='XFD1048576' s='3'/></row>"
    content = book({"t": f"{row(1, 7)}{empty}"})
    wrong = (
        f"<worksheet><dimension ref='A1:XFD1048576'/><sheetData>{row(2, 7)}</sheetData></worksheet>"
    )
    assert read(content).sheets[0].rows == ((7,),)
    changed = with_parts(content, **{"xl/worksheets/sheet1.xml": wrong})
    assert read(changed).sheets[0].rows == ((None,), (7,))


def test_more_cells_than_allowed_are_refused_also_over_several_sheets():
    limits = Limits(cells=50)
    sheets = {name: "".join(row(n, 1, 2, 3) for n in range(1, 10)) for name in "ab"}
    with pytest.raises(TooLarge, match=r"more than 50 cells\. Keep the sheet that is needed"):
        read(book(sheets), limits)
    # Blank cells between others count too.
    with pytest.raises(TooLarge, match="more than 50 cells"):
        read(book({"a": row(1, 1, 2, 3) + row(20, 1)}), limits)


def test_one_long_text_that_many_cells_share_is_counted_as_often():
    cells = "".join(f"<row r='{n}'><c t='s'><v>0</v></c></row>" for n in range(1, 200))
    related = relations(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "shared.xml"))
    shared = f"{HEAD}<sst xmlns='{MAIN}'><si><t>{'长' * 30_000}</t></si></sst>"
    content = book(
        {"t": cells}, more={"xl/shared.xml": shared, "xl/_rels/workbook.xml.rels": related}
    )
    with pytest.raises(TooLarge, match="more than 1,000,000 characters"):
        read(content, Limits(answer=1_000_000))


def test_merged_cells_end_where_the_cells_end():
    refs = "".join(f"<mergeCell ref='{ref}'/>" for ref in ("A1:XFD1", "B2:B9", "F9:G9"))
    after = f"|after|<mergeCells>{refs}</mergeCells>"
    found = read(book({"t": row(1, 7, 8, 9) + row(2, 1, 2) + row(3, 1, 5) + after}))
    assert found.sheets[0].merged == (Area(0, 0, 0, 2), Area(1, 1, 2, 1))
    assert "cover values that nobody sees: B1, C1, B3." in told(found)


def test_merged_cells_that_lie_on_each_other_are_refused():
    ref = "<mergeCell ref='A1:C2'/>"
    with pytest.raises(UnreadableFile, match="lie on each other"):
        read(book({"t": f"{row(1, 7, 8, 9)}{row(2, 1)}|after|<mergeCells>{ref * 3}</mergeCells>"}))


def test_cells_without_a_stated_place_follow_each_other():
    lines = (
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c r='C2'><v>3</v></c><c><v>4</v></c></row>"
    )
    assert read(book({"t": lines})).sheets[0].rows == ((1, 2, None, None), (None, None, 3, 4))


def test_a_cell_that_stands_twice_is_refused():
    with pytest.raises(BadValue, match=r"stands twice \(sheet t, cell A1\)"):
        read(book({"t": row(1, 7) + row(1, 8)}))


def test_what_should_be_a_number_and_is_none_is_kept_as_text():
    found = read(book({"t": row(1, "<c><v>1e999</v></c>", "<c><v>NaN</v></c>", "<c><v>x</v></c>")}))
    assert found.sheets[0].rows == (("1e999", "NaN", "x"),)
    assert "should hold a number and do not are kept as text: A1, B1, C1." in told(found)


def test_halves_of_a_character_pair_become_a_sign():
    found = read(book({"t": row(1, "<c t='str'><v>a_xD800_b_x0007_</v></c>")}))
    assert found.sheets[0].rows == (("a\ufffdb\ufffd",),)
    assert "replaced by a sign: A1." in told(found)


def test_days_count_from_1904_where_the_workbook_says_so():
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = date(2024, 3, 1)
    workbook.epoch = MAC_EPOCH
    assert read(written(workbook)).sheets[0].rows == (("2024-03-01",),)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        *(("yyyy-mm-dd", Shown.DAY), ('yyyy"年"m"月"', Shown.DAY), ("[$-804]mmm d", Shown.DAY)),
        *(("hh:mm:ss", Shown.TIME), ("mm:ss.0", Shown.TIME), ("[h]:mm", Shown.PLAIN)),
        *(("0.0%", Shown.PERCENT), ("0.00E+00", Shown.PLAIN), ("G/通用格式", Shown.PLAIN)),
        *(('#,##0"家"', Shown.PLAIN), ('0.0"%"', Shown.PLAIN), ("[Red]General", Shown.PLAIN)),
        *(('[DBNum1][$-804]yyyy"年"', Shown.DAY), ("@", Shown.PLAIN), ("\\d0", Shown.PLAIN)),
    ],
)
def test_a_format_tells_days_times_and_percentages(code, shown):
    assert shown_as(164, code) is shown


@given(st.floats(1, 2_950_000).filter(lambda serial: not 60 <= serial < 61), st.booleans())
def test_days_are_those_of_a_second_library(serial, from_1904):
    epoch = MAC_EPOCH if from_1904 else WINDOWS_EPOCH
    ours = iso_of(serial, shown=Shown.DAY, from_1904=from_1904)
    assert abs(datetime.fromisoformat(ours) - from_excel(serial, epoch)) <= timedelta(
        milliseconds=1
    )


def test_days_that_never_were_are_no_days():
    for serial in (0, 0.5, 60, 60.9, -1, 2_958_466, 1e300):
        assert iso_of(serial, shown=Shown.DAY) is None


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE worksheet>",
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1:9/"><!ENTITY % c "d">]>',
    ],
)
def test_document_types_and_entities_are_refused(head):
    with pytest.raises(UnreadableFile, match="declares a document type or entities"):
        read(book({"t": row(1, 7)}, head=head))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "_rels/.rels"])
@pytest.mark.parametrize(
    "text", ["<a>", "", "<a b='\x01'/>", "<a></b>", "\xff\xfe\xfa", "<a:b/>" * 9]
)
def test_a_broken_part_is_named(part, text):
    with pytest.raises(UnreadableFile, match=r"is broken|is not a workbook|holds no cells"):
        read(with_parts(book({"t": row(1, 7)}), **{part: text}))


def test_a_part_that_is_missing_is_named():
    related = relations(("worksheet", "worksheets/none.xml"))
    with pytest.raises(UnreadableFile, match=r"is broken \(xl/worksheets/none.xml\)"):
        read(with_parts(book({"t": row(1, 7)}), **{"xl/_rels/workbook.xml.rels": related}))


def test_parts_outside_of_the_workbook_are_never_followed():
    related = relations(("worksheet", "../../../../etc/passwd"))
    with pytest.raises(UnreadableFile, match=r"is broken \(etc/passwd\)"):
        read(with_parts(book({"t": row(1, 7)}), **{"xl/_rels/workbook.xml.rels": related}))


def test_a_workbook_of_charts_alone_is_refused_by_name():
    related = relations(("chartsheet", "chartsheets/sheet1.xml"))
    with pytest.raises(UnreadableFile, match=r"holds only pictures or charts\. Bring the table"):
        read(with_parts(book({"t": ""}), **{"xl/_rels/workbook.xml.rels": related}))
    with pytest.raises(UnreadableFile, match="holds only pictures or charts"):
        read(book({"t": "|after|<drawing/>"}))


def test_pictures_beside_a_table_are_told_of():
    assert "pictures and charts are not read" in told(
        read(book({"t": f"{row(1, 7)}|after|<drawing/>"}))
    )


def test_a_workbook_without_cells_is_refused():
    with pytest.raises(UnreadableFile, match="holds no cells"):
        read(book({"t": "", "u": "<row r='5' hidden='1'/>"}))


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"abc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_is_no_workbook_is_refused(content):
    with pytest.raises(UnreadableFile):
        read(content)
