"""Large text files are read in parts, and nothing of them is lost."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.errors import BadValue, PlusNError, UnreadableFile, WrongColumns
from data.streams import delimited, header, records
from data.streams.batch import Columns
from data.streams.points import open_points, read_part

PLACES = Columns(lon="lon", lat="lat", key="sector")
NUMBERS = {"114.1": 114.1, "+22": 22.0, " -1e2 ": -100.0, ".5": 0.5, "１１４．５": 114.5}
NO_NUMBERS = ("", "n/a", "114,1", "1.2.3", "0x10", "114°", "one", "NULL", "--1")


def rows_of(path, columns=PLACES, encoding=""):
    """Read a file whole: (lon, lat, key) of each row, and how many are broken."""
    rows, broken = [], 0
    for part in open_points(path, columns, encoding).parts:
        for batch in read_part(part):
            keys = [batch.keys[code] for code in batch.codes]
            rows += zip(batch.lon.tolist(), batch.lat.tolist(), keys, strict=True)
            broken += batch.broken
    return rows, broken


@pytest.fixture
def file(tmp_path):
    def write(content, name="points.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def small_parts(monkeypatch):
    def make(size):
        monkeypatch.setattr(delimited, "BLOCK", size)

    return make


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.text('a"工,;\n |"', max_size=6), st.text('b"\n,工厂', max_size=6)), max_size=30
    ),
    size=st.integers(1, 80),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
@example(rows=[('a"', '",'), ('"\n"', ",\n")], size=1, delimiter=",", encoding="utf-8")
@example(rows=[("NA", "null"), ("", " ")], size=3, delimiter=",", encoding="utf-8")
def test_parts_hold_the_rows_that_the_csv_module_reads(
    tmp_path_factory, rows, size, delimiter, encoding
):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(["sector", "lon", "remark 工厂 厂", "lat"])
    for number, (key, remark) in enumerate(rows):
        writer.writerow([key, number / 8, remark, -number])
    path = tmp_path_factory.mktemp("parts") / "points.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "BLOCK", size)
        found, broken = rows_of(path)
    assert found == [(n / 8, -float(n), key) for n, (key, _) in enumerate(rows)]
    assert broken == 0


@given(
    blocks=st.lists(st.text('a",\n', max_size=12), max_size=8),
    size=st.integers(1, 9),
)
def test_a_cut_never_lies_inside_a_quoted_cell(blocks, size):
    text = "".join(blocks)
    content = text.encode()
    pieces = [content[i : i + size] for i in range(0, len(content), size)]
    try:
        cut = list(records.whole_rows(pieces, b"\n", b",", "t.csv"))
    except UnreadableFile:
        # The last row is open: the csv module, told to be strict, says so too.
        with pytest.raises(csv.Error):
            list(csv.reader(io.StringIO(text), strict=True))
        return
    assert b"".join(cut) == content
    read = [row for piece in cut for row in csv.reader(io.StringIO(piece.decode(), newline=""))]
    assert read == list(csv.reader(io.StringIO(text, newline="")))


def test_quoted_rows_are_cut_in_linear_time():
    row = b'"114.1","a ""b"" c"\n'
    small, large = (list(records.whole_rows([row * n], b"\n", b",", "t")) for n in (10, 100_000))
    assert small == [row * 10]
    assert large == [row * 100_000]


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_numbers_as_people_write_them(file, text, number):
    rows, _ = rows_of(file(f"lon,lat,sector\n{text},1,a\nx,1,a\n"))
    assert rows[0] == (number, 1.0, "a")
    assert math.isnan(rows[1][0])


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_kept_as_none(file, text):
    ((lon, lat, key), *_), broken = rows_of(file(f'lon,lat,sector\n"{text}",1,a\n'))
    assert math.isnan(lon)
    assert (lat, key, broken) == (1.0, "a", 0)


def test_one_bad_cell_changes_no_other(file, small_parts):
    good = [f"{114 + n / 7},{22 + n / 9},k{n % 3}" for n in range(400)]
    bad = [*good]
    bad[200] = "abc,1,k0"
    small_parts(500)
    (with_bad, _), (without, _) = (
        rows_of(file("lon,lat,sector\n" + "\n".join(lines))) for lines in (bad, good)
    )
    assert with_bad[:200] + with_bad[201:] == without[:200] + without[201:]
    assert math.isnan(with_bad[200][0])


def test_rows_with_too_many_or_too_few_cells_are_counted(file):
    rows, broken = rows_of(file("lon,lat,sector\n1,2,a\n3,4\n5,6,b,c\n7,x,a\n\n8\n9,9,z"))
    assert [row[2] for row in rows] == ["a", "a", "z"]
    assert broken == 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_an_encoding_makes_no_difference(file, small_parts, encoding):
    lines = [f"{n},{n / 4},深圳市电子厂{n % 5}" for n in range(300)]
    text = "lon,lat,sector\n" + "\n".join(lines) + "\n"
    plain, _ = rows_of(file(text, "plain.csv"))
    small_parts(700)
    found, broken = rows_of(file(text.encode(encoding)))
    assert (found, broken) == (plain, 0)


def test_big5_is_told_from_gb18030_by_its_words(file):
    text = "lon,lat,sector\n1,2,廣東省紡織\n3,4,香港電子\n"
    assert rows_of(file(text.encode("big5hkscs")))[0] == rows_of(file(text))[0]


def test_a_bar_that_is_half_a_character_is_no_delimiter(file):
    # 倈 is 82 7C in GB 18030, and 7C is the bar.
    text = 'lon|lat|sector\n1|2|"倈""\n深圳市"\n3|4|倈"深圳市\n'
    assert rows_of(file(text.encode("gb18030")))[0] == [(1, 2, '倈"\n深圳市'), (3, 4, '倈"深圳市')]


def test_foreign_letters_far_into_a_file_tell_its_encoding(file, monkeypatch):
    monkeypatch.setattr(header, "BLOCK", 64)
    text = "lon,lat,sector\n" + "1,2,plain\n" * 100 + "3,4,东莞市\n"
    assert rows_of(file(text.encode("gb18030")))[0][-1] == (3, 4, "东莞市")


def test_a_declared_encoding_is_followed(file):
    content = "lon,lat,sector\n1,2,caf\xe9\n".encode("cp1252")
    assert rows_of(file(content), encoding="cp1252")[0] == [(1, 2, "café")]


def test_lines_may_end_as_on_any_machine(file):
    lines = ["lon,lat,sector", "1,2,a", '3,4,"b"', "5,6,c"]
    read = [rows_of(file(end.join([*lines, ""]))) for end in ("\n", "\r\n", "\r")]
    assert read[0] == read[1] == read[2]
    assert Counter(row[2] for row in read[0][0]) == {"a": 1, "b": 1, "c": 1}


def test_a_text_in_two_encodings_is_refused(file):
    content = b"lon,lat,sector\n" + "1,2,深圳市\n".encode() * 200_000 + b"1,2,\xff\xfe\n"
    with pytest.raises(UnreadableFile, match="not all in UTF-8") as caught:
        rows_of(file(content))
    assert "Save it as UTF-8" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "columns", "kind", "words"),
    [
        ("", PLACES, UnreadableFile, "no header"),
        ("\n\n", PLACES, UnreadableFile, "no header"),
        ("x,y\n1,2\n", PLACES, WrongColumns, "no column lon, lat, sector. Its columns: x, y"),
        ("lon,lat,lat\n1,2,3\n", Columns(lon="lon", lat="lat"), WrongColumns, "more than one"),
        ("lon,lat\n1,2\n", Columns(lon="lon"), BadValue, "--lat COLUMN"),
        ("lon,lat\n1,2\n", Columns(), BadValue, "--lon COLUMN"),
        ('lon,lat,sector\n1,2,"a\n3,4,b\n', PLACES, UnreadableFile, "never closed"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(file, content, columns, kind, words):
    with pytest.raises(kind) as caught:
        rows_of(file(content), columns)
    assert words in str(caught.value)
    assert caught.value.remedy


def test_a_row_without_end_is_refused_before_it_fills_the_memory(file, monkeypatch, small_parts):
    monkeypatch.setattr(records, "LONGEST_ROW", 1_000)
    small_parts(300)
    with pytest.raises(UnreadableFile, match="never closed"):
        rows_of(file('lon,lat,sector\n1,2,"' + "a,\n" * 1_000))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UnreadableFile, match=r"none\.csv"):
        open_points(tmp_path / "none.csv", PLACES)


def test_a_part_of_a_file_that_has_changed_is_refused(file):
    path = file("lon,lat,sector\n1,2,a\n")
    (part,) = open_points(path, PLACES).parts
    file("lon,lat,sector\n1,2,a\n3,4,b\n")
    with pytest.raises(UnreadableFile, match="not the one"):
        list(read_part(part))
    path.unlink()
    with pytest.raises(UnreadableFile, match="cannot be read"):
        list(read_part(part))


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=200))
@example(content=b"lon,lat,sector\n\x00,\x00,\x00\n")
@example(content=b"PAR1")
@example(content=b"\xff\xfel")
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "points.csv"
    for head in (b"", b"lon,lat,sector\n"):
        path.write_bytes(head + content)
        try:
            rows_of(path)
        except PlusNError as problem:
            assert problem.remedy  # noqa: PT017 - either is right, but not another error
