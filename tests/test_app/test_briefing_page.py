"""Page Briefing without a browser: what the address keeps, the order, the author's own words."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pptx
import pytest
from streamlit.testing.v1 import AppTest

from app.components.briefing.chosen import STARTS
from app.components.embed_lines import base_of
from app.shell import PAGES
from briefing.catalogue import text
from briefing.spec import LANGUAGES
from plusn.briefs.forms import FORMS
from plusn.briefs.offers import offers

PAGE = Path(__file__).parents[2] / "app" / "briefs.py"
FINDINGS = "finding.economy.gdp,finding.strategy.roles"
HARMLESS = "<script>alert(1)</script> {{7*191}} **bold**"


def run(**query):
    page = AppTest.from_file(PAGE, default_timeout=90)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def asked(page):
    found = page.query_params.get("figures")
    return found[0] if isinstance(found, list) else found


def slide(page):
    return next(
        told for told in map(json.loads, walk(page.main)) if "pictures" in told
    )  # fmt: skip


def walk(block):
    for child in block.children.values():
        if child.type == "bidi_component":
            yield child.proto.json
        if hasattr(child, "children"):
            yield from walk(child)


def refusals(page):
    return [one for one in map(json.loads, walk(page.main)) if one.get("manner") == "no"]


def test_unknown_figures_of_an_address_are_dropped_and_the_rest_stays():
    page = run(figures="finding.economy.gdp,<b>,../../etc/passwd,map.99,finding.strategy.roles")
    assert asked(page) == FINDINGS
    assert next(button.label for button in page.button).startswith("1. Findings: Industry is 4.4")


@pytest.mark.parametrize(("name", "value"), [("tongue", "fr"), ("size", "1:1"), ("ink", "<b>")])
def test_unknown_settings_of_an_address_are_dropped(name, value):
    page = run(figures=FINDINGS, **{name: value})
    assert name not in page.query_params
    assert slide(page)["size"][:2] == [960, 540]
    assert slide(page)["lang"] == ["en"]


def test_settings_are_kept_in_the_address_and_the_slide_follows_them():
    page = run(figures=FINDINGS, tongue="zh-Hant+en", size="4:3")
    told = slide(page)
    assert told["size"][:2] == [720, 540]
    assert told["lang"] == ["zh-HK", "en"]
    assert len(told["title"]) == 2
    page.button("brief-down-finding-economy-gdp").click().run()
    assert page.query_params["tongue"] in ("zh-Hant+en", ["zh-Hant+en"])


def test_figures_move_and_leave_and_none_is_fine():
    page = run(figures=FINDINGS)
    page.button("brief-up-finding-strategy-roles").click().run()
    assert asked(page) == "finding.strategy.roles,finding.economy.gdp"
    page.button("brief-out-finding-economy-gdp").click().run()
    assert asked(page) == "finding.strategy.roles"
    page.button("brief-out-finding-strategy-roles").click().run()
    assert asked(page) == "none"
    assert not page.exception
    assert not [one for one in page.button if one.key.startswith("brief-make")]
    page.selectbox("brief-add").set_value("finding.economy.gdp").run()
    assert asked(page) == "finding.economy.gdp"


def test_the_authors_title_is_shown_as_it_was_typed_and_no_markup():
    page = run(figures="finding.economy.gdp")
    page.text_input("brief.titles.finding.economy.gdp").set_value(HARMLESS).run()
    assert slide(page)["title"][0][0] == [HARMLESS]
    assert HARMLESS not in [one.value for one in page.markdown]


def test_what_is_made_holds_the_authors_words_and_is_dropped_when_they_change():
    page = run(figures="finding.economy.gdp", size="A4")
    page.text_input("brief.titles.finding.economy.gdp").set_value("Ours").run()
    page.text_area("brief.notes.finding.economy.gdp").set_value("Say it slowly.").run()
    page.button("brief-make-pptx").click().run()
    assert not page.exception
    _, form, content = page.session_state["brief.made"]
    assert form == "pptx"
    first = pptx.Presentation(io.BytesIO(content)).slides[0]
    assert first.shapes.title.text == "Ours"
    assert "Say it slowly." in first.notes_slide.notes_text_frame.text
    assert saved(page)
    page.text_input("brief.titles.finding.economy.gdp").set_value("Other").run()
    assert not saved(page)


def saved(page):
    return [one for one in page.get("download_button") if "brief-save" in one.proto.id]


def test_what_cannot_be_made_is_one_sentence(monkeypatch):
    page = run(figures="finding.economy.gdp", lang="zh-Hant")
    monkeypatch.setattr("plusn.briefs.briefing.MOST_PAGES", 0)
    page.button("brief-make-pptx").click().run()
    assert not page.exception
    assert len(refusals(page)) == 1
    assert not saved(page)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_and_form_has_a_name_in_every_language(lang):
    listed = [word for word in offers() if "." not in word]
    for key in (*(f"figure.{word}" for word in listed), *(f"form.{form}" for form in FORMS)):
        assert text(f"page_briefing.{key}", lang)
    for name, words in STARTS.items():
        assert text(f"page_briefing.start.{name}", lang)
        assert set(words) <= set(offers())


def test_a_figure_of_another_page_goes_to_the_end_once():
    page = AppTest.from_function(added)
    page.run()
    assert page.session_state["brief.figures"] == ("cities", "map.city.gba")
    assert page.session_state["brief-shown"] == 1


def added():
    from app.components.briefing.chosen import add  # noqa: PLC0415 - runs as a script of its own

    for word in ("map.city.gba", "cities", "map.city.gba"):
        add(word)


@pytest.mark.parametrize("page", ["", *(name for name, _ in PAGES)])
def test_the_address_of_the_app_is_that_of_any_page_without_its_name(page):
    assert base_of(f"https://office.example/plusn/{page}?lang=en") == "https://office.example/plusn"
    assert base_of(f"http://127.0.0.1:8501/{page}") == "http://127.0.0.1:8501"
