"""What would change the answer: one number at a time, own numbers apart from assumptions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from data.errors import UnavailableMeasure
from data.phrase import Heading, Range, Table, joined, said
from network.engine.solve import TIME_LIMIT
from network.explain.parameter import same_policy
from network.explain.swing import swing
from plusn.scenarios.guide import told_of
from plusn.scenarios.report import Report
from plusn.scenarios.running import answer, incomplete, unproven
from plusn.scenarios.told import amount
from plusn.scenarios.verbs.common import (
    changes_in_words,
    confirmed,
    confirmed_cost,
    notes_once,
    site_changes,
)
from plusn.scenarios.verbs.standing import standing_record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from network.case import Case
    from network.engine.result import Result
    from network.explain.swing import End, Swing
    from plusn.scenarios.questions import Question
    from plusn.scenarios.tables import Cell, Rows

RANGES = Table("ranges")
ROW = ("label", "table", "where", "column", "low", "high")
GROUPS = ((False, "Your own numbers:"), (True, "Assumptions, which nobody stands behind yet:"))


def swing_report(
    asked: Question,
    *,
    seconds: float = TIME_LIMIT,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Move each number of the table ``ranges`` to its ends, the others as they are.

    Parameters
    ----------
    asked
        The case, with its policy.
    seconds
        Time limit of each solve.
    progress
        Told how many ends are done.

    Raises
    ------
    UnavailableMeasure
        The case names no ranges.
    Infeasible, ScenarioProblem
        There is no plan as things are.
    Problems
        A range names cells or values that cannot be.
    UncertifiedResult
        The second opinion does not confirm a plan; nothing is shown.
    """
    case = asked.case
    if not case.ranges:
        raise UnavailableMeasure(
            said("the case does not say between which values its numbers may lie"),
            where=said("table {table}", table=RANGES),
            remedy=said(
                "Add a row for each number in doubt: {columns}.",
                columns=joined(", ", (Heading.of(RANGES, name) for name in ROW)),
            ),
        )
    today = answer(asked, seconds=seconds)
    found = swing(case, asked.policy, today=today.result, seconds=seconds, progress=progress)
    lacking = [_confirm(asked, one, today.result, seconds) for one in found]
    notes = notes_once([today.notes, *lacking])
    return Report(
        record={
            "scenario": asked.label,
            "objective": today.result.objective,
            "currency": case.general.currency,
            "weeks": case.general.weeks,
            "standing": standing_record(case, asked.base),
            "open_plants": list(today.result.open_plants),
            "notes": list(notes),
        },
        tables={"swing": [_row(case, one) for one in found], "sites": _sites(found)},
        lines=(*notes, "", *_lines(found, today.result)),
    )


def _confirm(asked: Question, one: Swing, today: Result, seconds: float) -> tuple[str, ...]:
    """Have every cost at the ends confirmed that is told; say what to mind of those plans."""
    told: list[str] = []
    for end in (one.low, one.high):
        if end.result is None or end.result is today:
            continue
        case = end.result.case
        told += incomplete(case, confirmed(end.result))
        if end.result.gap:
            told.append(
                said(
                    "{number} at {value:,.10g}: {gap}",
                    number=_name(one),
                    value=end.value,
                    gap=unproven(end.result),
                )
            )
        if end.held_cost is not None and end.changes:
            policy = same_policy(case, asked.policy)
            kept = confirmed_cost(case, today.plan.sites, policy, seconds=seconds)
            told += incomplete(case, kept)
    return tuple(told)


def _name(one: Swing) -> str:
    return Range(one.range_.label) if one.range_.label else one.parameter.words


def _row(case: Case, one: Swing) -> dict[str, Cell]:
    return {
        "label": _name(one),
        "number": "assumption" if one.assumed else "own",
        "provenance": "; ".join(one.provenance),
        "table": one.range_.table,
        "where": one.range_.where,
        "column": one.range_.column,
        "unit": _unit(one),
        "currency": _currency(case, one),
        "now": one.now[0] if len(one.now) == 1 else None,
        "changes_plan": one.changes_plan,
        "width": one.width if math.isfinite(one.width) else None,
        **_end("low", one.low),
        **_end("high", one.high),
    }


def _unit(one: Swing) -> str:
    """Give the unit of the column, as the columns of a case are described."""
    columns = told_of(one.range_.table)
    return next(told.unit for told in columns if told.column.name == one.range_.column)


def _currency(case: Case, one: Swing) -> str:
    """Give the money of the number; blank where it is no money, or where its rows differ."""
    unit = _unit(one)
    if "money" not in unit:
        return ""
    if unit.startswith("case's"):
        return case.general.currency
    rows = one.parameter.rows(case)
    own = {getattr(row, "currency", "") or case.general.currency for row in rows}
    return own.pop() if len(own) == 1 else ""


def _sites(found: Sequence[Swing]) -> Rows:
    """List the sites that another plan has otherwise, by the number's place in the list from 1."""
    return [
        row
        for number, one in enumerate(found, 1)
        for name, end in (("low", one.low), ("high", one.high))
        for row in site_changes(end.changes, number=number, end=name)
    ]


def _end(name: str, end: End) -> dict[str, Cell]:
    return {
        name: end.value,
        f"{name}_cost": end.result.objective if end.result else None,
        f"{name}_difference": end.difference,
        f"{name}_gap": end.result.gap if end.result else None,
        f"{name}_changes": changes_in_words(end.changes),
        f"{name}_regret_of_today": end.regret,
        f"{name}_why": end.why,
    }


def _lines(found: Sequence[Swing], today: Result) -> list[str]:
    money = today.case.general.currency
    lines = [f"Least cost now: {amount(today.objective)} {money}, gap {today.gap:.4%}"]
    for assumed, title in GROUPS:
        group = [one for one in found if one.assumed is assumed]
        if group:
            lines += ["", title]
        for one in group:
            now = ", ".join("blank" if value is None else f"{value:,.10g}" for value in one.now)
            lines.append(f"  {_name(one)} (now {now})")
            lines += [f"    {_told(end, money)}" for end in (one.low, one.high)]
    changing = sum(one.changes_plan for one in found)
    return [*lines, "", f"{changing} of {len(found)} numbers change the plan within their range."]


def _told(end: End, money: str) -> str:
    if end.difference is None:
        return f"at {end.value:,.10g}: no plan: {end.why}"
    sign = "+" if end.difference >= 0 else "−"
    begin = f"at {end.value:,.10g}: {sign}{amount(abs(end.difference))} {money}"
    if not end.changes:
        return f"{begin}, the same plan"
    keeping = "today's sites cannot serve what must be served"
    if end.regret is not None:
        keeping = f"keeping today's sites costs {amount(end.regret)} more"
    return f"{begin}, {changes_in_words(end.changes)}; {keeping}"
