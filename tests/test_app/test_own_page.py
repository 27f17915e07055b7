"""Page Your data without a browser: every control operated, every language, nothing shared."""

from __future__ import annotations

import ast
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from app import state
from briefing.catalogue import text
from briefing.spec import LANGUAGES
from plusn.own.draft import CHOICES
from plusn.own.uploading import bring_bytes, bring_text

from .firm_numbers import components
from .firm_steps import ROOT
from .own_steps import TABLE
from .test_names_are_no_markup import PLAIN, walk

STEPS = ("read", "names", "check")
MARKUP = "![a](http://elsewhere.example/p.png) $x$"
POINTS = "名称\t经度\t纬度\t行业\n甲\t114.06\t22.54\t电子\n乙\t113.75\t23.02\t服装\n丙\t\t\t电子\n"
MARKED = (
    f"{MARKUP} 标题\n城市\t{MARKUP}\t组别\n深圳市\t5\t{MARKUP}\n"
    f"{MARKUP}\t-\t\nSuzhou\t7\t{MARKUP}\n"
)
SET = PLAIN | {"dataframe"}  # and a table, whose cells are data
TAKEN = {"own-drop", "own-back", "own-map", "own-paste", "own-line-study", "own-line-edit"}


@pytest.fixture(scope="module")
def drafts():
    """Give a table, a marked one and one of points, read once."""
    brought = {
        "table": bring_bytes(TABLE.encode("gb18030"), f"{MARKUP}.csv"),
        "marked": bring_text(MARKED, MARKUP),
        "points": bring_text(POINTS, "points"),
    }
    return {name: (one, one.read()) for name, one in brought.items()}


@pytest.fixture
def opened(drafts):
    """Open a page on a data set."""

    def go(name="table", page="own", **query):
        made = AppTest.from_file(ROOT / "app" / f"{page}.py", default_timeout=90)
        for code, value in query.items():
            made.query_params[code] = value
        if name:
            made.session_state["own.brought"], made.session_state["own"] = drafts[name]
        made.run()
        assert not made.exception
        return made

    return go


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_control_can_be_operated_in_every_language(opened, lang, monkeypatch):
    # Between two runs AppTest words the choices of a list anew, outside of the session.
    monkeypatch.setattr(state, "LANGUAGE", replace(state.LANGUAGE, default=lang))
    operated = set()
    for name in ("table", "marked", "points"):
        for step in STEPS:
            page = opened(name, lang=lang, step=step)
            operated |= operate(page)
    assert {"own-title", "own-unit", "own-year", "own-factor", "own-encoding", "own-header-first",
        "own-datum", "own-finest", "own-dash"} <= operated  # fmt: skip


def operate(page):
    done = set()
    for _ in range(40):  # a control may bring others, and an answer may take some away
        new = [one for kind in OPERATED for one in page.get(kind) if one.key not in done]
        new = [one for one in new if not one.disabled and str(one.key) not in TAKEN]
        new = [one for one in new if not str(one.key).startswith(("own-text", "widget."))]
        if not new:
            return done
        done.add(new[0].key)
        OPERATED[new[0].type](new[0])
        page.run()
        assert not page.exception
    return done


OPERATED = {
    "text_input": lambda one: one.set_value("10000"),
    "number_input": lambda one: one.set_value(one.min),
    "selectbox": lambda one: one.select_index(len(one.options) - 1),
    "checkbox": lambda one: one.set_value(not one.value),
    "radio": lambda one: one.set_value(tuple(CHOICES[one.key.removeprefix("own-")])[-1]),
    "button": lambda one: one.click(),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("name", ["table", "marked"])
def test_no_label_takes_a_readers_text_for_markup(opened, name, step):
    shown = list(walk(opened(name, step=step).main))
    protos = {str(one.proto) for one in shown if one.proto is not None and one.type not in SET}
    assert len(protos) > 5  # the search itself must not go blind
    assert not [proto for proto in protos if "](http" in proto or "$x$" in proto]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_screen_says_what_it_takes_and_what_stays(opened, lang, monkeypatch):
    monkeypatch.setattr(state, "LANGUAGE", replace(state.LANGUAGE, default=lang))
    page = opened("", lang=lang)
    (title,) = [data for key, data in components(page) if key == "own-title"]
    assert title["level"] == 1
    assert title["lines"] == [text("own.promise", lang)]
    assert len(page.get("download_button")) == 2


def test_what_was_put_away_can_be_had_back(opened):
    page = opened()
    before = page.session_state["own"]
    page.button(key="own-drop").click().run()
    assert "own" not in page.session_state
    page.button(key="own-back").click().run()
    assert page.session_state["own"] is before
    assert not page.exception


def test_what_cannot_be_read_so_leaves_all_as_it_was(opened):
    page = opened()
    before = page.session_state["own"]
    page.text_input(key="own-factor").set_value("many").run()
    assert page.session_state["own"] is before
    (told,) = [data for key, data in components(page) if key == "own-reading-no"]
    assert "many" in told["lines"][0]


def test_another_encoding_keeps_what_was_answered(opened):
    page = opened(step="names")
    page.button(key="own-answer-0-city-320500").click().run()
    page.query_params["step"] = "read"
    page.run()
    page.selectbox(key="own-encoding").set_value("big5hkscs").run()
    assert not page.exception
    assert page.session_state["own"].book.encoding == "big5hkscs"
    assert "Suzhou" in page.session_state["own"].confirmed


def test_points_wait_for_their_datum_and_say_what_became_of_each(opened):
    page = opened("points", step="names")
    assert page.button(key="own-map").disabled
    page.radio(key="own-datum").set_value("gcj-02").run()
    assert not page.button(key="own-map").disabled
    (told,) = [data for key, data in components(page) if key == "own-points-tally"]
    assert told["title"] == "2 of 3 points are on the map"
    assert told["lines"][-1] == "without coordinates: 1"


@pytest.mark.parametrize(
    ("look", "shown"),
    [("one", "atlas"), ("difference", "atlas"), ("ratio", "atlas"), ("pair", "own-panels"),
     ("multiples", "own-panels"), ("local-moran", "own-look-no"), ("gi-star", "own-look-no")],
)  # fmt: skip
def test_the_atlas_shows_or_refuses_what_is_made_of_the_numbers(opened, look, shown):
    page = opened("table", "atlas", of="own", level="city", look=look)
    told = dict(components(page))
    assert shown in told
    assert ("atlas" in told) is (shown != "own-panels")


def test_numbers_that_cannot_all_be_true_are_told_and_not_drawn(opened):
    page = opened("", "atlas")
    text_of = "地区,数\n广东省,5\n深圳市,9\n"
    page.session_state["own"] = bring_bytes(text_of.encode(), "x.csv").read()
    page.session_state["choice.of"] = "own"
    page.run()
    assert not page.exception
    (told,) = [data for key, data in components(page) if key == "own-false"]
    assert told["level"] == 1
    assert "more than their whole" in told["lines"][0]


def test_nothing_of_a_readers_passes_a_shared_cache():
    cached = {}
    for file in [*(ROOT / "app").rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(
                "cache" in ast.unparse(one) for one in node.decorator_list
            ):
                cached[f"{file.stem}.{node.name}"] = {a.arg for a in node.args.args}
    own = {name: of for name, of in cached.items() if of & {"draft", "table", "data", "content"}}
    assert own == {}
    assert cached["stock._views"] == {"choices"}
    source = (ROOT / "app" / "components" / "stock.py").read_text(encoding="utf-8")
    calls = [line for line in source.splitlines() if "return _" in line]
    assert len(calls) == 3
    assert all("if choices.data is None else" in line for line in calls)
