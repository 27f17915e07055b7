"""What holds a plan back, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from network.engine.limits import describe_limit

if TYPE_CHECKING:
    from network.engine.result import Result


class LimitInWords(NamedTuple):
    """Tell a binding limit: which, how large a week, and what one more a week would save a year."""

    kind: str
    place: str
    name: str
    per_week: float
    saving_per_unit: float
    sentence: str


def limits_in_words(result: Result) -> tuple[LimitInWords, ...]:
    """Say what limits the plan and what one more unit of each would save, the most worth first.

    The saving holds for a small change with the sites as they are.

    Parameters
    ----------
    result
        A solved case.
    """
    money = result.case.general.currency
    found: list[LimitInWords] = []
    for limit in result.marginals.bindings:
        name = describe_limit(result.case, limit)
        per_week = limit.amount / result.plan.weeks
        told = (
            f"{name} is used up at {per_week:,.6g} a week; "
            f"one unit more would save {limit.worth:,.4g} {money}"
        )
        found.append(LimitInWords(limit.kind, limit.place, name, per_week, limit.worth, told))
    return tuple(found)
