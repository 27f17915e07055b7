"""Page Findings in a real Chromium: words clear of each other, clicks, no other host asked."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from briefing.findings import PARTS

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
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


@pytest.fixture(scope="module")
def site():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    with subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def wait_for(url, seconds=60):
    for _ in range(seconds * 4):
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.25)
    raise AssertionError(f"{url} does not answer")


@pytest.fixture(scope="module")
def browser():
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, site):
    opened = []

    def visit(part, language="en", scheme="light"):
        tab = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme=scheme)
        tab.asked, tab.errors = [], []
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.on("pageerror", lambda error: tab.errors.append(str(error)))
        tab.goto(f"{site}/findings?part={part}&lang={language}")
        tab.wait_for_selector(".credits", timeout=30_000)
        opened.append(tab)
        return tab

    yield visit
    for tab in opened:
        tab.close()


def test_every_fact_stands_clear_on_the_page_and_no_other_host_is_asked(open_page, site):
    found = set()
    for part in PARTS:
        tab = open_page(part)
        rows = tab.locator("tr[data-fact]")
        found |= set(rows.evaluate_all("rows => rows.map(row => row.dataset.fact)"))
        assert_words_are_clear(tab)
        assert not tab.errors
        assert all(url.startswith((site, "data:", "blob:")) for url in tab.asked)
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
