"""Drawn findings: words inside the drawing and clear of each other, lengths true to the facts."""

import itertools
import re
import xml.etree.ElementTree as ET

import pytest

from briefing.backends.chart_svg import draw
from briefing.findings import PARTS
from briefing.findings.chart_spec import BarChart, BarGroup, BarRow
from briefing.spec import LANGUAGES
from briefing.typesetting import width_of, wrap
from plusn.study import findings

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = (340, 472, 644)
CASES = [
    (figure, language, width)
    for part in PARTS
    for language in LANGUAGES
    for figure in findings(part, language=language).figures
    for width in WIDTHS
]


def parsed(figure, language="en", width=644, theme="light"):
    return ET.fromstring(draw(figure, language=language, width=width, theme=theme))  # noqa: S314


def boxes(root):
    for node in root.iter(f"{SVG}text"):
        size, words = float(node.get("font-size")), node.text
        width = width_of(words, size, bold=node.get("font-weight") == "700")
        x = float(node.get("x")) - (width if node.get("text-anchor") == "end" else 0)
        baseline = float(node.get("y"))
        yield x, baseline - 0.72 * size, x + width, baseline + 0.18 * size, words


def test_no_word_leaves_the_drawing_at_any_width():
    for figure, language, width in CASES:
        root = parsed(figure, language, width)
        for left, top, right, bottom, words in boxes(root):
            assert left >= -0.1, (figure.figure_id, words)
            assert right <= width + 0.1, (figure.figure_id, language, width, words)
            assert 0 <= top < bottom <= float(root.get("height")), (figure.figure_id, words)


def test_no_two_words_overlap():
    for figure, language, width in CASES:
        for a, b in itertools.combinations(boxes(parsed(figure, language, width)), 2):
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, (figure.figure_id, language, width, a[4], b[4])


def test_every_drawing_is_an_image_with_a_name_and_every_mark_says_its_quotation():
    for figure, language, width in CASES:
        root = parsed(figure, language, width)
        assert root.get("role") == "img"
        assert figure.title in root.get("aria-label")
        for mark in root.iter(f"{SVG}g"):
            assert all(
                fact in mark.find(f"{SVG}title").text for fact in mark.get("data-facts").split()
            )


def one_bar(**more):
    row = BarRow(label="a", value=50, text="50%", **more)
    whole = BarRow(label="b", value=100, text="100%")
    chart = BarChart(groups=(BarGroup(rows=(row, whole)),))
    return findings("strategy").figures[0].model_copy(update={"charts": (chart,)})


def lengths(figure):
    root = parsed(figure)
    return [
        float(node.get("width"))
        for node in root.iter(f"{SVG}rect")
        if node.get("pointer-events") is None
    ]


def test_length_is_proportional_to_the_number():
    half, whole = lengths(one_bar())
    assert half * 2 == pytest.approx(whole, abs=0.2)


@pytest.mark.parametrize(
    ("extent", "signs"), [("about", 1), ("nearly", 1), ("exact", 0), ("over", 0)]
)
def test_only_an_approximate_bar_fades(extent, signs):
    assert draw(one_bar(extent=extent), language="en").count("url(#fade") == signs


def test_nearly_ends_before_and_about_beyond_the_number():
    exact, whole = lengths(one_bar())
    assert lengths(one_bar(extent="nearly"))[0] / lengths(one_bar(extent="nearly"))[1] <= 0.5
    about = lengths(one_bar(extent="about"))
    assert about[0] / about[1] > exact / whole


def test_a_joint_figure_is_an_outline():
    drawn = parsed(one_bar(joint=True))
    outlined = [n for n in drawn.iter(f"{SVG}rect") if n.get("stroke") and n.get("fill") == "none"]
    assert len(outlined) == 1


def test_the_same_figure_gives_the_same_text_and_themes_differ():
    figure = findings("economy").figures[0]
    light = draw(figure, language="en")
    assert light == draw(figure, language="en")
    assert light != draw(figure, language="en", theme="dark")


def test_hostile_words_come_out_as_those_characters():
    hostile = '<img onerror="x">{{7*191}}]]></script>${7*7}'
    figure = one_bar().model_copy(update={"alt": hostile})
    row = BarRow(label=hostile, value=1, text="1", tip=hostile, facts=('"><script>',))
    figure = figure.model_copy(update={"charts": (BarChart(groups=(BarGroup(rows=(row,)),)),)})
    root = parsed(figure)
    assert root.get("aria-label") == hostile
    assert root.find(f".//{SVG}title").text == hostile
    assert (
        "".join(n.text for n in root.iter(f"{SVG}text")).replace(" ", "").startswith("<imgonerror")
    )
    assert not list(root.iter(f"{SVG}script"))


def test_drawings_refer_to_nothing_outside_themselves():
    for figure, language, width in CASES[:: len(WIDTHS)]:
        drawn = draw(figure, language=language, width=width)
        assert set(re.findall(r"url\((.)", drawn)) <= {"#"}
        assert not re.search(r"href|<style|<script|\son\w+=", drawn)


def test_lines_never_begin_with_closing_punctuation():
    lines = wrap("維持規模，擴充；「製造」（基地）。", 40, 13)
    assert not any(line[0] in "，；」）。" for line in lines)
    assert "".join(lines) == "維持規模，擴充；「製造」（基地）。"
