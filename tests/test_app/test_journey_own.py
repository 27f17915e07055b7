"""From a bureau's table, a pasted one, a refused one and a saved one to the map."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import expect

from plusn.own.region_names import every_region

from .own_steps import (
    STATED,
    TABLE,
    answer,
    bring,
    edit,
    idle,
    paste,
    region,
    saved,
    step,
    table_digest,
    to_map,
)

pytestmark = pytest.mark.browser
BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x">]><Workbook>&b;</Workbook>'
HOSTILE = (
    "{{7*191}}",
    "<img src=x onerror=document.title='gone'>",
    '=HYPERLINK("http://elsewhere.example","x")',
    "\u202egnahs\u202c",
    "![a](http://elsewhere.example/p.png) $x$ :material/star:",
    "長" * 5_000,
)


def test_a_planner_comes_from_a_gb18030_table_to_a_density_map(visit):
    tab = visit("own")
    bring(tab, "企业.csv", TABLE.encode("gb18030"))
    expect(tab.locator(STATED)).to_have_text("2023年各市企业情况")
    expect(tab.locator(".st-key-own-stated")).to_contain_text("GB18030")
    tab.locator("select.role").nth(2).wait_for()
    roles = tab.locator("select.role").evaluate_all("all => all.map((one) => one.value)")
    assert roles == ["region", "value", "value"]
    step(tab, 2)
    expect(tab.locator(".st-key-own-counts")).to_contain_text("to be answered 2")
    expect(tab.locator(".st-key-own-counts")).to_contain_text("23.3% of the value")
    answer(tab, "Suzhou (Jiangsu)")
    answer(tab, "Fuzhou (Fujian)")
    expect(tab.locator(".st-key-own-counts")).to_contain_text("found 4")
    tab.get_by_role("button", name="Take back").first.click()
    idle(tab)
    expect(tab.locator(".st-key-own-counts")).to_contain_text("to be answered 1")
    answer(tab, "Suzhou (Jiangsu)")  # the one with most of the value stood first
    step(tab, 3)
    expect(tab.locator(".st-key-own-ready")).to_contain_text("Ready for the map")
    expect(tab.locator(".st-key-own-covered")).to_contain_text("4 of 4 rows are on the map")
    to_map(tab)
    assert "3,567" in region(tab, "320500")
    tab.get_by_role("radio", name="Per 1,000 km²", exact=True).click()
    tab.wait_for_url("**measure=density**")
    idle(tab)
    assert region(tab, "440300", "worked out")
    assert "企业数 / 2023 (家), per 1,000 km²" in tab.locator(".legend").inner_text()
    assert tab.locator("h1").count() == 1
    edit(tab)  # the work is still there
    step(tab, 2)
    expect(tab.locator(".st-key-own-counts")).to_contain_text("found 4")


def test_a_pasted_table_of_hostile_texts_is_inert_on_the_page_and_the_map(visit):
    tab = visit("own")
    title = tab.title()
    head = f"{HOSTILE[1]}\n行业 {HOSTILE[0]}\t城市\t企业数 {HOSTILE[1]}\n"
    paste(tab, head + "\n".join(f"{HOSTILE[n % 6]}\t{city}\t{n + 3}" for n, city in enumerate(
        ("深圳市", "东莞市", "佛山市", "惠州市", "中山市", "珠海市", *HOSTILE[:5]))))  # fmt: skip
    seen = [words_of(tab)]
    for number in (2, 3):
        step(tab, number)
        seen.append(words_of(tab))
    assert "{{7*191}}" in "".join(seen)
    to_map(tab)
    seen.append(words_of(tab))
    assert not [words for words in seen if "1337" in words]
    assert tab.title() == title
    assert tab.locator("img[src=x], a[href*=elsewhere]").count() == 0


def words_of(tab):
    return tab.evaluate("""() => {
      const roots = [document];
      for (let i = 0; i < roots.length; i += 1)
        for (const e of roots[i].querySelectorAll("*")) if (e.shadowRoot) roots.push(e.shadowRoot);
      return roots.map((root) => (root.body ?? root).textContent).join("\\n"); }""")


def test_a_refused_file_leaves_the_old_one_and_a_saved_one_opens_again(visit, tmp_path):
    tab = visit("own")
    bring(tab, "mine.csv", TABLE)
    bring(tab, "bomb.xls", BOMB, taken=False)
    told = tab.locator(".st-key-own-refused .told")
    expect(told).to_have_attribute("role", "alert")
    expect(told).to_contain_text("an XML document that is no table")
    expect(told).to_contain_text("untouched")
    expect(tab.locator(STATED)).to_have_text("2023年各市企业情况")
    bring(tab, "mended.csv", TABLE.replace("2023年", "2024年"))
    expect(tab.locator(STATED)).to_have_text("2024年各市企业情况")
    expect(told).to_have_count(0)
    step(tab, 2)
    answer(tab, "Fuzhou (Fujian)")
    expect(tab.locator(".st-key-own-counts")).to_contain_text("found 3")
    file = saved(tab, tmp_path)
    to_map(tab)
    digest = table_digest(tab)

    other = visit("own")
    bring(other, "mine.plusn", file)
    expect(other.locator(STATED)).to_have_text("2024年各市企业情况")
    step(other, 2)
    expect(other.locator(".st-key-own-counts")).to_contain_text("found 3")
    assert saved(other, tmp_path, "again.plusn") == file
    to_map(other)
    assert table_digest(other) == digest
    edit(other)
    altered = bytearray(file)
    altered[len(file) // 2] ^= 1
    bring(other, "mine.plusn", bytes(altered), taken=False)
    expect(other.locator(STATED)).to_have_text("2024年各市企业情况")


def test_two_sessions_with_large_tables_that_differ_in_one_cell_never_mix(visit):
    known = every_region("zh-Hans").items()
    cities = [name.split("（")[0] for key, name in known if key.level == "city" and "市（" in name]
    numbers = random.Random(5)  # noqa: S311 - no secret
    # From 50,000 rows on a digest of Streamlit's own would look at a sample of them only.
    rows = [(numbers.choice(cities), numbers.randrange(1, 99)) for _ in range(50_500)]
    rows[40_000] = ("深圳市", 11)
    other = list(rows)
    other[40_000] = ("深圳市", 12)
    sums = {
        which: sum(value for city, value in one if city == "深圳市")
        for which, one in (("a", rows), ("b", other))
    }
    tabs = {}
    for which, one in (("a", rows), ("b", other)):
        text = "城市,企业数\n" + "".join(f"{city},{value}\n" for city, value in one)
        tabs[which] = visit("own", apart=True)
        bring(tabs[which], "same.csv", text)
        assert sent(tabs[which]) <= 40
        step(tabs[which], 3)
        tabs[which].get_by_text("add them up").click()
        expect(tabs[which].locator(".st-key-own-ready")).to_be_visible()
        idle(tabs[which])
    for which in "ab":
        to_map(tabs[which])
    assert sums["a"] != sums["b"]
    for which, tab in tabs.items():
        assert f" {sums[which]:,}," in region(tab, "440300")


def sent(tab):
    """Count the rows of the sheet that the page was given."""
    return tab.locator(".sheet-table tbody tr").count()
