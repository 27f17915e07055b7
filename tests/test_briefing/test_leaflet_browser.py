"""The folium page in a real Chromium, with Leaflet served from this machine."""

from __future__ import annotations

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import sync_playwright

from briefing.backends.leaflet import render

from .leaflet_assets import leaflet_folder
from .sample_land import sample_land
from .sample_spec import EVERYTHING, HOSTILE, hostile, sample

pytestmark = pytest.mark.browser


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    for file in leaflet_folder().iterdir():
        shutil.copy(file, folder / file.name)
    for name, spec in (("tame", sample()), ("wild", hostile())):
        page = render(spec, sample_land(), asset_base="./")
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    missing = render(sample("zh-Hant"), sample_land(), asset_base="./nowhere")
    (folder / "missing.html").write_text(missing, encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser, site):
    tab = browser.new_page(viewport={"width": 1024, "height": 768})
    tab.asked, tab.errors, tab.dialogs = [], [], []
    tab.on("request", lambda request: tab.asked.append(request.url))
    tab.on("pageerror", lambda error: tab.errors.append(str(error)))
    tab.on("dialog", lambda dialog: (tab.dialogs.append(dialog.message), dialog.dismiss()))
    yield tab
    assert all(place.startswith((site, "data:")) for place in tab.asked)
    tab.close()


def test_every_region_is_drawn_without_error_or_tiles(tab, site) -> None:
    tab.goto(f"{site}/tame.html")
    tab.wait_for_selector("path.leaflet-interactive")
    assert tab.locator("path.leaflet-interactive").count() == len(sample().regions)
    assert tab.errors == []
    assert {place.rsplit("/", 1)[-1] for place in tab.asked} <= {
        "tame.html",
        "leaflet.js",
        "leaflet.css",
        "favicon.ico",
        "layers.png",
        "layers-2x.png",
    }


def test_a_tooltip_says_the_number_and_how_we_know_it(tab, site) -> None:
    tab.goto(f"{site}/tame.html")
    shape = tab.locator("path.leaflet-interactive").nth(3)
    shape.dispatch_event("mouseover", {"clientX": 500, "clientY": 400, "bubbles": True})
    tip = tab.locator(".leaflet-tooltip").inner_text()
    assert "Guangdong" in tip
    assert "30,971" in tip
    assert "How we know it" in tip


def test_hostile_text_appears_as_those_characters_and_runs_nowhere(tab, site) -> None:
    tab.goto(f"{site}/wild.html")
    tab.wait_for_selector("path.leaflet-interactive")
    assert tab.title() == EVERYTHING
    assert tab.locator("h1").inner_text() == EVERYTHING
    assert EVERYTHING in tab.locator(".pn-legend").inner_text()
    assert all(
        words in tab.locator(".leaflet-control-attribution").inner_text() for words in HOSTILE
    )
    shape = tab.locator("path.leaflet-interactive").nth(0)
    shape.dispatch_event("mouseover", {"clientX": 500, "clientY": 400, "bubbles": True})
    tip = tab.locator(".leaflet-tooltip").inner_text()
    assert HOSTILE[0] in tip
    assert EVERYTHING in tip
    assert tab.locator("img").count() == 0
    assert (tab.dialogs, tab.errors) == ([], [])


def test_layers_can_be_switched_off_and_on(tab, site) -> None:
    tab.goto(f"{site}/tame.html")
    tab.locator(".leaflet-control-layers label", has_text="Regions").click()
    assert tab.locator("path.leaflet-interactive").count() == 0
    tab.locator(".leaflet-control-layers label", has_text="Regions").click()
    assert tab.locator("path.leaflet-interactive").count() == len(sample().regions)


def test_without_leaflet_the_page_says_so_instead_of_staying_blank(tab, site) -> None:
    tab.goto(f"{site}/missing.html")
    assert tab.locator("#unavailable").is_visible()
    assert "SVG" in tab.locator("#unavailable").inner_text()
    tab.goto(f"{site}/tame.html")
    assert not tab.locator("#unavailable").is_visible()
