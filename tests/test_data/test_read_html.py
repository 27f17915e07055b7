"""Tables of a page, often named .xls, are read as sheets; nothing of the page acts."""

import tracemalloc

import pytest

from data.book import Area
from data.errors import TooLarge, UnreadableFile
from data.uploads.limits import APP, Ask, Limits
from data.uploads.read_html import read_html


def read(page, encoding="utf-8", limits=APP, declared=""):
    return read_html(
        page.encode(encoding), name="表.xls", limits=limits, ask=Ask(encoding=declared)
    )


def rows_of(page):
    return read(page).sheets[0].rows


def told(found):
    return " ".join(str(one) for one in found.remarks)


def test_cells_that_span_others_are_merged_cells():
    found = read(
        "<table><tr><th rowspan=2>地区<th colspan=2>家数</tr><tr><td>2022<td>2023</tr>"
        "<tr><td colspan=3 rowspan=9>注</table>"
    )
    assert found.sheets[0].rows == (
        ("地区", "家数", None),
        (None, "2022", "2023"),
        ("注", None, None),
    )
    areas = (Area(0, 0, 1, 0), Area(0, 1, 0, 2), Area(2, 0, 2, 2))
    assert found.sheets[0].merged == areas


def test_a_span_stops_at_a_cell_that_comes_from_above():
    found = read("<table><tr><td>a<td>b<td rowspan=2>c<tr><td colspan=3>d<td>e</table>")
    assert found.sheets[0].rows == (("a", "b", "c", None), ("d", None, None, "e"))
    assert found.sheets[0].merged == (Area(0, 2, 1, 2), Area(1, 0, 1, 1))


@pytest.mark.parametrize("span", ["0", "-3", "x", "", "99999999999", "１"])
def test_a_span_that_is_none_is_one_cell_or_ends_with_the_table(span):
    assert rows_of(f"<table><tr><td rowspan='{span}'>a<td>b<tr><td>c</table>")[0] == ("a", "b")


def test_lines_above_and_below_tables_are_rows_as_a_spreadsheet_shows_them():
    page = "<title>x</title><h3>附表1</h3><p>单位：家<table><tr><td>a<td>b</table>注：<br>1. 港资"
    assert rows_of(page) == (
        *(("附表1", None), ("单位：家", None), ("a", "b"), ("注：", None), ("1. 港资", None)),
    )


def test_each_table_is_a_sheet_and_a_table_within_a_cell_is_its_own():
    found = read("<table><tr><td><table><tr><td>in</table></table><p>续表<table><tr><td>b</table>")
    assert [sheet.rows for sheet in found.sheets] == [(("in",),), (("续表",), ("b",))]
    assert [sheet.name for sheet in found.sheets] == ["Table 2", "Table 3"]


def test_blanks_are_as_a_page_shows_them_and_indents_stay():
    page = "<table><tr><td>  a \n b <br> c</td><td>&nbsp;&nbsp;深圳<td>&nbsp;<td>d<p>e</p></table>"
    assert rows_of(page) == (("a b\nc", "\xa0\xa0深圳", None, "d\ne"),)


def test_excel_states_numbers_formulas_and_what_is_hidden():
    found = read(
        "<table><col><col style='display:none'><tr style='display: none'>"
        "<td x:num='1.50000001' x:fmla='=1'>1.5</td><td x:num>30971</td><td x:num='x'>1,2</td>"
        "<tr><td style='mso-char-indent-count:2'>a</td></table>"
    )
    sheet = found.sheets[0]
    assert sheet.rows == ((1.50000001, 30971, "1,2"), ("a", None, None))
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.indents) == ({0}, {1}, {(1, 0): 2})
    assert sheet.formulas == ((0, 0),)


def test_scripts_styles_links_and_comments_leave_no_trace():
    page = (
        "<html><head><script>document.write('<table><tr><td>x</table>')</script><style>a</style>"
        "</head><body onload=x()><!-- c --><table><tr><td>a<script>b</script><a href='file:///etc'>"
        "c</a><iframe src='http://127.0.0.1:9/'></iframe><object data=x>y</object><template>z"
        "</template></td></tr></table><img src=http://127.0.0.1:9/></body></html>"
    )
    found = read(page)
    assert [sheet.rows for sheet in found.sheets] == [(("ac",),)]
    assert "Pictures of the page are not read" in told(found)


@pytest.mark.parametrize("stated", ["gb2312", "GBK", "utf-8", "", "nonsense"])
def test_the_encoding_is_that_in_which_known_words_stand(stated):
    head = f"<meta http-equiv=Content-Type content='text/html; charset={stated}'>" if stated else ""
    found = read(f"{head}<table><tr><td>广东省<td>东莞市</table>", "gb18030")
    assert found.sheets[0].rows == (("广东省", "东莞市"),)
    assert found.encoding == "gb18030"


def test_a_declared_encoding_and_a_mark_are_followed():
    page = "<meta charset=gb2312><table><tr><td>廣東省</table>"
    assert read(page, "utf-8-sig").sheets[0].rows == (("廣東省",),)
    assert read(page, "utf-16").encoding == "utf-16-le"
    assert read(page, "big5", declared="big5").sheets[0].rows == (("廣東省",),)


def test_tags_need_not_be_closed_and_names_may_be_large():
    assert rows_of("<TABLE><TR><TD>a<TD>b<TR><TD>c") == (("a", "b"), ("c", None))
    assert rows_of("<table><td>a</table>") == (("a",),)


def test_references_to_characters_that_are_none_become_a_sign():
    assert rows_of("<table><tr><td>a&#55296;b&#8226;</table>")[0][0].replace("\ufffd", "") == "ab•"


@pytest.mark.parametrize(
    "page", ["", "<html></html>", "省,家\n", "<p>a", "<frameset><frame src=a>"]
)
def test_a_page_without_tables_is_refused(page):
    with pytest.raises(UnreadableFile, match=r"holds no table|is broken"):
        read(page)


def test_a_page_of_empty_tables_is_refused():
    with pytest.raises(UnreadableFile, match="holds no cells"):
        read("<table><tr><td>&nbsp;</table>")


def test_cells_too_deep_within_each_other_are_read_all_the_same():
    page = "<table><tr><td>a" + "<div>" * 5_000 + "deep" + "</div>" * 5_000 + "<td>b</table>"
    assert rows_of(page) == (("a\ndeep", "b"),)


def test_spans_without_end_cost_no_memory():
    page = "<table>" + "<tr>" + "<td rowspan=65534 colspan=1000>x" * 300 + "</table>"
    tracemalloc.start()
    with pytest.raises(TooLarge, match="as far as row 1 and column"):
        read(page)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_too_many_rows_are_refused():
    with pytest.raises(TooLarge, match="as far as row 9 and column 1"):
        read("<table>" + "<tr><td>a" * 9 + "</table>", limits=Limits(rows=5))
