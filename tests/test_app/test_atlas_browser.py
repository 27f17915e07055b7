"""Page Atlas in a real Chromium: every way through the map, and every way to take it away."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from app.components.atlas_share import ENDINGS, FORMATS
from briefing.catalogue import HTML_LANG, text
from briefing.spec import LANGUAGES

pytestmark = pytest.mark.browser
GUANGDONG = '.region[data-code="440000"]'
SHENZHEN = '.region[data-code="440300"]'
LINKED = re.compile(r"\blinked\b")
BEGINNINGS = {
    "png": b"\x89PNG\r\n\x1a\n",
    "pdf": b"%PDF-",
    "svg": b"<svg",
    "html": b"<!doctype html",
    "xlsx": b"PK\x03\x04",
    "pptx": b"PK\x03\x04",
    "docx": b"PK\x03\x04",
    "csv": b"",
    "gpkg": b"SQLite format 3\x00",
    "json": b"{",
    "leaflet": b"<!doctype html",
}


def title(tab):
    return tab.locator("h1").inner_text()


def inside(box, size):
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= size[0]
    assert box["y"] + box["height"] <= size[1]


def pick(tab, name):
    tab.get_by_role("radio", name=name, exact=True).click()


def menu(tab, name="More"):
    tab.get_by_role("button", name=name, exact=True).click()


# ------------------------------------------------------------------ first sight


def test_the_atlas_draws_every_province(visit):
    tab = visit()
    assert tab.locator(".region").count() == 34
    assert tab.locator(".sheet").get_attribute("role")
    assert "Guangdong" in tab.locator(".sheet").get_attribute("aria-label")
    labels = tab.locator(".region").evaluate_all("all => all.map((r) => r.ariaLabel)")
    assert all(labels)
    assert any(label.startswith("Hunan, 0–5,300") for label in labels)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768)])
def test_the_first_screen_holds_what_matters(visit, size):
    tab = visit(size=size)
    inside(tab.locator(GUANGDONG).bounding_box(), size)
    inside(tab.locator("text.label", has_text="Hong Kong").bounding_box(), size)
    inside(tab.locator(".legend").bounding_box(), size)
    inside(tab.get_by_role("radiogroup", name="Measure").bounding_box(), size)
    assert tab.locator("header[data-testid=stHeader]").bounding_box()["height"] == 48
    tops = tab.locator(".figures p").evaluate_all("all => all.map((p) => p.offsetTop)")
    assert len(tops) == 4
    assert len(set(tops)) == 1
    assert tab.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("query", ["", "unit=440000", "measure=density", "level=city"])
def test_the_switches_cover_no_words(visit, query):
    tab = visit(query=query)
    assert (
        tab.locator(".switches").evaluate("""(switches) => {
      const a = switches.getBoundingClientRect();
      const words = [...switches.parentElement.querySelectorAll(".over text")];
      return words.filter((each) => { const b = each.getBoundingClientRect();
        return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      }).map((each) => each.textContent) }""")
        == []
    )


def test_a_phone_shows_every_control_clear_of_the_others(visit):
    for lang in ("en", "zh-Hant"):
        tab = visit(query=f"lang={lang}", size=(390, 844))
        names = [text(f"page.atlas.{name}", lang) for name in ("menu", "share")]
        boxes = [tab.get_by_role("button", name=n, exact=True).bounding_box() for n in names]
        boxes += [tab.locator(f".st-key-widget-{n}").bounding_box() for n in ("measure", "lang")]
        boxes.append(tab.locator("h1").bounding_box())
        assert not [(a, b) for a in boxes for b in boxes if a is not b and touch(a, b)]
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def touch(a, b):
    x = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
    y = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
    return x > 1 and y > 1


# ------------------------------------------------------------------ ways through the map


def test_a_click_goes_into_a_province_and_escape_comes_back(visit):
    tab = visit()
    tab.locator(GUANGDONG).click()
    expect(tab.locator(SHENZHEN)).to_be_visible()
    tab.wait_for_url("**unit=440000**")
    tab.keyboard.press("Escape")
    expect(tab.locator(GUANGDONG)).to_be_visible()
    tab.wait_for_url(re.compile(r"^((?!unit).)*$"))


def test_the_keyboard_goes_the_same_way(visit):
    tab = visit()
    tab.locator(".sheet").evaluate("(sheet) => { sheet.tabIndex = -1; sheet.focus(); }")
    for _ in range(40):
        tab.keyboard.press("Tab")
        if focused(tab) == "440000":
            break
    assert focused(tab) == "440000"
    tab.keyboard.press("Enter")
    expect(tab.locator(SHENZHEN)).to_be_visible()
    tab.keyboard.press("Enter")  # the focus went along, to the way back
    expect(tab.locator(GUANGDONG)).to_be_visible()
    assert focused(tab) == "440000"


def focused(tab):
    return tab.locator(".plusn").evaluate("(e) => e.getRootNode().activeElement?.dataset.code")


def test_a_link_opens_place_measure_language_and_style(visit):
    tab = visit(query="unit=440000&measure=density&lang=zh-Hant&style=symbols")
    expect(tab.locator(SHENZHEN)).to_be_visible()
    assert "深圳" in title(tab)
    assert tab.locator("circle.symbol").count() == 3
    expect(tab.get_by_role("radio", name="每千平方公里")).to_be_checked()


def test_unknown_codes_of_a_link_are_ignored_and_not_repeated(visit):
    names = ("unit", "measure", "lang", "style", "level", "group", "premises", "map")
    tab = visit(query="&".join(f"{name}=%3Cb%3Eqqq" for name in names))
    assert tab.locator(".region").count() == 34
    tab.wait_for_timeout(400)
    assert "qqq" not in tab.locator("body").inner_text()
    assert not tab.get_by_test_id("stException").count()


def test_measure_level_and_style_are_switched(visit):
    tab = visit()
    pick(tab, "Per 1,000 km²")
    expect(tab.locator(".legend h2")).to_have_text("Enterprises per 1,000 km²")
    pick(tab, "Number")
    expect(tab.locator(".legend h2")).to_have_text("Enterprises in the sample")
    tab.get_by_role("button", name="Circles").click()
    expect(tab.locator("circle.symbol")).to_have_count(5)
    tab.wait_for_url("**style=symbols**")
    tab.get_by_role("button", name="Cities").click()
    expect(tab.locator(".region")).to_have_count(372)
    tab.wait_for_url("**level=city**")


def test_inside_a_province_the_level_switch_leads_back_to_provinces(visit):
    tab = visit(query="unit=440000")
    expect(tab.get_by_role("button", name="Cities")).to_have_attribute("aria-pressed", "true")
    tab.get_by_role("button", name="Provinces").click()
    expect(tab.locator(GUANGDONG)).to_be_visible()


def test_a_row_marks_its_region_and_a_region_its_row(visit):
    tab = visit()
    row = tab.locator('.row[data-code="330000"]')
    row.hover()
    assert tab.locator(".marked").get_attribute("d")
    expect(row).to_have_class(LINKED)
    tab.locator(GUANGDONG).hover()
    expect(row).not_to_have_class(LINKED)
    expect(tab.locator('.row[data-code="440000"]')).to_have_class(LINKED)
    tip = tab.locator(".tip")
    for words in ("Guangdong", "30,971", "How we know it", "Source: FHKI"):
        expect(tip).to_contain_text(words)


def test_presenting_begins_with_f_and_ends_with_escape(visit):
    tab = visit()
    tab.keyboard.press("f")
    root = tab.locator(".plusn")
    expect(root).to_have_class(re.compile("presenting"))
    assert root.bounding_box() == {"x": 0, "y": 0, "width": 1366, "height": 768}
    inside(tab.locator(GUANGDONG).bounding_box(), (1366, 768))
    inside(tab.locator(".legend").bounding_box(), (1366, 768))
    expect(tab.locator(".side")).to_be_hidden()
    tab.keyboard.press("Escape")
    expect(root).not_to_have_class(re.compile("presenting"))


def test_a_dark_system_gets_a_dark_map_whose_ramp_is_inverted(visit):
    grounds, fills = {}, {}
    for scheme in ("light", "dark"):
        tab = visit(scheme=scheme)
        grounds[scheme] = brightness(tab, "[data-testid=stApp]", "backgroundColor")
        most, least = (
            brightness(tab, f'.region[data-code="{code}"]', "fill") for code in ("440000", "310000")
        )
        fills[scheme] = most - least
    assert grounds["light"] > 240
    assert grounds["dark"] < 40
    assert fills["light"] < -50
    assert fills["dark"] > 50


def brightness(tab, selector, name):
    colour = tab.locator(selector).first.evaluate(f"(e) => getComputedStyle(e).{name}")
    return sum(float(part) for part in re.findall(r"[\d.]+", colour)[:3]) / 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_reaches_pages_title_and_document(visit, language):
    tab = visit()
    tab.get_by_role("radio", name={"en": "EN", "zh-Hant": "繁", "zh-Hans": "简"}[language]).click()
    expect(tab.locator("html")).to_have_attribute("lang", HTML_LANG[language])
    expect(tab).to_have_title(text("shell.title", language))
    nav = tab.get_by_test_id("stTopNavLink")
    pages = ("atlas", "findings", "supply", "scenarios", "own", "briefing")
    expect(nav).to_have_text([text(f"shell.page.{page}", language) for page in pages])
    expect(tab.locator(".plusn")).to_have_attribute("lang", HTML_LANG[language])
    nav.nth(1).click()
    expect(tab.locator("h1")).to_have_text(text("findings.title", language))


# ------------------------------------------------------------------ menus


def test_the_menu_greys_what_cannot_be_had_and_says_why(visit):
    tab = visit(query="level=city")
    menu(tab)
    for name, reason in (("per_gdp", "gdp"), ("lq", "lq")):
        label = text(f"atlas.measure.{name}.short", "en")
        expect(tab.get_by_role("button", name=label, exact=True)).to_be_disabled()
        expect(tab.get_by_text(text(f"unavailable.{reason}", "en")).first).to_be_visible()


def test_the_premises_change_the_ranges(visit):
    tab = visit()
    expect(tab.locator(".legend")).to_contain_text("0–5,300")
    menu(tab)
    pick(tab, text("page.atlas.premises.certain", "en"))
    expect(tab.locator(".legend")).to_contain_text("0–12,935")
    tab.wait_for_url("**premises=certain**")


def test_a_group_is_looked_at_and_left_again(visit):
    tab = visit()
    menu(tab)
    tab.get_by_role("button", name=text("group.gba", "en")).click()
    expect(tab.locator("h1")).to_contain_text("17,396–30,971")
    tab.wait_for_url("**group=gba**")
    tab.keyboard.press("Escape")  # the menu
    tab.locator(".back").click()
    expect(tab.locator(GUANGDONG)).to_be_visible()
    tab.wait_for_url(re.compile(r"^((?!group).)*$"))


def test_only_the_map_to_pan_and_zoom_asks_another_host_and_it_says_so(visit, elsewhere):
    tab = visit(elsewhere=True)
    tab.wait_for_timeout(300)
    assert elsewhere(tab) == []
    tab.get_by_role("button", name=text("page.atlas.map.leaflet", "en")).click()
    expect(tab.get_by_text(text("page.atlas.map.note", "en"))).to_be_visible()
    expect(tab.locator("iframe")).to_be_visible()
    tab.wait_for_timeout(1500)
    assert elsewhere(tab)
    assert all("leaflet" in url.lower() or "cdn" in url for url in elsewhere(tab))
    pick(tab, text("page.atlas.map.svg", "en"))
    expect(tab.locator(GUANGDONG)).to_be_visible()


def test_every_format_can_be_taken_away(visit):
    tab = visit()
    menu(tab, "Share")
    for form, _ in FORMATS:
        with tab.expect_download() as waiting:
            tab.get_by_test_id("stDownloadButton").get_by_role(
                "button", name=text(f"page.atlas.format.{form}", "en"), exact=True
            ).click()
        got = waiting.value
        assert got.suggested_filename == f"plusn-count-100000.{ENDINGS.get(form, form)}"
        raw = Path(got.path()).read_bytes()
        assert len(raw) > 1000
        assert raw.lower().startswith(BEGINNINGS[form].lower()), (form, raw[:40])
        if form == "json":
            assert len(json.loads(raw)["regions"]) == 34
        if form == "csv":
            assert b"440000" in raw


def test_picture_numbers_and_citation_can_be_copied(visit):
    tab = visit(permissions=["clipboard-read", "clipboard-write"])
    menu(tab, "Share")
    tab.get_by_role("button", name="Copy image").click()
    expect(tab.get_by_role("button", name="Copied")).to_be_visible()
    raw = tab.evaluate("""async () => {
      const [item] = await navigator.clipboard.read();
      const blob = await item.getType("image/png");
      return [...new Uint8Array(await blob.arrayBuffer())] }""")
    with Image.open(BytesIO(bytes(raw))) as picture:
        assert picture.width > 1000
        assert len(picture.convert("RGB").getcolors(1 << 24)) > 100
    tab.get_by_text("Numbers", exact=True).click()
    expect(
        tab.get_by_test_id("stCode").filter(has_text="440000\tGuangdong\t30,971")
    ).to_be_visible()
    tab.get_by_text("Citation", exact=True).click()
    expect(tab.get_by_test_id("stCode").filter(has_text="Source: FHKI")).to_be_visible()
