"""Classes, ramps and natural breaks (NUMBERS §5)."""

from __future__ import annotations

import itertools
import json
from dataclasses import asdict

import mapclassify
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.codes import Level, RegionKey
from data.errors import BadValue, UnknownChoice
from data.figure import Figure, Standing
from geo.classes import SCHEMES, Breaks, Unclassed, classify, drawable, pooled
from geo.counts import CountTable
from geo.edges import cut_points, rounded_edges
from geo.jenks import natural_breaks

numbers = st.one_of(
    st.integers(0, 40_000).map(float),
    st.integers(0, 10**7).map(lambda i: i / 1000),
    st.floats(0, 1e6, allow_nan=False),
)
samples = st.lists(numbers, min_size=1, max_size=60)
#: Three values for each of up to seven classes: never a ramp.
enough = st.lists(numbers, min_size=21, max_size=60)
relaxed = settings(deadline=None, max_examples=60)


def spread(groups):
    return sum(float(((np.array(g) - np.mean(g)) ** 2).sum()) for g in groups)


def split(values, edges):
    places = np.searchsorted(edges, values, side="left")
    return [[v for v, p in zip(values, places, strict=True) if p == i] for i in range(len(edges))]


@relaxed
@given(enough, st.sampled_from(SCHEMES), st.integers(2, 7))
def test_every_value_stands_in_exactly_one_class_and_one_label(values, scheme, k):
    breaks = classify(values, scheme, k)
    assert isinstance(breaks, Breaks)
    places = breaks.assign(values)
    assert (places >= 0).all()
    assert np.bincount(places, minlength=len(breaks.edges)).tolist() == list(breaks.counts)
    assert sum(breaks.counts) == len(values)
    half = 0.5 * 10.0**-breaks.decimals * (1 + 1e-9)
    for value, place in zip(values, places, strict=True):
        printed = round(value, breaks.decimals)
        homes = [i for i, (lo, hi) in enumerate(breaks.intervals()) if lo <= printed <= hi]
        assert homes == [place] or abs(printed - value) > half
    flat = [end for pair in breaks.intervals() for end in pair]
    assert flat == sorted(flat)


@relaxed
@given(samples, st.sampled_from(SCHEMES), st.integers(2, 7))
def test_rounding_moves_no_value_out_of_its_class(values, scheme, k):
    ordered = np.sort(np.array(values))
    cuts = cut_points(ordered, scheme, min(k, len(set(values))))
    edges = rounded_edges(ordered, cuts)
    before = np.searchsorted(cuts, ordered, side="left")
    after = np.searchsorted(edges.upper, ordered, side="left")
    assert np.array_equal(np.diff(before) > 0, np.diff(after) > 0)


@relaxed
@given(st.lists(st.integers(0, 500), min_size=21, max_size=60), st.integers(2, 7))
@pytest.mark.parametrize(
    ("scheme", "oracle"),
    [("quantiles", "Quantiles"), ("equal-interval", "EqualInterval")],
)
@pytest.mark.filterwarnings("ignore:Not enough unique values:UserWarning")
def test_classes_are_those_of_mapclassify(scheme, oracle, values, k):
    k = min(k, len(set(values)))
    assume(k > 1)
    breaks = classify(values, scheme, k)
    theirs = getattr(mapclassify, oracle)(values, k=k).yb
    ours = breaks.assign(values)
    order = np.argsort(values, kind="stable")
    assert np.array_equal(np.diff(ours[order]) > 0, np.diff(theirs[order]) > 0)


@relaxed
@given(st.lists(st.integers(0, 60).map(float), min_size=4, max_size=11), st.integers(2, 4))
def test_natural_breaks_are_the_best_of_all_classes(values, k):
    ordered = np.sort(np.array(values))
    distinct = sorted(set(values))
    k = min(k, len(distinct))
    best = min(
        spread(split(ordered, [distinct[i] for i in ends] + [distinct[-1]]))
        for ends in itertools.combinations(range(len(distinct) - 1), k - 1)
    )
    found = natural_breaks(ordered, k)
    assert len(found) == k
    assert spread(split(ordered, found)) == pytest.approx(best, abs=1e-9)


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(1, 10_000).map(float), min_size=15, max_size=40, unique=True))
@pytest.mark.filterwarnings("ignore:Numba not installed:UserWarning")
def test_natural_breaks_are_as_good_as_mapclassifys(values):
    ordered = np.sort(np.array(values))
    ours = spread(split(ordered, natural_breaks(ordered, 5)))
    theirs = spread(split(ordered, mapclassify.FisherJenks(ordered, k=5).bins))
    assert ours <= theirs * (1 + 1e-9)


def test_natural_breaks_keep_small_spreads_far_from_zero():
    values = np.array([1e9, 1e9 + 1, 1e9 + 2, 1e9 + 100, 1e9 + 101, 1e9 + 300])
    assert natural_breaks(values, 3) == [1e9 + 2, 1e9 + 101, 1e9 + 300]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40), st.integers(2, 9))
@relaxed
def test_a_scheme_needs_three_values_for_each_class(values, k):
    wanted = min(k, len(set(values)))
    found = classify(values, "quantiles", k)
    assert isinstance(found, Unclassed) == (len(values) < 3 * wanted)
    if isinstance(found, Breaks):
        assert len(found.edges) <= wanted
    few = classify(values, "quantiles", k, few="classes")
    assert len(values) >= 3 * wanted or len(few.edges) <= 3


def test_the_five_published_provinces_are_not_classed():
    found = classify([30971, 9557, 6913, 5300, 2638])
    assert found == Unclassed(maximum=30971)
    assert found.position([0, 30971]).tolist() == [0, 1]
    assert found.position([30971 / 2])[0] == pytest.approx(0.5)


def test_the_next_label_starts_at_the_next_printable_number():
    whole = Breaks(method="quantiles", lowest=0, edges=(2638, 5300), counts=(1, 1), decimals=0)
    assert whole.labels() == ("0–2,638", "2,639–5,300")
    tenths = Breaks(method="quantiles", lowest=0, edges=(0.3, 1.5), counts=(1, 1), decimals=1)
    assert tenths.labels() == ("0.0–0.3", "0.4–1.5")
    assert whole.assign([2638, 2639, 5301, float("nan")]).tolist() == [0, 1, -1, -1]


def test_edges_are_round_where_no_value_objects():
    values = np.array([4.0, 812, 2638, 5300, 6913, 9557, 30971])
    assert rounded_edges(values, [2638.0, 9557.0]).upper == (3000, 10000, 30971)
    assert rounded_edges(np.array([10.0, 11, 12]), [10.0, 11.0]).upper == (10, 11, 12)


def test_head_tail_and_deviation_choose_their_own_number_of_classes():
    values = [float(v) for v in np.random.default_rng(7).lognormal(5, 1, 90).round()]
    for scheme in ("head-tail", "std-mean"):
        breaks = classify(values, scheme, 5)
        assert len(breaks.edges) >= 3
        assert breaks.assign(values).min() == 0


def test_one_value_repeated_is_one_class():
    breaks = classify([7.0] * 9, "equal-interval", 5)
    assert breaks.labels() == ("7",)


@pytest.mark.parametrize("values", [[], [1.0, float("nan")], [float("inf")]])
def test_nothing_and_no_number_are_refused(values):
    with pytest.raises(BadValue):
        classify(values)


def test_unknown_schemes_and_impossible_numbers_of_classes_are_refused():
    with pytest.raises(UnknownChoice, match="fisher-jenks, quantiles"):
        classify([1, 2], "pretty")
    for k in (1, 10):
        with pytest.raises(BadValue, match="2 to 9"):
            classify([1, 2], k=k)
    with pytest.raises(BadValue, match="ascend"):
        Breaks(method="quantiles", lowest=0, edges=(2, 1), counts=(1, 1), decimals=0)
    with pytest.raises(BadValue, match="counts"):
        Breaks(method="quantiles", lowest=0, edges=(1, 2), counts=(1,), decimals=0)


def make(values, standings=None, unit="enterprises"):
    keys = [RegionKey(Level.CITY, f"44{i:02d}00") for i in range(1, len(values) + 1)]
    standings = standings or [Standing.PUBLISHED] * len(values)
    figures = [
        Figure.point(v, unit=unit, standing=s) if s.has_value else Figure.between(0, v, unit=unit)
        for v, s in zip(values, standings, strict=True)
    ]
    rows = zip(keys, figures, strict=True)
    return CountTable.from_figures(rows, measure="count", unit=unit, as_of="2024")


def test_ranges_are_never_classed():
    table = make([5, 9, 7], [Standing.PUBLISHED, Standing.BOUNDED, Standing.ESTIMATED])
    assert drawable(table).tolist() == [5, 7]


def test_compared_maps_share_their_breaks():
    one, other = make(range(1, 11)), make(range(101, 111))
    together = pooled([one, other], "equal-interval", 2)
    assert together == classify([*range(1, 11), *range(101, 111)], "equal-interval", 2)
    assert together.counts == (10, 10)
    with pytest.raises(BadValue, match="units"):
        pooled([one, make([1], unit="jobs")])


@given(samples)
@relaxed
def test_the_ramp_is_linear_from_zero_and_keeps_order(values):
    ramp = Unclassed(maximum=max(values))
    places = ramp.position(sorted(values))
    assert (np.diff(places) >= 0).all()
    assert ((places >= 0) & (places <= 1)).all()
    assert np.isnan(ramp.position([float("nan")])[0])


def test_a_ramp_of_negative_values_starts_at_the_lowest():
    ramp = classify([-5.0, 5.0])
    assert ramp.position([-5, 0, 5]).tolist() == [0, 0.5, 1]
    with pytest.raises(BadValue):
        Unclassed(maximum=-1)


def test_breaks_survive_json():
    breaks = classify(range(1, 31), "quantiles", 3)
    again = json.loads(json.dumps(asdict(breaks)))
    rebuilt = {key: tuple(v) if isinstance(v, list) else v for key, v in again.items()}
    assert Breaks(**rebuilt) == breaks
