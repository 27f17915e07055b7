"""What maps of a user's numbers say where they once said too much, or nothing at all."""

from __future__ import annotations

import re

import pandas as pd
import pytest
import shapely

import plusn
from briefing.catalogue import text
from data.codes import OUT_OF_STUDY, Level, in_study
from plusn.regions import load_regions

from .own_map_cases import LANGUAGES, PROVINCES, figure, frame, marks, two_years


def cities(numbers, beside=()):
    regions = [r for r in load_regions().at(Level.CITY) if in_study(r.code)]
    rows = [("city", r.code, numbers(place)) for place, r in enumerate(regions)]
    return pd.DataFrame([*rows, *beside], columns=["level", "code", "value"])


def test_a_table_of_counties_has_a_view_of_every_province() -> None:
    counties = load_regions(counties=True).at(Level.COUNTY, within="440000")
    table = pd.DataFrame(
        [("广东省", r.name_zh_hans, place + 1) for place, r in enumerate(counties)],
        columns=["省", "县", "企业数"],
    )
    made = plusn.atlas(data=table, level="county", measure="count")
    assert "440000" in made.view_ids
    spec = made.view("440000")
    assert {mark.level for mark in spec.regions} == {"county"}
    assert sum(mark.value is not None for mark in spec.regions) > 100
    assert any(entry.kind == "scope" for entry in spec.legend.entries)  # Hong Kong lies beside


def test_hong_kong_is_no_part_of_the_mainlands_total() -> None:
    table = cities(lambda place: place % 5, [("city", "810000", 5000), ("city", "820000", 70)])
    whole = sum(place % 5 for place in range(369))
    spec = plusn.atlas(data=table, level="city", measure="count").spec
    assert marks(spec)["810000"].value == 5000
    shares = [float(s) for f in spec.key_figures for s in re.findall(r"([\d.]+)%", f.words)]
    assert shares
    assert max(shares) <= 100
    assert "Hong Kong" not in spec.title
    assert (spec.key_figures[0].number, spec.key_figures[0].words) == (
        f"{whole:,}",
        "in the Mainland in all",
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["difference", "density", "local", "pair", "years", "sectors"])
def test_every_map_of_the_nation_says_that_taiwan_has_no_data(name, lang) -> None:
    made = figure(name)
    specs = [p.spec for p in made.described(lang).panels] if name in SEVERAL else [
        figure(name, lang).spec
    ]  # fmt: skip
    notes = {text(f"atlas.absent.taiwan_{size}", lang) for size in ("wide", "phone")}
    for spec in specs:
        for layout in (spec.wide, spec.phone):
            assert [b.extra for b in layout.labels if b.code == "710000" and b.extra in notes]


SEVERAL = {"pair", "years", "sectors"}


def test_a_number_of_taiwan_is_not_called_absent() -> None:
    table = cities(lambda place: place % 5, [("city", code, 7) for code in sorted(OUT_OF_STUDY)])
    spec = plusn.atlas(data=table, level="city", measure="count").spec
    assert marks(spec)["710000"].value == 7
    assert not [b.extra for b in spec.wide.labels if b.kind == "absent"]
    assert not [e for e in spec.legend.entries if e.kind == "scope"]


@pytest.mark.parametrize("name", ["difference", "density", "pair", "years", "sectors"])
def test_no_two_leaders_touch(name) -> None:
    made = figure(name).spec
    for spec in [p.spec for p in made.panels] if name in SEVERAL else [made]:
        for layout in (spec.wide, spec.phone):
            lines = [shapely.LineString(b.leader) for b in layout.labels if b.leader]
            apart = [a.distance(b) for i, a in enumerate(lines) for b in lines[:i]]
            assert min(apart, default=9) >= 2.9


def test_what_tells_maps_apart_stands_above_each_and_not_in_their_title() -> None:
    wide = pd.DataFrame(
        [(r.name_zh_hans, 5 + n, 9 + n) for n, r in enumerate(PROVINCES)],
        columns=["地区", "2022年企业数", "2023年企业数"],
    )
    pair = plusn.atlas(data=wide, compare="2022", compare_as="pair", measure="count").spec
    assert pair.title == "企业数: 2022 beside 2023"
    assert [panel.name for panel in pair.panels] == ["2022", "2023"]
    both = plusn.atlas(data=wide, multiples="year", measure="count").spec
    assert both.title == "企业数: 2022 and 2023"
    less = plusn.atlas(data=wide, compare="2022", measure="count").spec
    assert less.subtitle == "企业数: 2023 less 2022"


def test_shares_differ_by_percentage_points() -> None:
    wide = pd.DataFrame(
        [(r.name_zh_hans, 5 + n, 9 + n + n % 3) for n, r in enumerate(PROVINCES)],
        columns=["地区", "2022年外资占比（%）", "2023年外资占比（%）"],
    )
    spec = plusn.atlas(data=wide, compare="2022").spec
    assert marks(spec)["110000"].text == "+4 percentage points"
    assert spec.legend.title.endswith("in percentage points")
    assert spec.measure_label == "Difference, percentage points"
    ratio = plusn.atlas(data=wide, compare="2022", compare_as="ratio").spec
    assert "points" not in f"{ratio.legend.title} {marks(ratio)['110000'].text}"
    share = plusn.atlas(data=two_years(), compare="2020", measure="share").spec
    assert share.tables[0].columns == ("Difference, percentage points",)
    count = plusn.atlas(data=two_years(), compare="2020", measure="count").spec
    assert "points" not in count.legend.title


@pytest.mark.parametrize("asked", [{}, {"compare": "2020"}, {"multiples": "year"}])
def test_the_dots_of_an_estimate_are_explained_in_the_legend(asked) -> None:
    after = ["≈50", *range(60, 90)]
    table = frame(("年份", {"2023": after, "2020": list(range(40, 71))}))
    made = plusn.atlas(data=table, measure="count", **asked)
    spec = made.spec
    entries = [e for e in spec.legend.entries if e.kind == "estimated"]
    assert [e.label for e in entries] == ["estimate"]
    assert made.to_bytes("svg").decode().count('url(#screen)"') == 1 + 1  # map and legend
    sure = plusn.atlas(data=two_years(), measure="count", **asked).spec
    assert not [e for e in sure.legend.entries if e.kind == "estimated"]
