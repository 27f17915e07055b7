"""The one-file report in a real browser with the network off: read, present, copy, print."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from briefing.backends.report.document import render
from briefing.exhibit import Page
from plusn.exhibits.registry import show

from ..test_briefing.page_reading import HOSTILE  # noqa: TID252
from ..test_briefing.shown_figures import page  # noqa: TID252
from ..test_briefing.test_report import hostile  # noqa: TID252
from .pages_offline import chromium, offline

pytestmark = pytest.mark.browser
TITLES = {"en": "A briefing", "zh-Hant": "簡報", "en+zh-Hant": "A briefing\n簡報"}
LANGS = ("en", "zh-Hant")
FIGURES = ("One is first", "Two is second", "Three is third")
CURRENT = ".tongue:not([hidden]) .figure.current h2"
# What is drawn beyond its box would be cut on paper.
CUT = """() => [...document.querySelectorAll(".tongue:not([hidden]) .figure")]
  .filter((each) => each.scrollHeight > each.clientHeight + 1).map((each) => each.id)"""


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


def written(folder, made):
    file = folder / "report.html"
    file.write_text(made, encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    pages = {
        tongue: [page(lang=tongue, title=f"{title} {tongue}", sentences=("x " * 40,) * 3)
                 for title in FIGURES]
        for tongue in TITLES
    }  # fmt: skip
    return written(tmp_path_factory.mktemp("report"), render(pages, titles=TITLES))


@pytest.fixture
def opened(browser, address):
    with offline(browser, address) as found:
        yield found
        assert found.faults == []


def test_it_is_drawn_with_the_network_off(opened):
    expect(opened.page.locator("h1:visible")).to_have_text("A briefing")
    expect(opened.page.locator("h2:visible")).to_have_text([f"{each} en" for each in FIGURES])
    drawn = opened.page.locator(".picture.light > svg:visible")
    expect(drawn).to_have_count(3)
    assert drawn.first.bounding_box()["width"] >= 250


def test_the_language_changes_everything_and_keeps_the_figure_in_view(opened):
    tab = opened.page
    tab.click('nav a:has-text("Three is third en")')
    tab.get_by_role("button", name="繁", exact=True).click()
    expect(tab.locator("h1:visible")).to_have_text("簡報")
    expect(tab).to_have_title("簡報")
    expect(tab.locator("html")).to_have_attribute("lang", "zh-HK")
    expect(tab.locator('h2:has-text("Three is third zh-Hant")')).to_be_in_viewport()
    expect(tab.get_by_role("button", name="複製圖片").first).to_be_visible()
    tab.get_by_role("button", name="EN + 繁").click()
    expect(tab.locator("h1:visible .line")).to_have_text(["A briefing", "簡報"])


def test_presenting_goes_through_the_figures_by_keys_and_leaves_them(opened):
    tab = opened.page
    tab.keyboard.press("f")
    expect(tab.locator("h2:visible")).to_have_text(["One is first en"])
    for key, title in (("ArrowRight", "Two"), ("PageDown", "Three"), ("ArrowRight", "Three"),
                       ("ArrowLeft", "Two"), ("Home", "One")):  # fmt: skip
        tab.keyboard.press(key)
        expect(tab.locator("h2:visible")).to_contain_text(title)
    size = tab.locator("h2:visible").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 36
    for part in (".subtitle", ".boxed", ".sources", ".stamp", ".picture.light svg"):
        expect(tab.locator(f".current {part}").first).to_be_visible()
    expect(tab.locator("button:visible")).to_have_count(0)
    box = tab.locator(".figure.current").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1366, 900)
    tab.keyboard.press("Escape")
    expect(tab.locator("h2:visible")).to_have_count(3)


@pytest.mark.parametrize(("scheme", "shown"), [("light", "light"), ("dark", "dark")])
def test_the_theme_follows_the_reader_and_paper_is_light(browser, address, scheme, shown):
    with offline(browser, address, color_scheme=scheme) as found:
        for theme in ("light", "dark"):
            seen = found.page.locator(f".tongue:not([hidden]) .picture.{theme}:visible")
            expect(seen).to_have_count(3 if theme == shown else 0)
        found.page.emulate_media(media="print")
        expect(found.page.locator(".picture.light:visible")).to_have_count(3)
        expect(found.page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
        assert found.faults == []


def test_paper_has_one_figure_on_a_page(opened):
    book = PdfReader(io.BytesIO(opened.page.pdf(prefer_css_page_size=True)))
    texts = [" ".join(each.extract_text().split()) for each in book.pages]
    assert len(texts) == 3
    for text, title in zip(texts, FIGURES, strict=True):
        assert f"{title} en" in text
        assert "13 of 20 rows are left out here." in text
        assert "Source: a study." in text


def test_what_is_copied_has_its_sources(browser, address):
    with offline(browser, address, permissions=["clipboard-read", "clipboard-write"]) as found:
        tab = found.page
        read = "navigator.clipboard.readText()"
        tab.get_by_role("button", name="Copy numbers").nth(1).click()
        expect(tab.locator("#doing")).to_have_text("Numbers copied")
        assert tab.evaluate(read).startswith("code\tvalue\n440000\t30971\n430000\t")
        tab.get_by_role("button", name="Copy citation").nth(1).click()
        expect(tab.locator("#doing")).to_have_text("Citation copied")
        assert tab.evaluate(read) == "Two is second en. PlusN, 2024, abcdef012345. Source: a study."
        tab.get_by_role("button", name="Embed").nth(1).click()
        expect(tab.locator("#doing")).to_have_text("Lines copied")
        lines = tab.get_by_label("Lines for a web page").input_value()
        assert lines == tab.evaluate(read)
        assert re.match(r'<iframe src="report.html#only-en-2" title="Two is second en"', lines)
        tab.get_by_role("button", name="Copy image").nth(1).click()
        expect(tab.locator("#doing")).to_have_text("Image copied")
        assert tab.evaluate("navigator.clipboard.read().then((all) => all[0].types)") == [
            "image/png"
        ]
        assert found.faults == []


def test_the_data_are_saved_as_a_file_with_their_source(opened):
    with opened.page.expect_download() as saved:
        opened.page.get_by_role("button", name="Get the data").nth(2).click()
    assert saved.value.suggested_filename == "plusn-made-3.csv"
    text = saved.value.path().read_bytes().decode("utf-8-sig")
    assert text.splitlines()[1] == '"440000",30971'
    assert '"Source: a study."' in text


def test_where_nothing_can_be_copied_a_file_is_saved(browser, address):
    with offline(browser, address) as found:
        found.page.evaluate("delete window.ClipboardItem")
        with found.page.expect_download() as saved:
            found.page.get_by_role("button", name="Copy image").first.click()
        assert saved.value.path().read_bytes().startswith(b"\x89PNG")
        expect(found.page.locator("#doing")).to_contain_text("saved as a file")


def test_one_figure_alone_in_a_frame_tells_its_height(browser, address, tmp_path):
    host = tmp_path / "host.html"
    host.write_text(
        "<script>addEventListener('message', ({data}) => { window.heard = data; })</script>"
        f'<iframe src="{address}#only-zh-Hant-2" width="900" height="300" title="x"></iframe>',
        encoding="utf-8",
    )
    with offline(browser, host.as_uri()) as found:
        frame = found.page.frame_locator("iframe")
        expect(frame.locator("h2:visible")).to_have_text(["Two is second zh-Hant"])
        expect(frame.locator("header.topbar")).to_be_hidden()
        found.page.wait_for_function("window.heard?.plusn === 'height' && heard.height > 300")
        assert found.faults == []


def test_hostile_words_are_inert_and_shown_as_they_are(browser, tmp_path):
    words = " ".join(HOSTILE)
    made = render({"en": [page(**hostile())] * 2}, titles={"en": words})
    with offline(browser, written(tmp_path, made)) as found:
        tab = found.page
        expect(tab.locator("h1")).to_have_text(words)
        expect(tab.locator(".sources li").first).to_have_text(HOSTILE[0])
        expect(tab.locator("caption").first).to_have_text(words)
        for name in ("Embed", "Copy citation", "Copy numbers", "Copy image"):
            with tab.expect_download():
                tab.evaluate("delete window.ClipboardItem")
                tab.get_by_role("button", name=name).first.click()
        tab.keyboard.press("f")
        assert tab.locator("img, iframe, script[src]").count() == 0
        assert found.faults == []


@pytest.mark.slow
def test_real_figures_fit_their_page_of_paper(browser, tmp_path):
    names = ("atlas", "decision", "finding", "supply", "swing")
    made = render({lang: [Page(shown=show(name, lang=lang)) for name in names] for lang in LANGS})
    with offline(browser, written(tmp_path, made), 1040, 726) as found:  # 275 × 192 mm
        for short in ("EN", "繁"):
            found.page.get_by_role("button", name=short, exact=True).click()
            book = PdfReader(io.BytesIO(found.page.pdf(prefer_css_page_size=True)))
            assert len(book.pages) == len(names)
            found.page.emulate_media(media="print")
            assert found.page.evaluate(CUT) == []
            drawn = found.page.locator(".tongue:not([hidden]) .picture.light").evaluate_all(
                "all => all.map((each) => each.getBoundingClientRect().height)"
            )
            assert min(drawn) >= 200  # 53 mm
            found.page.emulate_media(media="null")
        assert found.faults == []
