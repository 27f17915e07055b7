"""What tests of a firm's figures share: records of the shipped cases, boxes of drawn words."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache
from itertools import combinations

from briefing.firm.names import Names
from briefing.typesetting import width_of
from plusn.scenarios.questions import question
from plusn.scenarios.shipped import shipped_case
from plusn.scenarios.verbs.baseline import baseline_report
from plusn.scenarios.verbs.decide import decide_report
from plusn.scenarios.verbs.swing import swing_report

PLANS = ("today", "free", "stay", "china_plus_1", "china_plus_2")
REGIMES = ("us_tariff_10", "us-ieepa-2025-05", "us-section-122-2026")
SVG = "{http://www.w3.org/2000/svg}"


def names(lang="en", case="electronics"):
    return Names.of(shipped_case(case), lang)


@cache
def decided():
    """Give a decision over four outcomes, one of them incomplete; two plans are the same."""
    return whole(decide_report(shipped_case("electronics"), PLANS, REGIMES))


@cache
def swung(case="electronics"):
    return whole(swing_report(question(shipped_case(case))))


@cache
def booked():
    return whole(baseline_report(question(shipped_case("electronics"))))


def whole(report):
    return {**report.record, "tables": report.tables}


def numbers_in(value):
    """Yield every number anywhere in a record or a spec."""
    if isinstance(value, dict):
        for one in value.values():
            yield from numbers_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from numbers_in(one)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)


def boxes(svg):
    """Yield the box of every line of text in a drawing: words, left, top, right, bottom."""
    for one in ET.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - our own drawing
        size, bold = float(one.get("font-size")), one.get("font-weight") == "700"
        wide = width_of(one.text, size, bold=bold) * 0.97
        x, y = float(one.get("x")), float(one.get("y"))
        left = x - {"end": wide, "middle": wide / 2}.get(one.get("text-anchor"), 0)
        yield one.text, left, y - 0.72 * size, left + wide, y + 0.12 * size


def assert_words_are_clear(svg):
    """Hold that no two lines of text touch, and that none leaves the drawing."""
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    found = list(boxes(svg))
    assert found
    for words, left, top, right, bottom in found:
        inside = left >= -1 and right <= float(root.get("width")) + 1
        assert inside, f"{words} runs out: {left:.0f} to {right:.0f}"
        assert top >= 0, words
        assert bottom <= float(root.get("height")), words
    for a, b in combinations(found, 2):
        apart = a[3] <= b[1] or b[3] <= a[1] or a[4] <= b[2] or b[4] <= a[2]
        assert apart, f"{a[0]} meets {b[0]}"
