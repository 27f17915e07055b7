"""Joining a user's rows to regions on (level, code)."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import BadValue, DuplicateRegion, Problems, UnknownChoice, WrongColumns
from geo.joins import join
from plusn.regions import load_regions

CODES = ["440000", "310000", "430000", "999999", "44"]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(CODES), unique=True), st.randoms())
def test_matched_and_unmatched_partition_the_rows_in_their_order(codes, random):
    random.shuffle(codes)
    frame = pd.DataFrame({"level": "province", "code": codes, "value": range(len(codes))})
    joined = join(frame, load_regions())
    known = [i for i, code in enumerate(codes) if code in CODES[:3]]
    assert joined.matched["value"].tolist() == known
    assert joined.unmatched["value"].tolist() == [i for i in range(len(codes)) if i not in known]
    assert joined.matched.index.tolist() == [("province", codes[i]) for i in known]
    assert joined.unmatched["code"].tolist() == [c for c in codes if c not in CODES[:3]]


def test_the_same_code_at_two_levels_is_two_regions():
    frame = pd.DataFrame({"level": ["province", "city"], "code": ["310000"] * 2, "value": [1, 2]})
    matched = join(frame, load_regions()).matched
    assert matched["value"].to_dict() == {("province", "310000"): 1, ("city", "310000"): 2}


@pytest.mark.parametrize("code", [440300, 440300.0, " 440300 ", "440300"])
def test_numbers_and_spaces_are_the_code_they_stand_for(code):
    matched = join(pd.DataFrame({"code": [code]}), load_regions(), level="city").matched
    assert matched.index.tolist() == [("city", "440300")]


def test_all_problems_are_reported_at_once():
    frame = pd.DataFrame(
        {
            "level": ["province", "province", "town", "city", "city"],
            "code": ["440000", "440000", "1", None, float("nan")],
        }
    )
    with pytest.raises(Problems) as found:
        join(frame, load_regions())
    kinds = [type(problem) for problem in found.value.problems]
    assert kinds == [BadValue, UnknownChoice, DuplicateRegion]
    text = str(found.value)
    for words in ("rows 2, 3", "rows 5, 6", "'town'", "province, city, county"):
        assert words in text


def test_missing_columns_are_named():
    with pytest.raises(Problems) as found:
        join(pd.DataFrame({"adcode": ["440000"]}), load_regions())
    (problem,) = found.value.problems
    assert isinstance(problem, WrongColumns)
    assert "level, code" in str(problem)


def test_no_row_matching_is_an_empty_table_not_an_error():
    joined = join(pd.DataFrame({"code": ["1"], "value": [2]}), load_regions(), level="city")
    assert joined.matched.empty
    assert joined.matched.index.names == ["level", "code"]
    assert joined.unmatched["value"].tolist() == [2]
