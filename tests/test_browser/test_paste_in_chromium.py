"""A table pasted into the one-file atlas: found, drawn, listed, and never sent."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import expect

import plusn
from briefing.numerals import number
from briefing.palette import RAMP, class_colours, ramp_colour
from geo.classes import Breaks, classify

from ..test_briefing.page_reading import HOSTILE, faults  # noqa: TID252
from .pages_offline import chromium, offline

pytestmark = pytest.mark.browser

TABLE = """地区\t产值（亿元）\t备注
广东省\t１３５，６７３\ta
Jiangsu\t128,222
浙江\t82 553
四川省\t60132.9
福建\t-
合计\t999
Suzhou\t12
蘇州市\t24000
Nowhere\t3
江苏省\t5
湖南\t5万
'510000.0\t1
"""
CITIES = (440300, 440100, 441900, 440600, 441300, 440400, 442000, 440700, 441200, 810000, 820000,
          320500, 310000, 350500, 330200, 110000)  # fmt: skip
STOPS = [stop.model_dump() for stop in RAMP]
REGION = '.region[data-code="{}"]'


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    written = tmp_path_factory.mktemp("atlas") / "atlas.html"
    written.write_bytes(plusn.atlas().to_bytes("html"))
    return written


@pytest.fixture(scope="module")
def shared(browser, file):
    with offline(browser, file.as_uri()) as opened:
        opened.page.wait_for_selector(".region", state="attached")
        yield opened


@pytest.fixture
def tab(shared):
    shared.page.evaluate("document.getElementById('paste').hidden = false")
    yield shared.page
    shared.page.get_by_role("button", name="Clear").click(force=True)
    assert shared.faults == []


def pasted(page, text):
    page.fill("#paste-area", text)
    page.get_by_role("button", name="Draw").click()


def listed(page, kind):
    return page.locator(f".paste-list.{kind} li").all_inner_texts()


def test_the_file_is_small_and_fetches_nothing(file):
    assert file.stat().st_size <= 750_000
    assert faults(file.read_text(encoding="utf-8")) == []


def test_each_row_is_drawn_or_listed_with_its_reason(tab):
    pasted(tab, TABLE)
    expect(tab.locator("h1")).to_have_text("产值（亿元）: 2 places with a number")
    expect(tab.locator(".paste-said")).to_have_text("2 places drawn, of 12 rows.")
    assert listed(tab, "unmatched") == ["Row 10: Nowhere"]
    (suzhou,) = listed(tab, "ambiguous")
    assert "Suzhou (Jiangsu) 320500 or Suzhou (Anhui) 341300" in suzhou
    assert listed(tab, "coarser") == ["Row 9: 蘇州市"]
    assert listed(tab, "unclear") == ["Row 12: 湖南 — 5万"]
    assert listed(tab, "missing") == ["Row 6: 福建"]
    assert listed(tab, "sums") == ["Row 7: 合计"]
    assert len(listed(tab, "repeated")) == 2
    expect(tab.locator(REGION.format("440000"))).to_have_class(
        "region published valued at-province"
    )
    assert "no number" in tab.locator(REGION.format("350000")).get_attribute("aria-label")


def test_rows_of_one_place_are_added_up_only_when_asked(tab):
    pasted(tab, TABLE)
    jiangsu = tab.locator(REGION.format("320000"))
    assert "valued" not in jiangsu.get_attribute("class")
    tab.get_by_label("Add up rows of the same place").check()
    expect(tab.locator(REGION.format("320000"))).to_have_attribute(
        "aria-label", "Jiangsu, 128,227, from the pasted table"
    )
    assert listed(tab, "repeated")[0] == "Jiangsu: rows 3, 11; together 128,227"


def test_clear_brings_the_study_back(tab):
    before = tab.locator("h1").inner_text()
    pasted(tab, TABLE)
    expect(tab.locator("h1")).not_to_have_text(before)
    tab.get_by_role("button", name="Clear").click()
    expect(tab.locator("h1")).to_have_text(before)
    expect(tab.locator("#paste-area")).to_have_value("")


def test_the_language_of_a_pasted_map_changes_with_the_page(tab):
    pasted(tab, "广东\t5\n江苏\t3")
    tab.click("#languages >> text=繁")
    expect(tab.locator("h1")).to_have_text("你的數字：2 個地方有數字")
    expect(tab.locator(REGION.format("440000"))).to_have_attribute(
        "aria-label", "廣東, 5, 取自貼上的表格"
    )
    tab.click("#languages >> text=EN")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("广东 30,971", {"440000": 30971}),
        ("Guangdong, 1.5\nFujian, 2", {"440000": 1.5, "350000": 2}),
        ("code\tname\tplants\n440300\tShenzhen\t7\n320500\tSuzhou\t9", {"440300": 7, "320500": 9}),
        ("province\tcity\tn\nJiangsu\tSuzhou\t4\nAnhui\tSuzhou\t6", {"320500": 4, "341300": 6}),
        ("4403\t1\n4401\t2", {"440300": 1, "440100": 2}),
        ("广东\t45.3%\n江苏\t14%", {"440000": 45.3, "320000": 14}),
        ("广东\t(12)\n江苏\t−3", {"440000": -12, "320000": -3}),
        ("广东\t0\n江苏\t", {"440000": 0}),
        ('"广东\t5', {"440000": 5}),
        ('"广东"\t"1,234 家"\n江苏\t5 家', {"440000": 1234, "320000": 5}),
        ("吉林\t1\n长春\t2", {"220200": 1, "220100": 2}),
        ("Beijing\tShenzhen\t3\nGuangdong\tDongguan\t4", {"441900": 4}),
    ],
)
def test_numbers_and_places_are_read_as_they_are_written(tab, text, values):
    pasted(tab, text)
    read = tab.evaluate(
        """text => {
          const data = JSON.parse(document.getElementById("data").textContent);
          return Object.fromEntries(readPasted(text, readNames(data.paste)).values);
        }""",
        text,
    )
    assert read == values


@pytest.mark.parametrize("text", ["", "\t\t\n", "hello", "广东", "1\n2\n3", "\u200b"])
def test_what_is_no_table_is_no_map_and_no_error(tab, text):
    before = tab.locator("h1").inner_text()
    pasted(tab, text)
    expect(tab.locator("h1")).to_have_text(before)


def test_hostile_cells_are_words_wherever_they_appear(tab):
    rows = "".join(f"{text}\t{n}\n" for n, text in enumerate(HOSTILE, 1))
    pasted(tab, f"{HOSTILE[0]}\t{HOSTILE[1]}\n广东\t5\n江苏\t7\n浙江\t9\n河北\t9\n山西\t9\n{rows}")
    expect(tab.locator("h1")).to_contain_text(HOSTILE[1])
    assert any(HOSTILE[0] in line for line in listed(tab, "unmatched"))
    assert tab.locator("img, iframe, script[src]").count() == 0


def test_a_new_line_of_the_table_s_own_is_read_as_one_cell(tab):
    pasted(tab, '"广东\n省"\t5\n江苏\t6')
    expect(tab.locator(".paste-said")).to_have_text("2 places drawn, of 2 rows.")


def scales():
    chance = random.Random(6)  # noqa: S311 - numbers for a test
    for count in (1, 2, 5, 14, 15, 16, 31, 90):
        yield [chance.randrange(0, 40000) for _ in range(count)]
        yield [round(chance.uniform(-3, 80), 2) for _ in range(count)]
        yield [round(chance.lognormvariate(2, 2), 4) for _ in range(count)]
        yield [chance.randrange(0, 6) for _ in range(count)]


def test_classes_edges_and_colours_are_those_of_the_atlas(tab):
    for values in scales():
        made = tab.evaluate(
            """([values, stops]) => {
              const { entries, kind, colour } = scaleOf(values, stops);
              const labels = entries.map(({ label }) => label);
              return { kind, labels, colours: values.map(colour) };
            }""",
            [values, STOPS],
        )
        ours = classify(values)
        if isinstance(ours, Breaks):
            held = [label for label, n in zip(ours.labels(), ours.counts, strict=True) if n]
            colours = [class_colours(len(ours.edges))[n] for n in ours.assign(values)]
            assert (made["kind"], made["labels"]) == ("classes", held), values
        else:
            assert (made["kind"], made["labels"]) == ("ramp", []), values
            colours = [ramp_colour(float(at)) for at in ours.position(values)]
        assert made["colours"] == [colour.model_dump() for colour in colours], values


def test_numbers_are_written_as_in_the_atlas(tab):
    values = [n for values in scales() for n in values] + [0, 1e-3, 99.96, 100.5, 1e7, -0.04]
    assert tab.evaluate("values => values.map(numberText)", values) == [
        number(n).replace("-", "−") for n in values
    ]


def test_the_keyboard_alone_opens_draws_clears_and_leaves(shared):
    page = shared.page
    page.evaluate("document.getElementById('paste').hidden = true")
    page.locator("#paste-open").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#paste-area")).to_be_focused()
    page.keyboard.insert_text("广东\t5")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".paste-said")).to_have_text("1 place drawn, of 1 rows.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#paste-area")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#paste")).to_be_hidden()
    expect(page.locator("#paste-open")).to_be_focused()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_a_pasted_map_has_no_words_over_others(browser, file, width, height):
    from .test_html_file_in_chromium import OVERLAPS  # noqa: PLC0415

    cities = "\n".join(f"{code}\t{n * 37}" for n, code in enumerate(CITIES, 1))
    with offline(browser, file.as_uri(), width, height) as opened:
        opened.page.wait_for_selector(".region", state="attached")
        opened.page.click("#paste-open")
        pasted(opened.page, cities)
        opened.page.click("#paste-open")
        expect(opened.page.locator(".paste-said")).to_be_hidden()
        assert opened.page.evaluate(OVERLAPS) == []
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
        assert opened.faults == []
