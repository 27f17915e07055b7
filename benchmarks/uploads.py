"""What it costs to read a small file in a process that is thrown away."""

from __future__ import annotations

import time

from benchmarks.compare import ROUNDS, Table, Target, interleaved, ratios
from data.uploads import APP, Ask, read, warm
from data.uploads.pool import POOL
from data.uploads.read_text import read_text

AHEAD, COLD, HERE = "a process started ahead", "one started when asked", "this process, no walls"
SMALL = "城市,数目\n深圳市,10\n东莞市,7\n".encode("gb18030")
LIMIT_S = 0.3
PAUSE_S = 3.0
"""In which a process started ahead loads its libraries, while a reader looks at a page."""


def tables(rounds: int = ROUNDS) -> list[Table]:
    """Compare the ways to read one small table."""
    sheets: dict[str, object] = {}

    def ahead() -> float:
        warm()
        time.sleep(PAUSE_S)
        return _read(AHEAD)

    def cold() -> float:
        POOL.close()
        return _read(COLD)

    def _read(name: str) -> float:
        start = time.perf_counter()
        sheets[name] = read(SMALL, name="small.csv").sheets
        return time.perf_counter() - start

    def here() -> float:
        start = time.perf_counter()
        sheets[HERE] = read_text(SMALL, name="small.csv", limits=APP, ask=Ask()).sheets
        return time.perf_counter() - start

    medians = interleaved({AHEAD: ahead, COLD: cold, HERE: here}, rounds)
    POOL.close()
    assert sheets[AHEAD] == sheets[COLD] == sheets[HERE]
    overhead = medians[AHEAD] - medians[HERE]
    target = Target(words="s more, started ahead", value=overhead, limit=LIMIT_S)
    return [
        Table(
            title="10. A small table, read in a process that is thrown away",
            head=("read in", "median", "ratio"),
            rows=ratios(medians),
            targets=(target,),
        )
    ]
