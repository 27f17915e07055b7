"""Codes of figures: read back as written, nothing else accepted, each figure with its parts."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plusn.briefs.look import kept_look, looked_at
from plusn.briefs.offers import (
    ALL,
    COUNTRY,
    GROUPS,
    LEVELS,
    brief_from,
    known,
    map_code,
    offer_of,
    offers,
)
from plusn.choices import MEASURES
from plusn.exhibits.registry import asked

MAPS = st.fixed_dictionaries(
    {
        "level": st.sampled_from(LEVELS),
        "measure": st.sampled_from(MEASURES),
        "style": st.sampled_from(("fill", "symbols")),
    },
    optional={"within": st.sampled_from((COUNTRY, "440000", "320000"))},
) | st.fixed_dictionaries({"level": st.just("city"), "group": st.sampled_from(GROUPS)})


@given(MAPS)
def test_a_code_of_a_map_says_what_was_shown(given_):
    usual = {"measure": "count", "style": "fill", "within": COUNTRY}
    plain = {name: word for name, word in given_.items() if usual.get(name) != word}
    assert offer_of(map_code(**given_)) == ("atlas", plain)
    assert known([map_code(**given_)]) == (map_code(**given_),)


@given(st.text(max_size=40) | st.from_regex(r"map\.[a-z0-9.]{0,30}", fullmatch=True))
def test_no_other_code_passes_unless_it_is_a_figure_that_can_be_asked(word):
    offer = offer_of(word)
    if offer is not None:
        asked(*offer)
        assert word in offers() or word.startswith("map.")


def test_every_offer_can_be_asked():
    assert set(ALL) <= set(offers())
    for figure, arguments in offers().values():
        asked(figure, arguments)


def test_the_order_and_the_authors_words_are_those_of_the_brief():
    tree = brief_from(
        ("cities", "gba"), title="T", titles={"gba": "Bay"}, notes={"cities": "N"}, lang="en"
    )
    entries = tree["figures"]
    assert [entry["with"] for entry in entries] == [{"level": "city"}, {"group": "gba"}]
    assert [(entry["title"], entry["notes"]) for entry in entries] == [("", "N"), ("Bay", "")]


@pytest.mark.parametrize("word", ["finding.economy.markets", "supply_diagram"])
def test_what_is_taken_of_a_figure_has_its_numbers_and_its_sources(word):
    look = looked_at(word, "en+zh-Hant", "16:9", "colour")
    told = look.exhibit
    rows = list(csv.reader(io.StringIO(look.numbers), delimiter="\t"))
    for record in told.records:
        assert list(record.heads) in rows
    assert told.digest[:12] in look.citation
    assert told.digest[:12] in look.source
    assert all(line in look.citation for line in told.credits)
    words = "".join(ET.fromstring(look.whole()).itertext())  # noqa: S314 - our own drawing
    assert told.digest[:12] in words
    assert "研究" in words
    assert look.workbook()[:2] == b"PK"
    room = look.paper.width - 2 * look.paper.margin
    assert all(picture.width * 14 / 12 <= room + 1 for picture in look.pictures)


def test_a_figure_looked_at_again_is_not_drawn_again():
    given_ = ("finding.economy.gdp", "en", "A4", "mono", "")
    assert kept_look(*given_) is kept_look(*given_)
