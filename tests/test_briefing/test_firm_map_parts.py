"""The parts of a firm's map: plane, ground, corridors, order side by side, bends, colours."""

import math
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.flow.base import FlowBase
from briefing.flow.firm.bends import bend_of
from briefing.flow.firm.colours import AMBERS, GREYS, MAINLAND
from briefing.flow.firm.corridors import Corridors, Way, resampled
from briefing.flow.firm.curves import Curves, bowed, softened
from briefing.flow.firm.frame import PHONE, WIDE, plane_of, pushed_apart
from briefing.flow.firm.ground import Ground
from briefing.flow.firm.side_by_side import Flow, SideBySide
from briefing.flow.plane import Plane
from briefing.palette import TOKENS, luminance
from briefing.spec import Box

BOX = Box(x=0, y=0, width=600, height=400)
near = st.tuples(st.floats(70, 148), st.floats(-12, 50))
spots = st.dictionaries(
    st.sampled_from("abcdefghijkl"), st.tuples(st.floats(0, 60), st.floats(0, 60)), min_size=2
)


def ground(*land):
    """Land in px: a base whose plane is never asked."""
    owner = np.full((67, 100), -1)
    for left, top, right, bottom in land:
        owner[top // 6 : bottom // 6, left // 6 : right // 6] = 0
    return Ground(x=0, y=0, owner=owner, codes=("XXX",))


@settings(deadline=None)
@given(near)
def test_there_and_back_is_the_same_place(place):
    plane = Plane(lon=112, lat=18, x=402, y=308, km_per_px=6.35)
    lon, lat = plane.place(*plane.line([place])[0])
    assert (lon, lat) == pytest.approx(place, abs=1e-3)


@settings(deadline=None)
@given(st.lists(near, min_size=1, max_size=12), st.sampled_from([WIDE, PHONE]))
def test_the_frame_holds_all_near_places_inside_its_margins(places, style):
    for x, y in plane_of(places, style).line(places):
        assert style.left - 1 <= x <= style.width - style.right + 1
        assert style.top - 1 <= y <= style.height - style.bottom + 1


@settings(deadline=None)
@given(spots)
def test_symbols_that_are_moved_apart_do_not_cover_one_another(at):
    moved = pushed_apart(at, 8)
    assert set(moved) == set(at)
    if len(at) <= 6:
        gaps = [math.dist(moved[a], moved[b]) for a in moved for b in moved if a < b]
        assert min(gaps) >= 7


def test_a_fixed_symbol_stays_and_the_other_gives_way():
    moved = pushed_apart({"a": (0.0, 0.0), "b": (3.0, 0.0)}, 10, frozenset("a"))
    assert moved == {"a": (0.0, 0.0), "b": (10.0, 0.0)}


def test_a_point_near_the_coast_moves_out_to_sea():
    land = ground((0, 0, 300, 399))
    x, y = land.seaward((303.0, 200.0), 20, 40)
    assert land.clear((x, y)) >= 15  # a cell nearer is good enough for a shorter way
    assert math.dist((x, y), (303, 200)) <= 40
    assert land.seaward((500.0, 200.0), 20, 40) == (500.0, 200.0)


def test_the_land_of_a_window_is_that_of_the_base():
    plane = Plane(lon=112, lat=18, x=300, y=200, km_per_px=10)
    square = shapely.box(110, 16, 114, 20)
    base = FlowBase(foreign={"XXX": square}, provinces={}, fine={}, dash=square, attribution="")
    made = Ground.of(base, plane, BOX)
    assert made.clear((300, 200)) == 0
    assert made.clear((10, 10)) > 100
    assert made is Ground.of(base, plane, BOX)
    assert made.land_share(290, 190, 310, 210) == 1


def corridors(ways, ends, land=()):
    return Corridors.of(ways, ends, reach=40, keep_off={}, ground=ground(*land))


def way(name, *points, tail="a", head="b", width=5.0):
    return Way(id=name, tail=tail, head=head, points=points, width=width)


def test_ways_that_run_together_share_hubs_and_ways_that_cross_share_none():
    ends = {"a": (10.0, 200.0), "b": (590.0, 200.0), "c": (10.0, 215.0), "d": (300.0, 10.0)}
    ends |= {"e": (300.0, 390.0)}
    made = corridors(
        [
            way("wide", ends["a"], (300.0, 230.0), ends["b"], width=9),
            way("beside", ends["c"], (300.0, 240.0), ends["b"], tail="c"),
            way("across", ends["d"], ends["e"], tail="d", head="e"),
        ],
        ends,
    )
    assert set(made.paths["wide"]) & set(made.paths["beside"])
    assert not set(made.paths["across"]) & {*made.paths["wide"], *made.paths["beside"]}


def test_there_and_back_pass_the_same_hubs():
    points = ((10.0, 200.0), (150.0, 90.0), (300.0, 230.0), (470.0, 120.0), (590.0, 200.0))
    ends = {"a": points[0], "b": points[-1]}
    made = corridors([way("there", *points), way("back", *points[::-1], tail="b", head="a")], ends)
    assert made.paths["there"] == made.paths["back"][::-1] != []


def test_a_way_goes_round_a_cape():
    cape = (240, 0, 330, 210)
    points = ((100.0, 100.0), (180.0, 210.0), (280.0, 250.0), (400.0, 210.0), (480.0, 100.0))
    ends = {"a": points[0], "b": points[-1]}
    made = corridors([way("w", *points)], ends, [cape])
    line = [ends["a"], *(made.hubs[hub] for hub in made.paths["w"]), ends["b"]]
    land = ground(cape)
    assert sum(land.land_on(p, q) for p, q in pairwise(line)) == 0


@settings(deadline=None)
@given(st.lists(st.floats(2, 12), min_size=2, max_size=8), st.integers(0, 3))
def test_flows_of_one_corridor_lie_side_by_side_at_constant_distance(sizes, seed):
    hubs = [(120.0, 300.0), (250.0, 200.0 + 10 * seed), (400.0, 260.0), (560.0, 150.0)]
    places = {"a": (10.0, 300.0), "b": (800.0, 150.0), **dict(enumerate(hubs))}
    flows = tuple(
        Flow(f"f{n}", ("a", 0, 1, 2, 3, "b") if n % 2 else ("b", 3, 2, 1, 0, "a"), size)
        for n, size in enumerate(sizes)
    )
    order = SideBySide(flows, places, {}, 2.0, 2.0)
    curves = Curves(order)
    areas = [
        shapely.LineString(softened(curves.line(flow))).buffer(flow.width / 2, cap_style="flat")
        for flow in flows
    ]
    for n, one in enumerate(areas):
        for other in areas[n + 1 :]:
            assert one.intersection(other).area < 2


def test_flows_lie_in_the_order_in_which_they_part():
    places = {"a": (0.0, 100.0), 0: (100.0, 100.0), 1: (300.0, 100.0)}
    places |= {"up": (500.0, 0.0), "on": (500.0, 100.0), "down": (500.0, 200.0)}
    flows = tuple(Flow(name, ("a", 0, 1, name), 10.0) for name in ("down", "up", "on"))
    order = SideBySide(flows, places, {}, 2.0, 8.0)
    heights = {flow.id: order.offset(flow, 0, 1) for flow in flows}
    assert heights["up"] < heights["on"] < heights["down"]


def test_there_and_back_each_keep_to_their_right():
    places = {"a": (0.0, 0.0), "b": (100.0, 0.0)}
    there, back = Flow("t", ("a", "b"), 10.0), Flow("k", ("b", "a"), 10.0)
    curves = Curves(SideBySide((there, back), places, {}, 2.0, 2.0))
    assert all(y > 0 for _, y in curves.line(there))
    assert all(y < 0 for _, y in curves.line(back))


@given(st.floats(-0.3, 0.3))
def test_a_bend_rises_by_its_share_of_the_length(bend):
    line = [point for point, _ in bowed((0.0, 0.0), (200.0, 0.0), bend)]
    assert max(abs(y) for _, y in line) == pytest.approx(abs(200 * bend), rel=0.02, abs=0.1)


def test_a_flow_bends_off_what_stands_on_its_line_and_else_is_straight():
    assert bend_of((0, 0), (200, 0), [(100.0, 80.0)], 12) == 0
    bend = bend_of((0, 0), (200, 0), [(100.0, 3.0)], 12)
    line = shapely.LineString([point for point, _ in bowed((0, 0), (200, 0), bend)])
    assert line.distance(shapely.Point(100, 3)) >= 12


def test_points_of_a_line_are_equally_far_apart():
    points = resampled([(0.0, 0.0), (30.0, 40.0), (90.0, 40.0)], 7)
    gaps = [math.dist(a, b) for a, b in pairwise(points)]
    assert all(gap == pytest.approx(7, abs=0.5) for gap in gaps[:-1])


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# What a dichromat sees of linear sRGB (Viénot, Brettel and Mollon 1999).
SEEN_BY = {
    "protan": ((0.1124, 0.8876, 0.0), (0.1124, 0.8876, 0.0), (0.004, -0.004, 1.0)),
    "deutan": ((0.2928, 0.7072, 0.0), (0.2928, 0.7072, 0.0), (-0.0223, 0.0223, 1.0)),
}
TO_XYZ = np.array([(0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)])
WHITE = np.array([0.9505, 1.0, 1.089])


def lab(colour, eye=None):
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    if eye:
        linear = np.clip(np.array(SEEN_BY[eye]) @ linear, 0, 1)
    f = np.cbrt(np.maximum(TO_XYZ @ linear / WHITE, 0.008856))
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("eye", [None, "protan", "deutan"])
def test_origins_are_told_apart_by_every_eye(theme, eye):
    colours = [getattr(colour, theme) for colour in (MAINLAND, *AMBERS[:4], GREYS[0])]
    for number, one in enumerate(colours):
        for other in colours[number + 1 :]:
            assert np.linalg.norm(lab(one, eye) - lab(other, eye)) > 11, (one, other)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_flows_of_the_mainland_and_the_first_origins_stand_out_from_the_sea(theme):
    for colour in (MAINLAND, *AMBERS[:1], *GREYS[:1]):
        assert contrast(getattr(colour, theme), TOKENS[theme]["sea"]) >= 3
