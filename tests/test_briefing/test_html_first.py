"""The picture that stands in the one-file atlas before its script runs."""

import re

import plusn
from briefing.backends.html_first import first_picture


def test_it_shows_the_first_view_with_its_own_colours_and_no_others():
    figure = plusn.atlas(level="city")
    drawn = first_picture(figure.spec, figure.land)
    fills = {mark.fill.light for mark in figure.spec.regions if mark.fill is not None}
    assert set(re.findall(r'fill="(#[0-9a-f]{6})"', drawn)) == fills
    assert drawn.count("<path") > len(fills)
    assert figure.spec.title in drawn


def test_a_hostile_headline_stays_text():
    figure = plusn.atlas(title="<img src=x onerror=alert(1)>{{7*191}}")
    drawn = first_picture(figure.spec, figure.land)
    assert "<img" not in drawn
    assert "&lt;img src=x onerror=alert(1)&gt;{{7*191}}" in drawn
