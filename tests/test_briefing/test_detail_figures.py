"""The figures of the detail screen: what all have in common, in words and in drawing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest

from briefing.backends.firm_track_svg import draw_track
from briefing.firm.frame import FirmFigure
from briefing.firm.names import Names
from briefing.firm.palette import tokens
from briefing.spec import LANGUAGES
from briefing.typesetting import width_of

from .detail_figures import FIGURES, FIRM, drawn, figure, record
from .firm_records import assert_words_are_clear

WIDTHS = (690, 430, 358)
# Ids of the case that are no words of a language.
CODES = re.compile(
    r"\b([A-Z]_[A-Z]{2,3}|us_tariff_10|section_301|stock_holding|lost_sales|detail\.\w+)\b"
)
WORKSHOP = re.compile(r"\b(dual|epsilon|recourse|HiGHS|modules?|Pareto|NaN|null|None)\b")
SECRET = {"certificate", "inputs"}


def texts(value):
    """Yield every text that a reader sees; ids, digests and colours are none."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in {
                "id", "digest", "origin", "layer", "place", "term", "kind", "dest", "product",
                "against", "lang", "source",
            }:  # fmt: skip
                yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


def words_of(svg):
    return [one.text for one in ET.fromstring(svg).iter() if one.text]  # noqa: S314


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_comes_back_from_json_and_keeps_its_digest(name, lang):
    spec = figure(name, lang)
    assert type(spec).model_validate_json(spec.model_dump_json()) == spec
    assert isinstance(spec, FirmFigure)
    assert re.fullmatch(r"[0-9a-f]{64}", spec.digest)


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_says_no_code_no_key_and_no_word_of_the_workshop(name, lang):
    for words in texts(figure(name, lang).model_dump(mode="json")):
        assert not CODES.search(words), words
        if name not in SECRET:
            assert not WORKSHOP.search(words), words


@pytest.mark.parametrize("name", FIGURES)
def test_chinese_figures_hold_no_english_sentence(name):
    for lang in LANGUAGES[1:]:
        for words in texts(figure(name, lang).model_dump(mode="json")):
            assert not re.search(r"\b(the|and|of|is|not|with)\b", words), words


@pytest.mark.parametrize("name", FIGURES)
def test_a_made_up_firm_says_so_and_every_figure_has_title_source_and_alt(name):
    spec = figure(name)
    assert spec.notice
    assert spec.title
    assert spec.credits
    assert len(spec.alt) > len(spec.title)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_no_words_touch_or_leave_the_drawing(name, lang):
    for width in WIDTHS:
        assert_words_are_clear(drawn(name, lang, width=width))
        assert_words_are_clear(drawn(name, lang, width=width, headed=True))


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("theme", ["light", "dark", "mono"])
def test_a_drawing_uses_colours_of_its_theme_alone_and_nothing_that_runs(name, theme):
    svg = drawn(name, theme=theme)
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    assert not re.search(r"<(script|style|a|foreignObject|image)\b|href|url\(| id=| on\w+=", svg)
    ground = tokens(theme)["background"]
    assert root.find("{http://www.w3.org/2000/svg}rect").get("fill") == ground
    if theme == "mono":
        for colour in re.findall(r"#[0-9a-f]{6}", svg):
            assert colour[1:3] == colour[3:5] == colour[5:7], colour
    assert drawn(name, theme=theme) == svg


@pytest.mark.parametrize("name", sorted(set(FIGURES) - {*SECRET, "board", "board-pair"}))
def test_every_mark_has_a_name_and_stands_for_a_row(name):
    svg = "{http://www.w3.org/2000/svg}"
    marks = [
        one for one in ET.fromstring(drawn(name)).iter(f"{svg}g")  # noqa: S314
        if "mark" in one.get("class", "")
    ]  # fmt: skip
    assert marks
    for mark in marks:
        assert mark.get("data-of")
        assert mark.find(f"{svg}title").text


HOSTILE = "</text><script>alert(1)</script> {x} & 'q' \u202e\"--"


@pytest.mark.parametrize("name", ["bridge", "breakeven", "weeks", "tradeoff", "board", "duty"])
def test_a_hostile_name_stays_text(name):
    facilities = tuple(
        row.model_copy(update={"name": HOSTILE}) if row.id in {"P_BN", "P_DG"} else row
        for row in FIRM.facilities
    )
    products = tuple(row.model_copy(update={"name": HOSTILE}) for row in FIRM.products)
    case = type(FIRM).__new__(type(FIRM))
    for table, rows in FIRM.tables().items():
        object.__setattr__(case, table, rows)
    object.__setattr__(case, "facilities", facilities)
    object.__setattr__(case, "products", products)
    of, describe, draw = FIGURES[name]
    spec = describe(record(of), Names.of(case, "en"))
    assert "<script>" in spec.model_dump_json()
    for width in (690, 358):
        svg = draw(spec, width=width, headed=True)
        tags = {one.tag.partition("}")[2] for one in ET.fromstring(svg).iter()}  # noqa: S314
        assert tags <= {"svg", "title", "desc", "rect", "path", "g", "text", "circle"}
        joined = " ".join(words_of(svg))
        assert "script" in joined


# -- the strip below a slider ---------------------------------------------------------------------


def boxes_of_strip(svg, width):
    """Place the words of a strip that is so many px wide."""
    tag = "{http://www.w3.org/2000/svg}"
    for part in ET.fromstring(svg).iter(f"{tag}svg"):  # noqa: S314 - our own drawing
        if not part.get("x"):
            continue
        origin = float(part.get("x").rstrip("%")) / 100 * width
        for one in part.iter(f"{tag}text"):
            wide = width_of(one.text, 12, bold=one.get("font-weight") == "700") * 0.97
            x = origin + float(one.get("x")) - (wide if one.get("text-anchor") == "end" else 0)
            y = float(one.get("y"))
            yield one.text, x, x + wide, y


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["breakeven", "bracket", "factor", "ieepa"])
def test_the_strip_of_a_slider_keeps_its_words_inside_and_apart_at_any_width(name, lang):
    svg = draw_track(figure(name, lang))
    for width in (320, 358, 690, 1100):
        found = list(boxes_of_strip(svg, width))
        assert found
        for words, left, right, y in found:
            assert left >= -1, words
            assert right <= width + 1, words
            assert y <= float(ET.fromstring(svg).get("height"))  # noqa: S314
        baselines = [y for *_, y in found]
        assert all(abs(a - b) >= 14 for a, b in combinations(baselines, 2))


def test_a_turning_point_stands_where_the_track_has_its_value():
    spec = figure("breakeven")
    (turn,) = spec.turns
    svg = draw_track(spec, inset=6)
    mark = next(
        one for one in ET.fromstring(svg).iter()  # noqa: S314 - our own drawing
        if "turn turn" in one.get("class", "")
    )  # fmt: skip
    part = mark.find("{http://www.w3.org/2000/svg}svg")
    share = float(part.get("x").rstrip("%")) / 100
    at = float(part.find("{http://www.w3.org/2000/svg}path").get("d").split(",")[0][1:])
    for width in (358, 700):
        track = 6 + (width - 12) * turn.value / 0.5
        assert share * width + at == pytest.approx(track, abs=0.1)
