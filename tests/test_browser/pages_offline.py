"""Open a file in a real Chromium that can reach nothing, and keep what it did wrong."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run")  # fmt: skip


@dataclass
class Opened:
    """A page, and everything it did that it should not."""

    page: Page
    faults: list[str] = field(default_factory=list)


@contextmanager
def chromium() -> Iterator[Any]:
    """Run a browser."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=[*FLAGS])
        yield browser
        browser.close()


@contextmanager
def offline(browser: Any, address: str, width=1366, height=900, **options: Any) -> Iterator[Opened]:
    """Open a file with the network off; dialogs, errors and requests elsewhere are faults."""
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, reduced_motion="reduce", offline=True, **options)
    found = Opened(context.new_page())
    found.page.on("console", lambda m: found.faults.append(f"{m.type}: {m.text}"))
    found.page.on("pageerror", lambda error: found.faults.append(str(error)))

    def dismissed(dialog: Any) -> None:
        found.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def only_files(route: Any) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            found.faults.append(f"asked for {route.request.url}")
            route.abort()

    found.page.on("dialog", dismissed)
    context.route("**/*", only_files)
    found.page.goto(address)
    yield found
    context.close()
