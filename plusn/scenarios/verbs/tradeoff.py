"""What less of something else costs: points, each a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from data.errors import UnknownChoice
from data.phrase import said
from network.case.choices import NO_POLICY, Policy
from network.engine.solve import TIME_LIMIT
from network.explain.curve import MEASURED
from network.explain.tradeoff import Tradeoff, tradeoff
from plusn.scenarios.report import Report
from plusn.scenarios.running import answer, incomplete
from plusn.scenarios.told import amount
from plusn.scenarios.verbs.common import confirmed, known, notes_once
from plusn.scenarios.verbs.standing import standing_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from network.explain.curve import Against, Point
    from plusn.scenarios.questions import Question
    from plusn.scenarios.running import Run
    from plusn.scenarios.tables import Cell


def tradeoff_report(
    asked: Question,
    against: str,
    *,
    points: int = 7,
    anchor: str = "",
    seconds: float = TIME_LIMIT,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Solve a case at tighter and tighter limits of a measure.

    Parameters
    ----------
    asked
        The case, with its policy.
    against
        A key of `MEASURED`.
    points
        How many limits, both ends included.
    anchor
        Territory outside of which output is counted; blank takes the policy's.
    seconds
        Time limit of each solve.
    progress
        Told how many solves are done.

    Raises
    ------
    UnknownChoice
        There is no such limit or territory.
    BadValue
        Fewer than two points, or a share outside without an anchor.
    Infeasible, ScenarioProblem
        There is no plan, or none was found in time.
    UncertifiedResult
        The second opinion does not confirm a plan; nothing is shown.
    """
    if against not in MEASURED:
        raise UnknownChoice.of(said("limit"), against, MEASURED)
    policy = _anchored(asked, anchor)
    cheapest = answer(asked, seconds=seconds)
    limited = cheapest.result if _has_no_limit(policy, against) else None
    curve = tradeoff(
        cheapest.frame, policy, cast("Against", against), points=points, cheapest=limited,
        seconds=seconds, progress=progress,
    )  # fmt: skip
    lacking = [
        incomplete(point.result.case, confirmed(point.result))
        for point in curve.points
        if point.result is not None and point.result is not limited
    ]
    lacking.append(incomplete(cheapest.question.case, cheapest.result))
    return _report(cheapest, curve, policy, notes_once(lacking))


def _anchored(asked: Question, anchor: str) -> Policy:
    policy = asked.policy or Policy(id=NO_POLICY)
    if not anchor:
        return policy
    territories = [row.id for row in asked.case.territories]
    if anchor not in territories:
        raise UnknownChoice.of(said("territory"), anchor, territories)
    return policy.model_copy(update={"anchor": anchor})


def _has_no_limit(policy: Policy, against: str) -> bool:
    """Tell whether the plan under the policy is the start of the curve."""
    return getattr(policy, against) is None


def _report(cheapest: Run, curve: Tradeoff, policy: Policy, lacking: tuple[str, ...]) -> Report:
    result, notes = cheapest.result, notes_once([cheapest.notes, lacking])
    money = result.case.general.currency
    begin = curve.points[0].cost or 0.0
    rows = [_row(number, point, begin) for number, point in enumerate(curve.points, 1)]
    lines = [f"  {'limit':>12}{'attained':>12}{'cost':>18}{'more':>16}{'served':>9}  plants"]
    lines += [_line(point, begin) for point in curve.points]
    return Report(
        record={
            "scenario": cheapest.question.label,
            "against": curve.against,
            "measure": MEASURED[curve.against],
            "anchor": policy.anchor,
            "currency": money,
            "weeks": result.case.general.weeks,
            "solves": curve.solves,
            "standing": standing_record(cheapest.question.case, cheapest.question.base),
            "lacking": list(lacking),
            "notes": list(notes),
        },
        tables={"tradeoff": rows},
        lines=(
            *notes,
            "",
            f"Least cost in {money} against {curve.against}; between the points nothing is known.",
            *lines,
            "",
            f"{len(curve.frontier)} points are not dominated; {curve.solves} solves.",
        ),
    )


def _row(number: int, point: Point, begin: float) -> dict[str, Cell]:
    result = point.result
    return {
        "point": number,
        "limit": known(point.limit),
        "attained": known(point.measure),
        "cost": point.cost,
        "more": None if point.cost is None else point.cost - begin,
        "gap": result.gap if result else None,
        "served_share": known(point.served_share),
        "dominated": point.dominated,
        "open_plants": "; ".join(result.open_plants) if result else "",
        "why": point.why,
        "digest": result.digest if result else "",
    }


def _line(point: Point, begin: float) -> str:
    limit = f"  {_number(point.limit):>12}"
    if point.result is None:
        return f"{limit}  no plan: {point.why}"
    cost = point.result.objective
    numbers = f"{_number(point.measure):>12}{amount(cost):>18}{amount(cost - begin):>16}"
    gap = f", gap {point.result.gap:.2%}" if point.result.gap else ""
    worse = ", dominated" if point.dominated else ""
    plants = ", ".join(point.result.open_plants) or "none"
    share = known(point.served_share)
    served = "none" if share is None else f"{share:.1%}"
    return f"{limit}{numbers}{served:>9}  {plants}{gap}{worse}"


def _number(value: float | None) -> str:
    return "none" if known(value) is None else amount(value or 0.0)
