"""What a page shows while its question is worked on, and what it shows at the end."""

from __future__ import annotations

import json
import time

import pytest
from streamlit.testing.v1 import AppTest

from app.components.firm import working as component
from briefing.catalogue import entries, text
from briefing.spec import LANGUAGES
from plusn.solving.jobs import JOBS
from plusn.solving.size import MANY

LONG_S = 60


PAGE = """
import json
import streamlit as st
from app.components.firm.working import working
from app.desk import desk
from app.solving import ask

st.session_state["runs"] = st.session_state.get("runs", 0) + 1
args = json.loads(st.query_params.get("args", "{}"))
asked = ask(st.query_params["kind"], desk().case, urgent=True, **args)
if working(asked, key="it", what=st.query_params.get("what", "")):
    st.text(f"cost {asked.record['objective']:.0f}")
"""


def opened(kind, case="two_plants", lang="en", **query):
    made = AppTest.from_string(PAGE, default_timeout=LONG_S)
    for name, value in {"kind": kind, "case": case, "lang": lang, **query}.items():
        made.query_params[name] = value
    made.run()
    assert not made.exception
    return made


def the_question(made):
    (asked,) = made.session_state["asked"]
    return asked


def sentences(made):
    told = [json.loads(e.proto.json) for e in walk(made.main) if e.type == "bidi_component"]
    return [line for one in told for line in (one["title"], *one["lines"]) if line]


def walk(block):
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from walk(child)


def labels(made):
    return [button.label for button in made.button]


def at_work(made):
    asked, end = the_question(made), time.monotonic() + LONG_S
    while not asked.progress[0]:
        assert not asked.settled, asked.problem
        assert time.monotonic() < end
        time.sleep(0.01)
    return asked


def test_an_answer_takes_the_place_of_the_progress():
    made = opened("run")
    the_question(made).wait(LONG_S)
    made.run()
    assert [one.value for one in made.text] == ["cost 8704800"]
    assert labels(made) == []


def test_progress_is_shown_with_a_way_out_and_the_way_back():
    made = opened("decide", "electronics", args='{"run_date": "2026-11-02"}')
    assert text("solving.what.decide", "en") in sentences(made)
    asked = at_work(made)
    made.run()
    done, total = asked.progress
    assert 0 < done <= total
    assert any(f"of {total}" in bar.proto.text for bar in made.get("progress"))
    (cancel,) = made.button
    assert cancel.label == "Cancel"
    cancel.click()
    made.run()
    assert asked.state == "cancelled"
    assert any("cancelled" in line for line in sentences(made))
    assert labels(made) == ["Run again"]
    made.button[0].click()
    made.run()
    assert not asked.settled
    assert labels(made) == ["Cancel"]
    asked.cancel()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_wrong_with_a_question_is_said_and_cannot_be_run_again_as_it_is(lang):
    made = opened("run", lang=lang, args='{"scenario": "<img src=x>"}')
    the_question(made).wait(LONG_S)
    made.run()
    told = sentences(made)
    assert any("<img src=x>" in line for line in told)
    assert not any("<img" in one.value for one in (*made.markdown, *made.caption))
    assert text("solving.failed", lang, what=text("solving.what.run", lang)) in told
    assert labels(made) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_mistake_of_ours_is_one_sentence_and_can_be_run_again(lang):
    made = opened("run", lang=lang, args='{"nobody": "knows"}')
    the_question(made).wait(LONG_S)
    made.run()
    assert not any("nobody" in line or "Traceback" in line for line in sentences(made))
    assert labels(made) == [text("solving.again", lang)]
    assert lang == "en" or not any("mistake of ours" in line for line in sentences(made))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_large_case_is_not_worked_on_for_minutes_unasked(lang, monkeypatch):
    monkeypatch.setattr("plusn.solving.size.LARGE", 1)
    made = opened("swing", "electronics", lang=lang, args='{"run_date": "2026-11-05"}')
    asked = the_question(made)
    assert asked.state == "offered"
    assert text("solving.large", lang) in sentences(made)
    assert text("solving.offer.swing", lang) in sentences(made)
    assert labels(made) == [text("solving.large.begin", lang)]
    made.button[0].click()
    made.run()
    assert not asked.settled
    assert labels(made) == [text("solving.cancel", lang)]
    asked.cancel()


def test_every_question_that_takes_long_has_words_to_be_offered_in():
    for lang in LANGUAGES:
        assert {f"solving.offer.{kind}" for kind in MANY} <= set(entries(lang))


def test_a_page_may_say_in_its_own_words_what_is_worked_on():
    made = opened("swing", "electronics", what="[x](http://y)", args='{"run_date": "2026-11-02"}')
    assert "[x](http://y)" in sentences(made)
    assert not any("http" in one.value for one in (*made.markdown, *made.caption))
    the_question(made).cancel()


def test_two_sessions_hold_questions_of_their_own():
    one, other = (opened("run", args='{"scenario": "base"}') for _ in range(2))
    assert the_question(one) is not the_question(other)
    for made in (one, other):
        assert the_question(made).wait(LONG_S)


def test_only_a_part_of_the_page_looks_how_far_it_is():
    made = opened("decide", "electronics", args='{"run_date": "2026-11-03"}')
    assert made.session_state["runs"] == 1
    assert component._going.__wrapped__  # a fragment wraps the function that it draws
    assert 0.1 <= component.EVERY <= 1
    the_question(made).cancel()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_question_has_words(lang):
    assert {f"solving.what.{kind}" for kind in JOBS} <= set(entries(lang))
