"""The real app, started once for all tests of a run, and a browser to look at it."""

from __future__ import annotations

import logging
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parents[2]
# No other host has an address here: what is asked of one is written down and goes nowhere.
# (A route that aborts would do too, but a page with a route keeps nothing it has fetched.)
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", NOWHERE)
PAGES = {
    "": ".region",
    "findings": ".credits",
    "supply": ".flow tr[data-pick]",
    "scenarios": ".decision",
    "own": ".st-key-own-blank-city button",
}
# A page's address has a path, so Streamlit looks for itself beside it before it looks at the root.
PROBE = re.compile(r"/(findings|supply|scenarios|own)/_stcore/(health|host-config)$")
TOO_LONG_S = 90
expect.set_options(timeout=TOO_LONG_S * 1000)


@pytest.fixture(autouse=True)
def _quiet():
    # Outside `streamlit run` the library warns about the context it lacks; nothing of ours does.
    logging.getLogger("streamlit").setLevel(logging.ERROR)


@pytest.fixture(scope="session")
def site():
    """Start the app on a free port, give its address, and end that process alone."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = (sys.executable, "-m", "streamlit", "run", "streamlit_app.py")
    with subprocess.Popen(
        [*command, "--server.port", str(port), "--server.headless", "true"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
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


@pytest.fixture(scope="module")
def browser():
    # Not for the whole session: two of playwright's loops at a time exclude each other.
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=shutil.which("chromium"), args=[*FLAGS])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def reader(browser):
    # One reader per file: each fetches and compiles the library's scripts, which is dear.
    context = browser.new_context(reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def visit(browser, reader, site):
    """Open a page of the app; at the end it must have asked no other host and met no error."""
    opened, others = [], []

    def go(page="", query="", *, size=(1366, 768), scheme="light", elsewhere=False,
        ready="", apart=False, **context):  # fmt: skip
        if apart or context:  # a reader who shares nothing with the others
            others.append(browser.new_context(reduced_motion="reduce", **context))
        tab = (others[-1] if apart or context else reader).new_page()
        tab.set_viewport_size({"width": size[0], "height": size[1]})
        tab.emulate_media(color_scheme=scheme)
        tab.set_default_timeout(TOO_LONG_S * 1000)
        tab.asked, tab.errors, tab.elsewhere = [], [], elsewhere
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.on("pageerror", lambda error: tab.errors.append(str(error)))
        tab.on("console", lambda message: hear(tab, message))
        opened.append(tab)
        tab.goto(f"{site}/{page}?{query}")
        tab.wait_for_selector(ready or PAGES[page])
        return tab

    try:
        yield go
        for tab in opened:
            if not tab.elsewhere:
                assert off_host(tab, site) == []
                assert tab.errors == []
    finally:  # nothing of one test is there in the next
        for tab in opened:
            tab.evaluate("localStorage.clear()")
            tab.close()
        reader.clear_cookies()
        for other in others:
            other.close()


def hear(tab, message):
    if message.type == "error" and not PROBE.search(message.location.get("url", "")):
        tab.errors.append(f"{message.text} {message.location}")


def off_host(tab, site):
    return [url for url in tab.asked if not url.startswith((site, "data:", "blob:"))]


@pytest.fixture
def elsewhere(site):
    """Give the function that lists what a tab asked of other hosts."""
    return lambda tab: off_host(tab, site)
