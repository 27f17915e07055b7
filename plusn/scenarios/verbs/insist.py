"""What it costs to insist on a site, or to do without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.phrase import Site, said
from network.engine.solve import TIME_LIMIT
from network.explain.insistence import insistence
from plusn.scenarios.report import Report
from plusn.scenarios.running import answer, incomplete, unproven
from plusn.scenarios.told import amount
from plusn.scenarios.verbs.common import changes_in_words, confirmed, notes_once
from plusn.scenarios.verbs.standing import standing_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from network.explain.insistence import Forced
    from plusn.scenarios.questions import Question
    from plusn.scenarios.tables import Cell


def insist_report(
    asked: Question,
    *,
    kinds: tuple[str, ...] = ("plant",),
    seconds: float = TIME_LIMIT,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Force every site that may be open or closed into the state that the best plan did not choose.

    Parameters
    ----------
    asked
        The case, with its policy.
    kinds
        Kinds of facilities to try.
    seconds
        Time limit of each solve.
    progress
        Told how many sites are done.

    Raises
    ------
    Infeasible, ScenarioProblem
        There is no plan, or none was found in time.
    UncertifiedResult
        The second opinion does not confirm a plan; nothing is shown.
    """
    best = answer(asked, seconds=seconds)
    found = insistence(
        best.frame, asked.policy, best=best.result, kinds=kinds, seconds=seconds, progress=progress
    )
    notes = list(notes_once([best.notes, *(_minded(one) for one in found)]))
    plants = ", ".join(best.result.open_plants) or "none"
    money = asked.case.general.currency
    return Report(
        record={
            "scenario": asked.label,
            "objective": best.result.objective,
            "currency": money,
            "open_plants": list(best.result.open_plants),
            "standing": standing_record(asked.case, asked.base),
            "notes": notes,
        },
        tables={"insist": [_row(one) for one in found]},
        lines=(
            *notes,
            "",
            f"Least cost: {amount(best.result.objective)} {money}; open plants: {plants}",
            "",
            *(_line(one, money) for one in found),
        ),
    )


def _minded(one: Forced) -> list[str]:
    """Have a plan confirmed, and say what to mind of it."""
    if one.result is None:
        return []
    told = incomplete(one.result.case, confirmed(one.result))
    if one.result.gap:
        site, gap = Site(one.facility), unproven(one.result)
        if one.state == "open":
            told.append(said("{site} open: {gap}", site=site, gap=gap))
        else:
            told.append(said("{site} closed: {gap}", site=site, gap=gap))
    return told


def _row(one: Forced) -> dict[str, Cell]:
    return {
        "facility": one.facility,
        "insist_on": one.state,
        "extra_cost": one.extra,
        "cost": one.result.objective if one.result else None,
        "gap": one.result.gap if one.result else None,
        "changes": changes_in_words(one.changes),
        "why": one.why,
    }


def _line(one: Forced, money: str) -> str:
    if one.extra is None:
        return f"  {one.facility} {one.state}: no plan: {one.why}"
    others = changes_in_words(pair for pair in one.changes if pair[1].facility != one.facility)
    told = f"; then {others}" if others else ""
    return f"  {one.facility} {one.state}: {amount(one.extra)} {money} more{told}"
