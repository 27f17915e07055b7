"""A firm's pages: an answer beside the page, its map, and a page that is drawn anew."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from benchmarks.compare import ROUNDS, Table, Target, interleaved, ratios, seconds, timed
from benchmarks.made_firm import made_firm
from benchmarks.start import ROOT
from briefing.backends.firm_flow_svg import draw
from plusn.desk.desk import Desk
from plusn.firm_flow import firm_flow
from plusn.scenarios.shipped import shipped_case
from plusn.solving.jobs import solve
from plusn.solving.pool import Pool

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from briefing.flow.firm.spec import FirmFlowSpec
    from network.case import Case

FIRM, SCENARIO = "electronics", "us_tariff_10"
WARM, COLD = "asked of a warm worker", "plusn scenario run, a process of its own"
SIZE = (300, 20, 5_000)
PLAN_S = 60.0  # that a plan of the large firm may take, before anything is measured
WAIT_S = 300
QUIET = ("scriptrunner_utils.script_run_context", "state.session_state_proxy")
"""What tells of a page that is run outside a server."""
PLAIN = "a plain Streamlit title"
SCREENS: dict[str, tuple[str, dict[str, str]]] = {
    "Supply chain, map": ("supply", {}),
    "Supply chain, diagram": ("supply", {"view": "diagram"}),
    "Scenarios, decide": ("scenarios", {}),
    "Scenarios, try a change": ("scenarios", {"screen": "explore"}),
}


def tables(rounds: int = ROUNDS, size: tuple[int, int, int] = SIZE) -> list[Table]:
    """Compare answers, then drawings and pages of a small and a large firm."""
    firms = {"electronics": shipped_case(FIRM), f"made, {size[0]} sites": made_firm(*size)}
    return [answers(rounds), drawings(firms, rounds), pages(firms, rounds)]


def answers(rounds: int = ROUNDS) -> Table:
    """Compare a worker that has loaded the engine with the command; both solve every time."""
    case = shipped_case(FIRM)
    found: dict[str, dict[str, Any]] = {}
    pool = Pool()

    def warm() -> None:
        job = pool.submit("run", case, {"scenario": SCENARIO}, owner="bench", urgent=True)
        if not job.wait(WAIT_S) or job.record is None:
            raise TimeoutError(str(job.problem))
        found[WARM] = job.record

    def cold() -> None:
        command = ("-m", "plusn", "scenario", "run", FIRM, "--scenario", SCENARIO, "--json")
        printed = subprocess.run(
            [sys.executable, *command], cwd=ROOT, check=True, capture_output=True
        )
        found[COLD] = json.loads(printed.stdout)

    try:
        warm()  # the worker loads the engine and the case
        medians = interleaved({WARM: timed(warm), COLD: timed(cold)}, rounds)
    finally:
        pool.close()
    costs = {name: record["objective"] for name, record in found.items()}
    return Table(
        title="9a. From a question to its record, the electronics firm",
        head=("way", "median", "ratio"),
        rows=ratios(medians),
        targets=(
            Target(words="seconds of a warm worker", value=medians[WARM], limit=1),
            Target(words="times sooner than the command", value=medians[COLD] / medians[WARM],
                   limit=2, at_least=True),
        ),
        counts={"agree": int(costs[WARM] == costs[COLD])},
    )  # fmt: skip


def drawings(firms: dict[str, Case], rounds: int = ROUNDS) -> Table:
    """Time the words, places and lines of a flow map, then its two drawings."""
    rows, counts = [], {}
    for name, case in firms.items():
        record = solve("run", case, {}, PLAN_S, lambda _, __: None)
        specs: list[FirmFlowSpec] = []

        def describe(
            record: dict[str, Any] = record, case: Case = case, specs: list[FirmFlowSpec] = specs
        ) -> None:
            specs.append(firm_flow(record, case))

        describe()  # sea lanes are looked up once in a process
        runs = {
            "describe": timed(describe),
            "draw": timed(lambda specs=specs: [draw(specs[-1], narrow=on) for on in (False, True)]),
        }
        medians = interleaved(runs, rounds)
        counts[name] = len(specs[-1].sites)
        lanes = f"{len(specs[-1].lanes):,}"
        rows.append((name, str(counts[name]), lanes, *map(seconds, medians.values())))
    return Table(
        title="9b. A firm's flow map, from the record to SVG for wide and narrow pages",
        head=("firm", "sites told", "lanes told", "describing", "drawing both"),
        rows=rows,
        counts=counts,
    )


def pages(firms: dict[str, Case], rounds: int = ROUNDS) -> Table:
    """Time a run of each page's script in which nothing changed, beside a plain page's."""
    for name in QUIET:
        logging.getLogger(f"streamlit.runtime.{name}").setLevel(logging.ERROR)
    runs = {PLAIN: timed(plain().run)}
    for name, case in firms.items():
        for screen, (page, choices) in SCREENS.items():
            runs[f"{screen}: {name}"] = timed(opened(page, case, choices).run)
    medians = interleaved(runs, rounds)
    small, large = (
        max(took for screen, took in medians.items() if screen.endswith(name)) for name in firms
    )
    return Table(
        title="9c. A page whose script runs again, nothing changed",
        head=("page", "median", "ratio"),
        rows=ratios(medians),
        targets=(
            Target(words="seconds of the slowest, electronics", value=small, limit=0.2),
            Target(words="seconds of the slowest, large", value=large, limit=1),
        ),
        notes=("The test client reads the whole page too.",),
        counts={"pages": len(runs)},
    )


def plain() -> AppTest:
    """Open a page of one title."""
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 - slow

    return AppTest.from_string("import streamlit as st\nst.title('Plain')\n").run()


def opened(page: str, case: Case, choices: dict[str, str]) -> AppTest:
    """Open a page on a case and wait for every answer that it asks for unasked.

    Raises
    ------
    TimeoutError
        The page asks and asks.
    """
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415

    made = AppTest.from_file(ROOT / "app" / f"{page}.py", default_timeout=WAIT_S)
    for name, value in {"case": "own", **choices}.items():
        made.query_params[name] = value
    made.session_state["desk"] = Desk(case=case)
    for _ in range(8):
        made.run()
        if made.exception:
            raise RuntimeError(made.exception[0].value)
        going = [asked for asked in made.session_state["asked"] if not asked.settled]
        if not going:
            return made.run()
        for asked in going:
            asked.wait(WAIT_S)
    raise TimeoutError(page)
