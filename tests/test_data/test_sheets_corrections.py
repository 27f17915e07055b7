"""What a user says of a sheet holds; what does not fit it is refused with a remedy."""

from decimal import Decimal

import pytest

from data.book import Book, Sheet
from data.codes import Level
from data.errors import BadValue, PlusNError, Problems, UnknownChoice, UnreadableFile
from data.sheets import understand
from data.sheets.plain import reading_from_plain, reading_to_plain
from data.sheets.table import Reading, Role, RowKind

ROWS = (
    ("2023年企业数", None, None),
    ("单位：万家", None, None),
    ("地区", "企业数", "上年"),
    ("广东", 3, "2.5"),
    ("江苏", 4, "1.2亿"),
    ("昆山", 5, "10%"),
)


def book(*sheets):
    return Book(name="t.xlsx", kind="xlsx", digest="", size=0, sheets=sheets)


def sheet(rows=ROWS, name="s", **how):
    return Sheet(name=name, rows=tuple(rows), **how)


def amounts(found, column):
    return [line.amounts[column].low for line in found.lines]


def test_a_role_that_is_given_is_kept_and_others_are_worked_out():
    found = understand(book(sheet()), reading=Reading(roles={1: Role.IGNORE}))
    assert [c.role for c in found.columns] == [Role.REGION, Role.IGNORE, Role.VALUE]
    found = understand(book(sheet()), reading=Reading(roles={2: Role.REGION}))
    assert [c.role for c in found.columns] == [Role.IGNORE, Role.VALUE, Role.REGION]


def test_a_factor_stands_in_place_of_the_unit_but_not_of_what_a_cell_says_itself():
    assert amounts(understand(book(sheet())), 1) == [30_000, 40_000, 50_000]
    found = understand(book(sheet()), reading=Reading(factor=Decimal(1)))
    assert amounts(found, 1) == [3, 4, 5]
    assert amounts(found, 2) == [Decimal("2.5"), 120_000_000, Decimal("0.1")]
    assert found.unit == "万家"


def test_a_heading_that_is_given_is_kept():
    found = understand(book(sheet()), reading=Reading(header=(3, 4)))
    assert [line.number for line in found.lines] == [5, 6]
    assert found.columns[1].name == "企业数 / 3"
    none = understand(book(sheet()), reading=Reading(header=(0, 0)))
    assert [line.number for line in none.lines] == [3, 4, 5, 6]
    assert [column.name for column in none.columns] == ["A", "B", "C"]


def test_a_year_that_is_given_is_kept():
    assert understand(book(sheet())).year == "2023"
    assert understand(book(sheet()), reading=Reading(year="2022")).year == "2022"


def test_hidden_rows_and_columns_are_read_when_asked_for():
    hidden = sheet(hidden_rows=frozenset({3}), hidden_columns=frozenset({2}))
    found = understand(book(hidden))
    assert [line.number for line in found.lines] == [5, 6]
    assert found.columns[2].role is Role.IGNORE
    found = understand(book(hidden), reading=Reading(hidden=True))
    assert [(line.number, line.hidden) for line in found.lines] == [
        (4, True),
        (5, False),
        (6, False),
    ]
    assert found.columns[2].role is Role.VALUE


def test_a_sheet_that_is_asked_for_is_read_though_it_is_hidden():
    other = sheet(name="old", hidden=True)
    assert understand(book(other, sheet())).reading.sheet == "s"
    assert understand(book(other, sheet()), reading=Reading(sheet="old")).reading.sheet == "old"
    with pytest.raises(UnknownChoice, match="old, s"):
        understand(book(other, sheet()), reading=Reading(sheet="new"))


def test_sheets_that_are_equally_good_are_told_and_the_first_is_read():
    found = understand(book(sheet(name="a"), sheet(name="b")))
    assert found.reading.sheet == "a"
    assert any("a, b" in remark for remark in found.remarks)


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (Reading(header=(9, 9)), "rows 9 to 9"),
        (Reading(header=(3, 2)), "rows 3 to 2"),
        (Reading(roles={7: Role.VALUE}), "no column 8"),
        (Reading(roles={0: Role.REGION, 1: Role.REGION}), "two columns"),
        (Reading(factor=Decimal(0)), "factor 0"),
        (Reading(factor=Decimal("NaN")), "factor NaN"),
        (Reading(blocks=9), "9 blocks"),
    ],
)
def test_a_reading_that_does_not_fit_the_sheet_is_refused(reading, words):
    with pytest.raises(Problems, match=words) as refused:
        understand(book(sheet()), reading=reading)
    assert all(problem.remedy for problem in refused.value.problems)


def test_all_that_is_wrong_with_a_reading_is_told_at_once():
    with pytest.raises(Problems) as refused:
        understand(book(sheet()), reading=Reading(header=(9, 9), factor=Decimal(-1)))
    assert len(refused.value.problems) == 2


def test_an_empty_sheet_is_refused():
    with pytest.raises(UnreadableFile, match="is empty"):
        understand(book(sheet(rows=((None, " "),))))


class Counties:
    """Know one county, and that 汇总 is a sum and 苏锡常 a group."""

    def levels(self, text):
        return frozenset({Level.COUNTY}) if text == "昆山" else frozenset()

    def is_aggregate(self, text):
        return text == "汇总数"

    def is_group(self, text):
        return text == "苏锡常"


def test_names_are_those_that_the_words_know():
    rows = [("甲", "乙"), ("昆山", 5), ("苏锡常", 9)]
    found = understand(book(sheet(rows)), Counties())
    assert [c.role for c in found.columns] == [Role.REGION, Role.VALUE]
    assert [line.kind for line in found.lines] == [RowKind.DATA, RowKind.REGIONAL]


def test_a_reading_is_written_as_json_and_read_again():
    reading = Reading(
        sheet="s",
        header=(1, 2),
        roles={3: Role.CAP, 0: Role.REGION},
        factor=Decimal("0.10"),
        year="",
        hidden=False,
        blocks=2,
    )
    again = reading_from_plain(reading_to_plain(reading))
    assert again == reading
    assert str(again.factor) == "0.10"
    assert reading_from_plain({}) == Reading()


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        "s",
        {"sheet": 1},
        {"header": [1]},
        {"header": ["1", "2"]},
        {"header": [True, 2]},
        {"roles": {"a": "region"}},
        {"roles": {"0": "king"}},
        {"roles": []},
        {"factor": "ten"},
        {"year": 2023},
        {"hidden": "no"},
        {"blocks": 1.0},
        {"else": 1},
    ],
)
def test_what_is_no_reading_is_refused(plain):
    with pytest.raises(BadValue):
        reading_from_plain(plain)


def test_a_row_of_numbers_that_could_be_years_is_no_heading():
    for rows in ([("广东", 1985), ("江苏", 5)], [("广东", 1985), ("江苏", 1990)]):
        found = understand(book(sheet([("地区", "企业数"), *rows])))
        assert [line.number for line in found.lines] == [2, 3]
    found = understand(book(sheet([("", 2021, 2022), ("广东", 3, 4)])))
    assert [column.year for column in found.columns] == ["", "2021", "2022"]


def test_first_rows_without_a_number_are_of_the_body():
    rows = [("地区", "企业数"), ("广东", "…"), ("不知何处", "-"), ("某某", None), ("江苏", 5)]
    assert [line.number for line in understand(book(sheet(rows))).lines] == [2, 3, 4, 5]


def test_every_refusal_says_what_to_do():
    with pytest.raises(PlusNError) as refused:
        understand(Book(name="t", kind="csv", digest="", size=0, sheets=()))
    assert refused.value.remedy
