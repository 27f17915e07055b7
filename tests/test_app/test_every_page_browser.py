"""All pages in a real Chromium: no other host, no error, every language, every reader."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest

from briefing.catalogue import HTML_LANG
from briefing.spec import LANGUAGES

pytestmark = pytest.mark.browser
PAGES = ("", "findings", "supply", "scenarios", "own")
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
GRAVE = {"serious", "critical"}
# Every drawing says what it shows, or says that it only repeats what stands beside it.
NAMELESS = """() => {
  const roots = [document];
  for (let i = 0; i < roots.length; i += 1) {
    for (const e of roots[i].querySelectorAll("*")) if (e.shadowRoot) roots.push(e.shadowRoot);
  }
  const named = (svg) => svg.closest("[aria-hidden=true]") || svg.getAttribute("aria-label")
    || svg.getAttribute("aria-labelledby") || svg.querySelector(":scope > title");
  return roots.flatMap((root) => [...root.querySelectorAll("svg, img")])
    .filter((svg) => svg.getBoundingClientRect().width > 120 && !svg.parentElement.closest("svg"))
    .filter((svg) => !named(svg) && !svg.closest(".legend"))
    .map((svg) => svg.outerHTML.slice(0, 120));
}"""


# `visit` itself holds every page to no request elsewhere, no script error, no error logged.
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_its_language_and_has_one_heading(visit, page, lang):
    tab = visit(page, f"lang={lang}")
    tab.wait_for_function(f"document.documentElement.lang === '{HTML_LANG[lang]}'")
    assert tab.locator("h1").count() == 1
    assert tab.locator("h1").inner_text()
    assert tab.evaluate(NAMELESS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_a_grave_barrier(visit, page, scheme):
    tab = visit(page, scheme=scheme)
    tab.wait_for_timeout(400)
    assert barriers(tab) == []


def barriers(tab):
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    return [
        (rule["id"], [node["html"][:120] for node in rule["nodes"]])
        for rule in tab.evaluate("axe.run()")["violations"]
        if rule["impact"] in GRAVE
    ]


def test_a_barrier_an_error_and_a_request_elsewhere_would_be_seen(visit):
    tab = visit(elsewhere=True)
    tab.evaluate("document.body.append(new Image())")
    assert [rule for rule, _ in barriers(tab)] == ["image-alt"]
    tab.evaluate("console.error('deliberate')")
    tab.evaluate("fetch('http://127.0.0.2/deliberate').catch(() => 0)")
    assert any("deliberate" in error for error in tab.errors)
    assert any("127.0.0.2" in url for url in tab.asked)
