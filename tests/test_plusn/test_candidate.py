"""A province of the Atlas as a candidate site: optional, assumed, its peers no capacity."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.errors import BadValue, UnavailableMeasure, UnknownRegion
from network.case.diff import differences
from plusn.desk.candidate import candidate, peers, peers_in
from plusn.scenarios.running import run

from .desk_cases import desk_case

HUNAN, GUANGDONG, JIANGSU = "430000", "440000", "320000"


def added(code=HUNAN, case=None, **words):
    return candidate(case or desk_case("electronics"), code, place=(27.4, 111.4), **words)


def test_a_province_becomes_an_optional_plant_like_the_nearest_of_today():
    made = added(name="Changsha works")
    site = made.case.facilities[-1]
    assert (site.id, site.name, site.status, site.territory) == (
        "P_430000", "Changsha works", "optional", "CN",
    )  # fmt: skip
    assert (site.region, site.lat, site.lon) == ("Hunan", 27.4, 111.4)
    like = next(row for row in made.case.facilities if row.id == made.like)
    assert made.like == "P_DG"
    assert site.wage_per_hour == like.wage_per_hour
    assert site.modules_now is None


def test_nothing_but_the_new_rows_differs_and_the_base_answer_stays_possible():
    case = desk_case("electronics")
    changes = differences(case, added().case)
    assert {one.kind for one in changes} == {"added"}
    assert {one.table for one in changes} == {"facilities", "recipes", "lanes"}
    assert run(added().case, "base").result.objective <= run(case, "base").result.objective * 1.0001


def test_every_copied_row_says_what_it_is():
    case = desk_case("electronics")
    real = replace(
        case,
        facilities=tuple(row.model_copy(update={"provenance": "user"}) for row in case.facilities),
        lanes=tuple(row.model_copy(update={"provenance": "user"}) for row in case.lanes),
    )
    made = added(case=real)
    new = [row for row in made.case.lanes if made.site in {row.from_, row.to}]
    assert len(new) == made.lanes > 5
    assert {row.provenance for row in (made.case.facilities[-1], *new)} == {"assumed"}
    assert all("P_DG" in row.source for row in new)
    assert {"wage_per_hour", "opening_cost_per_year", "cost_per_kg"} <= set(made.assumed)
    assert "weeks_to_restart" in made.assumed
    assert added().case.facilities[-1].provenance == "illustrative"  # made up stays made up


def test_the_region_is_spelt_as_the_case_spells_it():
    assert added(GUANGDONG, lang="zh-Hant").case.facilities[-1].region == "Guangdong"
    assert added(HUNAN, lang="zh-Hant").case.facilities[-1].region == "湖南省"


def test_peers_are_told_with_how_they_are_known():
    assert (peers(HUNAN).low, peers(HUNAN).high, peers(HUNAN).standing) == (0, 5300, "bounded")
    assert (peers(GUANGDONG).low, peers(GUANGDONG).standing) == (30971, "published")
    made = added()
    assert made.case.facilities[-1].module_per_week == 6500  # of the plant alike, not of peers
    assert [site for site, _ in peers_in(made.case)] == ["P_430000"]
    assert peers_in(desk_case("electronics")) == ()


def test_the_point_lies_in_the_province():
    site = candidate(desk_case("electronics"), JIANGSU).case.facilities[-1]
    assert 30.7 < site.lat < 35.2
    assert 116.3 < site.lon < 122
    assert site.source.startswith("Copied from P_")


def test_what_cannot_be_is_refused_with_a_sentence():
    with pytest.raises(UnavailableMeasure, match="no figure for Hong Kong"):
        added("810000")
    with pytest.raises(UnknownRegion):
        added("999999")
    with pytest.raises(UnavailableMeasure, match="no territory of the case is the Mainland"):
        added(case=desk_case("two_plants"))
    with pytest.raises(BadValue, match="already"):
        added(case=added().case)
