"""Steps of a reader on the page Your data, in a real Chromium."""

from __future__ import annotations

import re

from playwright.sync_api import expect

STATED = ".st-key-own-stated h1"
DONE = "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
TABLE = """2023年各市企业情况,,
单位：家,,
城市,企业数,
,2022,2023
深圳市,6700,6862
东莞市,5800,5906
Suzhou,3400,3567
Fuzhou,400,420
"""


def idle(tab):
    tab.wait_for_timeout(250)
    tab.wait_for_function(DONE)


def bring(tab, name, content, *, taken=True):
    """Give a file to the page; it is read, or refused."""
    content = content.encode() if isinstance(content, str) else content
    inputs = tab.locator("[class*=st-key-own-file] input[type=file]")
    if tab.locator(".st-key-own-another").count() and not inputs.count():
        tab.locator(".st-key-own-another button").first.click()
    inputs.set_input_files([{"name": name, "mimeType": "text/plain", "buffer": content}])
    tab.wait_for_selector(STATED if taken else ".st-key-own-refused .told")
    idle(tab)


def paste(tab, text):
    area = tab.locator("[class*=st-key-own-text] textarea")
    area.fill(text)
    area.blur()
    idle(tab)
    tab.locator(".st-key-own-paste button").click()
    tab.wait_for_selector(STATED)
    idle(tab)


def step(tab, number):
    tab.locator(".st-key-widget-step button").nth(number - 1).click()
    idle(tab)


def answer(tab, name):
    tab.get_by_role("button", name=name, exact=True).click()
    idle(tab)


def to_map(tab):
    tab.locator(".st-key-own-map button").click()
    tab.wait_for_selector(".region")
    idle(tab)


def edit(tab):
    tab.locator(".st-key-own-line-edit button").click()
    tab.wait_for_selector(STATED)
    idle(tab)


def region(tab, code, words=""):
    """Give what is said of a region on the map, once it has some words in it."""
    drawn = tab.locator(f'.region[data-code="{code}"]')
    expect(drawn).to_have_attribute("aria-label", re.compile(re.escape(words) or "."))
    return drawn.get_attribute("aria-label")


def table_digest(tab):
    """Give the digest that the map's citation names."""
    tab.get_by_role("button", name="Share", exact=True).click()
    words = tab.locator(".st-key-share, [data-testid=stPopoverBody]").last
    words.get_by_text("Citation").click()
    said = tab.locator("[data-testid=stPopoverBody] code").last.inner_text()
    tab.keyboard.press("Escape")
    return re.search(r"· ([0-9a-f]{12})", said)[1]


def saved(tab, folder, name="mine.plusn"):
    idle(tab)  # a page that runs again takes away the file that its button gives
    with tab.expect_download() as waiting:
        tab.locator(".st-key-own-save button").first.click()
    file = folder / name
    waiting.value.save_as(file)
    return file.read_bytes()
