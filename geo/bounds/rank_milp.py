"""Rank ranges by integer programs, for statements that are not one hierarchy."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from data.errors import UnavailableMeasure
from geo.bounds.milp import add_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.bounds.milp import Milp

WIDEST = 1_000_000_000  # a count that nothing limits: HiGHS's tolerances carry no more


def extreme_rank(solver: Milp, number: int, rivals: Iterable[int], *, worst: bool) -> int:
    """Give the worst or the best rank of a unit among its rivals.

    A binary column for each rival says whether it is larger. For the worst rank it may be 1 only
    where the rival exceeds the unit; for the best it may be 0 only where it does not. The ranks in
    HiGHS's own table, counted exactly, must agree with the number of binaries.

    Raises
    ------
    UnavailableMeasure
        The counts are too large for HiGHS's tolerances to settle the rank.
    """
    import highspy  # noqa: PLC0415 - half a second that a plain hierarchy never needs

    model = solver.model()
    columns = len(solver.low)
    candidates = sorted(rivals)
    for offset, rival in enumerate(candidates):
        larger = columns + offset
        model.addVar(0.0, 1.0)
        model.changeColIntegrality(larger, highspy.HighsVarType.kInteger)
        model.changeColCost(larger, 1.0)
        _link(model, solver, (number, rival, larger), worst=worst)
    sense = highspy.ObjSense.kMaximize if worst else highspy.ObjSense.kMinimize
    model.changeObjectiveSense(sense)
    model.run()
    values = model.getSolution().col_value
    point = solver.checked(values[:columns])
    found = sum(point[rival] > point[number] for rival in candidates)
    if found != round(sum(values[columns:])):
        raise UnavailableMeasure(
            "the counts are too large to settle a rank beside a sum of regions",
            remedy="Leave the sum of regions out, or rank without it.",
        )
    return 1 + found


def _link(model: object, solver: Milp, columns: tuple[int, int, int], *, worst: bool) -> None:
    """Tie a binary to "the rival exceeds the unit"."""
    number, rival, larger = columns
    most = solver.intervals[1][number if worst else rival]
    span = int(min(most, WIDEST)) + 1
    if worst:  # larger → rival ≥ unit + 1
        add_row(model, 1 - span, {rival: 1, number: -1, larger: -span}, math.inf)
    else:  # not larger → rival ≤ unit
        add_row(model, -math.inf, {rival: 1, number: -1, larger: -span}, 0)
