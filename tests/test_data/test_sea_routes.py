"""Ways over sea: where they begin and end, what they go round, and that they always answer."""

import socket
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.sea_routes import great_circle, sea_route, sea_way

HONG_KONG, LOS_ANGELES, ROTTERDAM = (114.12, 22.33), (-118.1, 33.94), (4.5, 51.9)
SINGAPORE, BANGKOK_BAY = (103.8, 1.33), (100.91, 13.06)
places = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def test_a_way_to_europe_goes_past_singapore_and_through_suez():
    points = sea_route(HONG_KONG, ROTTERDAM)
    near = [
        min(abs(x - a) + abs(y - b) for x, y in points) for a, b in ((103.8, 1.2), (32.5, 30.0))
    ]
    assert max(near) < 2


def test_a_way_over_the_date_line_never_jumps():
    points = sea_route(HONG_KONG, LOS_ANGELES)
    steps = [abs(b[0] - a[0]) for a, b in pairwise(points)]
    assert max(steps) < 40
    assert points[-1] == pytest.approx((LOS_ANGELES[0] + 360, LOS_ANGELES[1]))


def test_a_way_round_malaya_is_longer_than_the_straight_line():
    points = sea_route(BANGKOK_BAY, (100.4, 5.4))
    assert min(y for _, y in points) < 2


def test_back_is_as_far_as_there():
    def length(points):
        return sum(((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5 for a, b in pairwise(points))

    there, back = sea_route(HONG_KONG, SINGAPORE), sea_route(SINGAPORE, HONG_KONG)
    assert length(there) == pytest.approx(length(back), rel=1e-3)


@settings(max_examples=40, deadline=None)
@given(places, places)
def test_any_two_places_have_a_way_that_begins_and_ends_there(start, end):
    way = sea_way(start, end)
    assert way.points[0] == pytest.approx(start)
    assert way.points[-1][1] == pytest.approx(end[1])
    assert (way.points[-1][0] - end[0]) % 360 == pytest.approx(0, abs=1e-9) or (
        (way.points[-1][0] - end[0]) % 360 == pytest.approx(360, abs=1e-9)
    )


def test_without_the_package_the_way_is_a_great_circle_that_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "searoute", None)
    sea_way.cache_clear()
    way = sea_way(HONG_KONG, LOS_ANGELES)
    sea_way.cache_clear()
    assert not way.found
    assert way.points == great_circle(HONG_KONG, LOS_ANGELES)
    assert max(y for _, y in way.points) > 40  # the great circle rises north of both ends


def test_a_way_is_found_without_a_network(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise OSError("no network")

    monkeypatch.setattr(socket, "socket", refuse)
    sea_way.cache_clear()
    assert sea_way(HONG_KONG, ROTTERDAM).found


def test_what_is_no_place_is_still_answered():
    assert not sea_way((float("nan"), 0.0), (1.0, 1.0)).found
