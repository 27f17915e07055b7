"""Colours told apart by eyes that see fewer of them, and by none: simulated, in CIEDE2000.

Severity 1.0 matrices on linear RGB: Machado, Oliveira and Fernandes (2009), "A Physiologically-
based Model for Simulation of Color Vision Deficiency", table 1. Grey is luminance alone. Distance:
Sharma, Wu and Dalal (2005), "The CIEDE2000 color-difference formula", held against their pairs.
"""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import numpy as np
import pytest

from briefing.firm.palette import DISTANCE
from briefing.firm.palette import tokens as firm_tokens
from briefing.flow.firm.colours import AMBERS, GREYS, MAINLAND
from briefing.flow.palette import COLOURS, ground_of
from briefing.palette import TOKENS, class_colours

from .test_atlas_svg import MACHADO, lab, linear, seen

EYES = ("normal", *MACHADO, "grey")
THEMES = ("light", "dark")
GREY = np.array([0.2126, 0.7152, 0.0722])
LEAST = 5.0  # CIEDE2000: a difference that is seen at a glance where two fields touch
LEAST_APART = 7.0  # where a reader carries the colour from the legend to the map


def looks(colour, eye):
    return lab(np.full(3, GREY @ linear(colour))) if eye == "grey" else seen(colour, eye)


def turned(a, b):
    return math.degrees(math.atan2(b, a)) % 360 if (a or b) else 0.0


def ciede2000(one, two):
    (l1, a1, b1), (l2, a2, b2) = (map(float, colour) for colour in (one, two))
    mean_c = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2, h1, h2 = math.hypot(a1, b1), math.hypot(a2, b2), turned(a1, b1), turned(a2, b2)
    dh = 0.0 if not c1 * c2 else (h2 - h1 + 180) % 360 - 180
    if c1 * c2 and h2 - h1 == 180:
        dh = 180.0
    big_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(dh / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = h1 + h2 if not c1 * c2 else (h1 + h2) / 2
    if c1 * c2 and abs(h1 - h2) > 180:
        mean_h += 180 if h1 + h2 < 360 else -180
    t = (
        1
        - 0.17 * math.cos(math.radians(mean_h - 30))
        + 0.24 * math.cos(math.radians(2 * mean_h))
        + 0.32 * math.cos(math.radians(3 * mean_h + 6))
        - 0.20 * math.cos(math.radians(4 * mean_h - 63))
    )
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / math.sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    turn = 2 * math.sqrt(mean_c**7 / (mean_c**7 + 25**7))
    turn *= -math.sin(math.radians(60 * math.exp(-(((mean_h - 275) / 25) ** 2))))
    lightness, chroma, hue = (l2 - l1) / s_l, (c2 - c1) / s_c, big_h / s_h
    return math.sqrt(lightness**2 + chroma**2 + hue**2 + turn * chroma * hue)


def apart(a, b, eye):
    return ciede2000(looks(a, eye), looks(b, eye))


@pytest.mark.parametrize(
    ("one", "two", "published"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (61, -5, 29), 22.8977),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((90.8027, -2.0831, 1.441), (91.1528, -1.6435, 0.0447), 1.4441),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distances_are_the_published_ones(one, two, published):
    assert ciede2000(one, two) == pytest.approx(published, abs=1e-4)


def test_the_eyes_that_miss_a_colour_confuse_what_they_should():
    red, green = "#b4232a", "#4f7a2a"
    assert apart(red, green, "normal") > 40
    assert apart(red, green, "protan") < apart(red, green, "normal") / 2
    assert apart("#808080", "#808080", "grey") == 0
    assert apart("#0b6e69", "#a85a00", "grey") < apart("#0b6e69", "#a85a00", "normal") / 3


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("k", [2, 3, 4, 5])
def test_adjacent_classes_of_the_ramp_are_told_apart(k, theme, eye):
    drawn = [getattr(colour, theme) for colour in class_colours(k)]
    assert min(apart(a, b, eye) for a, b in pairwise(drawn)) >= LEAST_APART


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", THEMES)
def test_how_we_know_it_is_told_by_its_colour(theme, eye):
    """A value, a range only, what is not covered and the grey rest."""
    tokens = TOKENS[theme]
    valued = [getattr(colour, theme) for colour in class_colours(5)]
    for ground in (tokens["land"], tokens["dot_ground"]):
        assert min(apart(each, ground, eye) for each in valued) >= LEAST, ground
    assert apart(tokens["dot"], tokens["land"], eye) >= LEAST_APART
    assert apart(tokens["rest"], tokens["background"], eye) >= LEAST_APART


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", THEMES)
def test_origins_of_a_firm_s_goods_are_told_apart(theme, eye):
    """The Mainland, three of South-East Asia and one elsewhere: as many as a figure has."""
    drawn = [getattr(each, theme) for each in (MAINLAND, *AMBERS[:3], GREYS[0])]
    told = {(a, b): apart(a, b, eye) for a, b in combinations(drawn, 2)}
    assert min(told.values()) >= LEAST, min(told, key=told.get)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", THEMES)
def test_territories_and_their_ground_are_told_apart(theme, eye):
    lines = [getattr(colour, theme) for colour in COLOURS.values()]
    assert min(apart(a, b, eye) for a, b in combinations(lines, 2)) >= LEAST
    for role, group in (("mainland", "mainland"), ("region", "south_east_asia")):
        assert apart(ground_of(role, theme), getattr(COLOURS[group], theme), eye) >= 20


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", [*THEMES, "mono"])
def test_steps_of_a_decision_table_grow_with_the_distance_and_an_alert_stands_out(theme, eye):
    steps = DISTANCE[theme]
    first = [apart(steps[0], each, eye) for each in steps]
    assert first == sorted(first)
    assert min(apart(a, b, eye) for a, b in pairwise(steps)) >= 1.8
    tokens = firm_tokens(theme)
    assert apart(tokens["alert"], tokens["bar"], eye) >= LEAST_APART
