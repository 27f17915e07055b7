"""A desk: every change can be taken back, and files are laid on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import PlusNError, UnknownChoice
from plusn.desk.desk import MOST_STEPS, Desk
from plusn.desk.opening import open_file
from plusn.scenarios.files import case_bytes
from plusn.scenarios.shipped import shipped_case
from plusn.scenarios.starter import starter_bytes

CASE = shipped_case("two_plants")


def named(name):
    return replace(CASE, settings=(CASE.general.model_copy(update={"name": name}),))


@given(st.lists(st.sampled_from("abc"), max_size=8))
def test_taking_every_change_back_leads_to_the_begin_and_doing_them_again_to_the_end(names):
    desk = begin = Desk(case=CASE)
    for name in names:
        desk = desk.change(named(name))
    end, steps = desk.case, len(desk.past)
    for _ in range(steps):
        desk = desk.undo()
    assert desk.case == begin.case
    assert desk.undo() == desk
    for _ in range(steps):
        desk = desk.redo()
    assert desk.case == end
    assert desk.redo() == desk


def test_a_new_change_forgets_what_was_taken_back():
    desk = Desk(case=CASE).change(named("a")).undo().change(named("b"))
    assert desk.redo().case.general.name == "b"
    assert desk.changed


def test_no_change_is_no_step():
    desk = Desk(case=CASE)
    assert desk.change(CASE) is desk
    assert not desk.changed


def test_only_so_many_steps_are_kept():
    desk = Desk(case=CASE)
    for number in range(MOST_STEPS + 5):
        desk = desk.change(named(f"n{number}"))
    assert len(desk.past) == MOST_STEPS


@pytest.mark.parametrize("suffix", [".xlsx", ".json", ".yaml"])
def test_a_case_that_was_downloaded_is_the_same_when_it_is_opened_again(suffix):
    opened = open_file("case", case_bytes(CASE, suffix), name=f"mine{suffix}")
    assert opened.desk.case == CASE
    assert opened.desk.file == f"mine{suffix}"
    assert opened.desk.origin == ""


def test_a_blank_starter_sheet_is_refused_with_every_key_that_it_lacks():
    with pytest.raises(PlusNError) as told:
        open_file("starter", starter_bytes(".xlsx"), name="start.xlsx")
    assert "is missing" in str(told.value) or "blank" in str(told.value)


def test_shipments_become_a_case_and_every_row_is_accounted_for():
    rows = "date,sku,from,to,qty,value\n2025-06-02,lamp,DG,LA,700,70000\n2025-06-03,,DG,LA,1,1\n"
    opened = open_file("shipments", rows.encode(), name="ship.csv")
    assert opened.report.record["rows_read"] == 2
    assert opened.report.record["rows_kept"] == 1
    assert {row.id for row in opened.desk.case.facilities} == {"DG", "LA"}


def test_a_file_of_another_kind_is_refused_by_name():
    with pytest.raises(UnknownChoice, match="kind of case file"):
        open_file("case", b"x", name="case.exe")
