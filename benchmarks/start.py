"""How soon the command, the package and the page are there."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.chromium import chromium, first_seen
from benchmarks.compare import ROUNDS, Table, Target, interleaved, ratios, seconds, timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
COMMANDS = {
    "plusn --help": ("-m", "plusn", "--help"),
    "import plusn": ("-c", "import plusn"),
    "python alone": ("-c", "pass"),
    "import geopandas": ("-c", "import geopandas"),
    "import folium": ("-c", "import folium"),
    "import streamlit": ("-c", "import streamlit"),
}
PLAIN, ATLAS = "plain Streamlit, one title", "our page Atlas"
WAIT_S = 60


def tables(rounds: int = ROUNDS) -> list[Table]:
    """Compare cold commands, then pages in a browser."""
    return [commands(rounds), pages(rounds)]


def commands(rounds: int = ROUNDS) -> Table:
    """Compare new processes."""
    medians = interleaved({name: timed(_process(args)) for name, args in COMMANDS.items()}, rounds)
    share = medians["plusn --help"] / medians["import geopandas"]
    return Table(
        title="2a. Start of a new process",
        head=("command", "median", "ratio"),
        rows=ratios(medians),
        targets=(Target(words="plusn --help ÷ import geopandas", value=share, limit=0.3),),
    )


def _process(args: tuple[str, ...]) -> Callable[[], object]:
    return lambda: subprocess.run(
        [sys.executable, *args], cwd=ROOT, check=True, capture_output=True
    )


def pages(rounds: int = ROUNDS) -> Table:
    """Compare a plain Streamlit page with ours, both served by processes of our own."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        script = folder / "plain.py"
        script.write_text("import streamlit as st\nst.title('Plain')\n", encoding="utf-8")
        plain = stack.enter_context(streamlit(script, folder))
        ours = stack.enter_context(streamlit(ROOT / "streamlit_app.py", ROOT))
        browser = stack.enter_context(chromium())
        first = _visit(browser, ours)  # fills the server's cache
        _visit(browser, plain, regions=False)
        visits: list[dict[str, float]] = []

        def atlas() -> float:
            visits.append(_visit(browser, ours))
            return visits[-1]["title"]

        runs = {PLAIN: lambda: _visit(browser, plain, regions=False)["title"], ATLAS: atlas}
        medians = interleaved(runs, rounds)
    gaps = sorted(visit["region"] - visit["title"] for visit in visits)
    gap = gaps[len(gaps) // 2]
    rows = [(*row, "") for row in ratios(medians)]
    rows[1] = (*rows[1][:3], seconds(medians[ATLAS] + gap))
    rows.append((f"{ATLAS}, first reader", seconds(first["title"]), "", seconds(first["region"])))
    slower = medians[ATLAS] / medians[PLAIN]
    return Table(
        title="2b. First words and first region of a page, warm server, empty browser cache",
        head=("page", "title", "ratio", "first region"),
        rows=rows,
        targets=(
            Target(words="title ÷ plain title", value=slower, limit=1.5),
            Target(words="s from title to map", value=gap, limit=0.3),
        ),
    )


def _visit(browser: Browser, address: str, *, regions: bool = True) -> dict[str, float]:
    wanted = {"title": "h1"} | ({"region": "path.region"} if regions else {})
    return first_seen(browser, address, wanted)[0]


@contextmanager
def streamlit(script: Path, folder: Path) -> Iterator[str]:
    """Serve a script on a free port of this machine; ends the process it began."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    flags = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *flags]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _answers(f"{address}/_stcore/health")
            yield address
        finally:
            server.terminate()


def _answers(address: str) -> None:
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{address} does not answer")
