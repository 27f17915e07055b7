"""The workbook beside a document holds the numbers themselves."""

from __future__ import annotations

import io
import math

import openpyxl
import pytest

from briefing.backends.companion_xlsx import companion
from briefing.exhibit import Record
from data.errors import RenderProblem

from .shown_figures import page


def opened(*pages):
    return openpyxl.load_workbook(io.BytesIO(companion(pages)))


def rows(sheet):
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def test_each_figure_has_a_sheet_with_its_numbers_as_numbers():
    book = opened(page(), page(records=()))
    assert book.sheetnames == ["Figures", "1 made", "2 made"]
    assert rows(book["1 made"]) == [("code", "value"), ("440000", 30971), ("430000", None)]
    assert rows(book["2 made"])[1] == ("Place 1", "1", "published")
    assert len(rows(book["2 made"])) == 21


def test_the_first_sheet_says_what_stands_on_the_figures_and_where_from():
    head, row = rows(opened(page())["Figures"])
    assert len(head) == len(row) == 7
    assert row[1:4] == ("Two of two places are published", "Enterprises, 2024", "Sample")
    assert row[4] == "Source: a study.\nBoundaries imply no opinion."
    assert row[5:] == ("2024", "abcdef0123456789")


@pytest.mark.parametrize("value", [0.1 + 0.2, 1e-300, -0.0, 2**53])
def test_numbers_come_back_as_they_were_to_sixteen_digits(value):
    record = Record(heads=("x",), rows=((value,),))
    found = rows(opened(page(records=(record,)))["1 made"])[1][0]
    assert found == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("words", ["=1+1", "@x", "http://127.0.0.1/", "1e5", "<b>"])
def test_a_users_words_stay_words(words):
    record = Record(heads=("x",), rows=((words,),))
    cell = opened(page(records=(record,), title=words))["1 made"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)


@pytest.mark.parametrize("cell", [math.nan, math.inf, "x" * 40_000])
def test_what_a_cell_cannot_hold_is_refused(cell):
    record = Record(heads=("x",), rows=((cell,),))
    with pytest.raises(RenderProblem):
        companion([page(records=(record,))])


def test_the_same_figures_are_the_same_bytes_and_none_is_refused():
    assert companion([page()]) == companion([page()])
    with pytest.raises(RenderProblem, match="at least one figure"):
        companion([])
