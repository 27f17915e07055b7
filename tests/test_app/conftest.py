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
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
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


@pytest.fixture
def visit(browser, site):
    """Open a page of the app; at the end it must have asked no other host and met no error."""
    opened = []

    def go(page="", query="", *, size=(1366, 768), scheme="light", elsewhere=False,
        ready="", **context):  # fmt: skip
        tab = browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion="reduce",
            **context,
        )
        tab.set_default_timeout(TOO_LONG_S * 1000)
        tab.asked, tab.errors, tab.elsewhere = [], [], elsewhere
        # What is asked of another host is written down and goes nowhere.
        tab.route(lambda url: not url.startswith((site, "data:", "blob:")), lambda r: r.abort())
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.on("pageerror", lambda error: tab.errors.append(str(error)))
        tab.on("console", lambda message: hear(tab, message))
        tab.goto(f"{site}/{page}?{query}")
        tab.wait_for_selector(ready or PAGES[page])
        opened.append(tab)
        return tab

    yield go
    for tab in opened:
        if not tab.elsewhere:
            assert off_host(tab, site) == []
            assert tab.errors == []
        tab.close()


def hear(tab, message):
    if message.type == "error" and not PROBE.search(message.location.get("url", "")):
        tab.errors.append(f"{message.text} {message.location}")


def off_host(tab, site):
    return [url for url in tab.asked if not url.startswith((site, "data:", "blob:"))]


@pytest.fixture
def elsewhere(site):
    """Give the function that lists what a tab asked of other hosts."""
    return lambda tab: off_host(tab, site)
