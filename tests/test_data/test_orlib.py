"""OR-Library warehouse files: free layout, and each mistake told with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.cases.orlib import LARGEST_FILE, Warehouses, parse_orlib, read_orlib
from data.errors import BadValue, TooLarge, UnreadableFile

AMOUNT = st.integers(0, 10**6).map(lambda n: n / 8)
BLANK = st.sampled_from([" ", "\n", "\r\n", "  \t", " \n \n"])


@st.composite
def problems(draw) -> Warehouses:
    sites, customers = draw(st.integers(1, 4)), draw(st.integers(1, 4))

    def amounts(count):
        return tuple(draw(st.lists(AMOUNT, min_size=count, max_size=count)))

    return Warehouses(
        name="text",
        capacity=amounts(sites),
        fixed_cost=amounts(sites),
        demand=amounts(customers),
        cost=tuple(amounts(sites) for _ in range(customers)),
    )


@given(problems(), st.data())
def test_what_is_written_in_any_layout_is_read_back(problem, data):
    words = [len(problem.capacity), len(problem.demand)]
    for pair in zip(problem.capacity, problem.fixed_cost, strict=True):
        words += pair
    for units, costs in zip(problem.demand, problem.cost, strict=True):
        words += [units, *costs]
    text = "".join(f"{word}{data.draw(BLANK)}" for word in words)
    assert parse_orlib(text) == problem


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "ends before the number of warehouses"),
        ("1 1 5 3 2", "ends before the costs of customer 1"),
        ("1 1\n5 x\n2 3", "'x' stands for the fixed cost of warehouse 1 (text, line 2)"),
        ("1 1\n5 3\n-2 3", "'-2' stands for the demand of customer 1 (text, line 3)"),
        ("1 1 5 3 nan 3", "'nan' stands for the demand of customer 1"),
        ("1 1 5 3 2 inf", "'inf' stands for the costs of customer 1"),
        ("1 1 5 3 2 3\n\n4", "'4' stands after the last cost (text, line 3)"),
        ("0 1", "0 stands for the number of warehouses"),
        ("1.5 1", "1.5 stands for the number of warehouses"),
        ("1 1 capacity 3 2 3", "Say it: --capacity N"),
        ("1 1 5 3 0.0001 3", "customer 1 wants 0.0001"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, says):
    with pytest.raises(BadValue) as told:
        parse_orlib(text)
    assert says in str(told.value)


@pytest.mark.parametrize("capacity", [-1.0, float("nan"), float("inf")])
def test_a_capacity_that_is_none_is_refused(capacity):
    with pytest.raises(BadValue, match="is no capacity"):
        parse_orlib("1 1 capacity 3 2 3", capacity=capacity)


def test_a_capacity_that_would_not_be_used_is_refused():
    with pytest.raises(BadValue, match="names its capacities itself"):
        parse_orlib("1 1 5 3 2 3", capacity=9)


def test_problems_above_the_limits_are_refused():
    with pytest.raises(TooLarge):
        parse_orlib("1000 1000")
    with pytest.raises(TooLarge):
        parse_orlib("1e9 1")


def test_files_that_are_no_text_are_refused(tmp_path):
    place = tmp_path / "cap.txt"
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read_orlib(place)
    place.write_bytes(b"1 1 \xff")
    with pytest.raises(UnreadableFile, match="not plain text"):
        read_orlib(place)
    place.write_bytes(b" " * (LARGEST_FILE + 1))
    with pytest.raises(TooLarge):
        read_orlib(place)
    place.write_text("1 1 Capacity 3 2 3")
    assert read_orlib(place, capacity=7).capacity == (7.0,)
