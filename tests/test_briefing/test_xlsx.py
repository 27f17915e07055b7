"""The workbook holds what the map shows, as text and numbers only."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from briefing.backends.records import COLUMNS, in_order, row
from briefing.backends.xlsx import LONGEST, to_xlsx
from data.errors import RenderProblem

from .sample_spec import EVERYTHING, HOSTILE, hostile, sample


def sheets(spec) -> list[list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(BytesIO(to_xlsx(spec)))
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]


def test_every_cell_is_that_of_the_map() -> None:
    spec = sample()
    head, *body = sheets(spec)[0]
    assert len(head) == len(COLUMNS)
    expected = [
        tuple(None if cell == "" else cell for cell in row(spec, mark).values())
        for mark in in_order(spec)
    ]
    assert body == expected


def test_the_second_sheet_names_title_legend_credits_notes_and_digest() -> None:
    spec = sample()
    words = [line[1] for line in sheets(spec)[1]]
    shown = {spec.title, spec.legend.title, spec.legend.entries[0].label, spec.digest}
    assert shown | {*spec.credits, *spec.notes} <= set(words)


def test_hostile_text_stays_text_in_every_cell() -> None:
    book = openpyxl.load_workbook(BytesIO(to_xlsx(hostile())))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    values = {cell.value for cell in cells}
    assert {*HOSTILE, EVERYTHING} <= values


def test_headings_are_in_the_language_of_the_map() -> None:
    assert "數據依據" in sheets(sample("zh-Hant"))[0][0]
    assert "数据依据" in sheets(sample("zh-Hans"))[0][0]


def test_a_workbook_is_the_same_bytes_twice() -> None:
    assert to_xlsx(sample()) == to_xlsx(sample())


def test_a_text_longer_than_a_cell_is_refused_not_dropped() -> None:
    with pytest.raises(RenderProblem, match="does not fit"):
        to_xlsx(sample(caption="x" * (LONGEST + 1)))
