"""Every problem of a case knows the cells that it is about, so that a page shows it there."""

from __future__ import annotations

import pytest

from data.errors import Cell, Problems, Spot, together, within
from network.case import Case
from plusn.scenarios.cells import plain_tables
from plusn.scenarios.shipped import shipped_case


def cells_of(change):
    tables = plain_tables(shipped_case("electronics"), whole=False)
    change(tables)
    with pytest.raises(Problems) as told:
        Case.of(tables)
    assert all(problem.at for problem in told.value.problems)
    return {cell for problem in told.value.problems for cell in problem.at}


def put(table, row, column, cell):
    return lambda tables: tables[table][row].update({column: cell})


@pytest.mark.parametrize(
    ("table", "row", "column", "cell"),
    [
        ("lanes", 3, "days", -1),
        ("lanes", 3, "days", "soon"),
        ("lanes", 3, "days", None),
        ("lanes", 3, "from", "NOWHERE"),
        ("duties", 2, "rate", 11),
        ("facilities", 8, "modules_now", 9),
        ("stock", 1, "origin", "MARS"),
        ("policies", 2, "keep_open", ["MARS"]),
        ("facilities", 7, "currency", "JPY"),
    ],
)
def test_a_bad_cell_is_named_with_its_column(table, row, column, cell):
    if cell is None:
        table, row, column = "demand", 1, "per_week"
    assert Cell(table, row, column) in cells_of(put(table, row, column, cell))


def test_rows_are_counted_as_they_were_given_whatever_stands_unusable_before():
    def change(tables):
        put("lanes", 0, "days", "soon")(tables)
        put("lanes", 5, "to", "NOWHERE")(tables)

    assert cells_of(change) == {Cell("lanes", 0, "days"), Cell("lanes", 5, "to")}


def test_a_row_that_stands_twice_points_at_both():
    def twice(tables):
        tables["lanes"].append(tables["lanes"][4])

    assert cells_of(twice) == {Cell("lanes", 4), Cell("lanes", 82)}


def test_a_circle_of_parts_points_at_its_rows():
    def circle(tables):
        tables["bill_of_materials"].append(
            {"product": "board", "component": "speaker", "quantity": 1}
        )

    assert cells_of(circle) == {Cell("bill_of_materials", 0), Cell("bill_of_materials", 4)}


def test_layers_that_overlap_point_at_both():
    def again(tables):
        tables["duties"].append(tables["duties"][0])

    assert cells_of(again) == {Cell("duties", 0), Cell("duties", 20)}


def test_what_cannot_be_reached_points_at_the_demand():
    def without_lanes(tables):
        tables["lanes"] = []
        for row in tables["demand"]:
            row.pop("price_per_unit", None)
        tables["scenarios"] = tables["overrides"] = tables["events"] = []
        tables["ranges"] = [r for r in tables["ranges"] if r["table"] != "lanes"]

    assert {cell.table for cell in cells_of(without_lanes)} == {"demand"}


def test_a_place_without_cells_stays_words():
    assert within("sheet lanes row 4", "days", ", column days") == "sheet lanes row 4, column days"
    joined = together(["row 1", Spot.of("row 2", Cell("lanes", 1))], " and ")
    assert (joined, joined.cells) == ("row 1 and row 2", (Cell("lanes", 1),))
