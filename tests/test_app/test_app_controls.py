"""Every page without a browser: no choice ends in an exception."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.components.atlas_choices import GROUPS
from briefing.catalogue import text
from briefing.spec import LANGUAGES
from plusn.choices import MEASURES

APP = Path(__file__).parents[2] / "app"
UNKNOWN = "<script>7*191</script>"
CHOICES = [
    *[{"measure": name} for name in MEASURES],
    *[{"measure": name, "level": "city"} for name in ("count", "per_gdp")],
    *[{"group": name} for name in GROUPS],
    *[{"premises": name} for name in ("ranked", "certain")],
    *[{"style": "symbols", "level": name} for name in ("province", "city")],
    {"map": "leaflet"},
]


def run(page, **query):
    made = AppTest.from_file(APP / f"{page}.py", default_timeout=90)
    for name, value in query.items():
        made.query_params[name] = value
    made.run()
    assert not made.exception
    return made


def codes(page):
    return dict(page.query_params)


@pytest.mark.parametrize("page", ["atlas", "findings", "supply"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_runs_in_every_language(page, lang):
    assert not run(page, lang=lang).error


@pytest.mark.parametrize("query", CHOICES, ids=lambda q: "-".join(q.values()))
def test_every_choice_of_the_atlas_runs(query):
    assert not run("atlas", **query).error


def test_unknown_codes_are_neither_followed_nor_repeated():
    names = ("lang", "measure", "level", "style", "premises", "group", "unit", "map")
    page = run("atlas", **dict.fromkeys(names, UNKNOWN))
    said = [e.value for kind in (page.markdown, page.caption, page.title) for e in kind]
    assert not any("7*191" in words for words in said)
    assert drawn(page)["view"] == "100000"


def test_a_measure_without_data_is_greyed_with_its_reason():
    page = run("atlas", level="city")
    for name, reason in (("per_gdp", "unavailable.gdp"), ("lq", "unavailable.lq")):
        button = page.button(f"measure-{name}")
        assert button.disabled
        assert button.help == text(reason, "en")
        assert reason_is_written(page, reason)
    assert not run("atlas").button("measure-per_gdp").disabled


def reason_is_written(page, reason):
    return text(reason, "en") in [caption.value for caption in page.caption]


def test_a_button_of_the_menu_chooses_its_measure_and_its_group():
    page = run("atlas")
    page.button("measure-per_gdp").click().run()
    assert not page.exception
    assert codes(page)["measure"] in ("per_gdp", ["per_gdp"])
    page.button("group-gba").click().run()
    assert not page.exception
    assert drawn(page)["view"] == "gba"


def test_the_premises_switch_is_a_choice_of_its_own():
    page = run("atlas")
    switch = next(group for group in page.button_group if group.key == "widget.premises")
    switch.set_value("certain").run()
    assert not page.exception
    assert codes(page)["premises"] in ("certain", ["certain"])


def drawn(page):
    """Give what the map's own component was handed."""
    protos = [e.proto for e in walk(page.main) if e.type == "bidi_component"]
    handed = [json.loads(proto.json) for proto in protos if proto.json]
    return next(data for data in handed if "turn" in data)


def walk(block):
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from walk(child)
