"""Measures over the shipped facts and over tables small enough to enumerate (NUMBERS §4)."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata

from data.codes import Level, RegionKey
from data.errors import (
    BadValue,
    DuplicateRegion,
    MixedUnits,
    UnavailableMeasure,
    UnknownChoice,
    WrongColumns,
)
from data.figure import Figure, Standing
from geo.bounds.evidence import Evidence
from geo.bounds.ranking import ranking_caps
from geo.bounds.statements import known
from geo.bounds.table import count_table
from geo.counts import NUMBERS, CountTable
from geo.denominators import Denominators
from geo.measures import MEASURES, availability, may_exceed, measure
from geo.ranking import ranker
from geo.ratios import joint_share
from geo.region import Region, Regions
from plusn.regions import load_regions
from plusn.shipped import covariates, published_counts

COUNTRY = RegionKey(Level.COUNTRY, "100000")
PROVINCE = RegionKey(Level.PROVINCE, "430000")


@pytest.fixture(scope="module")
def denominators():
    return Denominators.from_covariates(covariates("province"), covariates("city"))


@pytest.fixture(scope="module")
def evidence():
    rows = [
        known(RegionKey(Level(row.level), row.code), int(row.value), sources=row.source_id)
        for row in published_counts().itertuples()
    ]
    regions = load_regions()
    return Evidence((*rows, *ranking_caps(rows, regions)), regions)


@pytest.fixture(scope="module")
def shipped(evidence):
    return count_table(evidence, as_of="2024")


def region(key, parent, area=100.0):
    return Region(
        key=key,
        parent=parent,
        name_en=key.code,
        name_zh_hant=key.code,
        name_zh_hans=key.code,
        kind="prefecture",
        area_km2=area,
    )


def small(cities=3):
    """One province with a few cities, inside the country."""
    keys = [RegionKey(Level.CITY, f"43{i:02d}00") for i in range(1, cities + 1)]
    rows = [region(COUNTRY, None), region(PROVINCE, COUNTRY)]
    return keys, Regions((*rows, *(region(key, PROVINCE) for key in keys)))


def table(figures, **kwargs):
    options = {"measure": "count", "unit": "enterprises", "as_of": "2024"} | kwargs
    return CountTable.from_figures(figures, **options)


def box(low, high):
    if low == high:
        return Figure.point(low, unit="enterprises")
    return Figure.between(low, high, unit="enterprises")


def empty_denominators():
    index = pd.MultiIndex.from_arrays([[], []], names=["level", "code"])
    frame = pd.DataFrame(
        {"residents": [], "gdp_100m_cny": [], "published_area_km2": []}, index=index, dtype=float
    )
    return Denominators(frame=frame, provenance={})


def of(counts, name, denominators, level="province", **kwargs):
    return measure(
        counts, name, regions=load_regions(), denominators=denominators, level=level, **kwargs
    )


def row(found, code):
    return found.frame.loc[(found.frame.index.get_level_values("level")[0], code)]


def test_density_is_count_over_geodesic_area(shipped, denominators):
    found = of(shipped, "density", denominators)
    guangdong = load_regions().get("province", "440000")
    assert row(found, "440000")["low"] == pytest.approx(30971 / guangdong.area_km2 * 1000)
    assert row(found, "440000")["standing"] == "derived"
    assert found.unit == "per 1,000 km2"
    assert "note.area_geodesic" in found.notes
    assert "GEOAREA" in row(found, "440000")["sources"]


def test_published_areas_are_optional_and_for_provinces_only(shipped, denominators):
    found = of(shipped, "density", denominators, area="published")
    published = covariates("province").loc[("province", "310000"), "area_km2_published"]
    assert row(found, "310000")["low"] == pytest.approx(2638 / float(published) * 1000)
    with pytest.raises(UnavailableMeasure, match="no published areas by city"):
        of(shipped, "density", denominators, level="city", area="published")
    with pytest.raises(UnknownChoice, match="geodesic, published"):
        of(shipped, "density", denominators, area="official")


def test_residents_are_of_2024_for_provinces_and_of_the_census_for_cities(shipped, denominators):
    provinces = of(shipped, "per_capita", denominators)
    cities = of(shipped, "per_capita", denominators, level="city")
    assert row(provinces, "440000")["low"] == pytest.approx(30971 / 127_800_000 * 10_000)
    assert row(cities, "440300")["low"] == pytest.approx(6862 / 17_560_061 * 10_000)
    assert provinces.notes == ("note.residents_2024",)
    assert cities.notes == ("note.residents_census_2020",)
    assert "CENSUS2020" in row(cities, "440300")["sources"]


def test_gdp_is_for_provinces_only_and_the_refusal_says_why(shipped, denominators):
    found = of(shipped, "per_gdp", denominators)
    assert row(found, "440000")["low"] == pytest.approx(30971 / 141633.8)
    with pytest.raises(UnavailableMeasure, match="no prefecture GDP table exists") as refusal:
        of(shipped, "per_gdp", denominators, level="city")
    assert refusal.value.exit_code == 2
    assert "per_capita" in refusal.value.remedy


def test_shares_of_the_published_total_are_worked_out(shipped, denominators):
    found = of(shipped, "share", denominators)
    assert row(found, "440000")["low"] == pytest.approx(100 * 30971 / 68314)
    assert row(found, "430000")["high"] == pytest.approx(100 * 5300 / 68314)
    assert row(found, "430000")["high_certain"] == pytest.approx(100 * 12935 / 68314)
    assert row(found, "430000")["standing"] == "bounded"


def test_shares_of_parent_use_the_parents_own_count(shipped, denominators):
    found = of(shipped, "share_of_parent", denominators, level="city")
    assert row(found, "440300")["low"] == pytest.approx(100 * 6862 / 30971)
    assert row(found, "440100")["high"] == pytest.approx(100 * 2638 / 30971)
    assert row(found, "440100")["high_certain"] == pytest.approx(100 * 13575 / 30971)


def test_ranks_are_ranges_even_for_published_units(shipped, evidence, denominators):
    with pytest.raises(UnavailableMeasure, match="only known to a range"):
        of(shipped, "rank", denominators)
    found = of(shipped, "rank", denominators, rank_bounds=ranker(evidence))
    shanghai = row(found, "310000")
    assert (shanghai["low"], shanghai["high"], shanghai["standing"]) == (5, 9, "bounded")
    guangdong = row(found, "440000")
    assert (guangdong["low"], guangdong["high"], guangdong["standing"]) == (1, 1, "derived")
    assert row(found, "810000")["standing"] == "out_of_scope"


@pytest.mark.parametrize("name", sorted(set(MEASURES) - {"lq", "rank"}))
def test_absence_stays_absence(shipped, denominators, name):
    found = of(shipped, name, denominators)
    for code in ("710000", "810000", "820000"):
        cell = row(found, code)
        assert cell["standing"] == "out_of_scope"
        assert cell[list(NUMBERS)].isna().all()
        assert cell["sources"] == shipped.frame.loc[("province", code), "sources"]


def test_a_region_without_residents_is_unknown_not_zero(shipped, denominators):
    cell = row(of(shipped, "per_capita", denominators, level="city"), "659001")
    assert cell["standing"] == "unknown"
    assert cell[list(NUMBERS)].isna().all()


@pytest.mark.parametrize("level", ["province", "city", "county"])
def test_what_is_greyed_out_is_what_is_refused(shipped, denominators, level):
    why = availability(shipped, load_regions(), denominators, level)
    assert list(why) == list(MEASURES)
    for name, reason in why.items():
        if reason is None:
            assert len(of(shipped, name, denominators, level=level)) == len(shipped.at(level))
        else:
            with pytest.raises(UnavailableMeasure, match=str(reason)):
                of(shipped, name, denominators, level=level)


def test_every_row_of_the_level_is_kept_in_order(shipped, denominators):
    for name in ("count", "density", "share"):
        found = of(shipped, name, denominators, level="city")
        assert found.at("city").index.tolist() == shipped.at("city").index.tolist()
        assert len(found) == 372


def test_unknown_measure_lists_the_known_ones(shipped, denominators):
    with pytest.raises(UnknownChoice, match="count, density, per_capita"):
        of(shipped, "size", denominators)


def test_a_measure_of_a_measure_is_refused(shipped, denominators):
    with pytest.raises(MixedUnits, match="taken of density"):
        of(of(shipped, "density", denominators), "share", denominators)


def test_ranges_that_reach_a_published_value_may_be_higher(shipped, denominators):
    counts = may_exceed(of(shipped, "count", denominators))
    assert counts.sum() == 26
    density = of(shipped, "density", denominators)
    lowest = density.frame.loc[density.frame["standing"] == "derived", "low"].min()
    bounded = density.frame[density.frame["standing"] == "bounded"]
    flagged = may_exceed(density)
    assert set(flagged[flagged].index) == set(bounded.index[bounded["high"] >= lowest])
    assert ("province", "120000") in flagged[flagged].index
    assert 0 < flagged.sum() < 26


def test_a_better_rank_is_a_smaller_number():
    keys, _ = small(4)
    ranks = [box(1, 1), box(2, 2), box(2, 4), box(3, 4)]
    flagged = may_exceed(table(list(zip(keys, ranks, strict=True)), measure="rank", unit="rank"))
    assert flagged.tolist() == [False, False, True, False]


def test_nothing_may_exceed_where_nothing_is_published():
    keys, _ = small(2)
    assert not may_exceed(table([(keys[0], box(0, 4)), (keys[1], Standing.UNKNOWN)])).any()


#: Tables cost milliseconds, and the machine is shared: no deadline, fewer examples.
quick = settings(max_examples=30, deadline=None)
intervals = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(sorted)


@settings(deadline=None)
@given(part=intervals, rest=intervals, whole=intervals)
def test_joint_share_is_what_enumeration_finds(part, rest, whole):
    shares = [
        x / (x + r)
        for x in range(part[0], part[1] + 1)
        for r in range(rest[0], rest[1] + 1)
        if whole[0] <= x + r <= whole[1] and x + r > 0
    ]
    pairs = [
        (x, r)
        for x in range(part[0], part[1] + 1)
        for r in range(rest[0], rest[1] + 1)
        if whole[0] <= x + r <= whole[1]
    ]
    if not pairs:
        return
    # joint_share is promised sharp ends of its three intervals: tighten them first
    xs, rs, ws = zip(*((x, r, x + r) for x, r in pairs), strict=True)
    ends = [(np.array([min(v)], float), np.array([max(v)], float)) for v in (xs, rs, ws)]
    low, high = joint_share(*ends)
    if shares:
        assert (low[0], high[0]) == (pytest.approx(min(shares)), pytest.approx(max(shares)))
    else:
        assert np.isnan(low[0])
        assert np.isnan(high[0])


@quick
@given(boxes=st.lists(intervals, min_size=2, max_size=3), whole=intervals)
def test_shares_of_a_bounded_parent_are_sharp(boxes, whole):
    keys, regions = small(len(boxes))
    points = [
        values
        for values in itertools.product(*(range(low, high + 1) for low, high in boxes))
        if whole[0] <= sum(values) <= whole[1]
    ]
    if not any(sum(values) for values in points):
        return
    columns = list(zip(*points, strict=True))
    figures = [(key, box(min(v), max(v))) for key, v in zip(keys, columns, strict=True)]
    sums = [sum(values) for values in points]
    counts = table([*figures, (PROVINCE, box(min(sums), max(sums)))])
    found = measure(
        counts, "share_of_parent", regions=regions, denominators=empty_denominators(), level="city"
    ).at("city")
    for i, key in enumerate(keys):
        shares = [100 * values[i] / sum(values) for values in points if sum(values)]
        assert found.loc[key.code, "low"] == pytest.approx(min(shares))
        assert found.loc[key.code, "high"] == pytest.approx(max(shares))


@quick
@given(st.lists(st.integers(0, 50), min_size=1, max_size=6))
def test_known_shares_add_up_to_the_whole(values):
    keys, regions = small(len(values))
    counts = table([(key, box(v, v)) for key, v in zip(keys, values, strict=True)])
    found = measure(
        counts, "share", regions=regions, denominators=empty_denominators(), level="city"
    )
    if sum(values):
        assert found.frame["low"].sum() == pytest.approx(100)
        assert set(found.frame["standing"]) == {"derived"}
    else:
        assert set(found.frame["standing"]) == {"unknown"}


@quick
@given(st.lists(st.integers(0, 9), min_size=1, max_size=8), st.randoms())
def test_ranks_of_complete_counts_are_scipys_in_any_order(values, random):
    keys, regions = small(len(values))
    figures = [(key, box(v, v)) for key, v in zip(keys, values, strict=True)]
    expected = rankdata([-v for v in values], method="min").tolist()
    random.shuffle(figures)
    found = measure(
        table(figures), "rank", regions=regions, denominators=empty_denominators(), level="city"
    )
    assert found.frame["low"].tolist() == expected
    assert set(found.frame["standing"]) == {"derived"}


def test_no_total_is_guessed_when_a_region_is_missing_or_an_estimate():
    keys, regions = small(3)
    point = Figure.point(4, unit="enterprises")
    guess = Figure.point(4, unit="enterprises", standing=Standing.ESTIMATED)
    for figures in (
        [(keys[0], point), (keys[1], point)],
        [(keys[0], point), (keys[1], point), (keys[2], Standing.UNKNOWN)],
        [(keys[0], point), (keys[1], point), (keys[2], guess)],
    ):
        why = availability(table(figures), regions, empty_denominators(), "city")
        assert why["share"].key == "unavailable.total"
        assert why["share_of_parent"].key == "unavailable.parent"
        assert (why["rank"] is None) == (len(figures) == 2)


def test_an_estimate_of_a_known_whole_stays_an_estimate():
    keys, regions = small(1)
    guess = Figure.point(4, unit="enterprises", standing=Standing.ESTIMATED)
    counts = table([(keys[0], guess), (PROVINCE, box(8, 8))])
    found = measure(
        counts, "share_of_parent", regions=regions, denominators=empty_denominators(), level="city"
    )
    assert found.frame["standing"].tolist() == ["estimated"]
    assert found.frame["low"].tolist() == [50]


def test_concentration_follows_its_formula_and_averages_to_one():
    keys, regions = small(3)
    sector, everything = [6, 3, 1], [20, 30, 50]
    parts = table([(k, box(v, v)) for k, v in zip(keys, sector, strict=True)], sector="toys")
    wholes = table([(k, box(v, v)) for k, v in zip(keys, everything, strict=True)])
    found = measure(
        parts,
        "lq",
        regions=regions,
        denominators=empty_denominators(),
        level="city",
        reference=wholes,
    ).frame
    by_hand = [(s / a) / (10 / 100) for s, a in zip(sector, everything, strict=True)]
    assert found["low"].tolist() == pytest.approx(by_hand)
    assert np.average(found["low"], weights=everything) == pytest.approx(1)


@quick
@given(intervals, intervals)
def test_concentration_of_ranges_contains_every_possibility(part, whole):
    keys, regions = small(1)
    if part[0] > whole[1] or whole[1] == 0:
        return
    part, whole = (part[0], min(part[1], whole[1])), (max(whole[0], part[0]), whole[1])
    totals = [(COUNTRY, box(40, 40))]
    sector = table([(keys[0], box(*part)), *totals], sector="toys")
    reference = table([(keys[0], box(*whole)), (COUNTRY, box(80, 80))])
    found = measure(
        sector,
        "lq",
        regions=regions,
        denominators=empty_denominators(),
        level="city",
        reference=reference,
    ).frame.iloc[0]
    for x in range(part[0], part[1] + 1):
        for y in range(max(x, whole[0], 1), whole[1] + 1):
            assert found["low"] - 1e-9 <= 2 * x / y <= found["high"] + 1e-9


def test_concentration_needs_another_sector_in_the_same_unit():
    keys, regions = small(1)
    counts = table([(keys[0], box(1, 1))])
    options = {"regions": regions, "denominators": empty_denominators(), "level": "city"}
    for reference in (None, counts):
        with pytest.raises(UnavailableMeasure, match="sector × region"):
            measure(counts, "lq", reference=reference, **options)
    with pytest.raises(MixedUnits, match="jobs"):
        measure(counts, "lq", reference=table([], unit="jobs"), **options)


def test_broken_denominators_are_refused():
    good = covariates("province")
    with pytest.raises(WrongColumns, match="population"):
        Denominators.from_covariates(good.drop(columns="population"))
    with pytest.raises(DuplicateRegion):
        Denominators.from_covariates(good, good)
    with pytest.raises(BadValue, match="110000"):
        Denominators.from_covariates(good.assign(population=0))
