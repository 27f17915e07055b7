"""Each point lies in one region, the same as by shapely, with numba and without."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from data import boundaries
from data.codes import Level
from data.errors import BadValue
from geo.points import GridIndex, Status
from geo.points.grid import ON_EDGES
from geo.points.sides import side_of
from plusn.counting.index import load_index

KERNELS = [False, True]


def codes(shapes):
    return [f"{number:06d}" for number in range(len(shapes))]


def voronoi(seed, regions=60, decimals=2):
    """Make a coverage with a hole, an island, level edges and vertices on corners of cells."""
    places = np.random.default_rng(seed).uniform(0, 4, (regions, 2)).round(decimals)
    window = shapely.box(0, 0, 4, 4)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(places), extend_to=window)
    )
    snapped = shapely.set_precision(shapely.intersection(cells, window), 0.01)
    shapes = shapely.coverage_clean(snapped[~shapely.is_empty(snapped)])
    holed = shapes[:-1].copy()  # the last one is left out: a hole in the coverage
    island = shapely.box(5, 5, 5.5, 5.25)
    holed[0] = shapely.union(holed[0], island)
    return holed


SHAPES = voronoi(7)
INDEX = GridIndex.build(SHAPES, codes(SHAPES), cell=0.05)


def awkward(shapes, frame):
    """Give vertices, middles of edges, places a hair beside them, and corners of grid cells."""
    lines = shapely.boundary(shapes)
    vertices = shapely.get_coordinates(lines)
    middles = (vertices[1:] + vertices[:-1]) / 2
    hair = np.nextafter(middles, np.inf), np.nextafter(middles, -np.inf)
    corner = np.stack(np.meshgrid(np.arange(frame.columns), np.arange(frame.rows)), -1)
    corners = corner.reshape(-1, 2) * frame.cell + (frame.west, frame.south)
    round_numbers = np.stack(np.meshgrid(np.arange(0, 6, 0.25), np.arange(0, 6, 0.25)), -1)
    level = vertices + np.array([0.013, 0.0])
    return np.vstack([vertices, middles, *hair, corners, round_numbers.reshape(-1, 2), level])


def holds_against_shapely(index, shapes, places):
    """Check regions and border flags against shapely's exact predicates; give how many lie on."""
    tree = shapely.STRtree(shapes)
    points = shapely.points(places)
    covering, inside = ({}, {})
    for found, predicate in ((covering, "covered_by"), (inside, "within")):
        for point, region in zip(*tree.query(points, predicate=predicate), strict=True):
            found.setdefault(int(point), set()).add(int(region))
    located = index.locate(*places.T.copy(), reach_m=0)
    on_border = 0
    for number in range(len(places)):
        position, status = int(located.position[number]), located.status[number]
        if number in inside:
            assert ({position}, status) == (inside[number], Status.INSIDE)
        elif number in covering:
            assert position in covering[number]
            assert status == Status.BORDER
            on_border += 1
        else:
            assert position == -1
            assert status not in (Status.INSIDE, Status.BORDER)
    return on_border


def test_awkward_points_lie_where_shapely_has_them():
    places = awkward(SHAPES, INDEX.lookup.grid.frame)
    assert holds_against_shapely(INDEX, SHAPES, places) > 300


@pytest.mark.parametrize("level", [Level.CITY, Level.COUNTY])
def test_points_about_the_shipped_borders_lie_where_shapely_has_them(level):
    shapes = boundaries.load(f"assignment-{level}").geometry.to_numpy()
    random = np.random.default_rng(11)
    lines = shapely.get_coordinates(shapely.boundary(shapes))
    ends = lines[random.integers(len(lines) - 1, size=1_000)[:, None] + [0, 1]]
    vertices, middles = ends[:, 0], ends.mean(axis=1)
    near = (
        vertices
        + random.normal(0, 1, vertices.shape) * 10.0 ** random.uniform(-14, -1, 1_000)[:, None]
    )
    anywhere = random.uniform((73, 15), (136, 54), (1_000, 2))
    places = np.vstack([vertices, middles, near, anywhere])
    assert holds_against_shapely(load_index(level), shapes, places) > 1_000


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1), st.sampled_from([0.02, 0.05, 0.3, 2.0]), st.integers(1, 3))
def test_any_coverage_and_any_cell_size_give_shapelys_answer(seed, cell, decimals):
    shapes = voronoi(seed, regions=12, decimals=decimals)
    index = GridIndex.build(shapes, codes(shapes), cell=cell)
    random = np.random.default_rng(seed).uniform(-0.5, 6, (200, 2))
    coarse = random.round(1)
    lines = shapely.get_coordinates(shapely.boundary(shapes))
    middles = (lines[1:] + lines[:-1]) / 2
    holds_against_shapely(index, shapes, np.vstack([random, coarse, lines, middles]))


@pytest.mark.parametrize("compiled", KERNELS)
def test_a_border_point_belongs_to_the_east_and_on_level_borders_to_the_north(compiled):
    boxes = np.array([shapely.box(x, y, x + 1, y + 1) for y in range(3) for x in range(3)])
    index = GridIndex.build(boxes, codes(boxes), cell=0.3)
    lon, lat = (a.ravel() for a in np.meshgrid(np.arange(0, 3, 0.5), np.arange(0, 3, 0.5)))
    found = index.locate(lon, lat, reach_m=0, compiled=compiled)
    assert found.position.tolist() == (lat.astype(int) * 3 + lon.astype(int)).tolist()
    whole = (lon % 1 == 0) | (lat % 1 == 0)
    assert (found.status == np.where(whole, Status.BORDER, Status.INSIDE)).all()


@pytest.mark.parametrize("compiled", KERNELS)
def test_the_outer_border_belongs_to_the_region_that_it_bounds(compiled):
    boxes = np.array([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])
    index = GridIndex.build(boxes, codes(boxes), cell=0.3)
    lon = np.array([2.0, 2.0, 0.5, 1.0, 1.5, 0.0, 2.0])
    lat = np.array([0.5, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0])
    found = index.locate(lon, lat, reach_m=0, compiled=compiled)
    assert found.position.tolist() == [1, 1, 0, 0, 1, 0, 1]
    assert set(found.status.tolist()) == {Status.BORDER}


def test_compiled_and_plain_kernels_agree_bit_for_bit():
    noise = np.random.default_rng(1).uniform(-1, 7, (20_000, 2))
    odd = np.array([[np.nan, 1], [1, np.inf], [-np.inf, np.nan], [1e300, 1], [-180, 90], [2, 2]])
    places = np.vstack([awkward(SHAPES, INDEX.lookup.grid.frame), noise, odd])
    lon, lat = places.T.copy()
    one, other = (INDEX.locate(lon, lat, compiled=compiled) for compiled in KERNELS)
    for name in ("position", "status", "metres"):
        assert np.array_equal(getattr(one, name), getattr(other, name), equal_nan=name == "metres")
    sector = np.arange(len(lon), dtype=np.int32) % 5
    plain, fast = (INDEX.count(lon, lat, sector, 5, compiled=compiled) for compiled in KERNELS)
    assert (plain.counts == fast.counts).all()
    assert (plain.statuses == fast.statuses).all()
    assert plain.points == len(lon)


@settings(deadline=None)
@given(st.data())
def test_any_order_and_any_split_give_the_same_counts(data):
    places = awkward(SHAPES, INDEX.lookup.grid.frame)[::37]
    lon, lat = places.T.copy()
    sector = (np.arange(len(lon)) % 3).astype(np.int32)
    whole = INDEX.count(lon, lat, sector, 3)
    order = np.array(data.draw(st.permutations(range(len(lon)))))
    cut = data.draw(st.integers(0, len(lon)))
    parts = [
        INDEX.count(lon[some], lat[some], sector[some], 3, compiled=data.draw(st.booleans()))
        for some in (order[:cut], order[cut:])
    ]
    both = parts[0] + parts[1]
    assert (both.counts == whole.counts).all()
    assert (both.statuses == whole.statuses).all()
    assert both.farthest_m == whole.farthest_m


near = st.integers(-3, 3)


@settings(max_examples=300)
@given(st.tuples(*[st.floats(70, 140)] * 4), st.floats(0, 1), near, near)
def test_the_side_of_an_edge_is_that_of_exact_fractions(ends, share, right, up):
    ax, ay, bx, by = ends
    x, y = ax + share * (bx - ax), ay + share * (by - ay)
    x, y = x + right * np.spacing(x), y + up * np.spacing(y)
    fax, fay, fbx, fby, fx, fy = map(Fraction, (ax, ay, bx, by, float(x), float(y)))
    exact = (fbx - fax) * (fy - fay) - (fx - fax) * (fby - fay)
    found = side_of(np.array([ends]), np.array([x]), np.array([y]))[0]
    assert found == (exact > 0) - (exact < 0)


def test_cells_without_edges_lie_in_one_region():
    grid = INDEX.lookup.grid
    frame = grid.frame
    free = np.flatnonzero(grid.table != ON_EDGES)
    row, column = np.divmod(free, frame.columns)
    for right in (0.01, 0.99):
        lon = frame.west + (column + right) * frame.cell
        lat = frame.south + (row + 1 - right) * frame.cell
        inside = shapely.STRtree(SHAPES).query(shapely.points(lon, lat), predicate="within")
        expected = np.zeros(len(free), int)
        expected[inside[0]] = inside[1] + 1
        assert (grid.table[free] == expected).all()


def test_an_index_is_restored_from_plain_arrays():
    arrays = INDEX.to_arrays()
    again = GridIndex.from_arrays(arrays)
    assert again.codes == INDEX.codes
    lon, lat = awkward(SHAPES, INDEX.lookup.grid.frame).T.copy()
    assert (again.label(lon, lat) == INDEX.label(lon, lat)).all()
    del arrays["grid.first"]
    with pytest.raises(BadValue, match=r"not whole.*Build it again"):
        GridIndex.from_arrays(arrays)


def test_what_is_no_coverage_is_refused():
    box = shapely.box
    with pytest.raises(BadValue, match="overlap"):
        GridIndex.build(np.array([box(0, 0, 2, 1), box(1, 0, 3, 1)]), ["a", "b"])
    with pytest.raises(BadValue, match="vertices"):
        GridIndex.build(np.array([box(0, 0, 1, 2), box(1, 0, 2, 1)]), ["a", "b"])
    with pytest.raises(BadValue, match="valid polygon"):
        GridIndex.build(np.array([shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])]), ["a"])
    with pytest.raises(BadValue, match="as many codes"):
        GridIndex.build(np.array([box(0, 0, 1, 1)]), ["a", "b"])
    with pytest.raises(BadValue, match="cannot be indexed"):
        GridIndex.build(np.array([], dtype=object), [])
    with pytest.raises(BadValue, match="larger cells"):
        GridIndex.build(np.array([box(0, 0, 100, 100)]), ["a"], cell=1e-3)


def test_arrays_that_do_not_fit_are_refused():
    with pytest.raises(BadValue, match="differ in number"):
        INDEX.locate(np.zeros(2), np.zeros(3))
    with pytest.raises(BadValue, match="sectors and points"):
        INDEX.count(np.zeros(2), np.zeros(2), np.zeros(3, np.int32), 1)
    for sector in (-1, 2):
        with pytest.raises(BadValue, match="Use 0 to 1"):
            INDEX.count(np.zeros(1), np.zeros(1), np.array([sector], np.int32), 2)


def test_no_points_give_no_counts():
    assert INDEX.count(np.array([]), np.array([])).points == 0
