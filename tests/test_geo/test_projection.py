"""Equal-area planes and geodesic areas (NUMBERS §7)."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import BadValue
from geo.projection import CHINA_AEA, WORLD_EQUAL_EARTH, geodesic_area_km2, to_china_km, to_world_km


def boxes(lon, lat, side):
    # a fine outline: an edge drawn straight on the plane is not a geodesic
    shape = shapely.segmentize(shapely.box(lon, lat, lon + side, lat + side), 0.02)
    return gpd.GeoDataFrame({"code": ["x"]}, geometry=[shape], crs="EPSG:4326")


places = st.tuples(st.floats(75, 130), st.floats(5, 52), st.floats(0.3, 2))


@settings(deadline=None, max_examples=40)
@given(places)
@pytest.mark.parametrize("project", [to_china_km, to_world_km])
def test_planes_keep_areas(project, place):
    frame = boxes(*place)
    plane = project(frame)
    assert plane.area.iloc[0] == pytest.approx(geodesic_area_km2(frame.geometry)[0], rel=2e-4)


@settings(deadline=None, max_examples=20)
@given(places)
def test_km_are_geopandas_metres_over_a_thousand(place):
    frame = boxes(*place)
    metres = shapely.get_coordinates(frame.to_crs(CHINA_AEA).geometry.to_numpy())
    assert shapely.get_coordinates(to_china_km(frame).geometry.to_numpy()) == pytest.approx(
        metres / 1000, abs=1e-6
    )


def test_everything_but_the_geometry_is_kept():
    frame = boxes(110, 30, 1).set_index(pd.Index([7]))
    plane = to_china_km(frame)
    assert plane["code"].tolist() == ["x"]
    assert plane.index.tolist() == [7]
    assert plane.crs.axis_info[0].unit_name == "kilometre"
    assert frame.crs == "EPSG:4326"


def test_holes_are_taken_off_whichever_way_they_run():
    outer, hole = [(0, 0), (2, 0), (2, 2), (0, 2)], [(0.5, 0.5), (1, 0.5), (1, 1), (0.5, 1)]
    shapes = [shapely.Polygon(outer, [h]) for h in (hole, hole[::-1])]
    whole, cut = shapely.Polygon(outer), shapely.Polygon(hole)
    series = gpd.GeoSeries([*shapes, whole, cut], crs="EPSG:4326")
    one, other, full, removed = geodesic_area_km2(series)
    assert one == pytest.approx(other)
    assert one == pytest.approx(full - removed)


def test_the_whole_ellipsoid_has_its_textbook_area():
    band = shapely.box(-90, -89.999, 90, 89.999)
    (half,) = geodesic_area_km2(gpd.GeoSeries([shapely.segmentize(band, 1)], crs="EPSG:4326"))
    assert 2 * half == pytest.approx(510_065_622, rel=1e-4)


@pytest.mark.parametrize("crs", [None, "EPSG:3857"])
def test_geometry_of_another_system_is_refused(crs):
    frame = gpd.GeoDataFrame(geometry=[shapely.Point(0, 0)], crs=crs)
    with pytest.raises(BadValue, match="EPSG:4326"):
        to_china_km(frame)
    with pytest.raises(BadValue):
        geodesic_area_km2(frame.geometry)


def test_the_planes_are_those_of_the_convention():
    plane = pyproj.CRS(CHINA_AEA)
    found = {p.name: p.value for p in plane.coordinate_operation.params}
    assert found["Latitude of 1st standard parallel"] == 25
    assert found["Latitude of 2nd standard parallel"] == 47
    assert found["Latitude of false origin"] == 0
    assert found["Longitude of false origin"] == 105
    assert plane.ellipsoid.name == "GRS 1980"
    assert pyproj.CRS(WORLD_EQUAL_EARTH).coordinate_operation.method_name == "Equal Earth"
    assert np.isfinite(to_world_km(boxes(-180, -89, 1)).total_bounds).all()
