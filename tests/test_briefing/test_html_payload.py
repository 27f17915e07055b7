"""The interactive atlas's payload: nothing lost, nothing written twice, nothing that escapes."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from briefing.payload import UNIT_KM, digest, embedded, geometry_payload, packed, views_payload
from briefing.spec import LANGUAGES, Atlas
from briefing.topology import DIGITS, coded, topology

from .sample_land import sample_land
from .sample_spec import HOSTILE, sample

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=20,
)


def decoded(text: str) -> list[int]:
    """Read `coded` numbers back, as the script does."""
    base, numbers, value, weight = len(DIGITS) // 2, [], 0, 1
    for character in text:
        digit = DIGITS.index(character)
        value += digit % base * weight
        weight *= base
        if digit < base:
            numbers.append(-(value + 1) // 2 if value % 2 else value // 2)
            value, weight = 0, 1
    return numbers


def polygons(payload: dict[str, Any], level: str, code: str) -> Any:
    """Rebuild a region from shared lines, as the script does, with the even-odd rule."""
    lines = [np.cumsum(np.reshape(decoded(line), (-1, 2)), axis=0) for line in payload["lines"]]
    numbers, shape = decoded(payload["rings"][level][code]), shapely.Polygon()
    while numbers:
        count, *numbers = numbers
        indices, numbers = numbers[:count], numbers[count:]
        points = [lines[i] if i >= 0 else lines[~i][::-1] for i in indices]
        ring = np.vstack(points) * [UNIT_KM, -UNIT_KM]
        shape = shapely.symmetric_difference(shape, shapely.make_valid(shapely.Polygon(ring)))
    return shape


def unpacked(value: dict[str, Any]) -> Any:
    def open_(part: Any) -> Any:
        if isinstance(part, list):
            return [open_(each) for each in part]
        if isinstance(part, dict):
            if part.keys() == {"$"}:
                return open_(value["parts"][part["$"]])
            return {key: open_(each) for key, each in part.items()}
        return part

    return open_(value["root"])


@given(st.lists(st.integers(-100_000, 100_000)))
def test_numbers_survive_their_coding(numbers: list[int]) -> None:
    assert decoded(coded(numbers)) == numbers


def test_coded_text_needs_no_escape() -> None:
    assert len(set(DIGITS)) == 86
    assert json.dumps(DIGITS) == f'"{DIGITS}"'
    assert not set("<>&") & set(DIGITS)


def grid(cells: set[tuple[int, int]]) -> Any:
    return shapely.union_all([shapely.box(x, y, x + 1, y + 1) for x, y in sorted(cells)])


CELLS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.sampled_from("abc"), min_size=1
)


@given(CELLS)
def test_regions_come_back_as_they_were(cells: dict[tuple[int, int], str]) -> None:
    shapes = {
        ("city", owner): grid({cell for cell, name in cells.items() if name == owner})
        for owner in set(cells.values())
    }
    # Union keeps a vertex only where it bends; a coverage has one wherever three regions meet.
    lattice = shapely.MultiPoint([(x, y) for x in range(6) for y in range(6)])
    shapes = {key: shapely.snap(shape, lattice, 1e-9) for key, shape in shapes.items()}
    found = topology(shapes, unit_km=UNIT_KM)
    payload = {
        "lines": found.lines,
        "rings": {
            "city": {
                code: coded(n for ring in rings for n in (len(ring), *ring))
                for (_, code), rings in found.rings.items()
            }
        },
    }
    for (level, code), shape in shapes.items():
        assert shapely.equals(polygons(payload, level, code), shape)


def test_a_border_of_two_neighbours_is_written_once() -> None:
    shapes = {("city", name): shapely.box(i, 0, i + 1, 1) for i, name in enumerate("ab")}
    shapes["province", "p"] = shapely.Polygon([(0, 0), (1, 0), (2, 0), (2, 1), (1, 1), (0, 1)])
    found = topology(shapes, unit_km=0.25)
    used = [index if index >= 0 else ~index for rings in found.rings.values() for index in rings[0]]
    assert sorted(used) == [0, 0, 1, 1, 2, 2]
    assert len(found.lines) == 3


def test_the_smallest_island_is_kept() -> None:
    shapes = {("city", "a"): shapely.box(0, 0, UNIT_KM, UNIT_KM)}
    assert topology(shapes, unit_km=UNIT_KM).rings == {("city", "a"): [[0]]}


def test_geometry_does_not_depend_on_the_views() -> None:
    land = sample_land()
    once, twice = (geometry_payload(land, levels=("province",)) for _ in range(2))
    assert once == twice
    assert once["digest"] == digest({key: once[key] for key in once if key != "digest"})
    for code, shape in land.at("province").items():
        drawn = polygons(once, "province", code)
        assert shapely.hausdorff_distance(drawn, shape) < UNIT_KM


def test_a_land_without_the_level_is_refused() -> None:
    with pytest.raises(ValueError, match="county"):
        geometry_payload(sample_land(), levels=("county",))


@given(JSON)
def test_packing_loses_nothing(value: Any) -> None:
    assert unpacked(packed(value)) == value


def test_packing_writes_a_repeated_part_once() -> None:
    sentence = "the same sentence under every region of a view"
    assert json.dumps(packed([{"because": sentence}] * 9)).count(sentence) == 1


@given(st.text() | st.sampled_from(HOSTILE))
def test_embedded_json_cannot_end_its_element(text: str) -> None:
    written = embedded({"name": text})
    assert json.loads(written) == {"name": text}
    assert not set("<>&\u2028\u2029") & set(written)


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_a_number_that_is_not_finite_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        embedded([number])


@pytest.mark.parametrize("language", LANGUAGES)
def test_views_carry_the_words_of_their_language(language: str) -> None:
    atlas = Atlas(start="100000", views={language: {"100000": sample(language)}})
    said = views_payload(atlas, language)
    assert said["words"].keys() >= {"back", "present", "known", "source"}
    marks = said["views"]["100000"]["marks"]
    assert [name for _, name, _ in marks] == [mark.label for mark in sample(language).regions]
    assert all("value" not in drawn for drawn, _, _ in marks)
