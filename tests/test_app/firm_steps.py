"""Steps of a reader on a firm's pages in a real browser, and what the command says to the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

from plusn.cli import run
from plusn.scenarios.shipped import shipped_case

ROOT = Path(__file__).parents[2]
LONG_S = 60
OWN = {"Scenarios": ".st-key-screen", "Supply chain": ".st-key-network-bar"}
WORKING = "[class*=st-key-working-]"
GOING = "[class*=st-key-working-][class*=-cancel]"
HEAD = ".firm-figure header h3"
MINUS = "\N{MINUS SIGN}"


def wait(tab, what, *, seconds=LONG_S):
    """Wait for the first mark that answers to a selector; answers may take long under load."""
    tab.locator(what).first.wait_for(timeout=seconds * 1000)


def settled(tab):
    """Wait until the page runs no more and nothing on it is being worked out."""
    tab.wait_for_function(
        f"""() => document.querySelector("[data-test-script-state=notRunning]")
            && !document.querySelector("{WORKING}")""",
        timeout=LONG_S * 1000,
    )


def at_rest(tab):
    """Wait until the page runs no more and no answer that would run it again is on its way."""
    tab.wait_for_function(
        f"""() => document.querySelector("[data-test-script-state=notRunning]")
            && !document.querySelector("{GOING}")""",
        timeout=LONG_S * 1000,
    )


def to_page(tab, words):
    """Follow a page's name in the bar, within the session, and wait for that page's own mark."""
    tab.get_by_role("link", name=words, exact=True).click()
    wait(tab, OWN[words])


def press(tab, words, *, inside="body"):
    """Press a button or one of a row of choices by its words."""
    tab.locator(inside).get_by_role("button", name=words, exact=True).or_(
        tab.locator(inside).get_by_role("radio", name=words, exact=True)
    ).first.click()


def table_row(tab, **cells):
    """Give the row of the table being edited whose cells read so, by column."""
    wait(tab, "tr[data-mark]")
    number = tab.locator("tr[data-mark]").evaluate_all(
        """(rows, cells) => rows.findIndex((row) => Object.entries(cells).every(([name, said]) => {
            const field = row.querySelector(`[data-column="${name}"]`);
            const option = field && field.tagName === "SELECT" && field.selectedOptions[0];
            return field && (field.value === said || (option && option.textContent === said));
        }))""",
        cells,
    )
    assert number >= 0, cells
    return tab.locator("tr[data-mark]").nth(number)


def field(row, column):
    return row.locator(f'[data-column="{column}"]')


def type_in(row, column, text):
    """Type a cell anew and leave it."""
    field(row, column).fill(text)
    field(row, column).press("Enter")


def cell(tab, plan, regime):
    """Give the cell of the decision table, by ids."""
    picked = json.dumps([plan, regime], separators=(",", ":"))
    return tab.locator(f"button[data-pick='{picked}']")


def choose(tab, place, words):
    """Choose from a list, which a page that still scrolls would close again."""
    tab.locator(f"{place} input").scroll_into_view_if_needed()
    tab.wait_for_timeout(500)
    tab.locator(f"{place} input").click()
    tab.get_by_role("option", name=words, exact=True).click()


def take(tab, form, folder):
    """Take the case away as a file; a menu that is still open is not clicked shut."""
    at_rest(tab)
    button = tab.get_by_role("button", name=form, exact=True)
    if not button.is_visible():
        tab.locator(".st-key-case-menu button").first.click()
    button.wait_for()
    at_rest(tab)
    with tab.expect_download() as waiting:
        button.click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    tab.keyboard.press("Escape")
    return file


def answer(capsys, *asked):
    """Give what the command prints as JSON."""
    capsys.readouterr()
    code = run(["scenario", *map(str, asked), "--json"])
    said = capsys.readouterr()
    assert code == 0, said.err
    return json.loads(said.out)


def millions(amount):
    """Write money as a table of the pages does."""
    return f"{amount / 1e6:,.1f}".replace("-", MINUS)


def words_of(place):
    """Read what stands in a part of the page, in shadow roots too, without Streamlit's icons."""
    return place.first.evaluate(
        """(top) => {
          const read = (node) => node.nodeType === Node.TEXT_NODE ? node.data
            : node.tagName === "STYLE" || /Icon|Instructions/.test(node.dataset?.testid) ? ""
            : [...(node.shadowRoot ? node.shadowRoot.childNodes : []), ...node.childNodes]
                .map(read).join(" ");
          return read(top).replace(/\\s+/g, " ");
        }"""
    )


def whole_text(tab):
    """Read every word of the page: in shadow roots, drawings, fields and labels too."""
    return tab.evaluate(
        """() => {
          const roots = [document], said = [];
          for (let i = 0; i < roots.length; i += 1) {
            said.push(roots[i].textContent ?? "");
            for (const one of roots[i].querySelectorAll("*")) {
              if (one.shadowRoot) roots.push(one.shadowRoot);
              if (["INPUT", "TEXTAREA", "SELECT"].includes(one.tagName)) said.push(one.value);
              for (const mark of one.attributes) said.push(mark.value);
            }
            for (const body of roots[i].querySelectorAll("body")) said.push(body.textContent);
          }
          return said.join("\\n");
        }"""
    )


def ids_of(case="electronics"):
    """Give every code of a shipped case that no page may show."""
    found = shipped_case(case)
    tables = (found.facilities, found.products, found.scenarios, found.policies)
    return {row.id for table in tables for row in table if re.search(r"_|\d", row.id)}
