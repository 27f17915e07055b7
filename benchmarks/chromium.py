"""A real Chromium that can reach this machine only, and what it saw first."""

from __future__ import annotations

import shutil
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# The same watch in every page: after each change of the document and in each frame it looks for
# what is waited for, also inside shadow roots; the frame after the one that has it is its time.
WATCH = """(selectors) => {
  const seen = (globalThis.benchmarkSeen = {});
  const roots = (root) => [root, ...[...root.querySelectorAll("*")]
    .filter((each) => each.shadowRoot).flatMap((each) => roots(each.shadowRoot))];
  const drawn = (each) => each.tagName !== "path" || (each.getAttribute("d") || "").length > 12;
  const look = () => {
    for (const [name, selector] of Object.entries(selectors)) {
      if (name in seen) continue;
      const found = roots(document).some((root) => {
        const each = root.querySelector(selector);
        return each && drawn(each);
      });
      if (!found) continue;
      seen[name] = null;
      requestAnimationFrame(() => setTimeout(() => { seen[name] = performance.now() / 1000; }));
    }
  };
  const frame = () => {
    look();
    if (Object.keys(seen).length < Object.keys(selectors).length) requestAnimationFrame(frame);
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  frame();
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serve files and say nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open the machine's Chromium, else playwright's own."""
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=[*FLAGS], chromium_sandbox=False
        )
        yield browser
        browser.close()


def first_seen(
    browser: Browser, address: str, selectors: Mapping[str, str], *, counted: str = ""
) -> tuple[dict[str, float], int]:
    """Open an address with an empty cache.

    Give the seconds from navigation until each selector was painted, and how many elements
    `counted` has then.
    """
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    try:
        context.add_init_script(f"({WATCH})({dict(selectors)!r});")
        page = context.new_page()
        page.goto(address, wait_until="commit")
        page.wait_for_function(
            "(n) => Object.values(globalThis.benchmarkSeen ?? {}).filter(Boolean).length === n",
            arg=len(selectors),
            timeout=60_000,
            polling=50,
        )
        times: dict[str, float] = page.evaluate("globalThis.benchmarkSeen")
        return times, page.locator(counted).count() if counted else 0
    finally:
        context.close()
