"""Page Supply chain in a real Chromium: one selection in picture and tables, keys, words, hosts."""

from pathlib import Path

import pytest

from network.graph import SupplyNetwork
from plusn.supply_chain import supply

pytestmark = pytest.mark.browser
# Text that sticks out of its picture, or lies on other text, in the browser's own measure.
UNCLEAR = """() => {
  const root = [...document.querySelectorAll('*')].find(e => e.shadowRoot?.querySelector('.flow'));
  const svg = [...root.shadowRoot.querySelectorAll('svg.wide, svg.narrow')]
    .find(s => s.getBoundingClientRect().width);
  const edge = svg.getBoundingClientRect();
  const seen = [...svg.querySelectorAll('text')]
    .map(t => [t.textContent, t.getBoundingClientRect()]);
  const bad = seen.filter(([, r]) => r.left < edge.left - 1 || r.right > edge.right + 1
    || r.bottom > edge.bottom + 1).map(([words]) => words);
  for (const [i, [a, p]] of seen.entries()) for (const [b, q] of seen.slice(i + 1)) {
    const trim = (r) => [r.left, r.top + r.height * .24, r.right, r.bottom - r.height * .24];
    const [l, t, r, m] = trim(p), [x, y, z, w] = trim(q);
    if (l < z && x < r && t < w && y < m) bad.push(`${a} × ${b}`);
  }
  return [seen.length, bad];
}"""


@pytest.fixture
def show(visit):
    def supply_page(query="", width=1366, height=768, scheme="light"):
        return visit("supply", f"of=study&{query}", size=(width, height), scheme=scheme)

    return supply_page


def selected(tab):
    """Give what is selected in the table, in the picture, and in the detail's heading."""
    rows = tab.locator("tr[aria-current=true]").evaluate_all("r => r.map(e => e.dataset.pick)")
    spots = tab.locator("svg.wide .spot[aria-pressed=true]")
    heading = tab.locator(".detail strong")
    return (
        rows,
        sorted(set(spots.evaluate_all("s => s.map(e => e.dataset.pick)"))),
        heading.inner_text() if heading.count() else "",
    )


def test_a_row_selects_in_the_picture_and_esc_clears(show):
    tab = show()
    tab.locator("tr[data-pick=GD]").click()
    assert selected(tab) == (["GD"], ["GD"], "Selected: Guangdong")
    assert tab.locator(".detail").inner_text().count("30,971") >= 2
    lit = tab.locator("svg.wide .line.lit").count()
    assert 0 < lit < tab.locator("svg.wide .line").count()
    tab.wait_for_url("**select=GD**")
    tab.keyboard.press("Escape")
    assert selected(tab) == ([], [], "")
    assert tab.locator(".lit").count() == 0


def test_a_symbol_selects_in_the_tables_and_a_line_too(show):
    tab = show("view=diagram")
    tab.locator("svg.wide .spot[data-pick=M-EU]").first.click()
    assert selected(tab)[0] == ["M-EU"]
    tab.locator("tr[data-pick='goods:south_east_asia:M-US']").click()
    rows, spots, heading = selected(tab)
    assert (rows, spots) == (["goods:south_east_asia:M-US"], [])
    assert heading == "Selected: South-East Asia → United States"
    lit = tab.locator("svg.wide .spot.lit").evaluate_all("s => s.map(e => e.dataset.pick)")
    assert sorted(lit) == ["M-US", "SEA"]


def test_everything_works_by_keyboard(show):
    tab = show("view=diagram")
    tab.locator("tr[data-pick=HQ]").focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert selected(tab)[0] == ["JS"]
    tab.locator("svg.wide .spot[data-pick=SEA]").focus()
    tab.keyboard.press(" ")
    assert selected(tab)[:2] == (["SEA"], ["SEA"])
    tab.keyboard.press("Enter")
    assert selected(tab) == ([], [], "")


def test_a_link_opens_with_its_selection_and_it_survives_a_change_of_view(show):
    tab = show("select=SH&lang=zh-Hant")
    assert selected(tab)[0] == ["SH"]
    tab.get_by_role("radio", name="層級圖").click()
    tab.wait_for_url("**view=diagram**")
    tab.wait_for_selector("svg.wide .spot[data-pick=SH][aria-pressed=true]")
    assert selected(tab)[:2] == (["SH"], ["SH"])


@pytest.mark.parametrize("query", ["select=%3Cscript%3E&view=nonsense", "lang=xx"])
def test_unknown_codes_in_the_url_are_dropped(show, query):
    assert selected(show(query)) == ([], [], "")


def test_every_place_has_a_name_for_screen_readers(show):
    tab = show()
    labels = tab.locator("svg.wide .spot").evaluate_all("s => s.map(e => e.ariaLabel)")
    assert all(labels)
    assert any("12,935" in label for label in labels)
    assert tab.locator("svg.wide").get_attribute("aria-label").startswith("Flow map.")


@pytest.mark.parametrize("view", ["map", "diagram"])
def test_words_are_clear_at_every_width_and_in_every_language(show, view):
    for lang in ("en", "zh-Hant"):
        tab = show(f"lang={lang}&view={view}")
        for width, height in ((1366, 768), (1024, 768), (390, 844)):
            tab.set_viewport_size({"width": width, "height": height})
            tab.wait_for_timeout(120)
            seen, unclear = tab.evaluate(UNCLEAR)
            assert seen > 10
            assert unclear == [], (lang, width)
            assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 768)])
def test_the_whole_picture_with_its_legend_is_on_the_first_screen(show, width, height):
    tab = show("", width, height)
    box = tab.locator("svg.wide").bounding_box()
    assert box["y"] + box["height"] <= height
    assert box["x"] + box["width"] <= width


def test_the_dark_picture_follows_the_reader(show):
    tab = show("view=diagram", scheme="dark")
    assert tab.locator("svg.wide > rect").first.get_attribute("fill") == "#14181c"


def test_the_download_menu_gives_the_network_that_is_shown(show):
    tab = show("view=diagram")
    tab.get_by_role("button", name="Download").click()
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="Network (JSON, node-link)").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert SupplyNetwork.from_json(text) == supply("diagram").network
