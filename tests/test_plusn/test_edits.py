"""Edits of a desk: good ones go in, bad ones stay beside their cell, and nothing else is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.case import TABLES, Case
from plusn.desk.desk import MOST_STEPS, Desk
from plusn.desk.edits import (
    AddRow,
    Discard,
    DuplicateRow,
    MoveSite,
    RemoveRows,
    RemoveSite,
    Retry,
    SetCells,
    add_site,
    apply,
    followed,
    redo,
    undo,
)
from plusn.desk.edits_drafts import Drafts
from plusn.desk.edits_marks import Marks
from plusn.desk.fields import fields_of
from plusn.scenarios.cells import plain_tables
from plusn.scenarios.shipped import shipped_case


@pytest.fixture
def desk():
    return Desk(case=shipped_case("electronics"))


def type_in(desk, table, row, column, text, drafts=None):
    return apply(desk, drafts or Drafts(), SetCells(table=table, cells=((row, column, text),)))


def whys(drafts):
    return [(one.table, one.row, why.code, why.column) for one in drafts.kept for why in one.why]


def test_a_good_cell_goes_in_and_its_row_becomes_the_readers_own(desk):
    assert desk.case.lanes[0].provenance == "illustrative"
    after, drafts = type_in(desk, "lanes", 0, "days", " ４．５ ")
    assert after.case.lanes[0].days == 4.5
    assert after.case.lanes[0].provenance == "user"
    assert after.case.lanes[1:] == desk.case.lanes[1:]
    assert (drafts.kept, after.past) == ((), (desk.case,))


def test_where_a_row_comes_from_can_be_said_without_making_it_ones_own(desk):
    after, _ = type_in(desk, "lanes", 0, "source", "Forwarder, March")
    assert after.case.lanes[0].provenance == "illustrative"
    after, _ = type_in(desk, "lanes", 0, "provenance", "published")
    assert after.case.lanes[0].provenance == "published"


def test_the_same_value_again_is_no_edit(desk):
    after, drafts = type_in(desk, "lanes", 0, "days", "1.0")
    assert after == desk
    assert drafts == Drafts()


@pytest.mark.parametrize(
    ("table", "row", "column", "text", "code"),
    [
        ("lanes", 0, "days", "-3", "range"),
        ("demand", 0, "per_week", "", "blank"),
        ("lanes", 0, "days", "soon", "number"),
        ("lanes", 0, "from", "ATLANTIS", "unknown"),
        ("duties", 0, "rate", "1,5", "ambiguous"),
        ("facilities", 7, "modules_now", "9", "case"),
        ("facilities", 7, "id", "OTHER", "fixed"),
        ("facilities", 7, "status", "shut", "choice"),
        ("facilities", 7, "kind", "market", "case"),
        ("lanes", 0, "no_such_column", "1", "letters"),
        ("settings", 0, "run_date", "1/4/2025", "day"),
    ],
)
def test_a_bad_cell_stays_out_with_what_was_typed_and_why(desk, table, row, column, text, code):
    after, drafts = type_in(desk, table, row, column, text)
    assert after == desk
    assert [draft.cells for draft in drafts.kept] == [((column, text),)]
    assert {why[:3] for why in whys(drafts)} == {(table, row, code)}


def test_a_row_that_would_stand_twice_names_the_other(desk):
    after, drafts = apply(desk, Drafts(), DuplicateRow(table="lanes", row=3))
    assert after == desk
    (why,) = drafts.kept[0].why
    assert (why.code, why.column, why.other) == ("twice", "from", 3)


def test_a_cell_that_makes_two_rows_the_same_is_refused_beside_itself(desk):
    first = desk.case.demand[0]
    twin = [row.product == first.product for row in desk.case.demand].index(True, 1)
    after, drafts = type_in(desk, "demand", twin, "market", first.market)
    assert after == desk
    (why,) = drafts.kept[0].why
    assert (why.code, why.other) == ("twice", 0)


def test_of_a_block_the_good_cells_go_in_and_the_bad_ones_stay(desk):
    cells = ((0, "days", "2"), (0, "cost_per_kg", "cheap"), (1, "days", "-1"), (1, "mode", "rail"))
    new = ((("from", "S_SZ"), ("to", "X_HP"), ("days", "3")), (("from", "S_SZ"),))
    after, drafts = apply(desk, Drafts(), SetCells(table="lanes", cells=cells, new=new))
    assert (after.case.lanes[0].days, after.case.lanes[1].mode) == (2, "rail")
    assert after.case.lanes[-1].to == "X_HP"
    assert whys(drafts) == [
        ("lanes", -2, "blank", "to"),
        ("lanes", 0, "number", "cost_per_kg"),
        ("lanes", 1, "range", "days"),
    ]
    assert drafts.moves == {"lanes": {-1: 82}}
    assert len(after.past) == 1


def test_of_two_new_rows_that_are_the_same_the_first_goes_in(desk):
    row = (("from", "S_SZ"), ("to", "X_HP"))
    after, drafts = apply(desk, Drafts(), SetCells(table="lanes", cells=(), new=(row, row)))
    assert len(after.case.lanes) == 83
    assert whys(drafts) == [("lanes", -2, "twice", "from")]


def test_a_new_row_waits_until_all_that_it_needs_is_there(desk):
    now, drafts = apply(desk, Drafts(), AddRow(table="demand"))
    for column, text in (("market", "M_US"), ("product", "board")):
        assert now == desk
        now, drafts = type_in(now, "demand", -1, column, text, drafts)
    now, drafts = type_in(now, "demand", -1, "per_week", "1,200", drafts)
    assert now.case.demand[-1].per_week == 1200
    assert (drafts.kept, drafts.moves) == ((), {"demand": {-1: 10}})


def test_a_draft_goes_in_once_another_edit_makes_it_valid(desk):
    now, drafts = type_in(desk, "lanes", 0, "to", "HANOI")
    assert whys(drafts) == [("lanes", 0, "unknown", "to")]
    site = {"id": "HANOI", "name": "Hanoi depot", "kind": "depot", "territory": "VN"}
    now, drafts = apply(now, drafts, add_site(105.8, 21.0, site))
    assert (now.case.lanes[0].to, now.case.facilities[-1].lat) == ("HANOI", 21.0)
    assert drafts.kept == ()
    assert len(now.past) == 1


def test_two_cells_that_only_make_sense_together_go_in_together(desk):
    now, drafts = type_in(desk, "facilities", 7, "modules_now", "9")
    now, drafts = type_in(now, "facilities", 7, "modules_max", "9", drafts)
    assert (now.case.facilities[7].modules_now, drafts.kept) == (9, ())


def test_a_draft_can_be_typed_over_and_forgotten(desk):
    now, drafts = type_in(desk, "lanes", 0, "days", "soon")
    now, drafts = type_in(now, "lanes", 0, "days", "later", drafts)
    assert [one.cells for one in drafts.kept] == [(("days", "later"),)]
    _, gone = apply(now, drafts, Discard(table="lanes", row=0, column="days"))
    assert gone.kept == ()
    _, mended = type_in(now, "lanes", 0, "days", "3", drafts)
    assert mended.kept == ()


def test_a_site_with_lanes_stays_until_the_reader_lets_them_go_too(desk):
    now, drafts = apply(desk, Drafts(), RemoveSite(site="P_SZ"))
    assert now == desk
    named = {"recipes": 2, "lanes": 10, "stock": 2, "one_off_costs": 1, "actual_flows": 9}
    assert dict(drafts.removal.named) == named
    assert dict(drafts.removal.cleared) == {"policies": 1}
    now, drafts = apply(now, drafts, RemoveSite(site="P_SZ", naming=True))
    assert drafts.removal is None
    assert "P_SZ" not in {site.id for site in now.case.facilities}
    assert not [lane for lane in now.case.lanes if "P_SZ" in {lane.from_, lane.to}]
    assert all("P_SZ" not in one.keep_open for one in now.case.policies)
    assert len(now.case.policies) == len(desk.case.policies)
    back, _ = undo(now, drafts)
    assert back.case == desk.case


def test_a_site_that_nothing_names_goes_at_once(desk):
    site = {"id": "HANOI", "name": "Hanoi", "kind": "depot", "territory": "VN"}
    now, drafts = apply(desk, Drafts(), add_site(105.8, 21.0, site))
    now, drafts = apply(now, drafts, RemoveSite(site="HANOI"))
    assert now.case == desk.case
    assert drafts.removal is None


def test_what_cannot_go_even_with_all_that_names_it_says_why():
    case = shipped_case("two_plants")
    now, drafts = apply(
        Desk(case=case), Drafts(), RemoveRows(table="settings", rows=(0,), naming=True)
    )
    assert now.case == case
    assert drafts.removal.problem is not None


def test_drafts_follow_their_rows_when_rows_above_go(desk):
    now, drafts = type_in(desk, "lanes", 5, "days", "soon")
    now, drafts = apply(now, drafts, RemoveRows(table="lanes", rows=(2, 4)))
    assert whys(drafts) == [("lanes", 3, "number", "days")]
    now, drafts = apply(now, drafts, RemoveRows(table="lanes", rows=(3,)))
    assert drafts.kept == ()


def test_undo_keeps_drafts_of_rows_that_stay_and_drops_those_of_rows_that_go(desk):
    new = SetCells(table="lanes", cells=(), new=((("from", "S_SZ"), ("to", "X_HP")),))
    now, drafts = apply(desk, Drafts(), new)
    now, drafts = type_in(now, "lanes", 82, "days", "soon", drafts)
    now, drafts = type_in(now, "lanes", 3, "days", "soon", drafts)
    now, drafts = undo(now, drafts)
    assert whys(drafts) == [("lanes", 3, "number", "days")]
    now, drafts = redo(now, drafts)
    assert len(now.case.lanes) == 83


def test_a_site_is_moved_on_the_map(desk):
    now, _ = apply(desk, Drafts(), MoveSite(site="P_SZ", lon=105.81234, lat=-21))
    assert (now.case.facilities[7].lon, now.case.facilities[7].lat) == (105.8123, -21)


def test_a_try_again_changes_nothing_while_nothing_changed(desk):
    now, drafts = type_in(desk, "lanes", 0, "days", "soon")
    assert apply(now, drafts, Retry()) == (now, drafts)


def test_a_change_from_elsewhere_carries_drafts_along(desk):
    _, drafts = type_in(desk, "lanes", 5, "days", "soon")
    other, _ = apply(desk, Drafts(), RemoveRows(table="lanes", rows=(0,)))
    assert whys(followed(desk.case, other.case, drafts)) == [("lanes", 4, "number", "days")]


def test_a_row_keeps_its_mark_wherever_it_moves(desk):
    marks = Marks.of(desk.case)
    new = SetCells(table="lanes", cells=(), new=((("from", "S_SZ"), ("to", "X_HP")),))
    now, drafts = apply(desk, Drafts(), new)
    marks = marks.followed(now.case, drafts.moves)
    assert marks.row("lanes", -1) == 82
    now, drafts = apply(now, drafts, RemoveRows(table="lanes", rows=(2, 4)))
    marks = marks.followed(now.case, drafts.moves)
    assert [marks.row("lanes", mark) for mark in (1, 2, 5, -1)] == [1, None, 3, 80]


TEXTS = st.sampled_from(
    [
        *("", "0", "1", "-1", "3.5", "1,000", "1.234,5", "5 %", "soon", "A", "B", "F", "AWAY"),
        *("lamp", "part", "plant", "market", "existing", "2025-04-01", "true", "*", "CNY", "NEW"),
        *("duties", "rate", "origin=HOME", "free", "set", "mul", "HKD"),
    ]
)
TABLE = st.sampled_from([*TABLES])


@st.composite
def edits(draw):
    table = draw(TABLE)
    column = st.sampled_from([*fields_of(table)])
    row = st.integers(-3, 9)
    kind = draw(st.integers(0, 6))
    if kind == 0:
        return RemoveRows(table=table, rows=(draw(row),), naming=draw(st.booleans()))
    if kind == 1:
        return DuplicateRow(table=table, row=draw(row))
    if kind == 2:
        return AddRow(table=table)
    if kind == 3:
        return draw(st.sampled_from(["undo", "redo", Retry()]))
    cells = draw(st.lists(st.tuples(row, column, TEXTS), max_size=3))
    lines = draw(st.lists(st.lists(st.tuples(column, TEXTS), max_size=3), max_size=1))
    return SetCells(table=table, cells=tuple(cells), new=tuple(tuple(line) for line in lines))


@settings(max_examples=25, deadline=None)
@given(st.lists(edits(), max_size=8))
def test_whatever_is_done_the_case_makes_sense_and_undo_leads_back(steps):
    start = shipped_case("two_plants")
    now, drafts, marks = Desk(case=start), Drafts(), Marks.of(start)
    for step in steps:
        if step in ("undo", "redo"):
            now, drafts = (undo if step == "undo" else redo)(now, drafts)
        else:
            now, drafts = apply(now, drafts, step)
        marks = marks.followed(now.case, drafts.moves)
        sound(now.case, drafts, marks)
    assert len(now.past) < MOST_STEPS
    for _ in now.past:
        now, drafts = undo(now, drafts)
        sound(now.case, drafts, None)
    assert now.case == start


def sound(case, drafts, marks):
    assert Case.of(plain_tables(case, whole=False)) == case
    for draft in drafts.kept:
        assert draft.why
        assert draft.row < len(getattr(case, draft.table))
    for table, rows in case.tables().items():
        if marks:
            held = marks.by_table[table]
            assert len(held) == len(rows) == len(set(held))
