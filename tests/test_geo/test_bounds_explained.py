"""The reasons that stand beside an interval, and the words of a contradiction."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from data.errors import BadValue, Contradiction, PartsExceedWhole, UnknownChoice, UnknownRegion
from data.figure import Standing
from geo.bounds.evidence import Evidence
from geo.bounds.explain import Basis, explain
from geo.bounds.premises import CERTAIN, Premises
from geo.bounds.ranking import at_most, ranking_caps
from geo.bounds.sentences import because
from geo.bounds.statements import LARGEST, between, group, known
from geo.bounds.table import bound

sys.path.insert(0, str(Path(__file__).parent))
import bounds_cases as case


def reason(rows, key, premises=None):
    evidence = Evidence(tuple(rows), case.regions(), premises or Premises())
    found = explain(evidence, key)
    return found, because(found, case.regions())


def test_the_rest_of_a_total_is_told_with_its_arithmetic():
    found, words = reason([known(case.COUNTRY, 100), known(case.B, 60)], case.C)
    assert (found.basis, found.rest_high, found.others) == (Basis.REST, 40, 2)
    assert words == "100 − 60 leaves 40 for 2 places, so province450000 has 0–40."


def test_the_last_part_is_derived_though_nobody_printed_it():
    rows = [known(case.COUNTRY, 100), known(case.B, 60), known(case.A, 1)]
    found, words = reason(rows, case.C)
    assert found.standing is Standing.DERIVED
    assert words == "100 − 61 leaves 39 for 1 place, so province450000 has 39."


def test_a_municipality_is_one_unit_at_two_levels():
    rows = [known(case.COUNTRY, 100), known(case.B, 60), known(case.TWIN, 1)]
    evidence = Evidence(tuple(rows), case.regions())
    assert evidence.interval(case.A) == evidence.interval(case.TWIN)
    assert evidence.rest(case.COUNTRY).low == evidence.rest(case.COUNTRY).high == 39
    assert evidence.unlisted(case.COUNTRY) == (case.C,)


def test_parts_bound_a_whole_that_nobody_totalled():
    rows = [known(case.B1, 2), between(case.B2, 1, 5)]
    found, words = reason(rows, case.B)
    assert (found.basis, found.interval.low, found.interval.high) == (Basis.PARTS, 3, 7)
    assert words == "The parts of province440000 allow 3–7."


def test_a_lower_end_is_told_with_what_the_others_have_at_most():
    rows = [known(case.B, 10), between(case.B1, 0, 4)]
    _, words = reason(rows, case.B2)
    assert "the others have at most 4, so city440200 has 6–10." in words


def test_a_range_and_an_open_end_are_told_as_such():
    assert reason([between(case.B1, 2, 5)], case.B1)[0].basis is Basis.RANGE
    found, words = reason([between(case.B1, 2, None)], case.B1)
    assert found.basis is Basis.NONE
    assert words == "No total limits city440100: at least 2."


def test_a_group_is_told_as_joint():
    rows = [known(case.COUNTRY, 10), group([case.B1, case.C1], None, 3)]
    assert reason(rows, case.B1)[0].basis is Basis.JOINT


def test_only_the_premise_that_is_needed_is_named():
    rows = [known(case.COUNTRY, 100), known(case.B, 60), known(case.B1, 35)]
    caps = ranking_caps(rows, case.regions())
    assert [sorted(row.premises) for row in caps] == [
        ["ranked_provinces"],
        ["ranked_cities"],
        ["municipalities_in_city_list", "ranked_cities"],
    ]
    found, words = reason([*rows, *caps], case.A)
    assert found.premises == ("municipalities_in_city_list", "ranked_cities")
    assert (found.cap, found.cap_unit, found.cap_listed) == (35, case.B1, (case.B1,))
    assert "If no unlisted municipality has more than city440100" in words
    assert reason([*rows, *caps], case.A, CERTAIN)[0].premises == ()
    without = Premises(municipalities_in_city_list=False)
    assert reason([*rows, *caps], case.A, without)[0].interval.high == 40


def test_a_municipality_in_the_list_of_cities_is_not_the_smallest_province():
    rows = [known(case.A, 3), known(case.TWIN, 3), known(case.B, 60)]
    provinces = ranking_caps(rows, case.regions())[0]
    assert (provinces.high, provinces.cap_unit, provinces.keys) == (60, case.B, (case.C,))


def test_a_part_above_its_whole_is_refused_with_both_rows():
    rows = [known(case.B, 5, row=2), known(case.B1, 9, row=7), known(case.C, 1, row=3)]
    with pytest.raises(PartsExceedWhole) as caught:
        Evidence(tuple(rows), case.regions())
    assert "row 2: province440000" in str(caught.value)
    assert "row 7: city440100" in str(caught.value)
    assert "row 3" not in str(caught.value)


def test_parts_below_their_whole_are_a_contradiction_of_another_kind():
    rows = [known(case.B, 50, row=2), known(case.B1, 9, row=3), known(case.B2, 9, row=4)]
    with pytest.raises(Contradiction, match="any one of these 3"):
        Evidence(tuple(rows), case.regions())


def test_two_figures_for_the_unit_that_stands_at_two_levels_contradict():
    with pytest.raises(Contradiction, match=r"row 2.*\n.*row 3"):
        Evidence((known(case.A, 5, row=2), known(case.TWIN, 6, row=3)), case.regions())


def test_a_premise_that_the_sums_refute_is_named_as_one():
    rows = (known(case.B, 50, row=2), at_most([case.B1, case.B2], 9, row=2))
    with pytest.raises(Contradiction, match="--premises certain"):
        Evidence(rows, case.regions())
    assert Evidence(rows, case.regions(), CERTAIN).interval(case.B1).high == 50


def test_counts_that_are_no_counts_are_refused():
    for low, high in ((-1, 2), (3, 2), (0, LARGEST + 1)):
        with pytest.raises(BadValue, match="row 4"):
            between(case.A, low, high, row=4)
    with pytest.raises(UnknownChoice, match="ranked, certain"):
        Premises.parse("maybe")
    with pytest.raises(UnknownRegion, match="999999"):
        Evidence((), case.regions()).interval(case.RegionKey(case.Level.CITY, "999999"))


def test_a_table_gives_every_region_a_row_in_order():
    rows = [known(case.COUNTRY, 100), known(case.B, 60)]
    table = bound(rows, case.regions(), as_of="2024")
    assert table.frame.index.tolist() == [(str(k.level), k.code) for k in order()]
    assert table.at("province").loc["810000", "standing"] == "out_of_scope"
    assert table.at("province").loc["450000", "standing"] == "bounded"
    assert table.figure(case.C).high_certain == 40


def order():
    return [region.key for region in case.regions()]
