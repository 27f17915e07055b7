"""Every row of duty that means goods is told, and what is charged is the stack's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.duty.layers import layer_rows, origins_of
from network.duty.stack import Tariff
from plusn.scenarios.shipped import shipped_case

from .duty_cases import DAYS, HEADINGS, apart, case_of, duties, of_layer

DAY = date(2025, 6, 1)


def told(case, origin="CN", dest="US", product="phone"):
    return layer_rows(case, Tariff(case), origin, dest, product)


@given(
    st.lists(duties(), max_size=8).map(apart),
    st.sampled_from([None, *DAYS]),
    st.sampled_from(["CN", "VN", "TH"]),
    st.sampled_from(sorted(HEADINGS)),
)
def test_what_the_rows_charge_adds_up_to_the_stack(rows, day, origin, product):
    case = case_of(rows, run_date=day)
    stack = Tariff(case).stack(origin, "US", product)
    found = told(case, origin, product=product)
    assert sum(row.charged for row in found) == pytest.approx(
        stack.full.fob_rate + stack.full.cif_rate
    )
    assert sum(row.specific for row in found) == pytest.approx(stack.full.specific_per_unit)
    assert {one.row for one in stack.applied} <= {row.number for row in found}
    assert len({row.number for row in found}) == len(found)


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ({}, "in force"),
        ({"status": "proposed"}, "proposed"),
        ({"status": "ended", "valid_to": date(2025, 1, 1)}, "ended"),
        ({"valid_to": date(2025, 5, 31)}, "ended"),
        ({"valid_from": date(2025, 6, 2)}, "to come"),
        ({"combine": "exempt"}, "exempt"),
        ({"combine": "max", "rate": 0.01}, "below"),
        ({"combine": "max", "rate": 0.5}, "in force"),
    ],
)
def test_a_row_has_the_state_that_its_days_and_its_kind_give(cells, state):
    other = of_layer("other", rate=0.1)
    case = case_of([other, of_layer("asked", **{"rate": 0.05, **cells})], run_date=DAY)
    (row,) = [row for row in told(case) if row.duty.layer == "asked"]
    assert row.state == state
    assert (row.charged > 0) == (state == "in force")


def test_a_more_specific_row_speaks_and_one_that_replaces_stands_alone():
    case = case_of(
        [of_layer("a", rate=0.1), of_layer("a", rate=0.2, origin="CN"),
         of_layer("b", rate=0.3, combine="replace")],
        run_date=DAY,
    )  # fmt: skip
    assert {(row.number, row.state) for row in told(case)} == {
        (0, "another row"), (1, "replaced"), (2, "in force"),
    }  # fmt: skip
    assert told(case)[0].number == 1 or told(case)[0].state == "in force"


def test_rows_that_mean_other_goods_are_not_told():
    case = case_of(
        [of_layer("a", dest="CN"), of_layer("b", origin="VN"), of_layer("c", product="lamp"),
         of_layer("d", hts_prefix="9405"), of_layer("e", hts_prefix="85.17")],
        run_date=DAY,
    )  # fmt: skip
    assert [row.duty.layer for row in told(case)] == ["e"]


def test_origins_are_territories_first_and_never_the_one_that_is_entered():
    case = shipped_case("electronics")
    assert origins_of(case, "US", "speaker") == ("CN", "VN", "TH", "MY", "TS")
    assert "CN" not in origins_of(case, "CN", "speaker")
    assert origins_of(case, "US", "board") == ("CN", "MY")
    assert origins_of(shipped_case("two_plants"), "ABROAD", "lamp") == ("HOME", "AWAY")
