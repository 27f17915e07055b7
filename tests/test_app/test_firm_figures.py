"""Components of a firm's figures without a browser: what they are given, word for word."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from briefing.catalogue import HTML_LANG
from briefing.spec import LANGUAGES

PAGE = """
import streamlit as st
from app.components.firm.decision_table import show_decision
from app.components.firm.drawing import show_drawing
from app.components.firm.ledger import show_ledger
from briefing.backends.firm_swing_svg import draw
from briefing.firm.decision import describe_decision
from briefing.firm.ledger import describe_no_ledger
from briefing.firm.names import Names
from briefing.firm.swing import describe_swing
from plusn.scenarios.questions import question
from plusn.scenarios.shipped import shipped_case
from plusn.scenarios.verbs.decide import decide_report
from plusn.scenarios.verbs.swing import swing_report

lang, case = st.query_params["lang"], shipped_case("two_plants")
names = Names.of(case, lang)

def whole(report):
    return {**report.record, "tables": report.tables}

decided, swung = whole(decide_report(case)), whole(swing_report(question(case)))
table = describe_decision(decided, names, lang)
swing = describe_swing(swung, names, lang)
picked = show_decision(table, theme="light", key="table", selected=("free", "base"))
drawn = {width: draw(swing, width=width) for width in (340, 760)}
mark = show_drawing(swing, drawn, theme="dark", key="swing", selected="number:1")
show_drawing(swing, drawn, theme="dark", key="bare", bare=True)
show_ledger(describe_no_ledger(decided, lang), theme="light", key="ledger")
st.text(f"{picked} {mark!r}")
"""


@pytest.fixture(params=LANGUAGES)
def page(request):
    made = AppTest.from_string(PAGE, default_timeout=60)
    made.query_params["lang"] = request.param
    made.run()
    assert not made.exception
    return made


def given(page):
    """Give what each component was given, in order."""
    return [json.loads(one.proto.json) for one in page.main if one.type == "bidi_component"]


def test_components_get_every_word_and_the_language(page):
    table, swing, bare, ledger = given(page)
    lang = page.query_params["lang"]
    lang = lang if isinstance(lang, str) else lang[0]
    assert {one["lang"] for one in (table, swing, bare, ledger)} == {HTML_LANG[lang]}
    assert table["head"]["title"]
    assert len(table["head"]["boxed"]) == 2
    assert table["foot"]["credits"]
    assert table["selected"] == ["free", "base"]
    assert {cell["plan"] for row in table["table"]["rows"] for cell in row["cells"]} >= {"free"}
    assert len(ledger["table"]["steps"]) == 3


def test_a_drawing_comes_at_its_widths_and_bare_without_words(page):
    _, swing, bare, _ = given(page)
    assert [one["least"] for one in swing["drawings"]] == [340, 760]
    assert all(one["svg"].startswith("<svg") for one in swing["drawings"])
    assert (bare["head"], bare["foot"]) == (None, None)
    assert bare["label"] == swing["head"]["title"]


def test_nothing_is_picked_before_the_reader_does(page):
    assert page.text[0].value == "None ''"


def test_colours_follow_the_theme(page):
    table, swing, *_ = given(page)
    assert table["tokens"]["background"] == "#ffffff"
    assert swing["tokens"]["background"] != "#ffffff"
    assert {"distance_4", "alert", "ink"} <= table["tokens"].keys()
