"""However a table of points is written, cut or ordered, the counts are the same, and complete."""

from __future__ import annotations

import csv
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import plusn
from data.datum import to_gcj02
from data.errors import BadValue, TooLarge, UnknownChoice
from data.streams import delimited, parquet
from plusn.counting import counted

from .point_files import SECTORS, as_csv, as_geoparquet, as_parquet, table, taken

TABLE = table()
ROWS = len(TABLE["lon"])
NAMED = {"lon": "lon", "lat": "lat", "by": "sector"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = as_parquet(TABLE, tmp_path_factory.mktemp("whole") / "points.parquet")
    return plusn.points(path, **NAMED)


def same(one, other):
    pd.testing.assert_frame_equal(one.frame, other.frame)
    pd.testing.assert_frame_equal(one.keys, other.keys)
    assert one.tally == other.tally
    assert one.farthest_km == other.farthest_km


def test_every_row_has_the_outcome_that_it_must_have(whole):
    assert {str(k): v for k, v in whole.tally.items() if v} == Counter(TABLE["outcome"])
    assert whole.rows == ROWS


def test_the_counts_add_up_to_the_rows(whole):
    assert whole.frame["count"].sum() == whole.placed
    assert whole.keys["count"].sum() == whole.rows
    by_sector = whole.keys.groupby("key")["count"].sum()
    assert by_sector.to_dict() == Counter(TABLE["sector"])


def test_every_region_stands_with_every_key_in_order(whole):
    frame = whole.frame
    assert list(frame.columns) == ["level", "code", "name", "key", "count"]
    assert len(frame) == 372 * len(SECTORS)
    assert frame[["code", "key"]].apply(tuple, axis=1).is_monotonic_increasing
    counts = frame.groupby("code")["count"].sum()
    assert counts[["440300", "320500"]].tolist() == [150, 150]
    assert frame.set_index("code").loc["440300", "name"].iloc[0] == "Shenzhen"


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), cut=st.integers(0, ROWS), group=st.integers(1, ROWS))
def test_order_split_and_row_groups_make_no_difference(tmp_path_factory, whole, seed, cut, group):
    folder = tmp_path_factory.mktemp("law")
    order = np.random.default_rng(seed).permutation(ROWS)
    mixed = taken(TABLE, order)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet, "PART_ROWS", group)
        patch.setattr(parquet, "BATCH_ROWS", 1 + cut)
        patch.setattr(delimited, "BLOCK", 1 + cut)
        path = as_parquet(mixed, folder / "mixed.parquet", row_group_size=group)
        same(plusn.points(path, **NAMED), whole)
        same(plusn.points(as_csv(mixed, folder / "mixed.csv"), **NAMED), whole)
        halves = [
            plusn.points(as_parquet(taken(mixed, some), folder / "half.parquet"), **NAMED)
            for some in (range(cut), range(cut, ROWS))
        ]
    rows = pd.concat([half.frame for half in halves])
    summed = rows.groupby(["code", "key"])["count"].sum()
    expected = whole.frame.groupby(["code", "key"])["count"].sum()
    assert summed[summed > 0].to_dict() == expected[expected > 0].to_dict()
    tallies = [Counter(half.tally) for half in halves]
    assert {k: v for k, v in whole.tally.items() if v} == dict(tallies[0] + tallies[1])


def test_parts_add_up_whatever_the_order_in_which_keys_are_met():
    parts = []
    for keys in (("a", "b"), ("c", "b", "a")):
        part = counted.Counted(regions=2)
        for number, place in enumerate(part.places(keys), 1):
            part.tally.inside[1, place] = number
            part.tally.border[place] = number
        parts.append(part.sparse())
    sums = []
    for order in (parts, parts[::-1]):
        whole = counted.Counted(regions=2)
        for part in order:
            whole.add(part)
        sums.append(
            {key: whole.tally.inside[:, place].tolist() for key, place in whole.keys.items()}
        )
        assert whole.tally.border[: len(whole.keys)].sum() == whole.tally.inside.sum()
    assert sums[0] == sums[1] == {"a": [0, 4], "b": [0, 4], "c": [0, 1]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize(
    ("delimiter", "quoting"), [(",", csv.QUOTE_ALL), ("\t", csv.QUOTE_MINIMAL)]
)
def test_an_encoding_makes_no_difference(tmp_path, whole, encoding, delimiter, quoting):
    path = as_csv(TABLE, tmp_path / "points.txt", encoding, delimiter, quoting)
    same(plusn.points(path, **NAMED), whole)


def test_points_of_a_geographic_file_count_alike(tmp_path, whole):
    same(plusn.points(as_geoparquet(TABLE, tmp_path / "geo.parquet"), by="sector"), whole)


def test_a_province_has_the_points_of_its_cities(tmp_path, whole):
    path = as_parquet(TABLE, tmp_path / "points.parquet")
    found = plusn.points(path, **NAMED, level="province", lang="zh-Hant")
    cities = whole.frame.assign(code=whole.frame["code"].str[:2] + "0000")
    expected = cities.groupby(["code", "key"])["count"].sum()
    assert found.frame.set_index(["code", "key"])["count"].to_dict() == expected.to_dict()
    assert found.frame.set_index("code").loc["440000", "name"].iloc[0] == "廣東省"
    assert found.tally == whole.tally


@pytest.mark.slow
def test_a_city_has_the_points_of_its_counties(tmp_path, whole):
    path = as_parquet(TABLE, tmp_path / "points.parquet")
    found = plusn.points(path, lon="lon", lat="lat", level="county", lang="zh-Hans")
    suzhou = found.frame[found.frame["code"].str.startswith("3205")]
    assert suzhou["count"].sum() == 150
    assert "昆山市" in suzhou["name"].tolist()
    assert found.rows == whole.rows


def test_a_declared_datum_is_undone_and_what_stays_is_told(tmp_path, whole):
    shifted = dict(TABLE)
    places = np.column_stack([TABLE["lon"], TABLE["lat"]])
    inside = np.array([city in {"深圳市", "东莞市", "苏州市"} for city in TABLE["city"]])
    places[inside] = to_gcj02(places[inside])
    shifted["lon"], shifted["lat"] = places[:, 0].tolist(), places[:, 1].tolist()
    shifted["city"] = [city if city != "香港" else "" for city in TABLE["city"]]
    path = as_parquet(shifted, tmp_path / "points.parquet")
    found = plusn.points(path, **NAMED, datum="gcj-02", claims="city")
    cells = ["code", "key"]
    expected, counts = (one.frame.set_index(cells)["count"]["320500"] for one in (whole, found))
    assert counts.to_dict() == expected.to_dict()
    # Hong Kong is not shifted, but for the few places that come to lie across the border.
    assert 140 <= found.unshifted <= 160
    assert found.hint is not None
    assert (found.hint.datum, found.hint.points) == ("gcj-02", 450)


def test_a_blank_key_is_a_key_and_no_key_is_one_too(tmp_path, whole):
    path = as_parquet(TABLE, tmp_path / "points.parquet")
    plain = plusn.points(path, lon="lon", lat="lat")
    assert plain.frame["key"].unique().tolist() == [""]
    assert "" in whole.frame["key"].tolist()
    sums = whole.frame.groupby("code")["count"].sum()
    assert plain.frame.set_index("code")["count"].to_dict() == sums.to_dict()


def test_a_file_without_rows_counts_nothing(tmp_path):
    for empty in (
        as_csv(taken(TABLE, []), tmp_path / "none.csv"),
        as_parquet({"lon": [], "lat": [], "sector": []}, tmp_path / "none.parquet"),
    ):
        found = plusn.points(empty, **NAMED)
        assert (found.rows, found.frame["count"].sum(), len(found.frame)) == (0, 0, 372)


def test_broken_rows_are_part_of_the_sum(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text("lon,lat,sector\n114.06,22.55,a\n114.06,22.55\n1,2,3,4\nx,22,a\n")
    found = plusn.points(path, **NAMED)
    assert (found.rows, found.placed, found.tally["broken"]) == (4, 1, 2)
    assert found.keys["count"].sum() == 4


def test_too_many_keys_are_refused_wherever_they_are_met(tmp_path, monkeypatch):
    monkeypatch.setattr(counted, "MOST_KEYS", 3)
    path = as_parquet(TABLE, tmp_path / "points.parquet")
    with pytest.raises(TooLarge, match="more than 3 values"):
        plusn.points(path, **NAMED)


@pytest.mark.parametrize(
    ("choice", "kind"),
    [
        ({"datum": "nad-27"}, UnknownChoice),
        ({"level": "country"}, UnknownChoice),
        ({"lang": "fr"}, UnknownChoice),
        ({"nearest_km": -1}, BadValue),
        ({"nearest_km": float("nan")}, BadValue),
        ({"nearest_km": 51}, BadValue),
    ],
)
def test_a_choice_that_is_not_allowed_is_refused(tmp_path, choice, kind):
    with pytest.raises(kind):
        plusn.points(as_parquet(TABLE, tmp_path / "points.parquet"), **NAMED, **choice)


def test_progress_reaches_the_whole_of_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "PART_ROWS", 50)
    monkeypatch.setattr(delimited, "BLOCK", 500)
    header = len("lon,lat,sector,city,outcome\r\n")
    for path, expected, unit in (
        (as_parquet(TABLE, tmp_path / "p.parquet", row_group_size=50), ROWS, "rows"),
        (csv_path := as_csv(TABLE, tmp_path / "p.csv"), csv_path.stat().st_size - header, "B"),
    ):
        told, done = [], []

        def begin(total, unit, told=told, done=done):
            told.append((total, unit))
            return done.append

        plusn.points(path, **NAMED, begin=begin)
        assert sum(done) == expected
        assert len(done) > 5
        assert told == [(expected if unit == "rows" else expected + header, unit)]
