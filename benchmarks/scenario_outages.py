"""Many outages of one plan: a live model whose limits move, beside cold solves of the same."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from benchmarks.compare import ROUNDS, Table, Target, interleaved, ratios, timed
from network.engine.frame import Frame
from network.engine.solve import design
from network.outage.live import Live, by_slots
from network.outage.recourse import Recourse
from network.outage.survival import places
from network.outage.timeline import Outage, down, timeline
from plusn.scenarios.shipped import shipped_case

if TYPE_CHECKING:
    from benchmarks.compare import Run

HOT, MIXED = "from the last, alike outages in turn", "from the last, in the order drawn"
COLD = "from nothing, the same model"
WHOLE, ANEW = "all that a user waits for", "a model of its own for each"
SAME = 1e-9


def tables(rounds: int = ROUNDS, scenarios: int = 200) -> list[Table]:
    """Compare on the plan of the electronics firm."""
    case = shipped_case("electronics")
    frame = Frame.of(case)
    recourse = Recourse(frame, design(frame))
    drawn = _drawn(recourse, scenarios)
    whens = [timeline(case, outages) for outages in drawn]
    found: dict[str, list[float]] = {}

    def contender(name: str, kind: type[Live]) -> Run:
        models = {slots: kind(recourse, slots) for slots in by_slots(whens)}

        def work() -> None:
            costs = {}
            for slots, numbers in by_slots(whens).items():
                models[slots].forget()
                told = models[slots].run([whens[n] for n in numbers])
                costs |= {n: one.objective for n, one in zip(numbers, told, strict=True)}
            found[name] = [costs[n] for n in sorted(costs)]

        return timed(work)

    def whole() -> None:
        found[WHOLE] = [one.objective for one in recourse.run(drawn)]

    def anew() -> None:
        found[ANEW] = [recourse.over(when).objective for when in whens]

    runs = {
        HOT: contender(HOT, Live),
        MIXED: contender(MIXED, Unsorted),
        COLD: contender(COLD, Forgetful),
        WHOLE: timed(whole),
        ANEW: timed(anew),
    }
    medians = interleaved(runs, rounds)
    same = sum(
        max(all_) - min(all_) <= SAME * max(all_) for all_ in zip(*found.values(), strict=True)
    )
    faster = medians[COLD] / medians[HOT]
    return [
        Table(
            title=f"7. What {scenarios} periods with outages cost; three built before, two not",
            head=("solved", "median", "ratio"),
            rows=ratios(medians),
            targets=(
                Target(words="times faster than from nothing", value=faster, limit=4,
                       at_least=True),
            ),
            notes=(f"All ways agree on {same} of {scenarios} costs to {SAME:g}.",),
            counts={"scenarios": scenarios, "agree": same},
        )
    ]  # fmt: skip


class Forgetful(Live):
    """Solve the same model without what was learned from the last time."""

    def _solved(self):
        self.forget()
        return super()._solved()


class Unsorted(Live):
    """Solve periods in the order in which they come."""

    def run(self, whens):
        return tuple(super(Unsorted, self).run([when])[0] for when in whens)


def _drawn(recourse: Recourse, number: int) -> list[list[Outage]]:
    """Draw periods with up to three outages of sites or regions, some partial."""
    case, rng = recourse.frame.case, random.Random(7)  # noqa: S311 - no secrets
    return [
        [
            Outage(
                start=rng.randrange(50),
                weeks=rng.randrange(1, 13),
                available=down(case, rng.choice(places(case)), rng.choice([0.0, 0.0, 0.3, 0.5])),
            )
            for _ in range(rng.choice([1, 1, 1, 2, 3]))
        ]
        for _ in range(number)
    ]
