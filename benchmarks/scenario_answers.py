"""Answers that a user waits for: a design, a trade-off, a break-even."""

from __future__ import annotations

from benchmarks.compare import ROUNDS, Table, Target, interleaved, ratios, seconds, timed
from network.engine.frame import Frame
from network.engine.solve import design
from network.explain.breakeven import Breakpoints, breakpoints
from network.explain.parameter import Parameter
from network.explain.tradeoff import Tradeoff, tradeoff
from plusn.scenarios.shipped import shipped_case

DESIGN = "design, from the tables"
CURVE = "trade-off of cost against the largest region's share, 7 points"
DUTY = "break-even of the US duty on Mainland goods"


def tables(rounds: int = ROUNDS, points: int = 7) -> list[Table]:
    """Time the electronics firm's answers."""
    case = shipped_case("electronics")
    duty = case.ranges[0]
    curves: list[Tradeoff] = []
    found: list[Breakpoints] = []

    def broken() -> None:
        found.append(breakpoints(case, None, Parameter.of(duty), duty.low, duty.high))

    def curve() -> None:
        curves.append(tradeoff(Frame.of(case), None, "region_share_max", points=points))

    runs = {DESIGN: timed(lambda: design(case)), CURVE: timed(curve), DUTY: timed(broken)}
    medians = interleaved(runs, rounds)
    solves, breaks = found[-1].solves, len(found[-1].points)
    return [
        Table(
            title="6. Answers on the electronics firm",
            head=("question", "median", "ratio"),
            rows=ratios(medians),
            targets=(
                Target(words="seconds of a design", value=medians[DESIGN], limit=0.5),
                Target(words="seconds of a trade-off", value=medians[CURVE], limit=3),
                Target(words="models in whole numbers of a break-even", value=solves, limit=5),
            ),
            notes=(
                f"{breaks} break-even from {duty.low:g} to {duty.high:g}.",
                f"Bisection to 1e-4 would solve 14 models: {seconds(14 * medians[DESIGN])}.",
            ),
            counts={"points": len(curves[-1].points), "solves": solves},
        )
    ]
