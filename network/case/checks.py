"""What the rows of a case must agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.case.checks_choices import choice_problems
from network.case.checks_days import day_problems
from network.case.checks_goods import bill_problems, reach_problems, spread_problems
from network.case.checks_names import name_problems
from network.case.checks_places import place_problems
from network.case.reading import LIMITS, too_many
from network.duty.overlap import overlapping

if TYPE_CHECKING:
    from data.errors import PlusNError
    from network.case.view import View


def problems_of(view: View) -> list[PlusNError]:
    """List everything that does not fit together in a case; empty when it makes sense.

    Ways of goods and sizes of demands are looked at only once everything else is right, so that one
    mistake is told once.
    """
    case = view.case
    large = [
        too_many(table, len(getattr(case, table)))
        for table, most in LIMITS.items()
        if len(getattr(case, table)) > most
    ]
    if large and view.limited:
        return [*large]
    problems = [
        *name_problems(view),
        *place_problems(view),
        *bill_problems(view),
        *choice_problems(view),
        *day_problems(view),
        *(overlapping(case, place=view.place) if view.settled else ()),
    ]
    if problems or not view.whole:
        return problems
    return [*spread_problems(view), *reach_problems(view)]
