"""Our own SVG is read whole: absolute places, what lies outside a window cut, nothing lost."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from briefing.backends.deck.cutting import bounds, cut, outline
from briefing.backends.deck.drawn import Flat, Line, Shape, Sign, Words
from briefing.backends.deck.from_svg import read
from briefing.backends.deck.tracks import tracks
from data.errors import RenderProblem

from .deck_samples import SVG

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">'


def drawing(inner: str):
    return read(f"{HEAD}{inner}</svg>").items


def places(item):
    return [track.points.tolist() for track in item.tracks]


def test_relative_and_absolute_commands_draw_the_same():
    same = ("M10,10H30V40L10,40Z", "m10,10h20v30l-20,0z", "M10 10 30 10 30 40 10 40z")
    drawn = {str([t.points.tolist() for t in tracks(d)]) for d in same}
    assert len(drawn) == 1


@given(
    rx=st.floats(1, 50), ry=st.floats(1, 50), tilt=st.floats(0, 180),
    start=st.floats(0, 6.2), turn=st.floats(0.1, 6.1), back=st.booleans(),
)  # fmt: skip
def test_an_arc_lies_on_its_ellipse_and_ends_where_it_says(rx, ry, tilt, start, turn, back):
    phi = math.radians(tilt)
    axes = np.array([[math.cos(phi), -math.sin(phi)], [math.sin(phi), math.cos(phi)]])
    end = start - turn if back else start + turn
    a, b = (axes @ (rx * math.cos(t), ry * math.sin(t)) + (60, 70) for t in (start, end))
    flags = f"{int(turn > math.pi)} {int(not back)}"
    (x1, y1), (x2, y2) = a.tolist(), b.tolist()
    (track,) = tracks(f"M{x1},{y1}A{rx},{ry} {tilt} {flags} {x2},{y2}")
    points = (track.straight() - (60, 70)) @ axes / (rx, ry)
    if abs(turn - math.pi) > 0.05:  # a half circle has two arcs through rounding
        assert np.hypot(*points.T) == pytest.approx(1, abs=0.02)
    assert track.points[-1] == pytest.approx(b)


def test_a_quadratic_curve_is_the_cubic_through_the_same_points():
    (track,) = tracks("M0,0Q10,20 20,0")
    assert track.straight()[4].tolist() == [10, 10]


def test_nested_windows_and_groups_add_up():
    inner = (
        '<svg x="10" y="20" width="50" height="50" viewBox="0 0 100 100">'
        '<g transform="translate(20 40) scale(2)"><rect x="1" y="1" width="5" height="5"/></g>'
        "</svg>"
    )
    (box,) = drawing(inner)
    assert bounds(box.tracks) == (21, 41, 26, 46)


def test_what_lies_outside_a_window_is_cut_off():
    inner = (
        '<svg x="10" y="10" width="20" height="20" viewBox="0 0 20 20">'
        '<path d="M10,10h40v5h-40z" fill="#aabbcc" stroke="#000000"/>'
        '<path d="M50,50h5v5z"/><text x="40" y="5">far</text></svg>'
    )
    (shape,) = drawing(inner)
    assert bounds(shape.tracks) == (20, 20, 30, 25)
    drawn_edge = sum(shapely.LineString(edge.points).length for edge in shape.edges)
    assert drawn_edge == 9.5 + 5 + 9.5  # the cut itself is no edge, and half a line stays inside


@given(
    points=st.lists(st.tuples(st.integers(-20, 40), st.integers(-20, 40)), min_size=3, max_size=8)
)
def test_a_cut_keeps_the_area_that_is_inside(points):
    # A ring that crosses itself is taken as shapely takes it; both sides of the law do.
    d = "M" + "L".join(f"{x},{y}" for x, y in points) + "Z"
    found = tracks(d)
    shape = Shape(form="path", tracks=found, fill=Flat("#000000"),
                  line=Line(Flat("#000000"), 1), sign=Sign())  # fmt: skip
    kept = cut(shape, (0, 0, 20, 20))
    inside = shapely.intersection(outline(found), shapely.box(0, 0, 20, 20)).area
    if kept is None or kept.fill is None:
        assert inside == pytest.approx(0)
    elif kept is not shape:
        assert outline(kept.tracks).area == pytest.approx(inside)
        left, top, right, bottom = bounds(kept.tracks)
        assert min(left, top) >= 0
        assert max(right, bottom) <= 20


def test_words_keep_their_place_size_anchor_halo_and_order():
    inner = (
        '<g transform="translate(5 5)" font-size="12" fill="#1b1f24"><text x="10" y="20" '
        'text-anchor="end" stroke="#ffffff" paint-order="stroke">'
        '<tspan font-weight="700">30</tspan>'
        '<tspan dx="7" fill="#565d66">per cent</tspan><tspan x="1" y="40">below</tspan></text></g>'
    )
    first, second = drawing(inner)
    assert (first.x, first.y, first.anchor, first.halo) == (15, 25, "end", "#ffffff")
    assert [(r.words, r.size, r.bold, r.colour, r.gap) for r in first.runs] == [
        ("30", 12, True, "#1b1f24", 0),
        ("per cent", 12, False, "#565d66", 7),
    ]
    assert (second.x, second.y) == (6, 45)


def test_a_region_has_the_code_the_name_and_the_words_of_its_group():
    shapes = [item for item in read(SVG).items if isinstance(item, Shape) and item.sign.code]
    assert [(s.sign.code, s.sign.name, s.sign.alt) for s in shapes] == [
        ("440000", "廣東", "30,971 · published"),
        ("450000", "廣西", "0–5,300 · range only"),
        ("710000", "台灣", "not covered by the study"),
    ]


def test_a_region_out_of_sight_is_still_told_on_a_small_map():
    inner = (
        '<g class="region" data-level="province" data-code="110000"><title>Beijing</title>'
        '<desc>0–2,638</desc><path d=""/></g><g data-place="110000"><path d="M1,1h5v5z"/></g>'
    )
    found = read(f"{HEAD}{inner}</svg>")
    assert [item.sign.small for item in found.items] == [True]
    assert found.alts == {("province", "110000"): "0–2,638"}


@pytest.mark.parametrize(
    "inner",
    [
        '<image href="a.png"/>', "<use/>", '<rect style="fill:red" width="1" height="1"/>',
        "<foreignObject/>", '<g filter="url(#f)"/>', '<g transform="rotate(3)"/>',
        '<path d="M0,0S1,1 2,2"/>', '<rect width="1" height="1" fill="red"/>',
        '<text x="0" y="0"><a>b</a></text>', '<rect onload="x()" width="1" height="1"/>',
    ],
)  # fmt: skip
def test_what_is_not_of_the_vocabulary_is_an_error(inner):
    with pytest.raises(RenderProblem):
        drawing(inner)


@pytest.mark.parametrize(
    "svg",
    [
        "<svg", "<html/>", '<svg viewBox="0 0 1 1"><circle r="1"/></svg>' * 2,
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + HEAD + "<text>&a;</text></svg>",
    ],
)  # fmt: skip
def test_what_is_no_svg_of_ours_is_refused(svg):
    with pytest.raises(RenderProblem):
        read(svg)


def test_words_and_shapes_come_in_the_order_in_which_they_are_painted():
    kinds = ["W" if isinstance(item, Words) else item.form[0] for item in read(SVG).items]
    assert "".join(kinds) == "bppppWbopp" + "W"
