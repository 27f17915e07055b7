"""Page Supply chain without a browser: what it hands to its component, and which codes it takes."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from briefing.flow.build import IDS
from briefing.spec import LANGUAGES

PAGE = Path(__file__).parents[2] / "app" / "supply.py"


def run(**query):
    page = AppTest.from_file(PAGE, default_timeout=60)
    for name, value in {"of": "study", **query}.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def handed(page):
    return json.loads(next(e.proto for e in walk(page.main) if e.type == "bidi_component").json)


def walk(block):
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from walk(child)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", ["map", "diagram"])
def test_every_row_reaches_the_page_with_its_quotation_and_source(view, lang):
    data = handed(run(view=view, lang=lang))
    rows = [*data["places"], *data["lines"]]
    assert {row["id"] for row in rows} == set(IDS)
    assert all(row["aria"] and row["known"] and row["statements"] for row in rows)
    assert data["svg"]["wide"].startswith("<svg")
    assert data["svg"]["narrow"].startswith("<svg")


def test_a_selection_in_the_url_is_handed_on_and_an_unknown_one_is_not():
    assert handed(run(select="goods:mainland:M-US"))["selected"] == "goods:mainland:M-US"
    assert handed(run(select="<script>"))["selected"] == ""


def test_an_unknown_view_is_the_map():
    assert handed(run(view="pie"))["version"] == handed(run())["version"]


def test_the_component_sets_no_markup_from_strings():
    script = (PAGE.parent / "components" / "flow_figure.js").read_text(encoding="utf-8")
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "eval(",
        "document.write",
        "Function(",
    ):
        assert word not in script


def test_the_page_stays_short():
    assert len(PAGE.read_text(encoding="utf-8").splitlines()) <= 80
