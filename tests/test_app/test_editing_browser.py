"""Tables of a case in a real Chromium: bad edits stay beside their cell, nothing typed is lost."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
TOO_LONG_S = 90


@pytest.fixture(scope="module")
def editor():
    """Serve the tables alone on a free port, give the address, and end that process alone."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    page = "tests/test_app/editing_page.py"
    command = (sys.executable, "-m", "streamlit", "run", page, "--server.headless", "true")
    with subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            answers(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def answers(url):
    for _ in range(TOO_LONG_S * 4):
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.25)
    raise AssertionError(f"{url} does not answer")


class Editor:
    """Types into cells as a reader does."""

    def __init__(self, tab):
        self.tab = tab

    def cell(self, mark, column):
        return self.tab.locator(f'tr[data-mark="{mark}"] [data-column="{column}"]')

    def type(self, mark, column, text, then="Enter"):
        cell = self.cell(mark, column)
        cell.fill(text)
        cell.press(then)

    def why(self, mark, column):
        return self.tab.locator(f"#why-{mark}-{column}")

    def press(self, name):
        self.tab.get_by_role("button", name=name).first.click()

    def paste(self, mark, column, text):
        self.cell(mark, column).evaluate(
            """(field, text) => {
                field.focus();
                const clipboardData = new DataTransfer();
                clipboardData.setData("text/plain", text);
                field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
            }""",  # noqa: E501
            text,
        )

    @property
    def focused(self):
        return self.tab.evaluate(
            """() => {
                let active = document.activeElement;
                while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
                return [active?.closest("tr")?.dataset.mark, active?.dataset?.column];
            }"""
        )


@pytest.fixture
def table(reader, editor):
    opened = []

    def go(query="", size=(1440, 900), scheme="light"):
        tab = reader.new_page()
        tab.set_viewport_size({"width": size[0], "height": size[1]})
        tab.emulate_media(color_scheme=scheme)
        tab.set_default_timeout(TOO_LONG_S * 1000)
        tab.failed = []
        tab.on("pageerror", lambda error: tab.failed.append(str(error)))
        tab.goto(f"{editor}/?{query}")
        tab.wait_for_selector(".case-table tbody tr")
        opened.append(tab)
        return Editor(tab)

    yield go
    for tab in opened:
        assert tab.failed == []
        tab.close()


def test_bad_edits_are_refused_beside_their_cell_and_nothing_typed_is_lost(table):
    on = table("tables=lanes")
    on.type(0, "days", "-3")
    on.type(1, "days", "soon")
    on.type(2, "from", "Atlantis", then="Tab")
    on.type(3, "to", "", then="Tab")
    # Typed while the answers are on their way, and not sent yet.
    unsent = on.cell(5, "cost_per_unit")
    unsent.click()
    on.tab.keyboard.press("Control+A")
    on.tab.keyboard.type("1,2")
    expect(on.why(0, "days")).to_contain_text("-3 is not allowed here. Give a number, 0 or more.")
    expect(on.why(1, "days")).to_contain_text("“soon” is not a number")
    expect(on.why(2, "from")).to_contain_text("Nothing here is called “Atlantis”. Known: ")
    expect(on.why(3, "to")).to_contain_text("This cell cannot be blank.")
    for mark, column, text in ((0, "days", "-3"), (1, "days", "soon"), (2, "from", "Atlantis")):
        cell = on.cell(mark, column)
        expect(cell).to_have_value(text)
        expect(cell).to_have_attribute("aria-invalid", "true")
        expect(cell).to_have_attribute("aria-describedby", f"why-{mark}-{column}")
    assert on.focused == ["5", "cost_per_unit"]
    on.tab.keyboard.type("34")
    on.tab.keyboard.press("Enter")
    expect(on.tab.get_by_role("button", name="Undo (1)")).to_be_enabled()
    expect(unsent).to_have_value("1,234")
    assert on.focused == ["6", "cost_per_unit"]
    expect(on.tab.get_by_text("4 to mend")).to_be_visible()


def test_a_duplicate_is_refused_beside_its_row_and_kept_until_it_differs(table):
    on = table("tables=demand")
    on.tab.get_by_role("button", name="Duplicate row 2").click()
    expect(on.why(-1, "market")).to_contain_text("Row 2 says the same already.")
    expect(on.why(-1, "market")).to_contain_text("Keep one row for each Market and Product.")
    on.cell(-1, "product").select_option(label="Casing")
    expect(on.why(-1, "market")).to_have_count(0)
    expect(on.tab.get_by_role("button", name="Undo (1)")).to_be_enabled()
    expect(on.cell(-1, "product")).to_have_value("casing")


def test_a_site_with_lanes_goes_only_with_them(table):
    on = table("tables=sites")
    on.tab.get_by_role("button", name="Remove row 8").click()
    expect(on.tab.locator(".asked")).to_contain_text("Shenzhen plant: other rows name this row.")
    on.type(8, "wage_per_hour", "33")
    expect(on.tab.get_by_role("button", name="Undo (1)")).to_be_enabled()
    on.tab.get_by_role("button", name="Remove row 8").click()
    on.tab.locator(".asked button", has_text="Lanes (10)").click()
    expect(on.cell(7, "name")).to_have_count(0)
    expect(on.cell(8, "wage_per_hour")).to_have_value("33")
    on.press("Undo (2)")
    expect(on.tab.get_by_role("button", name="Redo (1)")).to_be_enabled()
    expect(on.tab.locator('[data-column="name"]').nth(7)).to_have_value("Shenzhen plant")


def test_a_block_of_a_spreadsheet_fills_the_cells_and_undo_takes_it_back(table):
    on = table("tables=lanes")
    before = on.cell(7, "days").input_value()
    on.paste(6, "cost_per_unit", "1\t2\r\n3\t4.5\r\nx\t=1+1\r\n")
    expect(on.why(8, "cost_per_unit")).to_contain_text("“x” is not a number")
    expect(on.why(8, "days")).to_contain_text("“=1+1” is not a number")
    assert [on.cell(m, "cost_per_unit").input_value() for m in (6, 7, 8)] == ["1", "3", "x"]
    expect(on.cell(7, "days")).to_have_value("4.5")
    on.press("Undo (1)")
    expect(on.cell(7, "days")).to_have_value(before)
    expect(on.cell(8, "cost_per_unit")).to_have_value("x")
    on.press("Redo (1)")
    expect(on.cell(7, "days")).to_have_value("4.5")


def test_everything_works_by_keyboard_and_escape_puts_back(table):
    on = table("tables=lanes")
    on.cell(0, "days").focus()
    on.tab.keyboard.press("ArrowDown")
    assert on.focused == ["1", "days"]
    on.tab.keyboard.press("ArrowLeft")
    assert on.focused == ["1", "cost_per_unit"]
    on.tab.keyboard.type("77")
    on.tab.keyboard.press("Escape")
    expect(on.cell(1, "cost_per_unit")).to_have_value("0")
    on.tab.keyboard.type("many")
    on.tab.keyboard.press("Enter")
    expect(on.why(1, "cost_per_unit")).to_be_visible()
    on.cell(1, "cost_per_unit").focus()
    on.tab.keyboard.press("Escape")
    expect(on.why(1, "cost_per_unit")).to_have_count(0)
    expect(on.cell(1, "cost_per_unit")).to_have_value("0")


def test_what_is_typed_fast_arrives_every_bit_of_it(table):
    on = table("tables=lanes")
    for mark in range(20):
        on.type(mark, "days", str(100 + mark), then="Tab")
    expect(on.tab.get_by_role("button", name="Undo (20)")).to_be_enabled()
    for mark in range(20):
        expect(on.cell(mark, "days")).to_have_value(str(100 + mark))


def test_markup_and_formulas_are_only_text(table):
    on = table("tables=products")
    on.type(0, "name", "<img src=x onerror=alert(1)>=SUM(A1)")
    expect(on.tab.get_by_role("button", name="Undo (1)")).to_be_enabled()
    expect(on.cell(0, "name")).to_have_value("<img src=x onerror=alert(1)>=SUM(A1)")
    assert on.tab.locator("img[src=x]").count() == 0


@pytest.mark.parametrize("lang", ["en", "zh-Hant", "zh-Hans"])
def test_on_a_phone_the_page_does_not_scroll_sideways(table, lang):
    on = table(f"tables=duties&lang={lang}", size=(390, 844), scheme="dark")
    wide = on.tab.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390
