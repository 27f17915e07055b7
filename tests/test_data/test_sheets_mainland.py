"""Workbooks as bureaus make them are understood, from the file to the table."""

import pytest

from data.sheets import understand
from data.sheets.amounts import Mark
from data.sheets.table import Role
from data.uploads.limits import APP, Ask
from data.uploads.read_xlsx import read_xlsx

from .mainland_books import CASES

PLACES = (Role.CODE, Role.PROVINCE, Role.CITY, Role.REGION)


def read(case):
    return read_xlsx(case.xlsx(), name="book.xlsx", limits=APP, ask=Ask())


def amount(found):
    ends = ["" if end is None else format(end, "f") for end in (found.low, found.high)]
    if found.mark is Mark.RANGE:
        return f"{ends[0]}..{ends[1]}{'!' if found.strict else ''}"
    if found.mark is Mark.ABOUT:
        return f"~{ends[0]}"
    return ends[0] or found.mark.value


def line_of(understood, line):
    places = [c for role in PLACES for c in understood.of_role(role) if c.beside < 0]
    return (
        line.number,
        line.kind.value,
        " ".join(line.cells[column.index] for column in places),
        " ".join(amount(found) for found in line.amounts.values()),
    )


@pytest.fixture(scope="module", params=CASES, ids=lambda name: name.replace(" ", "-"))
def case(request):
    return CASES[request.param]


@pytest.fixture(scope="module")
def understood(case):
    return understand(read(case))


def test_there_are_enough_of_them():
    assert len(CASES) >= 15


def test_every_column_has_its_role(case, understood):
    assert " ".join(column.role.value for column in understood.columns) == case.expected.roles


def test_every_line_says_what_the_workbook_says(case, understood):
    wanted = case.expected.lines
    assert [line_of(understood, line) for line in understood.lines] == [w[:4] for w in wanted]
    nested = [(line.depth, line.above) for line in understood.lines]
    assert [n for n, w in zip(nested, wanted, strict=True) if w[4:]] == [
        w[4:] for w in wanted if w[4:]
    ]


def test_every_other_row_is_left_out_for_a_reason(case, understood):
    assert {left.number: left.why for left in understood.left_out} == case.expected.left_out


def test_heading_title_unit_and_year_are_found(case, understood):
    wanted = case.expected
    assert understood.reading.header == wanted.header
    assert (understood.title, understood.unit, understood.year) == (
        *(wanted.title, wanted.unit, wanted.year),
    )


def test_columns_know_their_sector_and_year(case, understood):
    if case.expected.series:
        values = understood.of_role(Role.VALUE)
        assert tuple((c.sector, c.year) for c in values) == case.expected.series


def test_what_should_be_looked_at_is_said(case, understood):
    told = "\n".join(understood.remarks)
    assert [words for words in case.expected.remarks if words not in told] == []
