"""Two languages in one figure: each is whole in it, numbers stay, what is equal stands once."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

import plusn
from briefing.catalogue import entries, text
from briefing.exhibit import Exhibit
from briefing.pairing import IDENTITY, Both, in_tongue, label, lines, paired, said_in
from briefing.spec import LANGUAGES, Aside, Bar, KeyFigure, Legend, LegendEntry, Mark
from briefing.tongue import spoken, tongue_of, tongues
from briefing.typefaces import runs
from briefing.typesetting import width_of, wrap
from data.errors import UnknownChoice

PAIRS = tongues()[3:]
DIGITS = re.compile(r"\d[\d,.]*")
WORDS = st.text("abcd xyz", min_size=1, max_size=12).map(str.strip).filter(bool)
HAN = st.text("江蘇浙福建廣東最多間", min_size=1, max_size=8)
NUMBERS = st.integers(0, 10**6).map("{:,}".format)
SENTENCES = st.builds("{0} {1} {2}".format, WORDS, NUMBERS, WORDS)
CHINESE = st.builds("{0} {1} {2}".format, HAN, NUMBERS, HAN)
LABELS = st.one_of(WORDS, NUMBERS, SENTENCES)
HAN_LABELS = st.one_of(HAN, NUMBERS, CHINESE)


def figures(words):
    return DIGITS.findall(words)


@given(LABELS)
def test_a_pair_of_equal_words_is_the_words_itself(words):
    assert label(words, words) == lines(words, words) == words


@given(WORDS, HAN)
def test_words_without_numbers_stand_whole_and_in_order(english, chinese):
    assert label(english, chinese) == f"{english} {chinese}"
    assert lines(english, chinese) == f"{english}\n{chinese}"
    assert label(chinese, english) == f"{chinese} {english}"


@given(SENTENCES, CHINESE)
def test_a_label_has_every_number_and_every_word_of_both(english, chinese):
    made = label(english, chinese)
    assert set(figures(made)) == set(figures(english)) | set(figures(chinese))
    for each in (english, chinese):
        for word in re.split(r"[\d,. ]+", each):
            assert word in made


@given(WORDS, HAN, NUMBERS)
def test_a_number_behind_few_words_stands_once(english, chinese, number):
    made = label(f"{english} {number}", f"{chinese} {number}")
    assert figures(made) == [number]
    assert made.endswith(f" {number}")


@given(NUMBERS, NUMBERS)
def test_numbers_that_differ_both_stand(first, second):
    assert set(figures(label(f"up to {first}", f"最多 {second}"))) == {first, second}


@given(st.sampled_from(PAIRS), WORDS, HAN)
def test_what_was_merged_remembers_each_language_and_their_order(tongue, one, other):
    both = dict(zip(spoken(tongue), (one, other), strict=True))
    made = in_tongue(both.__getitem__, tongue)
    assert [said_in(made, each) for each in spoken(tongue)] == [one, other]
    assert made.index(one) <= made.rindex(other)


@given(st.sampled_from(LANGUAGES), LABELS)
def test_a_single_language_is_passed_on(language, words):
    assert in_tongue({language: words}.__getitem__, language) is words


MARK = {
    "level": "province", "code": "320000", "parent": "", "names": {}, "value": 9557.0,
    "low": 9557.0, "high": 9557.0, "low_certain": 9557.0, "high_certain": 9557.0,
    "standing": "published", "text": "9,557",
}  # fmt: skip


def mark(**changed):
    return Mark(**(MARK | {"label": "Jiangsu", "known": "published"} | changed))


def test_a_region_has_two_names_one_number_and_one_standing():
    made = paired(mark(), mark(label="江蘇", known="已公布"), tongue="en+zh-Hant")
    assert (made.label, made.known, made.text) == ("Jiangsu 江蘇", "published 已公布", "9,557")
    assert (made.value, made.standing, made.code) == (9557.0, "published", "320000")


@pytest.mark.parametrize(
    "wrong",
    [{"code": "330000"}, {"value": 9558.0}, {"standing": "derived"}, {"may_be_higher": True}],
)
def test_what_has_no_language_must_not_differ(wrong):
    with pytest.raises(ValueError, match=f"differ in {next(iter(wrong))}"):
        paired(mark(), mark(**wrong), tongue="en+zh-Hant")


def test_a_title_of_a_box_has_two_lines_and_that_of_a_legend_one():
    first = Aside(title="Why?", text="No number is published.")
    box = paired(first, Aside(title="為何？", text="沒有公布數字。"), tongue="en+zh-Hant")
    assert (box.title, box.text) == ("Why?\n為何？", "No number is published.\n沒有公布數字。")

    def legend(title, words):
        entry = LegendEntry(kind="range", label=words, colour=None, standing="bounded")
        return Legend(title=title, entries=(entry,))

    made = paired(legend("Firms", "range only"), legend("企業", "只知範圍"), tongue="en+zh-Hant")
    assert (made.title, made.entries[0].label) == ("Firms 企業", "range only 只知範圍")


def test_a_remark_that_one_language_needs_stands_beside_those_of_both():
    def exhibit(lang, *notes):
        return Exhibit(name="made", lang=lang, title="t", credits=("c",), notes=notes,
                       as_of="2024", caption="c", alt="a", digest="d" * 16)  # fmt: skip

    made = paired(exhibit("en", "A.", "B."), exhibit("zh-Hant", "甲。"), tongue="en+zh-Hant")
    assert made.notes == ("A.", "B.", "甲。")
    assert made.lang == "en+zh-Hant"


def test_texts_of_a_pair_take_from_their_values_the_language_they_write():
    name = Both({"en": "Jiangsu", "zh-Hant": "江蘇"})
    made = text("atlas.alt.row", "en+zh-Hant", name=name, value="9,557")
    assert said_in(made, "en") == text("atlas.alt.row", "en", name="Jiangsu", value="9,557")
    assert said_in(made, "zh-Hant") == text("atlas.alt.row", "zh-Hant", name="江蘇", value="9,557")
    assert said_in(text("atlas.alt.row", "en", name=name, value="1"), "en").count("江蘇") == 0


def test_a_pair_has_every_key_of_the_catalogue():
    assert entries("en+zh-Hant").keys() == entries("en").keys()


def test_a_label_too_wide_for_a_line_breaks_between_its_languages():
    name = Both({"en": "Shenzhen boards", "zh-Hant": "深圳控制板廠"})
    assert wrap(name, width_of(name, 13) + 1, 13) == (str(name),)
    assert wrap(name, width_of(name, 13) - 1, 13) == ("Shenzhen boards", "深圳控制板廠")


@pytest.mark.parametrize("wrong", ["en+en", "en+fr", "en+", "+en", "", "en+zh-Hant+zh-Hans", "zh"])
def test_a_tongue_that_is_none_of_ours_is_refused(wrong):
    with pytest.raises(UnknownChoice, match="language"):
        tongue_of(wrong)


@given(st.sampled_from(PAIRS), WORDS, HAN)
def test_runs_of_a_text_are_the_text_and_each_has_its_language(tongue, english, chinese):
    told = {"en": english, "zh-Hant": chinese, "zh-Hans": chinese + "广"}
    for joined in (in_tongue(told.__getitem__, tongue), label(*map(told.get, spoken(tongue)))):
        cut = runs(joined, tongue)
        assert "".join(words for words, _ in cut) == joined
        assert {language for _, language in cut} <= set(spoken(tongue))
    merged = runs(in_tongue(told.__getitem__, tongue), tongue)
    assert [language for _, language in merged] == list(spoken(tongue))


# -- whole figures ----------------------------------------------------------------------------


@cache
def atlas(lang, **asked):
    return plusn.atlas(lang=lang, **asked).spec


@cache
def supply(lang, view):
    return plusn.supply(view, lang).spec


@cache
def sheet(lang, part):
    return plusn.findings(part, language=lang)


FIGURES = {
    "map": atlas,
    "symbols": lambda lang: atlas(lang, style="symbols"),
    "cities": lambda lang: atlas(lang, within="440000"),
    "density": lambda lang: atlas(lang, measure="density"),
    "flow map": lambda lang: supply(lang, "map"),
    "diagram": lambda lang: supply(lang, "diagram"),
    "economy": lambda lang: sheet(lang, "economy"),
    "strategy": lambda lang: sheet(lang, "strategy"),
    "enterprises": lambda lang: sheet(lang, "enterprises"),
    "recommendations": lambda lang: sheet(lang, "recommendations"),
}
# Where words stand differs from language to language; what stands there does not.
PLACED = frozenset({"wide", "phone"})


def leaves(thing, path=()):
    """Give every text, number and colour of a model with the names that lead to it."""
    if isinstance(thing, BaseModel):
        names = [name for name in type(thing).model_fields if name not in PLACED]
        for name in names:
            yield from leaves(getattr(thing, name), (*path, name))
    elif isinstance(thing, dict):
        for key, each in thing.items():
            yield from leaves(each, (*path, key))
    elif isinstance(thing, tuple):
        for place, each in enumerate(thing):
            yield from leaves(each, (*path, place))
    else:
        yield path, thing


@pytest.mark.parametrize("tongue", ["en+zh-Hant", "zh-Hans+en"])
@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_in_two_languages_says_all_that_it_says_in_each(name, tongue):
    make = FIGURES[name]
    made = dict(leaves(make(tongue)))
    alone = [dict(leaves(make(language))) for language in spoken(tongue)]
    assert made.keys() == alone[0].keys() == alone[1].keys()
    for path, both in made.items():
        each = [words[path] for words in alone]
        if path in {("lang",), ("digest",)}:
            continue
        if not isinstance(both, str) or path[-1] in IDENTITY:
            assert both == each[0] == each[1], path
            continue
        assert set(figures(both)) == {n for words in each for n in figures(words)}, path
        for words in each:
            for word in re.findall(r"[^\W\d_]+", words):
                assert word in both, path


@pytest.mark.parametrize("name", FIGURES)
def test_the_spec_of_a_pair_is_valid_and_reads_back_the_same(name):
    spec = FIGURES[name]("en+zh-Hant")
    assert type(spec).model_validate_json(spec.model_dump_json()) == spec
    assert spec.lang == "en+zh-Hant"


def test_headlines_stand_on_two_lines_and_names_on_one():
    spec = atlas("en+zh-Hant")
    alone = [atlas(language) for language in ("en", "zh-Hant")]
    for field in ("title", "subtitle", "caption", "alt"):
        assert getattr(spec, field) == "\n".join(getattr(each, field) for each in alone)
    assert "Jiangsu 江蘇" in {mark.label for mark in spec.regions}
    assert "\n" not in "".join(mark.label for mark in spec.regions)
    assert spec.credits == tuple(
        map("\n".join, zip(*(each.credits for each in alone), strict=True))
    )


def test_maps_of_a_pair_place_both_names_on_the_map():
    names = {label.name for label in atlas("zh-Hant+en").wide.labels}
    assert {"廣東 Guangdong", "香港 Hong Kong", "澳門 Macao"} <= names


def test_numbers_and_bars_are_those_of_one_language():
    def drawn(spec):
        bars = [bar for table in spec.tables for bar in table.bars]
        return [(b.code, b.low, b.high, b.fill) for b in bars if isinstance(b, Bar)]

    assert drawn(atlas("en+zh-Hant")) == drawn(atlas("en"))
    figures_of = [k.number for k in atlas("en+zh-Hant").key_figures if isinstance(k, KeyFigure)]
    assert figures_of == [k.number for k in atlas("en").key_figures]
