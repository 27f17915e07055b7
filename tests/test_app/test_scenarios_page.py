"""Pages of a firm without a browser: every control operated once, every language, every code."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from app import state
from briefing.catalogue import HTML_LANG
from briefing.spec import LANGUAGES
from plusn.desk.knobs import knobs

from .firm_numbers import components
from .firm_steps import ROOT
from .test_firm_numbers import opened, settle

SCREENS = ("decide", "explore", "compare")
CODES = {"screen": "<b>", "scenario": "P_SZ", "view": "pie", "by": "luck", "set": "x~y!!",
    "of": "?"}  # fmt: skip
LENGTH = 80


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_speaks_every_language(screen, lang, monkeypatch):
    # Between two runs AppTest words the choices of a list anew, outside of the session.
    monkeypatch.setattr(state, "LANGUAGE", replace(state.LANGUAGE, default=lang))
    page = opened("scenarios", screen=screen, lang=lang, more=True)
    languages = {data["lang"] for _, data in components(page) if "lang" in data}
    assert languages == {HTML_LANG[lang]}


@pytest.mark.parametrize("name", ["supply", "scenarios"])
def test_unknown_codes_in_the_address_are_ignored(name):
    made = opened(name, **CODES)
    assert not any("<b>" in str(one.value) for one in (*made.markdown, *made.caption))
    assert {key for key, _ in components(made)} == {key for key, _ in components(opened(name))}


@pytest.mark.parametrize(
    ("name", "query"), [("supply", {}), *(("scenarios", {"screen": one}) for one in SCREENS)]
)
def test_every_control_can_be_operated(name, query):
    page = opened(name, more=True, **query)
    operated = set()
    for _ in range(12):  # a control may bring others
        new = [one for one in controls_of(page) if (one.type, one.key) not in operated]
        if not new:
            break
        operated.add((new[0].type, new[0].key))
        if not new[0].disabled and plain(new[0].key) not in ENDING:
            OPERATED[new[0].type](new[0], page)
            settle(page)
    else:
        operate_all(page, operated)
    assert operated


def controls_of(page):
    return [one for kind in OPERATED for one in page.get(kind)]


def operate_all(page, operated):
    """Operate the rest of a long form at once: its controls wait for Run anyway."""
    for one in controls_of(page):
        if (one.type, one.key) not in operated and not one.disabled and one.type != "button":
            OPERATED[one.type](one, page)
    settle(page)
    next(one for one in page.get("button") if str(one.key).startswith("controls.run")).click()
    settle(page)


def _choose(one, page):
    one.set_value(RAW[plain(one.key)] if plain(one.key) in RAW else _options(page, one.key))


def _options(page, key):
    """Give the last choice of a control of the form, as its code."""
    known = {f"controls.{knob.id}": knob for knob in knobs(page.session_state["desk"].case)}
    return known[plain(key)].options[-1]


def plain(key):
    """Give a widget's key without the number of the form's turn, which begins it anew."""
    return re.sub(r"\.\d+$", "", str(key))


# Last codes of the lists of the pages.
RAW = {
    "bring-kind": "starter", "turns-which": "duty-mfn-AWAY-ABROAD", "tradeoff-against":
    "region_share_max", "network-by": "cost", "widget.scenario": "duty_20", "held-which": "base",
    "duty-which": ("ABROAD", "lamp"), "controls.preset": "",
}  # fmt: skip
ENDING = {"controls.run"}
OPERATED = {
    "selectbox": _choose,
    "slider": lambda one, _: one.set_value(one.max),
    "text_input": lambda one, _: one.set_value("Another one"),
    "toggle": lambda one, _: one.set_value(not one.value),
    "button": lambda one, _: one.click(),
}


@pytest.mark.parametrize("name", ["supply", "scenarios"])
def test_a_page_stays_short(name):
    lines = (ROOT / "app" / f"{name}.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LENGTH
