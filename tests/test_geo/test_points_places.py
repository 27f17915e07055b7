"""Known places in the shipped layer: borders, islands, coasts, and what is no place."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from pyproj import Geod

from data import boundaries
from data.codes import Level
from data.datum import Datum, to_bd09, to_gcj02
from geo.points import GridIndex, Status, suggest_datum, to_boundaries
from plusn.counting.index import load_index

HANOI, SINGAPORE = (105.854, 21.028), (103.82, 1.352)


@pytest.fixture(scope="module")
def city():
    return load_index(Level.CITY)


@pytest.fixture(scope="module")
def layer():
    return boundaries.load("assignment-city")


def where(index, lon, lat, **options):
    found = index.locate(np.array([lon]), np.array([lat]), **options)
    position = int(found.position[0])
    return index.codes[position] if position >= 0 else "", Status(found.status[0])


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (114.1131, 22.5283, "810000"),  # Lo Wu station
        (114.1120, 22.5345, "440300"),  # Shenzhen station, 700 m to the north
        (113.5482, 22.2190, "440400"),  # Gongbei
        (113.5487, 22.2140, "820000"),  # the Border Gate of Macao, 500 m to the south
        (113.5400, 22.1300, "440400"),  # Hengqin
        (113.5600, 22.1550, "820000"),  # Taipa, across a channel
        (112.3380, 16.8340, "460300"),  # Yongxing in the Xisha Islands
        (112.8900, 9.5500, "460300"),  # Yongshu in the Nansha Islands
        (118.3200, 24.4500, "350500"),  # Kinmen, as the layer has it
        (121.5600, 25.0400, "710000"),  # Taipei
        (124.3800, 40.1300, "210600"),  # Dandong on the Yalu
        (127.5000, 50.2450, "231100"),  # Heihe on the Amur
    ],
)
def test_a_place_lands_on_its_side_of_the_border(city, lon, lat, code):
    assert where(city, lon, lat) == (code, Status.INSIDE)


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        (107.966, 21.524),  # Mong Cai, 1 km beyond Dongxing
        (103.970, 22.486),  # Lao Cai, 2 km beyond Hekou
        (124.398, 40.100),  # Sinuiju, across the Yalu from Dandong
        (127.530, 50.270),  # Blagoveshchensk, across the Amur from Heihe
        (131.900, 43.100),  # Vladivostok
        (93.6, 26.75),  # Assam, south of a border that the world layer draws elsewhere
        HANOI,
        SINGAPORE,
        (113.5, 12.5),  # the open South China Sea
        (180.0, 30.0),
        (-180.0, 30.0),
        (0.0, 0.0),
    ],
)
def test_abroad_and_at_sea_no_region_is_given(city, lon, lat):
    assert where(city, lon, lat) == ("", Status.OUTSIDE)


@pytest.mark.parametrize(
    ("lon", "lat", "status"),
    [
        (np.nan, 22.5, Status.NO_POSITION),
        (114.0, np.inf, Status.NO_POSITION),
        (-np.inf, np.nan, Status.NO_POSITION),
        (181.0, 22.5, Status.OUT_OF_RANGE),
        (114.0, -90.1, Status.OUT_OF_RANGE),
        (1e300, 1e300, Status.OUT_OF_RANGE),
        (11_406_000.0, 2_254_000.0, Status.OUT_OF_RANGE),
        (22.54, 114.06, Status.SWAPPED),  # Shenzhen, latitude before longitude
        (39.5, 76.0, Status.SWAPPED),  # Kashgar: a latitude that could be one
    ],
)
def test_what_is_no_place_is_said(city, lon, lat, status):
    assert where(city, lon, lat) == ("", status)
    tally = city.count(np.array([lon]), np.array([lat]))
    assert tally.statuses[status].tolist() == [1]
    assert (tally.points, tally.counts.sum()) == (1, 0)


def test_a_point_off_the_coast_goes_to_the_nearest_region_within_reach(city):
    lon, lat = np.array([113.75, 113.75]), np.array([22.10, 21.5])
    found = city.locate(lon, lat)
    assert city.codes[found.position[0]] == "440400"
    assert found.status.tolist() == [Status.NEAREST, Status.OUTSIDE]
    assert 1_800 < found.metres[0] < 1_950
    assert where(city, 113.75, 22.10, reach_m=1_000) == ("", Status.OUTSIDE)
    assert where(city, 113.75, 22.10, reach_m=0) == ("", Status.OUTSIDE)
    tally = city.count(lon, lat)
    assert tally.nearest.sum() == tally.counts.sum() == 1
    assert tally.inside.sum() == 0
    assert tally.farthest_m == found.metres[0]


def test_the_nearest_region_is_that_of_a_geodesic_search(city):
    wgs84 = Geod(ellps="WGS84")
    shore = city.shore
    chance = np.random.default_rng(3)
    edge = chance.choice(np.flatnonzero(shore.water), 400)
    places = shore.ends[edge, :2] + chance.normal(0, 0.02, (400, 2))
    lon, lat = places.T.copy()
    found = city.locate(lon, lat)
    near = np.flatnonzero(found.status == Status.NEAREST)
    assert len(near) > 100
    for number in near[:25]:
        around = np.abs(shore.ends[:, :2] - places[number]).max(axis=1) < 0.12
        ends, labels = shore.ends[around], shore.label[around]
        share = np.linspace(0, 1, 60)[:, None, None]
        dense = ends[None, :, :2] * (1 - share) + ends[None, :, 2:] * share
        flat = dense.reshape(-1, 2)
        count = np.full(len(flat), 1.0)
        _, _, metres = wgs84.inv(count * lon[number], count * lat[number], *flat.T)
        least = metres.reshape(len(share), -1).min(axis=0)
        assert found.metres[number] == pytest.approx(least.min(), rel=2e-3, abs=3)
        assert least[labels == found.position[number] + 1].min() < least.min() + 5


def test_no_land_border_draws_a_point_in(city):
    # The margin of `FOREIGN_KM`: every edge that runs between two countries counts as one.
    foreign = shapely.union_all(boundaries.world().geometry.to_numpy())
    shapely.prepare(foreign)
    shore = city.shore
    middles = shapely.points((shore.ends[:, :2] + shore.ends[:, 2:]) / 2)
    assert not (shapely.intersects(foreign, middles) & shore.water).any()
    assert 0.5 < shore.water.mean() < 0.7


def test_the_layers_own_vertices_lie_on_borders_of_regions_that_have_them(city, layer):
    shapes = layer.geometry.to_numpy()
    vertices = city.lookup.edges.ends[::40, :2]
    lon, lat = vertices.T.copy()
    found = city.locate(lon, lat)
    assert set(found.status.tolist()) == {Status.BORDER}
    assert shapely.intersects_xy(shapes[found.position], lon, lat).all()
    assert (found.position == city.locate(lon, lat, compiled=False).position).all()


def test_random_points_lie_where_shapely_has_them(city, layer):
    west, south, east, north = layer.total_bounds
    chance = np.random.default_rng(5)
    lon, lat = chance.uniform(west, east, 20_000), chance.uniform(south, north, 20_000)
    tree = shapely.STRtree(layer.geometry.to_numpy())
    point, region = tree.query(shapely.points(lon, lat), predicate="within")
    expected = np.zeros(len(lon), int)
    expected[point] = region + 1
    for compiled in (False, True):
        assert (city.label(lon, lat, compiled=compiled) == expected).all()


@pytest.mark.parametrize("datum", [Datum.GCJ02, Datum.BD09])
@pytest.mark.parametrize("place", [HANOI, SINGAPORE, (114.16, 22.32), (113.545, 22.195)])
def test_nothing_is_shifted_outside_the_mainland(city, datum, place):
    lon, lat = (np.array([value]) for value in place)
    made = to_boundaries(city, lon, lat, datum)
    assert (made.lon[0], made.lat[0], made.left) == (*place, 1)


@pytest.mark.parametrize(("datum", "move"), [(Datum.GCJ02, to_gcj02), (Datum.BD09, to_bd09)])
def test_a_declared_datum_is_undone_in_the_mainland(city, layer, datum, move):
    mainland = layer[~layer["code"].str[:2].isin(["71", "81", "82"])]
    places = shapely.get_coordinates(shapely.point_on_surface(mainland.geometry.to_numpy()))
    odd = np.array([HANOI, SINGAPORE, (np.nan, 22.0), (np.inf, -np.inf), (181.0, 91.0)])
    lon, lat = np.vstack([move(places), odd]).T.copy()
    made = to_boundaries(city, lon, lat, datum)
    apart = np.column_stack([made.lon, made.lat])[: len(places)] - places
    assert np.abs(apart).max() < 1e-9
    assert made.left == 2
    assert np.array_equal(made.lon[len(places) :], odd[:, 0], equal_nan=True)
    assert to_boundaries(city, lon, lat, Datum.WGS84).lon is lon


@pytest.mark.parametrize(
    ("datum", "move"),
    [(Datum.WGS84, lambda points: points), (Datum.GCJ02, to_gcj02), (Datum.BD09, to_bd09)],
)
def test_the_datum_that_fits_the_claimed_cities_is_suggested(city, datum, move):
    # Places near the borders of Shenzhen, where some hundred metres tell.
    chance = np.random.default_rng(2)
    places = chance.uniform((113.75, 22.45), (114.6, 22.86), (4_000, 2))
    claimed = [city.codes[p] if p >= 0 else "" for p in city.locate(*places.T.copy()).position]
    found = suggest_datum(city, *move(places).T.copy(), claimed)
    assert found.datum is datum
    assert found.shares[datum] == max(found.shares.values())
    few = suggest_datum(city, *move(places[:20]).T.copy(), claimed[:20])
    assert few.datum is None
    unknown = suggest_datum(city, *places.T.copy(), [""] * len(places))
    assert unknown == (None, dict.fromkeys(Datum, 0.0), 0)


def test_an_index_without_foreign_land_takes_every_shore_for_a_coast():
    boxes = np.array([shapely.box(113, 22, 113.1, 22.1)])
    index = GridIndex.build(boxes, ["440300"])
    assert where(index, 113.12, 22.05) == ("440300", Status.NEAREST)
    walled = GridIndex.build(
        boxes, ["440300"], foreign=np.array([shapely.box(113.11, 22, 114, 23)])
    )
    assert where(walled, 113.12, 22.05) == ("", Status.OUTSIDE)
