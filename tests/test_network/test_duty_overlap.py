"""Rows of duty that contradict each other are named, and only those."""

import sys
from datetime import date
from itertools import combinations
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.duty.index import holds
from network.duty.overlap import overlapping

sys.path.insert(0, str(Path(__file__).parent))
from duty_cases import DAYS, case_of, duties, of_layer

LAST_HALF = {"valid_from": "2025-07-01"}


def clash(rows, run_date):
    """Compare every pair, day by day."""
    watched = [None] if run_date is None else [date.min, *DAYS, date.max]
    return any(
        one.layer == two.layer
        and (one.combine == "exempt") == (two.combine == "exempt")
        and (one.origin, one.dest, one.product) == (two.origin, two.dest, two.product)
        and one.hts_prefix.replace(".", "") == two.hts_prefix.replace(".", "")
        and any(holds(one, day) and holds(two, day) for day in watched)
        for one, two in combinations(rows, 2)
    )


@settings(max_examples=300, deadline=None)
@given(st.lists(duties(layers=("a",)), max_size=6), st.sampled_from([None, DAYS[5]]))
def test_rows_overlap_exactly_where_two_hold_on_the_same_day(rows, run_date):
    rows = [row.model_copy(update={"hts_prefix": row.hts_prefix[:2]}) for row in rows]
    assert bool(overlapping(case_of(rows, run_date=run_date))) == clash(rows, run_date)


def test_the_sentence_names_rows_goods_dates_and_remedy():
    rows = [
        of_layer("other", rate=0.1),
        of_layer("mfn", origin="CN", hts_prefix="85.17", rate=0.1, valid_to="2025-07-01"),
        of_layer("mfn", origin="CN", hts_prefix="8517", rate=0.2, **LAST_HALF),
    ]
    (problem,) = overlapping(case_of(rows, run_date="2025-12-01"))
    assert str(problem) == (
        "two rows give the layer 'mfn' for 85.17 from CN into US on the same days: always to "
        "2025-07-01, and 2025-07-01 to further notice (duties row 2 and duties row 3). Let "
        "valid_to of one lie before valid_from of the other, or delete one."
    )


def test_rows_that_follow_each_other_need_a_run_date():
    rows = [of_layer("mfn", rate=0.1, valid_to="2025-06-30"), of_layer("mfn", **LAST_HALF)]
    assert overlapping(case_of(rows, run_date="2025-12-01")) == []
    (problem,) = overlapping(case_of(rows))
    assert "there is no run date to choose by" in str(problem)
    assert "Set run_date in settings" in str(problem)


def test_a_row_inside_a_long_one_is_seen_behind_a_short_one():
    rows = [
        of_layer("mfn", rate=0.1, valid_from="2025-01-01", valid_to="2025-12-31"),
        of_layer("mfn", rate=0.2, valid_from="2025-02-01", valid_to="2025-02-02"),
        of_layer("mfn", rate=0.3, valid_from="2025-06-01", valid_to="2025-06-30"),
    ]
    found = [problem.where for problem in overlapping(case_of(rows, run_date="2025-06-01"))]
    assert found == ["duties row 1 and duties row 2", "duties row 1 and duties row 3"]


@pytest.mark.parametrize(
    "second",
    [
        {"status": "proposed"},
        {"combine": "exempt"},
        {"layer": "section_301"},
        {"origin": "CN"},
        {"product": "phone"},
        {"hts_prefix": "85"},
        {"dest": "CN"},
        {"status": "ended"},
    ],
    ids=str,
)
def test_rows_that_mean_something_else_do_not_overlap(second):
    rows = [of_layer("mfn", rate=0.1), {**of_layer("mfn", rate=0.2), **second}]
    assert overlapping(case_of(rows, run_date="2025-06-01")) == []
    assert len(overlapping(case_of([rows[0], rows[0]], run_date="2025-06-01"))) == 1


def test_the_place_of_a_row_is_named_as_the_file_names_it():
    rows = [of_layer("mfn", rate=0.1)] * 2
    (problem,) = overlapping(case_of(rows), place=lambda table, n: f"sheet {table}, line {n + 2}")
    assert problem.where == "sheet duties, line 2 and sheet duties, line 3"


def test_twenty_thousand_rows_of_one_key_are_looked_through_quickly():
    begin = date(1970, 1, 1).toordinal()
    days = [date.fromordinal(begin + n) for n in range(20_000)]
    case = case_of(
        [of_layer("mfn", valid_from=day, valid_to=day) for day in days], run_date=DAYS[0]
    )
    start = perf_counter()
    assert overlapping(case) == []
    assert perf_counter() - start < 5
