"""Texts are read as tables, in the encoding that finds most known words."""

import pytest

from data.errors import InputProblem, TooLarge, UnknownChoice, UnreadableFile
from data.packaged import load_rows
from data.uploads.delimiters import delimiter_of
from data.uploads.encodings import decode, rank
from data.uploads.limits import APP, Ask, Limits
from data.uploads.read_pasted import read_pasted
from data.uploads.read_text import read_text


def read(text, *, encoding="utf-8", limits=APP, **asked):
    content = text if isinstance(text, bytes) else text.encode(encoding)
    return read_text(content, name="表.csv", limits=limits, ask=Ask(**asked))


def pasted(text, **asked):
    return read_pasted(text.encode(), name="pasted", limits=APP, ask=Ask(**asked))


def rows_of(found):
    return found.sheets[0].rows


def told(found):
    return " ".join(str(one) for one in found.remarks)


def names(script):
    column = {"Simplified": "name_zh_hans", "Traditional": "name_zh_hant"}[script]
    return [row[column] for row in load_rows("region_names")]


@pytest.mark.parametrize(
    ("script", "encoding"),
    [
        *(("Simplified", one) for one in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")),
        *(("Traditional", one) for one in ("utf-8", "gb18030", "big5hkscs", "utf-16-le")),
    ],
)
def test_one_name_of_a_region_is_enough_to_tell_the_encoding(script, encoding):
    texts = [f"{name},5\n" for name in names(script)]
    assert [t for t in texts if decode(t.encode(encoding), name="t").text != t] == []


def test_big5_also_decodes_as_gb18030_and_is_told_from_it():
    content = "地區,數目\n臺北市,5\n深水埗,7\n".encode("big5hkscs")
    assert content.decode("gb18030")  # the trap
    found = read(content)
    assert rows_of(found)[2][0] == "深水埗"
    assert (found.encoding, found.encodings) == ("big5hkscs", ("gb18030",))
    assert "big5hkscs: known words" in told(found)


def test_the_score_is_explained():
    best, other = rank("广东省".encode("gb18030"))
    assert (best.encoding, best.hits, best.usual) == ("gb18030", 1, 1.0)
    assert other.hits == 0
    assert str(best.words) == "gb18030: known words 1, usual characters 100%"


def test_a_text_without_known_words_is_read_and_doubted():
    found = read("雞鴨魚肉,1\n青椒蘿蔔,2\n", encoding="big5hkscs")
    assert rows_of(found)[0] == ("雞鴨魚肉", "1")
    assert "check the names" in told(found)


def test_what_the_user_declares_is_followed():
    content = "廣東省".encode("big5hkscs")
    wrong = content.decode("gb18030")
    assert rows_of(read(content))[0][0] == "廣東省"
    declared = read_text(content, name="t", limits=APP, ask=Ask(encoding="GBK"))
    assert rows_of(declared)[0][0] == wrong
    western = read_text("Zürich".encode("cp1252"), name="t", limits=APP, ask=Ask(encoding="cp1252"))
    assert rows_of(western) == (("Zürich",),)


def test_an_encoding_that_is_not_known_is_refused():
    with pytest.raises(UnknownChoice, match="unknown encoding 'ebcdic'"):
        read_text(b"a", name="t", limits=APP, ask=Ask(encoding="ebcdic"))


@pytest.mark.parametrize(
    ("encoding", "end"),
    [("utf-8", b"\xff"), ("gb18030", b"\xff"), ("big5hkscs", b"\xff"), ("utf-16-le", b"\0\xd8")],
)
def test_a_declared_encoding_that_does_not_fit_is_refused_with_the_line(encoding, end):
    content = "a\nb\n".encode(encoding) + end
    with pytest.raises(UnreadableFile, match=r"is not .* text \(line 3\)\. Save it as UTF-8"):
        read_text(content, name="t", limits=APP, ask=Ask(encoding=encoding))


@pytest.mark.parametrize("content", [b"\x00\x01\x02\xff\x00", b"a\0b,\xff", b"\xef\xbb\xbfa\0b"])
def test_bytes_that_are_no_text_are_refused(content):
    with pytest.raises(UnreadableFile, match="is not a text"):
        read(content)


def test_a_text_in_no_known_encoding_names_the_line():
    with pytest.raises(UnreadableFile, match="line 2"):
        read("广东\n".encode("gb18030") + b"\xff\xff\n")


@pytest.mark.parametrize("content", [b"", b"\n\n,,\n", b"\xef\xbb\xbf", " \n".encode("utf-16")[:2]])
def test_a_file_without_cells_is_refused(content):
    with pytest.raises(UnreadableFile, match="holds no cells"):
        read(content)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("省,家\n广东,5\n", ","),
        ("省;家\n广东;1,5\n广西;2,5\n", ";"),
        ("省\t家\n广东\t1,234\n", "\t"),
        ("省|家\n广东|5\n", "|"),
        ("附表1\n单位：家\n\n省,2022,2023\n广东,5,6\n广西,7,8\n", ","),
        ('省,说明\n广东,"a;b;c"\n广西,"d;e;f"\n', ","),
        ("省,名称\n;,';\n0;0,0;0\n", ","),
        ("1,5;2\n3,5;4\n", ";"),
        ("广东\n广西\n", ""),
    ],
)
def test_the_delimiter_is_found(text, delimiter):
    assert delimiter_of(text) == delimiter
    assert read(text).delimiter == delimiter


def test_a_declared_delimiter_is_followed_and_others_refused():
    assert rows_of(read("a;b,c", delimiter=";")) == (("a", "b,c"),)
    with pytest.raises(UnknownChoice, match="unknown delimiter"):
        read("a b", delimiter=" ")


def test_the_line_by_which_excel_is_told_the_delimiter_is_no_row():
    found = read("sep=;\n省;家\n")
    assert rows_of(found) == (("省", "家"),)
    assert "names the delimiter" in told(found)


def test_row_numbers_are_those_of_a_spreadsheet():
    found = read('省,家\r\n\r\n"东\r\n莞",5\r\n合计,7\r\n')
    assert rows_of(found) == (("省", "家"), (None, None), ("东\n莞", "5"), ("合计", "7"))


def test_ragged_rows_are_kept_and_named():
    found = read("题\n省,2022,2023\n广东,5,6\n广西,1,234,6\n海南,7\n云南,8,9,,\n")
    assert rows_of(found)[3] == ("广西", "1", "234", "6")
    assert rows_of(found)[4] == ("海南", "7", None, None)
    assert "fewer than 3 cells were filled up with blanks: 1, 5." in told(found)
    assert "may have split them: 4." in told(found)


def test_of_many_ragged_rows_ten_are_named():
    found = read("a,b\n" * 30 + "c\n" * 12)
    assert "31, 32, 33, 34, 35, 36, 37, 38, 39, 40 and 2 more" in told(found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('省,家\n"广东,5\n', r"quotation mark is never closed \(row 2\)"),
        ('省,家\n"a\nb",1\n"广"东,5\n', r"goes on behind its quotation mark \(row 3\)"),
        (
            '省,"' + "x" * 200_000,
            r"longer than 32,767 characters, or its quotation mark .*\(row 1\)",
        ),
    ],
)
def test_quotation_marks_that_do_not_fit_are_named_by_their_row(text, words):
    with pytest.raises(UnreadableFile, match=words):
        read(text)


def test_too_many_rows_and_columns_are_told_together():
    limits = Limits(rows=3, columns=2)
    with pytest.raises(TooLarge, match="as far as row 5 and column 3") as caught:
        read("a,b\n1,2\n3,4\n5,6\n7,8,9\n", limits=limits)
    assert "At most 3 rows and 2 columns" in str(caught.value)


def test_a_cell_that_is_too_long_is_named():
    with pytest.raises(TooLarge, match=r"more than 32,767 characters \(cell B2\)"):
        read(f"a,b\n1,{'x' * 40_000}\n")


def test_more_cells_than_allowed_are_refused_before_they_are_kept():
    with pytest.raises(TooLarge, match="holds more than 10 cells"):
        read("a,b\n" * 100_000, limits=Limits(cells=10))


def test_texts_stay_texts_and_keep_their_zeros():
    assert rows_of(read("代码,区号\n440300,0755\n'440300,1e5\n"))[1:] == (
        ("440300", "0755"),
        ("'440300", "1e5"),
    )


def test_control_characters_are_replaced_and_counted():
    found = read("a\x07b,c\x1b\n")
    assert rows_of(found) == (("a\ufffdb", "c\ufffd"),)
    assert "2 control characters" in told(found)


def test_excel_puts_tabs_and_quoted_line_breaks_on_the_clipboard():
    found = pasted('省\t"东\n莞"\n广东\t1,234\n')
    assert rows_of(found) == (("省", "东\n莞"), ("广东", "1,234"))
    assert (found.kind, found.delimiter, found.encoding) == ("pasted", "\t", "utf-8")


def test_pasted_quotation_marks_without_a_pair_are_letters():
    found = pasted('屏幕\t"大\n5" 管\t7\n')
    assert rows_of(found) == (("屏幕", '"大'), ('5" 管', "7"))
    assert "taken as letters" in told(found)


def test_a_pasted_csv_is_read_by_its_commas():
    assert rows_of(pasted("省,家\n广东,5\n")) == (("省", "家"), ("广东", "5"))


def test_nothing_pasted_is_refused():
    with pytest.raises(InputProblem, match="holds no cells"):
        pasted(" \n\t\n".replace(" ", ""))
