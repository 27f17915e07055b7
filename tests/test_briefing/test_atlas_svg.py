"""The drawn map: valid, named, text as text; its colours told apart by every eye and on paper."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from briefing.backends.svg import render
from briefing.backends.svg_ink import MONO_STEPS, Ink
from briefing.palette import RAMP, RAMP_DARK, RAMP_LIGHT, TOKENS, class_colours, luminance

from .atlas_figures import figure, specs

SVG = "{http://www.w3.org/2000/svg}"
# Full severity, linear RGB: Machado, Oliveira and Fernandes (2009), table 1.
MACHADO = {
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def linear(colour):
    channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """Turn linear sRGB (D65) into CIE L*a*b*."""
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    xyz = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def seen(colour, eye):
    rgb = linear(colour)
    return lab(rgb if eye == "normal" else np.array(MACHADO[eye]) @ rgb)


def distance(a, b, eye):
    return float(np.linalg.norm(seen(a, eye) - seen(b, eye)))


def lightness(colour):
    y = luminance(colour)
    return 116 * math.cbrt(y) - 16 if y > (6 / 29) ** 3 else y * (29 / 3) ** 3


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(scope="module")
def pictures():
    arguments = ("count", "city", None, "fill")
    land = figure(*arguments).land
    delta = {s.lang: s for s in specs(arguments) if s.view == "440000"}
    nation = next(s for s in specs(("density", "province", None, "fill")) if s.view == "100000")
    drawn = {(lang, "light"): (spec, render(spec, land)) for lang, spec in delta.items()}
    for theme in ("dark", "mono"):
        drawn["en", theme] = (delta["en"], render(delta["en"], land, theme=theme))
    drawn["nation", "light"] = (nation, render(nation, land))
    return drawn


def test_every_region_has_a_title_and_a_description(pictures) -> None:
    for spec, svg in pictures.values():
        root = ET.fromstring(svg)  # noqa: S314 - our own drawing
        groups = root.findall(f".//{SVG}g[@class='region']")
        found = {
            (g.get("data-level"), g.get("data-code")): (
                g.findtext(f"{SVG}title"),
                g.findtext(f"{SVG}desc"),
            )
            for g in groups
        }
        assert len(found) == len(groups) == len(spec.regions)
        for mark in spec.regions:
            title, desc = found[mark.level, mark.code]
            assert title == mark.label
            assert mark.text in desc
            assert mark.known in desc
            assert mark.because in desc


def test_words_are_text_and_the_picture_has_its_own_name(pictures) -> None:
    for spec, svg in pictures.values():
        root = ET.fromstring(svg)  # noqa: S314
        assert root.findtext(f"{SVG}title") == spec.title
        assert root.findtext(f"{SVG}desc") == spec.alt
        assert root.get("role") == "img"
        words = ["".join(t.itertext()) for t in root.iter(f"{SVG}text")]
        for label in spec.wide.labels:
            assert label.name in words
            assert not label.number or label.number + label.extra in words
        for entry in spec.legend.entries:
            assert entry.label.split()[0] in " ".join(words)
        joined = "".join("".join(words).split())
        for line in (*spec.credits, *spec.notes, spec.digest):
            assert "".join(line.split()) in joined


def test_a_picture_asks_for_nothing_and_runs_nothing(pictures) -> None:
    for _, svg in pictures.values():
        assert not re.search(r"<script|<foreignObject|<image|\son\w+=|javascript:", svg)
        assert set(re.findall(r"url\(([^)]*)\)", svg)) <= {"#dots", "#ramp", "#screen", "#hatch"}
        ids = re.findall(r'\sid="([^"]+)"', svg)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r"url\(#([^)]*)\)", svg)) <= set(ids)
        assert "nan" not in svg.lower().split("<text")[0]


def test_a_region_without_a_value_has_no_colour_of_the_ramp(pictures) -> None:
    for (_, theme), (spec, svg) in pictures.items():
        if theme == "mono":
            continue
        root = ET.fromstring(svg)  # noqa: S314
        ink = Ink(theme)
        for group in root.findall(f".//{SVG}g[@class='region']"):
            mark = next(m for m in spec.regions if m.code == group.get("data-code"))
            fills = {path.get("fill") for path in group.findall(f"{SVG}path")}
            if mark.fill is None:
                assert fills <= {ink.land, "url(#dots)"}
            else:
                assert fills == {ink.colour(mark.fill)}


def test_the_ramp_is_even_in_lightness() -> None:
    for stops, sign in ((RAMP_LIGHT, -1), (RAMP_DARK, 1)):
        steps = [sign * (lightness(b) - lightness(a)) for a, b in pairwise(stops)]
        assert min(steps) > 0
        assert max(steps) - min(steps) < 2.5


@pytest.mark.parametrize("eye", ["normal", *MACHADO])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colour_blind_eyes_tell_the_ramp_and_its_neighbours_apart(eye, theme) -> None:
    stops = RAMP_LIGHT if theme == "light" else RAMP_DARK
    assert min(distance(a, b, eye) for a, b in pairwise(stops)) >= 5
    five = [c.light if theme == "light" else c.dark for c in class_colours(5)]
    assert min(distance(a, b, eye) for a, b in pairwise(five)) >= 8
    around = [TOKENS[theme][name] for name in ("sea", "land", "foreign", "dot_ground")]
    assert min(distance(a, b, eye) for a in stops for b in around) >= 8


def test_greys_on_paper_are_twelve_steps_of_lightness_apart() -> None:
    drawn = sorted({Ink("mono").colour(colour) for colour in RAMP})
    assert drawn == sorted(MONO_STEPS)
    steps = [lightness(grey) for grey in (*MONO_STEPS, TOKENS["mono"]["background"])]
    assert min(b - a for a, b in pairwise(steps)) >= 12
    assert all(grey[1:3] == grey[3:5] == grey[5:] for grey in MONO_STEPS)


def test_more_is_never_a_lighter_grey_on_paper() -> None:
    ramp = [lightness(Ink("mono").colour(colour)) for colour in RAMP]
    assert ramp == sorted(ramp, reverse=True)


@pytest.mark.parametrize("theme", TOKENS)
def test_words_can_be_read_and_lines_be_seen(theme) -> None:
    tokens = TOKENS[theme]
    for ink in ("ink", "muted"):
        for ground in ("background", "sea", "soft", "land", "foreign"):
            assert contrast(tokens[ink], tokens[ground]) >= 4.5, (ink, ground)
    for line in ("coast", "leader", "accent"):
        for ground in ("background", "sea", "land"):
            assert contrast(tokens[line], tokens[ground]) >= 3, (line, ground)
    assert contrast(tokens["accent"], tokens["background"]) >= 4.5
    assert contrast(tokens["province_line"], tokens["land"]) >= 3
    assert contrast(tokens["rest"], tokens["background"]) >= 3
