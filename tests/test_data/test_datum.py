"""Datums are undone to a tenth of a millimetre."""

from __future__ import annotations

import numpy as np
import pytest

from data.datum import Datum, from_bd09, shift, to_bd09, to_gcj02, to_wgs84, unshifted

MOVES = {
    Datum.WGS84: lambda points: points,
    Datum.GCJ02: to_gcj02,
    Datum.BD09: to_bd09,
}


@pytest.mark.parametrize("datum", list(Datum))
def test_five_thousand_random_points_come_back(datum):
    places = np.random.default_rng(11).uniform((73.5, 3.5), (135.1, 53.6), (5_000, 2))
    there = MOVES[datum](places)
    assert np.abs(unshifted(there, datum) - places).max() < 1e-9
    metres = np.hypot(*((there - places) * (111_320 * 0.8, 111_320)).T)
    low, high = {Datum.WGS84: (0, 0), Datum.GCJ02: (20, 1_100), Datum.BD09: (300, 2_200)}[datum]
    assert low <= metres.min() <= metres.max() <= high


def test_bd09_is_the_known_one_at_a_known_place():
    # Tiananmen: 116.404, 39.915 on the provider's own map.
    there = to_bd09(np.array([[116.391_35, 39.907_35]]))
    assert there[0] == pytest.approx([116.404, 39.915], abs=2e-4)
    assert from_bd09(there)[0] == pytest.approx([116.391_35, 39.907_35], abs=1e-9)


def test_one_step_formulas_would_be_metres_off():
    place = np.array([[114.06, 22.54]])
    there = to_gcj02(place)
    one_step = there - (to_gcj02(there) - there)
    assert np.abs(one_step - place).max() > 1e-6
    assert np.abs(to_wgs84(there) - place).max() < 1e-9


@pytest.mark.parametrize("datum", list(Datum))
def test_no_points_are_no_points(datum):
    assert unshifted(np.empty((0, 2)), datum).shape == (0, 2)


def test_the_shift_is_that_of_the_formula_as_it_was_published():
    # Written out sine by sine; the module takes most of them from one angle.
    lon, lat = np.random.default_rng(12).uniform((73, 3), (136, 54), (500, 2)).T
    x, y, pi = lon - 105, lat - 35, np.pi
    both = (20 * np.sin(6 * pi * x) + 20 * np.sin(2 * pi * x)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(abs(x)) + both
    north += (20 * np.sin(pi * y) + 40 * np.sin(y / 3 * pi)) * 2 / 3
    north += (160 * np.sin(y / 12 * pi) + 320 * np.sin(y * pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(abs(x)) + both
    east += (20 * np.sin(pi * x) + 40 * np.sin(x / 3 * pi)) * 2 / 3
    east += (150 * np.sin(x / 12 * pi) + 300 * np.sin(x / 30 * pi)) * 2 / 3
    a, ee = 6378245.0, 0.00669342162296594323
    magic = 1 - ee * np.sin(lat / 180 * pi) ** 2
    north = north * 180 / (a * (1 - ee) / (magic * np.sqrt(magic)) * pi)
    east = east * 180 / (a / np.sqrt(magic) * np.cos(lat / 180 * pi) * pi)
    found = shift(np.column_stack([lon, lat]))
    assert np.abs(found - np.column_stack([east, north])).max() < 1e-14
