"""The one-file atlas in a real browser with the network off."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from briefing.backends.html import render
from briefing.spec import LANGUAGES, Atlas
from plusn.land import load_land

from ..test_briefing.sample_atlas import mark, nation, rows, sample_atlas  # noqa: TID252
from ..test_briefing.sample_spec import EVERYTHING, HOSTILE  # noqa: TID252

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from briefing.land import Land

pytestmark = pytest.mark.browser

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LINKED = re.compile(r"\blinked\b")
GUANGDONG = '.region[data-code="440000"]'
# Boxes of all visible text, in pairs that touch; a line's box is taller than its letters.
OVERLAPS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const unseen = "script, noscript, .live, [hidden]";
  const boxes = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.textContent.trim() || node.parentElement.closest(unseen)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, top, right, bottom, width, height } of range.getClientRects()) {
      const rim = height * 0.24;
      if (width <= 1) continue;
      boxes.push({ text: node.textContent, left, top: top + rim, right, bottom: bottom - rim });
    }
  }
  const touch = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return boxes.flatMap((a, i) =>
    boxes.slice(i + 1).filter((b) => touch(a, b)).map((b) => `${a.text} / ${b.text}`));
}"""


@dataclass
class Opened:
    """A page, and everything it did that it should not."""

    page: Page
    faults: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def land() -> Land:
    return load_land(1000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path="/usr/bin/chromium", args=[*FLAGS])
        yield chromium
        chromium.close()


def written(folder: Path, atlas: Atlas, land: Land) -> str:
    file = folder / "atlas.html"
    file.write_text(render(atlas, land), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, land: Land) -> str:
    return written(tmp_path_factory.mktemp("atlas"), sample_atlas(land), land)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Any]:
    contexts = []

    def open_(address: str, width: int = 1366, height: int = 768, **options: Any) -> Opened:
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, reduced_motion="reduce", **options)
        contexts.append(context)
        found = Opened(context.new_page())
        found.page.on("console", lambda m: found.faults.append(f"{m.type}: {m.text}"))
        found.page.on("pageerror", lambda error: found.faults.append(str(error)))

        def only_files(route: Any) -> None:
            if route.request.url.startswith("file:"):
                route.continue_()
            else:
                found.faults.append(f"asked for {route.request.url}")
                route.abort()

        context.route("**/*", only_files)
        found.page.goto(address)
        if options.get("java_script_enabled", True):
            # The first picture stands at once; the reader's tools come with the script.
            found.page.wait_for_selector(".region", state="attached")
        return found

    yield open_
    for context in contexts:
        context.close()


def test_the_page_draws_every_province_and_asks_for_nothing(opened: Any, address: str) -> None:
    found = opened(address)
    expect(found.page.locator(".region")).to_have_count(34)
    expect(found.page.locator("h1")).to_have_text(
        "Four coastal provinces and Shanghai hold 81% of the sampled enterprises"
    )
    assert found.page.locator(GUANGDONG).evaluate("e => getComputedStyle(e).fill") == (
        "rgb(115, 7, 59)"
    )
    assert found.faults == []


def test_the_nation_by_cities_draws_all_372(opened: Any, tmp_path: Path, land: Land) -> None:
    marks = tuple(mark(row, "en", 6862, level="city") for row in rows("city"))
    spec = nation(land, "en").model_copy(update={"level": "city", "regions": marks})
    atlas = Atlas(start="100000", views={"en": {"100000": spec}})
    found = opened(written(tmp_path, atlas, land))
    expect(found.page.locator(".region")).to_have_count(372)
    empty = found.page.locator(".region").evaluate_all("all => all.filter(e => !e.getBBox().width)")
    assert empty == []
    assert found.faults == []


@pytest.mark.parametrize(
    ("width", "height"), [(1366, 768), (1024, 768), (800, 900), (390, 844), (1920, 1080)]
)
@pytest.mark.parametrize("view", ["", "#440000"])
def test_no_text_touches_another(
    opened: Any, address: str, width: int, height: int, view: str
) -> None:
    found = opened(address + view, width, height)
    expect(found.page.locator(".region").first).to_be_attached()
    assert found.page.evaluate(OVERLAPS) == []
    wide = found.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


@pytest.mark.parametrize(("width", "bars_first"), [(1366, False), (1024, False), (390, True)])
def test_map_legend_and_labels_stand_where_the_width_asks(
    opened: Any, address: str, width: int, *, bars_first: bool
) -> None:
    page = opened(address, width, 768).page
    drawn = page.locator(".map").bounding_box()
    bars = page.locator(".table").first.bounding_box()
    assert (bars["y"] < drawn["y"]) is bars_first
    if not bars_first:
        legend = page.locator(".legend").bounding_box()
        assert drawn["height"] >= 618
        assert drawn["width"] >= 668
        assert drawn["y"] + drawn["height"] <= 768
        assert legend["y"] + legend["height"] <= 768


def test_hovering_says_the_number_how_it_is_known_and_why(opened: Any, address: str) -> None:
    page = opened(address).page
    page.hover('.region[data-code="430000"]')
    tip = page.locator(".tip")
    expect(tip).to_be_visible()
    expect(tip.locator("strong")).to_have_text("Hunan")
    expect(tip.locator(".tip-number")).to_have_text("0–5,300")
    expect(tip).to_contain_text("How we know it")
    expect(tip).to_contain_text("range only")
    expect(tip).to_contain_text("leaves 12,935 for 26 places, so Hunan has 0–12,935.")
    expect(tip).to_contain_text("FHKI / HKU HIEBS (2025), p. 6")


def test_region_and_row_are_linked_both_ways(opened: Any, address: str) -> None:
    page = opened(address).page
    row = page.locator('.row[data-code="320000"]')
    page.hover('.region[data-code="320000"]')
    expect(row).to_have_class(LINKED)
    page.mouse.move(5, 5)
    expect(row).not_to_have_class(LINKED)
    row.focus()
    assert page.locator(".marked").get_attribute("d") == (
        page.locator('.region[data-code="320000"]').get_attribute("d")
    )


def test_the_keyboard_alone_drills_and_returns(opened: Any, address: str) -> None:
    found = opened(address)
    page = found.page
    region = page.locator(GUANGDONG)
    assert region.get_attribute("aria-label") == "Guangdong, 30,971, published"
    region.focus()
    expect(page.locator(".tip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".region")).to_have_count(23)
    expect(page.locator(".back")).to_be_focused()
    expect(page.locator(".live")).to_contain_text("Shenzhen, Dongguan and Huizhou hold 56%")
    assert page.url.endswith("#440000")
    page.keyboard.press("Escape")
    expect(page.locator(".region")).to_have_count(34)
    expect(region).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".group")).to_have_count(1)
    assert found.faults == []


def test_the_browsers_own_back_button_works(opened: Any, address: str) -> None:
    page = opened(address).page
    page.click(GUANGDONG)
    expect(page.locator(".region")).to_have_count(23)
    page.go_back()
    expect(page.locator(".region")).to_have_count(34)


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ("繁", ("zh-HK", "四個沿海省份和上海，佔樣本企業 81%", "數據依據")),
        ("简", ("zh-CN", "四个沿海省份和上海，占样本企业 81%", "数据依据")),
    ],
)
def test_the_language_changes_everything_at_once(
    opened: Any, address: str, button: str, words: tuple[str, str, str]
) -> None:
    lang, title, known = words
    found = opened(address)
    page = found.page
    page.click(f"#languages >> text={button}")
    expect(page.locator("h1")).to_have_text(title)
    expect(page).to_have_title(title)
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("#atlas").get_attribute("lang") == lang
    page.hover('.region[data-code="430000"]')
    expect(page.locator(".tip")).to_contain_text(known)
    assert found.faults == []


@pytest.mark.parametrize("api", [True, False])
def test_presenting_hides_all_but_title_map_legend_source(
    opened: Any, address: str, *, api: bool
) -> None:
    page = opened(address).page
    if not api:
        page.evaluate("delete Element.prototype.requestFullscreen")
    page.keyboard.press("f")
    for shown in ("h1", ".map", ".legend", ".credits"):
        expect(page.locator(shown)).to_be_visible()
    for hidden in (".figures", ".side", ".locator"):
        expect(page.locator(hidden)).to_be_hidden()
    box = page.locator("#atlas").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1366, 768)
    page.keyboard.press("Escape")
    expect(page.locator(".figures")).to_be_visible()
    expect(page.locator(".region")).to_have_count(34)


@pytest.mark.parametrize(
    ("scheme", "fill"), [("light", "rgb(115, 7, 59)"), ("dark", "rgb(255, 218, 213)")]
)
def test_the_theme_follows_the_reader(opened: Any, address: str, scheme: str, fill: str) -> None:
    page = opened(address, color_scheme=scheme).page
    expect(page.locator(GUANGDONG)).to_have_css("fill", fill)
    page.emulate_media(media="print")
    expect(page.locator(GUANGDONG)).to_have_css("fill", "rgb(115, 7, 59)")


def test_a_drill_without_reduced_motion_ends_at_the_new_frame(opened: Any, address: str) -> None:
    page = opened(address).page
    page.emulate_media(reduced_motion="no-preference")
    page.click(GUANGDONG)
    expect(page.locator(".over.waiting")).to_have_count(1)
    expect(page.locator(".over.waiting")).to_have_count(0)
    still = opened(f"{address}#440000").page
    place = "e => e.getAttribute('transform')"
    assert page.locator(".land").evaluate(place) == still.locator(".land").evaluate(place)


def test_hostile_words_appear_as_they_are_and_run_nothing(
    opened: Any, tmp_path: Path, land: Land
) -> None:
    spec = nation(land, "en")
    marks = tuple(
        each.model_copy(update={"label": HOSTILE[i % 5], "text": EVERYTHING, "because": EVERYTHING})
        for i, each in enumerate(spec.regions)
    )
    bad = spec.model_copy(update={"title": EVERYTHING, "regions": marks, "credits": HOSTILE})
    atlas = Atlas(start="100000", views={language: {"100000": bad} for language in LANGUAGES})
    found = opened(written(tmp_path, atlas, land))
    page = found.page
    expect(page.locator("h1")).to_have_text(EVERYTHING)
    expect(page.locator(".credits p")).to_have_text(list(HOSTILE))
    page.locator(GUANGDONG).focus()
    expect(page.locator(".tip-number")).to_have_text(EVERYTHING)
    names = set(page.locator(".region").evaluate_all("all => all.map(e => e.ariaLabel)"))
    assert all(any(name.startswith(text) for name in names) for text in HOSTILE)
    assert page.locator("img").count() == 0
    assert found.faults == []


def test_without_a_script_the_page_still_says_the_numbers(opened: Any, address: str) -> None:
    page = opened(address, java_script_enabled=False).page
    expect(page.locator("noscript table, table")).to_contain_text("30,971")
