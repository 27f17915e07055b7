"""Proportional symbols (NUMBERS §5)."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.errors import BadValue
from geo.projection import CHINA_AEA_KM
from geo.symbols import (
    SymbolScale,
    drawing_order,
    legend_of,
    overlapping,
    placement,
    round_below,
)

positive = st.floats(1e-3, 1e9)


@given(st.lists(positive, min_size=2, max_size=20), st.floats(1, 100))
def test_areas_stand_in_the_ratio_of_the_values(values, largest_radius):
    scale = SymbolScale(largest=max(values), largest_radius=largest_radius)
    areas = np.pi * scale.radius(values) ** 2
    assert areas == pytest.approx(np.array(values) * areas.max() / max(values))
    assert scale.radius(values).max() == pytest.approx(largest_radius)


@given(positive)
def test_legend_values_are_round_distinct_and_not_above_the_largest(largest):
    values = SymbolScale(largest=largest, largest_radius=1).legend()
    assert 1 <= len(values) <= 3
    assert list(values) == sorted(set(values), reverse=True)
    assert values[0] <= largest < 5 * values[0]
    for value in values:
        assert f"{value:e}"[0] in "125"
        assert float(f"{value:.0e}") == value


@given(positive)
def test_round_below_is_the_nearest_such_number(value):
    found = round_below(value)
    assert found <= value < 2.5 * found


def test_real_values_may_stand_in_the_legend():
    assert legend_of([30971, 9557, 6913, 5300, 2638, 0]) == (30971, 6913, 2638)
    assert legend_of([4, 4]) == (4,)
    assert legend_of([0]) == ()


@pytest.mark.parametrize("bad", [-1.0, float("nan"), float("inf")])
def test_no_circle_stands_for_a_negative_or_no_number(bad):
    with pytest.raises(BadValue):
        SymbolScale(largest=5, largest_radius=5).radius([1, bad])


@pytest.mark.parametrize("bad", [0, -1, float("nan"), float("inf")])
def test_a_scale_needs_a_positive_largest_value(bad):
    with pytest.raises(BadValue):
        SymbolScale(largest=bad, largest_radius=5)


def frame_of(*shapes, crs=CHINA_AEA_KM):
    return gpd.GeoDataFrame(geometry=list(shapes), crs=crs)


def test_circles_stand_inside_the_largest_part_where_a_centroid_would_not():
    crescent = shapely.Point(0, 0).buffer(10) - shapely.Point(1.5, 0).buffer(8.4)
    islands = shapely.MultiPolygon([shapely.box(100, 100, 101, 101), shapely.box(0, 0, 9, 9)])
    found = placement(frame_of(crescent, islands))
    assert not crescent.contains(crescent.centroid)
    assert crescent.contains(shapely.Point(found.loc[0, "x"], found.loc[0, "y"]))
    assert found.loc[1].tolist() == pytest.approx([4.5, 4.5], abs=0.2)


def test_circles_are_not_placed_in_degrees():
    with pytest.raises(BadValue, match="plane"):
        placement(frame_of(shapely.box(0, 0, 1, 1), crs="EPSG:4326"))


circles = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 5)), min_size=1, max_size=12
)


@given(circles)
def test_overlap_is_what_every_pair_says(found):
    x, y, radius = (np.array(column, float) for column in zip(*found, strict=True))
    expected = [
        any(
            i != j and r > 0 and s > 0 and (a - c) ** 2 + (b - d) ** 2 < (r + s) ** 2
            for j, (c, d, s) in enumerate(found)
        )
        for i, (a, b, r) in enumerate(found)
    ]
    assert overlapping(x, y, radius).tolist() == expected


@given(st.lists(st.integers(0, 5), min_size=1))
def test_large_circles_are_drawn_first_and_ties_keep_their_order(radii):
    order = drawing_order(np.array(radii, float)).tolist()
    assert order == sorted(range(len(radii)), key=lambda i: (-radii[i], i))
