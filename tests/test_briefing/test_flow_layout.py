"""Flow pictures: every label clear of lines, symbols and other labels; equal lines; order kept."""

import importlib.util
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from briefing.flow.plane import Plane, beside
from briefing.flow.spec import VIEWS, Words
from briefing.spec import LANGUAGES
from plusn.supply_chain import supply

_spec = importlib.util.spec_from_file_location(
    "flow_shapes", Path(__file__).with_name("flow_shapes.py")
)
shapes = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(shapes)

described = cache(lambda view, lang: supply(view, lang).spec)
PICTURES = [
    (view, lang, size) for view in VIEWS for lang in LANGUAGES for size in ("wide", "phone")
]


@pytest.fixture(params=PICTURES, ids="-".join)
def layout(request):
    view, lang, size = request.param
    return getattr(described(view, lang), size)


def names(words):
    return " / ".join(words.lines)


def crossings(pane):
    """Name each label that a line runs through."""
    lines = [shapes.run(stroke).buffer(shapes.GOODS) for stroke in pane.strokes]
    return [
        names(words)
        for words in pane.words
        if not on_badge(words, pane)
        for box in shapes.boxes(words)
        if any(box.intersects(line) for line in lines)
    ]


def on_badge(words, pane):
    return any(
        spot.width > 20 and shapes.symbol(spot).contains(shapely.Point(words.x, words.y))
        for spot in pane.spots
    )


def test_no_line_runs_through_a_label(layout):
    for pane in layout.panes:
        assert crossings(pane) == []


def test_the_crossing_test_itself_can_fail(layout):
    pane = layout.panes[0]
    x, y = shapes.run(pane.strokes[0]).interpolate(0.5, normalized=True).coords[0]
    moved = pane.model_copy(update={"words": (Words(x=x - 20, y=y + 4, lines=("crossed",)),)})
    assert crossings(moved) == ["crossed"]


def test_no_two_labels_overlap(layout):
    for pane in layout.panes:
        for one, other in combinations(pane.words, 2):
            for a in shapes.boxes(one):
                assert not any(a.intersects(b) for b in shapes.boxes(other)), names(one)


def test_no_label_covers_a_symbol_and_words_of_a_badge_stay_in_it(layout):
    for pane in layout.panes:
        for words in pane.words:
            for box in shapes.boxes(words):
                for spot in pane.spots:
                    mark = shapes.symbol(spot)
                    inside = mark.contains(shapely.Point(words.x, words.y))
                    assert mark.contains(box) if inside else not mark.intersects(box), names(words)


def test_labels_and_symbols_stay_inside_their_window(layout):
    for pane in layout.panes:
        window = pane.box
        room = shapely.box(
            window.x - 0.5, window.y - 0.5, window.x + window.width + 0.5, window.y + window.height
        )
        for words in pane.words:
            assert all(room.contains(box) for box in shapes.boxes(words)), names(words)
        for spot in pane.spots:
            assert room.contains(shapes.symbol(spot)), spot.id


def test_the_inset_covers_no_label_symbol_or_line_of_the_map(layout):
    main, *insets = layout.panes
    for inset in insets:
        box = inset.box
        cover = shapely.box(box.x, box.y, box.x + box.width, box.y + box.height)
        marks = [shapes.run(s) for s in main.strokes] + [shapes.symbol(s) for s in main.spots]
        marks += [b for words in main.words for b in shapes.boxes(words)]
        assert not any(cover.intersects(mark) for mark in marks)


def test_no_line_leaves_the_window_of_the_main_picture(layout):
    main = layout.panes[0]
    box = main.box
    room = shapely.box(box.x, box.y, box.x + box.width, box.y + box.height)
    assert all(room.contains(shapes.run(stroke)) for stroke in main.strokes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_map_labels_of_the_coast_begin_at_their_place_and_sit_on_their_own_line(lang):
    pane = described("map", lang).wide.panes[0]
    at = {spot.id: spot for spot in pane.spots}
    for words in pane.words:
        if words.of and words.of[0] in {"JS", "SH", "ZJ", "FJ", "CN-26"}:
            spot = at[words.of[0]]
            assert 0 < words.x - spot.x < 20
            assert 0 < spot.y - words.y < 8


numbers = st.floats(-500, 500).map(lambda v: round(v, 1))


@given(
    st.lists(numbers, min_size=2, max_size=6, unique=True),
    st.lists(st.floats(-20, 20), min_size=2, max_size=4),
)
def test_lines_of_one_corridor_keep_their_order(xs, distances):
    corridor = [(x, 0.6 * x) for x in sorted(xs)]
    ranked = sorted(distances)
    lanes = [beside(corridor, d) for d in ranked]
    for lane, further in pairwise(lanes):
        assert all(b[1] - a[1] >= -0.2 for a, b in zip(lane, further, strict=True))


def test_the_plane_keeps_areas():
    plane = Plane(lon=112, lat=18, x=0, y=0, km_per_px=10)
    for lon, lat in ((96, 1), (100, 5), (110, 30), (126, 38)):
        cell = shapely.segmentize(shapely.box(lon, lat, lon + 1, lat + 1), 0.02)
        m2, _ = pyproj.Geod(ellps="WGS84").geometry_area_perimeter(cell)
        assert plane.moved(cell).area * 100 == pytest.approx(abs(m2) / 1e6, rel=1e-4)
