"""Two tables compared, several side by side, and patterns: what their maps say and prove."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

import plusn
from briefing.atlas.compose import compose_view, views
from briefing.atlas.contrast import direction
from briefing.backends.records import read_spec, spec_json
from briefing.panels_spec import MultiplesSpec
from briefing.phrases import in_language
from data.codes import Level, RegionKey, in_study
from data.errors import BadValue, MixedUnits, UnavailableMeasure, UnknownChoice
from geo.spatial.local import local_moran
from geo.spatial.weights import neighbours
from plusn.choices import Choices
from plusn.looks import looks
from plusn.material import make_material
from plusn.own.how import How
from plusn.own.statistics import shapes_of
from plusn.own.supply import own_table
from plusn.regions import load_regions

from .own_map_cases import (
    HOSTILE,
    LANGUAGES,
    PROVINCES,
    SEVERAL,
    clustered,
    figure,
    frame,
    gaps,
    marks,
    sectors,
    two_years,
)

# The same words as in tests/test_briefing/test_atlas_claims.py: a ranking that ranges may break.
COMPARATIVES = re.compile(
    r"\b(most|largest|highest|densest|biggest|greatest|top|first|leading|leads|majority|"
    r"only one|lowest|least|fewest|smallest|best|grew|growth|rose|fell)\b|最[高多大低少小密]|唯一"
    r"|第一|首位|居首|過半|过半|增長|增长"
)


def numbers(table, year):
    return dict(zip(*table[table["年份"] == year][["地区", "企业数"]].to_numpy().T, strict=True))


def test_a_difference_is_the_first_less_the_second_in_every_place() -> None:
    after, before = (numbers(two_years(), year) for year in ("2023", "2020"))
    found = marks(figure("difference").spec)
    for region in PROVINCES:
        expected = after[region.name_zh_hans] - before[region.name_zh_hans]
        mark = found[region.code]
        assert (mark.value, mark.standing) == (expected, "derived")
        assert mark.text == (f"+{expected}" if expected > 0 else f"{expected}".replace("-", "−"))


def test_a_ratio_is_the_first_divided_by_the_second_in_every_place() -> None:
    after, before = (numbers(two_years(), year) for year in ("2023", "2020"))
    found = marks(figure("ratio").spec)
    for region in PROVINCES:
        name = region.name_zh_hans
        assert found[region.code].value == pytest.approx(after[name] / before[name], rel=1e-12)


def test_the_title_counts_what_the_numbers_prove() -> None:
    found = [mark.value for mark in figure("difference").spec.regions if mark.value is not None]
    higher, lower = sum(v > 0 for v in found), sum(v < 0 for v in found)
    title = figure("difference").spec.title
    assert title == (
        f"2023 against 2020: higher in {higher}, lower in {lower}, the same in "
        f"{31 - higher - lower}, of the places with both numbers (31)"
    )


@pytest.mark.parametrize("kind", ["difference", "ratio"])
def test_swapping_the_two_tables_flips_every_sign_and_every_side(kind) -> None:
    other = plusn.atlas(
        data=two_years(), how=How(year="2020"), compare="2023", compare_as=kind,
        measure="count",
    ).spec  # fmt: skip
    one, back = marks(figure(kind).spec), marks(other)
    middle = 0 if kind == "difference" else 1
    for code, mark in one.items():
        if mark.value is None:
            continue
        assert np.sign(mark.value - middle) == -np.sign(back[code].value - middle)
        if kind == "difference":
            assert mark.value == -back[code].value
    if kind == "difference":
        top = max(m.class_index for m in one.values() if m.class_index is not None)
        assert {c: top - m.class_index for c, m in one.items() if m.class_index is not None} == {
            c: m.class_index for c, m in back.items() if m.class_index is not None
        }


@pytest.mark.parametrize("name", ["difference", "ratio", "density", "gaps", "gaps ratio"])
def test_a_colour_stands_for_one_class_of_the_legend(name) -> None:
    spec = figure(name).spec
    classes = {e.colour: e.label for e in spec.legend.entries if e.kind == "class"}
    assert len(classes) == len(set(classes.values()))
    drawn = {mark.fill for mark in spec.regions if mark.fill}
    assert drawn == set(classes)  # what occurs, and nothing else
    by_class = {(m.class_index, m.fill) for m in spec.regions if m.fill}
    assert len(by_class) == len(drawn)


@pytest.mark.parametrize("name", ["gaps", "gaps ratio"])
def test_a_range_has_no_colour_and_says_a_way_only_where_it_proves_one(name) -> None:
    made = figure(name)
    middle = 0 if name == "gaps" else 1
    seen = set()
    for mark in made.spec.regions:
        if mark.standing != "bounded":
            continue
        assert mark.fill is None
        assert mark.value is None
        way = direction(made.material, RegionKey(Level.PROVINCE, mark.code))
        proved = 1 if mark.low > middle else -1 if mark.high < middle else None
        assert way == proved
        assert ("cannot be said" in mark.known) == (proved is None)
        seen.add(proved)
    assert seen == {1, -1, None}


def test_the_two_numbers_stand_beside_their_comparison() -> None:
    shanxi = marks(figure("gaps").spec)["140000"]
    assert shanxi.because == "2023: 400; 2020: 380–420"
    assert (shanxi.low, shanxi.high) == (-20, 20)


def test_nothing_is_made_of_a_number_that_is_missing() -> None:
    table = frame(("年份", {"2023": [5, 6], "2020": [3]}))
    spec = plusn.atlas(data=table, compare="2020").spec
    beijing, tianjin = (marks(spec)[code] for code in ("110000", "120000"))
    assert beijing.value == 2
    assert tianjin.standing == "unknown"
    assert tianjin.fill is None
    assert any(e.kind == "unknown" for e in spec.legend.entries)


def test_there_is_no_ratio_to_zero() -> None:
    table = frame(("年份", {"2023": [5, 0, 4], "2020": [0, 5, 2]}))
    found = marks(plusn.atlas(data=table, compare="2020", compare_as="ratio").spec)
    assert found["110000"].standing == "unknown"
    assert found["120000"].value == 0
    assert found["130000"].text == "× 2"


def test_sectors_and_other_files_are_compared_too(tmp_path) -> None:
    by_sector = plusn.atlas(data=sectors(), how=How(sector="电子"), compare="纺织").spec
    assert by_sector.title.startswith("电子 against 纺织: ")
    path = tmp_path / "second.csv"
    frame(("年份", {"2019": [1, 2, 3]})).to_csv(path, index=False)
    by_file = plusn.atlas(data=two_years(), compare=str(path), measure="count").spec
    assert by_file.title.startswith("2023 against 2019: ")
    assert marks(by_file)["140000"].standing == "unknown"


def test_numbers_of_two_units_are_not_subtracted(tmp_path) -> None:
    path = tmp_path / "area.csv"
    pd.DataFrame({"地区": ["北京市"], "面积（平方公里）": [16410]}).to_csv(path, index=False)
    firms = pd.DataFrame({"地区": ["北京市"], "企业数（家）": [5]})
    with pytest.raises(MixedUnits):
        plusn.atlas(data=firms, compare=str(path))


@pytest.mark.parametrize("name", ["ratio", "gaps", "local", "gi"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_is_said_in_every_language_and_reads_back(name, language) -> None:
    made = figure(name).material
    start = next(view for view in views(made) if view.id == "100000")
    spec = compose_view(made, start, language)
    assert read_spec(spec_json(spec)) == spec
    assert "{" not in f"{spec.title} {spec.subtitle} {spec.caption} {spec.alt}"
    words = " ".join((spec.title, spec.caption, *(f.words for f in spec.key_figures)))
    assert not COMPARATIVES.search(words)


@pytest.mark.parametrize("name", ["gaps", "gi", "years", "sectors"])
@pytest.mark.parametrize("form", ["svg", "json", "csv", "xlsx", "gpkg"])
def test_every_format_has_the_same_bytes_twice(name, form) -> None:
    made = figure(name)
    assert made.to_bytes(form) == again(name).to_bytes(form)


@cache
def again(name):
    return replace(figure(name))  # nothing kept from the first


# Several maps on one scale.


@pytest.mark.parametrize("name", SEVERAL)
def test_maps_side_by_side_have_one_scale_and_one_frame(name) -> None:
    spec = figure(name).spec
    assert len({panel.spec.wide.frame for panel in spec.panels}) == 1
    marked = [mark for panel in spec.panels for mark in panel.spec.regions]
    for one, other in combinations([m for m in marked if m.class_index is not None], 2):
        assert (one.class_index == other.class_index) == (one.fill == other.fill)
        if one.class_index < other.class_index:
            assert one.value < other.value
    by_value: dict[float, set] = {}
    for mark in marked:
        if mark.fill is not None:
            by_value.setdefault(mark.value, set()).add(mark.fill)
    assert all(len(fills) == 1 for fills in by_value.values())


def test_circles_of_all_maps_are_proportional_to_one_another() -> None:
    spec = figure("years").spec
    sizes = [
        (next(m.value for m in panel.spec.regions if m.code == s.code), s.radius)
        for panel in spec.panels
        for s in panel.spec.wide.symbols
    ]
    ratios = [radius**2 / value for value, radius in sizes if radius > 4]
    assert max(ratios) / min(ratios) < 1.05
    largest = max(spec.legend.symbols, key=lambda key: key.radius)
    drawn = max(radius for _, radius in sizes)
    assert largest.radius == pytest.approx(drawn, abs=0.2)


def test_years_stand_from_left_to_right_and_a_total_gets_no_map() -> None:
    assert [p.name for p in figure("pair").spec.panels] == ["2020", "2023"]
    assert [p.name for p in figure("years").spec.panels] == ["2020", "2023"]
    spec = figure("sectors").spec
    assert "合计" not in [p.name for p in spec.panels]
    assert "The sum of all sectors has no map of its own." in spec.notes


@pytest.mark.parametrize("name", SEVERAL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_several_maps_are_said_in_every_language_and_read_back(name, language) -> None:
    spec = figure(name).described(language)
    assert MultiplesSpec.model_validate_json(spec.model_dump_json(by_alias=True)) == spec
    assert not COMPARATIVES.search(f"{spec.title} {spec.caption} {spec.alt}")
    assert spec.lang == language


def test_one_part_is_no_multiples() -> None:
    with pytest.raises(UnavailableMeasure, match="one sector only"):
        plusn.atlas(data=two_years(), multiples="sector")


def test_a_table_with_many_parts_says_which_have_a_map() -> None:
    many = frame(("年份", {str(2000 + n): [n + 1, 2] for n in range(14)}))
    spec = plusn.atlas(data=many, multiples="year").spec
    assert [panel.name for panel in spec.panels] == [str(2002 + n) for n in range(12)]
    assert any("12" in note for note in spec.notes)


# Concentration and patterns.


def test_concentration_needs_the_sum_of_all_sectors() -> None:
    spec = plusn.atlas(data=sectors(), how=How(sector="电子"), measure="lq").spec
    table = sectors().pivot_table(index="地区", columns="行业", values="企业数")
    whole = table["电子"].sum() / table["合计"].sum()
    beijing = table.loc["北京市"]
    expected = beijing["电子"] / beijing["合计"] / whole
    assert marks(spec)["110000"].value == pytest.approx(expected, rel=1e-12)
    with pytest.raises(UnavailableMeasure, match="sector × region"):
        plusn.atlas(data=two_years(), measure="lq")


def test_the_map_of_local_moran_is_what_geo_finds_with_the_seed_it_states() -> None:
    made = figure("local")
    lens = made.material.lens
    keys = list(lens.found)
    index = pd.MultiIndex.from_tuples([(str(k.level), k.code) for k in keys])
    values = pd.Series([lens.found[key].value for key in keys], index)
    near = neighbours(shapes_of(values, made.land))
    rng = np.random.default_rng(0)
    rng.permuted(np.tile(np.zeros(31), (9_999, 1)), axis=1)  # Moran's I comes first
    expected = local_moran(values, near, rng=rng).frame
    for key, row in zip(keys, expected.itertuples(), strict=True):
        found = lens.found[key]
        assert found.statistic == row.statistic
        assert found.kind == (row.kind if row.significant else "chance")
    notes = " ".join(made.spec.notes)
    assert "9,999 permutations, seed 0" in notes
    assert "islands (here 1) joined" in notes


@pytest.mark.parametrize("name", ["local", "gi"])
def test_only_what_chance_does_not_explain_is_coloured(name) -> None:
    spec = figure(name).spec
    plain = [m for m in spec.regions if m.text.startswith("not significant")]
    named = [m for m in spec.regions if m.value is not None and m not in plain]
    assert plain
    assert named
    assert len({m.fill for m in plain}) == 1
    assert not {m.fill for m in plain} & {m.fill for m in named}
    assert all("p = " in m.because for m in named)
    assert spec.key_figures[0].words.startswith("Moran’s I: like beside like")


def test_the_seed_decides_and_numpys_own_state_is_left_alone() -> None:
    state = np.random.get_state()[1].copy()  # noqa: NPY002
    one = plusn.atlas(data=clustered(), statistic="gi-star", seed=3).to_bytes("json")
    assert (np.random.get_state()[1] == state).all()  # noqa: NPY002
    assert one == plusn.atlas(data=clustered(), statistic="gi-star", seed=3).to_bytes("json")


def test_neighbours_by_distance_are_said() -> None:
    spec = plusn.atlas(data=clustered(), statistic="local-moran", weights="nearest").spec
    assert "Neighbours: the 6 nearest." in " ".join(spec.notes)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (gaps, "regions have no published value"),
        (lambda: clustered().assign(企业数=7), "same value"),
    ],
)
def test_a_pattern_over_gaps_or_of_equal_values_is_refused(table, reason) -> None:
    with pytest.raises(UnavailableMeasure, match=reason):
        plusn.atlas(data=table(), statistic="local-moran", measure="count")


# What is asked together, and what a user writes.


@pytest.mark.parametrize(
    "asked",
    [
        {"compare": "2020", "multiples": "year"},
        {"compare": "2020", "statistic": "gi-star"},
        {"compare": "2020", "style": "symbols"},
        {"compare": "2020", "measure": "rank"},
        {"statistic": "gi-star", "measure": "rank"},
    ],
)
def test_two_ways_of_looking_exclude_each_other(asked) -> None:
    with pytest.raises(BadValue):
        Choices(data=two_years(), **asked)


def test_the_studys_own_numbers_are_compared_with_nothing() -> None:
    with pytest.raises(BadValue, match="your own numbers"):
        plusn.atlas(compare="2016")


def test_words_that_are_on_no_list_are_refused() -> None:
    with pytest.raises(UnknownChoice):
        Choices(data=two_years(), compare="2020", compare_as="quotient")
    with pytest.raises(UnknownChoice):
        plusn.atlas(data=two_years(), compare="1999")


def hostile(kind):
    table = sectors()
    if kind == "difference":
        return plusn.atlas(data=table, how=How(sector=HOSTILE), compare="电子")
    return plusn.atlas(data=table, multiples="sector", lang="zh-Hant")


@pytest.mark.parametrize(
    ("kind", "forms"), [("difference", ["svg"]), ("multiples", ["svg", "html"])]
)
def test_a_users_words_are_never_markup(kind, forms) -> None:
    made = hostile(kind)
    for form in forms:
        page = made.to_bytes(form).decode()
        assert "<img" not in page
        assert "onerror=alert(1)&gt;" in page or "onerror=alert(1)\\u003e" in page
        assert "{{7*191}}" in page
    csv = made.to_bytes("csv").decode("utf-8-sig")
    assert '"=HYPERLINK' not in csv


def test_a_series_with_a_very_long_name_keeps_inside_the_picture() -> None:
    long = "名" * 200
    table = frame(("年份", {"2023": [5, 6], "2020": [3, 2]})).rename(columns={"企业数": long})
    for asked in ({"compare": "2020"}, {"multiples": "year"}):
        svg = plusn.atlas(data=table, **asked).to_bytes("svg").decode()
        lines = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
        assert max(line.count("名") for line in lines) < 110


def test_a_page_is_told_what_it_can_offer() -> None:
    table = own_table(two_years())
    choices = Choices(data=table, how=How(), measure="count")
    found = looks(choices, make_material(choices))
    assert found.compare == {"year": ("2020",)}
    assert found.multiples == ("year",)
    assert found.why_no_statistic == ""
    choices = Choices(data=own_table(gaps()), how=How(), measure="count")
    reason = looks(choices, make_material(choices)).why_no_statistic
    assert "no published value" in reason
    assert in_language(reason, "zh-Hant") != reason


@pytest.mark.parametrize("times", [10**7, 10**17])
def test_ranks_are_the_same_for_numbers_of_any_size(times) -> None:
    small, large = (
        plusn.atlas(data=frame(("年份", {"2023": [str(9 * n), str(4 * n)]})), measure="rank").spec
        for n in (1, times)
    )
    assert [m.text for m in small.regions] == [m.text for m in large.regions]
    assert marks(large)["110000"].text == "1–30"


def test_there_are_no_circles_for_numbers_below_zero() -> None:
    table = pd.DataFrame({"地区": ["北京市", "天津市"], "增长率（%）": [-5, 3]})
    assert marks(plusn.atlas(data=table).spec)["110000"].value == -5
    with pytest.raises(UnavailableMeasure, match="below 0"):
        plusn.atlas(data=table, style="symbols")


@pytest.mark.parametrize(
    "values",
    [[5], [7] * 31, [0] * 31, ["≈5", "≈9"], ["1-5", "<50"], [10**12 * (n + 1) for n in range(31)],
     [f"0.{n + 1:06d}" for n in range(31)]],
    ids=["one", "equal", "zero", "estimates", "ranges", "huge", "tiny"],
)  # fmt: skip
@pytest.mark.parametrize("style", ["fill", "symbols"])
def test_every_kind_of_numbers_is_drawn(values, style) -> None:
    made = plusn.atlas(data=frame(("年份", {"2023": values})), style=style, measure="count")
    assert made.to_bytes("svg").endswith(b"</svg>\n")
    found = sum(mark.value is not None for mark in made.spec.regions)
    assert found == (0 if isinstance(values[0], str) and "-" in values[0] else len(values))


def test_a_pattern_of_cities_is_drawn_with_islands_that_have_only_each_other() -> None:
    cities = [r for r in load_regions().at(Level.CITY) if in_study(r.code)]
    table = pd.DataFrame(
        [("city", r.code, 100 + place % 7 * 10) for place, r in enumerate(cities)],
        columns=["level", "code", "value"],
    )
    spec = plusn.atlas(data=table, level="city", statistic="gi-star").spec
    assert len([m for m in spec.regions if m.value is not None]) == len(cities)
