"""The template explains every table and column, and is a case as it stands."""

from __future__ import annotations

import openpyxl
import pytest

from network.case import TABLES
from plusn.scenarios import load, template
from plusn.scenarios.guide import guide_rows, summary_of, told_of


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return template(tmp_path_factory.mktemp("template") / "case.xlsx")


@pytest.fixture(scope="module")
def book(path):
    return openpyxl.load_workbook(path)


def test_the_template_loads_as_the_shipped_case_and_has_every_table(path, book):
    assert load(path).case == load("electronics").case
    assert book.sheetnames == ["guide", *TABLES]


def test_the_template_is_the_same_bytes_each_time(path, tmp_path):
    assert template(tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_the_guide_tells_of_every_column_what_it_means_and_what_it_may_hold(book):
    lines = {(row[0], row[1]): row[2:] for row in book["guide"].values}
    for table in TABLES:
        assert lines[table, None][0] == summary_of(table)
        for told in told_of(table):
            meaning, unit, allowed, blank = lines[table, told.column.name]
            assert meaning == told.meaning
            assert (unit or "") == told.unit
            assert allowed == told.column.allowed
            assert blank == told.blank


def test_every_sheet_has_a_frozen_header_notes_and_widths(book):
    for table in TABLES:
        sheet = book[table]
        assert sheet.freeze_panes == "A2"
        for cell, told in zip(sheet[1], told_of(table), strict=True):
            assert cell.value == told.column.name
            assert f"Allowed: {told.column.allowed}" in cell.comment.text
            assert told.unit in cell.comment.text
            assert sheet.column_dimensions[cell.column_letter].width > len(cell.value)


def test_choices_are_picked_from_a_list(book):
    found = 0
    for table in TABLES:
        rules = book[table].data_validations.dataValidation
        lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in rules}
        for cell, told in zip(book[table][1], told_of(table), strict=True):
            if told.column.kind == "choice":
                choices = ",".join(told.column.limits["enum"])
                assert lists[f"{cell.column_letter}2"] == f'"{choices}"'
                found += 1
    assert found > len(TABLES)


def test_a_code_typed_into_a_column_of_texts_keeps_its_zero(book):
    sheet = book["products"]
    column = next(cell.column_letter for cell in sheet[1] if cell.value == "hts")
    assert sheet.column_dimensions[column].number_format == "@"
    assert sheet[f"{column}2"].number_format == "@"


def test_a_column_of_numbers_and_texts_is_not_forced_to_be_text(book):
    sheet = book["overrides"]
    column = next(cell.column_letter for cell in sheet[1] if cell.value == "value")
    assert sheet[f"{column}2"].number_format == "General"


def test_every_number_has_a_unit_and_every_column_a_meaning():
    for table in TABLES:
        assert summary_of(table)
        for told in told_of(table):
            where = f"{table}.{told.column.name}"
            assert told.meaning, where
            assert told.unit or told.column.kind not in {"number", "whole", "day"}, where
    assert len(guide_rows()) == len(TABLES) + sum(len(told_of(table)) for table in TABLES)
