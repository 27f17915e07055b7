"""What it takes to write slides: one map, and the study's five figures in four tongues."""

from __future__ import annotations

import time

import plusn
from benchmarks.compare import ROUNDS, Table, Target, interleaved, processor_time, ratios
from briefing.exhibit import Page
from briefing.paper import SLIDES
from plusn.decks import deck
from plusn.exhibits.registry import show

TONGUES = ("en", "zh-Hant", "zh-Hans", "en+zh-Hant")


def tables(rounds: int = ROUNDS, tongues: tuple[str, ...] = TONGUES) -> list[Table]:
    """Write one map as a slide, then the study's slides, once in each tongue."""
    return [one_map(rounds), study(tongues)]


def one_map(rounds: int = ROUNDS) -> Table:
    """Write the map of provinces as a slide; all is loaded, the figure is made."""
    shown = show("atlas")
    pages = [Page(shown=shown)]
    sizes = {len(deck(pages, SLIDES["16:9"]).content)}

    def ours() -> None:
        sizes.add(len(deck(pages, SLIDES["16:9"]).content))

    medians = interleaved({"a slide of native shapes": processor_time(ours)}, rounds)
    assert len(sizes) == 1
    return Table(
        title="12a. The map of provinces as a slide, processor time",
        head=("what", "median", "ratio"),
        rows=ratios(medians),
        targets=(
            Target(words="s of build", value=next(iter(medians.values())), limit=1),
            Target(words="KB", value=sizes.pop() / 1000, limit=250),
        ),
    )


def study(tongues: tuple[str, ...] = TONGUES) -> Table:
    """Write the study's five slides in each tongue, once: figures are kept between tongues."""
    spent: dict[str, float] = {}
    for tongue in tongues:
        start = time.process_time()
        plusn.brief("study", lang=tongue).to_bytes("pptx")
        spent[tongue] = time.process_time() - start
    return Table(
        title="12b. The study's five slides, processor time, once",
        head=("tongue", "time", "ratio"),
        rows=ratios(spent),
        targets=(Target(words="s for all of them", value=sum(spent.values()), limit=30),),
    )
