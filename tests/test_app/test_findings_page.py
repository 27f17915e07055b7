"""Page Findings without a browser: parts, languages, URL codes, facts within reach."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from briefing.catalogue import text
from briefing.findings import PARTS
from briefing.spec import LANGUAGES

PAGE = Path(__file__).parents[2] / "app" / "findings.py"


def run(**query):
    page = AppTest.from_file(PAGE, default_timeout=30)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def shown(page):
    proto = next(e.proto for e in walk(page.main) if e.type == "bidi_component")
    return json.loads(proto.json)


def walk(block):
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from walk(child)


def ids(data):
    return {fact["fact_id"] for figure in data["figures"] for fact in figure["facts"]}


def test_every_fact_can_be_reached_from_the_page():
    found = set().union(*(ids(shown(run(part=part))) for part in PARTS))
    assert found == {f"F{n:03}" for n in range(1, 143)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_language_of_the_url(language):
    page = run(lang=language)
    data = shown(page)
    assert page.title[0].value == text("findings.title", language)
    assert data["figures"][3]["title"] == text("findings.chain.title", language)


@pytest.mark.parametrize("code", ["nowhere", "<script>", "", "ECONOMY"])
def test_an_unknown_part_in_the_url_is_dropped(code):
    page = run(part=code)
    assert shown(page)["figures"][0]["figure_id"] == "gdp"
    assert "part" not in page.query_params


def test_choosing_a_part_shows_it_and_writes_its_code_to_the_url():
    page = run()
    page.button_group[0].set_value("recommendations").run()
    assert not page.exception
    assert shown(page)["figures"][0]["figure_id"] == "policy"
    assert page.query_params["part"] in ("recommendations", ["recommendations"])


def test_every_figure_has_three_drawings_a_name_and_a_quotation():
    for part in PARTS:
        for figure in shown(run(part=part))["figures"]:
            assert len(figure["drawings"]) == 3
            assert all('role="img"' in drawing for drawing in figure["drawings"])
            assert figure["quotation"]["words"]
            assert figure["quotation"]["attribution"]


def test_figures_fill_two_columns_without_a_hole():
    for part in PARTS:
        figures = shown(run(part=part))["figures"]
        assert (len(figures) + sum(figure["tall"] for figure in figures)) % 2 == 0
