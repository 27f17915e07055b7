"""What a flow figure may say, and that it says the same in every form and language."""

import re
import xml.etree.ElementTree as ET
from functools import cache

import pytest
import shapely
from pydantic import ValidationError

from briefing.backends.flow_svg import draw
from briefing.catalogue import entries
from briefing.flow.build import IDS
from briefing.flow.diagram import MOST, columns
from briefing.flow.palette import COLOURS, MONO, ground_of, ink_of
from briefing.flow.spec import VIEWS, FlowSpec, Layer, Stroke
from briefing.palette import TOKENS
from briefing.spec import LANGUAGES
from plusn.factbook import facts
from plusn.supply_chain import FORMATS, supply

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = [(view, lang) for view in VIEWS for lang in LANGUAGES]


@cache
def spec_of(view, lang):
    return supply(view, lang).spec


@pytest.fixture(params=PICTURES, ids="-".join)
def spec(request):
    return spec_of(*request.param)


def test_json_and_back_is_the_same_spec(spec):
    assert FlowSpec.model_validate_json(spec.model_dump_json()) == spec


def test_every_selectable_row_is_named_and_quotes_the_study(spec):
    assert {row.id for row in (*spec.places, *spec.lines)} == set(IDS)
    known = {row.fact_id: row.verbatim for row in facts().itertuples()}
    for row in (*spec.places, *spec.lines):
        for statement in row.statements:
            assert statement.source
            assert {known[fact] for fact in statement.facts} == {statement.quotation}


def test_counts_stand_only_under_how_we_know_it(spec):
    counts = {"30,971", "9,557", "6,913", "5,300", "2,638", "12,935", "68,314"}
    drawn = " ".join(line for mark in spec.marks for line in getattr(mark, "lines", ()))
    around = " ".join([spec.title, spec.subtitle, spec.notice, spec.alt, *spec.notes, drawn])
    assert not [count for count in counts if count in around]
    by_id = {place.id: place for place in spec.places}
    assert "30,971" in by_id["GD"].known
    assert "12,935" in by_id["CN-26"].known
    assert by_id["CN-26"].standing == "derived"
    assert "40" in by_id["M-US"].known


def test_a_stroke_has_no_field_for_an_amount():
    assert not {"width", "share", "amount", "value", "capacity", "flow"} & set(Stroke.model_fields)


def test_lines_of_one_kind_are_equally_wide_and_control_is_dashed(spec):
    root = ET.fromstring(draw(spec))  # noqa: S314 - our own text
    widths = {"goods": set(), "control": set()}
    for group in root.iter(f"{SVG}g"):
        kinds = set(group.get("class", "").split()) & set(widths)
        for kind in kinds:
            first = group.find(f"{SVG}path")
            widths[kind].add((first.get("stroke-width"), first.get("stroke-dasharray")))
    assert widths == {"goods": {("2.6", None)}, "control": {("1.4", "5 4")}}


def test_a_drawing_is_the_same_twice_and_needs_nothing_from_elsewhere(spec):
    text = draw(spec)
    assert text == draw(FlowSpec.model_validate_json(spec.model_dump_json()))
    assert re.findall(r"(?:href|src|url\(|<script|<style|on\w+=)", text) == []
    root = ET.fromstring(text)  # noqa: S314 - our own text
    assert root.find(f"{SVG}title").text == spec.title
    assert root.find(f"{SVG}desc").text == spec.alt


def test_source_title_and_notice_are_inside_the_picture(spec):
    root = ET.fromstring(draw(spec))  # noqa: S314 - our own text
    shown = "".join("".join(root.itertext()).split())
    for words in (spec.title, spec.notice, *spec.credits, *spec.notes):
        assert "".join(words.split()) in shown


def test_every_mark_can_be_lit_by_a_row_and_every_row_lights_a_mark(spec):
    for layout in spec.layouts:
        lit = {i for pane in layout.panes for s in (*pane.strokes, *pane.spots) for i in s.of}
        assert lit == set(IDS)


def test_one_place_lights_its_own_spur_and_not_its_neighbours(spec):
    spurs = {
        next(i for i in stroke.of if i in {"JS", "SH"}): stroke
        for stroke in spec.wide.panes[0].strokes
        if stroke.kind == "goods"
        and len({"JS", "SH", "ZJ", "FJ", "GD"} & set(stroke.of)) == 1
        and {"JS", "SH"} & set(stroke.of)
    }
    assert set(spurs) == {"JS", "SH"}
    assert "SH" not in spurs["JS"].of


@pytest.mark.parametrize(
    "change",
    [
        {"credits": ()},
        {"legend": ()},
        {"places": ()},
        {"lines": ()},
        {"title": None},
        {"width": 3},
    ],
)
def test_a_spec_that_breaks_its_own_laws_is_refused(change):
    record = spec_of("diagram", "en").model_dump() | change
    with pytest.raises(ValidationError):
        FlowSpec.model_validate(record)


def test_a_legend_without_a_drawn_territory_is_refused():
    record = spec_of("diagram", "en").model_dump()
    record["legend"] = [e for e in record["legend"] if e["group"] != "mainland"]
    with pytest.raises(ValidationError, match="missing from the legend"):
        FlowSpec.model_validate(record)


def test_a_row_that_stands_twice_is_refused():
    record = spec_of("diagram", "en").model_dump()
    record["places"] = [*record["places"], record["places"][0]]
    with pytest.raises(ValidationError, match="stands twice"):
        FlowSpec.model_validate(record)


def test_the_catalogues_hold_the_same_supply_keys():
    keys = [{k for k in entries(lang) if k.startswith("supply.")} for lang in LANGUAGES]
    assert keys[0] == keys[1] == keys[2]


def test_hong_kong_words_are_used_in_traditional_chinese():
    words = " ".join(v for k, v in entries("zh-Hant").items() if k.startswith("supply."))
    assert "內地" in words
    assert not set("国东产业数据图线场") & set(words)


def place(name, kind):
    return spec_of("diagram", "en").places[0].model_copy(update={"id": name, "kind": kind})


@pytest.mark.parametrize("count", [1, 11, 12, 13, 40])
def test_a_column_has_at_most_twelve_rows_and_loses_no_place(count):
    rows = columns([place(f"p{i:02}", "plant") for i in range(count)])["plant"]
    assert len(rows) <= MOST
    assert [name for row in rows for name in row] == [f"p{i:02}" for i in range(count)]
    assert all(len(row) == 1 for row in rows[:-1])
    assert (len(rows[-1]) > 1) == (count > MOST)


def test_columns_run_from_headquarters_to_markets():
    kinds = ["market", "port", "hq", "plant"]
    assert list(columns([place(kind, kind) for kind in kinds])) == ["hq", "plant", "port", "market"]


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    high, low = sorted([luminance(a), luminance(b)], reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark", "mono"])
def test_lines_stand_out_from_every_ground_they_cross(theme):
    grounds = [TOKENS[theme]["sea"], TOKENS[theme]["background"]]
    grounds += [ground_of(role, theme) for role in ("foreign", "region", "mainland", "land")]
    for group in COLOURS:
        assert min(contrast(ink_of(group, theme), ground) for ground in grounds) >= 3.2, group
    assert min(contrast(TOKENS[theme]["ink"], ground) for ground in grounds) >= 5.3


def test_without_colour_the_two_territories_differ_in_grey_and_in_form():
    assert contrast(MONO["mainland"], MONO["south_east_asia"]) >= 3
    text = draw(spec_of("diagram", "en"), theme="mono")
    assert text.count('stroke-width="0.9"') > text.count('class="mark line control"') - 2
    colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', text))
    assert all(c[1:3] == c[3:5] == c[5:7] for c in colours)


def test_base_layers_are_projected_path_data():
    roles = [layer.role for layer in spec_of("map", "en").wide.panes[0].layers]
    assert roles == ["foreign", "region", "mainland", "land", "dash"]
    with pytest.raises(ValidationError):
        Layer(role="river", path="M0,0")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_arguments_twice_write_the_same_bytes(form, tmp_path):
    one = supply("diagram", "zh-Hant").save(tmp_path / f"a.{form}").read_bytes()
    assert one == supply("diagram", "zh-Hant").save(tmp_path / f"b.{form}").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"a.{form}", f"b.{form}"]


@pytest.mark.parametrize("view", VIEWS)
def test_a_place_lights_its_own_way_along_the_collector_and_no_further(view):
    pane = spec_of(view, "en").wide.panes[0]
    way = [s for s in pane.strokes if s.group == "mainland" and s.kind == "goods"]
    first = min(y for s in way if "CN-26" in s.of for _, y in s.points)
    lit = {name: [s for s in way if name in s.of] for name in ("GD", "CN-26")}
    if view == "map":
        assert all(y > first + 20 for s in lit["GD"] for _, y in s.points)
    for strokes in lit.values():
        lines = [shapely.LineString(s.points) for s in strokes]
        whole = shapely.union_all([line.buffer(1.5) for line in lines])
        assert whole.geom_type == "Polygon"  # one connected way, without a gap


def test_goods_of_a_place_reach_every_market_on_lit_lines_only():
    pane = spec_of("diagram", "en").wide.panes[0]
    at = {spot.id: spot for spot in pane.spots}
    for name in ("JS", "GD", "CN-26", "SEA"):
        lit = [shapely.LineString(s.points) for s in pane.strokes if name in s.of]
        whole = shapely.union_all([line.buffer(1.5) for line in lit])
        for place in (name, "HQ", "M-US", "M-CN"):
            assert whole.distance(shapely.Point(at[place].x, at[place].y)) < 12
