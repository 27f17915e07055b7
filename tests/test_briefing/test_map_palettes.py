"""Colours on both sides of a middle: told apart by every eye, in the dark and on paper."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from briefing.atlas.clusters import KINDS
from briefing.backends.svg_ink import Ink
from briefing.diverging_palette import EVEN, LESS, MORE, PLAIN, side_colour
from briefing.palette import TOKENS

from .test_atlas_svg import MACHADO, distance, lightness

EYES = ("normal", *MACHADO)
THEMES = ("light", "dark")


def in_theme(colours, theme):
    return [getattr(colour, theme) for colour in colours]


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_class_looks_different_from_every_other(eye, theme) -> None:
    drawn = in_theme((*reversed(MORE), EVEN, *LESS), theme)
    assert min(distance(a, b, eye) for a, b in combinations(drawn, 2)) >= 8


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", THEMES)
def test_no_class_looks_like_land_or_sea_without_a_value(eye, theme) -> None:
    around = [TOKENS[theme][name] for name in ("land", "dot_ground")]
    drawn = in_theme((*MORE, EVEN, *LESS), theme)
    assert min(distance(a, b, eye) for a in drawn for b in around) >= 8


@pytest.mark.parametrize("theme", THEMES)
def test_the_farther_from_the_middle_the_stronger_on_both_sides(theme) -> None:
    sign = -1 if theme == "light" else 1
    for side in (MORE, LESS):
        steps = [sign * lightness(colour) for colour in in_theme(side, theme)]
        assert min(b - a for a, b in pairwise(steps)) >= 12
    for more, less in zip(in_theme(MORE, theme), in_theme(LESS, theme), strict=True):
        assert abs(lightness(more) - lightness(less)) < 12


def test_on_paper_no_two_classes_have_one_paint() -> None:
    ink = Ink("mono")
    paints = [ink.colour(colour) for colour in (*MORE, EVEN, *LESS)]
    assert len(set(paints)) == len(paints)
    for paint in paints:
        if paint.startswith("url"):
            assert f'id="{paint[5:-1]}"' in ink.patterns()


@pytest.mark.parametrize("statistic", KINDS)
@pytest.mark.parametrize("theme", ["light", "dark", "mono"])
def test_every_kind_of_a_statistic_has_a_paint_of_its_own(statistic, theme) -> None:
    paints = [Ink(theme).colour(colour) for colour in KINDS[statistic].values()]
    assert len(set(paints)) == len(paints)
    assert KINDS[statistic]["chance"] == PLAIN


@pytest.mark.parametrize("most", [1, 2, 3])
def test_the_two_sides_mirror_each_other(most) -> None:
    for place in range(1, most + 1):
        more, less = side_colour(place, most), side_colour(-place, most)
        assert MORE.index(more) == LESS.index(less)
