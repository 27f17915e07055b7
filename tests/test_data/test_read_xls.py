"""Workbooks of Excel 97–2003 are read as plain cells; the files are made record by record."""

import struct
import sys

import pytest

from data.book import Area
from data.errors import BadValue, TooLarge, UnreadableFile
from data.uploads.limits import APP, Ask, Limits
from data.uploads.read_xls import read_xls

from .old_books import (
    begin,
    cell,
    compound,
    error,
    formula,
    hidden_column,
    hidden_row,
    merged,
    old_book,
    record,
    sheet,
)

DAY, PERCENT, INDENTED, CHINESE_DAY, TIME = 2, 3, 4, 5, 6  # places in `old_books.STYLES`, plus 1


def read(content, limits=APP, **asked):
    return read_xls(content, name="旧.xls", limits=limits, ask=Ask(**asked))


def told(found):
    return " ".join(str(one) for one in found.remarks)


def test_an_old_workbook_is_read_with_all_that_concerns_its_cells():
    first = sheet(
        hidden_row(1),
        hidden_column(2),
        cell(0, 0, "附表"),
        cell(1, 0, "深圳", INDENTED),
        cell(1, 1, 30971),
        cell(1, 2, 0.1, PERCENT),
        cell(2, 0, 45000, DAY),
        cell(2, 1, 45000.25, CHINESE_DAY),
        cell(2, 2, 0.75, TIME),
        cell(3, 0, True),  # noqa: FBT003 - a cell
        error(3, 1, 42),
        merged((0, 0, 0, 2)),
    )
    content = old_book({"表1": first, "藏": sheet(cell(0, 0, 1))}, states={"藏": (2, 0)})
    found = read(content)
    assert found.sheets[0].rows == (
        ("附表", None, None),
        ("深圳", 30971, 0.1),
        ("2023-03-15", "2023-03-15T06:00:00", "18:00:00"),
        (True, "#N/A", None),
    )
    assert found.sheets[0].merged == (Area(0, 0, 0, 2),)
    assert (found.sheets[0].hidden_rows, found.sheets[0].hidden_columns) == ({1}, {2})
    assert (found.sheets[0].indents, found.sheets[0].percents) == ({(1, 0): 2}, {(1, 2)})
    assert (found.sheets[1].name, found.sheets[1].hidden) == ("藏", True)
    assert "show an error are kept as text: B4." in told(found)


def test_values_of_formulas_are_taken_and_listed():
    found = read(old_book({"t": sheet(formula(1, 1, 7.5), formula(2, 0, None), cell(0, 0, 1))}))
    assert found.sheets[0].rows == ((1, None), (None, 7.5))
    assert found.sheets[0].formulas == ((1, 1),)
    assert "the values kept with them were taken: B2, A3." in told(found)


def test_formulas_that_were_never_computed_are_refused():
    with pytest.raises(BadValue, match="no value kept with them: B1"):
        read(old_book({"t": sheet(cell(0, 0, 1), formula(0, 1, None, flags=3))}))


def test_a_far_cell_is_named():
    with pytest.raises(TooLarge, match="as far as row 65,536 and column 256"):
        read(old_book({"t": sheet(cell(0, 0, 1), cell(65_535, 255, 1))}), Limits(rows=60_000))


def test_charts_among_sheets_are_told_of_and_charts_alone_refused():
    chart = begin(0x20) + record(0x000A)
    content = old_book({"t": sheet(cell(0, 0, 1)), "图": chart}, states={"图": (0, 2)})
    assert "charts or macros are not read" in told(read(content))
    with pytest.raises(UnreadableFile, match="only pictures or charts"):
        read(old_book({"空": sheet(), "图": chart}, states={"图": (0, 2)}))


def test_a_chart_within_a_sheet_is_stepped_over():
    chart = begin(0x20) + formula(5, 5, 1.0) + record(0x000A)
    found = read(old_book({"t": sheet(chart, cell(0, 0, 1), formula(0, 1, 2.0))}))
    assert found.sheets[0].formulas == ((0, 1),)
    assert "pictures and charts are not read" in told(found)


def test_a_password_is_told_apart_from_a_broken_file():
    locked = old_book({"t": sheet(cell(0, 0, 1))}, more=record(0x002F, b"\0" * 54))
    with pytest.raises(UnreadableFile, match="workbook with a password"):
        read(locked)
    with pytest.raises(UnreadableFile, match="workbook with a password"):
        read(compound(b"", "EncryptedPackage"))
    with pytest.raises(UnreadableFile, match="is broken"):
        read(old_book({"t": sheet(cell(0, 0, 1))})[:-600])
    with pytest.raises(UnreadableFile, match="is broken"):
        read(compound(b"", "Anything"))


def older_book(text, page=None):
    """Write a workbook of Excel 5, whose texts are in the encoding of a code page."""
    bof = struct.pack("<HHHH", 0x0500, 0x0005, 0, 0)
    pages = record(0x0042, struct.pack("<H", page)) if page else b""
    head = record(0x0809, bof) + pages
    style = struct.pack("<HHHHII", 0, 0, 1, 32, 0, 0)
    head += record(0x00E0, style)
    start = len(head) + len(record(0x0085, b"\0" * 8)) + 4
    head += record(0x0085, struct.pack("<IBBB", start, 0, 0, 1) + b"t") + record(0x000A)
    label = record(0x0204, struct.pack("<HHHH", 0, 0, 0, len(text)) + text)
    body = record(0x0809, struct.pack("<HHHH", 0x0500, 0x0010, 0, 0)) + label + record(0x000A)
    return compound(head + body, "Book")


def test_texts_older_than_unicode_are_read_by_their_code_page():
    assert read(older_book("廣東省".encode("cp950"), 950)).sheets[0].rows == (("廣東省",),)


@pytest.mark.parametrize(("text", "encoding"), [("广东省", "gb18030"), ("廣東省", "big5hkscs")])
@pytest.mark.parametrize("page", [None, 1252])
def test_texts_without_a_fitting_code_page_are_read_by_their_known_words(text, encoding, page):
    found = read(older_book(text.encode(encoding), page))
    assert found.sheets[0].rows == ((text,),)
    assert f"does not state its encoding, and was read as {encoding}" in told(found)
    declared = read(older_book("雞鴨".encode("big5"), page), encoding="big5")
    assert declared.sheets[0].rows == (("雞鴨",),)


def test_western_texts_stay_western():
    assert read(older_book("Zürich".encode("cp1252"), 1252)).sheets[0].rows == (("Zürich",),)


def test_a_workbook_older_than_excel_5_is_one_sheet():
    bof = record(0x0009, struct.pack("<HH", 2, 0x10))
    number = record(0x0003, struct.pack("<HH3sd", 1, 0, b"\0\0\0", 2.5))
    assert read(bof + number + record(0x000A)).sheets[0].rows == ((None,), (2.5,))


def test_nothing_is_printed(capsys):
    with pytest.raises(UnreadableFile):
        read(old_book({"t": sheet(cell(0, 0, 1))})[:700])
    assert capsys.readouterr() == ("", "")
    assert "xlrd" in sys.modules
