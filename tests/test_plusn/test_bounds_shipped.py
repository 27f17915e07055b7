"""The shipped table: what the solver itself must find (docs/bounds.md)."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from data.codes import Level, RegionKey, in_study
from geo.bounds.milp import Milp
from geo.bounds.premises import Premises
from geo.bounds.ranks import rank_bounds
from geo.bounds.shares import Comparison, compare, share_bounds
from geo.bounds.table import count_table
from plusn.bounding import bounds, shipped_counts, shipped_evidence
from plusn.regions import load_regions

ORACLE = Path(__file__).resolve().parents[2].parent / "shared/oracles/hkme_bounds_2024.csv"
NATION = RegionKey(Level.COUNTRY, "100000")
GBA = ["440100", "440300", "440400", "440600", "440700", "441200", "441300", "441900", "442000"]
PUBLISHED = {
    ("country", "100000"): 68314,
    ("province", "440000"): 30971,
    ("province", "320000"): 9557,
    ("province", "350000"): 6913,
    ("province", "330000"): 5300,
    ("province", "310000"): 2638,
    ("city", "310000"): 2638,
    ("city", "440300"): 6862,
    ("city", "441900"): 5906,
    ("city", "441300"): 4628,
    ("city", "320500"): 3567,
    ("city", "350500"): 3002,
}


def province(code):
    return RegionKey(Level.PROVINCE, code)


def city(code):
    return RegionKey(Level.CITY, code)


def expected(region):
    """Give low and high of a Mainland unit by the rules of docs/bounds.md."""
    key = (str(region.level), region.code)
    if key in PUBLISHED:
        return PUBLISHED[key], PUBLISHED[key]
    if region.kind in {"municipality", "prefecture"}:
        return 0, 2638
    return 0, 5300


def test_every_interval_is_the_one_that_the_rules_give():
    table = shipped_counts().frame
    for region in load_regions():
        row = table.loc[(str(region.level), region.code)]
        if in_study(region.code):
            assert (row["low"], row["high"]) == expected(region), region.key
        else:
            assert row["standing"] == "out_of_scope"
    assert len(table) == 1 + 34 + 372
    if ORACLE.exists():
        with ORACLE.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                found = table.loc[(row["geography_level"], row["adcode"])]
                assert (found["low"], found["high"]) == (int(row["lower"]), int(row["upper"]))


def test_standings_are_published_bounded_and_out_of_scope():
    table = shipped_counts()
    assert table.at("province")["standing"].value_counts().to_dict() == {
        "bounded": 26,
        "published": 5,
        "out_of_scope": 3,
    }
    assert (table.at("city")["standing"] == "published").sum() == 6
    assert table.figure(province("430000")).sources == ("SEED2025", "HKUBS2025EN")


@pytest.mark.parametrize(
    ("key", "high", "certain"),
    [
        (province("430000"), 5300, 12935),
        (province("110000"), 2638, 12935),
        (city("440100"), 2638, 13575),
        (city("320100"), 2638, 5990),
        (city("350200"), 2638, 3911),
        (city("330100"), 2638, 5300),
        (city("429004"), 5300, 12935),
    ],
)
def test_both_intervals_are_kept(key, high, certain):
    figure = shipped_counts().figure(key)
    assert (figure.low, figure.high) == (0, high)
    assert (figure.low_certain, figure.high_certain) == (0, certain)
    alone = shipped_counts("certain").figure(key)
    assert (alone.low, alone.high) == (0, certain)


@pytest.mark.parametrize(
    ("parent", "others", "rest"),
    [
        (NATION, 26, 12935),
        (province("440000"), 18, 13575),
        (province("320000"), 12, 5990),
        (province("350000"), 8, 3911),
        (province("330000"), 11, 5300),
    ],
)
def test_the_rest_of_each_total_is_exact(parent, others, rest):
    found = shipped_evidence().rest(parent)
    assert len(shipped_evidence().unlisted(parent)) == others
    assert (found.low, found.high, found.exact) == (rest, rest, True)


def test_the_nine_mainland_cities_of_the_greater_bay_area():
    found = shipped_evidence().group([city(code) for code in GBA])
    assert (found.low, found.high) == (17396, 30971)
    assert (found.low_certain, found.high_certain) == (17396, 30971)
    share = share_bounds(shipped_evidence(), [city(c) for c in GBA], [province("440000")])
    assert tuple(share.premised) == (Fraction(17396, 30971), 1)


def test_shanghai_is_fifth_to_ninth_and_guangdong_first():
    ranks = rank_bounds(shipped_evidence(), province("310000"))
    assert (ranks.premised, ranks.certain, ranks.among) == ((5, 9), (5, 9), 31)
    assert rank_bounds(shipped_evidence(), province("440000")).certain == (1, 1)
    assert rank_bounds(shipped_evidence(), province("430000")).premised == (4, 31)
    assert rank_bounds(shipped_evidence(), city("440300")).certain == (1, 3)


def test_a_comparison_of_overlapping_intervals_cannot_be_said():
    evidence = shipped_evidence()
    assert compare(evidence, province("440000"), province("430000")) is Comparison.LARGER
    assert compare(evidence, province("110000"), province("430000")) is Comparison.CANNOT_BE_SAID
    assert compare(evidence, province("110000"), province("320000")) is Comparison.SMALLER


def test_each_premise_has_its_own_switch():
    def high(key, **switches):
        return shipped_evidence(Premises(**switches)).interval(key).high

    assert high(province("110000"), municipalities_in_city_list=False) == 5300
    assert high(province("110000"), ranked_cities=False) == 5300
    assert high(province("110000"), ranked_provinces=False) == 2638
    assert high(province("430000"), ranked_provinces=False) == 12935
    assert high(city("440100"), ranked_cities=False) == 13575


def test_highs_agrees_with_the_tree_on_the_whole_table():
    for tree in (shipped_evidence().premised, shipped_evidence().certain):
        second = Milp(tree.hierarchy, tree.low, tree.high)
        assert [list(ends) for ends in second.intervals] == [list(ends) for ends in tree.intervals]


def test_reasons_name_the_arithmetic_and_the_premise():
    frame = shipped_counts().frame
    assert frame.loc[("province", "430000"), "because"] == (
        "68,314 − 55,379 leaves 12,935 for 26 places, so Hunan has 0–12,935. "
        "If no unlisted province has more than Zhejiang, the smallest of the 4 provinces listed "
        "(5,300), Hunan has 0–5,300."
    )
    rows = bounds().set_index(["level", "code"])
    assert rows.loc[("province", "430000"), "premises"] == "ranked_provinces"
    assert rows.loc[("province", "120000"), "premises"] == (
        "municipalities_in_city_list;ranked_cities"
    )
    assert rows.loc[("city", "429004"), "premises"] == "ranked_provinces"
    assert set(bounds(premises="certain")["premises"]) == {""}


def test_the_whole_table_has_every_mainland_unit():
    evidence = type(shipped_evidence())(shipped_evidence().statements, load_regions())
    assert len(count_table(evidence, as_of="2024")) == 407
