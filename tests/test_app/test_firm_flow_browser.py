"""The flow figure of a firm in a real Chromium: one selection, keys, clicks that place a site."""

import pytest

from app.components.firm.flow import flow_data, place_of
from app.components.firm.mounting import HERE
from briefing.flow.plane import Plane
from plusn.firm_flow import firm_flow
from plusn.scenarios.shipped import shipped_case
from plusn.solving.jobs import solve

pytestmark = pytest.mark.browser
MOUNT = """async ([source, kept, data]) => {
  const file = new Blob([source], { type: "text/javascript" });
  const { default: mount } = await import(URL.createObjectURL(file));
  globalThis.plusnKept = new Map([["one", kept]]);
  window.told = [];
  window.mount = (given) => mount({
    data: given,
    parentElement: document.querySelector("main"),
    setTriggerValue: (name, value) => window.told.push([name, value]),
  });
  window.mount(data);
}"""
GIVEN = {"kept": "one", "selected": "", "mode": "look", "guide": "", "turn": 0}
OVERLAPS = """() => {
  const svg = [...document.querySelectorAll("svg.wide, svg.narrow")]
    .find(s => s.getBoundingClientRect().width);
  const edge = svg.getBoundingClientRect();
  const seen = [...svg.querySelectorAll("text")].filter(t => t.getBoundingClientRect().width)
    .map(t => [t.textContent, t.getBoundingClientRect()]);
  const bad = seen.filter(([, r]) => r.left < edge.left - 1 || r.right > edge.right + 1)
    .map(([w]) => w);
  for (const [i, [a, p]] of seen.entries()) for (const [b, q] of seen.slice(i + 1)) {
    const trim = (r) => [r.left, r.top + r.height * .24, r.right, r.bottom - r.height * .24];
    const [l, t, r, m] = trim(p), [x, y, z, w] = trim(q);
    if (l < z && x < r && t < w && y < m) bad.push(`${a} × ${b}`);
  }
  return [seen.length, bad];
}"""


@pytest.fixture(scope="module")
def figure():
    case = shipped_case("electronics")
    told = {}

    def described(scenario="china_plus_2", view="diagram", lang="en", like=None):
        asked = {"scenario": scenario}
        if scenario not in told:
            told[scenario] = solve("run", case, asked, 20.0, lambda *_: None)
        return firm_flow(told[scenario], case, view=view, lang=lang, like=like)

    return described


@pytest.fixture
def show(browser):
    tabs = []

    def mounted(*specs, width=1400, captions=(), theme="light", **given):
        tab = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        tab.errors = []
        tab.on("pageerror", lambda error: tab.errors.append(str(error)))
        style, script = (
            "\n".join(
                (HERE / f"{one}.{kind}").read_text("utf-8") for one in ("figure_frame", "flow")
            )
            for kind in ("css", "js")
        )
        tab.set_content("<body style='margin:12px'><main></main></body>")
        tab.add_style_tag(content=style)
        kept = flow_data(specs, theme=theme, captions=captions)
        tab.evaluate(MOUNT, [script, kept, {**GIVEN, **given}])
        tabs.append(tab)
        return tab

    yield mounted
    for tab in tabs:
        assert tab.errors == []
        tab.close()


def chosen(tab):
    """Give what is selected in the tables, in the picture and in the details."""
    rows = tab.locator("tr[aria-current=true]").evaluate_all("r => r.map(e => e.dataset.pick)")
    spots = tab.locator("svg .spot[aria-pressed=true]").evaluate_all(
        "s => [...new Set(s.map(e => e.dataset.pick))]"
    )
    strong = tab.locator(".detail strong")
    return rows, spots, strong.inner_text() if strong.count() else ""


def told(tab):
    return tab.evaluate("window.told")


def test_a_block_selects_in_tables_and_details_and_esc_clears(show, figure):
    tab = show(figure())
    tab.locator("svg.wide .block[data-pick='facility:P_BN']").click()
    name = "facility:P_BN"
    assert chosen(tab) == ([name], [name], "Selected: Bac Ninh plant")
    details = tab.locator(".detail").inner_text()
    assert "Comes from" in details
    assert "Sold in" in details
    lit = tab.locator("svg.wide .band.lit").count()
    assert 0 < lit < tab.locator("svg.wide .band").count()
    assert tab.locator("svg.wide .band.lit .amount").first.is_visible()
    tab.keyboard.press("Escape")
    assert chosen(tab) == ([], [], "")
    assert [event["id"] for _, event in told(tab)] == [name, ""]


def test_a_row_selects_in_the_picture_and_a_lane_lights_its_two_ends(show, figure):
    spec = figure()
    tab = show(spec)
    lane = next(k for k in spec.lanes if k.tail == "P_BN" and k.kind == "goods")
    tab.locator(f"tr[data-pick='{lane.id}']").click()
    lit = tab.locator("svg.wide .block.lit").evaluate_all("s => s.map(e => e.dataset.pick)")
    assert sorted(lit) == sorted([f"facility:{lane.tail}", f"facility:{lane.head}"])
    assert chosen(tab)[2] == f"Selected: {lane.name} · {lane.texts['mode']}"
    tab.locator("tr[data-pick='facility:M_US']").click()
    assert chosen(tab)[:2] == (["facility:M_US"], ["facility:M_US"])
    assert "Made in" in tab.locator(".detail").inner_text()


def test_a_band_selects_what_it_carries_and_esc_clears_it(show, figure):
    tab = show(figure())
    band = tab.locator("svg.wide .band[data-pick^='lane:P_BN;X_HP']")
    band.locator("path").click()
    assert chosen(tab)[0] == [band.get_attribute("data-pick")]
    tab.keyboard.press("Escape")
    assert chosen(tab) == ([], [], "")


def test_what_one_plant_alone_made_is_lit_past_the_port(show, figure):
    tab = show(figure())
    tab.locator("tr[data-pick='facility:P_BN']").click()
    row = tab.locator("tr.lit[data-pick^='lane:X_HP;M_US']")
    assert row.count() == 1
    assert tab.locator("svg.wide .block.lit[data-pick='facility:M_US']").count() == 1


def test_pointing_lights_without_selecting(show, figure):
    tab = show(figure())
    tab.locator("svg.wide .block[data-pick='facility:P_BN']").hover()
    assert tab.locator("svg.wide .band.lit").count() > 0
    assert chosen(tab) == ([], [], "")
    tab.mouse.move(5, 5)
    assert tab.locator(".lit").count() == 0
    assert told(tab) == []


def test_everything_works_by_keyboard(show, figure):
    tab = show(figure())
    first = tab.locator(".rows").first.locator("tr[data-pick]").first
    first.focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    second = tab.locator(".rows").first.locator("tr[data-pick]").nth(1)
    assert chosen(tab)[0] == [second.get_attribute("data-pick")]
    spot = tab.locator("svg.wide .block[data-pick='facility:P_BN']")
    spot.focus()
    assert spot.get_attribute("aria-label").startswith("Bac Ninh plant")
    tab.keyboard.press("Space")
    assert chosen(tab)[0] == ["facility:P_BN"]
    tab.keyboard.press("Space")
    assert chosen(tab)[0] == []


def test_a_table_is_sorted_within_its_groups(show, figure):
    tab = show(figure())
    table = tab.locator(".rows").first
    before = table.locator("tr.group").all_inner_texts()
    table.locator("button.sort").nth(1).click()
    assert table.locator("th[aria-sort=descending]").count() == 1
    plants = table.locator("tbody").filter(has_text="Plants").locator("td:nth-child(2)")
    numbers = [float(t.replace(",", "")) for t in plants.all_inner_texts() if t]
    assert numbers == sorted(numbers, reverse=True)
    assert table.locator("tr.group").all_inner_texts() == before
    table.locator("button.sort").nth(1).click()
    numbers = [float(t.replace(",", "")) for t in plants.all_inner_texts() if t]
    assert numbers == sorted(numbers)


def test_the_page_decides_what_is_selected_unless_it_knows_less_than_the_reader(show, figure):
    tab = show(figure(), selected="facility:P_DG")
    assert chosen(tab)[0] == ["facility:P_DG"]
    tab.locator("tr[data-pick='facility:P_BN']").click()
    tab.evaluate("given => window.mount(given)", {**GIVEN, "selected": "facility:P_DG"})
    assert chosen(tab)[0] == ["facility:P_BN"]
    tab.evaluate("given => window.mount(given)", {**GIVEN, "selected": "facility:M_EU", "turn": 1})
    assert chosen(tab)[0] == ["facility:M_EU"]


@pytest.mark.parametrize("width", [1400, 390])
def test_a_click_on_the_map_gives_the_place_clicked(show, figure, width):
    spec = figure(view="map")
    tab = show(spec, mode="add", guide="Click the map.", width=width)
    layout, name = (spec.wide, "wide") if width > 700 else (spec.phone, "narrow")
    window = layout.panes[0].window
    x, y = Plane(**window.model_dump()).at(108.0, 12.0)
    box = tab.locator(f"svg.{name}").bounding_box()
    px = box["width"] / layout.width
    top = min(pane.box.y for pane in layout.panes)
    tab.mouse.click(box["x"] + x * px, box["y"] + (y - top) * px)
    ((kind, event),) = told(tab)
    assert kind == "placed"
    assert event["narrow"] is (name == "narrow")
    said = place_of(spec, event)
    assert said["do"] == "place"
    assert (said["lon"], said["lat"]) == pytest.approx((108.0, 12.0), abs=0.15)
    assert tab.locator(".placed").count() == 1
    assert chosen(tab)[0] == []


def test_in_move_a_click_on_a_site_selects_it_and_any_other_click_places(show, figure):
    spec = figure(view="map")
    tab = show(spec, mode="move", guide="Select a site.")
    tab.locator("svg.wide .symbol[data-pick='facility:P_BN']").first.click()
    assert chosen(tab)[0] == ["facility:P_BN"]
    box = tab.locator("svg.wide").bounding_box()
    tab.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + 400)
    kind, event = told(tab)[-1]
    assert (kind, event["id"]) == ("placed", "facility:P_BN")
    assert tab.locator(".guide").inner_text() == "Select a site."


def test_a_place_off_the_maps_is_none(figure):
    spec = figure(view="map")
    beside = {"x": -5, "y": 5, "pane": 0, "narrow": False}
    assert place_of(spec, beside) is None
    assert place_of(spec, {**beside, "x": 50, "pane": 99}) is None
    diagram = {"x": 50, "y": 50, "pane": 0, "narrow": False}
    assert place_of(figure(), diagram) is None


def test_two_plans_share_one_selection(show, figure):
    before = figure("base")
    tab = show(before, figure(like=before), captions=("Today", "China+2"))
    tab.locator("tr[data-pick='facility:P_DG']").click()
    pictures = tab.locator(".picture")
    assert pictures.count() == 2
    for one in (0, 1):
        assert pictures.nth(one).locator(".block.on[data-pick='facility:P_DG']").count() == 1
    assert tab.locator(".detail h4").all_inner_texts() == ["Today", "China+2"]
    tops = [pictures.nth(i).bounding_box()["y"] for i in (0, 1)]
    assert tops[0] == tops[1]
    tab.set_viewport_size({"width": 390, "height": 800})
    tops = [pictures.nth(i).bounding_box()["y"] for i in (0, 1)]
    assert tops[1] > tops[0] + 200


@pytest.mark.parametrize("lang", ["en", "zh-Hant", "zh-Hans"])
@pytest.mark.parametrize("width", [1400, 390])
def test_no_words_of_the_diagram_overlap_or_stick_out_as_drawn(show, figure, lang, width):
    for scenario in ("base", "china_plus_2"):
        tab = show(figure(scenario, lang=lang), width=width)
        count, bad = tab.evaluate(OVERLAPS)
        assert count > 15
        assert bad == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_the_script_sets_no_markup_from_strings():
    script = (HERE / "flow.js").read_text(encoding="utf-8")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "document.write",
                 "Function("):  # fmt: skip
        assert word not in script
