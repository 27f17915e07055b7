"""The figures of the detail screen: what all have in common, in words and in drawing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from briefing.firm.frame import FirmFigure
from briefing.firm.names import Names
from briefing.firm.palette import tokens
from briefing.spec import LANGUAGES

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
        if name != "track":
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


@pytest.mark.parametrize("name", sorted(set(FIGURES) - {"track", *SECRET, "board", "board-pair"}))
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
