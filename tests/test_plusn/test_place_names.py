"""Names that a page without a server knows: exactly what the matcher says of them."""

from __future__ import annotations

import json

import pytest

from briefing.place_names import key_of, places_payload
from plusn.land import load_land
from plusn.matching import match
from plusn.place_names import place_names


@pytest.mark.parametrize(
    ("words", "level", "codes"),
    [
        ("苏州", "city", ["320500"]),
        ("蘇州市", "city", ["320500"]),
        ("宿州", "city", ["341300"]),
        ("Suzhou", "city", ["320500", "341300"]),
        ("Suzhou (Anhui)", "city", ["341300"]),
        ("吉林", "province", ["220000"]),
        ("吉林", "city", ["220200"]),
        ("臺灣", "province", ["710000"]),
        ("Xi'an", "city", ["610100"]),
        ("朝陽市", "city", ["211300"]),
        ("朝阳区", "city", []),
        ("Kunshan", "city", []),
    ],
)
def test_a_name_means_what_the_matcher_says(words, level, codes):
    found = place_names().answers[level].get(key_of(words), ())
    assert [code for _, code in found] == codes


@pytest.mark.parametrize("level", ["province", "city"])
def test_no_name_means_another_place_than_the_matcher_finds(level):
    answers, names = place_names().answers[level], place_names().names
    full = {words: key for key, three in names.items() for words in three}
    for row in match(sorted(full), level=level).to_dict("records"):
        known = {code for _, code in answers[key_of(row["raw"])]}
        assert known == set((row["code"] or row["candidates"]).split(";")), row["raw"]


def test_every_place_can_be_named_in_three_scripts_and_has_a_point_inside():
    land = load_land(1000)
    made = places_payload(place_names(), land, ("province", "city"))
    assert {level: len(places) for level, places in made["places"].items()} == {
        "province": 34,
        "city": 372,
    }
    import shapely  # noqa: PLC0415

    outside = [
        code
        for level, places in made["places"].items()
        for code, (*_, x, y) in places.items()
        if not land.shapes[level, code].buffer(1).contains(shapely.Point(x, y))
    ]
    assert outside == []
    assert len(json.dumps(made, ensure_ascii=False).encode()) < 75_000


def test_a_map_of_provinces_alone_knows_no_city():
    made = places_payload(place_names(), load_land(1000), ("province",))
    assert made["places"]["city"] == {}
    assert not any("c" in answer for answer in made["keys"])
