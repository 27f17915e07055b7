"""What people type into cells, and what they read there."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.case import TABLES
from network.case.cells import columns_of
from plusn.desk.fields import ESSENTIAL, GROUPS, field_in, field_of, fields_in, fields_of
from plusn.desk.fields_names import names_of
from plusn.desk.fields_text import shown, understood
from plusn.scenarios.shipped import SHIPPED, shipped_case

DAYS = field_of("lanes", "days")
RATE = field_of("duties", "rate")
STEPS = field_of("facilities", "modules_max")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", 1234),
        ("１，２３４．５", 1234.5),
        ("1 234 567", 1234567),
        ("1'234", 1234),
        ("12，000", 12000),
        ("  7 ", 7),
        ("0.055", 0.055),
        ("3。5", 3.5),
        ("1e3", 1000),
        ("＋4", 4),
    ],
)
def test_numbers_are_taken_as_people_write_them(text, value):
    assert understood(DAYS, text) == (value, None)


@pytest.mark.parametrize(
    "text", ["1.234,5", "0,055", "1,5", "1,2345", "12,34,567", "1 2", "1,234 567"]
)
def test_a_number_that_can_be_read_in_two_ways_is_refused(text):
    assert understood(DAYS, text)[1].code == "ambiguous"


@pytest.mark.parametrize("text", ["abc", "NaN", "inf", "1_000", "٣", "=1+1", "<b>1</b>", "0x10"])
def test_what_is_no_number_is_refused(text):
    assert understood(DAYS, text)[1].code == "number"


@pytest.mark.parametrize("text", ["－3", "− 5", "-0.1", "–2", "1e16", "1e400"])
def test_what_is_outside_its_limits_is_refused(text):
    assert understood(DAYS, text)[1].code == "range"


@pytest.mark.parametrize(
    ("text", "value"), [("5.5 %", 0.055), ("5.5", 0.055), ("５．５％", 0.055), ("100", 1.0)]
)
def test_shares_are_typed_as_per_cent(text, value):
    assert understood(RATE, text) == (value, None)


def test_per_cent_where_nothing_counts_in_per_cent_is_refused():
    assert understood(DAYS, "5 %")[1].code == "percent"


def test_whole_numbers_are_whole():
    assert understood(STEPS, "3.0") == (3, None)
    assert understood(STEPS, "3.5")[1].code == "whole"
    assert understood(STEPS, "0")[1].code == "range"


@pytest.mark.parametrize("text", ["2025-04-01", "2025/4/1", "2025年4月1日", "２０２５－０４－０１"])
def test_days_are_taken_year_first(text):
    assert understood(field_of("duties", "valid_from"), text) == (date(2025, 4, 1), None)


@pytest.mark.parametrize("text", ["1/4/2025", "2025-02-30", "April", "20250401"])
def test_other_days_are_refused(text):
    assert understood(field_of("duties", "valid_from"), text)[1].code == "day"


def test_text_that_looks_like_a_formula_or_markup_is_text():
    for text in ("=SUM(A1)", "<b>bold</b>", "{name}"):
        assert understood(field_of("lanes", "source"), text) == (text, None)


def test_text_with_control_characters_is_refused():
    assert understood(field_of("lanes", "source"), "a\x00b")[1].code == "letters"


@given(st.floats(0, 1e12, allow_nan=False))
def test_a_number_is_read_back_as_it_was_shown(value):
    assert understood(DAYS, shown(DAYS, value)) == (value, None)


@given(st.floats(0, 10, allow_nan=False))
def test_a_share_is_read_back_as_it_was_shown(value):
    assert understood(RATE, shown(RATE, value)) == (value, None)


@pytest.mark.parametrize("shipped", [*SHIPPED])
def test_every_cell_of_a_shipped_case_is_read_back_as_it_was_shown(shipped):
    case = shipped_case(shipped)
    names = names_of(case)
    for table, rows in case.tables().items():
        for row in rows:
            for name, field in fields_in(table, row.model_dump()).items():
                cell = getattr(row, field.column.field)
                text = names.meant(field, names.read(field, shown(field, cell)))
                value, why = understood(field, text)
                assert why is None
                cells = row.model_dump() | {name: value}
                typed = {name: cell for name, cell in cells.items() if cell is not None}
                assert type(row).model_validate(typed) == row, (table, name)


def test_every_table_is_in_one_group_and_every_needed_column_stands_first():
    grouped = [table for tables in GROUPS.values() for table in tables]
    assert sorted(grouped) == sorted(TABLES)
    for table, model in TABLES.items():
        columns = columns_of(model)
        assert [*fields_of(table)][: len(ESSENTIAL[table])] == [*ESSENTIAL[table]]
        assert {*fields_of(table)} == {*columns}
        assert {name for name, one in columns.items() if one.required} <= {*ESSENTIAL[table]}


def test_what_changes_a_percentage_is_one():
    row = {"table": "duties", "column": "rate"}
    low = field_in("ranges", "low", row)
    assert understood(low, "-5") == (-0.05, None)
    assert shown(low, 0.1) == "10 %"
    assert field_in("overrides", "value", {**row, "op": "mul"}).kind == "any"


def test_names_that_two_share_are_told_apart_by_their_ids():
    case = shipped_case("electronics")
    names = names_of(case, lambda _, id_: "Plant" if id_ in {"P_SZ", "P_DG"} else id_)
    assert names.called["facilities"]["P_SZ"] == "Plant (P_SZ)"
    field = field_of("lanes", "from")
    assert names.meant(field, "plant (p_dg)") == "P_DG"
    assert names.meant(field, "Nowhere") == "Nowhere"
