"""Maps and bars on papers: the same numbers, letters that can be read, nothing over another."""

import re
from functools import cache
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely

from briefing.atlas.columns import LINE, legend_height
from briefing.atlas.compose import views
from briefing.atlas.interval_bars import interval_bars, set_bars
from briefing.atlas.panels import resized
from briefing.atlas.sheet import LEGEND_DROP, set_sheet
from briefing.backends.atlas_sheet_svg import render
from briefing.backends.svg_ink import Ink
from briefing.backends.svg_side import legend
from briefing.exhibit import Room
from briefing.paper import PAGES, PICTURES
from plusn.atlases import atlas
from plusn.exhibits.registry import show

SVG = "{http://www.w3.org/2000/svg}"
ROOMS = {"slide": (771, 335), "narrow": (568, 300), "page": (690, 900), "square": (640, 480)}
ASKED = {
    "fill": {},
    "symbols": {"style": "symbols", "lang": "zh-Hant"},
    "density": {"measure": "density", "lang": "zh-Hans"},
    "delta": {"within": "440000"},
    "pair": {"lang": "en+zh-Hant", "style": "symbols"},
}


@cache
def figure_of(name):
    return atlas(**ASKED[name])


@cache
def sheet_of(name, room):
    figure = figure_of(name)
    view = next(v for v in views(figure.material) if v.id == figure.choices.start)
    return set_sheet(figure.material, view, figure.spec, ROOMS[room])


@cache
def drawing_of(name, room, theme="light"):
    figure = figure_of(name)
    return render(figure.spec, sheet_of(name, room), figure.land, theme=theme)


def closed(words):
    return "".join(words.split())


def words_of(svg):
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


CASES = [(name, room) for name in ASKED for room in ROOMS if (name, room) != ("pair", "narrow")]


@pytest.mark.parametrize(("name", "room"), CASES)
def test_every_word_of_the_legend_and_every_number_of_a_bar_is_drawn(name, room):
    figure = figure_of(name)
    sheet = sheet_of(name, room)
    drawn = closed("".join(words_of(drawing_of(name, room))))
    for entry in figure.spec.legend.entries:
        assert closed(entry.label) in drawn
    ticks = figure.spec.legend.ramp.ticks if figure.spec.legend.ramp else ()
    assert all(closed(tick.label) in drawn for tick in (*ticks, *figure.spec.legend.symbols))
    placed = [bar for bar in figure.spec.tables[0].bars if bar.code]
    shown = {lane.bar.code for lane in sheet.lanes if lane.bar.code and not lane.total}
    assert len(placed) - len(shown) == sheet.left_out
    assert all(closed(bar.text) in drawn for bar in placed if bar.code in shown)


@pytest.mark.parametrize(("name", "room"), CASES)
def test_no_letter_is_smaller_than_the_room_asks(name, room):
    drawn = drawing_of(name, room)
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', drawn)]
    assert sizes
    assert min(sizes) >= 12


@pytest.mark.parametrize(("name", "room"), CASES)
def test_bars_legend_and_locator_stand_apart_and_inside(name, room):
    sheet = sheet_of(name, room)
    boxes = [lane.box for lane in sheet.lanes] + [sheet.legend]
    boxes += [sheet.locator_at] if sheet.locator_at else []
    shapes = [shapely.box(b.x, b.y, b.x + b.width, b.y + b.height) for b in boxes]
    for one, other in combinations(shapes, 2):
        assert shapely.intersection(one, other).area < 1
    around = shapely.box(-0.5, -0.5, sheet.width + 0.5, sheet.height + 0.5)
    assert all(around.covers(shape) for shape in shapes)


@pytest.mark.parametrize(("name", "room"), CASES)
def test_a_line_to_a_bar_crosses_no_other_line(name, room):
    lines = [shapely.LineString(lane.line) for lane in sheet_of(name, room).lanes if lane.line]
    assert not any(one.intersects(other) for one, other in combinations(lines, 2))


def test_a_line_to_a_bar_ends_at_its_name_and_begins_at_its_region():
    figure = figure_of("fill")
    sheet = sheet_of("fill", "slide")
    tied = [lane for lane in sheet.lanes if lane.line]
    assert len(tied) == 5
    for lane in tied:
        (x, y), end = lane.line[0], lane.line[-1]
        assert end[1] == pytest.approx(lane.box.y + LINE / 2, abs=0.1)
        frame = sheet.layout.frame
        place = shapely.Point(frame.x0 + (x - sheet.map.x) * frame.km_per_px,
                              frame.y0 - y * frame.km_per_px)  # fmt: skip
        region = figure.land.shapes[(lane.bar.level, lane.bar.code)]
        assert region.distance(place) < 3 * frame.km_per_px


@pytest.mark.parametrize("room", ["slide", "narrow", "page", "square"])
def test_hong_kong_and_macao_are_always_named(room):
    named = {label.code for label in sheet_of("fill", room).layout.labels}
    assert {"810000", "820000"} <= named


@pytest.mark.parametrize("name", [*ASKED])
@pytest.mark.parametrize("ramp", [118.0, 72.0, 0.0])
def test_the_legend_is_as_high_as_it_is_said_to_be(name, ramp):
    spec = figure_of(name).spec
    drawn = spec.model_copy(update={"legend": resized(spec.legend, 0.5)})
    _, high = legend(drawn, Ink("light"), 170, ramp=ramp)
    assert legend_height(spec.legend, 170, 0.5, ramp) == pytest.approx(high, abs=0.5)
    assert LEGEND_DROP > 0


def lightness(colour):
    """Give CIE L* of a grey."""
    share = int(colour[1:3], 16) / 255
    linear = share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
    return 116 * np.cbrt(linear) - 16


def test_greys_on_paper_are_told_apart_and_every_value_is_printed():
    figure = figure_of("fill")
    drawn = drawing_of("fill", "page", "mono")
    fills = set(re.findall(r'<path[^>]* fill="(#[0-9a-f]{6})" stroke="#ffffff"', drawn))
    greys = sorted(lightness(fill) for fill in fills)
    assert len(greys) == 3
    assert all(b - a >= 12 for a, b in pairwise([*greys, 100]))
    assert all(len({fill[i : i + 2] for i in (1, 3, 5)}) == 1 for fill in fills)
    words = words_of(drawn)
    valued = [mark.text for mark in figure.spec.regions if mark.value is not None]
    assert all(any(text in line for line in words) for text in valued)


def test_a_region_without_a_number_has_an_outlined_bar_and_no_colour():
    chart = interval_bars(figure_of("fill").spec)
    assert len(chart.rows) == 31
    ranged = [bar for bar in chart.rows if bar.low < bar.high]
    assert len(ranged) == 26
    assert all(bar.fill is None and bar.text in {"0–5,300", "0–2,638"} for bar in ranged)


def test_rows_that_find_no_room_are_counted():
    chart = interval_bars(figure_of("fill").spec)
    sheet = set_bars(chart, (320, 200))
    assert sheet.left_out == 31 - len(sheet.places) > 0
    assert set_bars(chart, (900, 400)).left_out == 0


def test_ranks_are_ordered_by_their_best_and_never_a_point_where_open():
    rows = interval_bars(show("ranking").figure.spec).rows
    assert [bar.text for bar in rows[:5]] == ["1", "2", "3", "4", "4–31"]
    assert next(bar.text for bar in rows if bar.code == "310000") == "5–9"


@pytest.mark.parametrize("name", ["atlas", "bars", "ranking"])
@pytest.mark.parametrize("paper", [*PAGES, *PICTURES])
def test_a_picture_is_as_large_as_its_room_and_the_same_twice(name, paper):
    found = (PAGES | PICTURES)[paper]
    room = Room(width=found.width - 2 * found.margin, height=found.height * 0.6, text=found.text)
    shown = show(name)
    (picture,) = shown.pictures(room, "light")
    assert (picture.width, picture.height) == (room.width, room.height)
    assert shown.pictures(room, "light") == (picture,)


def test_what_an_exhibit_says_is_what_the_table_proves():
    exhibit = show("atlas").exhibit
    rows = {row[0]: row for row in exhibit.tables[0].rows}
    assert exhibit.sentences == (
        "Of the places with a number, Guangdong has the largest: 30,971.",
        "The 26 places known only by a range have 12,935 together.",
    )
    assert rows["Guangdong"][1:3] == ("30,971", "30,971")
    assert rows["Hunan"][1:3] == ("0", "5,300")
    assert sum(row[1] != row[2] for row in rows.values()) == 26
    numbers = [row for row in exhibit.records[0].rows if row[4] is not None]
    assert sum(row[4] for row in numbers) + 12_935 == 68_314
    assert exhibit.question == "Why only a range for Hunan?"
    assert "Hunan has 0–5,300" in exhibit.answer
    assert exhibit.boxed == ("Research sample",)
    assert sum(exhibit.charts[0].series[0].values) == 68_314
