"""Every exported page, to readers who see little, no colours or nothing, or use no mouse."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import axe_playwright_python
import pandas as pd
import pytest
from playwright.sync_api import expect

import plusn
from briefing.backends.report.document import render
from briefing.exhibit import Page
from plusn.exhibits.registry import show

from .pages_offline import chromium, offline

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
LANGS = ("en", "zh-Hant")
PAGES = ("atlas", "panels", "report")
PASTED = "a\tn\tm\n广东\t5\t6\n江苏\t7\t8\nSuzhou\t1\t2\n江苏\t7\t3\nX\t1\t2"
SCHEMES = ("light", "dark")


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("exports")
    (made / "atlas.html").write_bytes(plusn.atlas().to_bytes("html"))
    table = pd.DataFrame(
        {
            "code": ["440000", "320000", "350000"] * 2,
            "year": [2023] * 3 + [2024] * 3,
            "value": [5, 3, 0, 6, 2, 1],
        }
    )
    panels = plusn.atlas(data=table, multiples="year")
    (made / "panels.html").write_bytes(panels.to_bytes("html"))
    names = ("atlas", "finding", "weeks")
    report = render({lang: [Page(shown=show(name, lang=lang)) for name in names] for lang in LANGS})
    (made / "report.html").write_text(report, encoding="utf-8")
    return made


def barriers(page):
    """List what axe-core finds, of any impact."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found]


def ready(page, name):
    if name == "atlas":
        page.wait_for_selector(".region", state="attached")


@pytest.mark.parametrize(("width", "scheme"), [(1366, "light"), (1366, "dark"), (390, "light")])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_barrier(browser, folder, name, width, scheme):
    address = (folder / f"{name}.html").as_uri()
    with offline(browser, address, width, color_scheme=scheme) as found:
        ready(found.page, name)
        assert barriers(found.page) == []
        assert found.faults == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_barrier_at_a_pasted_table(browser, folder, scheme):
    with offline(browser, (folder / "atlas.html").as_uri(), color_scheme=scheme) as found:
        ready(found.page, "atlas")
        found.page.click("#paste-open")
        found.page.fill(
            "#paste-area", "a\tn\tm\n广东\t5\t6\n江苏\t7\t8\nSuzhou\t1\t2\n江苏\t7\t3\nX\t1\t2"
        )
        found.page.get_by_role("button", name="Draw").click()
        expect(found.page.locator(".paste-said")).to_contain_text("1 place drawn")
        assert barriers(found.page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_barrier_while_presenting_and_embedding(browser, folder, scheme):
    with offline(browser, (folder / "report.html").as_uri(), color_scheme=scheme) as found:
        found.page.get_by_role("button", name="Embed").first.click()
        assert barriers(found.page) == []
        found.page.keyboard.press("Escape")
        found.page.locator("h1:visible").click()
        found.page.keyboard.press("f")
        assert barriers(found.page) == []


def test_axe_would_see_a_barrier(browser, folder):
    with offline(browser, (folder / "report.html").as_uri()) as found:
        found.page.evaluate("document.querySelector('h2').before(new Image())")
        found.page.evaluate("document.querySelector('h2').style.color = '#ccc'")
        assert {rule for rule, _ in barriers(found.page)} >= {"image-alt", "color-contrast"}


@pytest.mark.parametrize("name", PAGES)
def test_a_screen_reader_finds_its_way_by_landmarks_headings_and_captions(browser, folder, name):
    with offline(browser, (folder / f"{name}.html").as_uri()) as found:
        page = found.page
        ready(page, name)
        expect(page.get_by_role("main")).to_have_count(1)
        if name != "panels":  # there the switch, without a script, stands beside what it switches
            expect(page.get_by_role("banner")).to_have_count(1)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        steps = page.evaluate(
            """() => [...document.querySelectorAll("h1,h2,h3,h4")]
              .filter((e) => e.checkVisibility()).map((e) => Number(e.tagName[1]))"""
        )
        assert all(b - a <= 1 for a, b in pairwise(steps)), steps
        for table in page.get_by_role("table").all():
            named = "e => e.caption?.textContent || e.ariaLabel || e.ariaLabelledByElements?.length"
            assert table.evaluate(named)


def test_the_first_tab_of_a_report_skips_to_the_figures_and_focus_is_seen(browser, folder):
    with offline(browser, (folder / "report.html").as_uri()) as found:
        page = found.page
        page.keyboard.press("Tab")
        expect(page.locator("#skip")).to_be_focused()
        expect(page.locator("#skip")).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.locator("nav a").first).to_be_focused()
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 2
        page.keyboard.press("Enter")
        expect(page.locator(".figure.current h2:visible")).to_be_in_viewport()
        page.keyboard.press("Tab")
        inside = "document.querySelector('.figure.current').contains(document.activeElement)"
        assert page.evaluate(inside)
