"""The one-file atlas beside the folium page of the same map, in a real browser."""

from __future__ import annotations

import gzip
import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import plusn
from benchmarks.chromium import chromium, first_seen, served
from benchmarks.compare import ROUNDS, Table, Target, interleaved, seconds, timed
from tests.test_briefing.leaflet_assets import leaflet_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OURS, FOLIUM = "PlusN, one file", "folium, assets on loopback"
# The first polygon that a reader sees; ours stands in the file before its script runs.
FIRST = {OURS: "svg path", FOLIUM: "path.leaflet-interactive"}
REGION = {OURS: "path.region", FOLIUM: "path.leaflet-interactive"}


def tables(rounds: int = ROUNDS, level: str = "city") -> list[Table]:
    """Compare build, size and the time to the first region."""
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as address:
        for file in leaflet_folder().iterdir():
            shutil.copy(file, Path(name) / file.name)
        pages: dict[str, bytes] = {}

        def ours() -> None:
            pages[OURS] = plusn.atlas(level=level).to_bytes("html")

        def folium() -> None:
            pages[FOLIUM] = plusn.atlas(level=level).to_bytes("leaflet", asset_base=address)

        build = interleaved({OURS: timed(ours), FOLIUM: timed(folium)}, rounds)
        files = {each: Path(name) / f"{i}.html" for i, each in enumerate(build)}
        for each, file in files.items():
            file.write_bytes(pages[each])
        with chromium() as browser:
            first, counts = _first_region(browser, files, rounds)
    rows = [
        (
            each,
            seconds(build[each]),
            f"{len(page) / 1e6:.2f} MB",
            f"{len(gzip.compress(page)) / 1e6:.2f} MB",
            str(counts[each]),
            seconds(first[each]),
            f"{first[each] / first[OURS]:.2f} ×",
        )
        for each, page in sorted(pages.items(), key=lambda row: row[0] != OURS)
    ]
    sooner = first[FOLIUM] / first[OURS]
    size = len(pages[OURS]) / 1e6
    zipped = len(gzip.compress(pages[OURS])) / 1e6
    return [
        Table(
            title=f"1. One-file HTML by {level}, opened from disk, every other host blocked",
            head=("page", "build", "size", "gzipped", "regions", "first polygon", "ratio"),
            rows=rows,
            targets=(
                Target(words="times sooner", value=sooner, limit=2.5, at_least=True),
                Target(words="MB", value=size, limit=0.7),
                Target(words="MB gzipped", value=zipped, limit=0.2),
            ),
            notes=("Ours holds every view in three languages; the folium page holds one view.",),
            counts=counts,
        )
    ]


def _first_region(
    browser: Browser, files: dict[str, Path], rounds: int
) -> tuple[dict[str, float], dict[str, int]]:
    counts: dict[str, int] = {}

    def opened(each: str) -> float:
        region = REGION[each]
        seen, counts[each] = first_seen(
            browser, files[each].as_uri(), {"region": FIRST[each]}, counted=region
        )
        return seen["region"]

    runs = {each: partial(opened, each) for each in files}
    for run in runs.values():
        run()  # the first page of a browser pays for the browser
    return interleaved(runs, rounds), counts
