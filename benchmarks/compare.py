"""Take contenders turn by turn, and lay out what they took as a table of ratios."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Run = Callable[[], float]  # does the work once and gives the seconds it took

ROUNDS = 5


@dataclass(frozen=True, kw_only=True)
class Target:
    """Hold a number against its limit."""

    words: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        verdict = "met" if self.met else "MISSED"
        return f"  {verdict}: {self.words} {self.value:.2f} (target {sign} {self.limit:g})"


@dataclass(frozen=True, kw_only=True)
class Table:
    """One comparison: a row for each contender."""

    title: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    targets: Sequence[Target] = ()
    notes: Sequence[str] = ()
    counts: Mapping[str, int] = field(default_factory=dict)  # what a smoke run holds against us

    def __str__(self) -> str:
        grid = [self.head, *self.rows]
        widths = [max(len(row[i]) for row in grid) for i in range(len(self.head))]
        lines = [_line(row, widths) for row in grid]
        lines.insert(1, "  ".join("-" * width for width in widths))
        said = (f"  {note}" for note in self.notes)
        return "\n".join([self.title, *lines, *map(str, self.targets), *said, ""])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.ljust(width) if i == 0 else cell.rjust(width)
        for i, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join([first, *others]).rstrip()


def timed(work: Callable[[], object]) -> Run:
    """Make a run of a function of this process."""

    def run() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return run


def processor_time(work: Callable[[], object]) -> Run:
    """Make a run that gives the processor's seconds: those of other work are not in it."""

    def run() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    return run


def interleaved(contenders: Mapping[str, Run], rounds: int = ROUNDS) -> dict[str, float]:
    """Give each contender's median; every round runs all, in turns forwards and backwards.

    So a machine that gets busy slows all of them, and none always profits from the one before.
    """
    took: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(rounds):
        for name in list(contenders)[:: -1 if turn % 2 else 1]:
            took[name].append(contenders[name]())
    return {name: statistics.median(times) for name, times in took.items()}


def ratios(medians: Mapping[str, float]) -> list[tuple[str, ...]]:
    """Lay out medians as rows: name, time, times as long as the first."""
    own = next(iter(medians.values()))
    return [(name, seconds(took), f"{took / own:.2f} ×") for name, took in medians.items()]


def seconds(took: float) -> str:
    """Write a time with three digits."""
    if took < 1e-3:
        return f"{took * 1e6:.0f} µs"
    return f"{took * 1e3:.3g} ms" if took < 1 else f"{took:.2f} s"
