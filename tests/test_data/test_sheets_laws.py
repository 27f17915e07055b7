"""What holds for every sheet: no row is lost, and order, splits and corrections change nothing."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.book import Area, Book, Sheet
from data.errors import PlusNError, TooLarge
from data.sheets import recall, understand
from data.sheets.plain import reading_from_plain, reading_to_plain
from data.sheets.table import Reading, Role
from data.uploads.limits import APP, Ask
from data.uploads.read_text import read_text
from data.uploads.read_xlsx import read_xlsx

from .mainland_books import CASES

NAMES = [
    "广东省",
    "深圳市",
    "江 苏",
    "Zhejiang",
    "440400",
    "某地",
    "合计",
    "东部地区",
    "其中：甲业",
]
WORDS = ["地区", "企业数（万家）", "省份", "2023年", "单位：万家", "续表", "注：某", "数量", "行业"]
CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        [*NAMES, *WORDS, "…", "10–20", "1,234", "甲", "<5", "12%", "　", "\u200b", "电子业", "2023"]
    ),
    st.integers(-5, 3000),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.text(max_size=6),
)
PLACES = st.tuples(st.integers(0, 9), st.integers(0, 6))


@st.composite
def sheets(draw):
    width = draw(st.integers(1, 6))
    rows = draw(st.lists(st.tuples(*[CELLS] * width), min_size=1, max_size=12))
    corners = draw(st.lists(st.tuples(PLACES, PLACES), max_size=4))
    merged = [
        Area(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in corners
    ]
    return Sheet(
        name=draw(st.sampled_from(["", "s"])),
        rows=tuple(rows),
        merged=tuple(merged),
        hidden=draw(st.booleans()),
        hidden_rows=draw(st.frozensets(st.integers(0, 11), max_size=2)),
        hidden_columns=draw(st.frozensets(st.integers(0, 5), max_size=1)),
        indents=draw(st.dictionaries(PLACES, st.integers(1, 4), max_size=3)),
        percents=draw(st.frozensets(PLACES, max_size=3)),
    )


def book(*pages):
    return Book(name="t.csv", kind="csv", digest="", size=0, sheets=pages)


def table(rows, **how):
    return book(Sheet(name="s", rows=tuple(rows), **how))


def plain(understood):
    """Give all that is understood but what is said of it."""
    return replace(understood, remarks=())


def body(understood):
    """Give the lines without where they stand."""
    return [(line.kind, dict(line.cells), dict(line.amounts)) for line in understood.lines]


@given(sheets(), st.booleans())
def test_every_row_is_a_line_or_left_out_once(sheet, hidden):
    try:
        found = understand(book(sheet), reading=Reading(hidden=hidden))
    except PlusNError:
        return
    blocks = [[line.number for line in found.lines if line.block == b] for b in range(4)]
    assert all(len(numbers) == len(set(numbers)) for numbers in blocks)
    lined = {number for numbers in blocks for number in numbers}
    left = [out.number for out in found.left_out]
    assert sorted([*lined, *left]) == list(range(1, len(sheet.rows) + 1))
    assert [column.index for column in found.columns] == list(range(len(found.columns)))


@given(st.lists(sheets(), min_size=1, max_size=3))
def test_the_reading_that_was_found_gives_the_same_table(pages):
    pages = [replace(page, name=f"s{number}") for number, page in enumerate(pages)]
    try:
        found = understand(book(*pages))
    except PlusNError:
        return
    again = reading_from_plain(reading_to_plain(found.reading))
    assert again == found.reading
    assert plain(understand(book(*pages), reading=again)) == plain(found)


@given(sheets(), st.data())
def test_any_reading_of_any_grid_gives_a_table_or_a_declared_error(sheet, data):
    row = st.integers(0, 13)
    reading = data.draw(
        st.builds(
            Reading,
            header=st.none() | st.tuples(row, row),
            roles=st.dictionaries(st.integers(0, 6), st.sampled_from(Role), max_size=3),
            factor=st.none() | st.decimals(),
            hidden=st.none() | st.booleans(),
            blocks=st.none() | st.integers(-1, 4),
        )
    )
    try:
        found = understand(book(sheet), reading=reading)
    except PlusNError:
        return
    assert all(found.columns[c].role is role for c, role in reading.roles.items() if role) or (
        found.reading.blocks > 1
    )


SOME = ("广东", "深圳市", "江苏", "福建省", "Shanghai", "浙江", "不知何处")
OTHERS = st.sampled_from(["…", "1-2", "7", "3%", None])
ROWS = (
    st.lists(st.sampled_from(SOME), unique=True)
    .flatmap(
        lambda names: st.tuples(
            *[st.tuples(st.just(name), st.integers(0, 10**9), OTHERS) for name in names]
        )
    )
    .filter(lambda rows: len(rows) > 1 and rows[0][0] != "不知何处")
)
HEAD = ("地区", "企业数", "产值（万元）")


@given(ROWS, st.randoms())
def test_the_order_of_the_rows_changes_only_the_order_of_the_lines(rows, random):
    shuffled = random.sample(rows, len(rows))
    first = understand(table([HEAD, *rows]))
    second = understand(table([HEAD, *shuffled]))
    order = [rows.index(row) for row in shuffled]
    assert body(second) == [body(first)[number] for number in order]
    assert second.columns == first.columns


@given(ROWS, st.integers(1, 6), st.booleans())
def test_a_heading_repeated_inside_changes_nothing(rows, at, blank):
    joint = [(None,) * 3, ("续表", None, None), HEAD] if blank else [HEAD]
    title = ("表1 2023年企业数", None, None)
    whole = understand(table([title, HEAD, *rows]))
    parted = understand(table([title, HEAD, *rows[:at], *joint, *rows[at:]]))
    assert body(parted) == body(whole)
    assert parted.columns == whole.columns


@settings(max_examples=25)
@given(ROWS, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_the_encoding_of_a_text_changes_nothing(rows, encoding):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([HEAD, *rows])
    text = out.getvalue()
    found = understand(
        read_text(text.encode(encoding), name="t.csv", limits=APP, ask=Ask(encoding=encoding))
    )
    assert [line.cells[0] for line in found.lines] == [row[0] for row in rows]
    assert [int(line.amounts[1].low) for line in found.lines] == [row[1] for row in rows]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=20))
def test_numbers_keep_their_bits_from_csv(numbers):
    rows = [("code", "value"), *(("440000", repr(number)) for number in numbers)]
    found = understand(table(rows), reading=Reading(roles={0: Role.REGION, 1: Role.VALUE}))
    assert [float(line.amounts[1].low) for line in found.lines] == numbers


def test_every_workbook_of_the_corpus_is_read_again_by_what_was_found():
    for case in CASES.values():
        workbook = read_xlsx(case.xlsx(), name="b.xlsx", limits=APP, ask=Ask())
        found = understand(workbook)
        assert plain(understand(workbook, reading=found.reading)) == plain(found)
        assert understand(workbook) == found


def test_a_row_of_marks_that_cannot_be_seen_is_blank():
    found = understand(table([(None, "广东省"), (None, "\u00ad"), ("\u200b", None)]))
    assert [(left.number, left.why) for left in found.left_out] == [(2, "blank"), (3, "blank")]


def test_the_work_on_one_sheet_has_an_end(monkeypatch):
    rows = [("地区", "企业数"), *((f"地方{number}", number) for number in range(500))]
    sheet = Sheet(name="", rows=tuple(rows))
    book = Book(name="t", kind="csv", digest="0" * 64, size=1, sheets=(sheet,))
    assert len(understand(book).lines) == 500
    monkeypatch.setattr(recall, "MOST_ASKED", 1_000)
    with pytest.raises(TooLarge, match="too many different texts"):
        understand(book)
    monkeypatch.undo()
    assert len(understand(book).lines) == 500
