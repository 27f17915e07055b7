"""Which plan to choose when nobody knows which duties will hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.errors import BadValue, ScenarioProblem, UncertifiedResult, UnknownChoice
from data.phrase import Plan, Regime, Table, joined, said
from network.engine.frame import Frame
from network.engine.solve import TIME_LIMIT
from network.evaluate import TOLERANCE, read_actual
from network.explain.decision import decide
from plusn.scenarios.questions import question
from plusn.scenarios.running import answer, incomplete
from plusn.scenarios.verbs.common import confirmed_cost, notes_once, plan_and
from plusn.scenarios.verbs.decided import Decided, told
from plusn.scenarios.verbs.regimes import beyond_regimes, columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from network.case import Case
    from network.engine.plan import Site
    from network.explain.decision import Decision
    from plusn.scenarios.report import Report
    from plusn.scenarios.verbs.regimes import Column

TODAY = "today"
FREE = "what costs least"
Sites = dict[str, "Site"]


def decide_report(
    case: Case,
    plans: Sequence[str] = (),
    regimes: Sequence[str] = (),
    *,
    run_date: date | None = None,
    seconds: float = TIME_LIMIT,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Cost plans, their sites held and their flows the best, under several duties.

    Parameters
    ----------
    case
        The base case.
    plans
        Policies and scenarios of the case, and ``today`` for the sites of the recorded flows; by
        default today, where flows are recorded, and every policy. A policy is planned under the
        base duties, a scenario as it says.
    regimes
        As `columns_of`.
    run_date
        Day whose duties hold in the base case and in scenarios.
    seconds
        Time limit of each plan.
    progress
        Told how many solves are done.

    Raises
    ------
    UnknownChoice
        A plan or a regime has an unknown name.
    BadValue
        The sites of today are asked for, and no flows are recorded.
    Problems
        Rates of the base duties ended before the run date.
    ScenarioProblem
        None of the plans can be had.
    UncertifiedResult
        The second opinion does not confirm a plan or a cost; nothing is shown.
    """
    found = columns_of(case, regimes, run_date)
    names = _names(case, plans)
    steps = _Steps(len(names) * (1 + 2 * len(found.columns)), progress)
    made = _Plans(case, run_date, seconds)
    for name in names:
        made.add(name)
        steps.done(1)
    if not made.sites:
        raise ScenarioProblem(
            said("none of the plans can be had"),
            where=joined("; ", (plan_and(name, why) for name, why in made.failed)),
        )
    cases = {column.name: column.case for column in found.columns}
    table = decide(made.sites, cases, progress=lambda done, _: steps.at(len(names) + done))
    checked = {column.name: _confirm(column, made.sites, table, steps) for column in found.columns}
    lacking = {name: one.lacking for name, one in checked.items()}
    whole = {name: one for name, one in cases.items() if not lacking[name]}
    ranked = table if len(whole) == len(cases) else decide(made.sites, whole)
    return told(
        Decided(
            case=case,
            columns=found.columns,
            left_out=found.left_out,
            plans=made.sites,
            notes=notes_once([beyond_regimes(case, run_date), *made.notes]),
            failed=tuple(made.failed),
            table=table,
            ranked=ranked,
            lacking=lacking,
            terms={key: terms for one in checked.values() for key, terms in one.terms.items()},
        )
    )


@dataclass(frozen=True)
class _Column:
    """Hold what the second opinion says of a column: duties it lacks, each cell's cost by term."""

    lacking: tuple[str, ...]
    terms: dict[tuple[str, str], dict[str, float]]


@dataclass
class _Steps:
    """Tell how much is done of what there is to do."""

    total: int
    progress: Callable[[int, int], None] | None
    count: int = 0

    def done(self, steps: int) -> None:
        self.at(self.count + steps)

    def at(self, count: int) -> None:
        self.count = count
        if self.progress:
            self.progress(min(count, self.total), self.total)


def _names(case: Case, plans: Sequence[str]) -> tuple[str, ...]:
    """Name the plans to compare.

    Raises
    ------
    UnknownChoice
        A name is neither a policy nor a scenario.
    BadValue
        Today is asked for, and no flows are recorded.
    """
    known = [*(row.id for row in case.policies), *(row.id for row in case.scenarios)]
    for name in plans:
        if name == TODAY and not case.actual_flows:
            raise BadValue(
                said("the sites of today are not known"),
                where=said("table {table}", table=Table("actual_flows")),
                remedy=said("Record what really moved, or leave today out."),
            )
        if name not in {TODAY, FREE, *known}:
            raise UnknownChoice.of(said("plan"), name, [TODAY, FREE, *dict.fromkeys(known)])
    usual = [row.id for row in case.policies] or [FREE]
    return tuple(dict.fromkeys(plans or ([TODAY] if case.actual_flows else []) + usual))


class _Plans:
    """Find the sites of plans by name."""

    def __init__(self, case: Case, run_date: date | None, seconds: float) -> None:
        self._case, self._run_date, self._seconds = case, run_date, seconds
        self.sites: dict[str, Sites] = {}
        self.failed: list[tuple[str, str]] = []
        self.notes: list[tuple[str, ...]] = []

    def add(self, name: str) -> None:
        """Plan as a policy or a scenario says, or take the sites of today."""
        if name == TODAY:
            actual = read_actual(self._case)
            self.sites[name] = {site.facility: site for site in actual.plan.sites}
            return
        policies = {row.id for row in self._case.policies}
        policy, scenario = ("", "")
        if name in policies:
            policy = name
        elif name != FREE:
            scenario = name
        asked = question(self._case, scenario, policy=policy, run_date=self._run_date)
        try:
            best = answer(asked, seconds=self._seconds)
        except ScenarioProblem as problem:
            self.failed.append((name, problem.words))
            return
        self.notes.append(best.notes)
        self.sites[name] = {site.facility: site for site in best.result.plan.sites}


def _confirm(column: Column, plans: Mapping[str, Sites], table: Decision, steps: _Steps) -> _Column:
    """Have every cost of a column confirmed, say which duties it lacks and what it is made of.

    Raises
    ------
    UncertifiedResult
        A cost is not confirmed.
    """
    frame = Frame.of(column.case)
    lacking: list[list[str]] = []
    terms: dict[tuple[str, str], dict[str, float]] = {}
    for plan, sites in plans.items():
        cost = table.cells[plan, column.name].cost
        steps.done(1)
        if cost is None:
            continue
        result = confirmed_cost(frame, sites.values())
        if abs(result.objective - cost) > TOLERANCE * max(1.0, abs(cost)):
            raise UncertifiedResult(
                said(
                    "the plan {plan} costs {priced:.9g}, not {told:.9g}; nothing is shown",
                    plan=Plan(plan),
                    priced=result.objective,
                    told=cost,
                ),
                where=said("regime {regime}", regime=Regime(column.name)),
                remedy=said("Please report this with the case: it is a mistake of ours."),
            )
        lacking.append(incomplete(column.case, result))
        terms[plan, column.name] = dict(result.terms)
    return _Column(notes_once(lacking), terms)
