"""Spatial statistics against hand formulas, esda and their refusals (NUMBERS §5)."""

from __future__ import annotations

import itertools
from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from esda import G_Local, Moran
from hypothesis import given, settings
from hypothesis import strategies as st
from libpysal.weights import KNN, Queen

from data.codes import Level, RegionKey
from data.errors import BadValue, UnavailableMeasure, UnknownChoice
from data.figure import Figure, Standing
from geo.counts import CountTable
from geo.projection import CHINA_AEA_KM
from geo.spatial.local import getis_ord, local_moran, local_moran_of_rates
from geo.spatial.moran import morans_i
from geo.spatial.sample import complete_values
from geo.spatial.weights import neighbours

SIDE = 6


def index_of(n):
    codes = [f"{i:06d}" for i in range(n)]
    return pd.MultiIndex.from_product([["city"], codes], names=["level", "code"])


def grid(extra=()):
    shapes = [shapely.box(x, y, x + 1, y + 1) for x in range(SIDE) for y in range(SIDE)]
    shapes += extra
    return gpd.GeoDataFrame(geometry=shapes, index=index_of(len(shapes)), crs=CHINA_AEA_KM)


def series(values):
    return pd.Series(np.asarray(values, float), index=index_of(len(values)))


def gradient():
    return series([x + 0.1 * y for x in range(SIDE) for y in range(SIDE)])


def noise(seed=5, n=SIDE * SIDE):
    return series(np.random.default_rng(seed).gamma(2, 10, n))


def rng(seed=1):
    return np.random.default_rng(seed)


def moran_by_hand(values, found):
    mean = sum(values) / len(values)
    near = [[int(b) for a, b in found.pairs if a == i] for i in range(len(values))]
    top = sum(
        (values[i] - mean) * (values[j] - mean) / len(near[i])
        for i in range(len(values))
        for j in near[i]
    )
    return top / sum((v - mean) ** 2 for v in values)


def test_queen_neighbours_are_libpysals():
    ours = neighbours(grid())
    theirs = Queen.from_dataframe(grid(), use_index=False, silence_warnings=True)
    pairs = {(i, j) for i, near in theirs.neighbors.items() for j in near}
    assert {tuple(pair) for pair in ours.pairs.tolist()} == pairs
    assert ours.islands == ()


def test_nearest_neighbours_are_libpysals():
    points = np.random.default_rng(3).uniform(0, 100, (40, 2))
    shapes = [shapely.Point(p).buffer(0.5) for p in points]
    frame = gpd.GeoDataFrame(geometry=shapes, index=index_of(40), crs=CHINA_AEA_KM)
    ours = neighbours(frame, rule="nearest", k=4)
    theirs = KNN.from_array(points, k=4, silence_warnings=True)
    pairs = {(i, int(j)) for i, near in theirs.neighbors.items() for j in near}
    assert {tuple(pair) for pair in ours.pairs.tolist()} == pairs
    assert ours.rule == "4 nearest"


def test_an_island_is_joined_to_its_nearest_both_ways_or_dropped_and_named():
    frame = grid([shapely.box(8, 0, 9, 1)])
    joined = neighbours(frame)
    assert joined.islands == (("city", "000036"),)
    nearest = (SIDE - 1) * SIDE
    pairs = {tuple(pair) for pair in joined.pairs.tolist()}
    assert {pair for pair in pairs if 36 in pair} == {(36, nearest), (nearest, 36)}
    dropped = neighbours(frame, islands="drop")
    assert len(dropped.keys) == 36
    assert dropped.islands == joined.islands
    assert np.array_equal(dropped.pairs, neighbours(grid()).pairs)
    values = pd.concat([gradient(), pd.Series([99.0], index=frame.index[36:])])
    kept = morans_i(values, dropped, rng=rng(), permutations=99)
    assert kept.statistic == pytest.approx(
        morans_i(gradient(), neighbours(grid()), rng=rng(), permutations=99).statistic
    )
    assert kept.island_policy == "drop"


@pytest.mark.parametrize("values", [gradient(), noise()])
def test_morans_i_is_the_hand_formula_and_esdas(values):
    found = neighbours(grid())
    ours = morans_i(values, found, rng=rng(), permutations=99)
    assert ours.statistic == pytest.approx(moran_by_hand(values.tolist(), found))
    theirs = Moran(values.to_numpy(), found.to_libpysal(), permutations=0)
    assert ours.statistic == pytest.approx(theirs.I)
    assert (ours.expected, ours.p_normal) == (theirs.EI, pytest.approx(theirs.p_norm))


@settings(deadline=None, max_examples=15)
@given(st.floats(0.1, 100), st.floats(-50, 50))
def test_morans_i_does_not_depend_on_unit_or_origin(scale, shift):
    found = neighbours(grid())
    one = morans_i(noise(), found, rng=rng(), permutations=99)
    other = morans_i(noise() * scale + shift, found, rng=rng(), permutations=99)
    assert other.statistic == pytest.approx(one.statistic)
    assert other.p == one.p


def test_a_pattern_is_found_and_its_absence_is_not():
    found = neighbours(grid())
    pattern = morans_i(gradient(), found, rng=rng())
    assert pattern.permutations == 9_999
    assert pattern.p == 1 / 10_000
    assert pattern.statistic > 0.5
    assert morans_i(noise(), found, rng=rng()).p > 0.05


def test_permutations_agree_with_the_analytic_p():
    found = neighbours(grid())
    ours = morans_i(series(np.random.default_rng(8).normal(size=36)), found, rng=rng())
    assert ours.p == pytest.approx(ours.p_normal, abs=0.03)


@pytest.mark.parametrize("statistic", [morans_i, local_moran, getis_ord])
def test_the_same_generator_gives_the_same_answer_and_leaves_numpys_alone(statistic):
    found = neighbours(grid())
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    one, other = (statistic(noise(), found, rng=rng(4), permutations=199) for _ in range(2))
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002
    if statistic is morans_i:
        assert one == other
    else:
        pd.testing.assert_frame_equal(one.frame, other.frame)
        assert one.seed == other.seed
        assert one.seed != statistic(noise(), found, rng=rng(9), permutations=199).seed


def test_local_moran_is_the_hand_formula():
    found, values = neighbours(grid()), noise()
    local = local_moran(values, found, rng=rng(), permutations=99).frame
    z = values.to_numpy() - values.mean()
    lag = found.matrix() @ z
    by_hand = (len(z) - 1) * z * lag / (z @ z)
    assert local["statistic"].to_numpy() == pytest.approx(by_hand)
    signs = {(True, True): "high-high", (False, True): "low-high"}
    signs |= {(False, False): "low-low", (True, False): "high-low"}
    assert local["kind"].tolist() == [signs[a, b] for a, b in zip(z > 0, lag > 0, strict=True)]


def test_getis_ord_is_the_hand_formula():
    found, values = neighbours(grid()), noise()
    hot = getis_ord(values, found, rng=rng(), permutations=99).frame
    x = values.to_numpy()
    n, mean, deviation = len(x), x.mean(), x.std()
    for i in range(n):
        near = [i, *(int(b) for a, b in found.pairs if a == i)]
        w = len(near)
        expected = x[near].sum() - mean * w
        expected /= deviation * np.sqrt((n * w - w**2) / (n - 1))
        assert hot["statistic"].iloc[i] == pytest.approx(expected)
    binary = G_Local(x, found.to_libpysal(), transform="B", star=1, permutations=0)
    assert hot["statistic"].to_numpy() == pytest.approx(binary.Zs)


@pytest.mark.parametrize("statistic", [local_moran, getis_ord])
@pytest.mark.parametrize("values", [noise(), gradient()], ids=["noise", "gradient"])
def test_local_p_is_twice_the_smaller_tail_of_all_that_could_lie_around(statistic, values):
    """Every set of neighbours that a region of up to five could have is counted."""
    found = neighbours(grid())
    ours = statistic(values, found, rng=rng()).frame["p"].to_numpy()
    x = values.to_numpy()
    few = np.flatnonzero(np.bincount(found.pairs[:, 0]) <= 5)
    assert len(few) == 4 * (SIDE - 1)
    for i in few:
        near = found.pairs[found.pairs[:, 0] == i, 1]
        sums = _all_sums(np.delete(x, i), len(near))
        seen = x[near].sum()
        tails = ((sums >= seen - 1e-9).mean(), (sums <= seen + 1e-9).mean())
        p = min(1, 2 * min(tails))
        assert ours[i] == pytest.approx(p, abs=2 / 10_000 + 5 * np.sqrt(2 * p / 9_999))


def _all_sums(values, size):
    return values[_sets(len(values), size)].sum(axis=1)


@cache
def _sets(n, size):
    return np.fromiter(itertools.combinations(range(n), size), dtype=(np.int64, size))


def test_a_number_next_to_itself_is_a_tie_and_no_surprise():
    values = series([1.0] * 30 + [2.0] * 6)
    local = local_moran(values, neighbours(grid()), rng=rng(), permutations=99)
    far = [0, 5, 12]  # all their neighbours are ones, as they may be in most draws
    assert (local.frame["p"].to_numpy()[far] > 0.5).all()


def test_false_discoveries_are_held_down_by_the_step_up_rule():
    found = neighbours(grid())
    local = local_moran(gradient(), found, rng=rng())
    p = np.sort(local.frame["p"])
    passing = [q for rank, q in enumerate(p, 1) if q < 0.05 * rank / len(p)]
    assert local.frame["significant"].sum() == len(passing) > 0
    assert set(local.frame.loc[local.frame["significant"], "kind"]) == {"high-high", "low-low"}
    quiet = local_moran(noise(), found, rng=rng())
    assert quiet.frame["significant"].sum() <= 2


def test_rates_are_standardised_by_what_their_population_explains():
    found = neighbours(grid())
    population = series(np.random.default_rng(2).integers(500, 50_000, 36))
    events = series(np.random.default_rng(3).poisson(0.01 * population))
    smoothed = local_moran_of_rates(events, population, found, rng=rng(), permutations=99)
    rate, overall = events / population, events.sum() / population.sum()
    spread = (population * (rate - overall) ** 2).sum() / population.sum()
    between = spread - overall / population.mean()
    variance = between + overall / population
    variance = variance.where(variance >= 0, overall / population)
    by_hand = local_moran((rate - overall) / variance**0.5, found, rng=rng(), permutations=99)
    pd.testing.assert_frame_equal(smoothed.frame, by_hand.frame)


def table(values, standing=Standing.PUBLISHED):
    figures = []
    for (_, code), value in zip(index_of(len(values)), values, strict=True):
        key = RegionKey(Level.CITY, code)
        figures.append((key, Figure.point(value, unit="n", standing=standing)))
    return figures


def counts(figures):
    return CountTable.from_figures(figures, measure="count", unit="n", as_of="2024")


def test_every_region_must_have_a_value():
    figures = table(range(36))
    assert complete_values(counts(figures), "city").tolist() == list(range(36))
    gap = RegionKey(Level.CITY, "000035")
    for absent in (Standing.UNKNOWN, Figure.between(0, 5, unit="n")):
        with pytest.raises(UnavailableMeasure, match="1 of 36 regions"):
            complete_values(counts([*figures[:-1], (gap, absent)]), "city")
    outside = complete_values(counts([*figures[:-1], (gap, Standing.OUT_OF_SCOPE)]), "city")
    assert len(outside) == 35
    with pytest.raises(UnavailableMeasure, match="36 of 36"):
        complete_values(counts(table(range(36), Standing.ESTIMATED)), "city")


@pytest.mark.parametrize("statistic", [morans_i, local_moran, getis_ord])
def test_too_few_gaps_and_sameness_are_refused_with_the_reason(statistic):
    found = neighbours(grid())
    holed = gradient()
    holed.iloc[3] = np.nan
    with pytest.raises(UnavailableMeasure, match="1 of 36 regions have no value"):
        statistic(holed, found, rng=rng())
    with pytest.raises(UnavailableMeasure, match="same value"):
        statistic(gradient() * 0 + 4, found, rng=rng())
    few = neighbours(grid().iloc[:29])
    with pytest.raises(UnavailableMeasure, match="29 regions are too few"):
        statistic(gradient().iloc[:29], few, rng=rng())
    with pytest.raises(BadValue, match="no value"):
        statistic(gradient().iloc[:30], found, rng=rng())
    with pytest.raises(BadValue, match="permutations"):
        statistic(gradient(), found, rng=rng(), permutations=98)


def test_thirty_regions_are_enough():
    few = neighbours(grid().iloc[:30])
    assert morans_i(gradient().iloc[:30], few, rng=rng(), permutations=99).n == 30


def test_bad_options_are_refused():
    frame = grid()
    with pytest.raises(UnknownChoice, match="queen, nearest"):
        neighbours(frame, rule="rook")
    with pytest.raises(UnknownChoice, match="join, drop"):
        neighbours(frame, islands="ignore")
    with pytest.raises(BadValue, match="plane"):
        neighbours(frame.set_crs("EPSG:4326", allow_override=True))
    for k in (0, 36):
        with pytest.raises(BadValue, match="1 to 35"):
            neighbours(frame, rule="nearest", k=k)
    apart = grid().iloc[[0, 20]]
    with pytest.raises(UnavailableMeasure, match="touches"):
        neighbours(apart, islands="drop")
    with pytest.raises(UnavailableMeasure, match="more regions"):
        neighbours(grid().iloc[:1])
    with pytest.raises(BadValue, match="0 up"):
        getis_ord(gradient() - 9, neighbours(frame), rng=rng())
    with pytest.raises(BadValue, match="false discoveries"):
        local_moran(gradient(), neighbours(frame), rng=rng(), alpha=1)
    with pytest.raises(UnavailableMeasure, match="no value"):
        local_moran_of_rates(noise(), gradient() * 0, neighbours(frame), rng=rng())


def test_weights_are_symmetric_before_and_sum_to_one_after_standardising():
    found = neighbours(grid([shapely.box(8, 0, 9, 1)]))
    pairs = {tuple(pair) for pair in found.pairs.tolist()}
    assert pairs == {(b, a) for a, b in pairs}
    assert not [pair for pair in itertools.chain(pairs) if pair[0] == pair[1]]
    assert found.matrix().sum(axis=1) == pytest.approx(np.ones(37))
