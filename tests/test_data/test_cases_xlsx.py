"""A workbook is read for what its cells show, and cannot do harm."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.cases.archive import LARGEST_INSIDE, MOST_ELEMENTS
from data.cases.book import unfit
from data.cases.parts import escaped, unescaped
from data.cases.xlsx_read import read_xlsx
from data.cases.xlsx_write import Column, Sheet, write_xlsx
from data.errors import TooLarge, UnreadableFile

from .hostile_books import book, relations, row, zipped


def told(found):
    return [str(problem) for problem in found.problems]


def test_rows_keep_the_number_that_the_spreadsheet_shows_whatever_is_blank_between():
    raw = book({"lanes": row(1, "from", "days") + row(4, "A", 2) + row(5) + row(9, "B", 1.5)})
    found = read_xlsx(raw, name="a.xlsx")
    assert found.tables["lanes"] == [{"from": "A", "days": 2}, {"from": "B", "days": 1.5}]
    assert found.places["lanes"] == ["sheet lanes, row 4", "sheet lanes, row 9"]


def test_a_formula_counts_by_its_kept_value_and_is_listed():
    cell = "<c><f>1+1</f><v>2</v></c>"
    shared = [
        '<c><f t="shared" ref="B2:B3" si="0">A2*10</f><v>10</v></c>',
        '<c><f t="shared" si="0"/><v>20</v></c>',
    ]
    rows = row(1, "a", "b") + row(2, 1, shared[0]) + row(3, 2, shared[1]) + row(4, cell)
    found = read_xlsx(book({"lanes": rows}), name="a.xlsx")
    assert [line["a"] for line in found.tables["lanes"]] == [1, 2, 2]
    listed = [(one.sheet, one.cell, one.text, one.value) for one in found.formulas]
    assert listed == [
        ("lanes", "B2", "=A2*10", 10),
        ("lanes", "B3", "=A3*10", 20),
        ("lanes", "A4", "=1+1", 2),
    ]


def test_a_formula_without_a_kept_value_is_named_with_sheet_row_column_and_remedy():
    workbook = openpyxl.Workbook()
    workbook.active.title = "demand"
    workbook.active.append(["market", "per_week"])
    workbook.active.append(["M", "=1+1"])
    content = BytesIO()
    workbook.save(content)
    (said,) = told(read_xlsx(content.getvalue(), name="a.xlsx"))
    assert "B2" in said
    assert "sheet demand, row 2" in said
    assert "save it" in said


def test_errors_merged_cells_and_strays_are_all_told_at_once():
    rows = (
        row(1, "a", "b")
        + row(2, '<c t="e"><v>#N/A</v></c>', 1, 5)
        + row(3, 1, "<c><f>B9</f></c>")
        + '|after|<mergeCells count="1"><mergeCell ref="A6:B7"/></mergeCells>'
    )
    said = "\n".join(told(read_xlsx(book({"lanes": rows}), name="a.xlsx")))
    assert "A2 shows the error #N/A (sheet lanes, row 2)" in said
    assert "C2 stands under no column name (sheet lanes, row 2)" in said
    assert "B3 has no value kept with it (sheet lanes, row 3)" in said
    assert "A6:B7 are merged (sheet lanes, row 6)" in said


def test_a_hidden_sheet_is_read_and_named_and_a_guide_is_not_read():
    sheets = {"lanes": row(1, "a") + row(2, 1), "README": row(1, "x") + row(2, "<c><f>A1</f></c>")}
    found = read_xlsx(
        book({**sheets, "_mine": row(1, "y")}, states={"lanes": "veryHidden"}), name="a.xlsx"
    )
    assert list(found.tables) == ["lanes"]
    assert found.notes == ["The sheet lanes is hidden, and was read."]
    assert not found.problems


def test_a_column_twice_is_refused():
    found = read_xlsx(book({"lanes": row(1, "a", "b", "a") + row(2, 1, 2, 3)}), name="a.xlsx")
    assert "'a' stands twice" in told(found)[0]


def test_days_booleans_and_shared_texts_are_read_as_what_they_show():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "t"
    sheet.append(["day", "yes", "text", "code"])
    sheet.append([date(2025, 4, 2), True, "東莞", "0101"])
    content = BytesIO()
    workbook.save(content)
    found = read_xlsx(content.getvalue(), name="a.xlsx")
    assert found.tables["t"] == [
        {"day": date(2025, 4, 2), "yes": True, "text": "東莞", "code": "0101"}
    ]


def test_shared_rich_text_is_joined_without_its_reading_aid():
    texts = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>'
        '<r><t>東</t></r><r><t xml:space="preserve">莞 </t></r>'
        '<rPh sb="0" eb="1"><t>ヒガシ</t></rPh>'
        "</si></sst>"
    )
    more = {
        "xl/sharedStrings.xml": texts,
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
    }
    rows = row(1, "name") + row(2, '<c t="s"><v>0</v></c>') + row(3, '<c t="s"><v>7</v></c>')
    found = read_xlsx(book({"t": rows}, more=more), name="a.xlsx")
    assert found.tables["t"] == [{"name": "東莞 "}]


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_document_types_and_entities_are_refused(head):
    with pytest.raises(UnreadableFile, match="entities or a document type"):
        read_xlsx(book({"lanes": row(1, "a")}, head=head), name="a.xlsx")


def test_a_document_type_in_another_encoding_is_refused_too():
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    more = {"xl/worksheets/sheet1.xml": text.encode("utf-16")}
    with pytest.raises(UnreadableFile, match="entities or a document type"):
        read_xlsx(book({"lanes": ""}, more=more), name="a.xlsx")


def test_what_unfolds_to_too_much_is_refused_before_it_unfolds():
    bomb = book({"lanes": ""}, more={"xl/media/x": b"0" * (LARGEST_INSIDE + 1)})
    assert len(bomb) < 1_000_000
    with pytest.raises(TooLarge, match="would unfold to"):
        read_xlsx(bomb, name="a.xlsx")


def test_a_part_that_is_packed_too_tightly_is_refused():
    with pytest.raises(TooLarge, match="would unfold"):
        read_xlsx(book({"lanes": ""}, more={"xl/media/x": b"0" * 2_000_000}), name="a.xlsx")


def test_many_empty_cells_are_refused_before_memory_ends(monkeypatch):
    monkeypatch.setattr("data.cases.archive.MOST_ELEMENTS", 1_000)
    assert MOST_ELEMENTS > 1_000_000
    with pytest.raises(TooLarge, match="elements"):
        read_xlsx(book({"lanes": f"<row>{'<c/>' * 2_000}</row>"}), name="a.xlsx")


def test_a_cell_in_the_last_corner_costs_nothing():
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    found = read_xlsx(book({"lanes": row(1, "a") + corner}), name="a.xlsx")
    assert "XFD1048576 stands under no column name" in told(found)[0]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"not a zip",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0 old",
        zipped({"a.txt": "x"}),
        zipped({"_rels/.rels": relations(("officeDocument", "xl/gone.xml"))}),
        zipped({"_rels/.rels": "<a>"}),
        book({"lanes": "<row><c>"}),
        book({"lanes": ""}, more={"xl/vbaProject.bin": "x"}),
    ],
)
def test_what_is_no_plain_workbook_is_refused_with_a_remedy(raw):
    with pytest.raises(UnreadableFile, match=r"Save it as an Excel workbook \(\.xlsx\)"):
        read_xlsx(raw, name="a.xlsx")


def test_a_file_above_the_limit_is_refused():
    with pytest.raises(TooLarge, match="more than 5 MB"):
        read_xlsx(b"PK\x03\x04" + b"0" * 5_000_000, name="a.xlsx")


def test_one_part_under_many_names_is_refused():
    same = [("worksheet", "worksheets/sheet1.xml")] * 2
    more = {"xl/_rels/workbook.xml.rels": relations(*same)}
    with pytest.raises(TooLarge, match="one twice"):
        read_xlsx(book({"a": "", "b": ""}, more=more), name="a.xlsx")


FORMULAS = ["=1+1", "+1", "-1", "@x", "=cmd|' /C calc'!A0", "＝1", "\t=1", "https://example.org"]


def test_texts_stay_texts_in_what_is_written():
    raw = write_xlsx(
        [Sheet(title="t", columns=[Column(name="a")], rows=[{"a": text} for text in FORMULAS])]
    )
    sheet = openpyxl.load_workbook(BytesIO(raw))["t"]
    assert [cell.value for cell in sheet["A"][1:]] == FORMULAS
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
    assert not any(cell.hyperlink for cell in sheet["A"])


def test_numbers_are_read_back_bit_for_bit():
    numbers = [0.1 + 0.2, 1 / 3, 5e-324, 1.7976931348623157e308, -0.1, 2**53 + 1.0, 123456.789]
    rows = [{"a": number} for number in numbers]
    raw = write_xlsx([Sheet(title="t", columns=[Column(name="a")], rows=rows)])
    assert [line["a"] for line in read_xlsx(raw, name="a").tables["t"]] == numbers


def test_equal_tables_give_equal_bytes_that_hold_no_moment():
    sheets = [Sheet(title="t", columns=[Column(name="a", note="n", choices=("x",))], rows=[])]
    first, second = write_xlsx(sheets), write_xlsx(sheets)
    assert first == second
    assert openpyxl.load_workbook(BytesIO(first)).properties.modified.year == 2000


@pytest.mark.parametrize(
    "text", ["\r", "_x000D_", "_x005F_x000D_", "_x005F\r", "__x000D_", "_x000d_\r\n", "_x12"]
)
def test_escapes_of_what_xml_cannot_hold_undo_each_other(text):
    assert unescaped(escaped(text)) == text


@given(st.lists(st.text(max_size=20).filter(lambda text: not unfit(text)), max_size=8))
@example(["a\r\nb", "\r", "_x000D_", "_x005F\r", " a ", "\ta", "0101", "#N/A", "TRUE"])
@settings(max_examples=60, deadline=None)
def test_texts_are_read_back_letter_for_letter(texts):
    rows = [{"a": text, "b": 1} for text in texts]
    raw = write_xlsx([Sheet(title="t", columns=[Column(name="a"), Column(name="b")], rows=rows)])
    found = read_xlsx(raw, name="a.xlsx").tables["t"]
    assert [line["a"] or "" for line in found] == texts
