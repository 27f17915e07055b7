"""Many outages on one live model: only right-hand sides move, and each solve starts from the last.

The model has one slot for normal weeks, some for outages, and some for weeks in which markets want
other than usual while all capacity works, each of one week. A period is laid into the slots by
multiplying their rows' limits by weeks, by what is left at their facility, and by what is wanted at
their market, or at all markets where a rule has shares of it. The last basis stays dual feasible,
so few pivots are needed, fewest where neighbours are alike: periods are solved in the order of what
is down in them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from data.errors import Infeasible
from data.phrase import said
from network.engine.interval import Interval
from network.engine.policy import SHARES, demanded
from network.engine.solver import Solver
from network.outage.timeline import NORMAL, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from network.outage.recourse import Recourse
    from network.outage.timeline import Timeline

SOME_OUTAGE = State(available=(("", 0.0),))
"""Stands in an outage's slot until a period is laid in: its rows do not depend on what is down."""
SOME_DEMAND = State(demand=(("", 2.0),))
"""Stands in a slot of changed demand, in which the policy holds."""
OF_DEMAND = " all markets"
"""Stands for the place of a rule whose limit is a share of all that is wanted."""


class Slots(NamedTuple):
    """Count the states of a period beside the normal one.

    Parameters
    ----------
    outages
        States in which capacity is lost.
    demands
        States in which markets only want other than usual.
    """

    outages: int
    demands: int = 0


class Outline(NamedTuple):
    """Tell what a period comes to, without its flows.

    Parameters
    ----------
    objective
        Cost of the period with what missing mandatory units count, case currency.
    missing
        Units of mandatory demands that are not delivered.
    cost
        Landed cost of the period.
    extra
        Cost beyond the plan's.
    """

    objective: float
    missing: float
    cost: float
    extra: float


def run_live(recourse: Recourse, whens: Sequence[Timeline]) -> tuple[Outline, ...]:
    """Solve periods on live models, one for each number of different states in a period.

    Parameters
    ----------
    recourse
        The plan that is held.
    whens
        The periods; the outlines keep their order.

    Raises
    ------
    Infeasible
        The plan does not hold even in normal weeks.
    """
    found: dict[int, Outline] = {}
    for slots, numbers in by_slots(whens).items():
        told = Live(recourse, slots).run([whens[number] for number in numbers])
        found.update(zip(numbers, told, strict=True))
    return tuple(found[number] for number in range(len(whens)))


def by_slots(whens: Sequence[Timeline]) -> dict[Slots, list[int]]:
    """Group periods, by their number in the list, by how many different states they have."""
    groups: dict[Slots, list[int]] = defaultdict(list)
    for number, when in enumerate(whens):
        outages = sum(state.loses_capacity for state, _ in when.states)
        changed = sum(state.disrupted for state, _ in when.states)
        groups[Slots(outages, changed - outages)].append(number)
    return dict(sorted(groups.items()))


class _Rows(NamedTuple):
    """Hold the rows that move: limits of one week, their slot, and the place they depend on."""

    number: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    slot: np.ndarray
    place: np.ndarray
    usual: np.ndarray


class Live:
    """Keep the recourse of a plan inside the solver.

    Parameters
    ----------
    recourse
        The plan that is held.
    slots
        How many different states a period has at most.
    """

    def __init__(self, recourse: Recourse, slots: Slots) -> None:
        self._recourse = recourse
        self._slots = slots
        kinds = [NORMAL, *[SOME_OUTAGE] * slots.outages, *[SOME_DEMAND] * slots.demands]
        states = [(state, 1.0) for state in kinds]
        self._model, self._parts = recourse.build(states)
        self._places = {"": 0, OF_DEMAND: 1}
        self._rows = self._moving()
        self._short = np.array(sorted(c for part in self._parts for c in part.shortage.values()))
        self._solver = Solver(self._model)

    def run(self, whens: Sequence[Timeline]) -> tuple[Outline, ...]:
        """Solve periods, alike ones after one another; the outlines keep the order given.

        Raises
        ------
        Infeasible
            The plan does not hold even in normal weeks.
        """
        found: dict[int, Outline] = {}
        known: dict[tuple[tuple[State, float], ...], Outline] = {}
        for number in sorted(range(len(whens)), key=lambda n: _likeness(whens[n])):
            states = whens[number].states
            if states not in known:
                known[states] = self._solve(whens[number])
            found[number] = known[states]
        return tuple(found[number] for number in range(len(whens)))

    def forget(self) -> None:
        """Let the next solve begin from nothing."""
        self._solver.forget()

    def _solve(self, when: Timeline) -> Outline:
        rows = self._rows
        self._solver.limit(rows.number, *self._limits(when.states))
        objective, missing = self._solved()
        if objective == np.inf:
            raise not_held(when)
        cost = objective - missing * self._recourse.shortage_cost
        return Outline(objective, missing, cost, self._recourse.beyond_plan(cost))

    def _solved(self) -> tuple[float, float]:
        """Give the least objective and what is missing; without mandatory demand nothing is."""
        if not self._short.size:
            return self._solver.cost(), 0.0
        answer = self._solver.solve()
        return answer.objective, float(answer.x[self._short].sum()) if answer.found else 0.0

    def _wanted(self, state: State) -> float:
        """Give the factor on all that is wanted, in capacity units."""
        frame = self._recourse.frame
        usual = demanded(frame, Interval(weeks=1.0))
        return demanded(frame, Interval(weeks=1.0, demand=dict(state.demand))) / (usual or 1.0)

    def _moving(self) -> _Rows:
        """Find the rows whose limit is a rate by week: those of operations and of the policy."""
        model = self._model
        found: list[tuple[float, ...]] = []
        slots = {part.interval.name: slot for slot, part in enumerate(self._parts)}
        for key, row in model.rows.items():
            if isinstance(key, tuple) and key[0] == "policy":
                lower, upper = model.row_lower[row], model.row_upper[row]
                place = self._places[OF_DEMAND if key[2] in SHARES else ""]
                found.append((row, lower, upper, slots[key[1]], place, False))
        for slot, part in enumerate(self._parts):
            for limit in part.limits:
                place = self._places.setdefault(limit.place, len(self._places))
                lower = limit.rate if limit.kind == "demand" else -np.inf
                found.append((limit.row, lower, limit.rate, slot, place, limit.kind == "usual"))
        number, least, most, of_slot, at, usual = np.array(found).reshape(-1, 6).T
        return _Rows(
            number.astype(int), least, most, of_slot.astype(int), at.astype(int), usual > 0
        )

    def _limits(self, states: tuple[tuple[State, float], ...]) -> tuple[np.ndarray, np.ndarray]:
        """Give the limits of the moving rows under the states of a period."""
        rows = self._rows
        number = sum(self._slots) + 1
        weeks, share = np.zeros(number), np.ones((number, len(self._places)))
        free = {True: 1, False: 1 + self._slots.outages}
        for state, length in states:
            slot = 0
            if state.disrupted:
                slot = free[state.loses_capacity]
                free[state.loses_capacity] += 1
            weeks[slot] = length
            share[slot, self._places[OF_DEMAND]] = self._wanted(state)
            for place, factor in (*state.available, *state.demand):
                if place in self._places:
                    share[slot, self._places[place]] = factor
        left = share[rows.slot, rows.place]
        times = left * weeks[rows.slot]
        lower, upper = _times(rows.lower, times), _times(rows.upper, times)
        upper[rows.usual & (left >= 1.0)] = np.inf
        return lower, upper


def not_held(when: Timeline) -> Infeasible:
    """Say that a plan fails without any outage, or its policy when markets want otherwise."""
    if any(state.disrupted and not state.loses_capacity for state, _ in when.states):
        return Infeasible(
            said("the policy cannot hold in the weeks in which markets want other than usual"),
            remedy=said("Ask without the policy, lower its shares, or change the events."),
        )
    return Infeasible(
        said("the plan does not hold in normal weeks"),
        remedy=said("Solve the case again, and hold that plan."),
    )


def _times(rate: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Multiply what is finite; no limit stays none."""
    found = rate.copy()
    finite = np.isfinite(rate)
    found[finite] *= times[finite]
    return found


def _likeness(when: Timeline) -> tuple[tuple[State, ...], tuple[float, ...]]:
    """Order periods by what is down, then by how long."""
    down = [(state, weeks) for state, weeks in when.states if state.disrupted]
    return tuple(state for state, _ in down), tuple(weeks for _, weeks in down)
