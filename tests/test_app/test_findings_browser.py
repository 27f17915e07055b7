"""Page Findings in a real Chromium: words clear of each other, clicks, keys."""

from itertools import combinations

import pytest

from briefing.findings import PARTS

pytestmark = pytest.mark.browser
SIZES = ((1366, 768), (1024, 768), (390, 844))
SHEET = (
    "[...document.querySelectorAll('*')]"
    ".find(e => e.shadowRoot && e.shadowRoot.querySelector('.sheet')).shadowRoot"
)
WORDS = """() => [...ROOT.querySelectorAll('svg')].filter(s => s.getBoundingClientRect().width)
  .map(s => { const b = s.getBoundingClientRect(); return [b.left, b.right,
    [...s.querySelectorAll('text')].map(t => { const r = t.getBoundingClientRect();
      return [t.textContent, r.left, r.top + r.height * .24, r.right,
              r.bottom - r.height * .24] })] })""".replace("ROOT", SHEET)


@pytest.fixture
def open_page(visit):
    def show(part, language="en", scheme="light"):
        return visit("findings", f"part={part}&lang={language}", scheme=scheme)

    return show


def test_every_fact_stands_clear_on_the_page(open_page):
    found = set()
    for part in PARTS:
        tab = open_page(part)
        rows = tab.locator("tr[data-fact]")
        found |= set(rows.evaluate_all("rows => rows.map(row => row.dataset.fact)"))
        assert_words_are_clear(tab)
    assert found == {f"F{n:03}" for n in range(1, 143)}


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans"])
def test_chinese_words_stand_clear_too(open_page, language):
    assert_words_are_clear(open_page("economy", language))


def assert_words_are_clear(tab):
    for width, height in SIZES:
        tab.set_viewport_size({"width": width, "height": height})
        tab.wait_for_timeout(150)
        drawings = tab.evaluate(WORDS)
        assert drawings
        for left, right, words in drawings:
            assert left >= 0
            assert right <= width
            assert all(left - 2 <= w[1] and w[3] <= right + 2 for w in words)
            for a, b in combinations(words, 2):
                x = min(a[3], b[3]) - max(a[1], b[1])
                y = min(a[4], b[4]) - max(a[2], b[2])
                assert x <= 1 or y <= 1, (width, a[0], b[0])


def test_a_click_on_a_mark_shows_its_quotation_and_a_second_click_takes_it_back(open_page):
    tab = open_page("economy")
    figure = tab.locator('[data-figure="markets"]')
    usual = figure.locator(".quotation").inner_text()
    mark = figure.locator('svg:visible [data-facts="F050 F051"]')
    mark.click()
    said = figure.locator(".quotation").inner_text()
    assert "About 30% of the surveyed enterprises" in said
    assert figure.locator("tr.chosen").count() == 2
    mark.click()
    assert figure.locator(".quotation").inner_text() == usual
    assert figure.locator("tr.chosen").count() == 0


def test_the_facts_open_by_keyboard_and_stay_open_when_the_language_changes(open_page):
    tab = open_page("strategy")
    tab.locator('[data-figure="research"] summary').focus()
    tab.keyboard.press("Enter")
    assert tab.locator('[data-figure="research"] tr[data-fact="F053"]').is_visible()
    tab.get_by_role("radio", name="繁").click()
    tab.get_by_text("業務規模").first.wait_for(state="attached")
    assert tab.locator('[data-figure="research"] tr[data-fact="F053"]').is_visible()


def test_dark_ground_gets_light_words(open_page):
    fill = "svg => getComputedStyle(svg.querySelector('text')).fill"
    dark = open_page("economy", scheme="dark").locator("svg:visible").first.evaluate(fill)
    light = open_page("economy").locator("svg:visible").first.evaluate(fill)
    assert dark == "rgb(241, 243, 244)"
    assert light == "rgb(27, 31, 36)"
