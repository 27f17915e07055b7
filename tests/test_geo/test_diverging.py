"""Classes about a middle: every value in one, both sides alike, and a swap flips them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from esda import fdr
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import BadValue, UnknownChoice
from geo.classes import SCHEMES
from geo.diverging import FOLDS, Diverging, diverge, inverse
from geo.spatial.confidence import LEVELS, confidence

WHOLE = st.lists(st.integers(-10_000, 10_000).map(float), min_size=1, max_size=60)
BROKEN = st.lists(st.floats(-1e6, 1e6, allow_nan=False).map(lambda v: round(v, 3)), min_size=1)
RATIOS = st.lists(st.floats(0, 1e4, allow_nan=False).map(lambda v: round(v, 4)), min_size=1)
SOME_K = st.integers(2, 9)


def holds(made, place, value):
    """Tell by a class's own ends whether it holds a value."""
    if place == 0:
        return value == made.middle
    near, far = made.ends(place)
    last = abs(place) == len(made.above)
    if place > 0:
        return near < value and (value <= far or last)
    return near > value and (value >= far or last)


@settings(deadline=None)  # the first scheme loads its library
@given(WHOLE | BROKEN, SOME_K)
def test_every_difference_is_in_exactly_one_class(values, k) -> None:
    made = diverge(values, 0, "quantiles", k)
    places = range(-len(made.below), len(made.above) + 1)
    for value, place in zip(values, made.assign(values).tolist(), strict=True):
        assert [p for p in places if holds(made, p, value)] == [place]
    assert sum(made.counts.values()) == len(values)


@settings(deadline=None)  # the first scheme loads its library
@given(RATIOS, SOME_K)
def test_every_ratio_is_in_exactly_one_class(values, k) -> None:
    made = diverge(values, 1, k=k)
    places = range(-len(made.below), len(made.above) + 1)
    for value, place in zip(values, made.assign(values).tolist(), strict=True):
        assert [p for p in places if holds(made, p, value)] == [place]


@settings(deadline=None)  # the first scheme loads its library
@given(WHOLE | BROKEN, st.sampled_from(SCHEMES), SOME_K)
def test_swapping_the_two_tables_mirrors_the_classes_of_differences(values, scheme, k) -> None:
    one, other = diverge(values, 0, scheme, k), diverge([-v for v in values], 0, scheme, k)
    assert one.above == other.above
    assert one.assign(values).tolist() == [-p for p in other.assign([-v for v in values]).tolist()]


@settings(deadline=None)  # the first scheme loads its library
@given(RATIOS)
def test_swapping_the_two_tables_puts_a_ratio_on_the_other_side(values) -> None:
    some = [value for value in values if value > 0]
    one, other = diverge(some, 1), diverge([1 / value for value in some], 1)
    sides = np.sign(one.assign(some)).tolist()
    assert sides == [-side for side in np.sign(other.assign([1 / v for v in some])).tolist()]


@settings(deadline=None)  # the first scheme loads its library
@given(WHOLE | BROKEN, SOME_K)
def test_both_sides_have_the_same_ends_and_at_most_three(values, k) -> None:
    made = diverge(values, 0, k=k)
    assert made.below == tuple(-end for end in made.above)
    assert len(made.above) <= min(3, max(1, k // 2))
    if any(values):
        assert made.above[-1] >= max(map(abs, values))


def test_equal_tables_have_one_class() -> None:
    assert diverge([0, 0, 0], 0).occurring == (0,)
    assert diverge([1, 1], 1).occurring == (0,)


def test_a_vanished_number_is_in_the_lowest_class() -> None:
    made = diverge([0, 0.5, 0.9, 1.1, 2, 3, 4], 1)
    assert made.assign([0]).tolist() == [-len(made.below)]


@pytest.mark.parametrize("ratio", [*FOLDS, 10, 20, 50, 100, 200, 1000])
def test_the_inverse_of_a_round_ratio_is_printed_with_all_its_digits(ratio) -> None:
    assert inverse(ratio) < 1
    assert abs(inverse(ratio) * ratio - 1) < 0.02


def test_what_cannot_be_classed_is_refused() -> None:
    with pytest.raises(UnknownChoice):
        diverge([1], 0, "by-hand")
    with pytest.raises(BadValue):
        diverge([1], 0, k=1)
    with pytest.raises(BadValue):
        diverge([float("nan")], 0)
    with pytest.raises(BadValue):
        Diverging(middle=0, above=(5, 5), below=(-5, -6), counts={})
    with pytest.raises(BadValue):
        Diverging(middle=0, above=(5,), below=(), counts={})


@settings(deadline=None)  # the first scheme loads its library
@given(st.lists(st.integers(1, 10_000).map(lambda n: n / 10_000), min_size=1, max_size=80))
def test_confidence_is_that_of_esdas_false_discovery_rate(ps) -> None:
    found = confidence(pd.Series(ps))
    for level in LEVELS:
        # esda compares strictly below its line; a p on the line is a discovery all the same
        cut = fdr(np.array(ps), 1 - level / 100)
        least = pd.Series(ps) <= cut
        assert (found[least & (np.array(ps) < cut)] >= level).all()
    assert (found.loc[pd.Series(ps) > 0.1] == 0).all()
