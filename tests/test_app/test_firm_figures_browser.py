"""Components of a firm's figures in a real Chromium: clicks, keys, widths, nothing that runs."""

import json
from dataclasses import replace

import pytest

from app.components.firm.decision_table import decision_data
from app.components.firm.drawing import drawing_data
from app.components.firm.ledger import ledger_data
from app.components.firm.mounting import HERE
from briefing.backends.firm_swing_svg import draw
from briefing.firm.decision import describe_decision
from briefing.firm.ledger import describe_ledger
from briefing.firm.names import Names
from briefing.firm.swing import describe_swing
from plusn.scenarios.questions import question
from plusn.scenarios.shipped import shipped_case
from plusn.scenarios.verbs.baseline import baseline_report
from plusn.scenarios.verbs.decide import decide_report
from plusn.scenarios.verbs.swing import swing_report

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=\"document.title='ran'\"> & <script>document.title='ran'</script>"
MOUNT = """async ([source, data]) => {
  const file = new Blob([source], { type: "text/javascript" });
  const { default: mount } = await import(URL.createObjectURL(file));
  window.told = [];
  window.mount = (given) => mount({
    data: given,
    parentElement: document.querySelector("main"),
    setTriggerValue: (name, value) => window.told.push([name, value]),
  });
  window.mount(data);
}"""


@pytest.fixture(scope="module")
def case():
    return shipped_case("electronics")


@pytest.fixture(scope="module")
def decided(case):
    """Give a decision with more outcomes than are shown at first."""
    return whole(decide_report(case, ("today", "free", "stay", "china_plus_1")))


def whole(report):
    return {**report.record, "tables": report.tables}


@pytest.fixture
def show(browser):
    tabs = []

    def mounted(name, data, *, width=1280):
        tab = browser.new_page(viewport={"width": width, "height": 900})
        tab.errors = []
        tab.on("pageerror", lambda error: tab.errors.append(str(error)))
        style, script = (
            "\n".join((HERE / f"{one}.{kind}").read_text("utf-8") for one in ("figure_frame", name))
            for kind in ("css", "js")
        )
        tab.set_content("<body style='margin:12px'><main></main></body>")
        tab.add_style_tag(content=style)
        tab.evaluate(MOUNT, [script, data])
        tabs.append(tab)
        return tab

    yield mounted
    for tab in tabs:
        assert tab.errors == []
        assert tab.title() != "ran"
        tab.close()


@pytest.fixture
def table(show, decided, case):
    def mounted(width=1280, lang="en", selected=("", ""), names=None):
        names = names or Names.of(case, lang)
        data = decision_data(describe_decision(decided, names, lang), theme="light")
        return show("decision_table", {**data, "selected": list(selected)}, width=width)

    return mounted


def cell(tab, plan, regime):
    return tab.locator(f"button[data-pick='{json.dumps([plan, regime])}']".replace(", ", ","))


def told(tab):
    return tab.evaluate("window.told")


def test_a_click_tells_plan_and_outcome(table):
    tab = table()
    cell(tab, "china_plus_1", "us_tariff_10").click()
    assert told(tab) == [["picked", {"plan": "china_plus_1", "regime": "us_tariff_10"}]]
    pressed = tab.locator("[aria-pressed=true]")
    assert pressed.count() == 1
    assert "cheapest" in pressed.inner_text()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_tells_it_once(table, key):
    tab = table()
    cell(tab, "today", "base").focus()
    tab.keyboard.press(key)
    assert told(tab) == [["picked", {"plan": "today", "regime": "base"}]]


def test_the_cell_whose_bridge_is_shown_looks_pressed(table):
    tab = table(selected=("free", "base"))
    assert cell(tab, "free", "base").get_attribute("aria-pressed") == "true"


def test_a_rerun_with_the_same_content_keeps_what_the_reader_unfolded(table, decided, case):
    tab = table()
    tab.locator(".more").click()
    tab.locator(".omitted summary").click()
    data = decision_data(describe_decision(decided, Names.of(case, "en"), "en"), theme="light")
    tab.evaluate("given => window.mount(given)", {**data, "selected": ["", ""]})
    assert tab.locator("thead th:visible").count() == 7 + 2
    assert tab.locator(".omitted p").first.is_visible()


def test_more_outcomes_are_one_click_away_inside_the_box(table):
    tab = table()
    assert tab.locator("thead th:visible").count() == 5 + 2
    more = tab.locator(".more")
    assert more.get_attribute("aria-expanded") == "false"
    more.click()
    assert tab.locator("thead th:visible").count() == 7 + 2
    assert more.get_attribute("aria-expanded") == "true"
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_many_columns_scroll_under_the_plans(table):
    tab = table(width=1024)
    tab.locator(".more").click()
    box = tab.locator(".scroll")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    box.evaluate("box => { box.scrollLeft = 200; }")
    left = box.evaluate("box => box.getBoundingClientRect().left")
    plans = tab.locator("tbody th.plan").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().left)"
    )
    assert plans == [left] * len(plans)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_incomplete_outcome_says_why_on_focus(table):
    tab = table()
    tab.locator(".more").click()
    tab.locator("th .tag").first.focus()
    assert "is not given" in tab.locator(".said").inner_text()


def test_it_is_a_table_with_heads_for_rows_and_columns(table):
    tab = table()
    assert tab.locator("thead th[scope=col]").count() == 7 + 2
    assert tab.locator("tbody th[scope=row]").count() == tab.locator("tbody tr").count() == 3
    labels = tab.locator("td.value button").evaluate_all(
        "all => all.map(one => one.getAttribute('aria-label'))"
    )
    assert all(labels)


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
@pytest.mark.parametrize("width", [390, 768, 1366])
def test_nothing_runs_out_of_the_page_or_its_cell(table, width, lang):
    tab = table(width=width, lang=lang)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    spills = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    assert tab.locator("td.value button, thead th, tbody th").evaluate_all(spills) == 0
    if width == 390:
        assert tab.locator("td.value .outcome").first.is_visible()


def test_hostile_names_are_shown_and_run_nothing(table, case):
    names = Names.of(case, "en")
    evil = replace(
        names,
        policies=dict.fromkeys(names.policies, HOSTILE),
        scenarios=dict.fromkeys(names.scenarios, HOSTILE),
    )
    tab = table(names=evil)
    assert HOSTILE in tab.locator("tbody th b").nth(1).inner_text()
    assert tab.locator("img, script").count() == 0


# -- drawings and the ledger -------------------------------------------------------------------

MARKS = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="60" viewBox="0 0 {w} 60">'
    '<g data-pick="one"><title>The one &lt;b&gt;</title><rect width="50" height="50"/></g>'
    '<g data-pick="two"><rect x="60" width="50" height="50"/></g></svg>'
)


@pytest.fixture
def drawing(show, case):
    def mounted(drawings, *, width=900, selected=""):
        few = replace(case, ranges=case.ranges[:1])
        spec = describe_swing(whole(swing_report(question(few))), Names.of(case, "en"), "en")
        made = drawings or {least: draw(spec, width=least) for least in (340, 760)}
        data = {**drawing_data(spec, made, theme="light"), "selected": selected}
        return show("drawing", data, width=width)

    return mounted


def test_the_widest_drawing_that_fits_is_shown(drawing):
    tab = drawing(None)
    shown = tab.locator(".drawing:visible svg")
    assert shown.get_attribute("width") == "760"
    tab.set_viewport_size({"width": 500, "height": 900})
    tab.wait_for_function("document.querySelectorAll('.drawing[hidden]').length === 1")
    assert tab.locator(".drawing:visible svg").get_attribute("width") == "340"
    tab.set_viewport_size({"width": 320, "height": 900})
    assert tab.locator(".drawing:visible svg").get_attribute("width") == "340"
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_marks_answer_to_clicks_and_keys_by_their_names(drawing):
    tab = drawing({0: MARKS.format(w=300)}, selected="two")
    one, two = tab.locator("[data-pick=one]"), tab.locator("[data-pick=two]")
    assert one.get_attribute("aria-label") == "The one <b>"
    assert two.get_attribute("aria-pressed") == "true"
    one.click()
    two.focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Space")
    assert told(tab) == [["picked", "one"], ["picked", "two"], ["picked", "two"]]


def test_the_ledger_is_a_table_that_fits_a_phone(show, case):
    record = whole(baseline_report(question(case)))
    spec = describe_ledger(record, Names.of(case, "en"), "en")
    tab = show("ledger", ledger_data(spec, theme="light"), width=390)
    assert tab.locator("tbody tr").count() == len(spec.rows) + 1
    assert tab.locator("tr.total").inner_text().split("\t")[1:] == list(spec.total.texts)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
