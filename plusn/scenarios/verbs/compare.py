"""Scenarios side by side: what differs in words, what each costs, what pays for the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import BadValue, ScenarioProblem
from data.phrase import joined, said
from network.case.diff import differences
from network.engine.solve import TIME_LIMIT
from network.explain.board import board_money
from network.explain.bridge import bridge, reason
from network.explain.linear import changed_sites
from plusn.scenarios.questions import question
from plusn.scenarios.report import Report
from plusn.scenarios.running import answer, incomplete
from plusn.scenarios.told import amount
from plusn.scenarios.verbs.board import board_record, board_table, paid_table
from plusn.scenarios.verbs.common import plan_and, site_changes
from plusn.scenarios.verbs.standing import standing_record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from network.case import Case
    from plusn.scenarios.running import Run
    from plusn.scenarios.tables import Rows

MOST = 6
"""Scenarios that fit side by side."""


def compare_report(
    case: Case,
    scenarios: Sequence[str],
    *,
    seconds: float = TIME_LIMIT,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Solve scenarios of a case and set them beside the first.

    Parameters
    ----------
    case
        The base case.
    scenarios
        Ids, at most six; blank is the base case.
    seconds
        Time limit of each.
    progress
        Told how many are solved.

    Raises
    ------
    BadValue
        Fewer than two scenarios, or more than six.
    InputProblem
        As `question`.
    ScenarioProblem
        None of the scenarios has a plan.
    UncertifiedResult
        The second opinion does not confirm a plan; nothing is shown.
    """
    if not 1 < len(scenarios) <= MOST:
        raise BadValue(
            said("{count} scenarios are to be compared", count=len(scenarios)),
            remedy=said("Name 2 to {most} scenarios of the case.", most=MOST),
        )
    runs: list[Run] = []
    failed: list[tuple[str, str]] = []
    for number, name in enumerate(scenarios, 1):
        try:
            runs.append(answer(question(case, name), seconds=seconds))
        except ScenarioProblem as problem:
            failed.append((name or "base", problem.words))
        if progress:
            progress(number, len(scenarios))
    if not runs:
        raise ScenarioProblem(
            said("none of the scenarios has a plan"),
            where=joined("; ", (plan_and(name, why) for name, why in failed)),
        )
    return _told(runs, failed)


def _told(runs: list[Run], failed: list[tuple[str, str]]) -> Report:
    first, *others = runs
    notes = list(dict.fromkeys(note for run in runs for note in run.notes))
    changes: Rows = [
        {"scenario": run.question.label, "change": change.words}
        for run in others
        for change in differences(first.question.case, run.question.case)
    ]
    lines = list(notes)
    for run in runs:
        plants = ", ".join(run.result.open_plants) or "no plant"
        cost = f"{amount(run.result.objective):>16} {run.result.case.general.currency}"
        lines.append(f"  {run.question.label:<24}{cost}  {plants}{_events(run)}")
    for run in others:
        lines += ["", f"{run.question.label} against {first.question.label}:"]
        lines += [f"  {row['change']}" for row in changes if row["scenario"] == run.question.label]
        lines.append(f"  {reason(first.result, run.result)}")
    lines += [f"  {name}: {why}" for name, why in failed]
    return Report(
        record={
            "currency": first.result.case.general.currency,
            "weeks": first.result.case.general.weeks,
            "terms": {run.question.label: run.result.terms for run in runs},
            "board": {run.question.label: _board(first, run) for run in others},
            "standing": standing_record(first.question.case, first.question.base),
            "lacking": {
                run.question.label: incomplete(run.question.case, run.result) for run in runs
            },
            "notes": notes,
            "no_plan": dict(failed),
        },
        tables={
            "scenarios": [_scenario(run, first) for run in runs],
            "bridge": [row for run in others for row in _bridge(first, run)],
            "changes": changes,
            "sites": [row for run in others for row in _sites(first, run)],
            "paid_once": [row for run in others for row in _paid(first, run)],
            "board": [row for run in others for row in _board_rows(first, run)],
        },
        lines=tuple(lines),
    )


def _events(run: Run) -> str:
    """Tell what the events of a scenario cost beside its plan, and what is then delivered."""
    if run.aftermath is None:
        return ""
    word = "less" if run.aftermath.extra < 0 else "more"
    extra = f"{amount(abs(run.aftermath.extra))} {run.result.case.general.currency} {word}"
    return f"; with its events {extra}, {run.aftermath.service:.1%} delivered"


def _scenario(run: Run, first: Run) -> dict[str, str | float | int | bool | None]:
    result = run.result
    money = board_money(first.result, result)
    return {
        "scenario": run.question.label,
        "outcome": result.outcome,
        "objective": result.objective,
        "difference": result.objective - first.result.objective,
        "gap": result.gap,
        "open_plants": "; ".join(result.open_plants),
        "paid_once": money.once,
        "payback_years": money.payback_years,
        "npv": money.npv,
        "outage_extra_cost": run.aftermath.extra if run.aftermath else None,
        "service": run.aftermath.service if run.aftermath else None,
        "digest": result.digest,
    }


def _board(first: Run, run: Run) -> dict[str, object]:
    return board_record(run.result.case, board_money(first.result, run.result))


def _board_rows(first: Run, run: Run) -> Rows:
    money = board_money(first.result, run.result)
    return board_table(run.result.case, money, scenario=run.question.label)


def _paid(first: Run, run: Run) -> Rows:
    return paid_table(board_money(first.result, run.result), scenario=run.question.label)


def _sites(first: Run, run: Run) -> Rows:
    changes = changed_sites(first.result.plan.sites, run.result.plan.sites)
    return site_changes(changes, scenario=run.question.label)


def _bridge(first: Run, run: Run) -> Rows:
    return [
        {
            "scenario": run.question.label,
            "term": bar.term,
            "before": bar.before,
            "after": bar.after,
            "change": bar.change,
        }
        for bar in bridge(first.result.terms, run.result.terms)
    ]
